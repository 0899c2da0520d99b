"""Units of measure: what they measure, and how much each is; values that a text says in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.counted import float_of
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES: dict[str, dict[str, float]] = {
    "length": {
        "mm": 1e-3,
        "cm": 1e-2,
        "m": 1,
        "km": 1e3,
        "µm": 1e-6,
        "nm": 1e-9,
        **dict.fromkeys(("metre", "metres", "meter", "meters"), 1),
        **dict.fromkeys(("centimetre", "centimetres", "centimeters"), 1e-2),
        **dict.fromkeys(("millimetre", "millimetres", "millimeters"), 1e-3),
        **dict.fromkeys(("kilometre", "kilometres", "kilometer", "kilometers"), 1e3),
        **dict.fromkeys(("inch", "inches"), 0.0254),
        **dict.fromkeys(("foot", "feet", "ft"), 0.3048),
        **dict.fromkeys(("yard", "yards"), 0.9144),
    },
    "mass": {
        "mg": 1e-3,
        "g": 1,
        "kg": 1e3,
        "t": 1e6,
        **dict.fromkeys(("gram", "grams", "gramme", "grammes"), 1),
        **dict.fromkeys(("kilogram", "kilograms", "kilo", "kilos"), 1e3),
        **dict.fromkeys(("tonne", "tonnes"), 1e6),
        **dict.fromkeys(("ounce", "ounces", "oz"), 28.35),
        **dict.fromkeys(("pound", "pounds", "lb", "lbs"), 453.6),
    },
    "volume": {
        "ml": 1e-3,
        "mL": 1e-3,
        "cl": 1e-2,
        "dl": 0.1,
        "l": 1,
        "L": 1,
        **dict.fromkeys(("litre", "litres", "liter", "liters"), 1),
        **dict.fromkeys(("millilitre", "millilitres", "milliliters"), 1e-3),
        **dict.fromkeys(("cup", "cups"), 0.24),
        **dict.fromkeys(("pint", "pints"), 0.52),
        **dict.fromkeys(("teaspoon", "teaspoons", "tsp"), 0.005),
        **dict.fromkeys(("tablespoon", "tablespoons", "tbsp"), 0.015),
    },
    "time": {
        "ms": 1e-3,
        "s": 1,
        "min": 60,
        "h": 3600,
        **dict.fromkeys(("second", "seconds"), 1),
        **dict.fromkeys(("minute", "minutes"), 60),
        **dict.fromkeys(("hour", "hours"), 3600),
        **dict.fromkeys(("day", "days"), 86400),
        **dict.fromkeys(("week", "weeks"), 604800),
    },
    "speed": {
        "m/s": 1,
        "km/h": 1 / 3.6,
        "mph": 0.44704,
        "kn": 0.5144,
        **dict.fromkeys(("knot", "knots"), 0.5144),
    },
    "energy": {"J": 1, "kJ": 1e3, "MJ": 1e6, "kWh": 3.6e6, "Wh": 3600, "kcal": 4184},
    "pressure": {"Pa": 1, "hPa": 100, "kPa": 1e3, "bar": 1e5, "mbar": 100},
    "power": {"mW": 1e-3, "W": 1, "kW": 1e3, "MW": 1e6},
    "current": {"mA": 1e-3, "A": 1},
    "voltage": {"mV": 1e-3, "V": 1, "kV": 1e3},
    "frequency": {"Hz": 1, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
}
SIZE = {unit: size for sizes in _SIZES.values() for unit, size in sizes.items()}
"""How much each unit is, in the plainest one of its kind."""
MEASURES = {unit: what for what, sizes in _SIZES.items() for unit in sizes}
"""What each unit measures."""
_NAMES = "|".join(sorted(SIZE, key=len, reverse=True))
_VALUE = r"\d{1,3}(?:[,\u202f\u2009 ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
MEASURED = regex(
    rf"(?<![\w.,/·×^−–-])(?P<value>{_VALUE})[ \u00a0\u202f\u2009-]?(?P<unit>{_NAMES})(?![\w/²³^])"
)
"""A number with a unit."""
_TWICE = regex(
    rf"(?<![\w.,/·×^−–-])(?P<one>{_VALUE})[ \u00a0\u202f]?(?P<of>{_NAMES})"
    r"(?:\s*[,(]\s*(?:that is|which is|that makes|which makes|i\.\s?e\.|in other words|"
    r"or)\s*,?\s*|\s*=\s*|"
    r"\s*\((?=[^()]{1,16}\)))"
    rf"(?P<about>about |roughly |around |some |nearly |almost |ca\. |~|≈ ?)?"
    rf"(?P<other>{_VALUE})[ \u00a0\u202f]?(?P<in>{_NAMES})(?![\w/²³^]| (?:each|per|a|an|more|"
    rf"less|later)\b)"
)
_CLOSE = 0.06


class Converted(NamedTuple):
    """A value in two units that are not the same amount."""

    words: str
    right: str
    """What the first is in the second's unit."""


def conversions(text: str) -> Iterator[Converted]:
    """Yield the values that a text says in two units, and that differ."""
    for found in _TWICE.finditer(text):
        one, other = found["of"], found["in"]
        if one == other or MEASURES[one] != MEASURES[other] or SIZE[one] == SIZE[other]:
            continue
        value, said = float_of(found["one"]), float_of(found["other"])
        right = value * SIZE[one] / SIZE[other]
        close = _CLOSE * (3 if found["about"] else 1)
        half = 0.51 * 10 ** -len(found["other"].partition(".")[2])
        if abs(right - said) > max(close * right, half):
            yield Converted(" ".join(found[0].split()), f"{right:.3g} {other}")
