"""The seal of a review: digests of the lesson's passages as they were when it was reviewed.

A line of plain words: the version of what counts as text, the digest of the whole lesson, then for
each passage a digest of its name and one of its text. It needs no git, and survives renamed files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.passages import digest_of
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_pedagogy.audit.passages import LessonPassage, LessonText

VERSION = "1"
"""Of what counts as text: to be raised when :mod:`sphinx_pedagogy.audit.passages` reads more or
less of a page, since all digests differ then."""
_WHOLE = "lesson"
_PAIR = regex("([0-9a-f]{6}):([0-9a-f]{6})")
_TARGET = regex(r"\{[\w:.+-]+\}(?=`)|:[\w:.+-]+:(?=`)|\]\([^)]*\)|\s*<[^<>]*>(?=`)")
"""What stands around the words of a role or a link."""
_MARKUP = str.maketrans("", "", "*`[]")
_REFERENCE = regex(r"`(?:[^`<>]*<)?([^`<>]+)>?`_?|\]\(#?([^)]+)\)|<#([^>]+)>")


class Seal(NamedTuple):
    """What a lesson was."""

    lesson: str
    """Digest of its whole text."""
    passages: Mapping[str, tuple[str, ...]]
    """By the digest of a name, those of the passages that had it."""

    def digests(self, name: str) -> tuple[str, ...]:
        """Return the digests of the passages of a name, if there were any."""
        return self.passages.get(_name_digest(name), ())

    def is_of(self, text: LessonText) -> bool:
        """Whether a lesson is still what it was."""
        return self.lesson == text.whole.digest


def read_seal(written: str) -> Seal | None:
    """Return the seal that an option has; ``None`` if it is none, or of another version."""
    version, *pairs = written.split()
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        match = _PAIR.fullmatch(pair)
        if match is None:
            return None
        found[match[1]] = (*found.get(match[1], ()), match[2])
    whole = found.pop(digest_of([_WHOLE]), ())
    return Seal(whole[0], found) if version == VERSION and len(whole) == 1 else None


def seal_of(text: LessonText, names: Iterable[str]) -> str:
    """Return the seal of a lesson as it is: of all its sections, and of what has one of *names*."""
    titles = [passage.title for passage in text.passages if passage.is_section]
    unique = {key(name): None for name in (*titles, *names)}
    pairs = [
        f"{_name_digest(name)}:{digest}" for name in unique for digest in digests_now(text, name)
    ]
    return " ".join([VERSION, f"{digest_of([_WHOLE])}:{text.whole.digest}", *pairs])


def digests_now(text: LessonText, name: str) -> tuple[str, ...]:
    """Return the digests of the passages that have a name now, as :class:`Seal` has them."""
    return tuple(
        digest for passage in text.called(name) for digest in dict.fromkeys(passage.digests)
    )


def _name_digest(name: str) -> str:
    # a seal is to hold other names than "lesson" apart from the whole
    return digest_of(["name", key(name)])


def without_markup(written: str) -> str:
    """Return the words of an option as a page shows them, near enough to look for them."""
    return _TARGET.sub("", written).translate(_MARKUP).strip()


def named_places(where: str) -> Iterator[str]:
    """Yield the passages that ``in`` may name.

    They are its words, those between semicolons, and what a reference in it leads to.
    """
    pieces = where.split(";")
    for piece in dict.fromkeys([where, *(pieces if len(pieces) > 1 else ())]):
        yield from dict.fromkeys([piece.strip(), without_markup(piece)])
    for match in _REFERENCE.finditer(where):
        yield next(group for group in match.groups() if group)


def is_reference(where: str) -> bool:
    """Whether ``in`` refers to a place by a role or a link, which Sphinx looks up itself."""
    return bool(_TARGET.search(where))


def changed_since(seal: Seal, text: LessonText) -> list[LessonPassage]:
    """Return the sections whose own text is other than it was.

    Those that are gone have no place any more.
    """
    return [
        passage
        for passage in text.passages
        if passage.is_section and passage.own not in seal.digests(passage.title)
    ]
