"""``jump``: an exercise that takes two steps at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.suggestions import own_pages, titled
from sphinx_pedagogy.audit.text.name_search import NameSearch
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Diagnostic

_HELP = (BlockRole.ANSWER, BlockRole.HINT, BlockRole.SOLUTION, "cell")
"""What is no part of the task."""


class Jump(Rule):
    """An exercise that takes two steps at once."""

    id = "jump"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = (
        "An exercise whose task names more than one concept that is new in the lesson. The "
        "exercise may be in the lesson or in its notebook."
    )
    rationale = (
        "A new concept takes room in the mind, and two at once may take more room than there is "
        "(Sweller, 1988). Let students practise each concept alone before they practise both "
        "together."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-new": Threshold(1, "How many new concepts the task of an exercise may name.")
    }

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep the names of new concepts in each exercise; of a notebook, which knows none, all."""
        exercises = list(page.find(BlockRole.EXERCISE))
        if not exercises:
            return
        names = NameSearch(
            name
            for statement in page.facts.statements
            for name in (statement.name, *statement.aliases)
        )
        for exercise in exercises:
            words = exercise.words(without=_HELP)
            if page.lesson is None:
                yield page.place(exercise), words
            elif found := set(names.found_in(words)):
                yield page.place(exercise), tuple(sorted(found))

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Count those that are new."""
        kept: Iterable[tuple[str, tuple[Place, Sequence[str] | str]]] = context.kept[self.id]
        notebooks = {notebook: lesson for lesson, notebook in notebooks_of(context)}
        for document, (place, named) in kept:
            lesson = context.catalogue.lesson_of(document) or notebooks.get(document)
            new = context.catalogue.course.new_in(lesson.slug) if lesson else []
            if len(new) <= self.limit("most-new"):
                continue
            if isinstance(named, str):
                concepts = [context.catalogue.concepts[concept] for concept in new]
                names = NameSearch(
                    name for concept in concepts for name in (concept.title, *concept.aliases)
                )
                named = [*names.found_in(named)]
            wanted = {context.catalogue.find(name) for name in named}
            both = [concept for concept in new if concept in wanted]
            if len(both) > self.limit("most-new"):
                titles = " and ".join(titled(context, concept) for concept in both)
                are = {1: "is", 2: "are both"}.get(len(both), "are all")
                text = (
                    f"this exercise needs {titles}, which {are} new in its lesson; give each an "
                    f"exercise of its own first, or take one out {self.limit_note('most-new')}"
                )
                yield self.report(place, text)


def notebooks_of(context: CourseContext) -> Iterator[tuple[Lesson, str]]:
    """Yield the lessons whose header names a page as their notebook, with that page."""
    for lesson in own_pages(context):
        if page := notebook_page(context, lesson):
            yield lesson, page


def notebook_page(context: CourseContext, lesson: Lesson) -> str:
    """Return the page that the header of a lesson names as its notebook; empty if it names none."""
    page = lesson.notebook.removeprefix("/")
    is_page = page != lesson.notebook and page in context.catalogue.pages
    return page if is_page and page != lesson.place.document else ""
