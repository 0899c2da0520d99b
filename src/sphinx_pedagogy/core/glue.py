"""What the cells of a page computed and kept under a name, with myst-nb's ``glue``.

myst-nb writes it beside the pages that it ran, and notes the names with the page.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

LONGEST = 200
"""Characters of a value that prose could quote; figures and tables are longer."""


def glued_outputs(env: BuildEnvironment, docname: str) -> dict[str, dict[str, Any]] | None:
    """Return the outputs that the cells of a page glued, by name, as Jupyter stores them.

    :returns: ``None`` if nothing is known: myst-nb is not loaded, or no cell ran
    """
    noted: dict[str, dict[str, Any]] = getattr(env, "nb_metadata", {})
    page = noted.get(docname, {})
    names = page.get("glue")
    if not names:
        ran = page.get("exec_data") or {}
        return {} if ran.get("succeeded") else None
    folder = Path(env.mystnb_config.output_folder)  # type: ignore[attr-defined]
    file = folder / f"{docname}.glue.json"
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {name: kept[name] for name in names if name in kept}


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
