"""What the cells of a page computed and kept under a name, with myst-nb's ``glue``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.mystnb.metadata import glued_outputs

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

LONGEST = 200
"""Characters of a value that prose could quote; figures and tables are longer."""


def glued_values(env: BuildEnvironment, docname: str) -> dict[str, str] | None:
    """Return the texts that the cells of a page glued, by name.

    :returns: ``None`` if nothing is known, as :func:`glued_outputs`
    """
    outputs = glued_outputs(env, docname)
    if outputs is None:
        return None
    texts = {name: text_of(output) for name, output in outputs.items()}
    return {name: text for name, text in texts.items() if text and len(text) <= LONGEST}


def text_of(output: dict[str, Any]) -> str:
    """Return the plain text of an output; empty if it has none."""
    text = output.get("data", {}).get("text/plain", "")
    return "".join(text) if isinstance(text, list) else str(text)
