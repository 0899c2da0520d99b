"""``closing``: the end of a lesson that the order of the course contradicts."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.suggestions import named
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.names import number_of, number_text
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Diagnostic


class End(NamedTuple):
    """A block by which a lesson leads on."""

    kind: str
    place: Place
    to: str
    """The page that it leads to, as written; empty if it does not say."""
    number: tuple[int, ...]
    """Of what it calls complete; empty for nothing."""


class Closing(Rule):
    """The end of a lesson that the order of the course contradicts."""

    id = "closing"
    summary = (
        "A `next-step` block that leads back to an earlier lesson. A module or series that is "
        "called complete, although more of its lessons follow."
    )
    rationale = (
        "Students follow the link at the end of a lesson, and believe that a module is complete if "
        "the lesson says so. The link and the sentence were right when the author wrote them. Then "
        "somebody added or moved a lesson, and did not read the ends of the other lessons."
    )

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep where a lesson leads, and what it calls complete."""
        if page.lesson is None:
            return
        for part in page.find(BlockRole.NEXT_STEP, BlockRole.COMPLETION):
            to = part.options.get("to", "") if part.is_a(BlockRole.NEXT_STEP) else ""
            words = part.title.split() if part.is_a(BlockRole.COMPLETION) else ()
            number = number_of(words[0]) if words else ()
            if to or number:
                yield End(kind=part.kind, place=page.place(part), to=to, number=number)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Hold each against the order of the lessons."""
        ends: Iterable[tuple[str, End]] = context.kept[self.id]
        for document, end in ends:
            lesson = context.catalogue.lesson_of(document)
            if lesson and end.to:
                yield from self.leads_back(context, lesson, end)
            if lesson and end.number:
                yield from self.is_early(context, lesson, end)

    def leads_back(self, context: CourseContext, lesson: Lesson, end: End) -> Iterator[Diagnostic]:
        """Find a next step to an earlier lesson."""
        positions = context.catalogue.course.positions
        target = next(pages_of(context, lesson.place.document, end.to), None)
        if target is None or positions[target.slug] >= positions[lesson.slug]:
            return
        after = context.catalogue.course.lessons[positions[lesson.slug] + 1 :]
        remedy = (
            f"the next lesson is {named(context, after[0].slug)}: name that, or leave `:to:` out"
            if after
            else "no lesson follows: name another page, or take the block out"
        )
        text = (
            f"the next step leads back to {named(context, target.slug)}, which comes before this "
            f"lesson; {remedy}"
        )
        yield self.report(end.place, text, Related(target.place, "it leads here"))

    def is_early(self, context: CourseContext, lesson: Lesson, end: End) -> Iterator[Diagnostic]:
        """Find what is called complete before its last lesson."""
        positions = context.catalogue.course.positions
        here = positions[lesson.slug]
        left = [
            later
            for later in context.catalogue.lessons_of(end.number)
            if positions[later.slug] > here
        ]
        if not left:
            return
        last = left[-1]
        others = (
            f"{plural(len(left), 'lesson')} of it follow, the last of them " if left[1:] else ""
        )
        follows = "" if others else " follows"
        text = (
            f"{number_text(end.number)} is called complete, but {others}"
            f"{named(context, last.slug)}{follows}; move the block there, or give it another number"
        )
        yield self.report(end.place, text, Related(last.place, "its last lesson"))


def pages_of(context: CourseContext, document: str, name: str) -> Iterator[Lesson]:
    """Yield the lessons that a page may mean by the name of one, from the root or from itself."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(document), name))
    for page in (name.lstrip("/"), beside):
        lesson = context.catalogue.lesson_of(page) if page != document else None
        if lesson:
            yield lesson
