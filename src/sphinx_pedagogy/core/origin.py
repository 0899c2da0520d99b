"""Where a mental model or an analogy comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.block_spec import Option
from sphinx_pedagogy.core.converters import name_list
from sphinx_pedagogy.core.fact_lines import labelled, lesson_links, words

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block


def origin(thing: str) -> Option:
    """Return the option that names the lessons that a thing comes from.

    :param thing: what the block introduces, such as ``analogy``
    """
    return Option(
        "from",
        f"The earlier lessons that the {thing} comes from: numbers or slugs, separated by commas. "
        f"Without this option, the {thing} counts as new.",
        name_list,
    )


def assemble_origin(node: block, context: AssemblyContext) -> None:
    """Link to the lessons that planted it."""
    if names := words(node.options.get("from", "")):
        line = labelled("Known from", *lesson_links(names, node.at("from")))
        line["classes"].append("ped-from")
        node += line
