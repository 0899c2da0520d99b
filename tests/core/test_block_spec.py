"""Blocks as data."""

from __future__ import annotations

import dataclasses

import pytest

from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.block_spec import BlockSpec, Presence, Tone, choice
from sphinx_pedagogy.course.block_roles import BlockRole


def test_a_choice_says_what_it_takes() -> None:
    convert = choice("one", "two")
    assert convert(" One ") == "one"
    with pytest.raises(ValueError, match='it can be "one", "two"'):
        convert("three")


def test_a_spec_cannot_be_changed() -> None:
    spec = BlockSpec(name="x", help="X.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.name = "y"  # type: ignore[misc]


def test_a_spec_has_quiet_defaults() -> None:
    spec = BlockSpec(name="x", help="X.")
    assert (spec.tone, spec.argument, spec.body) == (
        Tone.NEUTRAL,
        Presence.OPTIONAL,
        Presence.REQUIRED,
    )
    assert not spec.options
    assert not spec.inside


def test_built_in_names_are_unique_and_places_exist() -> None:
    names = [spec.name for spec in BUILT_IN]
    assert len(names) == len(set(names))
    assert {place for spec in BUILT_IN for place in spec.inside} <= {*names, *BlockRole}


def test_every_block_has_a_word_or_is_a_part_or_a_frame() -> None:
    wordless = {spec.name for spec in BUILT_IN if not spec.label}
    frames = {"comparison", "cards", "phases", "pipeline-trace", "widget"}
    assert wordless == frames | {"side", "card-item", "phase", "trace-step"}
