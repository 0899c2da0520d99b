"""Names of lessons and concepts: slugs, and what counts as the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath

from sphinx_pedagogy.course.phrase import marked
from sphinx_pedagogy.course.regex import regex

_NUMBER = regex(r"\d{1,9}(?:[.-]\d{1,9})*")
# what follows must have a letter: a name that is all number is a name
_NUMBERED = regex(r"(?:\d+[.-])*\d+[-_. ]+(?=\d*[^\W\d_])")
_SIGNS = regex(r"[,;:()<>`$\\{}\[\]|*]")
_OWN_FOLDER = {"index", "lesson"}


_BETWEEN = str.maketrans("-_", "  ", "`")


@lru_cache(1 << 16)  # a course names each of its concepts many times
def key(name: str) -> str:
    """Return what two ways to write one name have in common.

    Case says nothing, nor do blanks, hyphens and underscores between words, nor the marks that
    set a name as code.
    """
    return " ".join(_fold(name).translate(_BETWEEN).split())


@lru_cache(1 << 16)
def slug(name: str) -> str:
    """Return *name* as an id: lower case, words joined by hyphens, in any script."""
    return "-".join("".join(char if _is_of_word(char) else " " for char in _fold(name)).split())


_SPELLED = {"+": " plus ", "#": " sharp ", ".": " dot ", "*": " star "}
_EDGE = regex(r"(?<=[^\W_])[+#*]+(?![^\W_*])|(?<![^\W_])[.](?=[^\W\d_])")


def concept_slug(name: str) -> str:
    """Return the name of a concept as an id: of C, C++ and C# each has its own.

    A sign at the end of a word belongs to the name, and so does a dot before one; two stars are
    markup.
    """
    signs = name if name.count("*") == 1 else name.replace("*", "")
    return slug(_EDGE.sub(lambda found: "".join(map(_SPELLED.__getitem__, found[0])), signs))


_PLAIN = str.maketrans("’‘ʼ“”„«»–—", '\'\'\'"""""--')
"""Smart quotes and dashes are the typesetter's: the author wrote plain ones."""


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower()
    # a folded letter may come apart: put it together again
    plain = unicodedata.normalize("NFC", name).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain.casefold())


def _is_of_word(char: str) -> bool:
    """Whether *char* is a letter, a digit, or a mark: in many scripts, a vowel is a mark."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def as_written(name: str, concept_id: str) -> str:
    """Return what sources can call a concept by: its title, or the id where that has signs."""
    title = marked(name)
    return title if is_writable(title) else concept_id


_FORMULA = regex(r"\$[^$,;:()<>`|]+\$")


def is_writable(name: str) -> bool:
    """Whether a name can stand in roles and lists just as the title of its concept has it.

    A comma ends a name in a list, and a bracket one before a depth; a formula may stand in one.
    """
    return _SIGNS.search(_FORMULA.sub("x", name)) is None


def lesson_slug(docname: str) -> str:
    """Return the slug of a page: the name of its file, or folder, without its number."""
    path = PurePosixPath(docname)
    name = path.parent.name if path.name in _OWN_FOLDER and path.parent.name else path.name
    number = _NUMBERED.match(name)
    return slug(name[number.end() :] if number else name) or name


def number_of(text: str) -> tuple[int, ...]:
    """Return the number that *text* is: ``(6, 3, 5)`` for ``6.3.5``; empty if it is none."""
    text = text.strip()
    return tuple(map(int, re.split("[.-]", text))) if _NUMBER.fullmatch(text) else ()


def number_text(number: tuple[int, ...]) -> str:
    """Return a number as it is written: ``6.3.5``."""
    return ".".join(map(str, number))
