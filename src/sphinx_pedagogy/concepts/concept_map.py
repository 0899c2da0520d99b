"""The map of concepts: which edges to draw, the drawing as mermaid text, and the list."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, nothing
from sphinx_pedagogy.core.view_content import Content, Diagram, Item, Items, Line, Paragraph, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.course.catalogue import Catalogue

MOST_DRAWN = 24
"""Concepts in a drawing that can be read; a larger map is a list."""

Edge = tuple[str, str]
"""A concept and what it builds on."""


def concept_map(context: ViewContext) -> list[Content]:
    """Return which concepts build on which, as a drawing and as a list."""
    edges = neighbourhood(context.catalogue, centre(context))
    if not edges:
        return nothing()
    titles = {slug: context.catalogue.concepts[slug].title for edge in edges for slug in edge}
    items = tuple(
        Item((context.concept(concept), " ← ", *bases_line(context, concept, edges)))
        for concept in dict.fromkeys(concept for concept, _base in edges)
    )
    caption = _("Each concept, and what it builds on:")
    if len(titles) > MOST_DRAWN:
        return [Paragraph((caption,)), Items(items)]
    links = tuple(
        (name, target)
        for concept, name in box_names(titles).items()
        if isinstance(target := context.concept(concept), Ref)
    )
    return [
        Diagram(source=drawing(titles, edges), items=Items(items), caption=caption, links=links)
    ]


def bases_line(context: ViewContext, concept: str, edges: Iterable[tuple[str, str]]) -> Line:
    """Return what a concept builds on."""
    line: Line = ()
    for slug, base in edges:
        if slug == concept:
            line += (*((", ",) if line else ()), context.concept(base))
    return line


def centre(context: ViewContext) -> list[str]:
    """Return the concepts around which a map is drawn."""
    catalogue = context.catalogue
    name = context.arguments.get("concept", "")
    concept = catalogue.find(name) if name else None
    if concept is not None:
        return [concept]
    if context.arguments.get("module"):
        taught = [catalogue.course.taught.get(lesson.slug, []) for lesson in context.lessons()]
        return [teaching.concept for teachings in taught for teaching in teachings]
    lesson = context.lesson
    if lesson is None:
        return list(catalogue.course.concepts)
    return [teaching.concept for teaching in catalogue.course.taught.get(lesson.slug, [])]


def neighbourhood(catalogue: Catalogue, centre: Sequence[str]) -> list[Edge]:
    """Return the edges of *centre*, both ways, without those that longer paths imply.

    Around several concepts, only the edges among these and to what they build on: all that
    builds on any of them would be half the course.
    """
    bases = catalogue.course.bases
    wanted = set(centre)
    onward = len(wanted) == 1
    edges = {
        (concept, base)
        for concept, found in bases.items()
        for base in found
        if concept in wanted or (onward and base in wanted)
    }
    # a path may lead outside of what is drawn
    every = {(concept, base) for concept, found in bases.items() for base in found}
    return sorted(edges & without_redundant(every))


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


def box_names(concepts: Iterable[str]) -> dict[str, str]:
    """Return a name for the box of each concept: mermaid does not take every id."""
    return {concept: f"c{index}" for index, concept in enumerate(sorted(concepts))}


def drawing(titles: Mapping[str, str], edges: Iterable[Edge]) -> str:
    """Return a mermaid flowchart in which what is built on stands first."""
    names = box_names(titles)
    lines = ["flowchart LR"]
    lines += [f'  {names[concept]}["{escape(titles[concept])}"]' for concept in sorted(titles)]
    lines += [f"  {names[base]} --> {names[concept]}" for concept, base in edges]
    return "\n".join(lines)


_CODES = {ord(sign): f"#{ord(sign)};" for sign in '#&"<>`'}


def escape(text: str) -> str:
    """Return *text* as a mermaid label, whose codes are those of HTML behind a ``#``."""
    return text.translate(_CODES)
