"""Whoever knows the id of a rule knows its file, its page of the manual and its tests."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from sphinx_pedagogy.audit import rules
from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.core.rule import Rule

IDS = {rule.id for rule in BUILT_IN}
ROOT = Path(__file__).parents[2]
SOURCES = Path(rules.__file__).parent
OTHER_PAGES = {"index"}
"""Pages of the manual that are about all rules."""


def stems(folder: Path, pattern: str) -> set[str]:
    """Return the names of some files, without their endings."""
    return {path.stem for path in folder.glob(pattern)}


def test_every_rule_has_its_three_files_and_no_file_is_left_over() -> None:
    files = {rule.replace("-", "_") for rule in IDS}
    assert stems(SOURCES, "*.py") - {"__init__"} == files
    assert stems(ROOT / "tests" / "audit" / "rules", "*.py") == {f"test_{name}" for name in files}
    assert stems(ROOT / "docs" / "rules", "*.md") - OTHER_PAGES == IDS


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_a_file_holds_one_rule_and_is_named_by_its_id(rule: type[Rule]) -> None:
    module = importlib.import_module(f"{rules.__name__}.{rule.id.replace('-', '_')}")
    own = [
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Rule) and one.__module__ == module.__name__
    ]
    assert own == [rule]
    assert module.__doc__
    assert module.__doc__.startswith(f"``{rule.id}``: ")


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_its_page_of_the_manual_shows_it(rule: type[Rule]) -> None:
    text = (ROOT / "docs" / "rules" / f"{rule.id}.md").read_text(encoding="utf-8")
    assert f"{{rule}} {rule.id}\n" in text
