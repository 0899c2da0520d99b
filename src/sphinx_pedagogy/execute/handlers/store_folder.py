"""Where a project keeps the outputs of its cells, and that Sphinx finds no pages there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.mystnb.readers import COPIES
from sphinx_pedagogy.core.opt_in import asks_to_execute, has_outputs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def executed_folder(app: Sphinx, config: Config) -> Path:
    """Return the folder of the store: in the sources, unless only that of ``conf.py`` has it.

    The two differ where a build names another ``conf.py`` (``-c``), which must train nothing anew.
    """
    beside = Path(app.confdir, config.pedagogy_executed)
    inside = Path(app.srcdir, config.pedagogy_executed)
    return beside if beside.is_dir() and not inside.is_dir() else inside


def exclude_store(app: Sphinx, config: Config) -> None:
    """Keep Sphinx from reading as pages what myst-nb writes, and stored notebooks.

    Before there are any, too: Sphinx reads all pages again when this changes. A folder of that name
    which belongs to others stays as it is.
    """
    # Path.resolve raises for links in a circle
    folder = Path(os.path.realpath(executed_folder(app, config)))
    if "myst_nb" not in app.extensions or (
        folder.is_dir() and not asks_to_execute(config) and not has_outputs(folder)
    ):
        return
    known = config.exclude_patterns
    config.exclude_patterns = [*known, *(folder for folder in COPIES if folder not in known)]
    root = Path(os.path.realpath(app.srcdir))
    if folder.is_relative_to(root) and folder != root:
        config.exclude_patterns.append(folder.relative_to(root).as_posix())
