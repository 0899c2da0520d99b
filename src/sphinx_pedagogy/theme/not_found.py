"""The page that a host shows for an address where there is none: ``404.html``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from sphinx_pedagogy.theme.schemes import NAME, theme_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

PAGE = "404"
_LINK = re.compile(r'(?<=\s)((?:href|src|action|data-content_root)=")(?!#)([^"]*)')


def write_not_found(app: Sphinx) -> Iterable[tuple[str, dict[str, str], str]]:
    """Write the page, unless the project has its own; Sphinx is asked for no other.

    Hosts look for one file at the root of a site, whatever the builder calls its pages.
    """
    if (
        theme_name(app.builder) == NAME
        and app.builder.name in ("html", "dirhtml")
        and not _own(app)
    ):
        builder = cast("StandaloneHTMLBuilder", app.builder)
        file = builder.outdir / f"{PAGE}.html"
        builder.handle_page(PAGE, {}, f"{PAGE}.html", outfilename=file)
        encoding = app.config.html_output_encoding
        here = urljoin(root_of(app.config.html_baseurl), builder.get_target_uri(PAGE))
        html = absolute(file.read_text(encoding), here)
        file.write_text(html, encoding, "xmlcharrefreplace")
    return ()


def _own(app: Sphinx) -> bool:
    pages = {*app.env.found_docs, *app.config.html_additional_pages}
    return PAGE in pages or "notfound.extension" in app.extensions


def root_of(address: str) -> str:
    """Return where a site begins on its host, from its whole address; empty is the host's root."""
    return f"/{urlsplit(address).path.strip('/')}/".replace("//", "/")


def absolute(html: str, here: str) -> str:
    """Return a page whose links work from any depth: a host shows it in the place of any page."""
    return _LINK.sub(lambda link: link[1] + urljoin(here, link[2]), html)
