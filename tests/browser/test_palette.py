"""The six tones stay apart for readers who see colours otherwise."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

import sphinx_pedagogy

STYLESHEET = Path(sphinx_pedagogy.__file__).parent / "static" / "css" / "frame.css"
TONES = ("neutral", "idea", "success", "caution", "danger", "accent")

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHTS: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# From linear RGB to Oklab, before and after the cube root.
TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix: Matrix, vector: Triple) -> Triple:
    """Multiply."""
    rows = [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
    return (rows[0], rows[1], rows[2])


def shown(colour: Triple) -> Triple:
    """Return the nearest colour that a screen has."""
    red, green, blue = (min(max(share, 0.0), 1.0) for share in colour)
    return (red, green, blue)


def linear(colour: str) -> Triple:
    """Return `#rrggbb` as linear RGB."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return (red, green, blue)


def oklab(colour: Triple) -> Triple:
    """Return linear RGB in a space where distances are those that eyes see."""
    long, middle, short = (cone ** (1 / 3) for cone in times(TO_CONES, colour))
    return times(TO_LAB, (long, middle, short))


@pytest.mark.parametrize("sight", SIGHTS)
def test_each_pair_of_tones_is_told_apart(sight: str) -> None:
    text = STYLESHEET.read_text(encoding="utf-8").partition(":where(body)")[2]
    tones = {name: re.findall(rf"--ped-{name}: (#\w{{6}});", text)[0] for name in TONES}
    seen = {name: oklab(shown(times(SIGHTS[sight], linear(tone)))) for name, tone in tones.items()}
    near = [(one, two) for one, two in combinations(TONES, 2) if dist(seen[one], seen[two]) < 0.07]
    assert not near
