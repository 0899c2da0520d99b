"""What MyST-NB notes of each page that it ran: how that ended, and what cells glued."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.mystnb.readers import output_folder

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def execution_of(env: BuildEnvironment, docname: str) -> dict[str, Any]:
    """Return what MyST-NB noted of the execution of a page, if it ran."""
    return _noted(env, docname).get("exec_data") or {}


def kernel_of(env: BuildEnvironment, docname: str) -> str:
    """Return the name of the kernel that a page asks for, if it has cells."""
    named = env.metadata.get(docname, {}).get("kernelspec")
    return str(named.get("name") or "") if isinstance(named, dict) else ""


def note_execution(env: BuildEnvironment, docname: str, data: dict[str, Any]) -> None:
    """Tell MyST-NB what it would have noted itself, for its tables of statistics."""
    from myst_nb.sphinx_ import NbMetadataCollector

    NbMetadataCollector.set_exec_data(env, docname, data)


def glued_outputs(env: BuildEnvironment, docname: str) -> dict[str, dict[str, Any]] | None:
    """Return the outputs that the cells of a page glued, by name, as Jupyter stores them.

    MyST-NB writes them beside the pages that it ran, and notes the names with the page.

    :returns: ``None`` if nothing is known: MyST-NB is not loaded, or no cell ran
    """
    names = _noted(env, docname).get("glue")
    if not names:
        return {} if execution_of(env, docname).get("succeeded") else None
    file = output_folder(env) / f"{docname}.glue.json"
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {name: kept[name] for name in names if name in kept}


def _noted(env: BuildEnvironment, docname: str) -> dict[str, Any]:
    noted: dict[str, dict[str, Any]] = getattr(env, "nb_metadata", {})
    return noted.get(docname, {})
