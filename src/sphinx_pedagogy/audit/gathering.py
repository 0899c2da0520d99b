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
    for at, finding in enumerate(found):
        groups.setdefault(group_of(finding, at), []).append(finding)
    return [together(group) for group in groups.values()]


def by_cause(told: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return gathered findings for readers: what is said in the same words stands there once.

    It stands where the first of them stands; the places of the others are related ones.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for at, finding in enumerate(told):
        same = (finding.code, finding.severity, finding.guess, finding.text)
        groups.setdefault(at if is_gathered(finding) or not finding.is_active else same, []).append(
            finding
        )
    return [
        replace(first, related=(*first.related, *also(rest))) if rest else first
        for first, *rest in groups.values()
    ]


def also(others: Iterable[Diagnostic]) -> Iterator[Related]:
    """Yield the places where the same is found again."""
    return (Related(finding.place, "also here") for finding in others)


class Certainty(StrEnum):
    """What readers are told first, and what last."""

    ERROR = "Errors"
    FACT = "Facts"
    GUESS = "Guesses, made from prose by patterns: check each of them yourself"


def certainty(finding: Diagnostic) -> Certainty:
    """Return how sure a finding is."""
    if finding.guess:
        return Certainty.GUESS
    return Certainty.ERROR if finding.severity is Severity.ERROR else Certainty.FACT


def group_of(finding: Diagnostic, at: int) -> object:
    """Return what a finding has in common with others; its own number if nothing."""
    if finding.shared is None or not finding.is_active:
        return at
    return finding.code, finding.severity, finding.guess, finding.shared.text


def together(group: Sequence[Diagnostic]) -> Diagnostic:
    """Return several findings as one; one alone stays what it is."""
    first = group[0]
    if len(group) == 1 or first.shared is None:
        return first
    places = tuple(
        Related(finding.place, finding.shared.here if finding.shared else "") for finding in group
    )
    text = first.shared.text.replace("{}", str(len(group)))
    return replace(first, text=text, related=places, lesson="", fixes=())


def is_gathered(finding: Diagnostic) -> bool:
    """Whether a finding stands for several."""
    return finding.shared is not None and len(finding.related) > 1 and not finding.lesson


def in_one_line(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield gathered findings whose text names the pages, for where nothing else can.

    With each page stands what is to be said of it alone.
    """
    for finding in gathered(found):
        if not is_gathered(finding):
            yield finding
            continue
        pages = [
            f"{related.place.document} ({related.text})" if related.text else related.place.document
            for related in finding.related
        ]
        named = ", ".join(pages[:MOST_PLACES])
        if len(pages) > MOST_PLACES:
            named += f" and {len(pages) - MOST_PLACES} more"
        yield replace(finding, text=f"{finding.text}: {named}")
