"""``solution``: an exercise without a solution, or with one that does not run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.code_lines import line_in_cell
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.model.findings import Profile, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic


_SHARED = (
    "{} exercises have no solution; put a solution block in each, or one with `:for:` and the "
    "label of the exercise elsewhere, or say `:solution: withheld, because ...`"
)


class Solution(Rule):
    """An exercise without a solution, or with one that does not run."""

    id = "solution"
    severity = Severity.ERROR
    summary = (
        "An exercise without a solution. An exercise whose solution fails when it is executed."
    )
    rationale = (
        "A student who is stuck needs a way out, and a student who has finished needs to know "
        "whether the work is right. A solution that raises an error shows both students that the "
        "course itself has no solution. A missing solution gives only a warning.\n\n"
        "An author who keeps solutions back declares this: with "
        "`:solution: withheld, because ...` on the exercise, or with the setting "
        "`pedagogy_solutions_withheld` for a course. Reports and checklists then give the reason."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for errors in the outputs of the cells of each solution."""
        for solution in page.find(BlockRole.SOLUTION):
            for cell in solution.find("cell"):
                if fails(cell):
                    line = line_in_cell(page, cell, 0)
                    text = "the solution does not run: this cell raises an error; fix it"
                    yield self.report(page.place(line), text)

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep the exercises that lack a solution here, and the labels that solutions are for."""
        yield from map(label_of, filter(None, page.tree.left_out(BlockRole.SOLUTION)))
        for part in page.find(BlockRole.EXERCISE, BlockRole.SOLUTION):
            if part.is_a(BlockRole.SOLUTION) and part.options.get("for"):
                yield label_of(part.options["for"])
            elif part.is_a(BlockRole.EXERCISE) and not has(part, BlockRole.SOLUTION):
                yield Unsolved(
                    title=part.title,
                    label=label_of(part.options.get("label", "")),
                    place=page.place(part),
                    withheld=part.options.get("solution", ""),
                )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look for exercises that no solution of any page is for."""
        kept = [noted for _page, noted in context.kept.get(self.id, ())]
        solved = {noted for noted in kept if isinstance(noted, str)}
        for noted in kept:
            if isinstance(noted, Unsolved) and (not noted.label or noted.label not in solved):
                text = (
                    f"{called(noted.title)} has no solution; put a solution block in it, "
                    "or one with `:for:` and the label of the exercise elsewhere, or say "
                    "`:solution: withheld, because ...`"
                )
                shared = Shared(_SHARED, called(noted.title))
                found = self.report(
                    noted.place,
                    text,
                    severity=Severity.WARNING,
                    profile=Profile.COURSE,
                    shared=shared,
                )
                reason = noted.withheld or context.solutions_withheld
                # a decision is no fault, and yet nobody shall take it for a solution
                yield replace(found, suppressed=f"withheld, because {reason}" if reason else "")


class Unsolved(NamedTuple):
    """An exercise without a solution in it."""

    title: str
    label: str
    place: Place
    withheld: str
    """Why its author keeps the solution back, if that is so."""


def has(part: PageElement, role: str) -> bool:
    """Whether there is a block of a role in a part, in this build or in another."""
    found = next(part.find(role), None), next(part.left_out(role), None)
    return found != (None, None)


def called(title: str) -> str:
    """Return what a message calls an exercise."""
    return f'the exercise "{title}"' if title else "this exercise"


def label_of(text: str) -> str:
    """Return a label as labels are compared."""
    return " ".join(text.casefold().split())


def fails(cell: PageElement) -> bool:
    """Whether a cell raised an error that it was not meant to."""
    return "raises-exception" not in cell.options.get("tags", "").split() and any(
        output.options.get("error") for output in cell.find("output")
    )
