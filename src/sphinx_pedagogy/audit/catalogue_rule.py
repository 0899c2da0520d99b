"""The base of rules whose findings the catalogue makes when it is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model.findings import Finding


class CatalogueRule(Rule):
    """Base of the rules whose findings come with the catalogue, under the same subtype."""

    severity: ClassVar = Severity.ERROR

    def on_course(self, context: CourseContext) -> Iterable[Finding]:
        """Yield the catalogue's problems of this subtype."""
        for problem in context.catalogue.problems:
            if problem.subtype == self.id:
                yield self.report(
                    Place(problem.docname, problem.line, problem.source or ""), problem.text
                )
