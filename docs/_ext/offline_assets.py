"""Serve MathJax and Mermaid from the site itself: a page asks no other host for anything.

`nox` fetches both, pinned, into ``build/vendor/``. When that folder is there, this local extension
copies it into the site's ``_static/`` and points Sphinx and sphinxcontrib-mermaid at it. When it is
not (a plain ``sphinx-build``), it does nothing, and both keep their defaults.

Pages must also work when they are opened as files. That rules two things out:

- fonts beside the style sheet, which some browsers refuse on ``file://``: MathJax is the build that
  draws SVG and needs no font;
- ES modules from a file: sphinxcontrib-mermaid writes ``import mermaid from "..."``, with the value
  of ``mermaid_use_local``. An import map sends that specifier to a one-line module in a ``data:``
  address, which re-exports what the classic script has put on ``window``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxcontrib.mermaid import install_js
from sphinxcontrib.mermaid import mermaid as mermaid_node

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

VENDOR = Path(__file__).resolve().parents[2] / "build" / "vendor"

MATHJAX = "mathjax/tex-svg-full.js"
MERMAID = "mermaid/mermaid.tiny.js"

# The same on every page, unlike a relative address. Nothing is ever fetched from it.
MERMAID_SPECIFIER = "/mermaid"
MERMAID_MODULE = "data:text/javascript,export default globalThis.mermaid"


def use_vendored_files(app: Sphinx, config: Config) -> None:
    """Point MathJax and Mermaid at the fetched files, if they were fetched."""
    if not VENDOR.is_dir():
        return
    config.html_static_path.append(str(VENDOR))
    config.mathjax_path = MATHJAX
    config.mermaid_use_local = MERMAID_SPECIFIER
    app.connect("html-page-context", add_mermaid)
    # it would import Mermaid on pages of no document, too, such as the search: no diagram is there
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler is install_js:
            app.disconnect(listener.id)
            app.connect("html-page-context", install_on_documents, listener.priority)


def install_on_documents(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let sphinxcontrib-mermaid add its script to a page that is made of a document."""
    if doctree is not None:
        install_js(app, pagename, templatename, context, doctree)


def add_mermaid(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load Mermaid, and map the import to it, on the pages that draw a diagram."""
    if doctree is None or doctree.next_node(mermaid_node) is None:
        return
    # Both must stand before sphinxcontrib-mermaid's own script (priority 500).
    app.add_js_file(MERMAID, priority=490)
    import_map = json.dumps({"imports": {MERMAID_SPECIFIER: MERMAID_MODULE}})
    app.add_js_file(None, priority=490, body=import_map, type="importmap")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("config-inited", use_vendored_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
