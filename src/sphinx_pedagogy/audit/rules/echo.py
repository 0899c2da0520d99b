"""``echo``: an aside that says again what the text around it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.text.titles import roles_of_title
from sphinx_pedagogy.audit.text.words import content_words
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_OF_ITS_OWN = (
    *(BlockRole.CONTEXT, BlockRole.MENTAL_MODEL, BlockRole.NEXT_STEP, BlockRole.COMPLETION),
    *("lesson", "references", "code", "cell", "output", "math", "comment", "diagram"),
)
"""What repeats on purpose, or is no text."""

Pair = tuple[str, str]
"""Two words side by side."""


Index = dict[int, dict[Pair, list[int]]]
"""For each section, where two words stand side by side in it: numbers of pieces."""


@dataclass(slots=True, eq=False)
class TextPiece:
    """A paragraph or the like, with the words that carry its meaning."""

    part: PageElement
    section: int
    """How many headings stand before it."""
    aside: PageElement | None
    """The aside that it stands in."""
    question: PageElement | None
    """The check that it stands in."""
    words: Sequence[str] = ()

    @property
    def pairs(self) -> Iterator[Pair]:
        """What stands side by side in its words."""
        return pairwise(self.words)


class Echo(Rule):
    """An aside that says again what the text around it says."""

    id = "echo"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "An aside, answer, insight, tip or note that repeats the text around it nearly word "
        "for word."
    )
    rationale = (
        "A student who opens an answer, or looks aside, expects something new. Text that comes "
        "twice costs attention and teaches nothing; learning is better without it (Mayer and "
        "Moreno, 2003, on redundancy). What counts is the share of the words that also stand in "
        "the section around it, or in the one before or after, beside the same neighbours. Short "
        "words are not counted, and endings make no other word. Recaps, summaries and "
        "catch phrases are there to be repeated, and what an answer takes from its question is no "
        "repetition."
    )
    limits: ClassVar = {
        "share": Threshold(0.4, "The share of its words that may stand around it as well."),
        "words": Threshold(8, "An aside with fewer words that carry meaning may repeat them."),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Compare each aside with the sections around it."""
        pieces = near_asides(pieces_of(page.tree))
        suspects = suspects_of(pieces, self.limit("share"), self.limit("words"), page.language)
        if not suspects:
            return
        for piece in pieces:
            piece.words = content_words(piece.part.text, page.language)
        wanted = {pair for own in suspects for piece in own for pair in piece.pairs}
        index = index_of(pieces, wanted)
        asked = questions_of(pieces)
        for own in suspects:
            taken = asked.get(id(own[0].question), set())
            yield from self.judge(page, own, taken, pieces, index)

    def judge(
        self,
        page: PageContext,
        own: Sequence[TextPiece],
        asked: set[Pair],
        pieces: Sequence[TextPiece],
        index: Index,
    ) -> Iterable[Diagnostic]:
        """Say where the words of one aside stand as well."""
        total = sum(len(piece.words) for piece in own)
        covered = 0
        hits: Counter[int] = Counter()
        for piece in own:
            again: set[int] = set()
            near = (piece.section, piece.section - 1, piece.section + 1)
            around = [index[section] for section in near if section in index]
            for at, pair in enumerate(piece.pairs):
                where = first_outside(piece, pair, pieces, around)
                if where is not None and pair not in asked:
                    again.update((at, at + 1))
                    hits[where] += 1
            covered += len(again)
        if covered <= self.limit("share") * total:
            return
        aside = own[0].aside
        other = pieces[hits.most_common(1)[0][0]].part
        line = f" in line {other.line}" if other.line and not other.source else ""
        text = (
            f"{named(aside)} repeats the text{line}: {covered * 100 // total}% of its words are "
            "there or nearby, too; say something new here, or say it in one place only "
            f"{self.limit_note('share')}"
        )
        yield self.report(page.place(aside), text, Related(page.place(other), "the same words"))


def named(part: PageElement | None) -> str:
    """Return what a message calls a block."""
    if part is None:
        return "it"
    return f'the {part.kind} "{part.title}"' if part.title else f"the {part.kind}"


def pieces_of(page: PageElement) -> list[TextPiece]:
    """Return the pieces of text of a page in order."""
    reader = PieceReader(page)
    reader.read(page.children, None, None)
    return reader.found


class PieceReader:
    """Takes the pieces of text off the parts of a page.

    A function in a function that calls itself would keep the page until garbage is looked for.
    """

    def __init__(self, page: PageElement) -> None:
        """Begin above the first heading."""
        self.page = page
        self.section = 0
        self.found: list[TextPiece] = []

    def read(
        self, parts: Iterable[PageElement], aside: PageElement | None, question: PageElement | None
    ) -> None:
        """Take the pieces of some parts that stand in an aside and in a check, if in any."""
        for part in parts:
            kind = part.kind
            if part.is_a(*_OF_ITS_OWN):
                continue
            if kind == "section":
                if "summary" in roles_of_title(part.title) and part.parent is not self.page:
                    continue
                self.section += 1
            inside = part if BlockRole.ASIDE in part.roles else aside
            if part.text:
                self.found.append(
                    TextPiece(part=part, section=self.section, aside=inside, question=question)
                )
            if part.children:
                asked = part if BlockRole.QUESTION in part.roles else question
                self.read(part.children, inside, asked)


def near_asides(pieces: Sequence[TextPiece]) -> list[TextPiece]:
    """Return the pieces in sections with asides, and beside them."""
    sections = {piece.section + step for piece in pieces if piece.aside for step in (-1, 0, 1)}
    return [piece for piece in pieces if piece.section in sections]


def asides_of(pieces: Iterable[TextPiece]) -> list[list[TextPiece]]:
    """Return the pieces of each aside."""
    found: dict[int, list[TextPiece]] = {}
    for piece in pieces:
        if piece.aside is not None:
            found.setdefault(id(piece.aside), []).append(piece)
    return list(found.values())


def suspects_of(
    pieces: Sequence[TextPiece], share: float, least: float, language: str
) -> list[list[TextPiece]]:
    """Return the asides of which a quick look finds enough elsewhere: most pages have none.

    It takes each section for one text, and does not ask who of two asides was first.

    :param share: the share of its words that an aside may repeat
    :param least: how many words it must have
    :param language: of the page, as Sphinx writes it
    """
    asides = [(own, list(pairs_of(own, language))) for own in asides_of(pieces)]
    asides = [(own, pairs) for own, pairs in asides if len(pairs) + 1 >= least]
    wanted: set[Pair] = set()
    twice: set[Pair] = set()
    for _own, pairs in asides:
        twice |= wanted.intersection(pairs)
        wanted.update(pairs)
    told: dict[int, set[Pair]] = {}
    for section, here in groupby(pieces, lambda piece: piece.section):
        told[section] = wanted.intersection(
            pairs_of((passage for passage in here if passage.aside is None), language)
        )
    found = []
    for own, pairs in asides:
        around = {piece.section + step for piece in own for step in (-1, 0, 1)}
        known = twice.union(*(told.get(section, ()) for section in around))
        # each pair that stands elsewhere, too, covers two words at most
        if 2 * sum(map(known.__contains__, pairs)) > share * (len(pairs) + 1):
            found.append(own)
    return found


def pairs_of(pieces: Iterable[TextPiece], language: str) -> Iterator[Pair]:
    """Yield what stands side by side in the words of some pieces, taken for one text."""
    return pairwise(content_words("\n".join([piece.part.text for piece in pieces]), language))


def index_of(pieces: Sequence[TextPiece], wanted: set[Pair]) -> Index:
    """Return in which pieces two words of *wanted* stand side by side, by section.

    Of each section no more than the first three pieces are kept: enough to find one outside
    of an aside and its question, and the page may be as long as it likes.
    """
    index: Index = {}
    for at, piece in enumerate(pieces):
        section = index.setdefault(piece.section, {})
        for pair in wanted.intersection(piece.pairs):
            found = section.setdefault(pair, [])
            if len(found) < 3:
                found.append(at)
    return index


def questions_of(pieces: Sequence[TextPiece]) -> dict[int, set[Pair]]:
    """Return what stands side by side in the question of each check, by its identity."""
    found: dict[int, set[Pair]] = {}
    for piece in pieces:
        if piece.question is not None and piece.aside is None:
            found.setdefault(id(piece.question), set()).update(piece.pairs)
    return found


def first_outside(
    piece: TextPiece,
    pair: Pair,
    pieces: Sequence[TextPiece],
    around: Iterable[dict[Pair, list[int]]],
) -> int | None:
    """Return the first piece around *piece*, and not of its own aside, with two of its words.

    :param around: the sections to look in, each a part of an index
    """
    for section in around:
        for at in section.get(pair, ()):
            other = pieces[at]
            same_check = piece.question is not None and other.question is piece.question
            # of two asides that say the same, the later one repeats
            later = other.aside is not None and other.part.line and piece.part.line
            if other.aside is piece.aside or same_check:
                continue
            if later and (other.part.line or 0) > (piece.part.line or 0):
                continue
            return at
    return None
