"""Each option of a block or a command has an example in the manual, which the code takes."""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.docs.test_reference import BLOCKS, commands

from sphinx_pedagogy.cli.main import make_parser

EXAMPLES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / "docs" / "snippets" / "options.toml").read_text("utf-8")
)
OPTIONS = {f"{spec.name}:{option.name}": option for spec in BLOCKS for option in spec.options}
LINES = {
    (command, option): example
    for command, examples in EXAMPLES["commands"].items()
    for option, example in examples.items()
} | {("", option): example for option, example in EXAMPLES["shared"].items()}


def test_each_option_of_a_block_has_an_example() -> None:
    assert EXAMPLES["blocks"].keys() == OPTIONS.keys()


@pytest.mark.parametrize("name", OPTIONS)
def test_a_block_takes_the_example(name: str) -> None:
    OPTIONS[name].convert(EXAMPLES["blocks"][name])


def test_each_option_of_a_command_has_an_example() -> None:
    stated = {
        (name, action.option_strings[-1])
        for name, parser in commands()
        for action in parser._actions
        if action.option_strings and action.option_strings[0] != "-h"
    }
    own = {(name, option) for name, option in stated if option not in EXAMPLES["shared"]}
    assert {key for key in LINES if key[0]} == own


@pytest.mark.parametrize(("command", "option"), LINES)
def test_a_command_takes_the_example(command: str, option: str) -> None:
    words = shlex.split(LINES[command, option])
    assert LINES[command, option].startswith(command)
    assert option in words
    make_parser(words[0]).parse_args(words)
