"""What pages load of ours: only where something of ours is, and nothing that touches others."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.blocks.assets import script, stylesheet
from sphinx_pedagogy.core.browser_keys import storage_prefix
from sphinx_pedagogy.core.site_files import STATIC
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.testing import MakeProject

ROOT = Path(__file__).parents[1] / "roots" / "every-block"
OURS = re.compile(r"\.ped(-[\w-]+)?(?![\w-])|\[data-ped-[\w-]+\]")
STYLED = SimpleNamespace(pedagogy_style_admonitions=True)
UNSTYLED = SimpleNamespace(pedagogy_style_admonitions=False)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selector and body of each rule that stands in no other, also within `@media`."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    depth, start, opened = 0, 0, 0
    for at, char in enumerate(css):
        if char == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif char == "}":
            depth -= 1
            if depth:
                continue
            head, body = css[start:opened].strip(), css[opened + 1 : at]
            if head.startswith(("@media", "@container")):
                yield from rules(body)
            else:
                yield head, body
            start = at + 1
    assert depth == 0


def parts(selector: str) -> list[str]:
    """Return the alternatives of a selector: commas within brackets divide nothing."""
    found, depth = [""], 0
    for char in selector:
        depth += (char in "([") - (char in ")]")
        if char == "," and not depth:
            found.append("")
        else:
            found[-1] += char
    return [part.strip() for part in found]


def test_rules_are_told_apart() -> None:
    css = "@media x { .a, .b:is(i, j) { c: d; & e { f: g } } } h { --ped-i: j } /* k { */"
    assert [(parts(head), " ".join(body.split())) for head, body in rules(css)] == [
        ([".a", ".b:is(i, j)"], "c: d; & e { f: g }"),
        (["h"], "--ped-i: j"),
    ]


@pytest.mark.parametrize("file", sorted((STATIC / "css").glob("*.css")), ids=lambda file: file.stem)
def test_every_selector_begins_with_a_name_of_ours(file: Path) -> None:
    """But for tokens, whose names are ours, and the looks that a setting or extension asks for."""
    if file.stem in {"neighbours", "formulas"}:
        return
    found = list(rules(file.read_text(encoding="utf-8")))
    assert found
    for head, body in found:
        if head.startswith(":where(body"):
            assert all(
                line.startswith("--ped-") for line in map(str.strip, body.split(";")) if line
            )
        else:
            # what stands around the lists for one reader waits for them: only their pages load it
            waits = file.stem == "reader" and "ped-" in head
            assert waits or [part for part in parts(head) if not OURS.match(part)] == [], head


@pytest.mark.parametrize("config", [STYLED, UNSTYLED])
def test_a_strict_policy_has_nothing_against_the_stylesheet(config: SimpleNamespace) -> None:
    assert "url(" not in stylesheet(config)  # type: ignore[arg-type]
    assert (".admonition:is(" in stylesheet(config)) is config.pedagogy_style_admonitions  # type: ignore[arg-type]


def test_comments_stay_at_home() -> None:
    assert "/*" not in stylesheet(STYLED)  # type: ignore[arg-type]
    assert not re.search(r"(?m)^\s*(//|\*|/\*)", script())


PAGES = {
    "index.md": "# C\n\n```{toctree}\nplain\nblock\nback\nraw\ncard\n```\n",
    "plain.md": '# P\n\n:::{note}\nA note.\n:::\n\n```html\n<p class="ped-continue"></p>\n```\n',
    "block.md": "# Block\n\n:::{concept} Patch\nA square.\n:::\n",
    "back.md": "# Back\n\nNo block.\n",
    "raw.md": "# Raw\n\n```{raw} html\n<p class='ped-continue'></p>\n```\n",
    "card.md": "# Card\n\nA {concept}`patch`.\n",
}
WITH = {"block", "raw", "card"}


@pytest.mark.parametrize(("builder", "jobs"), [("html", 1), ("html", 2), ("dirhtml", 1)])
def test_only_pages_with_something_of_ours_load_it(
    make_project: MakeProject, builder: str, jobs: int
) -> None:
    project = make_project(PAGES)
    built = project.build(builder, jobs=jobs)
    names = {"html": "{}", "dirhtml": "{}/index"}[builder]
    pages = [names.format(name.removesuffix(".md")) for name in PAGES if name != "index.md"]
    for file in ("blocks.css", "blocks.js"):
        wanted = {names.format(name) for name in WITH}
        assert {page for page in pages if f"sphinx-pedagogy/{file}" in built.html(page)} == wanted
        assert (built.outdir / "_static" / "sphinx-pedagogy" / file).is_file()
    for page in ("index", names.format("search"), names.format("genindex")):
        assert "sphinx-pedagogy" not in built.html(page)
    project.write({"back.md": PAGES["block.md"].replace("Patch", "Row"), "raw.md": "# Raw\n"})
    built = project.build(builder, jobs=jobs)
    assert "blocks.css" in built.html(names.format("back"))
    assert "blocks.css" not in built.html(names.format("raw"))


def test_one_page_of_all(make_project: MakeProject) -> None:
    assert make_project(PAGES).build("singlehtml").html().count("sphinx-pedagogy/blocks.css") == 1


def test_a_book_has_the_stylesheet_and_no_script(make_project: MakeProject) -> None:
    built = make_project(PAGES, epub_show_urls="no").build("epub")
    assert "sphinx-pedagogy/book.css" in built.read("block.xhtml")
    assert "sphinx-pedagogy" not in built.read("plain.xhtml")
    assert "<svg" not in built.read("block.xhtml")
    folder = built.outdir / "_static" / "sphinx-pedagogy"
    assert [file.name for file in folder.iterdir()] == ["book.css"]


def test_what_a_project_has_is_left_alone(make_project: MakeProject) -> None:
    own = {"_static/pedagogy.css": "own", "_static/blocks.css": "mine", "_static/blocks.js": "too"}
    built = make_project({**PAGES, **own}, html_static_path=("_static",)).build()
    assert built.warnings == []
    assert [built.read(name) for name in own] == list(own.values())
    assert ".ped" in built.read("_static/sphinx-pedagogy/blocks.css")


def test_the_looks_of_others_are_a_setting(make_project: MakeProject) -> None:
    project = make_project(PAGES)
    assert ".admonition:is(" not in project.build().read("_static/sphinx-pedagogy/blocks.css")
    project.configure(pedagogy_style_admonitions=True)
    built = project.build()
    assert ".admonition:is(" in built.read("_static/sphinx-pedagogy/blocks.css")
    assert "blocks.css" in built.html("plain")
    assert "blocks.js" not in built.html("plain")
    assert "sphinx-pedagogy" not in built.html("search")


class Inside(HTMLParser):
    """Finds what a strict policy forbids within our blocks and tables."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        ours = any(name.startswith("ped") for name in classes) or any(self.open)
        runs = tag == "script" and given.get("type") != "application/json"
        handles = any(name.startswith("on") for name in given)
        if ours and (
            "style" in given or tag == "style" or handles or (runs and "src" not in given)
        ):
            self.found.append(self.get_starttag_text() or tag)
        if tag not in {"br", "col", "hr", "img", "input", "link", "meta"}:
            self.open.append(ours)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()


def test_blocks_have_no_styles_or_scripts_in_the_page(tmp_path: Path) -> None:
    built = Project(tmp_path, ROOT).build()
    seen = 0
    for file in built.outdir.rglob("*.html"):
        reader = Inside()
        reader.feed(file.read_text(encoding="utf-8"))
        assert reader.found == [], file.name
        seen += 1
    assert seen > 3


def test_courses_share_no_prefix() -> None:
    names = ("Deep learning", "Deep  learning", "Deep learning II", "Tiefes Lernen", "学", "習", "")
    prefixes = [storage_prefix(name) for name in names]
    assert len(set(prefixes)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", prefix) for prefix in prefixes)
    assert storage_prefix("Deep learning") == "deep-learning-" + prefixes[0][-8:]


def test_the_script_is_told_the_prefix(make_project: MakeProject) -> None:
    project = make_project(PAGES, project="One")
    assert f'data-prefix="{storage_prefix("One")}"' in project.build().html("block")
    project.configure(pedagogy_storage_prefix="mine")
    html = project.build().html("block")
    assert 'data-prefix="mine"' in html
    assert "data-own" in html


LESSON = "# L\n\n:::{lesson} NUMBER\nOPTION\nText.\n:::\n"


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_has_a_key_that_outlives_a_number(make_project: MakeProject, jobs: int) -> None:
    """The slug, or a label; a file of the site says which key was a number before."""
    pages = {
        "index.md": "# C\n\n```{toctree}\n:glob:\nl/*\n```\n",
        "l/1-1-1-latents.md": LESSON.replace("NUMBER", "1.1.1").replace("OPTION\n", ""),
        "l/1-1-2-noise.md": LESSON.replace("NUMBER", "1.1.2").replace("OPTION", ":label: noisy\n"),
        **{f"l/p{at}.md": "# P\n" for at in range(6)},
    }
    project = make_project(pages)
    built = project.build(jobs=jobs)
    assert 'data-ped-lesson="latents"' in built.html("l/1-1-1-latents")
    assert 'data-ped-lesson="noisy"' in built.html("l/1-1-2-noise")
    former = '{"1.1.1": "latents", "1.1.2": "noisy"}'
    assert former in built.read("_static/sphinx-pedagogy/former.js")
    project.remove("l/1-1-1-latents.md")
    project.write({"l/1-1-3-latents.md": pages["l/1-1-1-latents.md"].replace("1.1.1", "1.1.3")})
    built = project.build(jobs=jobs)
    assert 'data-ped-lesson="latents"' in built.html("l/1-1-3-latents")
    former = '{"1.1.2": "noisy", "1.1.3": "latents"}'
    assert former in built.read("_static/sphinx-pedagogy/former.js")
