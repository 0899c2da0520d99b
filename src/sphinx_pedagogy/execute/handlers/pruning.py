"""Deletes stored outputs that no page of the project uses any more."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sphinx_pedagogy.execute.handlers.execution_handlers import store_of
from sphinx_pedagogy.execute.jobs import DEVICES
from sphinx_pedagogy.execute.page.front_matter import NoCellsError
from sphinx_pedagogy.execute.store.stored import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinx_pedagogy.execute.handlers.execution_handlers import ExecutionHandlers
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage
    from sphinx_pedagogy.execute.store.store import Store


def prune(app: Sphinx, handlers: ExecutionHandlers, text_of: Callable[[str], str]) -> list[Path]:
    """Delete what no page of the whole project uses, and return its paths in the store.

    What a page shows on its own device stays even if it is old, and all of a page that cannot be
    read stays: it may be mended.

    :param text_of: returns the text of a page as a build would read it
    """
    store = store_of(app)
    found = handlers.collect(app, sorted(app.env.found_docs), text_of)
    pages = {page.name: page for page in found}
    for page in pages.values():
        for device in DEVICES:
            _take_over(store, page, device)

    def keep(document: str, device: str) -> bool:
        page = pages.get(document)
        if page is None:
            why = handlers.unreadable.get(document)
            return why is not None and not isinstance(why, NoCellsError)
        return device == page.options.device or store.has(page.key(device), document, device)

    return [path.relative_to(store.folder) for path in store.prune(keep)]


def _take_over(store: Store, page: NotebookPage, device: str) -> None:
    """Give the outputs of a page its name, if they bear another one."""
    key = page.key(device)
    with contextlib.suppress(DamagedError):
        stored = store.get(key, page.name, device)
        if stored and stored.is_of(page.code) and stored.path != store.path(page.name, device):
            store.adopt(stored, key, page.name, device)
