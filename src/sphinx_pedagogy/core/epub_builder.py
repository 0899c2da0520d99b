"""EPUB as its readers need it: the package file declares what is on its pages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from sphinx.builders.epub3 import Epub3Builder

_ITEM = re.compile(r'<item id="[^"]*" href="([^"]*)" media-type="application/xhtml\+xml"(?= ?/>)')
_KINDS = {"mathml": re.compile(r"<math[\s>]"), "svg": re.compile(r"<svg[\s>]")}
"""What a book must declare of a page, by the name of the property."""


def declared(package: str, folder: Path) -> str:
    """Return the package file of a book, in which pages with formulas and drawings are declared.

    Sphinx writes an item for each page, and no property.

    :param folder: where the pages are
    """

    def with_properties(item: re.Match[str]) -> str:
        page = folder / unquote(unescape(item[1]))
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        found = " ".join(kind for kind, tag in _KINDS.items() if tag.search(text))
        return f'{item[0]} properties="{found}"' if found else item[0]

    return _ITEM.sub(with_properties, package)


class CompleteEpub(Epub3Builder):
    """Sphinx's own builder, which declares formulas and drawings as well."""

    def build_content(self) -> None:
        """Write the package file."""
        super().build_content()
        file = Path(self.outdir, "content.opf")
        file.write_text(declared(file.read_text("utf-8"), Path(self.outdir)), encoding="utf-8")
