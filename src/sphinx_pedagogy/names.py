"""Names of lessons and concepts: slugs, and what counts as the same name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_NUMBER = re.compile(r"\d+(?:[.-]\d+)*")
_NUMBERED = re.compile(r"(?:\d+[.-])*\d+[-_. ]+(?=\w)")
_OWN_FOLDER = {"index", "lesson"}


def key(name: str) -> str:
    """Return what two ways to write one name have in common: case and blanks say nothing."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def slug(name: str) -> str:
    """Return *name* as an id: lower case, words joined by hyphens, in any script."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-")


def lesson_slug(docname: str) -> str:
    """Return the slug of a page: the name of its file, or folder, without its number."""
    path = PurePosixPath(docname)
    name = path.parent.name if path.name in _OWN_FOLDER and path.parent.name else path.name
    return _NUMBERED.sub("", name, count=1) or name


def number_of(text: str) -> tuple[int, ...]:
    """Return the number that *text* is: ``(6, 3, 5)`` for ``6.3.5``; empty if it is none."""
    text = text.strip()
    return tuple(map(int, re.split("[.-]", text))) if _NUMBER.fullmatch(text) else ()


def number_text(number: tuple[int, ...]) -> str:
    """Return a number as it is written: ``6.3.5``."""
    return ".".join(map(str, number))
