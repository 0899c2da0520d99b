"""The map of concepts: which edges to draw, and the drawing as mermaid text."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.catalogue import Catalogue

Edge = tuple[str, str]
"""A concept and what it builds on."""


def neighbourhood(catalogue: Catalogue, centre: Sequence[str]) -> list[Edge]:
    """Return the edges of *centre*, both ways, without those that longer paths imply."""
    bases = catalogue.course.bases
    wanted = set(centre)
    edges = {
        (concept, base)
        for concept, found in bases.items()
        for base in found
        if concept in wanted or base in wanted
    }
    return sorted(without_redundant(edges))


def without_redundant(edges: set[Edge]) -> set[Edge]:
    """Return *edges* less each that a path of two or more others implies.

    For a graph without circles this is its transitive reduction (Aho, Garey and Ullman,
    *The transitive reduction of a directed graph*, SIAM J. Comput. 1, 1972). Edge by edge,
    so that in a circle, too, what leads somewhere still does.
    """
    onward: dict[str, set[str]] = {}
    for concept, base in edges:
        onward.setdefault(concept, set()).add(base)
    heights = heights_of(onward)
    left = set(edges)
    for concept, base in sorted(edges):
        onward[concept].remove(base)
        if base != concept and reaches(onward, heights, onward[concept], base):
            left.remove((concept, base))
        else:
            onward[concept].add(base)
    return left


def heights_of(onward: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the length of the longest way down from each; nothing if there is a circle."""
    heights: dict[str, int] = {}
    try:
        order = list(TopologicalSorter(onward).static_order())
    except CycleError:
        return heights
    for concept in order:
        heights[concept] = 1 + max((heights[base] for base in onward.get(concept, ())), default=0)
    return heights


def reaches(
    onward: Mapping[str, set[str]], heights: Mapping[str, int], start: Iterable[str], goal: str
) -> bool:
    """Whether a path leads from any of *start* to *goal*: it goes down all the way."""
    seen: set[str] = set()
    stack = list(start)
    while stack:
        here = stack.pop()
        if here == goal:
            return True
        # what is no higher than the goal, where heights are known, cannot lead to it
        if here not in seen and (not heights or heights[here] > heights[goal]):
            seen.add(here)
            stack += onward.get(here, ())
    return False


def drawing(titles: Mapping[str, str], edges: Iterable[Edge]) -> str:
    """Return a mermaid flowchart in which what is built on stands first."""
    names = {concept: f"c{at}" for at, concept in enumerate(sorted(titles))}
    lines = ["flowchart LR"]
    lines += [f'  {names[concept]}["{escape(titles[concept])}"]' for concept in sorted(titles)]
    lines += [f"  {names[base]} --> {names[concept]}" for concept, base in edges]
    return "\n".join(lines)


_CODES = {ord(sign): f"#{ord(sign)};" for sign in '#&"<>`'}


def escape(text: str) -> str:
    """Return *text* as a mermaid label, whose codes are those of HTML behind a ``#``."""
    return text.translate(_CODES)
