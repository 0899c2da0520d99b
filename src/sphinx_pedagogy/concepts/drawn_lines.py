"""Lines of text for scripts, drawn as a page draws them: with their code and formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.course.phrase import Phrase

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

Shown = str | dict[str, str]
"""A line as the page's script takes it: text, or HTML where it has markup."""

_END = "<!--ped-end-->"


class DrawnLines:
    """Lines that are drawn all at once, which takes a tenth of the time."""

    def __init__(self) -> None:
        """Begin with none."""
        self._marked: list[tuple[dict[str, str], Phrase]] = []

    def add(self, text: str) -> Shown:
        """Return a line; one with markup gets its HTML when all are drawn."""
        if not isinstance(text, Phrase):
            return text
        drawn: dict[str, str] = {}
        self._marked.append((drawn, text))
        return drawn

    def draw(self, builder: StandaloneHTMLBuilder) -> None:
        """Draw all lines with markup, as one text.

        :param builder: knows how formulas are drawn
        """
        if not self._marked:
            return
        # formulas that are pictures are found from the root of the site
        builder.imgpath = "_images"
        text = nodes.inline()
        for _drawn, line in self._marked:
            text += [*nodes_of(line), nodes.raw("", _END, format="html")]
        html = builder.render_partial(text)["fragment"].strip().removeprefix("<span>")
        for (drawn, _line), fragment in zip(self._marked, html.split(_END), strict=False):
            drawn["html"] = fragment.strip()
