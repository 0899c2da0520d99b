"""Files that leave the site: those of plugins are written as `curriculum.json` is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.api import Exporter, RegistrationError
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import Registry

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Project

PLUGIN = """
import sphinx_pedagogy.api as api

def titles(reader):
    lessons = reader.course.lessons
    lines = [f"{one.title} {reader.address_of(one.place.document)}" for one in lessons]
    return "TITLES\\n" + "\\n".join(lines) if lines else None

def ready(app, reader):
    heap = reader.find_concept("Heap")
    print("READY", len(reader.course.lessons), heap.id if heap else "")

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    listed = api.Exporter(file="data/titles.txt", help="T.", render=titles, begins="TITLES")
    api.add_exporter(app, listed)
    api.add_exporter(app, api.Exporter(file="broken.txt", help="B.", render=lambda reader: 1 / 0))
    app.connect("pedagogy-course-ready", ready)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
LESSON = "# Heaps\n\n:::{lesson} 1.1\nx\n:::\n\n:::{concept} Heap\nA tree.\n:::\n"


@pytest.fixture
def project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A course of one lesson with a plugin that exports."""
    made = make_project({"index.md": LESSON}, extensions=["exporting_plugin"])
    made.write({"exporting_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(made.root)
    return made


def test_a_plugin_writes_a_file_and_hears_of_the_course(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for _time in range(2):  # the second time no page has changed
        built = project.build()
        assert built.read("data/titles.txt") == "TITLES\nHeaps index.html"
        assert capsys.readouterr().out.count("READY 1 heap") == 1


def test_what_fails_is_a_warning_and_the_others_are_written(project: Project) -> None:
    [warned] = project.build().warnings
    assert warned.subtype == "pedagogy.failure"
    assert 'the exporter of "broken.txt" of exporting_plugin failed' in warned.text


def test_the_file_of_a_course_that_is_none_any_more_goes(project: Project) -> None:
    project.build()
    project.write({"index.md": "# No lesson\n"})
    built = project.build()
    assert not (built.outdir / "data/titles.txt").exists()


OTHERS = """
import sphinx_pedagogy.api as api

EXPORTERS = [
    ("index.html", "", "replaced"),
    ("index.html.twin", "", "replaced"),
    ("genindex.html", "", "replaced"),
    ("search.html", "OWN", "OWN replaced"),
    ("cut.txt", "OWN", "OWN text"),
    ("free.txt", "", "twice"),
    ("other.txt", "OWN", "not so"),
    ("number.txt", "", 3),
]

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    for file, begins, text in EXPORTERS:
        render = lambda reader, text=text: text
        api.add_exporter(app, api.Exporter(file=file, help="H.", render=render, begins=begins))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_files_of_others_stay(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project({"index.md": LESSON}, extensions=["greedy_plugin"])
    project.write({"greedy_plugin.py": OTHERS})
    monkeypatch.syspath_prepend(project.root)
    refused = ("index.html", "genindex.html", "search.html")
    for time in range(3):
        built = project.build()
        texts = [one.text for one in built.warnings]
        assert {one.subtype for one in built.warnings} == {"pedagogy.failure"}
        for file, text in zip(refused, texts, strict=False):
            assert f'the exporter of "{file}" of greedy_plugin wrote nothing' in text
            assert "replaced" not in built.read(file)
        assert 'does not begin with "OWN"' in texts[3]
        assert "render returns 3" in texts[4]
        assert len(texts) == 5
        assert built.read("cut.txt") == "OWN text"
        assert built.read("free.txt") == "twice"
        assert not (built.outdir / "other.txt").exists()
        (built.outdir / "cut.txt").write_text("OW", "utf-8")
        if time:  # the second time no page has changed
            project.write({"index.md": LESSON + "\nMore.\n"})


LISTENING = """
import sphinx_pedagogy

def broken(app, reader):
    raise KeyError("gone")

def ready(app, reader):
    print("READY")

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    app.connect("pedagogy-course-ready", ready, priority=900)
    app.connect("pedagogy-course-ready", broken)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_a_handler_that_fails_is_a_warning_and_the_others_are_called(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project({"index.md": LESSON}, extensions=["listening_plugin"])
    project.write({"listening_plugin.py": LISTENING})
    monkeypatch.syspath_prepend(project.root)
    for _time in range(2):
        built = project.build()
        [told] = built.warnings
        assert told.subtype == "pedagogy.failure"
        assert told.text.startswith(
            "a handler of pedagogy-course-ready of listening_plugin failed: KeyError: 'gone'"
        )
        assert "READY" in capsys.readouterr().out
        assert len(domain_of(built.env).failures) == 1


@pytest.mark.parametrize("file", ["", "/etc/x", "../x", "a/../../x", "a\\x"])
def test_a_file_outside_the_output_is_refused(file: str) -> None:
    with pytest.raises(RegistrationError, match="is no file of the output"):
        Registry().add_exporter(Exporter(file=file, help="H.", render=lambda _reader: ""))


def test_two_exporters_of_one_file_are_refused() -> None:
    registry = Registry()
    registry.add_exporter(Exporter(file="x", help="H.", render=lambda _reader: ""))
    with pytest.raises(RegistrationError, match="exists already"):
        registry.add_exporter(Exporter(file="x", help="H.", render=lambda _reader: ""))
