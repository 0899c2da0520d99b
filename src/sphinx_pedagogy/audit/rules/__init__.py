"""The built-in rules, in the order of the manual's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.rules.knowledge import Fading, Prerequisite
from sphinx_pedagogy.audit.rules.names import Cycle, Duplicate, SelfNeed, Unknown
from sphinx_pedagogy.audit.rules.scope import Scope

if TYPE_CHECKING:
    from sphinx_pedagogy.rule import Rule

BUILT_IN: tuple[type[Rule], ...] = (
    Prerequisite,
    Fading,
    Duplicate,
    Cycle,
    SelfNeed,
    Unknown,
    Scope,
)
