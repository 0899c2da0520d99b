"""The drawings of a build: what is stored is shown, and what is missing is drawn once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from sphinx_pedagogy.course.messages import Subtype, emit_info, emit_warning
from sphinx_pedagogy.diagrams.diagram_error import DiagramError
from sphinx_pedagogy.diagrams.drawing_store import Drawing, DrawingStore, store_of_drawings
from sphinx_pedagogy.diagrams.mermaid_engine import draw, maker, settings_of
from sphinx_pedagogy.diagrams.mermaid_source import MermaidSource, source_of
from sphinx_pedagogy.diagrams.word_room import with_room

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_FAILED = "pedagogy_diagrams_that_failed"
_MOST_AT_ONCE = 4
"""Each takes a core and some hundred megabytes."""
NOT_STORED = "no drawing of it is stored, and what draws is not installed"


class Drawings:
    """Gives each diagram its drawing."""

    def __init__(
        self, store: DrawingStore, settings: dict[str, Any], failed: dict[str, str]
    ) -> None:
        """Take drawings from a store, and put new ones there.

        :param settings: what Mermaid is told
        :param failed: what is known to have no drawing, and why
        """
        self._store = store
        self._settings = settings
        self._failed = failed
        self._maker = maker()
        self._known: dict[str, Drawing] = {}
        self._told_of_store = False

    def key(self, source: MermaidSource) -> str:
        """Return what the drawing of a diagram is known by."""
        return source.key(with_room(self._settings, source.code))

    def find(self, source: MermaidSource) -> Drawing | None:
        """Return a drawing that is there, and as it would be made now."""
        key = self.key(source)
        if key not in self._known:
            stored = self._store.get(key)
            # who cannot draw shows what others have drawn
            if stored is not None and (not self._maker or stored.maker == self._maker):
                self._known[key] = stored
        return self._known.get(key)

    def used(self) -> set[str]:
        """Return the keys of the drawings that this build has shown."""
        return set(self._known)

    def why_not(self, source: MermaidSource) -> str:
        """Return why a diagram has no drawing; empty if it may still get one."""
        if not self._maker:
            return NOT_STORED
        return self._failed.get(f"{self.key(source)} {self._maker}", "")

    def make(self, source: MermaidSource) -> Drawing | None:
        """Return a drawing, which is made unless it is there; nothing if it cannot be made."""
        if (found := self.find(source)) is not None or self.why_not(source):
            return found
        key = self.key(source)
        try:
            svg, says = draw(source.code, with_room(self._settings, source.code))
        except DiagramError as error:
            self._failed[f"{key} {self._maker}"] = str(error)
            return None
        made = self._known[key] = Drawing(svg, self._maker, says)
        self._keep(key, made)
        return made

    def make_all(self, sources: Collection[MermaidSource]) -> None:
        """Make drawings side by side, and say how far they are."""
        workers = max(1, min(_MOST_AT_ONCE, os.cpu_count() or 1, len(sources)))
        with ThreadPoolExecutor(workers) as pool:
            for at, _made in enumerate(pool.map(self.make, sorted(sources)), 1):
                emit_info(f"drawing diagrams: {at} of {len(sources)}")

    def _keep(self, key: str, drawing: Drawing) -> None:
        try:
            self._store.put(key, drawing)
        except OSError as error:
            if not self._told_of_store:
                self._told_of_store = True
                emit_warning(
                    Subtype.STORE,
                    f"drawings of diagrams cannot be stored in {self._store.folder.name}: "
                    f"{error.strerror or error}; let builds write to the folder that "
                    "pedagogy_executed names",
                )


_drawings: WeakKeyDictionary[BuildEnvironment, Drawings] = WeakKeyDictionary()


def set_up_drawings(app: Sphinx) -> None:
    """Begin a build."""
    if not hasattr(app.env, _FAILED):
        setattr(app.env, _FAILED, {})
    failed = cast("dict[str, str]", getattr(app.env, _FAILED))
    _drawings[app.env] = Drawings(store_of_drawings(app), settings_of(app.config), failed)


def drawings_of(env: BuildEnvironment) -> Drawings | None:
    """Return the drawings of the build that is running; nothing before it has begun."""
    return _drawings.get(env)


def drawing_of(env: BuildEnvironment, code: str) -> tuple[MermaidSource, Drawing] | None:
    """Return a diagram with its drawing, if it has one."""
    source, drawings = source_of(code), drawings_of(env)
    found = drawings.find(source) if drawings is not None else None
    return None if found is None else (source, found)
