"""Data that scripts of a page load when they need it, from disk too: a script that holds it.

Such a file has a name of its own for each content, and may be kept by browsers for ever; a small
one beside it, whose name never changes, tells that name. No page names either of them: what
changes in them writes no page.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.site_files import keep

if TYPE_CHECKING:
    from pathlib import Path


def script_of(data: dict[str, Any]) -> str:
    """Return a script that gives data to whoever loads it."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"document.currentScript.data = {packed};\n"


def write_data(folder: Path, stem: str, content: str) -> None:
    """Write a script and the one that tells its name, and remove what an earlier build left.

    :param stem: what both names begin with
    :param content: the script; empty if there is none any more
    """
    files = {}
    if content:
        name = f"{stem}-{blake2b(content.encode(), digest_size=8).hexdigest()}.js"
        files = {name: content, f"{stem}.js": script_of({"file": name})}
    for name, text in files.items():
        keep(folder / name, text)
    for file in [*folder.glob(f"{stem}-*.js"), folder / f"{stem}.js"]:
        if file.name not in files:
            file.unlink(missing_ok=True)
