"""What the manual shows of a file: whole blocks, found by their words and not by their lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.config import Config
from sphinx.directives.code import LiteralIncludeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "_build" not in page.parts]
CUTS = {"start-at", "start-after", "end-at", "end-before", "lines"}
_DIRECTIVE = re.compile(
    r"^```\{literalinclude\} (?P<file>\S+)\n(?P<options>(?::[\w-]+:[^\n]*\n)*)", re.MULTILINE
)
_OPTION = re.compile(r"^:([\w-]+): *(.*)$", re.MULTILINE)
_FENCE = re.compile(r" *(:{3,}|`{3,}|~{3,}) *(.*)")


def excerpts_of(page: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield each file of which a page shows a part, and the options that cut the part out."""
    for found in _DIRECTIVE.finditer(page.read_text("utf-8")):
        options = {name: value.strip("\"'") for name, value in _OPTION.findall(found["options"])}
        cuts = {name: value for name, value in options.items() if name in CUTS}
        name = found["file"]
        if cuts:
            yield (DOCS / name[1:] if name.startswith("/") else page.parent / name), cuts


def torn_fences(text: str) -> list[str]:
    """Return the fences of a text that open nothing that it closes, or close nothing it opens."""
    open_ones: list[str] = []
    torn: list[str] = []
    for line in text.splitlines():
        fence = _FENCE.fullmatch(line)
        if fence is None:
            continue
        if fence[2]:
            open_ones.append(fence[1])
        elif open_ones and open_ones[-1] == fence[1]:
            open_ones.pop()
        else:
            torn.append(line)
    return torn + open_ones


EXCERPTS = [
    pytest.param(file, cuts, id=f"{page.relative_to(DOCS).as_posix()}-{file.name}")
    for page in PAGES
    for file, cuts in excerpts_of(page)
]


@pytest.mark.parametrize(("file", "cuts"), EXCERPTS)
def test_an_excerpt_has_whole_blocks(file: Path, cuts: dict[str, str]) -> None:
    assert "lines" not in cuts, "an edit above the lines would shift them"
    text, _count = LiteralIncludeReader(str(file), cuts, Config()).read()
    assert torn_fences(text) == []


def test_the_manual_has_excerpts() -> None:
    assert len(EXCERPTS) > 5


def test_half_a_block_is_found() -> None:
    assert torn_fences(":::{plan} 1\n:::\n\n:::{plan-gap} X\n") == [":::"]
    assert torn_fences("A line.\n:::\n") == [":::"]
    assert torn_fences("::::{check}\n:::{choice}\n:::\n::::\n") == []
