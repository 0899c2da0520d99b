"""Outputs without the places of one machine: what is committed names no user and no folder.

Tracebacks and warnings quote paths that differ on each machine and each run. They are replaced by
stable ones before outputs are stored, so `execute --check` does not take them for differences.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

_NAME = r"[^\s\\/:\"'<>|*?\x1b]{1,100}"
_SLASH = r"[\\/]"
_ABOVE = rf"(?:~|[A-Za-z]:)?(?:{_SLASH}{_NAME}){{1,30}}{_SLASH}"
_CELL = re.compile(rf"(?:{_ABOVE}|{_SLASH})ipykernel_\d+{_SLASH}\d+\.py")
_PACKAGES = re.compile(rf"{_ABOVE}((?:site|dist)-packages){_SLASH}")
_LIBRARY = re.compile(rf"{_ABOVE}(python3\.\d+t?){_SLASH}")

Replacements = list[tuple[re.Pattern[str], str]]


def make_portable(notebook: NotebookNode, scratch: Path, sources: Path) -> None:
    """Replace the places of this machine in all text that cells put out.

    :param scratch: the temporary folder of the page
    :param sources: the folder in it that looks like the root of the sources
    """
    replacements = _replacements(scratch, sources)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            for name in ("text", "evalue", "traceback"):
                if name in output:
                    output[name] = _replace(output[name], replacements)
            data = output.get("data", {})
            for kind in data:
                if kind.startswith("text/"):
                    data[kind] = _replace(data[kind], replacements)


def _replacements(scratch: Path, sources: Path) -> Replacements:
    home, temporary = Path.home(), Path(tempfile.gettempdir())
    named = [(sources, "/sources"), (scratch, "/tmp")]  # noqa: S108 (it is only shown)
    if len(home.parts) > 1:
        named.append((home, "~"))
    places = [
        (_exactly(path), told)
        for given, told in named
        for path in dict.fromkeys((given, given.resolve()))
    ]
    random = re.compile(rf"{re.escape(str(temporary))}{_SLASH}tmp[a-z0-9_]{{8}}(?![\w-])")
    return [
        *places,
        (_CELL, "cell.py"),
        (_PACKAGES, r"\1/"),
        (_LIBRARY, r"\1/"),
        (random, "/tmp/tmp"),  # noqa: S108 (it is only shown)
    ]


def _exactly(path: Path) -> re.Pattern[str]:
    """Return what finds a path, and none that only begins with the same letters."""
    return re.compile(rf"(?<![\w./-]){re.escape(str(path))}(?![\w.-])")


def _replace(value: str | list[str], replacements: Replacements) -> str | list[str]:
    if isinstance(value, list):
        return [_in_text(item, replacements) for item in value]
    return _in_text(value, replacements)


def _in_text(text: str, replacements: Replacements) -> str:
    if "/" in text or "\\" in text:
        for pattern, told in replacements:
            text = pattern.sub(told, text)
    return text
