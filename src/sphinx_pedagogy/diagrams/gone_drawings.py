"""Deletes stored drawings of diagrams that no page has any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace

from sphinx_pedagogy.diagrams.drawing_store import DrawingStore, store_of_drawings
from sphinx_pedagogy.diagrams.drawings import drawings_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AUDIENCES = ("reader", "author")
"""Whose sites are built: what stands on neither is not needed."""


def prune_drawings(source: Path, conf: Path, scratch: Path) -> list[Path]:
    """Delete what neither the readers' nor the authors' site shows, and return its files.

    Maps of concepts are known only when pages are put together, so both sites are built. If one
    cannot be, nothing is deleted.

    :param conf: the folder of ``conf.py``
    :param scratch: a folder for the sites
    """
    used: set[str] = set()
    store: DrawingStore | None = None
    for audience in AUDIENCES:
        settings = {"pedagogy_audience": audience, "pedagogy_executor": "none"}
        try:
            with docutils_namespace():
                app = built(source, conf, scratch / audience, settings)
        except SphinxError:
            return []
        drawings = drawings_of(app.env)
        if drawings is None:
            return []  # the project does not draw its diagrams itself
        used |= drawings.used()
        store = store_of_drawings(app)
    return store.prune(used) if store else []


def built(source: Path, conf: Path, scratch: Path, settings: Mapping[str, str]) -> Sphinx:
    """Return a project whose site was built in silence."""
    folders = scratch / "out", scratch / "doctrees"
    app = Sphinx(
        source, conf, *folders, "html", confoverrides=dict(settings), status=None, warning=None
    )
    app.build(force_all=True)
    return app
