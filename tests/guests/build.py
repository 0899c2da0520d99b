"""Build all guests, and write all that came out as JSON: ``build.py FOLDER FILE [NAME ...]``.

The variable ``GUESTS`` names the extensions that each of them loads besides its own. One process
builds them all: to import Sphinx takes longer than to build any of them.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.guests.projects import GUESTS, Guest

VARY = (
    # Sphinx: a digest of conf.py, archives with times; the environment and MyST-NB's cache
    re.compile(
        r"(^|/)(\.buildinfo|environment\.pickle|[^/]*\.doctree|[^/]*\.epub|[^/]*\.(pyc|mo))$"
    ),
    re.compile(r"(^|/)\.jupyter_cache/"),
)
NUMBERS = (
    (re.compile(r'"id": "[0-9a-f-]+"'), '"id": "…"'),
    (re.compile(r"executed notebook in \d[\d.]* seconds", re.IGNORECASE), "executed in … seconds"),
    (re.compile(r'"(?:iopub|shell)\.[\w.]+": "[^"]*"'), '"time": "…"'),
    # what Sphinx keeps of the extensions that were loaded
    (re.compile(r'"envversion":\{.*?\}'), '"envversion":{}'),
    (re.compile(r' xmlns:\w+="https://www\.sphinx-doc\.org/"'), ""),
)
VARIED = {"extensions", "exclude_patterns"}
"""Settings that differ: ours keeps Sphinx from taking stored outputs for pages."""


def plain(text: str, root: Path) -> str:
    """Return a text without what differs from build to build."""
    # Sphinx names some folders from the one where it runs
    for folder in (str(root), os.path.relpath(root)):
        text = text.replace(folder, "ROOT")
    for pattern, put in NUMBERS:
        text = pattern.sub(put, text)
    return text


def build(guest: Guest, root: Path, builder: str) -> dict[str, str]:
    """Build it once; return its files, doctrees and messages by name."""
    out, status, warning = root / "_build" / builder, io.StringIO(), io.StringIO()
    found: dict[str, str] = {}
    with patch_docutils(root), docutils_namespace():
        app = Sphinx(
            root,
            root,
            out,
            root / "_build" / "doctrees" / builder,
            builder,
            {"nitpicky": True} if "-n" in guest.arguments else {},
            status,
            warning,
            freshenv=True,
            warningiserror="-W" in guest.arguments,
            parallel=2 if "-j2" in guest.arguments else 1,
        )
        app.build()
        found["the exit code"] = str(app.statuscode)
        for docname in sorted(app.env.found_docs):
            tree = app.env.get_doctree(docname).pformat()
            found[f"the doctree of {docname}"] = plain(tree, root)
            found[f"the metadata of {docname}"] = str(sorted(app.env.metadata[docname].items()))
        lines = (f"{one.name} = {one.value}" for one in app.config if is_theirs(one.name))
        found["the settings"] = plain("\n".join(sorted(lines)), root)
    found["the log"] = plain(status.getvalue(), root)
    found["the warnings"] = plain(warning.getvalue(), root)
    return found


def is_theirs(setting: str) -> bool:
    """Whether a setting is none of ours."""
    return not setting.startswith("pedagogy_") and setting not in VARIED


def files_of(root: Path) -> dict[str, str]:
    """Return all files of a project, its output among them."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not any(pattern.search(name) for pattern in VARY):
            text = path.read_bytes().decode("utf-8", "backslashreplace")
            found[f"the file {name}"] = plain(text, root)
    return found


def main(folder: Path, file: Path, names: list[str]) -> None:
    """Build what is asked for."""
    result = {}
    for name, guest in GUESTS.items():
        if (names and name not in names) or not all(map(find_spec, guest.needs)):
            continue
        root = folder / name
        for path, text in {**guest.files, "conf.py": guest.conf_py()}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        found: dict[str, str] = {}
        for builder in guest.builders:
            made = build(guest, root, builder)
            found |= {f"{builder}: {what}": text for what, text in made.items()}
        result[name] = found | files_of(root)
    file.write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
