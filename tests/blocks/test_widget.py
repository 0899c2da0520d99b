"""Widgets: what a page carries of them, what it follows, and where they are only their bodies."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.blocks.notebooks import notebook

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject

MODULE = """export default {
  render({ model, el }) { el.textContent = `${model.get("n")} "quoted" ä`; },
};
"""
WIDGET = """
:::{widget} Four *steps*
:module: /figures/steps.js
:data: DATA

A picture.
:::
"""
OPENING = re.compile(r'<div [^>]*class="ped ped-widget[^>]*>')


def files(data: str = "data.json") -> dict[str, str]:
    """Return a page with a widget, deep enough for its addresses to go wrong, and one without."""
    return {
        "index.md": "# Index\n\n```{toctree}\nsub/page\nwithout\n```\n",
        "sub/page.md": "# Page\n" + WIDGET.replace("DATA", data),
        "sub/data.json": '{"n": 3}',
        "without.md": "# Without\n\nText.\n",
        "figures/steps.js": MODULE,
    }


def module_of(html: str) -> str:
    """Return the name that a page calls its widget's module by."""
    (name,) = re.findall(r'data-ped-module="([^"]*)"', html)
    return str(name)


def data_of(html: str) -> Any:
    """Return the data in a page."""
    (text,) = re.findall(r'(?s)<script type="application/json">(.*?)</script>', html)
    return json.loads(text)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_page_carries_data_and_names_its_module(make_project: MakeProject, builder: str) -> None:
    built = make_project(files()).build(builder)
    assert built.warnings == []
    page = {"html": "sub/page", "dirhtml": "sub/page/index", "singlehtml": "index"}[builder]
    html = built.html(page)
    (opening,) = OPENING.findall(html)
    assert 'role="region"' in opening
    assert 'aria-label="Four steps"' in opening
    assert data_of(html) == {"n": 3}
    assert "A picture." in built.text(page)
    folder = built.outdir / "_static" / "sphinx-pedagogy" / "widgets"
    name = module_of(html)
    assert (folder / name).read_text(encoding="utf-8") == MODULE
    carrier = (folder / name.replace(".js", ".disk.js")).read_text(encoding="utf-8")
    assert json.loads(carrier.removeprefix("document.currentScript.module = ")[:-2]) == MODULE
    assert len(list(folder.iterdir())) == 2


def test_only_pages_with_a_widget_load_the_script(make_project: MakeProject) -> None:
    built = make_project(files()).build()
    address = r'src="\.\./_static/sphinx-pedagogy/widgets\.js\?v=\w+"'
    assert re.search(address, built.html("sub/page"))
    assert "widgets.js" not in built.html("without") + built.html("index")


def test_data_cannot_end_its_element(make_project: MakeProject) -> None:
    project = make_project(files())
    text = "</script><!-- <script> & \u2028 ä \ud83d"
    project.write({"sub/data.json": json.dumps({"n": text})})
    html = project.build().html("sub/page")
    assert data_of(html) == {"n": text}
    assert "</script><!--" not in html


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo"])
def test_elsewhere_it_is_its_body(make_project: MakeProject, builder: str) -> None:
    built = make_project(files(), epub_show_urls="no").build(builder)
    assert [warned for warned in built.warnings if warned.subtype.startswith("pedagogy")] == []
    pages = [path for path in built.outdir.rglob("*") if path.is_file() and path.suffix != ".js"]
    said = "".join(path.read_bytes().decode(errors="replace") for path in pages)
    assert "A picture." in said
    assert "application/json" not in said
    assert "data-ped-module" not in said
    assert 'script src="_static/sphinx-pedagogy' not in said
    assert not (built.outdir / "_static" / "sphinx-pedagogy" / "widgets").exists()


def build_notebook(make_project: MakeProject, glued: dict[str, str], data: str = "runs") -> Built:
    """Build a notebook that was run, with a widget in its text."""
    text = "# Page\n" + WIDGET.replace("DATA", data)
    pages = {
        "index.md": "# Index\n\n```{toctree}\npage\n```\n",
        "page.ipynb": notebook(text, glued),
        "figures/steps.js": MODULE,
    }
    conf = {"extensions": ["myst_nb", "sphinx_pedagogy"], "nb_execution_mode": "off"}
    return make_project(pages, **conf).build()


def test_cells_give_the_data(make_project: MakeProject) -> None:
    data = {"n": [1.5, 'it\'s \\ "ä"\n']}
    built = build_notebook(make_project, {"runs": repr(json.dumps(data))})
    assert built.warnings == []
    assert data_of(built.html("page")) == data


@pytest.mark.parametrize(
    ("glued", "data", "complaint"),
    [
        ({"runs": "'{}'", "rows": "4"}, "run", 'no cell of this page glues "run"'),
        ({"runs": "'{}'", "rows": "4"}, "run", 'did you mean "runs"?'),
        ({"runs": "{'n': 3}"}, "runs", 'write glue("runs", json.dumps(...))'),
        ({"runs": "<Figure>"}, "runs", "is glued, but not as a string"),
        ({"runs": "'{\"n\": NaN}'"}, "runs", "is not JSON"),
        ({"runs": "'[1]'"}, "runs", "must be an object"),
    ],
)
def test_cells_that_glue_something_else(
    make_project: MakeProject, glued: dict[str, str], data: str, complaint: str
) -> None:
    built = build_notebook(make_project, glued, data)
    (warned,) = built.warnings
    assert complaint in warned.text
    assert warned.path == "page.ipynb"
    assert "A picture." in built.text("page")
    assert "data-ped-module" not in built.html("page")


def test_cells_that_did_not_run_cause_no_alarm(make_project: MakeProject) -> None:
    built = build_notebook(make_project, {})
    assert built.warnings == []
    assert "A picture." in built.text("page")
    assert "widgets.js" not in built.html("page")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_follows_its_module_and_its_data(make_project: MakeProject, jobs: int) -> None:
    project = make_project(files())
    first = module_of(project.build(jobs=jobs).html("sub/page"))
    project.write({"sub/data.json": '{"n": 4}'})
    html = project.build(jobs=jobs).html("sub/page")
    assert (module_of(html), data_of(html)) == (first, {"n": 4})
    project.write({"figures/steps.js": MODULE.replace("quoted", "changed")})
    built = project.build(jobs=jobs)
    second = module_of(built.html("sub/page"))
    assert second != first
    assert "changed" in built.read(f"_static/sphinx-pedagogy/widgets/{second}")


def test_nothing_is_left_of_earlier_modules(make_project: MakeProject) -> None:
    project = make_project(files())
    folder = project.build().outdir / "_static" / "sphinx-pedagogy" / "widgets"
    (folder / "my-own.js").write_text("", encoding="utf-8")
    project.write({"figures/steps.js": MODULE.replace("quoted", "changed")})
    name = module_of(project.build().html("sub/page"))
    left = {path.name for path in folder.iterdir()}
    assert left == {name, name.replace(".js", ".disk.js"), "my-own.js"}
    project.write({"sub/page.md": "# Page\n\nNo widget.\n"})
    project.build()
    assert [path.name for path in folder.iterdir()] == ["my-own.js"]


def test_a_missing_module_is_looked_for_again(make_project: MakeProject) -> None:
    project = make_project(files())
    project.remove("figures/steps.js")
    (warned,) = project.build().warnings
    assert (warned.path, warned.line, warned.subtype) == ("sub/page.md", 4, "pedagogy.option")
    assert project.build().warnings == [warned]
    project.write({"figures/steps.js": MODULE})
    built = project.build()
    assert built.warnings == []
    assert module_of(built.html("sub/page"))


def test_many_readers_find_all_modules(tmp_path: Path) -> None:
    """Sphinx reads in parallel from six pages on, and what each process found is put together."""
    many = {f"sub/page{at}.md": "# Page\n" + WIDGET.replace("DATA", "data.json") for at in range(8)}
    index = "# Index\n\n```{toctree}\n:glob:\nsub/*\nwithout\n```\n"
    project = Project(tmp_path, {**files(), **many, "index.md": index})
    built = project.build(jobs=2)
    assert built.warnings == []
    for at in range(8):
        html = built.html(f"sub/page{at}")
        folder = built.outdir / "_static" / "sphinx-pedagogy" / "widgets"
        assert (folder / module_of(html)).is_file()
        assert "sphinx-pedagogy/widgets.js" in html


def test_the_summary_speaks_the_language_of_the_page(make_project: MakeProject) -> None:
    html = make_project(files(), language="de").build().html("sub/page")
    assert 'data-ped-still="Statische Fassung"' in html


def test_a_changed_cell_rewrites_the_page(make_project: MakeProject) -> None:
    text = "# Page\n" + WIDGET.replace("DATA", "runs")
    pages = {"index.ipynb": notebook(text, {"runs": "'{\"n\": 1}'"}), "figures/steps.js": MODULE}
    conf = {"extensions": ["myst_nb", "sphinx_pedagogy"], "nb_execution_mode": "off"}
    project = make_project(pages, **conf)
    assert data_of(project.build().html()) == {"n": 1}
    project.write({"index.ipynb": notebook(text, {"runs": "'{\"n\": 2}'"})})
    assert data_of(project.build().html()) == {"n": 2}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_what_lies_outside_of_the_sources_is_not_read(tmp_path: Path) -> None:
    """Nor a device or a pipe, which may never end; folders of the project are inside."""
    widget = WIDGET.replace("/figures/", "")
    link, outside, pipe, beside = (
        widget.replace("steps.js", module).replace("DATA", "data.json")
        for module in ("zero.js", "../../secret.js", "pipe.js", "/beside/steps.js")
    )
    project = Project(
        tmp_path / "sources",
        {"index.md": f"# I\n{link}{outside}{pipe}{beside}", "data.json": "{}"},
        pedagogy_folders={"beside": "../beside"},
    )
    (tmp_path / "secret.js").write_text(MODULE)
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "steps.js").write_text(MODULE)
    (tmp_path / "sources" / "beside.md").write_text("---\norphan: true\n---\n# B\n")
    (tmp_path / "sources" / "zero.js").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "sources" / "pipe.js")
    told = [warned.text for warned in project.build().warnings]
    assert [text.count("outside of the sources") for text in told[:3]] == [1, 1, 0]
    assert "regular file" in told[2]
