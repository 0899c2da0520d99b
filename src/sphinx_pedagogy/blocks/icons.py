"""The icons in front of titles, drawn in strokes on 24 by 24.

They stand in the page itself, since a strict policy of a server forbids images in a stylesheet's
text, and browsers mask nothing with a file of a page that was opened from disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.core.nodes import block

_RING = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"
_TICK = f"{_RING}m-4 9.5 2.8 2.8L16 9.5"
_QUESTION = f"{_RING}M9.5 9.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.6m0 3.2v.01"

ICONS = {
    "analogy": "M9 6a6 6 0 1 0 0 12A6 6 0 0 0 9 6zm6 0a6 6 0 1 0 0 12 6 6 0 0 0 0-12z",
    "check": _QUESTION,
    "concept": "M12 6.5C10 5 7 4.5 3.5 4.5V18c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5"
    "c-3.5 0-6.5.5-8.5 2zm0 0V20",
    "constraint": "M4 8V4h4m8 0h4v4m0 8v4h-4m-8 0H4v-4",
    "example": _TICK,
    "exercise": "m4 20 1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5",
    "gap": "M5 4h14M12 20V9m-5 5 5-5 5 5",
    "insight": "M9.5 18h5m-4 3h3M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.3 1.1 2.2h5"
    "c0-.9.4-1.7 1.1-2.2A6 6 0 0 0 12 3z",
    "mental-model": "M4 5h16v11h-8l-5 4v-4H4z",
    "misconception": "M12 4a8 8 0 0 1 0 16H4l1.8-3A8 8 0 0 1 12 4zM9.5 9.5l5 5m0-5-5 5",
    "module-complete": _TICK,
    "of-course": "m6 5 6 6 6-6M6 13l6 6 6-6",
    "recap": "M4 4v5h5M4.5 9a8.5 8.5 0 1 1-.9 4.5",
    "requires": "M10 6h10M10 12h10M10 18h10M4 6l1 1 2-2M4 12l1 1 2-2M4 18l1 1 2-2",
    "series-complete": _TICK,
}
"""The path of each kind that has an icon."""

VARIANTS = {
    "contrastive": "M4 9h15l-4-4m5 10H5l4 4",
    "disclosed": "M6 3h8l4 4v14H6zm8 0v4h4m-8.5 5h5m-5 4h5",
    "inferred": "M12 6a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM5.5 16a1 1 0 1 0 0 2 1 1 0 0 0 0-2z"
    "m13 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2z",
    "negative": f"{_RING}M9 9l6 6m0-6-6 6",
    "observable": "M2.5 12C5 7.8 8.3 5.8 12 5.8s7 2 9.5 6.2c-2.5 4.2-5.8 6.2-9.5 6.2S5 16.2 2.5 12z"
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "open": _QUESTION,
    "stretch": "M3 12h18M7 8l-4 4 4 4M17 8l4 4-4 4",
}
"""The path by the value of an option: the ``tier`` of evidence, the ``kind`` of an example."""

PLAIN = frozenset(
    {
        *("aside", "cards", "comparison", "course-module", "course-series", "lesson"),
        *("lesson-record", "next-step", "phases", "pipeline-trace", "widget"),
    }
)
"""Kinds whose titles have none: they are headings, or name what their body shows."""


def icon_of(node: block) -> str:
    """Return the icon of a block as HTML.

    A kind of a plugin has a dot, until a stylesheet of the plugin draws something else.
    """
    if node.kind in PLAIN:
        return ""
    options = node.options
    variant = options.get("tier") or (options.get("kind") if node.kind == "example" else None)
    # a counter-example is drawn as one, whatever its flavour
    path = VARIANTS.get((variant or "").partition("-")[0]) or ICONS.get(node.kind)
    if path is None:
        return '<span class="ped-icon"></span>'
    drawing = f'<path d="{path}"></path>'
    return f'<svg class="ped-icon" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>'
