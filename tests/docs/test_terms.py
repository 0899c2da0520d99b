"""The manual has one word for one thing: what docs/terms.toml replaces is on no page."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TERMS: dict[str, str] = tomllib.loads((DOCS / "terms.toml").read_text("utf-8"))
APART = {"_build", "changes", "sample-plugin", "snippets"}
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"] + [
    page for page in sorted(DOCS.rglob("*.md")) if APART.isdisjoint(page.parts)
]
_NO_PROSE = re.compile(
    r"\A---\n.*?^---$|^ *(`{3,}).*?^ *\1|``.*?``|`.*?`", re.MULTILINE | re.DOTALL
)


def prose_of(text: str) -> str:
    """Return the words of a page in small letters, on one line, without code and front matter."""
    return " ".join(_NO_PROSE.sub(" ", text).split()).lower()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_uses_our_words(page: Path) -> None:
    prose = prose_of(page.read_text("utf-8"))
    found = [term for term in TERMS if re.search(rf"\b{re.escape(term)}\b", prose)]
    assert [(term, TERMS[term]) for term in found] == []


def test_code_is_no_prose() -> None:
    page = "---\na: web site\n---\nA `web site`.\n\n```md\nweb site\n```\n\nThe\nweb site\n"
    assert prose_of(page) == "a . the web site"
