"""A plugin whose blocks count as what ours count as, under names that no rule knows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_pedagogy.api import BlockRole, add_block
from sphinx_pedagogy.blocks.builtin import BUILT_IN

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAMES = (
    *("aside", "insight", "analogy", "example", "of-course", "misconception", "mental-model"),
    *("phases", "phase", "comparison", "side", "evidence", "widget"),
    *("check", "answer", "exercise", "hint", "solution", "constraint", "next-step"),
)
_FENCE = re.compile(rf"(?m)^(\s*[:`]{{3,}}\{{)({'|'.join(NAMES)})(?=\}}|-start\}}|-end\}})")


def twin_of(text: str) -> str:
    """Return a page with our blocks under their other names."""
    return _FENCE.sub(r"\1my-\2", text)


def ours(text: str) -> str:
    """Return a message with the names of our blocks."""
    return text.replace("my-", "")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add a twin of each block: its options and roles, and nothing that knows its name."""
    app.setup_extension("sphinx_pedagogy")
    for spec in BUILT_IN:
        if spec.name in NAMES:
            inside = tuple(
                name if isinstance(name, BlockRole) else f"my-{name}" for name in spec.inside
            )
            twin = replace(spec, name=f"my-{spec.name}", inside=inside, assemble=None)
            add_block(app, twin)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
