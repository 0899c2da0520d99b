"""Suggestions as blocks: what is written where, if an author asks for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.core.source_edits import Edit, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.suggest.ranking import Suggestion

_MARKUP = {"myst": re.compile(r"([\\`*_{}\[\]<>$#|~])"), "rst": re.compile(r"([\\`*_|])")}
_ATX = re.compile(r" {0,3}#{1,6}\s")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1*\s*")
_TEXT = ("restructuredtext", "markdown", "myst-nb")


def edits_for(
    env: BuildEnvironment, wanted: Iterable[Suggestion]
) -> tuple[list[Edit], list[Refused]]:
    """Return what writes a block for each suggestion, and what cannot be written.

    A block is put below the heading of the section that introduces its concept, or at the end of
    the page where that heading cannot be told from the source. Readers see nothing of it.
    """
    edits, refused = [], []
    for key in wanted:
        docname = key.place.docname
        file = Path(str(env.doc2path(docname)))
        if _syntax(env, docname) is None:
            refused.append(Refused(file, key.place.line, "its syntax is neither MyST nor RST"))
            continue
        lines = file.read_text(encoding="utf-8-sig", errors="replace").split("\n")
        heading = 0 if key.place.source else _heading_above(env, docname, key.place.line, lines)
        text = block_text(env, key)
        if heading:
            edits.append(Edit(file=file, line=heading + 1, column=0, old="", new=f"\n{text}"))
        else:
            at = len(lines) if not lines[-1].strip() else len(lines) + 1
            edits.append(Edit(file=file, line=at, column=0, old="", new=f"\n{text}"))
    return edits, refused


def _syntax(env: BuildEnvironment, docname: str) -> str | None:
    """Return ``myst`` or ``rst``; ``None`` for a page that is neither."""
    suffix = Path(str(env.doc2path(docname))).suffix
    parser = env.config.source_suffix.get(suffix, "")
    if suffix == ".ipynb" or parser not in _TEXT:
        return None
    return "rst" if parser == "restructuredtext" else "myst"


def block_text(env: BuildEnvironment, suggestion: Suggestion) -> str:
    """Return the block of a suggestion, in the syntax of its page."""
    syntax = _syntax(env, suggestion.place.docname) or "myst"
    kind = "concept" if "concept" in registry_of(app_of(env)).bare else "ped:concept"
    words = _MARKUP[syntax].sub(r"\\\1", suggestion.definition)
    title = _MARKUP[syntax].sub(r"\\\1", suggestion.name)
    if syntax == "rst":
        body = f"\n   {words}\n" if words else ""
        return f".. {kind}:: {title}\n   :display: none\n{body}"
    colons = "colon_fence" in getattr(env.config, "myst_enable_extensions", ())
    fence = ":::" if colons else "```"
    body = f"{words}\n" if words else ""
    return f"{fence}{{{kind}}} {title}\n:display: none\n{body}{fence}\n"


def _heading_above(env: BuildEnvironment, docname: str, line: int, lines: list[str]) -> int:
    """Return the last line of the heading of the section around a line; 0 if it cannot be told."""
    found = 0
    for title in env.get_doctree(docname).findall(nodes.title):
        is_section = isinstance(title.parent, nodes.section)
        at = title.line or title.parent.line or 0
        if not is_section or not at or at > max(line, 1):
            continue
        found = max(found, _end_of_heading(at, lines))
    return found


def _end_of_heading(line: int, lines: list[str]) -> int:
    """Return the line on which a heading ends that stands at or just above a line; 0 if none."""
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    below = lines[line] if line < len(lines) else ""
    if _ATX.match(here):
        return line
    if here.strip() and _RULE.fullmatch(below):
        return line + 1
    above = lines[line - 2] if 1 < line <= len(lines) + 1 else ""
    return line if above.strip() and here and _RULE.fullmatch(here) else 0
