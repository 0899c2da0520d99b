"""The block ``field-note``: a short story from practice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from pedagogy_sample.words import CATALOG
from sphinx_pedagogy.api import BlockRole, BlockSpec, InNotebook, Option, Subtype, Tone

if TYPE_CHECKING:
    from sphinx_pedagogy.api import AssemblyContext, block

LONGEST = 120
"""The most words of a field note. A longer story is a case study, and deserves its own page."""


def cost(text: str) -> str:
    """Return *text* if it is a number of hours, days or weeks."""
    if not re.fullmatch(r"\d+ (hour|day|week)s?", text.strip()):
        raise ValueError('it is a whole number and a unit, such as "3 days" or "1 week"')
    return text.strip()


def sign(node: block, context: AssemblyContext) -> None:
    """Add a line below the story: who told it, and what it cost."""
    words = sum(len(child.astext().split()) for child in node.body)
    if words > LONGEST:
        text = f"field-note: it has {words} words; tell it in {LONGEST}, or give it a page"
        context.warn(Subtype.STRUCTURE, text, node)
    parts = [node.options[name] for name in ("told-by", "cost") if name in node.options]
    if parts:
        node += nodes.paragraph("", "— " + ", ".join(parts), classes=["field-note-signature"])


FIELD_NOTE = BlockSpec(
    name="field-note",
    roles={BlockRole.EXAMPLE, BlockRole.HOOK},
    label="Field note",
    help="A short story from practice: what went wrong, and why.",
    tone=Tone.CAUTION,
    options=(
        Option("told-by", "Who tells it.", required=True),
        Option("cost", "How much time it cost: `3 days`.", cost),
        Option("of", "The concepts that it is about, separated by commas."),
    ),
    notebook=InNotebook.PLAIN,
    assemble=sign,
    catalog=CATALOG,
)
