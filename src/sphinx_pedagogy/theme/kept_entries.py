"""Entries of the general index that the search keeps: Sphinx forgets those of unchanged pages.

Sphinx reads the last search index before it writes pages again, all of it but the entries of the
general index. So a keyword or another name would be found after the first build only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.search import js_index

from sphinx_pedagogy.theme.search_files import searches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    Entry = tuple[str, str, str]
    """Its words, the anchor that it leads to, and whether it is a main one."""


def keep_entries(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Give the search index the entries of pages that this build does not write.

    It answers ``html-collect-pages``, which comes before the index is written, with no page.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and searches(app):
        known: dict[str, list[Entry]] = indexer._index_entries
        unchanged = indexer._titles.keys() - known.keys()
        for docname, entry in stored_entries(app):
            if docname in unchanged:
                known.setdefault(docname, []).append(entry)
    return []


def stored_entries(app: Sphinx) -> Iterable[tuple[str, Entry]]:
    """Yield the entries of the last build, with their pages; none if there was no such build."""
    file = Path(app.outdir, getattr(app.builder, "searchindex_filename", ""))
    try:
        stored = js_index.loads(file.read_text(encoding="utf-8"))
        docnames, entries = stored["docnames"], stored["indexentries"]
    except (OSError, ValueError, KeyError):
        return
    for words, places in entries.items():
        for number, anchor, main in places:
            yield docnames[number], (words, anchor, main)
