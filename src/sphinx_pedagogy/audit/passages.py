"""The text of a lesson by passages: its sections and named blocks, and a digest of each.

Plans and reviews speak of passages by the title of a section, or by the title, id or label of a
block. The digest tells whether one is still what it was.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

KEEPER = "review"
"""The rule that keeps the texts of lessons for all that ask."""

_SILENT = frozenset({"comment", "output", "lesson", "requires"})
"""What is no text of the lesson: remarks of authors, what cells make, what its head states."""
_SHOWN = (
    *("because", "bridge", "misleads", "source"),
    *("number", "rows", "shape", "unit", "value"),
)
"""Options of blocks whose words a student reads. Of what they are, what they test and where they
come from is told by links, and a link more or less is no other text."""
_SIGNS = str.maketrans("’‘‚ʼ“”„«»–—‐‑−", '\'\'\'\'"""""-----')
"""Typesetters and parsers differ in these."""
_DASHES = regex("-{2,}")
_WORD = regex(r"[^\W_]+")
_ELLIPSIS = regex(r"\.{3,}|…")
_DIGEST_SIZE = 3


class LessonPassage(NamedTuple):
    """A section with those in it, a block, or the whole lesson."""

    names: tuple[str, ...]
    """By which plans and reviews may call it, as names are compared; none of the whole lesson."""
    title: str
    is_section: bool
    line: int
    start: int
    """Where its text begins in that of the lesson."""
    stop: int
    digest: str
    own: str
    """The digest without the sections in it."""

    @property
    def digests(self) -> tuple[str, str]:
        """Both digests."""
        return self.digest, self.own


@dataclass(frozen=True)
class LessonText:
    """The words of a lesson, by passages."""

    passages: Sequence[LessonPassage]
    """The whole lesson first, then in the order of the page."""
    packed: bytes

    @property
    def whole(self) -> LessonPassage:
        """The lesson as one passage."""
        return self.passages[0]

    @cached_property
    def text(self) -> str:
        """All that counts, with single spaces."""
        return zlib.decompress(self.packed).decode()

    def words_in(self, passage: LessonPassage) -> str:
        """Return the text of a passage."""
        return self.text[passage.start : passage.stop]

    def called(self, name: str) -> list[LessonPassage]:
        """Return the sections that have a name, or else the blocks."""
        wanted = key(name)
        found = [passage for passage in self.passages if wanted in passage.names]
        return [passage for passage in found if passage.is_section] or found

    def titles(self) -> list[str]:
        """Return the titles of the sections, in order."""
        return [passage.title for passage in self.passages if passage.is_section]

    def section_of(self, line: int) -> Iterator[LessonPassage]:
        """Yield the sections around a line of the page's own file."""
        starts = [passage for passage in self.passages if passage.is_section]
        inner = [passage for passage in starts if passage.line <= line][-1:]
        for last in inner:
            yield from (
                passage
                for passage in starts
                if passage.start <= last.start and last.stop <= passage.stop
            )

    def says(self, quote: str, passages: Iterable[LessonPassage] = ()) -> bool:
        """Whether words stand in one of some passages, or anywhere in the lesson.

        Marks and markup do not count; an ellipsis stands for anything within a passage.
        """
        pieces = [" ".join(found) for piece in pieces_of(quote) if (found := spoken(piece))]
        return bool(pieces) and any(
            stand_in_order(pieces, spoken(self.words_in(passage)))
            for passage in (tuple(passages) or (self.whole,))
        )


def text_kept(page: PageContext) -> tuple[object, ...]:
    """Return what to keep of a lesson: :class:`LessonTexts` reads it.

    Bytes, since a course has many passages and few plans and reviews that ask for them.
    """
    reader = _TextReader()
    reader.read(page.tree)
    passages = sorted(reader.passages, key=lambda passage: (passage.start, -passage.stop))
    packed = zlib.compress(" ".join(reader.pieces).encode(), 1)
    return pickle.dumps([tuple(passage) for passage in passages], pickle.HIGHEST_PROTOCOL), packed


_NOTHING = (pickle.dumps([((), "", False, 0, 0, 0, "", "")]), zlib.compress(b""))
"""What is kept of a lesson of which nothing is known: the passage of a page without words."""


class LessonTexts:
    """The texts of all lessons; each is put together when it is first asked for."""

    def __init__(self, kept: Iterable[tuple[str, Any]]) -> None:
        """Take what :func:`text_kept` made, each with the name of its page."""
        self._kept = dict(kept)
        self._known: dict[str, LessonText] = {}

    def of(self, docname: str) -> LessonText:
        """Return the text of the lesson that is a page."""
        if docname not in self._known:
            passages, packed = self._kept.get(docname, _NOTHING)
            # nobody but this module has written it
            unpacked = pickle.loads(passages)  # noqa: S301
            made = LessonText([LessonPassage._make(fields) for fields in unpacked], packed)
            self._known[docname] = made
        return self._known[docname]


def texts_of(context: CourseContext) -> LessonTexts:
    """Return the texts of all lessons."""
    return LessonTexts(context.kept.get(KEEPER, ()))


class _OpenPassage(NamedTuple):
    """A part whose end is not reached yet."""

    part: PageElement
    names: tuple[str, ...]
    first: int
    """Index of its first piece of text."""
    start: int


class _TextReader:
    """Takes the words of a page, and notes where its passages begin and end."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.passages: list[LessonPassage] = []
        self._at = 0
        self._own: dict[int, int] = {}
        """By section, where its own text ends: the index of a piece."""

    def read(self, page: PageElement) -> None:
        """Read a page."""
        # no recursion: lists may stand in lists in lists
        stack: list[PageElement | _OpenPassage] = [page]
        around: list[_OpenPassage] = []
        while stack:
            part = stack.pop()
            if isinstance(part, _OpenPassage):
                around.pop()
                self.close(part)
            elif not is_silent(part):
                if part.kind == "section" and around:
                    self._own.setdefault(id(around[-1].part), len(self.pieces))
                names = _names_of(part)
                if names or part is page or part.kind == "section":
                    passage = _OpenPassage(
                        part=part, names=names, first=len(self.pieces), start=self._at
                    )
                    around.append(passage)
                    stack.append(passage)
                for said in _said_by(part):
                    self.pieces.append(said)
                    self._at += len(said) + 1
                stack += reversed(part.children)

    def close(self, passage: _OpenPassage) -> None:
        """Note a passage at whose end the page is."""
        part, first = passage.part, passage.first
        pieces = self.pieces[first:]
        own = self._own.get(id(part), len(self.pieces)) - first
        self.passages.append(
            LessonPassage(
                names=passage.names,
                title=part.title,
                is_section=part.kind == "section",
                line=0 if part.source else part.line or 0,
                start=passage.start,
                stop=max(passage.start, self._at - 1),
                digest=digest_of(pieces),
                own=digest_of(pieces[:own]),
            )
        )


def is_silent(part: PageElement) -> bool:
    """Whether a part is no text of its lesson, with all that is in it."""
    return part.kind in _SILENT or "remove-cell" in part.options.get("tags", "").split()


def _said_by(part: PageElement) -> Iterator[str]:
    """Yield what a part says itself."""
    shown = (part.options[name] for name in _SHOWN if name in part.options)
    for said in (part.title, part.text, *shown):
        if said and (plain := plain_signs(said)):
            yield plain


def _names_of(part: PageElement) -> tuple[str, ...]:
    """Return the names of a section or a block, as names are compared."""
    options = part.options
    names = (part.title, options.get("id", ""), options.get("label", ""), options.get("name", ""))
    if not any(names):
        return ()
    return tuple(dict.fromkeys(key(name) for name in names if name))


def plain_signs(text: str) -> str:
    """Return a text with single spaces, and plain marks for those that typesetters choose."""
    if not text.isascii():
        text = text.translate(_SIGNS).replace("…", "...")
    text = " ".join(text.split())
    return _DASHES.sub("-", text) if "--" in text else text


def digest_of(pieces: Iterable[str]) -> str:
    """Return a digest of some text: six characters."""
    return blake2b(" ".join(pieces).encode(), digest_size=_DIGEST_SIZE).hexdigest()


def pieces_of(quote: str) -> list[str]:
    """Return what stands between the ellipses of a quote."""
    return _ELLIPSIS.split(quote)


def spoken(text: str) -> list[str]:
    """Return the words of a text in small letters, without marks."""
    return _WORD.findall(text.casefold())


def stand_in_order(pieces: Iterable[str], words: Sequence[str]) -> bool:
    """Whether some phrases stand in a text one after the other."""
    text, at = f" {' '.join(words)} ", 0
    for piece in pieces:
        found = text.find(f" {piece} ", at)
        if found < 0:
            return False
        at = found + len(piece) + 1
    return True
