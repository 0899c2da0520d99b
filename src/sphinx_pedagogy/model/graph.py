"""Concepts as a graph: what builds on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.model.records import BuildsOn


def cycles(links: Iterable[BuildsOn]) -> list[list[str]]:
    """Return the groups of concepts that build on each other, each sorted, in order.

    These are the strongly connected components with more than one member, and the concepts
    that build on themselves (R. Tarjan, *Depth-first search and linear graph algorithms*,
    SIAM J. Comput. 1, 1972), without recursion, so that no chain is too long.
    """
    graph: dict[str, list[str]] = {}
    for link in links:
        graph.setdefault(link.concept, []).append(link.base)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found = []
    for root in graph:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(graph[root]))]
        while work:
            node, bases = work[-1]
            for base in bases:
                if base not in index:
                    index[base] = low[base] = len(index)
                    stack.append(base)
                    on_stack.add(base)
                    work.append((base, iter(graph.get(base, ()))))
                    break
                if base in on_stack:
                    low[node] = min(low[node], index[base])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    members = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        members.append(member)
                        if member == node:
                            break
                    if len(members) > 1 or node in graph.get(node, ()):
                        found.append(sorted(members))
    return sorted(found)
