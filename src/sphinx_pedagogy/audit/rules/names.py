"""Rules on names and on what builds on what: the catalogue finds these when it is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Severity
from sphinx_pedagogy.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.model.findings import Finding
    from sphinx_pedagogy.rule import Site


class CatalogueRule(Rule):
    """Base of the rules whose findings come with the catalogue, under the same subtype."""

    severity: ClassVar = Severity.ERROR

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Yield the catalogue's problems of this subtype."""
        for problem in site.catalogue.problems:
            if problem.subtype == self.id:
                yield self.found(
                    Place(problem.docname, problem.line, problem.source or ""), problem.text
                )


class Unknown(CatalogueRule):
    """A name that is no concept."""

    id = "unknown"
    finds = "A name that is no concept and no lesson; the nearest names are offered."
    why = (
        "A link that leads nowhere is a promise broken, and a requirement on a name that nobody "
        "defined checks nothing. Most are slips of the keyboard."
    )


class Cycle(CatalogueRule):
    """Concepts that build on each other in a circle."""

    id = "cycle"
    finds = "Concepts that build on each other in a circle."
    why = (
        "In a circle there is no place to begin: whatever a student learns first needs something "
        "that comes later."
    )


class SelfNeed(CatalogueRule):
    """Concepts that build on themselves, lessons that require what only they teach."""

    id = "self"
    finds = "A concept that builds on itself, or a lesson that requires what only it teaches."
    why = "A student who needs the lesson to understand the lesson cannot begin."


class Duplicate(CatalogueRule):
    """Two things with one name."""

    id = "duplicate"
    severity = Severity.WARNING
    finds = "Two concepts, lessons or module fronts with one name, or one concept defined twice."
    why = (
        "Two definitions drift apart, and a student who meets the second wonders whether it is "
        "the same thing. Teach it again only to go deeper, or say that it is a recap."
    )
