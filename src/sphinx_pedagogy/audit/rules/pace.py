"""``pace``: a long stretch of a lesson in which nothing is asked, worked or shown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from sphinx_pedagogy.audit.lesson_structure import is_page_title
from sphinx_pedagogy.audit.reading import is_picture, is_read
from sphinx_pedagogy.audit.text.titles import AFTER_ALL, roles_of_title
from sphinx_pedagogy.audit.text.words import any_of, has_digit
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_TEXT = frozenset({"paragraph", "entry"})
_RUNS_ON = frozenset(
    {
        *("page", "list", "item", "row", "quote", "comment"),
        *("gap", "course-module", "course-series", "lesson-record"),
    }
)
"""Parts without a role that only hold text. All others without one stop a stretch: Sphinx's own
admonitions, and the directives of other extensions."""
_STOPS = frozenset(
    {
        *(BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.EXAMPLE, BlockRole.ANALOGY),
        *(BlockRole.VISUAL, BlockRole.INTERACTIVE, BlockRole.COMPARISON, BlockRole.CONCRETE),
        *(BlockRole.MISCONCEPTION, BlockRole.APPLICATION, BlockRole.INTUITIVE),
        BlockRole.ADVANCE_ORGANIZER,
    }
)
"""What asks, works something out or shows it; and what is a list to look things up in."""
_SHOWS = frozenset({"table", "code", "cell"})
_SAYS_EXAMPLE = any_of(
    r"for example|for instance|e\.g\.?|as an example|suppose|imagine|consider|let's say|say that|"
    r"picture|take the case|zum beispiel|beispielsweise|z\. ?b\.?|angenommen|stell(?:en)? (?:dir|"
    r"sie sich)|par exemple|p\. ?ex\.?|supposons|imagin(?:ez|ons)"
)
_ASKS = regex(r"\?(?:[\s\"'”’»)\]]|$)|？")
_WORKED = regex(r"\d[^=≈]*(?:=|≈|\bmakes?\b|\bequals?\b|\bgives?\b)[^=≈]*\d")
_SCREEN = 300
"""Words on a screen of a laptop, as most themes set them."""


class Stretch(NamedTuple):
    """Text of a lesson that nothing interrupts."""

    words: int
    first: PageElement
    last: PageElement


class Pace(Rule):
    """A long stretch of a lesson in which nothing is asked, worked or shown."""

    id = "pace"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = (
        "The longest stretch of a lesson without a question, an example or a picture, if that "
        "stretch is too long."
    )
    rationale = (
        "During a long stretch of text the mind wanders off, and does not notice. In one study, "
        "students took a short test every five minutes, between the parts of a lecture: their "
        "minds wandered half as often as without the tests, and they learned more (Szpunar, Khan "
        "and Schacter, 2013). A text loses its reader even more easily than a lecture loses its "
        "listener. Long stretches are rare: of 156 chapters of eight public courses, nine have "
        "five hundred words in a row without a question, an example or a picture.\n\n"
        "A stretch ends at any question, example or picture. It also ends at a figure, a diagram, "
        "a table, code, a cell, an admonition, a section called “Exercises”, and a paragraph that "
        "asks, says “for example”, or works out a number. Concepts, insights, mental models and "
        "lists do not end it.\n\n"
        "The rule does not see how hard a text is: it counts words, and not new terms. It takes "
        "every paragraph with a question mark for a question, even a rhetorical one."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-words": Threshold(
            500,
            "How many words in a row a lesson may have without a question, an example or a "
            "picture. 500 words fill nearly two screens.",
        ),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Find the longest stretch of a lesson."""
        if page.lesson is None:
            return
        longest = max(
            stretches_of(page.tree, self.limit("most-words")),
            key=lambda stretch: stretch.words,
            default=None,
        )
        if longest is None:
            return
        first, last = longest.first, longest.last
        place, end = page.place(first), page.place(last)
        sections = f"{within(first)}, to line {end.line}{within(last, first)}"
        text = (
            f"from here{sections}, the lesson goes on for {longest.words} words "
            f"{screens(longest.words)}without a question, an example or a "
            f"picture; put one where the reader can use it most {self.limit_note('most-words')}"
        )
        yield self.report(place, text, Related(end, "it ends here"))


def screens(words: int) -> str:
    """Return how many screens some words fill, in brackets; nothing for less than one."""
    return f"({words / _SCREEN:.1f} screens) " if words >= _SCREEN else ""


def within(part: PageElement, other: PageElement | None = None) -> str:
    """Return in which section a part stands, unless another part has said so."""
    section = part.section
    if not section or (other is not None and other.section == section):
        return ""
    return f' in "{section}"'


def stretches_of(tree: PageElement, most: float) -> Iterator[Stretch]:
    """Yield the stretches of text of a page that nothing interrupts, if longer than *most* words.

    :param most: most texts are told by their parts to be shorter, and are not read then
    """
    for texts in texts_between(tree):
        if sum(len(part.text.split()) for part in texts) <= most:
            continue
        for stops, group in groupby(texts, key=is_active):
            parts = list(group)
            words = sum(len(part.text.split()) for part in parts)
            if not stops and words > most:
                yield Stretch(words, parts[0], parts[-1])


def texts_between(tree: PageElement) -> Iterator[Sequence[PageElement]]:
    """Yield the texts of a page between the parts that are no text, in order."""
    texts: list[PageElement] = []
    stack = [tree]
    while stack:
        part = stack.pop()
        if not is_read(part):
            continue
        if part.kind == "section" and AFTER_ALL.search(part.title):
            break
        if part.kind in _TEXT:
            texts.append(part)
        elif not runs_on(part):
            yield texts
            texts = []
            continue
        stack += reversed(part.children)
    yield texts


def is_active(part: PageElement) -> bool:
    """Whether a text asks, gives an example, or works out a number."""
    text = part.text
    asks = _ASKS.search(text) or _SAYS_EXAMPLE.search(text)
    return bool(asks or (has_digit(text) and _WORKED.search(text)))


def runs_on(part: PageElement) -> bool:
    """Whether a part that is no text holds some, and neither asks nor works out nor shows."""
    if part.kind == "section":
        # a section that is an exercise by its title asks as a block would
        return is_page_title(part) or "check" not in roles_of_title(part.title)
    if part.kind in _RUNS_ON:
        return True
    if part.kind == "math":
        return not _WORKED.search(part.text)
    if part.kind in _SHOWS or is_picture(part) or not part.roles:
        return False
    if part.is_a(BlockRole.ASIDE) and not part.is_a(BlockRole.TAKEAWAY):
        return False
    return part.roles.isdisjoint(_STOPS)
