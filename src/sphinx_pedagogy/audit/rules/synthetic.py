"""``synthetic``: made-up data under a title that promises the real thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.code_lines import line_in_cell, lines_of
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_REAL = regex(
    r"\b(?:(?:fashion[- ]?|kuzushiji-?|e)?mnist|cifar(?:-?100?)?|imagenet|celeb-?a|coco|laion|svhn|"
    r"omniglot|wikitext|wikipedia|imdb|titanic|penguins|movielens|"
    r"shakespeare|real(?:[- ]world)? (?:data|images?|photos?|photographs?|texts?|customers?|"
    r"patients?|users?|sensors?|measurements?|prices)|photos?|photographs?|"
    r"(?:human|celebrity) faces|(?:iris|boston|california|ames) (?:flowers?|data ?set|housing)|"
    r"echte[nrs]? (?:daten|bilder[n]?|fotos)|vraies (?:données|images|photos))\b",
    re.IGNORECASE,
)
"""Names and words by which a title promises data from the world."""

_DISCLOSED = regex(
    r"\b(?:synthe(?:tic|si[sz])\w*|made[- ]up|artificial\w*|simulat\w+|toy|invent\w+|fake\w*|"
    r"stand-?ins?|surrogate|imitat\w+|pretend\w*|placeholder|not (?:the )?real|instead of (?:the )?"
    r"(?:real|photo)\w*|random(?:ly)? (?:data|images|numbers|generated)|generated|drawn by (?:a )?"
    r"(?:code|formula)|a formula|few lines of code|look-?alikes?|caricature\w*|cartoon\w*|"
    r"künstlich\w*|erfunden\w*|simul\w+|synthét\w+|fictif\w*|inventé\w*)\b",
    re.IGNORECASE,
)

_MADE = regex(
    r"(?:\bmake_(?:blobs|moons|circles|classification|regression|swiss_roll|s_curve)\s*\(|"
    r"\bFaker\s*\(|^(?:x|X|data|dataset|images?|photos?|pictures|faces|digits|texts?|corpus|labels|"
    r"train(?:_\w+)?|df|samples|reviews|prices)(?:\s*,\s*\w+)?\s*=\s*(?:self\.)?"
    r"(?:torch\.(?:rand|randn|randint)|np\.random\.\w+|rng\.\w+|random\.\w+)\s*\()"
)
_LOADED = regex(
    r"\b(?:load_\w+|fetch_\w+|read_(?:csv|parquet|json|excel|image|file)\w*|imread|open|urlretrieve|"
    r"urlopen|download\w*|from_file|np\.load|torch\.load|snapshot_download)\s*\(|"
    r"\b(?:datasets|torchvision|tfds|seaborn|keras\.datasets)\b|\brequests\.get"
)


class Synthetic(Rule):
    """Made-up data under a title that promises the real thing."""

    id = "synthetic"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "A page whose title, section or caption promises real data, although its cells make the "
        "data up and no sentence of the page says so."
    )
    rationale = (
        "Synthetic data are fine for learning, and often better. But a student may believe that a "
        "result comes from photographs, and later learn that it comes from noise. Then the student "
        "stops believing the rest, too. One sentence on the page is enough to prevent this.\n\n"
        "A title promises real data if it has the name of a known data set, such as MNIST, or a "
        "word such as “photographs” or “real data”. The rule takes a cell to make data up if the "
        "cell calls a function such as `make_blobs`, or assigns random numbers to a name such as "
        "`images`.\n\n"
        "The rule does not see a promise in a paragraph, or data that another function makes up. "
        "It leaves out pages whose cells also load a file."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for a promise, for data that are made, and for the sentence that says so."""
        cells = list(page.find("cell"))
        made = next(made_in(cells), None)
        if made is None or any(_LOADED.search(cell.text) for cell in cells):
            return
        promise = next(promises(page.tree), None)
        if promise is None or _DISCLOSED.search(page.tree.words(without={"cell", "code"})):
            return
        part, words = promise
        cell, at = made
        line = line_in_cell(page, cell, at)
        text = (
            f'"{words}" promises real data, but the cell in line {line} makes the data up; '
            "say that they are synthetic, there and in the text"
        )
        yield self.report(page.place(part), text, Related(page.place(line), "made here"))


def made_in(cells: Iterable[PageElement]) -> Iterator[tuple[PageElement, int]]:
    """Yield the cells that make data up, and the lines in them that do."""
    for cell in cells:
        yield from ((cell, number) for number, line in lines_of(cell.text) if _MADE.search(line))


def promises(page: PageElement) -> Iterator[tuple[PageElement, str]]:
    """Yield the titles and captions that promise data from the world, and their words."""
    for part in page.find("section", "figure", BlockRole.EXAMPLE, BlockRole.EXERCISE, "card-item"):
        if part.title and _REAL.search(part.title):
            yield part, part.title
