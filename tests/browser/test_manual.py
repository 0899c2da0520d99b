"""The pages of our manual: open to all, still while they load, and no wider than the screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

import pytest
from tests.docs.conftest import DOCS
from tests.docs.conftest import manual as manual  # a fixture

from .test_looks import AXE, COLOUR_RULES, OPEN_ALL, violations
from .test_theme import SHIFTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Page

NO_PAGES = {"_build", "changes", "jupyter_execute", "sample-plugin", "snippets", "tutorial"}
ALL = sorted(
    str(file.relative_to(DOCS).with_suffix(""))
    for file in DOCS.rglob("*.md")
    if file.relative_to(DOCS).parts[0] not in NO_PAGES
)
KINDS = (
    "index",
    "blocks/check",
    "contributing/architecture",
    "course/1-2-4-merge-sort",
    "explanation/benchmarks",
    "guides/builders",
    "reference/settings",
    "rules/index",
    "start/tutorial",
    "genindex",
    "search",
)
"""Pages of each kind: all others are like one of them."""
LOOKS: tuple[tuple[Literal["light", "dark"], int, int, Sequence[str]], ...] = (
    ("light", 390, 844, ()),
    ("dark", 1440, 900, COLOUR_RULES),
)


@pytest.mark.browser
@pytest.mark.parametrize("name", KINDS)
def test_a_page_of_each_kind_can_be_shown(page: Page, manual: Path, name: str) -> None:
    assert_shown(page, manual, name)


@pytest.mark.browser
@pytest.mark.every_page
@pytest.mark.parametrize("name", sorted({*ALL} - {*KINDS}))
def test_every_other_page_can_be_shown(page: Page, manual: Path, name: str) -> None:
    assert_shown(page, manual, name)


def assert_shown(page: Page, manual: Path, name: str) -> None:
    """Hold a page to what axe finds, to what moves while it loads, and to its width."""
    if not AXE.exists() and not os.environ.get("CI"):
        pytest.skip("build/axe is not there: run `nox -s browser`")
    for scheme, width, height, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto((manual / f"{name}.html").as_uri())
        assert page.evaluate(SHIFTED) < 0.02
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(OPEN_ALL)
        assert violations(page, "document", rules) == []
