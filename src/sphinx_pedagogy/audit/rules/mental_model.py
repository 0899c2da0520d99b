"""``mental-model``: a catch phrase that is dropped, an analogy that misleads in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.text.name_search import echoed
from sphinx_pedagogy.audit.text.titles import is_summary
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.findings import Profile, Related, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.facts import ListedBlock
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

GUARDS = ("warning", BlockRole.MISCONCEPTION, "caution")
"""Blocks that say where a comparison breaks."""


_SHARED = (
    "{} analogies do not say where they mislead; add the option `misleads` to each, or a warning "
    "below it"
)


class MentalModel(Rule):
    """A catch phrase that is dropped, an analogy that misleads in silence."""

    id = "mental-model"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = "partly"
    summary = (
        "A mental model that its lesson never repeats. A mental model that two lessons introduce. "
        "An analogy that does not say where it misleads."
    )
    rationale = (
        "Students keep a phrase if they meet it again, above all in the summary. They take an "
        "analogy too far unless somebody shows where it breaks down. To show this is one of "
        "the six steps of teaching with analogies (Glynn, 1991).\n\n"
        "A mental model counts as repeated if the summary has half of the words of the model's "
        "title. In a lesson without a summary, half of these words anywhere below the mental "
        "model are enough. If a later lesson has a block for the same mental model, name the first "
        "lesson in the option `from` of this block. To say where an analogy misleads, use its "
        "option `misleads`, or put a warning or misconception right below it.\n\n"
        "The rule does not see an analogy that is not in an `analogy` block, or a phrase that the "
        "text repeats with another meaning."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "echo": Threshold(
            0.5, "Which share of the words of a mental model the lesson has to repeat, from 0 to 1."
        )
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for the echo of each mental model, and for the limits of each analogy."""
        if page.lesson is None:
            return
        parts = list(page.parts)
        for index, part in enumerate(parts):
            if part.is_a(BlockRole.MENTAL_MODEL) and part.title and not part.options.get("from"):
                text = self.dropped(part, parts[index:], page.language)
                if text:
                    yield self.report(page.place(part), text, guess=True)
            elif (
                part.is_a(BlockRole.ANALOGY)
                and not part.options.get("misleads")
                and not guarded(part)
            ):
                of = f' "{part.title}"' if part.title else ""
                text = (
                    f"the analogy{of} does not say where it misleads; add the option `misleads`, "
                    "or a warning below it"
                )
                shared = Shared(_SHARED, f"the analogy{of}")
                yield self.report(page.place(part), text, shared=shared)

    def dropped(self, model: PageElement, following: list[PageElement], language: str) -> str:
        """Return that a summary lacks the words of a mental model, or all that follows does.

        Of a lesson without a summary nobody is told what that is to say.
        """
        own = {id(part) for part in model.walk()}
        if is_summary(model.section):
            return ""
        after = [part for part in following if id(part) not in own]
        sections = [part for part in after if part.kind == "section"]
        summaries = [part.words() for part in sections if is_summary(part.title)]
        words = summaries or [f"{part.title} {part.text}" for part in after]
        if not "".join(words).strip():
            return ""  # it is the last word of the lesson itself
        if echoed(model.title, " ".join(words), language) >= self.limit("echo"):
            return ""
        limit = self.limit_note("echo")
        if summaries:
            return (
                f'the summary does not repeat the mental model "{model.title}"; say it again '
                f"there, in these words {limit}"
            )
        return (
            f'nothing below the mental model "{model.title}" repeats it; say it again at the end, '
            f"in these words {limit}"
        )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look for mental models that stand in two places."""
        positions = context.catalogue.course.positions
        models = [
            target
            for (kind, _lesson), targets in context.catalogue.targets.items()
            if kind == self.id
            for target in targets
            if not target.sources
        ]
        models.sort(key=lambda model: (positions.get(model.lesson, -1), model.place.line or 0))
        first: dict[str, ListedBlock] = {}
        for model in models:
            planted = first.setdefault(key(model.title), model)
            # one id in two places is a mistake of its own, and is told as such
            if planted.id != model.id and model.title:
                text = (
                    f'the mental model "{model.title}" is introduced twice; say here where it is '
                    "from, with the option `from`, or find another phrase"
                )
                yield self.report(model.place, text, Related(planted.place, "planted here"))


def guarded(analogy: PageElement) -> bool:
    """Whether a block in an analogy, or the next one beside it, says where it breaks."""
    if next(analogy.find(*GUARDS), None):
        return True
    siblings = analogy.parent.children if analogy.parent else [analogy]
    at = next(index for index, part in enumerate(siblings) if part is analogy)
    return any(part.is_a(*GUARDS) for part in siblings[at + 1 : at + 3])
