"""``resolution``: a gap that nobody sized, or that is closed nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.suggestions import titled
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.depth import NOT_TAUGHT
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.facts import Gap
    from sphinx_pedagogy.course.plan_facts import Planned
    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.model.records import Lesson, Place


SMALL = "small"


class Resolution(Rule):
    """A gap that nobody sized, or that is closed nowhere."""

    id = "resolution"
    severity = Severity.ERROR
    summary = (
        "A gap without a size. A gap without a resolution. A resolution that leads nowhere. A gap "
        "with two sizes. A small gap that spans more than one step of depth."
    )
    rationale = (
        "A gap is a concept that a lesson needs, but that students do not know well enough. To "
        "close the gap takes a paragraph, a section or a lesson, and only the size of the gap "
        "tells which. The resolution is the place where the gap is closed. An announcement closes "
        "nothing, so a student must be able to read that place. A small gap takes a few "
        "sentences, and a few sentences do not turn a mere name into a concept on which a lesson "
        "can build."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-depths-small": Threshold(1, "By how many depths a small gap may raise a concept."),
    }

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at the gaps of lessons, then at those of plans."""
        for _docname, page in context.pages():
            gaps = [gap for gap in page.gaps if gap.lesson]
            yield from self.sizes(gaps)
            for gap in gaps:
                if gap.size == SMALL:
                    yield from self.stated_leap(context, gap)
        for docname, page in context.pages():
            if page.plan:
                for item in page.plan.items:
                    if item.kind == "gap":
                        yield from self.planned(context, docname, item)

    def sizes(self, gaps: Iterable[Gap]) -> Iterator[Diagnostic]:
        """Look at the gaps that one lesson closes."""
        first: dict[str, Gap] = {}
        for gap in gaps:
            known = first.setdefault(key(gap.name), gap)
            if not gap.size:
                yield self.unsized(gap.name, gap.place)
            elif known.size and known.size != gap.size:
                text = f'the gap "{gap.name}" is {gap.size} here and {known.size} in line '
                text += f"{known.place.line}; give it one size"
                yield self.report(gap.place, text, Related(known.place, "the first"))

    def leap(
        self,
        context: CourseContext,
        concept: str | None,
        lesson: str,
        depth: int,
        place: Place,
    ) -> Iterator[Diagnostic]:
        """Find a small gap that raises a concept by more than a step, up to *depth*."""
        course = context.catalogue.course
        if concept is None or lesson not in course.positions:
            return
        known = course.knows(concept, lesson)
        before = known.depth if known else NOT_TAUGHT
        if depth - before > self.limit("most-depths-small"):
            word = context.scale.word
            text = (
                f"the gap {titled(context, concept)} is small, but takes the student from "
                f"{word(before) or 'nothing'} to {word(depth)}; write `:size: medium` or `large`, "
                "require less, or teach it in a lesson before "
                f"{self.limit_note('most-depths-small')}"
            )
            yield self.report(place, text, profile=Profile.COURSE)

    def stated_leap(self, context: CourseContext, gap: Gap) -> Iterator[Diagnostic]:
        """Find a gap of a lesson that is too small for what the lesson requires."""
        concept = context.catalogue.find(gap.name)
        needs = context.catalogue.course.requirements.get(gap.lesson, ())
        depth = max((need.depth for need in needs if need.concept == concept), default=0)
        yield from self.leap(context, concept, gap.lesson, depth, gap.place)

    def planned_leap(
        self, context: CourseContext, docname: str, item: Planned, lesson: Lesson
    ) -> Iterator[Diagnostic]:
        """Find a gap of a plan that is too small for the requirement that the plan has."""
        plan = context.catalogue.pages[docname].plan
        concept = context.catalogue.find(item.name)
        if plan and item.value == SMALL:
            depths = [
                need.depth
                for need in plan.items
                if need.kind == "requirement" and context.catalogue.find(need.name) == concept
            ]
            yield from self.leap(context, concept, lesson.slug, max(depths, default=0), item.place)

    def unsized(self, name: str, place: Place) -> Diagnostic:
        """Return a finding on a gap without a size."""
        text = f'the gap "{name}" has no size; write `:size: small`, `medium` or `large`'
        return self.report(place, text)

    def planned(self, context: CourseContext, docname: str, item: Planned) -> Iterator[Diagnostic]:
        """Look at a gap of a plan, and at how its lesson closes it."""
        if not item.value:
            yield self.unsized(item.name, item.place)
        lesson = context.catalogue.subject_of(docname)
        page = context.catalogue.pages.get(lesson.place.document) if lesson else None
        if page is None or page.lesson is None:
            if not item.at:
                yield self.report(item.place, unresolved(item))
            return
        closing = [gap for gap in page.gaps if key(gap.name) == key(item.name)]
        if not any(gap.size == SMALL for gap in closing):  # of which the lesson's is told
            yield from self.planned_leap(context, docname, item, page.lesson)
        for gap in closing:
            if item.value and gap.size and gap.size != item.value:
                text = (
                    f'the gap "{item.name}" is planned as {item.value}, but the lesson closes it '
                    f"as {gap.size}; give it one size"
                )
                yield self.report(item.place, text, Related(gap.place, "the lesson's"))
        related = Related(page.lesson.place, "the lesson")
        if item.at and key(item.at) not in {key(label) for label in page.labels}:
            hint = suggest(item.at, page.labels) if page.labels else "it has no labels"
            text = f'the gap "{item.name}" is to be closed at "{item.at}", but the lesson has no'
            yield self.report(item.place, f"{text} such label: {hint}", related)
        elif not item.at and not closing:
            yield self.report(item.place, unresolved(item), related)


def unresolved(item: Planned) -> str:
    """Return what is wrong with a gap that nothing closes."""
    return (
        f'nothing says where the lesson closes the gap "{item.name}"; write `:resolution:` with '
        "a label of the lesson, or close it there with a gap block"
    )
