"""Suggestions as text, for people, and as JSON, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import catalogue_of
from sphinx_pedagogy.course.messages import cell_of, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.suggest.ranking import Suggestion

ORDINARY = "an ordinary word: outside lessons that teach or require it, it counts only with :plain:"
MOST_PAGES = 4
"""Pages that a line of text names."""


def nothing(env: BuildEnvironment) -> str:
    """Say why there is nothing to suggest; pages that Sphinx does not read are not counted."""
    read = plural(len(env.found_docs), "page")
    if catalogue_of(env).concepts:
        return f"nothing to suggest: {read} read, and every name of a concept is declared already"
    return (
        f"nothing to suggest: {read} read, and no glossary, index entry, definition list, heading "
        "or emphasis there looks like the name of a concept"
    )


def file_of(env: BuildEnvironment, suggestion: Suggestion) -> str:
    """Return the file in which a suggestion is introduced, from the source folder."""
    return (
        suggestion.place.source
        or Path(str(env.doc2path(suggestion.place.docname, base=False))).as_posix()
    )


def text_report(
    env: BuildEnvironment, found: Sequence[Suggestion], total: int, path: Callable[[str], str]
) -> str:
    """Return suggestions as text, each with its place, how it is named and where it is used."""
    if not found:
        return f"{nothing(env)}\n"
    lines = [
        f"{plural(total, 'concept')} suggested"
        + (f", the first {len(found)} of them:" if len(found) < total else ":")
    ]
    for index, suggestion in enumerate(found, start=1):
        pages = list(suggestion.uses)
        shown = ", ".join(f"{page} ({suggestion.uses[page]})" for page in pages[:MOST_PAGES])
        more = f" and {len(pages) - MOST_PAGES} more" if len(pages) > MOST_PAGES else ""
        used = f"used {plural(suggestion.total, 'time')} in {shown}{more}" if pages else "not used"
        lines += [
            "",
            f"{index:4}. {suggestion.name}",
            f"      {path(file_of(env, suggestion))}{_line(env, suggestion)} "
            f"({', '.join(suggestion.kinds)}); {used}",
        ]
        if suggestion.is_ordinary:
            lines.append(f"      {ORDINARY}")
        if suggestion.definition:
            lines.append(f"      {suggestion.definition}")
    return "\n".join(lines) + "\n"


def _line(env: BuildEnvironment, suggestion: Suggestion) -> str:
    """Return the line of a suggestion, or its cell and line in a notebook, behind its file."""
    line = suggestion.place.line
    cell = cell_of(file_of(env, suggestion), line)
    return f", cell {cell[0]}, line {cell[1]}" if cell else f":{line}"


def json_report(env: BuildEnvironment, found: Sequence[Suggestion]) -> str:
    """Return suggestions as JSON."""
    concepts = [
        {
            "name": suggestion.name,
            "definition": suggestion.definition,
            "named": list(suggestion.kinds),
            "page": suggestion.place.docname,
            "file": file_of(env, suggestion),
            **_line_of(env, suggestion),
            "uses": dict(suggestion.uses),
            "score": suggestion.score,
            "ordinary": suggestion.is_ordinary,
        }
        for suggestion in found
    ]
    return json.dumps({"version": 1, "concepts": concepts}, ensure_ascii=False, indent=2) + "\n"


def _line_of(env: BuildEnvironment, suggestion: Suggestion) -> dict[str, int]:
    line = suggestion.place.line
    cell = cell_of(file_of(env, suggestion), line)
    return {"line": cell[1], "cell": cell[0]} if cell else {"line": line}
