"""The HTML of blocks: whole, without headings, and open to those who do not see it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sphinx_pedagogy.testing import Built, Project

ROOT = Path(__file__).parents[1] / "roots" / "every-block"
PAGES = ("understanding", "structures", "practice")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}


class Element:
    """An element of a page, with what it holds."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element] = []
        self.words = ""

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())

    def walk(self) -> list[Element]:
        return [self, *(found for child in self.children for found in child.walk())]


class Reader(HTMLParser):
    """Reads a page and insists that every tag is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs))
        assert len(made.attributes) == len(attrs), f"an attribute twice in {attrs}"
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words += data


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every block."""
    return Project(tmp_path_factory.mktemp("html"), ROOT).build()


@pytest.fixture(scope="module")
def blocks(built: Built) -> list[Element]:
    """Every block's element, on pages that are well-formed."""
    found = []
    for page in PAGES:
        reader = Reader()
        reader.feed(built.html(page))
        reader.close()
        assert [element.tag for element in reader.open] == ["page"]
        found += [element for element in reader.open[0].walk() if "ped" in element.classes]
    assert len(found) > 30
    return found


def test_what_a_reader_opens_is_told_by_its_tag(blocks: list[Element]) -> None:
    revealed = {"ped-answer", "ped-hint", "ped-solution", "ped-folded"}
    for element in blocks:
        assert element.tag == ("details" if element.classes & revealed else "div")
        if element.tag == "details":
            assert element.children[0].tag == "summary"
            assert "open" not in element.attributes


def test_no_block_is_a_heading(blocks: list[Element]) -> None:
    tags = {inside.tag for element in blocks for inside in element.walk()}
    assert not {tag for tag in tags if re.fullmatch("h[1-6]", tag)}


def test_remarks_are_notes_and_the_rest_is_not(blocks: list[Element]) -> None:
    notes = {
        name
        for element in blocks
        if element.attributes.get("role") == "note"
        for name in element.classes
    }
    assert {"ped-insight", "ped-aside", "ped-recap"} <= notes
    assert not {"ped-check", "ped-exercise", "ped-comparison", "ped-lesson"} & notes


def test_no_tone_speaks_alone(blocks: list[Element]) -> None:
    """Colour never carries a meaning by itself: each block begins with a word."""
    wordless = {"ped-comparison", "ped-cards", "ped-phases"}
    for element in blocks:
        if not element.classes & wordless:
            first = element.children[0]
            assert "ped-title" in first.classes
            assert first.words.strip()


def test_the_script_finds_what_it_needs(blocks: list[Element]) -> None:
    (check,) = (element for element in blocks if element.attributes.get("id") == "check-label")
    data = {name: value for name, value in check.attributes.items() if name.startswith("data-ped-")}
    assert data == {
        "data-ped-key": "check-label",
        "data-ped-kind": "predict",
        "data-ped-predict": "",
        "data-ped-right": "1",
    }


def test_an_anchor_is_only_offered_where_there_is_one(blocks: list[Element]) -> None:
    for element in blocks:
        links = [e for e in element.children[0].walk() if "headerlink" in e.classes]
        if "ped-title" in element.children[0].classes:
            wanted = bool(element.attributes.get("id")) and element.tag == "div"
            assert bool(links) == wanted, element.words
