"""By what a lesson teaches each of its concepts, found by where things stand and what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.record_facts import CONCEPT, Presentation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_pedagogy.course.catalogue import Catalogue


def taught_by(catalogue: Catalogue, lesson: str) -> Mapping[str, Sequence[Presentation]]:
    """Return what shows each concept of a lesson, by the concept's id; all else under ``""``.

    What names concepts of the lesson shows those. All else shows the concept whose block stands
    before it in the same section, or first in it.
    """
    shown = shown_in(catalogue, lesson)
    taught = {teaching.concept for teaching in catalogue.course.taught.get(lesson, ())}
    blocks = [
        (index, presentation.section, concept)
        for index, presentation in enumerate(shown)
        if presentation.kind == CONCEPT
        for name in presentation.names
        if (concept := catalogue.find(name))
    ]
    found: dict[str, list[Presentation]] = {}
    for index, presentation in enumerate(shown):
        if presentation.kind == CONCEPT:
            continue
        named = {
            concept for name in presentation.names if (concept := catalogue.find(name))
        } & taught
        for concept in sorted(named) or [nearest(blocks, index, presentation.section)]:
            found.setdefault(concept, []).append(presentation)
    return found


def shown_in(catalogue: Catalogue, lesson: str) -> list[Presentation]:
    """Return what shows something in a lesson: on its page, then in its records."""
    place = catalogue.course.lessons[catalogue.course.positions[lesson]].place
    found = catalogue.shows.get(lesson, ())
    return [pair for _name, pair in sorted(found, key=lambda shown: shown[0] != place.document)]


def nearest(
    blocks: Sequence[tuple[int, tuple[int, ...], str]], at: int, section: tuple[int, ...]
) -> str:
    """Return the concept whose block is nearest to a place; empty if its section has none.

    :param blocks: of concepts, each with its place among all, its sections, and its id
    """
    around = [block for block in blocks if block[1] and section[: len(block[1])] == block[1]]
    if not around:
        return ""
    deepest = max(len(candidate[1]) for candidate in around)
    inside = [candidate for candidate in around if len(candidate[1]) == deepest]
    before = [element for element in inside if element[0] < at]
    return (before[-1] if before else inside[0])[2]
