"""The desk of one page: where assemblers and transforms leave their warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.course.messages import Subtype, problem_at

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


class PageDesk:
    """Implements :class:`~sphinx_pedagogy.core.block_spec.Desk` for the document being read."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Serve the current document of *env*."""
        self.env = env

    def warn(self, subtype: Subtype, text: str, node: nodes.Node) -> None:
        """Record a warning at *node*."""
        domain_of(self.env).add_problem(problem_at(self.env, subtype, text, node))
