"""The manual is complete: it has a place for every block, dependency and token."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_pedagogy
from sphinx_pedagogy import api
from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECS = (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)
ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
STYLESHEET = Path(sphinx_pedagogy.__file__).parent / "static" / "css" / "frame.css"
PAGES = {path: path.read_text(encoding="utf-8") for path in (DOCS / "blocks").glob("*.md")}


def used(directive: str) -> list[str]:
    """Return the arguments with which the pages of blocks use *directive*."""
    found = re.compile(rf"^```\{{{directive}\}} (\S+)$", re.MULTILINE)
    return [name for text in PAGES.values() for name in found.findall(text)]


def test_every_block_has_its_facts_on_one_page() -> None:
    assert sorted(used("block-facts")) == sorted(spec.name for spec in SPECS)


def test_every_block_is_in_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DOCS / "_ext")
    groups = importlib.import_module("manual").GROUPS
    names = [spec.name for group in used("block-table") for spec in groups[group]]
    assert sorted(names) == sorted(spec.name for spec in SPECS)


def test_every_snippet_is_shown_and_every_block_has_one() -> None:
    snippets = {path.stem: path.read_text("utf-8") for path in (DOCS / "snippets").glob("*.md")}
    pages = "\n".join(path.read_text("utf-8") for path in DOCS.rglob("*.md"))
    assert [name for name in snippets if f"```{{snippet}} {name}\n" not in pages] == []
    sources = "\n".join(snippets.values())
    bare = re.compile(r"\{(?:ped:)?([a-z-]+?)(?:-start)?\}")
    assert {spec.name for spec in SPECS} <= set(bare.findall(sources))


def dependencies() -> Iterator[str]:
    """Yield the name of everything that `pyproject.toml` asks for."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    lists = [*project["optional-dependencies"].values(), *pyproject["dependency-groups"].values()]
    named = [line for lines in lists for line in lines if isinstance(line, str)]
    for line in [*project["dependencies"], *named]:
        name = re.match(r"[\w.-]+", line)
        assert name
        yield name[0]


@pytest.mark.parametrize("name", sorted({*dependencies()} - {"sphinx-pedagogy"}))
def test_every_dependency_has_its_reason(name: str) -> None:
    assert f"`{name}`" in (DOCS / "contributing" / "dependencies.md").read_text(encoding="utf-8")


def test_the_re_tinting_example_names_tokens_that_exist() -> None:
    names = re.findall(r"--ped-[a-z]+", (DOCS / "snippets" / "course.css").read_text("utf-8"))
    style = STYLESHEET.read_text(encoding="utf-8")
    assert names
    assert [name for name in names if f"  {name}: " not in style] == []


def test_the_table_of_tokens_finds_them() -> None:
    head = re.search(r":where\(body\) \{\n", STYLESHEET.read_text(encoding="utf-8"))
    assert head, "docs/_ext/manual.py looks for the tokens here"


def test_the_api_page_has_every_name() -> None:
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    shown = re.findall(
        r"^\.\. auto\w+:: (?:sphinx_pedagogy\.core\.\w+\.)?(\w+)", page, re.MULTILINE
    )
    assert set(api.__all__) <= set(shown)


def test_the_manual_lists_each_part() -> None:
    page = (DOCS / "start" / "install.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^`sphinx_pedagogy\.(\w+)`\n: ", page)
    assert sorted(listed) == sorted(sphinx_pedagogy.PARTS)
