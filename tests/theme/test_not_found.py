"""The page for an address where there is none: its links work at any depth, for any builder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.theme.not_found import root_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

FILES = {
    "index.md": "# Course\n\n```{toctree}\n:caption: All\nsub/a\nElsewhere <https://e.org/>\n```\n",
    "sub/a.md": "# Alpha\n",
}
_LINK = re.compile(r'\s(?:href|src|action|data-content_root)="([^"]*)"')


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    ("address", "root"), [("", "/"), ("https://me.example/a/course", "/a/course/")]
)
def test_every_link_begins_at_the_root_and_leads_to_a_file(
    make_project: MakeProject, builder: str, address: str, root: str
) -> None:
    built = make_project(FILES, html_theme="pedagogy", html_baseurl=address).build(builder)
    assert built.warnings == []
    html = (Path(built.outdir) / "404.html").read_text(encoding="utf-8")
    links = [it for it in _LINK.findall(html) if not it.startswith(("#", "https://e.org"))]
    assert f'data-content_root="{root}"' in html
    assert [it for it in links if not it.startswith(root)] == []
    for link in links:
        file = Path(built.outdir) / link.removeprefix(root).partition("?")[0]
        assert (file / "index.html" if file.is_dir() else file).is_file(), link
    assert {"Elsewhere", "Alpha"} <= set(re.findall(r"<span>(\w+)</span>", html))
    assert 'name="q"' in html
    assert "canonical" not in html


def test_a_page_of_the_project_stays(make_project: MakeProject) -> None:
    own = FILES | {"404.md": "---\norphan: true\n---\n\n# Lost, are you?\n"}
    built = make_project(own, html_theme="pedagogy").build("html")
    assert "Lost, are you?" in built.html("404")
    assert "noindex" not in built.html("404")


@pytest.mark.parametrize(("theme", "builder"), [("alabaster", "html"), ("pedagogy", "singlehtml")])
def test_nothing_else_has_one(make_project: MakeProject, theme: str, builder: str) -> None:
    built = make_project(FILES, html_theme=theme).build(builder)
    assert not (Path(built.outdir) / "404.html").exists()


def test_the_root_is_the_path_of_the_address() -> None:
    addresses = ["", "https://a.example", "https://a.example/", "https://a.example/en/latest/"]
    assert [root_of(it) for it in addresses] == ["/", "/", "/", "/en/latest/"]
