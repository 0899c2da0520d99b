"""Numbers that do not follow from those beside them, and what only looks like that."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.arithmetic import slips
from sphinx_pedagogy.audit.text.shares import misfits
from sphinx_pedagogy.audit.text.units import conversions

WRONG = [
    "the energy is ½ · 80 · 15² = 6000 J, nine times",
    "So 12 × 14 = 158 tiles.",
    "(60 + 890) / 1000 = 0.85.",
    "3 600 divided by 150 makes 34 months",
    "We get $3 \\cdot 14 = 52$.",
    "$\\frac{18}{45} = 0.3$",
    "15 × 16 = 260 mg",
    "12 + 30 + 7 = 59",
    "It is 5 g · 12 = 50 g.",
    "2^10 = 1048",
    "17.2 − 4.1 = 12.1 m",
    "18 / 45 = 45%",
]

RIGHT = [
    "½ · 80 · 15² = 9000 J",
    "18 / 45 = 0.4, so 40%",
    "18 / 45 = 40%",
    "200 × 0.05 = 10 requests",
    "9 + 5 = 2 (mod 12)",
    "pages 10-20 = medium",
    "n = 3 + 4 = 7",
    "y = 2x + 3 = 7",
    "1/3 = 0.33",
    "917 / 1025 = 0.895, so",
    "54 km/h / 3.6 = 15 m/s",
    "90 km / 60 km/h = 90 min",
    "7 / 2 = 3",
    "0.1 + 0.2 = 0.30000000000000004",
    "It is false that 2 + 2 = 5",
    "sin 30 · 2 = 1",
    "5 − 8 = −3",
    "12:00 + 3 = 15:00",
    "x_1 + 2 = 5",
    "a 3 × 3 = nine",
    "2 · 3 = 5 + 1",
    "10 / 3 ≈ 3.3",
    "365 × 24 = 8760 h",
    "24/12 = Christmas",
    "3 dB + 3 dB = 6 dB",
    " 2 m × 3 m = 6 m²",
    "1 + 1/2 + 1/4 = 1.75",
    "100 × 1.05^2 = 110.25",
    "250 ml × 0.92 = 230 g",
    "$t = 6 / 2.3 = 2.6$",
    "3 × 10^{-3} = 0.003",
    "1 - 0.95 = 0.05",
]

TWO_AMOUNTS = [
    "At 54 km/h, that is 17 m/s, the",
    "It takes 90 minutes (2.5 hours).",
    "2 hours (90 minutes)",
    "250 g, or 0.5 kg",
    "3 km = 300 m",
]

ONE_AMOUNT = [
    "At 54 km/h, that is 15 m/s",
    "1 cup (240 ml)",
    "2 hours or 90 minutes",
    "30 minutes (1 h with the break)",
    "5 km or 10 km",
    "about 1 inch (2.5 cm)",
    "10 m (33 feet)",
    "100 g (3.5 oz)",
    "It runs 5 s (300 ms each)",
    "8 pounds or 9 kilos",
    "ten times 1.6 mm is 1.6 cm",
]

NO_SHARES = [
    "So 18 of its 45 applicants, or 45%, got in.",
    "Of 100 spam mails it found 60, so 0.68.",
    "of 70 that were called spam, 60 are, so 0.76",
    "The price rose from 8 to 9 euros, by 15%",
    "It lasted from 1883 to 1889, 8 years",
    "3 red, 4 blue and 5 green, together 13",
    "21 of 1000 shuffles, so 2.5%",
]

SHARES = [
    "18 of its 45 applicants, or 40%",
    "of 70 that were called spam, 60 are, so 0.86",
    "rose from 8 to 9 euros, that is 12.5%",
    "from 20% to 30%, by 10%",
    "3 of 4 people like 90% cocoa",
    "of 2000 people 40 came, so 98% stayed home",
    "Grew from 40 to 50, 25%",
    "from 1883 to 1889, 6 years",
    "2 eggs, 3 apples and 4 pears, in all 9",
    "3 of the 12 months had 25% less rain",
    "fell from 500 to 400, so by 20%",
    "rose from 3.1 to 4.2 percent",
    "5 of 20 (25%)",
    "10 of 30 (a third)",
]


@pytest.mark.parametrize("text", WRONG)
def test_an_equation_that_does_not_hold(text: str) -> None:
    assert len(list(slips(text))) == 1


@pytest.mark.parametrize("text", RIGHT)
def test_an_equation_that_holds_or_is_none(text: str) -> None:
    assert not list(slips(text))


def test_the_right_result_is_told() -> None:
    (slip,) = slips("So 12 × 14 = 158 tiles.")
    assert (slip.words, slip.result) == ("12 × 14 = 158", 168)


@pytest.mark.parametrize("text", TWO_AMOUNTS)
def test_a_value_in_two_units_that_differ(text: str) -> None:
    assert len(list(conversions(text))) == 1


@pytest.mark.parametrize("text", ONE_AMOUNT)
def test_a_value_in_two_units(text: str) -> None:
    assert not list(conversions(text))


@pytest.mark.parametrize("text", NO_SHARES)
def test_a_share_that_does_not_follow(text: str) -> None:
    assert len(list(misfits(text))) == 1


@pytest.mark.parametrize("text", SHARES)
def test_a_share_that_follows(text: str) -> None:
    assert not list(misfits(text))
