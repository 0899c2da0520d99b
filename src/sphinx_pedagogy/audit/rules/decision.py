"""``decision``: a decision that its page contradicts."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.reading import HIDDEN
from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.lesson_notebook import NOTEBOOK_VIEW, decision_of
from sphinx_pedagogy.course.names import key, number_text
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.plan_facts import Planned
    from sphinx_pedagogy.course.record_facts import LessonRecord
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic

_NO_CODE = any_of(
    r"(?:there (?:is|are) |it has |has )?(?:no|without(?: any)?) (?:code|cells?|program\w*|"
    r"computation|computing)|nothing (?:here |in it )?to (?:run|compute|execute|calculate|code|"
    r"program)|kein(?:en)? (?:code|programm\w*)|nichts zu (?:rechnen|programmieren)|pas de code"
)
"""A reason that the cells of a page contradict."""


class StatedNone(NamedTuple):
    """What a lesson without a notebook says, and what of it stands on its page."""

    reason: str
    cell: Place | None
    """Its first cell that readers get."""


class Decision(Rule):
    """A decision that its page contradicts."""

    id = "decision"
    reads_prose = "partly"
    summary = (
        "A lesson that says that it has no notebook, although there is one. A lesson that says "
        "that it has no notebook because it has no code, although it has a cell. A record that "
        "contradicts its lesson about the notebook. A plan that decides one thing twice, once with "
        "yes and once with no."
    )
    rationale = (
        "Authors write a decision down so that nobody has to look for the reason again. If a "
        "page contradicts the decision, one of the two is out of date, and nobody knows which. "
        "The rule reports:\n\n"
        "- a lesson with `:notebook: none`, if a folder `notebooks`, at the root or beside the "
        "lesson, has a page with cells under the name of the lesson;\n"
        "- a lesson with `:notebook: none` and a reason such as “no code” or “nothing to run”, "
        "if the page of the lesson has a cell;\n"
        "- a record that names a notebook although its lesson has none, or the other way round;\n"
        "- a plan with two `plan-decision` blocks for one thing, one with yes and the other with "
        "no.\n\n"
        "Only a build for authors reads plans. The command `sphinx-pedagogy audit` makes such a "
        "build. The rule `plan` compares the decisions of a plan with its lesson.\n\n"
        "The rule does not read decisions in sentences. For example, it does not see that a page "
        "says “all lengths are in metres”, and then uses feet."
    )

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what a lesson says that has no notebook."""
        header = next(iter(page.find("lesson")), None)
        reason = decision_of(header.options.get("notebook", "")) if header else None
        if page.lesson is None or reason is None:
            return
        cells = (
            page.place(cell)
            for cell in page.find("cell")
            if not HIDDEN & set(cell.options.get("tags", "").split())
        )
        yield StatedNone(reason=reason, cell=next(cells, None))

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Hold decisions against pages, and against each other."""
        stated: Iterable[tuple[str, StatedNone]] = context.kept[self.id]
        for document, none in stated:
            lesson = context.catalogue.lesson_of(document)
            if lesson:
                yield from self.judge_lesson(context, lesson, none)
        for document, page in context.pages():
            for record in page.records:
                yield from self.judge_record(context, document, record)
            if page.plan:
                yield from self.judge_plan(page.plan.items)

    def judge_lesson(
        self, context: CourseContext, lesson: Lesson, none: StatedNone
    ) -> Iterator[Diagnostic]:
        """Look for what a lesson says it does not have."""
        notebook = next(notebooks_of(context, lesson), "")
        if notebook:
            text = (
                f'the lesson says that it has no notebook, but there is "{notebook}"; name that '
                "in `:notebook:`, or remove it"
            )
            yield self.report(lesson.place, text, Related(Place(notebook), "the notebook"))
        elif none.cell and _NO_CODE.search(none.reason):
            text = (
                f'the lesson gives the reason "{none.reason}" for having no notebook, but has a '
                f"cell in line {none.cell.line}; correct the reason"
            )
            yield self.report(lesson.place, text, Related(none.cell, "the cell"), guess=True)

    def judge_record(
        self, context: CourseContext, document: str, record: LessonRecord
    ) -> Iterator[Diagnostic]:
        """Hold what a record says of a notebook against what the lesson says."""
        catalogue = context.catalogue
        found = catalogue.find_lesson(record.name) if record.name else catalogue.lesson_of(document)
        page = catalogue.stated.get(found.place.document) if found else None
        lesson = page.lesson if page else None
        if lesson is None or not record.notebook or not lesson.notebook:
            return
        here, there = (decision_of(said) is None for said in (record.notebook, lesson.notebook))
        if here != there:
            has = {True: "a notebook", False: "none"}
            text = (
                f"the record says that the lesson has {has[here]}, and the lesson that it has "
                f"{has[there]}; change one of the two"
            )
            yield self.report(record.place, text, Related(lesson.place, "the lesson"))

    def judge_plan(self, items: Sequence[Planned]) -> Iterator[Diagnostic]:
        """Find two decisions of a plan on one thing, of which one must be wrong."""
        first: dict[str, Planned] = {}
        for item in items:
            if item.kind != "decision":
                continue
            known = first.setdefault(key(item.name), item)
            if known.value != item.value:
                text = (
                    f'the plan decides twice about "{item.name}": `{known.value}` in line '
                    f"{known.place.line}, and `{item.value}` here; take one out"
                )
                yield self.report(item.place, text, Related(known.place, "the other decision"))


def notebooks_of(context: CourseContext, lesson: Lesson) -> Iterator[str]:
    """Yield the pages with cells that are called as the notebook of a lesson would be."""
    own = lesson.place.document
    folder, _slash, name = own.rpartition("/")
    number = number_text(lesson.number).replace(".", "-")
    names = dict.fromkeys((name, f"{number}-{lesson.slug}".strip("-")))
    for stem in names:
        for where in ("notebooks", posixpath.join(folder, "notebooks")):
            document = f"{where}/{stem}"
            page = context.catalogue.pages.get(document) if document != own else None
            if page and any(view.kind == NOTEBOOK_VIEW for view in page.views):
                yield document
