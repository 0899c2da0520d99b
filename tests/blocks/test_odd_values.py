"""Each option of each block, with values that it must take and values that it must refuse."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.block_spec import Markup, Option
from sphinx_pedagogy.core.converters import NUMBER_OPTIONS
from sphinx_pedagogy.core.options import COMMON_OPTIONS, read_options
from sphinx_pedagogy.course.numerals import agrees, formatted, numerals
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

NAME = (["a", "6.3.5", "日本"], ["", " ", "%%", "-"])
NAMES = (["a", "a, b", "a, , b,"], ["", ",", ", ,", "%%", "a, %"])
TEXT = (["45 min", "(4, 64)"], ["", " "])
PROSE = (["one *word*"], ["", " "])
FLAG = ([""], ["no", "yes", "false"])

# what every choice refuses, and what each option that is no choice takes and refuses
CHOICE = ["", "zz", "0"]
VALUES: dict[str, tuple[list[str], list[str]]] = {
    "label": NAME,
    "class": (["a", "a b", "sd-p-1", "_x", "md:w-1/2"], ["", "3c", "a 3c", "-", "a;b", "."]),
    "hidden": FLAG,
    "plain": FLAG,
    "no-mentions": FLAG,
    "time": TEXT,
    "notebook": TEXT,
    "slug": NAME,
    "uses": NAMES,
    "url": (
        ["https://a.org/x", "../other.html", "mailto:a@b.org"],
        ["", "not a url", "javascript:alert(1)", "data:text/html,x", "word"],
    ),
    "loads": (["build", "build, stretch consolidate"], ["", "build foo", "Build build"]),
    "to": NAME,
    "depth": NAME,
    "id": NAME,
    "aka": NAMES,
    "builds-on": NAMES,
    "code": (["foo", "nn.Softmax, if"], [""]),
    "because": PROSE,
    "misleads": PROSE,
    "note": PROSE,
    "of": NAMES,
    "kind": (["positive", "bridge", "negative-nuance"], ["", "zz", "0", "bridge nuance"]),
    "source": PROSE,
    "shape": TEXT,
    "glued": NAME,
    "from": NAMES,
    "value": (["86 million", "0.5", "(4, 64, 64)", "two"], ["", "abc", "inf", "nan", "-Infinity"]),
    "unit": TEXT,
    "format": (
        [",", ".1f", ".0%", "d", "e", "+.2f", "s"],
        ["", "zz", "999999999d", ".999f", "x", "{}", ".1s"],
    ),
    "bridge": PROSE,
    "module": NAME,
    "data": NAME,
    "highlight": FLAG,
    "rows": TEXT,
    "predict": FLAG,
    "number": (
        ["48", "-0.5", ".5", "1e-3"],
        ["", "abc", "inf", "nan", "1e999", "4;8", "1 2"],
    ),
    "tolerance": (["0", "0.5"], ["", "-1", "inf", "abc"]),
    "tests": NAMES,
    "for": NAME,
    "concepts": NAMES,
    "resolution": NAME,
    "in": PROSE,
    "at": NAME,
    "columns": PROSE,
    "date": (["2026-02-13"], ["", "13.2.2026", "2026-02-30", "tomorrow"]),
    "lesson": NAME,
    "counts": TEXT,
    "quote": PROSE,
    "sealed": TEXT,
    "holds": (["1", "9"], ["", "0", "10", "two", "-1"]),
    "solution": ([], ["", "none", "withheld", "withheld, because"]),
    "effect": PROSE,
    "fix": PROSE,
}
SPECS = (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)
OPTIONS = [
    pytest.param(option, id=f"{spec.name}-{option.name}")
    for spec in SPECS
    for option in (*(COMMON_OPTIONS if spec is SPECS[0] else ()), *spec.options)
]


def is_choice(option: Option) -> bool:
    """Whether an option takes some words only."""
    return option.convert.__qualname__.startswith("choice.")


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_takes_what_means_something_and_refuses_the_rest(option: Option) -> None:
    if option.name in {"of", "to"} and option.markup is Markup.INLINE:
        takes, refuses = PROSE
    elif option in NUMBER_OPTIONS:
        takes, refuses = (["7", "A2"], [""]) if option.name == "number" else ([""], ["yes"])
    elif is_choice(option):
        takes, refuses = [], CHOICE
    else:
        takes, refuses = VALUES[option.name]
    for value in takes:
        assert read_options({option.name: value}, [option]) == ({option.name: value}, []), value
    for value in refuses:
        values, complaints = read_options({option.name: value}, [option])
        assert len(complaints) == 1, value
        assert value == "" or values.get(option.name) != value


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e400", "tensor(inf)", "1e999999999"])
@pytest.mark.parametrize("spec", [".1f", ",", "d", ".0%"])
def test_what_is_no_finite_number_is_refused_and_stops_nothing(value: str, spec: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        formatted(value, spec)


def test_a_format_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="format of Python"):
        formatted("1", "999999999d")


@pytest.mark.parametrize("text", ["about 1e999999999", "9e99999999999", "1e999 million"])
def test_a_number_too_large_to_write_stops_nothing(text: str) -> None:
    assert all(isinstance(one.number, Decimal) for one in numerals(text))
    agrees(text, "1")


@pytest.mark.parametrize(
    ("value", "meant"),
    [("243", False), ("244", True), ("268", True), ("269", False)],
)
def test_about_means_five_in_a_hundred_as_the_manual_says(value: str, meant: bool) -> None:
    assert agrees("about 256", value) is meant
