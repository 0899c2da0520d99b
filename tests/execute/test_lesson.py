"""The key: all that decides about outputs is in it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat import v4
from tests.execute.conftest import make_lesson

from sphinx_pedagogy.execute.jobs import Limits
from sphinx_pedagogy.execute.lesson import find_inputs

if TYPE_CHECKING:
    from pathlib import Path


def test_what_looks_different_runs_the_same() -> None:
    plain, dressed = make_lesson("a", "1"), make_lesson("b", "1")
    dressed.notebook.cells[0].metadata["tags"] = ["hide-input", "remove-output"]
    dressed.notebook.cells.insert(0, v4.new_markdown_cell("Prose."))
    dressed.notebook.metadata.kernelspec.display_name = "Another name"
    assert plain.key("cpu") == dressed.key("cpu")


def test_what_runs_differently_has_another_key(tmp_path: Path) -> None:
    data = tmp_path / "a.txt"
    data.write_text("1")
    lessons = [make_lesson("a", "1"), make_lesson("a", "2"), make_lesson("a", "1", "")]
    tagged = make_lesson("a", "1")
    tagged.notebook.cells[0].metadata["tags"] = ["raises-exception"]
    other_kernel = make_lesson("a", "1")
    other_kernel.notebook.metadata.kernelspec.name = "julia"
    tolerant = make_lesson("a", "1", allow_errors=True)
    fed = make_lesson("a", "1", inputs={"a.txt": data})
    fed_elsewhere = make_lesson("a", "1", inputs={"a.txt": data}, folder="6")
    keys = [one.key("cpu") for one in (*lessons, tagged, other_kernel, tolerant, fed)]
    keys += [fed_elsewhere.key("cpu"), lessons[0].key("gpu")]
    data.write_text("2")
    keys.append(fed.key("cpu"))
    assert len(set(keys)) == len(keys)


def test_a_stated_timeout_is_for_the_page_and_replaces_that_for_cells() -> None:
    lesson = make_lesson("a", "1", cell_timeout=30)
    assert lesson.job("cpu", Limits(lesson=100)).limits == Limits(cell=30, lesson=100)
    lesson.notebook.metadata["execution"] = {"timeout": 600}
    from sphinx_pedagogy.execute.demand import demand_of
    from sphinx_pedagogy.execute.lesson import Lesson

    stated = Lesson("a", lesson.notebook, demand_of(lesson.notebook), cell_timeout=30)
    limits = stated.job("cpu", Limits(lesson=100)).limits
    assert (limits.cell, limits.lesson) == (None, 600)


def test_inputs_are_found_below_the_sources_only(tmp_path: Path) -> None:
    for place in ("data/a.csv", "data/b.csv", "6/own.csv"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).touch()
    found, problems = find_inputs(("own.csv", "../data/*.csv"), "6", tmp_path)
    assert list(found) == ["6/own.csv", "data/a.csv", "data/b.csv"]
    assert problems == ()
    found, problems = find_inputs(("gone.csv", "../../x", "/etc/hosts"), "6", tmp_path)
    assert found == {}
    assert "not there" in problems[0]
    assert "outside" in problems[1]
    assert "outside" in problems[2]
