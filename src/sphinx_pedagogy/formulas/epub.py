"""EPUB with formulas: a book must declare which of its pages have MathML."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from sphinx.builders.epub3 import Epub3Builder

_ITEM = re.compile(r'<item id="[^"]*" href="([^"]*)" media-type="application/xhtml\+xml"(?= ?/>)')
_MATHML = "<math xmlns="


def declared(package: str, folder: Path) -> str:
    """Return the package file of a book, in which pages with formulas are declared.

    Sphinx writes an item for each page, and no property.

    :param folder: where the pages are
    """

    def with_property(item: re.Match[str]) -> str:
        page = folder / unquote(unescape(item[1]))
        has_formulas = page.is_file() and _MATHML in page.read_text(encoding="utf-8")
        return f'{item[0]} properties="mathml"' if has_formulas else item[0]

    return _ITEM.sub(with_property, package)


class EpubWithFormulas(Epub3Builder):
    """Sphinx's own builder, which declares formulas as well."""

    def build_content(self) -> None:
        """Write the package file."""
        super().build_content()
        file = Path(self.outdir, "content.opf")
        file.write_text(declared(file.read_text("utf-8"), Path(self.outdir)), encoding="utf-8")
