"""Where we may say something of a line, and so want it to be the one of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.course.plain_mentions import LESSONS, OFF

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def reads_all(env: BuildEnvironment) -> bool:
    """Whether something may be said of pages that have nothing of ours: the project asks."""
    return domain_of(env).in_use or env.config.pedagogy_link_mentions not in {OFF, LESSONS}
