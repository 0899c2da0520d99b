"""What the manual promises: each sentence of the list is on its page, and each test exists."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PROMISES: dict[str, dict[str, str | list[str]]] = tomllib.loads(
    (DOCS / "contributing" / "promises.toml").read_text("utf-8")
)


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests of a file, without their beginning."""
    found = ast.walk(ast.parse((ROOT / "tests" / file).read_text("utf-8")))
    names = (one.name for one in found if isinstance(one, ast.FunctionDef))
    return frozenset(name.removeprefix("test_") for name in names if name.startswith("test_"))


@pytest.mark.parametrize("page", PROMISES)
def test_each_promise_is_on_its_page_and_has_its_tests(page: str) -> None:
    path = ROOT / page if page.endswith(".md") else DOCS / f"{page}.md"
    text = " ".join(path.read_text("utf-8").split())
    for sentence, tests in PROMISES[page].items():
        assert sentence in text
        for test in [tests] if isinstance(tests, str) else tests:
            file, _, name = test.partition("::")
            assert name in names_in(file), test


@pytest.mark.parametrize("part", ["start", "guides", "explanation"])
def test_each_page_for_authors_has_promises(part: str) -> None:
    pages = {f"{part}/{page.stem}" for page in (DOCS / part).glob("*.md")} - {f"{part}/index"}
    assert pages - PROMISES.keys() == set()


def test_the_tests_need_no_pytorch() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    needed = [one for name in ("test", "browser", "neighbours") for one in groups[name]]
    assert [one for one in needed if isinstance(one, str) and one.startswith("torch")] == []
