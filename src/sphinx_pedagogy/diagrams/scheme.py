"""The colours of drawings: those that they are made with, and their partners in the dark."""

from __future__ import annotations

import re
from typing import Any

TEXT = "#1f2933"
PAPER = "#ffffff"

PALETTE: dict[str, Any] = {
    "background": PAPER,
    "primaryColor": "#eaf1f8",
    "primaryBorderColor": "#5f7d9c",
    "primaryTextColor": TEXT,
    "secondaryColor": "#fdf3d8",
    "secondaryBorderColor": "#b08a3c",
    "secondaryTextColor": TEXT,
    "tertiaryColor": "#e7f4ec",
    "tertiaryBorderColor": "#5b9474",
    "tertiaryTextColor": TEXT,
    "lineColor": "#55636f",
    "textColor": TEXT,
    "edgeLabelBackground": PAPER,
    "clusterBkg": "#f6f8fa",
    "clusterBorder": "#b4c0cc",
    "noteBkgColor": "#fdf3d8",
    "noteBorderColor": "#b08a3c",
    "noteTextColor": TEXT,
    "xyChart": {"plotColorPalette": "#5f7d9c,#b08a3c,#5b9474,#a05a7a"},
}
"""What Mermaid's theme ``base`` makes all its colours of."""

_PAINTED = re.compile(r'\b(fill|stroke|stop-color|flood-color)="#([0-9a-f]{6})([0-9a-f]{2})?"')
_DARKEST, _SPAN, _BEND = 0.2, 0.78, 0.6
"""The lightness of what is white in the light, how far it is from there to white, and a curve that
keeps what is neither light nor dark as it is."""

_Triple = tuple[float, float, float]


def for_both_schemes(drawing: str) -> str:
    """Return a drawing that is light on a light page and dark on a dark one.

    What is white is paper, and what has the colour of text has that of the text around it.
    """

    def painted(found: re.Match[str]) -> str:
        name, colour, opacity = found[1], f"#{found[2]}", found[3] or ""
        if colour == TEXT and not opacity:
            return f'{name}="currentColor"'
        if colour == PAPER and not opacity:
            return f'{name}="var(--ped-drawing-paper)"'
        return f'{name}="light-dark({colour}{opacity},{in_the_dark(colour)}{opacity})"'

    return _PAINTED.sub(painted, drawing)


def in_the_dark(colour: str) -> str:
    """Return the partner of a colour: of the same hue, and dark if it is light."""
    lightness, a, b = _to_oklab(_to_linear(colour))
    lightness = _DARKEST + _SPAN * max(0.0, 1 - lightness) ** _BEND
    chroma = 1.0
    while True:
        light = _from_oklab((lightness, a * chroma, b * chroma))
        if chroma < 0.01 or all(-0.001 <= part <= 1.001 for part in light):
            return _to_hex(light)
        chroma *= 0.9


def _to_linear(colour: str) -> _Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _bright(red), _bright(green), _bright(blue)


def _bright(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _to_hex(light: _Triple) -> str:
    parts = []
    for part in light:
        part = min(1.0, max(0.0, part))
        coded = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        parts.append(f"{round(coded * 255):02x}")
    return f"#{''.join(parts)}"


# Björn Ottosson's numbers: https://bottosson.github.io/posts/oklab/
def _to_oklab(light: _Triple) -> _Triple:
    red, green, blue = light
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: _Triple) -> _Triple:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
