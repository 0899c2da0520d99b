"""Every block in every builder: no warning, and all of the author's words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Catalog

    from sphinx_pedagogy.testing import Built

SPECS = (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)
ROOT = Path(__file__).parents[1] / "roots" / "every-block"
PAGES = (
    "index",
    "records",
    "series",
    "lesson-plan",
    "understanding",
    "structures",
    "practice",
    "notebooks/first",
)
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text"),
    *("man", "texinfo", "xml", "pseudoxml", "gettext"),
)
XHTML = "{http://www.w3.org/1999/xhtml}"

# Code is not for translators.
UNTRANSLATED = {"keptprogram", "keptgatedprogram"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Every block; nobody changes it."""
    return Project(tmp_path_factory.mktemp("every-block"), ROOT)


@pytest.fixture(scope="module")
def at_end(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Every block, with the answers of printed pages at the end."""
    return Project(tmp_path_factory.mktemp("at-end"), ROOT, pedagogy_print_answers="end")


@pytest.fixture(scope="module")
def html(project: Project) -> Built:
    """Every block, as HTML."""
    return project.build("html")


@pytest.fixture(scope="module")
def templates(project: Project) -> dict[str, Catalog]:
    """The messages for translators, by page."""
    outdir = project.build("gettext").outdir
    found = {}
    for path in outdir.rglob("*.pot"):
        with path.open("rb") as stream:
            found[path.relative_to(outdir).with_suffix("").as_posix()] = read_po(stream)
    return found


def words(text: str) -> set[str]:
    """Return the author's words in *text*."""
    return set(re.findall(r"kept[a-z]+", text))


def source(pages: Iterable[str] = PAGES) -> str:
    """Return what the author wrote."""
    return "".join((ROOT / f"{page}.md").read_text(encoding="utf-8") for page in pages)


def all_text(outdir: Path) -> str:
    """Return the text of every file of an output, except for copies of the source."""
    files = [
        path
        for path in outdir.rglob("*")
        if path.is_file() and path.suffix != ".epub" and "_sources" not in path.parts
    ]
    return "".join(path.read_bytes().decode(errors="replace") for path in files)


def body(page: str) -> str:
    """Return what stands in the page, without the theme around it."""
    return page.partition('<div class="body" role="main">')[2].partition('class="clearer"')[0]


def test_the_project_has_every_block(html: Built) -> None:
    documents = [html.doctree(page) for page in PAGES]
    kinds = {node.kind for document in documents for node in document.findall(block)}
    written = set(re.findall(r"\{(?:ped:)?([a-z-]+)\}", source()))
    assert {spec.name for spec in SPECS} <= written
    # parts are made into list items, cards and columns
    assert {spec.name for spec in SPECS} - kinds == {"side", "card-item", "phase", "trace-step"}


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_lost_and_nothing_is_wrong(builder: str, project: Project) -> None:
    built = project.build(builder, strict=True)
    assert built.warnings == []
    assert not built.failed
    said = all_text(built.outdir).casefold()  # man shouts its headings
    assert words(source()) - UNTRANSLATED <= words(said)
    assert "gonebody" not in said or builder == "gettext"


def test_a_page_says_what_its_author_said_in_that_order(html: Built) -> None:
    text = html.text("practice")
    order = ["keptquestion?", "keptwrong", "Wrong.", "keptwrongfeedback", "keptanswer."]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_an_epub_is_well_formed_and_open(project: Project) -> None:
    outdir = project.build("epub").outdir
    with ZipFile(outdir / "book.epub") as book:
        pages = [name for name in book.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))]
        trees = {name: ET.fromstring(book.read(name)) for name in pages}  # noqa: S314 (ours)
    assert {f"{page}.xhtml" for page in PAGES} <= set(trees)
    practice = trees["practice.xhtml"]
    assert practice.find(f".//{XHTML}details") is None
    assert practice.find(f".//{XHTML}summary") is None
    assert "keptfortyeight" in "".join(practice.itertext())


def test_ids_are_unique_and_links_lead_somewhere(html: Built) -> None:
    for page in PAGES:
        text = html.html(page)
        ids = re.findall(r'\bid="([^"]*)"', text)
        assert sorted(ids) == sorted(set(ids))
        assert {link for link in re.findall(r'href="#([^"]+)"', text) if link} <= set(ids)


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_answers_can_stand_at_the_end(builder: str, at_end: Project) -> None:
    built = at_end.build(builder, strict=True)
    assert built.warnings == []
    name = {"latex": "book.tex", "text": "practice.txt", "epub": "practice.xhtml"}[builder]
    said = built.read(name)
    assert words(source(["practice"])) <= words(said)
    heading = max(said.rfind("Answers"), said.rfind("ANSWERS"))
    assert said.index("kepthowmany") < heading < said.index("keptfortyeight")
    assert heading < said.index("keptsolution")
    assert said.count("keptfortyeight") == 1
    # at the end of their own page, which is not the last
    assert builder != "latex" or heading < said.index("keptcells")


def test_answers_stay_in_place_on_a_screen(at_end: Project, html: Built) -> None:
    assert body(at_end.build("html").html("practice")) == body(html.html("practice"))


def test_references_in_latex_lead_somewhere(project: Project) -> None:
    text = project.build("latex").read("book.tex")
    targets = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text))
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text))
    assert len(links) > 8
    assert links <= targets


def test_latex_makes_a_pdf(project: Project) -> None:
    if shutil.which("latexmk") is None:
        reason = "no LaTeX on this machine: install latexmk and texlive-latex-extra"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    outdir = project.build("latex").outdir
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "book.tex"]
    done = subprocess.run(command, cwd=outdir, capture_output=True, check=False, timeout=120)
    log = (outdir / "book.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-3000:]
    assert (outdir / "book.pdf").read_bytes().startswith(b"%PDF")
    assert "undefined references" not in log


def test_templates_hold_the_authors_words_and_no_other(templates: dict[str, Catalog]) -> None:
    ids = [str(message.id) for catalog in templates.values() for message in catalog if message.id]
    assert [text for text in ids if not re.search("kept|gone", text)] == []


def test_templates_hold_all_of_the_authors_words(templates: dict[str, Catalog]) -> None:
    ids = " ".join(str(message.id) for catalog in templates.values() for message in catalog)
    assert words(source()) - UNTRANSLATED - words(ids) == set()


def test_a_translation_changes_words_and_nothing_else(
    html: Built, templates: dict[str, Catalog], tmp_path: Path
) -> None:
    """The translation of `kept` is `said`, in a language in which our own words are English."""
    for page, catalog in templates.items():
        for message in catalog:
            message.string = str(message.id).replace("kept", "said")
        file = tmp_path / "locale" / "eo" / "LC_MESSAGES" / f"{page}.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_mo(stream, catalog)
    project = Project(tmp_path, ROOT, language="eo", locale_dirs=["locale"])
    translated = project.build("html")
    assert translated.warnings == []
    for page in ("understanding", "structures", "practice", "records", "series"):
        assert words(translated.text(page)) <= UNTRANSLATED | {"keptproject", "keptauthor"}
        said = body(translated.html(page))
        assert steady(said.replace("said", "kept")) == steady(body(html.html(page)))


def steady(page: str) -> str:
    """Return a page without what rightly differs in another language."""
    page = re.sub(r'title="[^"]*"', "", page)
    # a browser keeps a check without a label under a digest of its words
    return re.sub(r'data-ped-key="[0-9a-f]{12}"', "", page)
