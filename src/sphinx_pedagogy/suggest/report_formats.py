"""Suggestions as text, for people, and as JSON, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.suggest.ranking import Suggestion

MOST_PAGES = 4
"""Pages that a line of text names."""


def file_of(env: BuildEnvironment, one: Suggestion) -> str:
    """Return the file in which a suggestion is introduced, from the source folder."""
    return one.place.source or Path(str(env.doc2path(one.place.docname, base=False))).as_posix()


def text_report(
    env: BuildEnvironment, found: Sequence[Suggestion], total: int, path: Callable[[str], str]
) -> str:
    """Return suggestions as text, each with its place, how it is named and where it is used."""
    if not found:
        return "nothing to suggest: no page names anything that is not declared already\n"
    lines = [
        f"{plural(total, 'concept')} suggested"
        + (f", the first {len(found)} of them:" if len(found) < total else ":")
    ]
    for at, one in enumerate(found, start=1):
        pages = list(one.uses)
        shown = ", ".join(f"{page} ({one.uses[page]})" for page in pages[:MOST_PAGES])
        more = f" and {len(pages) - MOST_PAGES} more" if len(pages) > MOST_PAGES else ""
        used = f"used {plural(one.total, 'time')} in {shown}{more}" if pages else "not used"
        lines += [
            "",
            f"{at:4}. {one.name}",
            f"      {path(file_of(env, one))}:{one.place.line} ({', '.join(one.kinds)}); {used}",
        ]
        if one.definition:
            lines.append(f"      {one.definition}")
    return "\n".join(lines) + "\n"


def json_report(env: BuildEnvironment, found: Sequence[Suggestion]) -> str:
    """Return suggestions as JSON."""
    concepts = [
        {
            "name": one.name,
            "definition": one.definition,
            "named": list(one.kinds),
            "page": one.place.docname,
            "file": file_of(env, one),
            "line": one.place.line,
            "uses": dict(one.uses),
            "score": one.score,
        }
        for one in found
    ]
    return json.dumps({"version": 1, "concepts": concepts}, ensure_ascii=False, indent=2) + "\n"
