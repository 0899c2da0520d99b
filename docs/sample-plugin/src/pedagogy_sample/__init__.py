"""A lesson block for stories from practice, and a rule that keeps them few."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_pedagogy.api import (
    BlockSpec,
    Option,
    Rule,
    Severity,
    Subtype,
    Threshold,
    Tone,
    add_block,
    add_rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_pedagogy.api import AssemblyContext, Finding, PageContext, block

LONGEST = 120
"""Words in a field note. What is longer is a case study, and deserves a page."""


def cost(text: str) -> str:
    """Return *text* if it is a number of hours, days or weeks."""
    if not re.fullmatch(r"\d+ (hour|day|week)s?", text.strip()):
        raise ValueError('it is a whole number and a unit, such as "3 days" or "1 week"')
    return text.strip()


def sign(node: block, context: AssemblyContext) -> None:
    """Put who told the story, and what it cost, below it."""
    words = sum(len(child.astext().split()) for child in node.body)
    if words > LONGEST:
        text = f"field-note: it has {words} words; tell it in {LONGEST}, or give it a page"
        context.warn(Subtype.STRUCTURE, text, node)
    parts = [node.options[name] for name in ("told-by", "cost") if name in node.options]
    if parts:
        node += nodes.paragraph("", "— " + ", ".join(parts), classes=["field-note-signature"])


FIELD_NOTE = BlockSpec(
    name="field-note",
    label="Field note",
    help="A short story from practice: what went wrong, and why.",
    tone=Tone.CAUTION,
    options=(
        Option("told-by", "Who tells it.", required=True),
        Option("cost", "How much time it cost: `3 days`.", cost),
    ),
    assemble=sign,
)


class FieldNotes(Rule):
    """More stories than a reader keeps apart."""

    id = "field-notes"
    severity = Severity.NOTE
    summary = "A page that tells more stories from practice than a reader keeps apart."
    rationale = (
        "One story is remembered for a year. The third of a day takes the place of the first."
    )
    limits: ClassVar = {"most": Threshold(2, "How many field notes a page may hold.")}

    def on_page(self, page: PageContext) -> Iterator[Finding]:
        """Find each note above the limit."""
        notes = list(page.tree.find(FIELD_NOTE.name))
        for note in notes[int(self.limit("most")) :]:
            text = f"this is one of {len(notes)} field notes; keep the best, and move the others"
            yield self.report(page.place(note), text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the block and the rule."""
    app.setup_extension("sphinx_pedagogy")
    add_block(app, FIELD_NOTE)
    add_rule(app, FieldNotes)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
