"""Directives and roles of extensions that are not installed, as plain boxes and plain words.

The `conf.py` of a public course loads it: with an unknown directive, what stands in it would be
lost, and the rules would read another text than students do.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives, roles
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.parsers.rst.states import Inliner
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

BOXES = (
    *("callout", "challenge", "demo", "discussion", "highlight-code", "homework", "instructor"),
    *("keypoints", "objectives", "outline", "prereq", "prerequisites", "questions", "signature"),
    *("sidebar", "spoiler", "tabs", "group-tab", "tab", "code-tab", "testimonial", "type-along"),
    *("typealong", "instructor-note", "epigraph", "checklist", "seealso-box", "mermaid"),
    *("iframe", "youtube", "vimeo", "bibliography", "plot", "raw-cell", "rubric-box", "lecturer"),
    *(
        f"prf:{kind}"
        for kind in (
            *("algorithm", "assumption", "axiom", "conjecture", "corollary", "criterion"),
            *("definition", "example", "lemma", "observation", "proof", "property"),
            *("proposition", "remark", "theorem", "Theorem"),
        )
    ),
)
TITLED = {
    "callout": "Note",
    "checklist": "Checklist",
    "demo": "Demonstration",
    "discussion": "Discussion",
    "keypoints": "Key points",
    "objectives": "Objectives",
    "prereq": "Prerequisites",
    "questions": "Questions",
}
"""What readers see above such boxes."""
WORDS = ("cite", "cite:p", "cite:t", "glue", "glue:text", "glue:math", "prf:ref", "opt", "doi")


class AnyOptions(dict[str, Any]):
    """Options of which nothing is known."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, _name: object) -> bool:
        return True

    def __getitem__(self, _name: str) -> Any:
        return directives.unchanged


class ForeignBox(SphinxDirective):
    """A box with what its title and body say."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = AnyOptions()

    def run(self) -> list[nodes.Node]:
        title = TITLED.get(self.name)
        box: nodes.Element = nodes.container()
        if title:
            box = nodes.admonition("", nodes.title("", title))
        self.set_source_info(box)
        first, _, rest = (self.arguments or [""])[0].partition("\n")
        if " " in first:
            words, messages = self.state.inline_text(first, self.lineno)
            paragraph = nodes.paragraph("", "", *words)
            self.set_source_info(paragraph)
            box += [paragraph, *messages]
        if rest:  # a tab begins right below its name, without a blank line
            source = self.get_source_info()[0]
            lines = StringList(dedent(rest).splitlines(), source)
            self.state.nested_parse(lines, self.lineno, box)
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


class ForeignFigure(ForeignBox):
    """A figure that a cell would have glued in: its caption."""

    def run(self) -> list[nodes.Node]:
        figure = nodes.figure("", nodes.image(uri="glued.png"))
        self.set_source_info(figure)
        self.state.nested_parse(self.content, self.content_offset, figure)
        return [figure]


def plain_words(
    _name: str, rawtext: str, text: str, _lineno: int, _inliner: Inliner, *_more: Any
) -> tuple[list[nodes.Node], Sequence[nodes.system_message]]:
    """Return what stands in a role as plain words."""
    return [nodes.inline(rawtext, text)], []


def add_boxes(app: Sphinx) -> None:
    """Add what no extension of the project has added."""
    for name in BOXES:
        if name not in directives._directives:  # type: ignore[attr-defined]
            app.add_directive(name, ForeignBox)
    app.add_directive("glue:figure", ForeignFigure)
    for name in WORDS:
        roles.register_local_role(name, plain_words)  # type: ignore[arg-type]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the boxes when all extensions are there."""
    app.connect("builder-inited", add_boxes)
    return {"parallel_read_safe": True}
