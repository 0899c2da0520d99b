"""Each part of the manual has a front page, which lists its pages with a line on each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

DOCS = Path(__file__).parents[2] / "docs"
PARTS = ("start", "guides", "reference", "explanation", "contributing")
PAGES = [
    page for part in PARTS for page in sorted((DOCS / part).glob("*.md")) if page.stem != "index"
]
LISTS = re.compile(r"^```\{pages\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).with_suffix("").as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_page_is_on_the_front_page_of_its_part(page: Path) -> None:
    front = (page.parent / "index.md").read_text("utf-8")
    listed = [line for found in LISTS.findall(front) for line in found.splitlines()]
    assert name_of(page) in listed


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_page_says_in_a_line_what_it_is_about(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith("---\n")
    meta = yaml.safe_load(text[4:].partition("\n---\n")[0])["myst"]["html_meta"]
    assert meta["description"].endswith(".")
    assert len(meta["description"]) <= 120


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_page_is_beside_the_text(page: Path) -> None:
    home = (DOCS / "index.md").read_text("utf-8")
    assert f"\n{name_of(page)}\n" in home.partition(":::{toctree}")[2]


def test_only_lessons_of_the_small_course_have_a_number_in_the_tree(manual: Path) -> None:
    """A page about a block shows a lesson as its example, and is none."""
    numbered = re.compile(r'href="([^"]*)"[^>]*><span class="number">')
    assert numbered.findall((manual / "blocks/requires.html").read_text("utf-8")) == []
    assert 'title="lesson"' in (manual / "blocks/requires.html").read_text("utf-8")
    lessons = numbered.findall((manual / "course/1-2-4-merge-sort.html").read_text("utf-8"))
    assert len(lessons) == 4


def test_no_page_has_the_name_of_its_group_beside_the_text(manual: Path) -> None:
    tree = (manual / "index.html").read_text("utf-8").partition('class="wy-menu')[2]
    groups = tree.split('class="caption-text">')[1:]
    assert len(groups) > 5
    for group in groups:
        name = group.partition("<")[0]
        assert f">{name}</a>" not in group.partition("</nav>")[0], name
