"""Converters of options: text to value, or the reason why not."""

from __future__ import annotations

import datetime as dt

from sphinx_pedagogy.spec import Markup, Option
from sphinx_pedagogy.written_number import written_number

LOADS = ("build", "stretch", "consolidate")
"""How much of a lesson is new."""
GAP_SIZES = ("small", "medium", "large")
"""A few sentences; a section of its own; a lesson of its own."""
RISKS = ("low", "moderate", "high")
"""How likely a connection is to mislead."""


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


def flag(text: str) -> str:
    """Return nothing, of nothing."""
    if text.strip():
        raise ValueError("it is on by being there and takes no value")
    return ""


def filled(text: str) -> str:
    """Return *text* if there is any."""
    if not text.strip():
        raise ValueError("it needs some text")
    return text.strip()


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
