"""Diagrams in builds: SVG without JavaScript, what is stored, and what has no drawing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.diagrams import mermaid_engine
from sphinx_pedagogy.diagrams.diagram_error import DiagramError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.testing import Built, MakeProject

SETTINGS: dict[str, Any] = {"extensions": ["sphinx_pedagogy.diagrams"]}
FLOW = "```{mermaid}\nflowchart LR\n  a --> b\n```\n"
NAMED = """
```{mermaid}
---
name: way
alt: 'What goes in "comes" out.'
caption: The *way*
---
flowchart LR
  a --> b
  click a href "https://example.org/?a=1&b=2"
```

See [](#way).
"""
BROKEN = "```{mermaid}\nbroken LR\n```\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60" '
    'font-family="sans-serif"><marker id="ped-part-0"><path d="M0,0L1,1"/></marker>'
    '<path d="M0,0L9,0" stroke="#5f7d9c" marker-end="url(#ped-part-0)"/>'
    '<text fill="#1f2933">CODE</text></svg>'
)


class Drawer:
    """Draws in no time, and knows what it was asked for."""

    def __init__(self) -> None:
        self.codes: list[str] = []

    def __call__(self, code: str, settings: Mapping[str, Any]) -> tuple[str, str]:
        self.codes.append(code)
        if code.startswith("broken"):
            raise DiagramError("nobody knows broken")
        link = re.search(r'click \w+ href "([^"]*)"', code)
        svg = SVG.replace("CODE", code.splitlines()[-1].strip() if not link else "linked")
        return (svg.replace("<text", f'<a href="{link[1]}"><text', 1) if link else svg).replace(
            "</svg>", "</a></svg>" if link else "</svg>"
        ), ""


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    made = Drawer()
    monkeypatch.setattr("sphinx_pedagogy.diagrams.drawings.draw", made)
    return made


def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be there that draws."""
    monkeypatch.setattr(mermaid_engine, "find_spec", lambda name: None)


def ours(built: Built) -> list[str]:
    return [warning.subtype for warning in built.warnings if "pedagogy" in warning.subtype]


def test_a_page_has_svg_and_loads_nothing_to_draw_it(
    make_project: MakeProject, drawer: Drawer
) -> None:
    index = f"# T\n{NAMED}\n{FLOW}\n```{{toctree}}\nplain\n```\n"
    built = make_project({"index.md": index, "plain.md": "# Plain\n"}, **SETTINGS).build()
    assert built.warnings == []
    html = built.html()
    assert html.count("<svg") == 2
    assert "mermaid" not in html
    assert "cdn." not in html
    assert '<figure class="align-default" id="way">' in html
    assert 'aria-label="What goes in &quot;comes&quot; out."' in html
    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert "_static/sphinx-pedagogy/diagrams.css" in html
    assert (built.outdir / "_static/sphinx-pedagogy/diagrams.css").is_file()
    for other in ("plain", "search", "genindex"):
        assert "diagrams.css" not in built.html(other)
        assert "mermaid" not in built.html(other)
    assert " style=" not in re.sub(r"(?s)^.*?<svg|</svg>.*$", "", html)


def test_colours_follow_the_scheme_and_text_the_page(
    make_project: MakeProject, drawer: Drawer
) -> None:
    html = make_project({"index.md": f"# T\n\n{FLOW}"}, **SETTINGS).build().html()
    assert re.search(r'stroke="light-dark\(#5f7d9c,#[0-9a-f]{6}\)"', html)
    assert '<text fill="currentColor">' in html


@pytest.mark.parametrize("builder", ["html", "singlehtml", "dirhtml"])
def test_no_two_parts_of_a_page_have_one_name(
    make_project: MakeProject, drawer: Drawer, builder: str
) -> None:
    pages = {
        "index.md": f"# T\n\n{FLOW}\n{FLOW}\n```{{toctree}}\nother\n```\n",
        "other.md": f"# Other\n\n{FLOW}",
    }
    html = make_project(pages, **SETTINGS).build(builder).html()
    named = re.findall(r'<marker id="([^"]+)"', html)
    assert len(named) == (3 if builder == "singlehtml" else 2)
    assert len(set(named)) == len(named)
    assert sorted(re.findall(r"url\(#([^)]+)\)", html)) == sorted(named)


def test_each_diagram_is_drawn_once_and_then_taken_from_the_store(
    make_project: MakeProject, drawer: Drawer
) -> None:
    pages = {
        "index.md": f"# T\n\n{FLOW}\n{FLOW}\n```{{toctree}}\nother\n```\n",
        "other.md": f"# Other\n\n{FLOW}",
    }
    project = make_project(pages, **SETTINGS)
    project.build()
    project.build(fresh=True)
    project.build("epub", fresh=True)
    assert drawer.codes == ["flowchart LR\n  a --> b"]
    (stored,) = (project.root / "executed" / "diagrams").iterdir()
    assert ET.fromstring(stored.read_text("utf-8")).tag.endswith("svg")  # noqa: S314
    project.write({"other.md": "# Other\n\n```{mermaid}\nflowchart LR\n  c --> d\n```\n"})
    project.build()
    assert len(drawer.codes) == 2


def test_what_is_stored_is_shown_where_nothing_draws(
    make_project: MakeProject, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({"index.md": f"# T\n\n{FLOW}"}, **SETTINGS)
    project.build()
    without_package(monkeypatch)
    built = project.build(fresh=True)
    assert built.warnings == []
    assert "<svg" in built.html()
    assert len(drawer.codes) == 1


def test_what_is_not_stored_keeps_its_script_where_nothing_draws(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        without_package(patched)
        project = make_project({"index.md": f"# T\n\nWords\n\n{FLOW}"}, **SETTINGS)
        built = project.build()
        assert ours(built) == ["pedagogy.diagram"]
        assert built.warnings[0].line == 5
        assert 'pip install "sphinx-pedagogy[diagrams]"' in built.warnings[0].text
        assert 'class="mermaid"' in built.html()
        assert "mermaid.esm" in built.html()
    # as soon as something draws, the page is written again, though nobody touched it
    monkeypatch.setattr("sphinx_pedagogy.diagrams.drawings.draw", Drawer())
    built = project.build()
    assert built.warnings == []
    assert "<svg" in built.html()
    assert "mermaid" not in built.html()


def test_what_cannot_be_drawn_is_told_in_each_build_and_tried_once(
    make_project: MakeProject, drawer: Drawer
) -> None:
    project = make_project({"index.md": f"# T\n\n{FLOW}\n{BROKEN}"}, **SETTINGS)
    for _ in range(2):
        built = project.build()
        assert [(one.subtype, one.line) for one in built.warnings] == [("pedagogy.diagram", 8)]
        assert "nobody knows broken" in built.warnings[0].text
        assert built.html().count("<svg") == 1
        assert '<pre  class="mermaid">' in built.html()
        assert "mermaid.esm" in built.html()
    assert drawer.codes.count("broken LR") == 1
    quiet = SETTINGS | {"suppress_warnings": ["pedagogy.diagram"]}
    assert make_project({"index.md": f"# T\n\n{BROKEN}"}, **quiet).build().warnings == []


def test_what_a_build_leaves_out_is_not_drawn(make_project: MakeProject, drawer: Drawer) -> None:
    source = "Title\n=====\n\n.. only:: latex\n\n   .. mermaid::\n\n      broken LR\n"
    assert make_project({"index.rst": source}, **SETTINGS).build().warnings == []
    assert drawer.codes == []


def test_parallel_builds_draw_as_others_do(make_project: MakeProject, drawer: Drawer) -> None:
    names = [f"page{at}" for at in range(8)]
    pages = {f"{name}.md": f"# {name}\n\n{FLOW}" for name in names}
    index = "# T\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
    built = make_project({"index.md": index, **pages}, **SETTINGS).build(jobs=2)
    assert built.warnings == []
    assert len(drawer.codes) == 1
    assert all("<svg" in built.html(name) for name in names)


def test_a_store_that_cannot_be_written_is_told_once(
    make_project: MakeProject, drawer: Drawer
) -> None:
    other = FLOW.replace("b", "c")
    project = make_project({"index.md": f"# T\n\n{FLOW}\n{other}", "executed": ""}, **SETTINGS)
    built = project.build()
    assert ours(built) == ["pedagogy.store"]
    assert built.html().count("<svg") == 2


@pytest.mark.parametrize(
    "damage",
    ["", "<svg>", "<!-- drawn by nobody -->\n<svg ><script>alert(1)</script></svg>", "\ud800"],
)
def test_a_damaged_drawing_is_made_anew(
    make_project: MakeProject, drawer: Drawer, damage: str
) -> None:
    project = make_project({"index.md": f"# T\n\n{FLOW}"}, **SETTINGS)
    project.build()
    (stored,) = (project.root / "executed" / "diagrams").iterdir()
    whole = stored.read_bytes()
    stored.write_bytes(damage.encode("utf-8", "surrogatepass"))
    built = project.build(fresh=True)
    assert built.warnings == []
    assert "alert" not in built.html()
    assert stored.read_bytes() == whole


def test_another_version_of_what_draws_draws_anew(
    make_project: MakeProject, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({"index.md": f"# T\n\n{FLOW}"}, **SETTINGS)
    project.build()
    monkeypatch.setattr(mermaid_engine, "version", lambda name: "99.1.4")
    project.build(fresh=True)
    assert len(drawer.codes) == 2
    (stored,) = (project.root / "executed" / "diagrams").iterdir()
    assert "mermaidx 99.1 " in stored.read_text("utf-8")


def test_maps_of_concepts_are_drawn_with_their_links(
    make_project: MakeProject, drawer: Drawer
) -> None:
    lesson = (
        "# L\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} One\n:::\n\n"
        ":::{concept} Two\n:builds-on: One\n:::\n"
    )
    index = "# T\n\n```{toctree}\nlesson\n```\n\n:::{concept-map}\n:::\n"
    settings = SETTINGS | {"extensions": ["sphinx_pedagogy", *SETTINGS["extensions"]]}
    project = make_project({"index.md": index, "lesson.md": lesson}, **settings)
    built = project.build()
    assert [one for one in built.warnings if "diagram" in one.subtype] == []
    html = built.html()
    assert '<a href="lesson.html#' in html
    assert 'role="group" aria-label="' in html
    assert "ped-link" not in html
    # in another place, links lead elsewhere, and the drawing is the same
    project.build("dirhtml")
    assert len(drawer.codes) == 1


def test_text_and_man_tell_the_alternative_or_the_source(
    make_project: MakeProject, drawer: Drawer
) -> None:
    project = make_project(
        {"index.md": f"# T\n{NAMED}\n{FLOW}"}, **SETTINGS, man_pages=[("index", "t", "T", ["A"], 1)]
    )
    text = (project.build("text").outdir / "index.txt").read_text("utf-8")
    assert 'What goes in "comes" out.' in text
    assert "flowchart LR\n     a --> b" in text
    manual = (project.build("man").outdir / "t.1").read_text("utf-8")
    assert "comes" in manual
    assert "flowchart LR" in manual
    assert drawer.codes == []


def test_a_book_has_drawings_on_paper_and_declares_them(
    make_project: MakeProject, drawer: Drawer
) -> None:
    settings = SETTINGS | {"version": "1", "epub_show_urls": "no"}
    pages = {"index.md": f"# T\n{NAMED}\n```{{toctree}}\nplain\n```\n", "plain.md": "# Plain\n"}
    built = make_project(pages, **settings).build("epub")
    assert ours(built) == []
    with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as files:
        names = {name.rpartition("/")[2]: name for name in files.namelist()}
        page, package = (
            files.read(names[name]).decode() for name in ("index.xhtml", "content.opf")
        )
    drawing = re.search(r"(?s)<svg.*?</svg>", page)
    assert drawing
    assert ET.fromstring(drawing[0])[0].get("fill") == "#ffffff"  # noqa: S314
    assert "light-dark" not in drawing[0]
    assert "xlink:href" in drawing[0]
    declared = re.findall(r'href="([^"]*)" media-type="[^"]*" properties="svg" />', package)
    assert declared == ["index.xhtml"]


MAP = """# T

:::{lesson} 1.1.1
:::

:::{concept} Base
What it is.
:::

:::{concept} Top
:builds-on: Base
What it is.
:::

:::{concept-map}
:::
"""


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize(("builder", "sign"), [("epub", "<svg"), ("latex", "includegraphics")])
def test_a_map_of_concepts_is_drawn_in_books_and_on_paper_where_it_can_be(
    make_project: MakeProject,
    drawer: Drawer,
    monkeypatch: pytest.MonkeyPatch,
    builder: str,
    sign: str,
    installed: bool,
) -> None:
    if not installed:
        for name in ("diagrams.drawings.maker", "diagrams.shown_diagrams.is_installed"):
            monkeypatch.setattr(f"sphinx_pedagogy.{name}", lambda: "")
    settings = SETTINGS | {"version": "1", "epub_show_urls": "no"}
    built = make_project(MAP, **settings).build(builder)
    assert ours(built) == []
    if builder == "epub":
        with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as files:
            (name,) = (it for it in files.namelist() if it.rpartition("/")[2] == "index.xhtml")
            text = files.read(name).decode()
    else:
        text = next(built.outdir.glob("test.tex")).read_text("utf-8")
    assert (sign in text) == installed
    assert "Each concept, and what it builds on" in text or not installed
    assert "flowchart" not in text


def test_pruning_deletes_the_drawings_of_diagrams_that_are_gone(
    make_project: MakeProject, drawer: Drawer, capsys: pytest.CaptureFixture[str]
) -> None:
    only_authors = f"# Plan\n\n{FLOW.replace('a --> b', 'c --> d')}"
    pages = {"index.md": f"# T\n\n{FLOW}\n```{{toctree}}\nmap\nplan\n```\n", "map.md": MAP}
    conf = """extensions = ["myst_nb", "sphinx_pedagogy", "sphinx_pedagogy.diagrams"]
myst_enable_extensions = ["colon_fence"]
pedagogy_audit = {"*": "off"}
pedagogy_audience = "author"
pedagogy_author_pages = ["plan.md"]
"""
    project = make_project({**pages, "plan.md": only_authors, "conf.py": conf})
    project.build()
    folder = project.root / "executed" / "diagrams"
    before = {path.name for path in folder.iterdir()}
    assert len(before) == 3
    project.write({"index.md": pages["index.md"].replace(FLOW, "")})
    main(["execute", str(project.root), "--prune"])
    (gone,) = before - {path.name for path in folder.iterdir()}
    assert f"deleted diagrams/{gone}" in capsys.readouterr().out
    assert len(drawer.codes) == 3, "what stays is not drawn again"


def test_paper_has_a_picture(make_project: MakeProject, drawer: Drawer) -> None:
    built = make_project({"index.md": f"# T\n\n{FLOW}"}, **SETTINGS).build("latex")
    assert ours(built) == []
    (tex,) = built.outdir.glob("*.tex")
    found = re.search(
        r"\\sphinxincludegraphics\[width=(\d+)bp\]\{(diagram-\w+\.png)\}", tex.read_text("utf-8")
    )
    assert found
    assert found[1] == "120"
    assert Path(built.outdir, found[2]).read_bytes().startswith(b"\x89PNG")


def test_a_project_that_draws_elsewhere_keeps_its_way(
    make_project: MakeProject, drawer: Drawer
) -> None:
    settings = SETTINGS | {"mermaid_output_format": "svg", "mermaid_cmd": "no-such-program"}
    built = make_project({"index.md": f"# T\n\n{FLOW}"}, **settings).build()
    assert ours(built) == []
    assert drawer.codes == []
    assert "<svg" not in built.html()
