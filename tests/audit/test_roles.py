"""Rules ask what a block counts as: a plugin's block with a role counts as ours does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.audit import twins
from tests.audit.test_examples import EXAMPLES, audit, read_example, show

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.course.block_roles import ELEMENT_ROLES, BlockRole

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject

RULES = {rule.id: rule for rule in BUILT_IN}
ALIKE = [
    path
    for path in sorted(EXAMPLES.glob("*.txt"))
    if twins.twin_of(path.read_text(encoding="utf-8")) != path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", ALIKE, ids=lambda path: path.stem)
def test_a_block_of_a_plugin_counts_as_ours_does(path: Path, make_project: MakeProject) -> None:
    parts = read_example(path)
    expected = parts.pop("findings", "")
    settings = parts.pop("conf.toml", "")
    settings = re.sub(r"(?m)^extensions = \[", 'extensions = ["tests.audit.twins", ', settings)
    if "extensions" not in settings:
        plugin = '"tests.audit.twins", "myst_nb", "sphinx_design", "sphinxcontrib.mermaid"'
        settings = f"extensions = [{plugin}]\n{settings}"
    pages = {name: twins.twin_of(text) for name, text in parts.items()}
    found = audit(
        RULES[path.stem.partition(".")[0]], {**pages, "conf.toml": settings}, make_project
    )
    assert twins.ours(show(found)) == expected


def test_each_role_is_one_of_some_block() -> None:
    from sphinx_pedagogy.blocks.builtin import BUILT_IN as BLOCKS

    played = {role for spec in BLOCKS for role in spec.roles}
    assert played == set(BlockRole)
    assert {role for roles in ELEMENT_ROLES.values() for role in roles} <= played
