"""``echo``: an aside that says again what the text around it says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.text.phrases import ASKS_REASON
from sphinx_pedagogy.audit.text.titles import roles_of_title
from sphinx_pedagogy.audit.text.words import any_of, content_words, plain, sentences, source_of
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_OF_ITS_OWN = (
    *(BlockRole.CONTEXT, BlockRole.MENTAL_MODEL, BlockRole.NEXT_STEP, BlockRole.COMPLETION),
    *("lesson", "references", "code", "cell", "output", "math", "comment", "diagram"),
)
"""What repeats on purpose, or is no text."""

_LINK = regex(r"\]\(|\]\[|<https?://|https?://|\{(?:doc|ref|download)\}|:(?:doc|ref|download):")
_TEX = regex(r"\\[A-Za-z]+")
_DENIES = any_of(
    r"not|no|never|nothing|without|cannot|neither|nor|nicht|kein\w*|nie|ne|pas|jamais|\w+n['’]t"
)
_LONG = 4
"""How many times as many words as an aside a passage may have: a long one has any words."""
_MANY = 12
"""So many words of an aside do not stand in one passage by chance."""
_BESIDE = 0.2
"""The share of neighbours that fewer words must have in common."""
_FEW = 4
"""With fewer words an answer is only short."""
_LINKS = frozenset(("becaus", "sinc", "therefor", "henc", "weil", "denn", "deshalb", "parc"))
"""Words that only join a reason to what it explains."""
_REST = 0.15
"""The share of words that an answer may add to its question without saying more."""


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
    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Which of its words stand side by side."""

    def read(self, language: str) -> None:
        """Take its words.

        :param language: of the page, as Sphinx writes it
        """
        # what is written in a formula is no word
        text = self.part.text
        if "\\" in text:
            text = _TEX.sub(" ", text)
        text = text.replace("cannot", "can not")
        words = content_words(text, language)
        self.words, self.pairs = frozenset(words), frozenset(pairwise(words))


class Passage:
    """One or more pieces that are read in one go."""

    def __init__(self, pieces: Sequence[TextPiece]) -> None:
        """Take the words of the pieces."""
        self.pieces = pieces
        self.first = pieces[0]
        self.words = frozenset().union(*(piece.words for piece in pieces))

    def may_be(self, own: Sequence[TextPiece], said: frozenset[str]) -> bool:
        """Whether an aside with its words may say the same, and not its opposite.

        A few words may stand anywhere, and count only if some stand side by side there, too.
        """
        if len(self.words) > _LONG * len(said):
            return False
        if len(said) < _MANY:
            pairs = frozenset().union(*(piece.pairs for piece in own))
            here = frozenset().union(*(piece.pairs for piece in self.pieces))
            if len(pairs & here) < _BESIDE * len(pairs):
                return False
        return not any(map(denies, own)) or any(map(denies, self.pieces))

    def is_for(self, own: Sequence[TextPiece]) -> bool:
        """Whether an aside may be held against it: it stands in neither, nor in its check."""
        mine = own[0]
        if self.first.aside is mine.aside:
            return False
        if mine.question is not None and self.first.question is mine.question:
            return False
        # of two asides that say the same, the later one repeats
        here, there = mine.part.line, self.first.part.line
        return not (self.first.aside is not None and here and there and there > here)


class Echo(Rule):
    """An aside that says again what the text around it says."""

    id = "echo"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "An aside, answer, insight, tip or note that repeats a passage near it in the same "
        "words, whatever their order. An answer to a why-question that only repeats the question."
    )
    rationale = (
        "A student who opens an answer or reads an aside expects something new. Repeated text "
        "costs attention and teaches nothing: students learn more without it (Mayer and Moreno, "
        "2003, on redundancy).\n\n"
        "The rule reports an aside if more than seven in ten of its distinct words are also in one "
        "passage near it. Such a passage is one paragraph, two paragraphs in a row, or a list. It "
        "is in the same section, or in the section before or after. A `warning`, or an admonition "
        "with a title of its own, does not count as an aside. The order of words makes no "
        "difference. “Heat” and “heated” count as one word, and short words do not count.\n\n"
        "An answer may use words from its question, but must have other words as well. Recaps, "
        "summaries and catch phrases are meant to repeat, so the rule leaves them out.\n\n"
        "The rule does not see:\n\n"
        "- a repetition in other words, such as synonyms;\n"
        "- an aside that takes its words from several passages;\n"
        "- a paragraph that repeats another paragraph."
    )
    limits: ClassVar = {
        "share": Threshold(
            0.7, "The share of the words of an aside that may also be in one passage."
        ),
        "words": Threshold(
            8,
            "An aside with fewer words than this may repeat the text; words such "
            "as “the” do not count.",
        ),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Compare each aside with the passages around it."""
        pieces = near_asides(pieces_of(page.tree))
        asides = asides_of(pieces)
        if not asides:
            return
        for piece in pieces:
            piece.read(page.language)
        passages = passages_of(pieces)
        asked = questions_of(pieces)
        for own in asides:
            taken = asked.get(id(own[0].question), frozenset())
            yield from self.judge(page, own, taken, passages)

    def judge(
        self,
        page: PageContext,
        own: Sequence[TextPiece],
        asked: frozenset[str],
        passages: Mapping[int, Sequence[Passage]],
    ) -> Iterable[Diagnostic]:
        """Say where the words of one aside stand as well."""
        aside = own[0].aside
        said = frozenset().union(*(piece.words for piece in own))
        if aside is None or restates(own[0], said, asked):
            if aside is not None:
                text = (
                    f"{named(aside)} only repeats its question: all but {len(said - asked)} of "
                    "its words are there; say why"
                )
                yield self.report(page.place(aside), text)
            return
        said -= asked
        if len(said) < self.limit("words"):
            return
        best, other = 0, None
        pointer = points_elsewhere(page, own)
        for passage in near(own, passages):
            shared = len(said & passage.words)
            if pointer and passage.first.aside is not None:
                continue
            if shared > best and passage.is_for(own) and passage.may_be(own, said):
                best, other = shared, passage.first.part
        if other is None or best <= self.limit("share") * len(said):
            return
        line = f" in line {other.line}" if other.line and not other.source else ""
        text = (
            f"{named(aside)} repeats the text{line}: {best * 100 // len(said)}% of its words are "
            "there, too; say something new here, or say it in one place only "
            f"{self.limit_note('share')}"
        )
        yield self.report(page.place(aside), text, Related(page.place(other), "the same words"))


def denies(piece: TextPiece) -> bool:
    """Whether a piece says that something is not so."""
    return bool(_DENIES.search(piece.part.text))


def points_elsewhere(page: PageContext, own: Sequence[TextPiece]) -> bool:
    """Whether an aside has a link: many a note says no more than where the file of an example is.

    Its words are those of all such notes, and what differs is where the link leads.
    """
    lines = [piece.part.line for piece in own if piece.part.line and not piece.part.source]
    if not lines:
        return False
    last = max(lines) + own[-1].part.text.count("\n")
    return bool(_LINK.search(source_of(page.lines, min(lines), last)))


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


def passages_of(pieces: Sequence[TextPiece]) -> dict[int, list[Passage]]:
    """Return the passages of each section: pieces, lists, and two pieces in a row."""
    found: dict[int, list[Passage]] = {}
    for (section, *_key), group in groupby(pieces, place_of):
        whole = Passage(list(group))
        passages = found.setdefault(section, [])
        if passages and passages[-1].pieces[-1].aside is whole.first.aside:
            passages.append(Passage([*passages[-1].pieces, *whole.pieces]))
        passages.append(whole)
    return found


def place_of(piece: TextPiece) -> tuple[int, int, int]:
    """Return what the pieces of one passage have in common: the items of a list are one."""
    item = piece.part.inside("item")
    outer = item.parent if item is not None else None
    return piece.section, id(piece.aside), id(piece.part if outer is None else outer)


def near(own: Sequence[TextPiece], passages: Mapping[int, Sequence[Passage]]) -> Iterator[Passage]:
    """Yield the passages in the sections of an aside, and in those beside them."""
    for section in sorted({piece.section + step for piece in own for step in (-1, 0, 1)}):
        yield from passages.get(section, ())


def questions_of(pieces: Sequence[TextPiece]) -> dict[int, frozenset[str]]:
    """Return the words of each check outside of its answer, by the identity of the check."""
    found: dict[int, frozenset[str]] = {}
    for piece in pieces:
        if piece.question is not None and piece.aside is None:
            known = found.get(id(piece.question), frozenset())
            found[id(piece.question)] = known | piece.words
    return found


def restates(answer: TextPiece, said: frozenset[str], asked: frozenset[str]) -> bool:
    """Whether an answer to a why says nothing but its question.

    Of any other question, a choice among its words may be the answer.
    """
    said -= _LINKS
    if answer.question is None or len(said) < _FEW:
        return False
    if len(said - asked) > len(said) * _REST:
        return False
    question = plain(answer.question.words(without=(BlockRole.ANSWER,)))
    whys = [sentence for sentence in sentences(question) if "?" in sentence]
    return bool(whys) and all(map(ASKS_REASON.search, whys))
