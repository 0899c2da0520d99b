"""The only file that knows what draws: Mermaid itself, in a small engine for JavaScript."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.diagrams.diagram_error import DiagramError
from sphinx_pedagogy.diagrams.plain_svg import label_within, plain_svg
from sphinx_pedagogy.diagrams.scheme import PALETTE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

PACKAGE = "mermaidx"
_NEEDED = (PACKAGE, "cssselect2", "tinycss2")
_OURS: dict[str, Any] = {"theme": "base", "themeVariables": PALETTE}
_PLAIN: dict[str, Any] = {
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "class": {"htmlLabels": False},
    "state": {"htmlLabels": False},
    "journey": {"textPlacement": "tspan"},
    "timeline": {"textPlacement": "tspan"},
    "handDrawnSeed": 1,
    "themeCSS": ".edgeLabel rect { opacity: 1 }",
}
"""Texts are texts, no line runs through one, and each drawing comes out the same."""
_MOST_WORDS = 200
"""Characters of Mermaid's own message that a warning repeats."""


def is_installed() -> bool:
    """Whether diagrams can be drawn here."""
    return all(find_spec(name) is not None for name in _NEEDED)


def maker() -> str:
    """Return what draws, by its name and the first two parts of its version; empty if nothing."""
    if not is_installed():
        return ""
    try:
        stated = version(PACKAGE)
    except PackageNotFoundError:
        return PACKAGE
    return f"{PACKAGE} {'.'.join(stated.split('.')[:2])}"


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings, and over them others."""
    whole = dict(below)
    for name, value in above.items():
        under = whole.get(name)
        both = isinstance(value, dict) and isinstance(under, dict)
        whole[name] = merged(under, value) if both else value  # type: ignore[arg-type]
    return whole


def settings_of(config: Config) -> dict[str, Any]:
    """Return what Mermaid is told: our colours, unless the project chooses others."""
    theme = getattr(config, "mermaid_light_theme", "default")
    ours = _OURS if theme == "default" else {"theme": theme}
    stated: Any = getattr(config, "mermaid_init_config", {})
    chosen = dict(stated) if isinstance(stated, dict) else {}
    chosen.pop("startOnLoad", None)
    if "theme" in chosen:
        ours = {}
    return merged(merged(ours, chosen), _PLAIN)


def draw(code: str, settings: Mapping[str, Any]) -> tuple[str, str]:
    """Return a drawing, and what its source says of it.

    :raises DiagramError: if it cannot be made
    """
    import mermaidx

    try:
        svg = mermaidx.render(code, config=dict(settings)).svg()
    except Exception as error:
        raise DiagramError(_reason(error)) from None
    return plain_svg(svg), label_within(svg)


def to_png(svg: str, width: int) -> bytes:
    """Return a drawing as a picture of a width in points, for what cannot show SVG.

    :raises DiagramError: if it cannot be made
    """
    import mermaidx

    try:
        return bytes(mermaidx.svg_to_png(svg, width=width))
    except Exception as error:
        raise DiagramError(_reason(error)) from None


def _reason(error: Exception) -> str:
    """Return the first lines of a message: Mermaid shows the place below it."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:_MOST_WORDS] + ("…" if len(words) > _MOST_WORDS else "")
