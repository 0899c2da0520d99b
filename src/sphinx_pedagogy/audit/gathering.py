"""Saying once for the whole course what a rule finds on page after page.

What is kept, compared and counted is one finding a page, so a comment can silence one of them and
a baseline can know one of them. Whoever shows findings gathers them first.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_pedagogy.model.findings import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.model.findings import Diagnostic

MOST_PLACES = 10
"""How many places a message names at most: more would bury it."""


def gathered(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings in their order, those with one :class:`Shared` as one.

    It stands where the first of them stands, and has all their places as related ones; it is about
    no single lesson. What is silenced is not gathered: each has a reason of its own.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for at, one in enumerate(found):
        groups.setdefault(group_of(one, at), []).append(one)
    return [together(group) for group in groups.values()]


def by_cause(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings for readers: gathered, and what is said in the same words only once.

    It stands where the first of them stands; the places of the others are related ones.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for at, one in enumerate(gathered(found)):
        same = (one.code, one.severity, one.guess, one.text)
        groups.setdefault(at if is_gathered(one) or not one.is_active else same, []).append(one)
    return [
        replace(first, related=(*first.related, *also(rest))) if rest else first
        for first, *rest in groups.values()
    ]


def also(others: Iterable[Diagnostic]) -> Iterator[Related]:
    """Yield the places where the same is found again."""
    return (Related(one.place, "also here") for one in others)


class Certainty(StrEnum):
    """What readers are told first, and what last."""

    ERROR = "Errors"
    FACT = "Facts"
    GUESS = "Guesses, made from prose by patterns: check each of them yourself"


def certainty(one: Diagnostic) -> Certainty:
    """Return how sure a finding is."""
    if one.guess:
        return Certainty.GUESS
    return Certainty.ERROR if one.severity is Severity.ERROR else Certainty.FACT


def group_of(one: Diagnostic, at: int) -> object:
    """Return what a finding has in common with others; its own number if nothing."""
    if one.shared is None or not one.is_active:
        return at
    return one.code, one.severity, one.guess, one.shared.text


def together(group: Sequence[Diagnostic]) -> Diagnostic:
    """Return several findings as one; one alone stays what it is."""
    first = group[0]
    if len(group) == 1 or first.shared is None:
        return first
    places = tuple(Related(one.place, one.shared.here if one.shared else "") for one in group)
    text = first.shared.text.replace("{}", str(len(group)))
    return replace(first, text=text, related=places, lesson="", fixes=())


def is_gathered(one: Diagnostic) -> bool:
    """Whether a finding stands for several."""
    return one.shared is not None and len(one.related) > 1 and not one.lesson


def in_one_line(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield gathered findings whose text names the pages, for where nothing else can.

    With each page stands what is to be said of it alone.
    """
    for one in gathered(found):
        if not is_gathered(one):
            yield one
            continue
        pages = [
            f"{related.place.document} ({related.text})" if related.text else related.place.document
            for related in one.related
        ]
        named = ", ".join(pages[:MOST_PLACES])
        if len(pages) > MOST_PLACES:
            named += f" and {len(pages) - MOST_PLACES} more"
        yield replace(one, text=f"{one.text}: {named}")
