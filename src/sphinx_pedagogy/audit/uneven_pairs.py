"""Two things set side by side without a block for it, of which one is told exactly, one vaguely."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.phrases import VAGUE
from sphinx_pedagogy.audit.text.titles import is_summary
from sphinx_pedagogy.audit.text.words import all_words, any_of, source_of
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

_EXACT = regex(r"\d+(?:[.,]\d+)*|(?<=[a-z,;:] )[A-Z][\w-]+|`[^`]+`|\$[^$]+\$")
LOOSE = any_of(
    *("a while", "properly", "now and then", "similar(?:ly)?", "the usual", "ordinary", "somehow"),
    *("certain", "differently", "considerable", "manageable", "until it (?:feels|looks|seems)"),
    r"(?:quite |rather )?(?:low|high|long|short|quick|slow|fast|cheap|dear|big|small|light|heavy|"
    r"expensive|strong|weak)(?:er)?",
    *("far (?:less|more)", "something", "also available", "hardly", "more or less", "roughly"),
    r"somewhat|distinctly|correspondingly|noticeably|rather|much (?:less|more)|a number of|some of|"
    r"a bit|likewise|in many cases|sophisticated|smarter|usually just works|important|many|very",
    *("the same(?: way)?", "and so on", "depends", "various", "others?", "appropriate(?:ly)?"),
    *("enough", "reasonabl[ey]", "decent", "good", "well", "matters? (?:not )?much"),
    r"not (?:to be )?(?:underestimated|negligible|trivial|bad|small)",
)
_UNKNOWN = any_of(
    r"unknown|not known|no (?:record|source|figure|number)s?|nobody (?:counted|knows|wrote)|lost|"
    r"not (?:recorded|preserved|counted)|nothing (?:is|was|happens|to do)"
)
_LEAD = regex(r"\s*(?:[-*+] |\d+\. )?(?:\*\*[^*\n]{2,40}\*\*|\*[^*\n]{2,40}\*)")
_PLACE = regex(r"(?P<how>In|At|With|For|On|Under|By) (?:the |an? )?(?P<what>[\w-]+)")
_OTHER = ("comment", BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.COMPARISON)
_BEGINS = frozenset(["by", "in", "with", "at", "on", "from", "using"])
_SHORT = 60
"""Words of a section that says next to nothing."""
_TWICE = 2
_TITLE = 4
"""Words of a title that only names something."""
_MUCH = 3
"""So many numbers, names and formulas make a side exact."""


class PairedSide(NamedTuple):
    """One of two things that are compared."""

    part: PageElement
    text: str

    @property
    def exact(self) -> int:
        """How many numbers, names, formulas and pieces of code it has."""
        return len(_EXACT.findall(_LEAD.sub("", self.text)))

    @property
    def is_vague(self) -> bool:
        """Whether it says how things are without saying how much, and does not excuse it."""
        loose = LOOSE.search(self.text) or VAGUE.search(self.text)
        return bool(loose) and not _UNKNOWN.search(self.text)


def uneven_pairs(page: PageContext) -> Iterator[tuple[PairedSide, PairedSide]]:
    """Yield what is told exactly, and beside it what is told vaguely."""
    for one, other in (*paragraphs(page), *items(page), *led_lists(page), *columns(page)):
        exact, vague = sorted((one, other), key=lambda side: side.exact, reverse=True)
        if exact.exact >= _MUCH and vague.exact <= exact.exact // _MUCH and vague.is_vague:
            yield exact, vague
    for one, other in sections(page):
        exact, vague = sorted((one, other), key=lambda side: side.exact, reverse=True)
        if exact.exact >= _MUCH and vague.exact <= 1 and vague.is_vague:
            yield exact, vague


def sections(page: PageContext) -> Iterator[tuple[PairedSide, PairedSide]]:
    """Yield neighbouring sections of which one is much shorter, if something pairs them.

    Their titles begin alike ("By land", "By sea"), or a paragraph above names both.
    """
    for parent in (page.tree, *page.find("section")):
        children = parent.children
        for one, other in pairwise(child for child in children if child.kind == "section"):
            if any(part.kind == "section" for side in (one, other) for part in side.children):
                continue
            short, long = sorted((one, other), key=lambda part: len(part.words().split()))
            size = len(short.words().split())
            plain = all(part.kind == "paragraph" for part in short.children)
            if not plain or not 0 < size <= _SHORT or len(long.words().split()) < _TWICE * size:
                continue
            if is_paired(children, one, other):
                yield whole(page, one), whole(page, other)


def whole(page: PageContext, part: PageElement) -> PairedSide:
    """Return a section as one of two sides, without its heading."""
    text = " \n".join(text_of(page, child) for child in part.children)
    shown = sum(child.kind in {"code", "cell", "math", "table", "figure"} for child in part.walk())
    return PairedSide(part=part, text=text + " 1" * shown)


def is_paired(around: Sequence[PageElement], one: PageElement, other: PageElement) -> bool:
    """Whether two sections are about two things of one kind."""
    first, second = one.title.split(), other.title.split()
    if not first or not second or max(len(first), len(second)) > _TITLE:
        return False
    if is_summary(one.title) or is_summary(other.title):
        return False
    if first[0] == second[0] and first[0].casefold() in _BEGINS:
        return True
    at = next(index for index, part in enumerate(around) if part is one)
    names = {first[-1].casefold(), second[-1].casefold()}
    return len(names) > 1 and any(
        names <= {word.casefold() for word in all_words(part.text)}
        for part in around[:at]
        if part.kind == "paragraph"
    )


def text_of(page: PageContext, part: PageElement) -> str:
    """Return the source of a part, which has the marks of code and formulas; else its words."""
    words = part.words()
    if not part.line or part.source or not page.lines:
        return words
    return source_of(page.lines, part.line, part.last_line() + part.text.count("\n")) or words


def side(page: PageContext, part: PageElement) -> PairedSide:
    """Return a part as one of two sides."""
    return PairedSide(part=part, text=text_of(page, part))


def is_led(page: PageContext, part: PageElement) -> bool:
    """Whether a part begins with a name in bold."""
    return bool(lead_of(page, part))


def lead_of(page: PageContext, part: PageElement) -> str:
    """Return the name in bold with which a part begins; empty if it has none."""
    found = _LEAD.match(text_of(page, part))
    return found[0].strip() if found else ""


def paragraphs(page: PageContext) -> Iterator[tuple[PairedSide, PairedSide]]:
    """Yield neighbouring paragraphs that begin alike: a name in bold, "In Vienna", "In Paris"."""
    for one, other in pairwise(page.parts):
        if one.kind != "paragraph" or other.kind != "paragraph" or one.parent is not other.parent:
            continue
        if one.inside(*_OTHER):
            continue
        here, there = _PLACE.match(one.text), _PLACE.match(other.text)
        alike = bool(here and there and here["how"] == there["how"])
        if alike or (is_led(page, one) and is_led(page, other)):
            yield side(page, one), side(page, other)


def items(page: PageContext) -> Iterator[tuple[PairedSide, PairedSide]]:
    """Yield the two items of a list that both begin with a name in bold."""
    for found in page.find("list"):
        both = [child for child in found.children if child.kind == "item"]
        if (
            len(both) == 2
            and not found.inside(*_OTHER)
            and all(is_led(page, child) for child in both)
        ):
            yield side(page, both[0]), side(page, both[1])


def led_lists(page: PageContext) -> Iterator[tuple[PairedSide, PairedSide]]:
    """Yield lists of which each stands below a name in bold or a heading of its own."""
    led: list[PageElement] = []
    siblings: Sequence[PageElement]
    for parent in (page.tree, *page.find("section")):
        siblings = parent.children
        led = [
            after
            for before, after in pairwise(siblings)
            if after.kind == "list" and before.kind == "paragraph" and is_led(page, before)
        ]
        if len(led) == 2:
            yield side(page, led[0]), side(page, led[1])


def columns(page: PageContext) -> Iterator[tuple[PairedSide, PairedSide]]:
    """Yield the two columns of a table that has a third one for what is compared."""
    for table in page.find("table"):
        rows = [part for part in table.walk() if part.kind == "row"]
        cells = [[cell.words() for cell in row.children] for row in rows[1:]]
        if len(cells) < 2 or any(len(row) != 3 for row in cells) or table.inside(*_OTHER):
            continue
        one, other = (
            PairedSide(part=rows[1], text=". ".join(f"it {row[at]}" for row in cells))
            for at in (1, 2)
        )
        yield one, other
