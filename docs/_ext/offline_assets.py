"""Serve Mermaid from the site itself: a page asks no other host for anything.

`nox` fetches it, pinned, into ``build/vendor/``. When that folder is there, this local extension
copies it into the site's ``_static/`` and points sphinxcontrib-mermaid at it. When it is not (a
plain ``sphinx-build``), it does nothing, and diagrams keep their defaults.

Pages must also work when they are opened as files. That rules ES modules out, which browsers refuse
there: sphinxcontrib-mermaid writes one into each page. Here a classic script,
``scripts/diagrams.js``, draws the diagrams instead. As a file of the site, it also passes a content
security policy.
"""

from __future__ import annotations

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
SCRIPTS = Path(__file__).with_name("scripts")

MERMAID = "mermaid/mermaid.tiny.js"


def use_vendored_files(app: Sphinx, config: Config) -> None:
    """Point diagrams at the fetched files, if they were fetched."""
    if not VENDOR.is_dir():
        return
    config.html_static_path += [str(VENDOR), str(SCRIPTS)]
    # sphinxcontrib-mermaid would load Mermaid from another host, also on pages without a diagram
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler is install_js:
            app.disconnect(listener.id)
    app.connect("html-page-context", add_mermaid)


def add_mermaid(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load Mermaid, and what draws with it, on the pages that have a diagram."""
    if doctree is None or doctree.next_node(mermaid_node) is None:
        return
    app.add_js_file(MERMAID)
    # sphinxcontrib-mermaid has this setting since 2.0
    theme: Any = getattr(app.config, "mermaid_light_theme", "default")
    app.add_js_file("diagrams.js", **{"data-theme": theme})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("config-inited", use_vendored_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
