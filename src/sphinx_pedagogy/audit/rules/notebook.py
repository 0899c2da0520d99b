"""``notebook``: a lesson without a notebook, and without a word about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.habits import HABIT, profile_by_habit
from sphinx_pedagogy.audit.text.told_plainly import leads_to_notebook
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.lesson_notebook import decision_of
from sphinx_pedagogy.course.names import number_text, slug
from sphinx_pedagogy.model.findings import Profile, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic


_SHARED = Shared(
    "{} lessons have no notebook; name it in `:notebook:` of the lesson block, or say there why "
    "the lesson needs none: `:notebook: none, because ...`"
)


class Notebook(Rule):
    """A lesson without a notebook, and without a word about it."""

    id = "notebook"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = (
        "A lesson that has neither a notebook nor cells of its own, and states no reason for "
        "this. A notebook whose file name is not the number of the lesson and a slug."
    )
    rationale = (
        "Students remember what they have done themselves. Some lessons need no practice at the "
        "keyboard, but somebody should decide this, and nobody should just forget the notebook.\n\n"
        "If the file name of each notebook begins with the number of the lesson, as in "
        "`6-3-5-from-pixels-to-latents`, folders list notebooks in the order of the course, and "
        "students find the right one.\n\n"
        "A link to an `.ipynb` file, or to a service that opens one, counts as a notebook. "
        + HABIT.format(
            "lessons",
            "have a notebook or a reason for having none",
            "lessons that say nothing about a notebook",
        )
    )

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what the header of a lesson says, or that the page is its own notebook."""
        header = next(iter(page.find("lesson")), None)
        if page.lesson and header:
            named = header.options.get("notebook", "")
            own = bool(page.find("cell"))
            yield named, own or (not named and leads_to_notebook(page))

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at each lesson, and at its plan."""
        planned = planned_decisions(context)
        kept = [
            link for link in context.kept.get(self.id, ()) if context.catalogue.lesson_of(link[0])
        ]
        have = sum(bool(notebook or has_cells) for _name, (notebook, has_cells) in kept)
        profile = profile_by_habit(have + len(planned), len(kept), self.profile)
        for name, (notebook, has_cells) in kept:
            lesson = context.catalogue.lesson_of(name)
            if lesson is None:
                continue
            if notebook:
                yield from self.judge(lesson, notebook)
            elif not has_cells and lesson.slug not in planned:
                text = (
                    "the lesson has no notebook; name it in `:notebook:`, or say there why it "
                    "needs none: `:notebook: none, because ...`"
                )
                yield self.report(lesson.place, text, shared=_SHARED, profile=profile)

    def judge(self, lesson: Lesson, notebook: str) -> Iterator[Diagnostic]:
        """Look at what a header says of the notebook."""
        decision = decision_of(notebook)
        if decision is not None:
            if not decision:
                text = (
                    'the lesson says that it has no notebook, but not why; write "none, because '
                    '..."'
                )
                yield self.report(lesson.place, text)
            return
        number = number_text(lesson.number).replace(".", "-")
        stem = re.sub(r"\.(?:md|ipynb|rst)$", "", notebook.rpartition("/")[2])
        rest = stem.removeprefix(f"{number}-") if number else stem
        if (number and rest == stem) or not rest or rest != slug(rest):
            wanted = f"{number}-{lesson.slug}".strip("-")
            text = (
                f'the file of the notebook, "{stem}", is not named after its lesson; call it '
                f"{wanted}"
            )
            yield self.report(lesson.place, text)


def planned_decisions(context: CourseContext) -> set[str]:
    """Return the lessons whose plan decides about the notebook."""
    return {
        lesson
        for lesson, plan in context.catalogue.documents.plans.items()
        if any(item.kind == "decision" and item.name == "notebook" for item in plan.items)
    }
