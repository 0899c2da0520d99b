"""``{promises}`` lists what the manual promises, page by page, with the tests behind each sentence.

It shows ``contributing/promises.toml``, which ``tests/docs/test_promises.py`` compares with the
pages and the tests.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FILE = "contributing/promises.toml"


class PromiseList(SphinxDirective):
    """``{promises}`` shows a list of sentences and tests for each page."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list."""
        path = Path(self.env.srcdir) / FILE
        self.env.note_dependency(str(path))
        listed = nodes.definition_list(classes=["manual-pages"])
        for page, promises in tomllib.loads(path.read_text(encoding="utf-8")).items():
            link = f"`{page}`" if page.endswith(".md") else f"{{doc}}`/{page}`"
            term = nodes.term("", "", *self.parse_inline(link)[0])
            listed += nodes.definition_list_item("", term, nodes.definition("", told(promises)))
        return [listed]


def told(promises: Mapping[str, str | Sequence[str]]) -> nodes.bullet_list:
    """Return the sentences of a page, each with its tests."""
    found = nodes.bullet_list(bullet="-")
    for sentence, tests in promises.items():
        line = nodes.paragraph(
            "", nodes.Text("“"), *quoted(sentence.rstrip(":;,")), nodes.Text("” ")
        )
        for test in [tests] if isinstance(tests, str) else tests:
            file, _, name = test.partition("::")
            line += [nodes.literal("", f"tests/{file}"), nodes.Text(": ")]
            line += [nodes.emphasis("", name.replace("_", " ")), nodes.Text(". ")]
        found += nodes.list_item("", line)
    return found


def quoted(sentence: str) -> Iterator[nodes.Node]:
    """Yield a sentence of Markdown with its code, but without its links and its bold type."""
    for at, part in enumerate(re.sub(r"\{\w+\}(?=`)", "", sentence).split("`")):
        if at % 2:
            yield nodes.literal("", part)
        elif part:
            yield nodes.Text(re.sub(r"\[(.+?)\](\(.+?\))?|\*\*", r"\1", part))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_directive("promises", PromiseList)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
