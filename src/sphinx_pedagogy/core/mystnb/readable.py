"""Pages on which myst-nb's reader, or what follows it, would end the build.

What can be mended is mended, such as a date in front matter, which JSON cannot hold. A renderer
that cannot be had is left out. A page that cannot be read at all is told of, and stands empty under
its name, so that all others are built.
"""

from __future__ import annotations

import json
import math
from binascii import a2b_base64
from datetime import date
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbformat import NotebookNode


_CELLS = ("code", "markdown", "raw")
_MAPPINGS = ("kernelspec", "language_info", "jupytext")
_TEXTS = {"kernelspec": ("name", "display_name", "language"), "language_info": ("name",)}
RENDERER = "render_plugin"
"""The setting of myst-nb that names what draws the cells of a page."""
_RENDERERS = "myst_nb.renderers"
_LONGEST = 60
_ENCODED = ("image/png", "image/jpeg", "image/gif", "application/pdf")
"""What notebooks hold as base64."""


class UnreadableError(Exception):
    """A page is no notebook that could be shown; its text says why."""


def as_shown(notebook: NotebookNode, key: str) -> NotebookNode:
    """Return a notebook that myst-nb can show.

    :param key: the field of myst-nb's own settings
    :raises UnreadableError: it cannot be mended
    """
    from nbformat import from_dict

    mended = cast("NotebookNode", from_dict(_mended(notebook)))
    metadata = mended.get("metadata")
    for name in (*_MAPPINGS, key):
        if isinstance(metadata, dict) and metadata.get(name, 0) is None:
            del metadata[name]
    drop_wrong_renderer(mended, key)
    _check(mended, key)
    return mended


def oddity(notebook: NotebookNode, key: str, text: str) -> str:
    """Return why a notebook has to be mended before myst-nb can show it; empty if it has not.

    :param text: what it was read from
    """
    if "\\ud" in text or "\\uD" in text:
        return "it may hold half of a pair of characters"
    try:
        _check(notebook, key)
        json.dumps(notebook.metadata, allow_nan=False, sort_keys=True)  # as nbformat does
    except (UnreadableError, TypeError, ValueError) as error:
        return str(error)
    return ""


def _check(notebook: NotebookNode, key: str) -> None:
    metadata = notebook.get("metadata")
    if not isinstance(metadata, dict) or not isinstance(notebook.get("cells"), list):
        raise UnreadableError("its metadata must be a mapping, and its cells a list")
    for name in (*_MAPPINGS, key):
        value = metadata.get(name, {})
        if not isinstance(value, dict):
            raise UnreadableError(f"`{name}` must be a mapping, and not {_short(value)}")
        for part in _TEXTS.get(name, ()):
            if part in value and not isinstance(value[part], str):
                raise UnreadableError(f"`{name}: {part}:` must be text, and not {value[part]!r}")
    for number, cell in enumerate(notebook.cells, start=1):
        _check_cell(cell, number)


def drop_wrong_renderer(notebook: NotebookNode, key: str) -> str:
    """Take from a page the name of a renderer for which myst-nb would end the build.

    :returns: what is wrong with it; empty if the page names none, or one that can be had
    """
    metadata = notebook.get("metadata")
    own = metadata.get(key) if isinstance(metadata, dict) else None
    if not isinstance(own, dict) or own.get(RENDERER) is None:
        return ""
    wrong = _complaint_about_renderer(own[RENDERER])
    if wrong:
        del own[RENDERER]
    return wrong


def _complaint_about_renderer(name: object) -> str:
    from myst_nb.core.render import load_renderer

    known = sorted({entry.name for entry in entry_points(group=_RENDERERS)})
    try:
        if not isinstance(name, str) or name not in known:
            return f"there is no renderer {_short(name)} (there is {', '.join(known)})"
        load_renderer(name)
    except Exception as error:  # whatever a plugin raises when it is imported
        return f"the renderer {_short(name)} cannot be loaded: {error}"
    return ""


def _check_cell(cell: object, number: int) -> None:
    if not isinstance(cell, dict) or cell.get("cell_type") not in _CELLS:
        raise UnreadableError(f"cell {number} is none of {', '.join(_CELLS)}")
    if not isinstance(cell.get("source"), str) or not isinstance(cell.get("metadata"), dict):
        raise UnreadableError(f"cell {number} has no source or no metadata")
    tags = cell["metadata"].get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise UnreadableError(f"the tags of cell {number} must be a list of words")
    outputs = cell.get("outputs", [])
    if not isinstance(outputs, list) or not all(isinstance(output, dict) for output in outputs):
        raise UnreadableError(f"the outputs of cell {number} must be a list of mappings")
    for output in outputs:
        if not isinstance(output.get("output_type"), str):
            raise UnreadableError(f"an output of cell {number} has no type")
    try:
        check_outputs(outputs)
    except (ValueError, AttributeError) as error:
        raise UnreadableError(f"cell {number}: {error}") from error


def check_outputs(outputs: Iterable[Mapping[str, Any]]) -> None:
    """Refuse images that are none, on which myst-nb would end the build without naming the page.

    :raises ValueError: with what is wrong
    """
    for output in outputs:
        data = output.get("data", {})
        for kind, content in data.items():
            if not kind.startswith(("image/", "text/")) and kind not in _ENCODED:
                continue
            if not isinstance(content, str):
                raise ValueError(f"its output of {kind} must be text")
            if kind in _ENCODED:
                try:
                    a2b_base64(content)
                except ValueError as error:
                    raise ValueError(f"its output of {kind} is no base64: {error}") from error


def _mended(value: object) -> object:
    """Return a value with what JSON and files can hold in place of what they cannot."""
    if isinstance(value, dict):
        return {str(_mended(name)): _mended(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_mended(item) for item in value]
    if isinstance(value, str):
        # half of a pair, as "\ud800" in JSON or YAML, has no UTF-8
        return value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
