"""The base of rules whose findings the catalogue makes when it is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.messages import Subtype
    from sphinx_pedagogy.model.findings import Diagnostic


class CatalogueRule(Rule):
    """Base of the rules whose findings come with the catalogue."""

    severity: ClassVar = Severity.ERROR
    subtype: ClassVar[Subtype]
    """The warnings that it reports, which nobody else says where the audit is loaded."""

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Yield what the catalogue says of this kind, as findings of this rule."""
        for problem in context.catalogue.problems:
            if problem.code == self.subtype:
                yield self.report(
                    problem.place, problem.text, *problem.related, fixes=problem.fixes
                )
