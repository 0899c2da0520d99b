"""Which course a command is about, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SITE_TAGS = ("html", "format_html", "builder_html")
"""The tags that Sphinx gives a build of a site: what readers see there is what is asked about."""
AUDIENCE = "pedagogy_audience"
NO_CELLS = {
    "nb_execution_mode": "off",
    "pedagogy_executor": "none",
    "pedagogy_on_missing_output": "skip",
}
"""What keeps cells from running, and a page from being refused for it."""
OF_CELLS = ("mystnb.glue", "mystnb.glue_ref", "mystnb.eval", "myst-nb.lexer", "pedagogy.execution")
"""What is said of outputs that are missing, where nobody asked for them."""


@dataclass(frozen=True)
class Request:
    """Which course to read, and how."""

    source: Path
    """The folder with ``conf.py``."""
    cache: Path | None = None
    """Where to keep what was read; ``None`` for the default."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Values of ``conf.py`` to replace."""
    cells: bool = False
    """Whether to run cells as ``conf.py`` says."""
    jobs: int = 1
    fresh: bool = False
    """Whether to read all pages again."""
    tags: tuple[str, ...] = ()
    """The tags of the build that is asked about."""

    @property
    def folder(self) -> Path:
        """Where what was read is kept."""
        return self.cache or default_cache(self.source)

    @property
    def overrides(self) -> dict[str, Any]:
        """The values that take the place of those in ``conf.py``, where such settings exist."""
        found: dict[str, Any] = {} if self.cells else dict(NO_CELLS)
        return {AUDIENCE: "author", **found, **self.settings}


def default_cache(source: Path) -> Path:
    """Return the folder for what was read: in the project's build folder, as Sphinx makes them.

    That is ``build`` beside a folder named ``source``, else ``_build`` in the folder itself.
    """
    build = source.parent / "build" if source.name == "source" else source / "_build"
    return build / "audit"
