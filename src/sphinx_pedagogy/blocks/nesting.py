"""How deep blocks may stand in each other: what is deeper stops parsers, pickles and writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.util.docutils import SphinxDirective

DEEPEST = 15
"""Blocks in blocks. LaTeX has no memory for 17 of its frames; readers gave up long before."""
DEEPEST_NODES = 150
"""Nodes in nodes, such as lists in lists: to store a page takes some calls for each."""
_DEPTH = "pedagogy_depth"

TOO_DEEP = (
    "blocks are nested too deep here, so the source is shown as it is; take the innermost out"
)


def parse_body(directive: SphinxDirective) -> list[nodes.Node] | None:
    """Parse the body of a block; ``None`` if it is nested too deep to be built."""
    temp = directive.env.temp_data
    depth = int(temp.get(_DEPTH) or 0)
    # myst-parser does not restore where it is if an error leaves it
    renderer = getattr(directive.state, "_renderer", None)
    parent = getattr(renderer, "current_node", None)
    body: list[nodes.Node] | None = None
    if depth < DEEPEST:
        temp[_DEPTH] = depth + 1
        try:
            body = directive.parse_content_to_nodes()
        except RecursionError:
            if depth:
                raise
        finally:
            temp[_DEPTH] = depth
            if renderer is not None:
                renderer.current_node = parent
    if body is not None and not depth and is_deeper(body, DEEPEST_NODES):
        return None
    return body


def is_deeper(found: Sequence[nodes.Node], most: int) -> bool:
    """Whether nodes stand in each other more than *most* times."""
    level = list(found)
    for _depth in range(most):
        level = [
            child
            for node in level
            if not isinstance(node, nodes.TextElement)
            for child in node.children
        ]
        if not level:
            return False
    return True
