"""``seed``: a page whose numbers differ from run to run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.code_lines import line_in_cell, lines_of
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


class RandomSource(NamedTuple):
    """One generator of random numbers: how it is drawn from, and how it is made to repeat."""

    name: str
    draws: re.Pattern[str]
    seeds: re.Pattern[str]
    remedy: str
    """What to do, as the end of a sentence."""


_FIRST = "write `{}` in the first cell"
_ALL_SEEDED = regex(
    r"\b(?:seed_everything|set_seed|seed_all|fix_seed|set_random_seed)\s*\(|\brandom_state\s*="
)
"""Helpers of frameworks that seed whatever there is."""

_NEVER = regex(r"(?!)")
_NUMPY = r"\b(?:np|numpy)\.random\."

LIBRARIES = (
    RandomSource(
        name="torch",
        draws=regex(
            # with a generator of its own, a draw says itself where it begins
            r"^(?!.*\bgenerator\s*=).*(?:\btorch\.(?:rand|randn|randint|randperm|normal|bernoulli|"
            r"multinomial|poisson)(?:_like)?\s*\(|\.(?:normal_|uniform_|bernoulli_)\s*\(|"
            r"\bshuffle=True|\brandom_split\s*\()",
            re.MULTILINE,
        ),
        # to seed a generator, `g.manual_seed(0)`, seeds no other
        seeds=regex(r"(?<![\w.])(?:torch\.(?:random\.|cuda\.)?)?manual_seed(?:_all)?\s*\("),
        remedy=_FIRST.format("torch.manual_seed(0)"),
    ),
    RandomSource(
        name="NumPy's global generator",
        draws=regex(
            rf"{_NUMPY}(?!seed|default_rng|RandomState|Generator|get_state|set_state|"
            r"SeedSequence|BitGenerator|PCG64|MT19937|Philox|SFC64)\w+\s*\("
        ),
        seeds=regex(rf"{_NUMPY}seed\s*\("),
        remedy=_FIRST.format("np.random.seed(0)")
        + ", or draw from a generator: `rng.normal()` after "
        "`rng = np.random.default_rng(0)`",
    ),
    RandomSource(
        name="a generator of NumPy",
        draws=regex(r"\bdefault_rng\s*\(\s*\)|\bRandomState\s*\(\s*\)"),
        seeds=_NEVER,
        remedy="give it one, as in `rng = np.random.default_rng(0)`",
    ),
    RandomSource(
        name="random",
        draws=regex(
            r"(?<![\w.])random\.(?:random|randint|randrange|choice|choices|sample|shuffle|gauss|"
            r"uniform|normalvariate)\s*\("
        ),
        seeds=regex(r"(?<![\w.])random\.seed\s*\("),
        remedy=_FIRST.format("random.seed(0)"),
    ),
    RandomSource(
        name="TensorFlow",
        draws=regex(r"\btf\.random\.(?!set_seed|Generator|experimental)\w+\s*\("),
        seeds=regex(r"\btf\.random\.set_seed\s*\("),
        remedy=_FIRST.format("tf.random.set_seed(0)"),
    ),
)


class Seed(Rule):
    """A notebook whose numbers differ from run to run."""

    id = "seed"
    profile = Profile.COURSE
    summary = "A page whose cells draw random numbers, but never set the seed of the generator."
    rationale = (
        "Without a seed, a student's numbers differ from those on the page, and nobody can tell "
        "a mistake from chance. A number in the prose is then right only for the "
        "author.\n\n"
        "The rule does not check whether a page runs in a fresh kernel: the build finds that out."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for the first draw from each generator, and for its seed anywhere."""
        cells = list(page.find("cell"))
        code = "\n".join(line for cell in cells for _at, line in lines_of(cell.text))
        if _ALL_SEEDED.search(code):
            return
        for source in LIBRARIES:
            if source.draws.search(code) and not source.seeds.search(code):
                cell, index = next(draws_in(cells, source))
                text = (
                    f"this draws random numbers with {source.name}, and no cell sets its seed; "
                    f"{source.remedy}"
                )
                yield self.report(page.place(line_in_cell(page, cell, index)), text)


def draws_in(
    cells: Iterable[PageElement], source: RandomSource
) -> Iterator[tuple[PageElement, int]]:
    """Yield the cells that draw from a generator, and the lines in them that do."""
    for cell in cells:
        yield from (
            (cell, number) for number, line in lines_of(cell.text) if source.draws.search(line)
        )
