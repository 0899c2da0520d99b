"""Other extensions see each page once, and what they make of it is what runs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from nbformat import v4
from sphinx.cmd.build import build_main
from sphinx.testing.util import SphinxTestApp
from tests.execute.sample_pages import make_notebook, page

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.execute.handlers.source_text import may_be_changed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.execute.sample_pages import Make

    from sphinx_pedagogy.testing import Project

COUNTS = """
from pathlib import Path

def note(app, name, source):
    with Path(app.srcdir, "reads.log").open("a") as log:
        log.write(name + "\\n")
    source[0] = source[0].replace("NAME", "replaced")

def setup(app):
    app.connect("source-read", note, priority=PRIORITY)
"""
PLAIN = "# Plain\n\nNo cells.\n"
BOOK = make_notebook("print('NAME 3')")
BOOK.cells.insert(0, v4.new_markdown_cell("# Book"))
PAGES = {
    "index.md": page("print('NAME 1')", prose="```{toctree}\nmore\nplain\nrest\nbook\n```"),
    "more.md": page("print('NAME 2')", title="More"),
    "plain.md": PLAIN,
    "rest.rst": "Rest\n====\n",
    "book.ipynb": v4.writes(BOOK),
}


def make_counting(make: Make, priority: int = 500) -> Project:
    """Return a project whose ``conf.py`` counts how often it is asked about a page."""
    project = make(PAGES, pedagogy_executor="auto")
    with (project.root / "conf.py").open("a") as conf:
        conf.write(COUNTS.replace("PRIORITY", str(priority)))
    return project


def take_reads(project: Project) -> Counter[str]:
    """Return how often it was asked about each page since the last time."""
    log = project.root / "reads.log"
    reads = Counter(log.read_text().split()) if log.is_file() else Counter()
    log.unlink(missing_ok=True)
    return reads


ONCE = {"index": 1, "more": 1, "plain": 1, "rest": 1, "book": 1}


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_extension_is_asked_once_about_a_page(make: Make, jobs: int) -> None:
    project = make_counting(make)
    for _ in range(2):  # cells run, and then all is stored
        built = project.build(fresh=True, jobs=jobs)
        assert take_reads(project) == ONCE
        assert built.warnings == []
        for number, name in enumerate(("index", "more", "book"), start=1):
            assert f"replaced {number}\n" in built.html(name)
            assert "NAME" not in built.html(name)
    assert project.build(jobs=jobs).warnings == []
    assert not take_reads(project)


@pytest.mark.usefixtures("runs")
def test_an_extension_that_comes_late_is_asked_once_too(make: Make) -> None:
    project = make_counting(make, priority=5000)
    assert "replaced 1\n" in project.build().html("index")
    assert take_reads(project) == ONCE


def test_the_command_asks_once(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_counting(make)
    assert main(["execute", str(project.root), "--prune"]) == 0
    assert "3 of 3 pages have their outputs" in capsys.readouterr().out
    assert take_reads(project) == ONCE
    # the texts are those of a build
    assert main(["execute", str(project.root), "--list"]) == 0
    built = project.build()
    assert built.warnings == []
    assert "replaced 1\n" in built.html("index")


@pytest.mark.usefixtures("runs")
def test_a_page_becomes_one_with_cells(make: Make) -> None:
    front, _, rest = page("print('from a page')").partition("# T")
    project = make({"index.md": f"# T{rest}"}, pedagogy_executor="auto")
    with (project.root / "conf.py").open("a") as conf:
        conf.write(
            f"def put(app, name, source):\n    source[0] = {front!r} + source[0]\n"
            "def setup(app):\n    app.connect('source-read', put)\n"
        )
    for _ in range(2):
        assert "from a page\n" in project.build(fresh=True).html("index")
    assert stored(project.root) == ["index.cpu.ipynb"]


def stored(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "executed").iterdir())


@pytest.mark.usefixtures("runs")
def test_a_page_that_cannot_be_read_is_told_of(make: Make) -> None:
    project = make(
        {
            "index.md": PLAIN,
            "bad.md": page("1").replace("{name: python3, display_name: Python 3}", ""),
        }
    )
    with (project.root / "conf.py").open("a") as conf:
        conf.write(COUNTS.replace("PRIORITY", "500"))
    project.configure(pedagogy_executor="auto")
    told = [(one.path, one.subtype) for one in project.build().warnings]
    assert ("bad.md", "pedagogy.unreadable") in told


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_that_is_to_fail_says_why(
    make: Make, jobs: int, capfd: pytest.CaptureFixture[str]
) -> None:
    project = make_counting(make)
    project.write({f"p{number}.md": page(str(number)) for number in range(4)})
    project.configure(pedagogy_executor="none", pedagogy_on_missing_output="error")
    out = str(project.root / "_build")
    for _ in range(2):  # nothing is stored of the first
        assert build_main(["-q", "-j", str(jobs), str(project.root), out]) == 2
        told = capfd.readouterr().err
        for name in ("index", "more", "book", "p0", "p1", "p2", "p3"):
            assert told.count(f"- {name} (cpu)") == 1
        assert told.count("these pages have no stored outputs") == 1
        assert "Traceback" not in told
        assert "report" not in told
    assert not (project.root / ".jupyter_cache").is_dir()
    project.configure(pedagogy_on_missing_output="skip")
    assert build_main(["-q", "-j", str(jobs), str(project.root), out]) == 0


def test_ours_and_those_of_sphinx_change_nothing(make: Make) -> None:
    project = make(page("1"))
    text = (project.root / "conf.py").read_text()
    more = '"sphinx.ext.duration", "sphinx.ext.intersphinx", "sphinx_pedagogy"'
    project.write({"conf.py": text.replace('"sphinx_pedagogy"', more)})
    app = SphinxTestApp("html", project.root, project.root / "_build")
    try:
        assert app.events.listeners["source-read"]
        assert not may_be_changed(app)
        app.connect("source-read", lambda *_: None)
        assert may_be_changed(app)
    finally:
        app.cleanup()
