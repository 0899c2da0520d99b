"""A lesson block for stories from practice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.api import BlockSpec, Option, Subtype, Tone, add_block

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_pedagogy.api import Desk, block

LONGEST = 120
"""Words in a field note. What is longer is a case study, and deserves a page."""


def cost(text: str) -> str:
    """Return *text* if it is a number of hours, days or weeks."""
    if not re.fullmatch(r"\d+ (hour|day|week)s?", text.strip()):
        raise ValueError('it is a whole number and a unit, such as "3 days" or "1 week"')
    return text.strip()


def sign(node: block, desk: Desk) -> None:
    """Put who told the story, and what it cost, below it."""
    words = sum(len(child.astext().split()) for child in node.body)
    if words > LONGEST:
        text = f"field-note: it has {words} words; tell it in {LONGEST}, or give it a page"
        desk.warn(Subtype.STRUCTURE, text, node)
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the block."""
    app.setup_extension("sphinx_pedagogy")
    add_block(app, FIELD_NOTE)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
