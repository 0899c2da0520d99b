"""The files of ours that the pages of a site load: where they lie, and who can use them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_pedagogy

if TYPE_CHECKING:
    from sphinx.builders import Builder

FOLDER = "sphinx-pedagogy"
"""Where our files lie in ``_static``."""

STATIC = Path(sphinx_pedagogy.__file__).parent / "static"

# comments are for those who read the files in static/: no page loads them
_COMMENT = re.compile(r"(?m)^\s*(?:/\*\*|\*|//).*\n|(?<=[;,{}]) +// .*$|^\s*\n")


@cache
def read(name: str) -> str:
    """Return the text of one of our files, which stay the same while a process runs."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def code_of(script: str) -> str:
    """Return a script without its comments."""
    return _COMMENT.sub("", script)


def has_scripts(builder: Builder) -> bool:
    """Whether the pages of a builder are read where scripts run; those of an EPUB are not."""
    return builder.format == "html" and builder.name != "epub"


def folder_of(builder: Builder) -> Path:
    """Return the folder of our files in the output of a builder."""
    return Path(builder.outdir, "_static", FOLDER)


def keep(file: Path, text: str) -> None:
    """Write a file, unless it is as it was."""
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
