"""Reading options, without a build."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.block_spec import BlockSpec, Markup, Option, choice
from sphinx_pedagogy.core.converters import filled, flag, number
from sphinx_pedagogy.core.options import (
    COMMON_OPTIONS,
    AnyOption,
    as_text,
    inline_options,
    lost_line,
    read_options,
)

KIND = Option("kind", "Which.", choice("one", "two"), default="one")
COUNT = Option("count", "How many.", number)
TIER = Option("tier", "Must be there.", choice("low", "high"), required=True)
WHY = Option("why", "Prose.", filled, markup=Markup.INLINE, label="Why")


def test_values_are_converted_and_defaults_filled_in() -> None:
    assert read_options({"count": " 4 "}, [KIND, COUNT]) == ({"count": "4", "kind": "one"}, [])


def test_case_and_blanks_of_a_choice_do_not_matter() -> None:
    assert read_options({"kind": " TWO "}, [KIND]) == ({"kind": "two"}, [])


def test_a_bad_value_is_replaced_by_the_default() -> None:
    values, complaints = read_options({"kind": "three"}, [KIND])
    assert values == {"kind": "one"}
    assert complaints == [("kind", 'its option "kind" cannot be "three": it can be "one", "two"')]


def test_a_bad_value_without_a_default_is_left_out() -> None:
    values, complaints = read_options({"count": "many"}, [COUNT])
    assert values == {}
    assert len(complaints) == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [("knid", 'did you mean "kind"?'), ("colour", "known are"), ("Kind", 'did you mean "kind"?')],
)
def test_an_unknown_option_is_named_with_the_nearest(name: str, hint: str) -> None:
    values, ((_name, complaint),) = read_options({name: "one"}, [KIND, *COMMON_OPTIONS])
    assert values == {"kind": "one"}
    assert complaint.startswith(f'it has no option "{name}": ')
    assert hint in complaint


def test_a_required_option_is_missed_only_if_it_was_not_given() -> None:
    assert read_options({}, [TIER])[1] == [("tier", 'it needs the option "tier": Must be there.')]
    assert len(read_options({"tier": "middle"}, [TIER])[1]) == 1


def test_all_mistakes_are_told_at_once() -> None:
    given = {"kind": "three", "count": "x", "colour": "red"}
    assert len(read_options(given, [KIND, COUNT, TIER])[1]) == 4


@pytest.mark.parametrize(
    ("given", "body", "gap", "found"),
    [
        ({"aka": "this,"}, ["that"], False, ("aka", "that")),
        ({"aka": "this"}, ["  that"], False, ("aka", "that")),
        ({"aka": "this,"}, ["that"], True, None),
        ({"aka": "this"}, ["that"], False, None),
        ({"aka": "this,"}, [], False, None),
        ({}, ["  that"], False, None),
        ({"aka": "x,", "depth": "y"}, ["that"], False, None),
    ],
)
def test_a_lost_second_line(
    given: dict[str, str], body: list[str], gap: bool, found: tuple[str, str] | None
) -> None:
    assert lost_line(given, body, gap) == found


@pytest.mark.parametrize("text", ["48", "0.5", " 1e-3 ", "-2", "+1"])
def test_numbers(text: str) -> None:
    assert float(number(text)) == float(text)


@pytest.mark.parametrize(
    "text", ["", "4;8", "1,234", "12 34", "two", "nan", "inf", "1/0", "0x10", "--5", "1_0 0"]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        number(text)


def test_a_flag_takes_no_value() -> None:
    assert flag("  ") == ""
    with pytest.raises(ValueError, match="no value"):
        flag("yes")


def test_what_must_be_filled() -> None:
    assert filled(" a b ") == "a b"
    with pytest.raises(ValueError, match="text"):
        filled("  ")


def test_any_option_takes_unknown_names_as_text() -> None:
    spec = AnyOption(["kind"])
    assert list(spec) == ["kind"]
    assert as_text(None) == ""
    assert spec["colour"]("red") == "red"
    assert list(spec) == ["kind"]


def test_inline_options_are_told_apart() -> None:
    assert inline_options([KIND, WHY]) == [WHY]


@pytest.mark.parametrize("spec", BUILT_IN, ids=lambda spec: spec.name)
def test_built_in_options_are_consistent(spec: BlockSpec) -> None:
    names = [option.name for option in (*COMMON_OPTIONS, *spec.options)]
    assert len(names) == len(set(names))
    for option in spec.options:
        assert option.help.endswith(".")
        assert option.default is None or option.convert(option.default) == option.default
        assert (option.markup is Markup.INLINE) == bool(option.label)
    assert spec.help.endswith(".")
    if spec.label_by:
        name, labels = spec.label_by
        option = next(option for option in spec.options if option.name == name)
        assert all(option.convert(value) == value for value in labels)
