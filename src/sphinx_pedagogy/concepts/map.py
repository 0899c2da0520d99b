"""The map of concepts: which edges to draw, and the drawing as mermaid text."""

from __future__ import annotations

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
    *The transitive reduction of a directed graph*, SIAM J. Comput. 1, 1972).
    """
    onward: dict[str, set[str]] = {}
    for concept, base in edges:
        onward.setdefault(concept, set()).add(base)
    return {
        (concept, base)
        for concept, base in edges
        if not reaches(onward, [one for one in onward[concept] if one not in {base, concept}], base)
    }


def reaches(onward: Mapping[str, set[str]], start: Iterable[str], goal: str) -> bool:
    """Whether a path leads from any of *start* to *goal*."""
    seen: set[str] = set()
    stack = list(start)
    while stack:
        here = stack.pop()
        if here == goal:
            return True
        if here not in seen:
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


def escape(text: str) -> str:
    """Return *text* as a mermaid label."""
    return (
        text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    )
