"""Rules on notebooks and exercises: that they exist, run, and give the same twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.rules.common import line_in_cell, lines_of
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.lesson_notebook import decision_of
from sphinx_pedagogy.course.names import number_text, slug
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import Page, Site
    from sphinx_pedagogy.course.page_outline import Part
    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Finding


class Solution(Rule):
    """An exercise without a solution, or with one that does not run."""

    id = "solution"
    severity = Severity.ERROR
    finds = "An exercise without a solution, or one whose solution fails when it is executed."
    why = (
        "Whoever is stuck needs a way out, and whoever is done needs to know it. A solution that "
        "raises an error tells both that the course itself does not know."
    )

    def on_page(self, page: Page) -> Iterable[Finding]:
        """Look for errors in the outputs of the cells of each solution."""
        for solution in page.find("solution"):
            for cell in solution.find("cell"):
                if fails(cell):
                    line = line_in_cell(page, cell, 0)
                    text = "the solution does not run: this cell raises an error; mend it"
                    yield self.found(page.place(line), text)

    def keep(self, page: Page) -> Iterable[object]:
        """Keep the exercises that lack a solution here, and the labels that solutions are for."""
        yield from map(label_of, filter(None, page.outline.left_out("solution")))
        for part in page.find("exercise", "solution"):
            if part.kind == "solution" and part.options.get("for"):
                yield label_of(part.options["for"])
            elif part.kind == "exercise" and not has(part, "solution"):
                yield Unsolved(
                    part.title, label_of(part.options.get("label", "")), page.place(part)
                )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look for exercises that no solution of any page is for."""
        kept = [one for _page, one in site.kept.get(self.id, ())]
        solved = {one for one in kept if isinstance(one, str)}
        for one in kept:
            if isinstance(one, Unsolved) and (not one.label or one.label not in solved):
                text = (
                    f"{called(one.title)} has no solution; put a solution block in it, "
                    "or one with `:for:` and the label of the exercise elsewhere"
                )
                yield self.found(one.place, text)


class Unsolved(NamedTuple):
    """An exercise without a solution in it."""

    title: str
    label: str
    place: Place


def has(part: Part, kind: str) -> bool:
    """Whether there is a block of a kind in a part, in this build or in another."""
    found = next(part.find(kind), None), next(part.left_out(kind), None)
    return found != (None, None)


def called(title: str) -> str:
    """Return what a message calls an exercise."""
    return f'the exercise "{title}"' if title else "this exercise"


def label_of(text: str) -> str:
    """Return a label as labels are compared."""
    return " ".join(text.casefold().split())


def fails(cell: Part) -> bool:
    """Whether a cell raised an error that it was not meant to."""
    return "raises-exception" not in cell.options.get("tags", "").split() and any(
        output.options.get("error") for output in cell.find("output")
    )


class Dice(NamedTuple):
    """One generator of random numbers: how it is drawn from, and how it is made to repeat."""

    name: str
    draws: re.Pattern[str]
    seeds: re.Pattern[str]
    remedy: str
    """What to do, as the end of a sentence."""


_FIRST = "write `{}` in the first cell"
_ALL_SEEDED = re.compile(
    r"\b(?:seed_everything|set_seed|seed_all|fix_seed|set_random_seed)\s*\(|\brandom_state\s*="
)
"""Helpers of frameworks that seed whatever there is."""

_NEVER = re.compile(r"(?!)")
_NUMPY = r"\b(?:np|numpy)\.random\."

LIBRARIES = (
    Dice(
        "torch",
        re.compile(
            # with a generator of its own, a draw says itself where it begins
            r"^(?!.*\bgenerator\s*=).*(?:\btorch\.(?:rand|randn|randint|randperm|normal|bernoulli|"
            r"multinomial|poisson)(?:_like)?\s*\(|\.(?:normal_|uniform_|bernoulli_)\s*\(|"
            r"\bshuffle=True|\brandom_split\s*\()",
            re.MULTILINE,
        ),
        # to seed a generator, `g.manual_seed(0)`, seeds no other
        re.compile(r"(?<![\w.])(?:torch\.(?:random\.|cuda\.)?)?manual_seed(?:_all)?\s*\("),
        _FIRST.format("torch.manual_seed(0)"),
    ),
    Dice(
        "NumPy's global generator",
        re.compile(
            rf"{_NUMPY}(?!seed|default_rng|RandomState|Generator|get_state|set_state|"
            r"SeedSequence|BitGenerator|PCG64|MT19937|Philox|SFC64)\w+\s*\("
        ),
        re.compile(rf"{_NUMPY}seed\s*\("),
        _FIRST.format("np.random.seed(0)") + ", or draw from a generator: `rng.normal()` after "
        "`rng = np.random.default_rng(0)`",
    ),
    Dice(
        "a generator of NumPy",
        re.compile(r"\bdefault_rng\s*\(\s*\)|\bRandomState\s*\(\s*\)"),
        _NEVER,
        "give it one, as in `rng = np.random.default_rng(0)`",
    ),
    Dice(
        "random",
        re.compile(
            r"(?<![\w.])random\.(?:random|randint|randrange|choice|choices|sample|shuffle|gauss|"
            r"uniform|normalvariate)\s*\("
        ),
        re.compile(r"(?<![\w.])random\.seed\s*\("),
        _FIRST.format("random.seed(0)"),
    ),
    Dice(
        "TensorFlow",
        re.compile(r"\btf\.random\.(?!set_seed|Generator|experimental)\w+\s*\("),
        re.compile(r"\btf\.random\.set_seed\s*\("),
        _FIRST.format("tf.random.set_seed(0)"),
    ),
)


class Seed(Rule):
    """A notebook whose numbers differ from run to run."""

    id = "seed"
    finds = "A page whose cells draw random numbers and never set the seed of that generator."
    why = (
        "Without a seed, a student's numbers differ from the page's, and nobody can tell a "
        "mistake from chance. Prose that quotes a number is then wrong for everyone but its "
        "author. Whether a page runs in a fresh kernel, the build itself finds out."
    )

    def on_page(self, page: Page) -> Iterable[Finding]:
        """Look for the first draw from each generator, and for its seed anywhere."""
        cells = list(page.find("cell"))
        code = "\n".join(line for cell in cells for _at, line in lines_of(cell.text))
        if _ALL_SEEDED.search(code):
            return
        for dice in LIBRARIES:
            if dice.draws.search(code) and not dice.seeds.search(code):
                cell, at = next(draws_in(cells, dice))
                text = (
                    f"this draws random numbers with {dice.name}, and no cell sets its seed; "
                    f"{dice.remedy}"
                )
                yield self.found(page.place(line_in_cell(page, cell, at)), text)


def draws_in(cells: Iterable[Part], dice: Dice) -> Iterator[tuple[Part, int]]:
    """Yield the cells that draw from a generator, and the lines in them that do."""
    for cell in cells:
        yield from ((cell, at) for at, line in lines_of(cell.text) if dice.draws.search(line))


class Notebook(Rule):
    """A lesson without a notebook, and without a word about it."""

    id = "notebook"
    finds = (
        "A lesson without a notebook or cells of its own and without a decision that says why, or "
        "a notebook whose file is not named by the number and a slug."
    )
    why = (
        "What one has done oneself is kept. Some lessons need no practice at the keyboard, but "
        "that should be decided, not forgotten. A name such as `6-3-5-from-pixels-to-latents` "
        "sorts notebooks as the course does, and is found without a search."
    )

    def keep(self, page: Page) -> Iterable[object]:
        """Keep what the header of a lesson says, or that the page is its own notebook."""
        header = next(iter(page.find("lesson")), None)
        if page.lesson and header:
            own = next(iter(page.find("cell")), None) is not None
            yield header.options.get("notebook", ""), own

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at each lesson, and at its plan."""
        planned = planned_decisions(site)
        for name, (notebook, has_cells) in site.kept.get(self.id, ()):
            lesson = site.catalogue.lesson_of(name)
            if lesson is None:
                continue
            if notebook:
                yield from self.judge(lesson, notebook)
            elif not has_cells and lesson.slug not in planned:
                text = (
                    "the lesson has no notebook; name it in `:notebook:`, or say there why it "
                    "needs none: `:notebook: none, because ...`"
                )
                yield self.found(lesson.place, text)

    def judge(self, lesson: Lesson, notebook: str) -> Iterator[Finding]:
        """Look at what a header says of the notebook."""
        decision = decision_of(notebook)
        if decision is not None:
            if not decision:
                text = 'the lesson has no notebook, and does not say why: "none, because ..."'
                yield self.found(lesson.place, text)
            return
        number = number_text(lesson.number).replace(".", "-")
        stem = re.sub(r"\.(?:md|ipynb|rst)$", "", notebook.rpartition("/")[2])
        rest = stem.removeprefix(f"{number}-") if number else stem
        if (number and rest == stem) or not rest or rest != slug(rest):
            wanted = f"{number}-{lesson.slug}".strip("-")
            text = f'the notebook "{stem}" is not named by number and slug; call it {wanted}'
            yield self.found(lesson.place, text)


def planned_decisions(site: Site) -> set[str]:
    """Return the lessons whose plan decides about the notebook."""
    return {
        lesson
        for lesson, plan in site.catalogue.papers.plans.items()
        if any(item.kind == "decision" and item.name == "notebook" for item in plan.items)
    }
