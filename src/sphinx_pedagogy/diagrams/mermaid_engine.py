"""The only file that knows what draws: Mermaid itself, in a small engine for JavaScript."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.diagrams.diagram_error import DiagramError
from sphinx_pedagogy.diagrams.plain_svg import label_within, plain_svg
from sphinx_pedagogy.diagrams.scheme import PALETTE, TEXT
from sphinx_pedagogy.diagrams.word_room import WHOLE_WORDS

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
    # Mermaid adds to the colours of a journey's texts, which are white, and replaces none
    "themeCSS": ".edgeLabel rect { opacity: 1 } "
    f"text.task, text.journey-section {{ fill: {TEXT} }}",
}
"""Texts are texts, no line runs through one, and each drawing comes out the same."""
_CHOOSES = re.compile(r"""["']?theme["']?\s*:""")
_MARKDOWN = re.compile(r'"`(.*?)`"', re.DOTALL)
_LISTED = re.compile(r'(?m)^((?:"`)?\s*(?:[-*+]|\d+[.)])) ')
_LONGEST = 180
_PROGRAM = """
import json, sys
import mermaidx
from mermaidx.engine import Engine
told = json.load(sys.stdin)
build = getattr(Engine, "_build_context", None)
def with_whole_words(engine):
    context = build(engine)
    context.eval(told["words"])
    return context
if build:
    Engine._build_context = with_whole_words
try:
    made = {"svg": mermaidx.render(told["code"], config=told["settings"]).svg()}
except Exception as error:
    made = {"error": str(error) or type(error).__name__}
sys.stdout.buffer.write(json.dumps(made).encode())
"""
"""Draws in a process of its own: a diagram may be too large to be ever drawn, and the engine keeps
hundreds of megabytes. Where a later mermaidx has another engine, words are broken as before."""
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


def without_lists(code: str) -> str:
    """Return a diagram whose labels have no lists: Mermaid cannot break those in plain text.

    The sign before an item is shown as before: a space that no line breaks at follows it.
    """
    return _MARKDOWN.sub(lambda label: _LISTED.sub("\\1\u00a0", label[0]), code)


def draw(code: str, settings: Mapping[str, Any]) -> tuple[str, str]:
    """Return a drawing, and what its source says of it.

    :raises DiagramError: if it cannot be made
    """
    if _CHOOSES.search(code):
        # our colours would be mixed with those of the theme that the diagram chooses itself
        settings = {name: value for name, value in settings.items() if name != "themeVariables"}
    told = json.dumps({"code": without_lists(code), "settings": settings, "words": WHOLE_WORDS})
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-P", "-c", _PROGRAM],
            input=told.encode(),
            capture_output=True,
            timeout=_LONGEST,
            check=True,
        )
        made: dict[str, str] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise DiagramError("it takes more than three minutes; make it smaller") from None
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise DiagramError(_reason(str(error))) from None
    if "svg" not in made:
        raise DiagramError(_reason(made.get("error", "")))
    return plain_svg(made["svg"]), label_within(made["svg"])


def to_png(svg: str, width: int) -> bytes:
    """Return a drawing as a picture of a width in points, for what cannot show SVG.

    :raises DiagramError: if it cannot be made
    """
    import mermaidx

    try:
        return bytes(mermaidx.svg_to_png(svg, width=width))
    except Exception as error:
        raise DiagramError(_reason(str(error))) from None


def _reason(text: str) -> str:
    """Return the first lines of a message: Mermaid shows the place below it."""
    words = " ".join(text.split()) or "what draws has failed"
    return words[:_MOST_WORDS] + ("…" if len(words) > _MOST_WORDS else "")
