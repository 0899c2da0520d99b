"""Converters of options: text to value, or the reason why not."""

from __future__ import annotations

import datetime as dt
from math import isfinite

from sphinx_pedagogy.spec import Markup, Option

LOADS = ("build", "stretch", "consolidate")
"""How much of a lesson is new."""
GAP_SIZES = ("small", "medium", "large")
"""A few sentences; a section of its own; a lesson of its own."""
RISKS = ("low", "moderate", "high")
"""How likely a connection is to mislead."""


def number(text: str) -> str:
    """Return *text* if it is a number."""
    try:
        finite = isfinite(float(text))
    except ValueError:
        finite = False
    if not finite:
        raise ValueError("it must be a number, such as 48 or 0.5")
    return text.strip()


def distance(text: str) -> str:
    """Return *text* if it is a number that is not negative."""
    if float(number(text)) < 0:
        raise ValueError("it cannot be negative")
    return text.strip()


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
