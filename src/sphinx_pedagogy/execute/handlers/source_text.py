"""The text of a page: what its file holds, and what other extensions make of that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_EVENT = "source-read"
_CHANGE_NOTHING = ("sphinx", "sphinx_pedagogy")
"""Packages that listen to the event and leave the text as it is."""


def text_in_file(env: BuildEnvironment, docname: str) -> str:
    """Return what the file of a page holds.

    :raises OSError: it cannot be read
    :raises UnicodeDecodeError: it is not in UTF-8
    """
    return Path(env.doc2path(docname)).read_text(encoding="utf-8-sig")


def may_be_changed(app: Sphinx) -> bool:
    """Whether another extension may change the text of pages when Sphinx reads them.

    To ask it before would call it twice for a page, which it need not bear: it may count, measure,
    or keep something for the page.
    """
    listeners = app.events.listeners.get(_EVENT, [])
    return any(_package_of(listener.handler) not in _CHANGE_NOTHING for listener in listeners)


def _package_of(handler: object) -> str:
    # what conf.py defines has none
    return (getattr(handler, "__module__", None) or "").partition(".")[0]


def text_as_read(app: Sphinx, docname: str) -> str:
    """Return the text of a page as Sphinx would read it: only where it reads none of them.

    :raises Exception: whatever another extension raises, or what :func:`text_in_file` does
    """
    source = [text_in_file(app.env, docname)]
    app.env.prepare_settings(docname)
    app.events.emit(_EVENT, docname, source)
    return source[0]
