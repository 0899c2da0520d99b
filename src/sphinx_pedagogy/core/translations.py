"""Our words in the language of the project: its own translations of them first, then ours."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import CatalogRepository

from sphinx_pedagogy.core.nodes import CATALOG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

OURS = Path(__file__).parent.parent / "locale"


def load_translations(app: Sphinx) -> None:
    """Load the words of the project, and ours for all that it does not translate.

    As with Sphinx's own words, a project translates ours in a catalogue of our name in
    ``locale_dirs``; a ``.po`` file that is newer than its ``.mo`` is compiled.
    """
    config = app.config
    folders = CatalogRepository(
        app.srcdir, config.locale_dirs, config.language, config.source_encoding
    )
    for catalog in folders.catalogs:
        if catalog.domain == CATALOG and catalog.is_outdated():
            catalog.write_mo(config.language, config.gettext_allow_fuzzy_translations)
    for folder in (*folders.locale_dirs, OURS):
        app.add_message_catalog(CATALOG, folder)


def digest_of_translations(app: Sphinx) -> str:
    """Return a digest of the project's own translations of our words; empty if there are none."""
    found = blake2b(digest_size=8)
    files = list(_files(app))
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest() if files else ""


def _files(app: Sphinx) -> Iterator[Path]:
    for folder in app.config.locale_dirs:
        file = Path(app.srcdir, folder, app.config.language, "LC_MESSAGES", f"{CATALOG}.mo")
        if file.is_file():
            yield file
