"""Converters of options: text to value, or the reason why not."""

from __future__ import annotations

import datetime as dt
import re

from sphinx_pedagogy.core.block_spec import Markup, Option
from sphinx_pedagogy.course.numerals import is_format, numerals
from sphinx_pedagogy.course.written_number import written_number

LOADS = ("build", "stretch", "consolidate")
"""How much of a lesson is new."""
GAP_SIZES = ("small", "medium", "large")
"""A few sentences; a section of its own; a lesson of its own."""
STATUSES = ("planned", "built", "complete")
"""How far a lesson is."""
RISKS = ("low", "moderate", "high")
"""How likely a connection is to mislead."""


_CALL = re.compile(r"(?P<name>[@.]?[^\W\d][\w.]*)\s*[(\[]")
_CLASS = re.compile(r"-{0,2}[^\W\d][\w:/.-]*")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)


def number(text: str) -> str:
    """Return *text* as a plain number, with a sign of percent if it has one."""
    found = written_number(text)
    return f"{found.plain}%" if found.percent else found.plain


def distance(text: str) -> str:
    """Return *text* as a plain number that is not negative; with a sign of percent, a share."""
    found = number(text)
    if found.startswith("-"):
        raise ValueError("it cannot be negative")
    return found


def quantity(text: str) -> str:
    """Return *text* if it holds a number that prose can be held against."""
    if not numerals(text):
        raise ValueError("it holds no number, such as 86 million or (4, 64, 64)")
    return text.strip()


def number_format(text: str) -> str:
    """Return *text* if it says how to show a number."""
    if not is_format(filled(text)):
        raise ValueError("it must be a format of Python, such as , or .1f or .0%")
    return text.strip()


_WITHHELD = re.compile(
    r"withheld\b[\s,;:.(-]*(?:because\b)?\s*(?P<reason>.*?)[\s).]*", re.IGNORECASE | re.DOTALL
)


def withheld(text: str) -> str:
    """Return why something is withheld."""
    found = _WITHHELD.fullmatch(text.strip())
    if found is None or not found["reason"]:
        raise ValueError("it must say why: `withheld, because ...`")
    return " ".join(found["reason"].split())


def flag(text: str) -> str:
    """Check that an option that is only given or not has no value, and return an empty text."""
    if text.strip():
        raise ValueError("it takes no value; write the option alone")
    return ""


def how_many(text: str) -> str:
    """Return how many things that follow are meant: the ``next``, or a number of them."""
    written = text.strip().lower()
    if written == "next":
        return "1"
    if not re.fullmatch("[1-9]", written):
        raise ValueError("it must be `next`, or how many parts to hide: a number from 1 to 9")
    return written


def filled(text: str) -> str:
    """Return *text* if there is any."""
    if not text.strip():
        raise ValueError("it needs some text")
    return text.strip()


def named(text: str) -> str:
    """Return *text* if it can name something: it has a letter or a digit."""
    if not any(char.isalnum() for char in filled(text)):
        raise ValueError("it needs a letter or a digit")
    return text.strip()


def one_word(text: str) -> str:
    """Return *text* if it can name something among other names: a word without blanks."""
    parts = re.split(r"[\s,]+", named(text).strip(" ,"))
    if len(parts) > 1 or "," in text:
        raise ValueError(f'it must be one word, such as "{"-".join(parts)}"')
    return text.strip()


def code_list(text: str) -> str:
    """Return *text* if it is a list of what stands in code, separated by commas.

    The brackets of a call without arguments, and backticks around a name, are left out.
    """
    parts = [_in_code(part) for part in filled(text).split(",") if part.strip()]
    if not any(parts):
        raise ValueError("it must be pieces of code, separated by commas")
    return ", ".join(parts)


def _in_code(part: str) -> str:
    """Return one name of a list of code, without what an author writes around it.

    :raises ValueError: it is a call with arguments, or a part of one
    """
    bare = part.strip().strip("`").strip()
    name = bare.removesuffix("()").rstrip() if _CALL.match(bare) else bare
    if (found := _CALL.match(name)) is not None:
        raise ValueError(f'"{bare}" is more than a name: write "{found["name"]}"')
    return name


def name_list(text: str) -> str:
    """Return *text* if it is a list of names, separated by commas."""
    parts = [part for part in filled(text).split(",") if part.strip()]
    if not parts or not all(any(char.isalnum() for char in part) for part in parts):
        raise ValueError("it must be names, separated by commas")
    return text.strip()


def css_classes(text: str) -> str:
    """Return *text* if it is CSS classes, separated by blanks."""
    for part in filled(text).split():
        if not _CLASS.fullmatch(part):
            raise ValueError(f'"{part}" is no class: it must begin with a letter')
    return text.strip()


def loads(text: str) -> str:
    """Return *text* if each of its words is a load."""
    for word in filled(text).replace(",", " ").split():
        if word not in LOADS:
            raise ValueError("it must be a list of " + ", ".join(f'"{load}"' for load in LOADS))
    return text.strip()


def url(text: str) -> str:
    """Return *text* if a reader can follow it: an address, or a path."""
    plain = filled(text)
    scheme = _SCHEME.match(plain)
    known = scheme is None or scheme["scheme"].lower() in {"http", "https", "ftp", "mailto"}
    if any(char.isspace() for char in plain) or not known or not re.search(r"[/.@]", plain):
        raise ValueError("it must be an address, such as https://example.org/lesson")
    return plain


def date(text: str) -> str:
    """Return *text* if it is a day."""
    try:
        found = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("it must be year-month-day, such as 2026-02-13") from None
    return found.isoformat()


def prose(
    name: str, label: str, help_text: str, *, at_end: bool = False, required: bool = False
) -> Option:
    """Return an option that holds a line of inline markup."""
    return Option(
        name, help_text, filled, markup=Markup.INLINE, label=label, at_end=at_end, required=required
    )


NUMBER_OPTIONS = (
    Option(
        "number",
        "Sets the number of the block, such as `7` or `A2`. The count then skips the block.",
        filled,
    ),
    Option("nonumber", "Leaves out the number of the block.", flag),
)
"""What a numbered block takes."""
