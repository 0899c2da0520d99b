r"""Lines of text with their markup, as plain data: a title, a definition, a reason.

A :class:`Phrase` is a string, whose text is what plain text shows: rules, names and sorting need
no more. Where it is shown with markup, :attr:`Phrase.bits` has the pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TEXT, MATH, CODE = "", "math", "code"
LESSON, LABEL, PAGE, QUANTITY = "lesson", "label", "page", "quantity"
UNKNOWN_YET = {LESSON, LABEL, PAGE, QUANTITY}
"""What is known when all pages are: the name of a lesson, of a block, of a page, a number."""

_BLANKS = regex(r"\s+")


class Bit(NamedTuple):
    """A piece of a line: words, a formula, code."""

    text: str
    kind: str = TEXT


class Phrase(str):
    """A line of text that has markup."""

    __slots__ = ("bits",)
    bits: tuple[Bit, ...]

    def __new__(cls, bits: Iterable[Bit]) -> Phrase:
        """Make one of its pieces."""
        kept = tuple(Bit(*bit) for bit in bits)
        made = super().__new__(cls, "".join(bit.text for bit in kept))
        made.bits = kept
        return made

    def __getnewargs__(self) -> tuple[tuple[Bit, ...]]:  # type: ignore[override]
        """Return what it is made of, for pickles."""
        return (self.bits,)

    def __repr__(self) -> str:
        """Return its pieces: two lines that differ in markup alone are not the same."""
        return f"Phrase({[tuple(bit) for bit in self.bits]!r})"


def bits_of(text: str) -> tuple[Bit, ...]:
    """Return the pieces of a line; plain text is one."""
    return text.bits if isinstance(text, Phrase) else (Bit(text),) if text else ()


def phrase(bits: Iterable[Bit]) -> str:
    """Return a line of some pieces: blanks are single, and plain words are a plain string."""
    made: list[Bit] = []
    for bit in bits:
        kind = bit.kind
        words = bit.text if kind == MATH else _BLANKS.sub(" ", bit.text)
        if kind == TEXT and (not made or made[-1].text.endswith(" ")):
            words = words.lstrip()
        if not words:
            continue
        if made and kind == made[-1].kind and kind not in {MATH, *UNKNOWN_YET}:
            made[-1] = Bit(made[-1].text + words, kind)
        else:
            made.append(Bit(words, kind))
    while made and made[-1].kind == TEXT and not made[-1].text.strip():
        made.pop()
    if made and made[-1].kind == TEXT:
        made[-1] = Bit(made[-1].text.rstrip())
    if all(bit.kind == TEXT for bit in made):
        return "".join(bit.text for bit in made)
    return Phrase(made)


def joined(*texts: str) -> str:
    """Return lines as one."""
    if not any(isinstance(text, Phrase) for text in texts):
        return _BLANKS.sub(" ", "".join(texts)).strip()  # most names, ten times as quickly
    return phrase(bit for text in texts for bit in bits_of(text))


def is_waiting(text: str) -> bool:
    """Whether a line names what is known when all pages are."""
    return any(bit.kind in UNKNOWN_YET for bit in bits_of(text))


def settled(value: object, known: Callable[[Bit], str]) -> object:
    """Return plain data with all that :func:`known` knows in the lines in it.

    :param known: what a piece shows, which may have markup itself
    """
    if isinstance(value, Phrase):
        if not is_waiting(value):
            return value
        return phrase(
            bit
            for piece in value.bits
            for bit in (bits_of(known(piece)) if piece.kind in UNKNOWN_YET else (piece,))
        )
    if isinstance(value, tuple):
        made: list[Any] = [settled(item, known) for item in value]
        if all(new is before for new, before in zip(made, value, strict=True)):
            return value
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if isinstance(value, list):
        return [settled(item, known) for item in value]
    return value


# ── cutting ─────────────────────────────────────────────────────────────────────────
_WORD = regex(r"\S+\s*|\s+")
_COMMAND = regex(r"\\[A-Za-z]+\s*|\\.|[{}_^]")


def width(bit: Bit) -> int:
    """Return about how many characters wide a piece is shown; a command of TeX is one."""
    if bit.kind != MATH:
        return len(bit.text)
    return len(_COMMAND.sub(lambda found: "x" if found[0][0] == "\\" else "", bit.text))


def cut(text: str, longest: int, *, sentences: bool = False) -> str:
    """Return the beginning of a line that is too long; formulas and code stay whole.

    :param sentences: end with the last sentence that fits, if that is a third of the whole
    """
    if not isinstance(text, Phrase):
        return _cut_words(text, longest, sentences=sentences)
    if sum(map(width, text.bits)) <= longest:
        return text
    kept: list[Bit] = []
    room = longest - 1
    ends = 0  # pieces of the last whole sentence
    for piece in _pieces(text, longest):
        room -= width(piece)
        if room < 0:
            break
        kept.append(piece)
        if piece.kind == TEXT and piece.text.endswith(". ") and longest - room > longest // 3:
            ends = len(kept)
    if sentences and ends:
        return phrase(kept[:ends])
    return joined(phrase(kept), "…")


def _cut_words(text: str, longest: int, *, sentences: bool) -> str:
    """Cut a line without markup: most lines have none, and a course has thousands."""
    if len(text) <= longest:
        return text
    end = ends = 0
    for word in _WORD.finditer(text):
        if word.end() > longest - 1:
            break
        end = word.end()
        if word[0].endswith(". ") and end + 1 > longest // 3:
            ends = end
    if sentences and ends:
        return phrase([Bit(text[:ends])])
    return joined(phrase([Bit(text[:end])]), "…")


def _pieces(text: str, longest: int) -> Iterator[Bit]:
    """Yield words, each with the blank after it, whole formulas, and code that fits in a line."""
    for bit in bits_of(text):
        if bit.kind == MATH or (bit.kind == CODE and width(bit) < longest):
            yield bit
        else:
            yield from (Bit(word, bit.kind) for word in _WORD.findall(bit.text))


# ── as text ─────────────────────────────────────────────────────────────────────────
_MARKS = {MATH: "$", CODE: "`", "strong": "**", "emphasis": "*"}
_MARKED = regex(r"\$(?=\S)([^$]+?)(?<=\S)\$(?!\d)|`([^`]+)`")


def marked(text: str) -> str:
    """Return a line as Markdown has it, where it has formulas or code: for other programs."""
    if not isinstance(text, Phrase):
        return text
    return "".join(
        f"{mark}{bit.text}{mark}" if (mark := _MARKS.get(bit.kind, "")) else bit.text
        for bit in text.bits
    )


def unmarked(text: str) -> str:
    """Return a line of another course with its formulas and its code."""
    bits: list[Bit] = []
    end = 0
    for found in _MARKED.finditer(text):
        bits.append(Bit(text[end : found.start()]))
        bits.append(Bit(found[1], MATH) if found[1] else Bit(found[2], CODE))
        end = found.end()
    return phrase([*bits, Bit(text[end:])])
