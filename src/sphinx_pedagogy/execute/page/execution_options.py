"""What a page asks for its cells, as its author states it. Nothing is guessed from the code.

In the front matter::

    jupytext:
      execution: {device: gpu, inputs: [data/faces.npz], timeout: 600}

since jupytext, which makes notebooks of pages and pages of notebooks, drops most other fields on
the way, and Jupyter writes ``kernelspec`` anew. At the top level it is read as well. Or, for the
device alone, the tag ``gpu`` on one cell: a page has one kernel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.execute.jobs import CPU, DEVICES, GPU

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbformat import NotebookNode

FIELD = "execution"
_KEPT = "jupytext"
"""The field that survives jupytext and Jupyter."""
_KNOWN = ("device", "inputs", "timeout")


class ExecutionOptions(NamedTuple):
    """What one page asks for its cells."""

    device: str = CPU
    inputs: tuple[str, ...] = ()
    """Files and patterns, from the folder of the page."""
    timeout: float | None = None
    """Seconds for the whole page; without it, the limits of the project hold."""
    complaints: tuple[str, ...] = ()
    """What is wrong with the statement, if anything is."""


def execution_options_of(notebook: NotebookNode) -> ExecutionOptions:
    """Read what a notebook states."""
    kept = notebook.metadata.get(_KEPT)
    stated = kept.get(FIELD) if isinstance(kept, dict) else None
    other = notebook.metadata.get(FIELD)
    if stated is None:
        stated, other = other, None
    if stated is None:
        stated = {}
    if not isinstance(stated, dict):
        text = f"`{FIELD}` must be a mapping such as {{device: gpu}}, and not {stated!r}"
        return ExecutionOptions(_device({}, notebook), complaints=(text,))
    return ExecutionOptions(
        device=_device(stated, notebook),
        inputs=_inputs(stated),
        timeout=_timeout(stated),
        complaints=(*_complaints(stated), *_doubled(stated, other)),
    )


def _doubled(stated: object, other: object) -> Iterator[str]:
    if other is not None and other != stated:
        yield f"`{FIELD}` is below `{_KEPT}` and beside it, and they differ: remove one"


def _device(stated: Mapping[str, Any], notebook: NotebookNode) -> str:
    tagged = any("gpu" in cell.metadata.get("tags", ()) for cell in notebook.cells)
    return GPU if tagged or stated.get("device") == GPU else CPU


def _inputs(stated: Mapping[str, Any]) -> tuple[str, ...]:
    given = stated.get("inputs") or ()
    given = [given] if isinstance(given, str) else given
    return tuple(given) if _is_words(given) else ()


def _is_words(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(word, str) for word in value)


def _timeout(stated: Mapping[str, Any]) -> float | None:
    given = stated.get("timeout")
    fine = isinstance(given, (int, float)) and not isinstance(given, bool) and given > 0
    return float(given) if fine and given is not None else None


def _complaints(stated: Mapping[str, Any]) -> Iterator[str]:
    for name in stated:
        if name not in _KNOWN:
            yield f"`{FIELD}`: there is no {name}; {suggest(str(name), _KNOWN)}"
    if stated.get("device", CPU) not in DEVICES:
        yield f"`{FIELD}: device:` must be cpu or gpu, and not {stated['device']!r}"
    inputs = stated.get("inputs") or []
    if not isinstance(inputs, str) and not _is_words(inputs):
        yield f"`{FIELD}: inputs:` must be a list of paths, and not {inputs!r}"
    if stated.get("timeout") is not None and _timeout(stated) is None:
        yield f"`{FIELD}: timeout:` must be seconds above 0, and not {stated['timeout']!r}"
