"""``modalities``: a core concept that is shown in too few ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.core_concepts import CORE, core_concepts, names_of
from sphinx_pedagogy.audit.representations import MODALITIES, SectionScope, scopes_of
from sphinx_pedagogy.audit.shown_at_all import told_only
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.model.findings import Profile, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.facts import ConceptRecord
    from sphinx_pedagogy.model.findings import Diagnostic


class Modalities(Rule):
    """A core concept that is shown in too few ways."""

    id = "modalities"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = "A core concept that its lesson shows in fewer than three ways."
    rationale = (
        "Students remember what they meet as a picture, a formula and a worked number better "
        "than what they only read (Paivio, 1986; Ainsworth, 2006, on multiple representations). "
        "And a student who does not understand one way has another.\n\n"
        "Core concepts are those that the lesson teaches to the depth `developed` or deeper. "
        "There are five ways to show them:\n\n"
        "- visual: a diagram, a figure or a plot;\n"
        "- symbolic: code or a formula, but not code within a line of text;\n"
        "- concrete: an example, a table or a check with numbers, or a sentence that works with "
        "two numbers, whether or not it says “for example”. A table or a story without numbers "
        "is not concrete;\n"
        "- verbal: an analogy, a mental model, or “think of it as”;\n"
        "- intuitive: an `of-course` chain.\n\n"
        "What a section shows counts for each concept that the section names. If a lesson has "
        "only one core concept, everything in the lesson counts for this concept. A lesson that "
        "marks no concept is judged as a whole: it should show its subject at least once with an "
        "example (one sentence is enough), a picture, a table or code.\n\n"
        "The rule does not see whether an example or a picture is about the concept. It only "
        "sees whether the section with the example or picture names the concept."
    )
    limits: ClassVar = {
        "ways": Threshold(3, "In how many ways a lesson has to show a core concept."),
        "depth": CORE,
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at each core concept of a lesson."""
        core = core_concepts(page, self.limit("depth"))
        if not core:
            yield from self.whole(page)
            return
        scopes = scopes_of(page)
        enough = self.limit("ways")
        for statement in core:
            names = () if len(core) == 1 else names_of(statement)
            shown = ways(names, scopes, enough)
            if len(shown) < enough:
                shared = Shared(
                    self.once(), f'"{statement.title or statement.name}": {listed(shown)}'
                )
                yield self.report(statement.place, self.complaint(statement, shown), shared=shared)

    def whole(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at a lesson without concepts as one that is about its title."""
        if page.lesson is None or page.facts.statements:
            return
        if how := told_only(page):
            text = (
                f"the lesson explains its subject in {how} alone; show it once: a case with "
                "numbers or names, a picture, a table, code"
            )
            shared = Shared(
                "{} lessons explain their subject in words or formulas alone; show it once: a "
                "case with numbers or names, a picture, a table, code",
                f"{how} alone",
            )
            yield self.report(page.lesson.place, text, shared=shared)

    def once(self) -> str:
        """Return what is said of several concepts."""
        return (
            f"{{}} core concepts are shown in fewer than {self.limit('ways'):g} ways; add one of: "
            f"{'; '.join(MODALITIES.values())} {self.limit_note('ways')}"
        )

    def complaint(self, statement: ConceptRecord, shown: set[str]) -> str:
        """Return what is missing of a concept."""
        there = listed(shown)
        missing = "; ".join(hint for way, hint in MODALITIES.items() if way not in shown)
        return (
            f'"{statement.title or statement.name}" is shown in {len(shown)} of '
            f"{self.limit('ways'):g} ways ({there}); add one of: {missing} "
            f"{self.limit_note('ways')}"
        )


def listed(shown: set[str]) -> str:
    """Return ways of showing as a message names them."""
    return ", ".join(way for way in MODALITIES if way in shown) or "none"


def ways(names: Collection[str], scopes: Sequence[SectionScope], enough: float) -> set[str]:
    """Return the ways of showing in the sections that have one of some names, or in all.

    :param enough: with so many, the others are not looked for
    """
    found: set[str] = set()
    for scope in scopes:
        if len(found) >= enough:
            break
        # names are looked for only where they would tell of another way: that takes longest
        if not scope.ways <= found and (not names or any(map(scope.has, names))):
            found |= scope.ways
    return found
