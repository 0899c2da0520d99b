"""The key: all that decides about outputs is in it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat import v4
from tests.execute.sample_pages import make_notebook_page

from sphinx_pedagogy.execute.jobs import ResourceLimits
from sphinx_pedagogy.execute.page.inputs import find_inputs

if TYPE_CHECKING:
    from pathlib import Path


def test_what_looks_different_runs_the_same() -> None:
    plain, dressed = make_notebook_page("a", "1"), make_notebook_page("b", "1")
    dressed.notebook.cells[0].metadata["tags"] = ["hide-input", "remove-output"]
    dressed.notebook.cells.insert(0, v4.new_markdown_cell("Prose."))
    dressed.notebook.metadata.kernelspec.display_name = "Another name"
    assert plain.key("cpu") == dressed.key("cpu")


def test_what_runs_differently_has_another_key(tmp_path: Path) -> None:
    data = tmp_path / "a.txt"
    data.write_text("1")
    pages = [
        make_notebook_page("a", "1"),
        make_notebook_page("a", "2"),
        make_notebook_page("a", "1", ""),
    ]
    tagged = make_notebook_page("a", "1")
    tagged.notebook.cells[0].metadata["tags"] = ["raises-exception"]
    other_kernel = make_notebook_page("a", "1")
    other_kernel.notebook.metadata.kernelspec.name = "julia"
    tolerant = make_notebook_page("a", "1", allow_errors=True)
    fed = make_notebook_page("a", "1", inputs={"a.txt": data})
    fed_elsewhere = make_notebook_page("a", "1", inputs={"a.txt": data}, folder="6")
    keys = [one.key("cpu") for one in (*pages, tagged, other_kernel, tolerant, fed)]
    keys += [fed_elsewhere.key("cpu"), pages[0].key("gpu")]
    data.write_text("2")
    keys.append(fed.key("cpu"))
    assert len(set(keys)) == len(keys)


def test_a_stated_timeout_is_for_the_page_and_replaces_that_for_cells() -> None:
    page = make_notebook_page("a", "1", cell_timeout=30)
    assert page.job("cpu", ResourceLimits(lesson=100)).limits == ResourceLimits(cell=30, lesson=100)
    page.notebook.metadata["execution"] = {"timeout": 600}
    from sphinx_pedagogy.execute.page.execution_options import execution_options_of
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

    stated = NotebookPage("a", page.notebook, execution_options_of(page.notebook), cell_timeout=30)
    limits = stated.job("cpu", ResourceLimits(lesson=100)).limits
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
    assert "does not exist" in problems[0]
    assert "outside" in problems[1]
    assert "outside" in problems[2]


def test_a_folder_is_all_files_below_it(tmp_path: Path) -> None:
    for place in ("data/a.csv", "data/deep/er/b.csv", "data/.hidden/c.csv", "data/.d"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    for pattern in ("data", "data/", "data/**", "data/**/*.csv", "dat[a]/**"):
        found, problems = find_inputs((pattern,), ".", tmp_path)
        assert {"data/a.csv", "data/deep/er/b.csv"} <= set(found), pattern
        assert problems == ()
    assert list(find_inputs(("data",), ".", tmp_path)[0]) == ["data/a.csv", "data/deep/er/b.csv"]
    assert list(find_inputs(("data/*",), ".", tmp_path)[0]) == ["data/.d", "data/a.csv"]


def test_links_that_lead_out_of_the_sources_are_refused(tmp_path: Path) -> None:
    root, secret = tmp_path / "sources", tmp_path / "home"
    for folder in (root / "data" / "real", secret / "keys"):
        folder.mkdir(parents=True)
    (secret / "keys" / "id").write_text("secret")
    (root / "data" / "real" / "in.csv").touch()
    (root / ".git").mkdir()
    (root / ".git" / "config").touch()
    for link, target in {
        "file.csv": str(secret / "keys" / "id"),
        "folder": str(secret),
        "data/up": "../../home",
        "data/chain": "up",
        "data/gone": str(tmp_path / "gone"),
        "good.csv": "data/real/in.csv",
        "good": "data/real",
        "good/again": ".",  # in a circle
        "round": "round",
        "git.csv": ".git/config",
    }.items():
        (root / link).symlink_to(target)
    refused = ["file.csv", "*.csv", "folder/keys/id", "folder", "fold*/**", "data/up/keys/*"]
    refused += ["data", "data/**", "data/chain/keys/id", "**/id", "git.csv", ".git/config", "round"]
    for pattern in refused:
        found, problems = find_inputs((pattern,), ".", root)
        assert (found, len(problems)) == ({}, 1), pattern
    assert find_inputs(("file.csv",), ".", root)[1][0].startswith(
        'the input "file.csv" leads out of the sources by a link ("file.csv")'
    )
    found, problems = find_inputs(("good.csv", "good", "../sources.csv"), "data/..", root)
    assert set(found) >= {"good.csv", "good/in.csv"}
    assert len(problems) == 1


def test_the_sources_may_be_a_link_themselves(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.csv").touch()
    (tmp_path / "sources").symlink_to("real")
    assert list(find_inputs(("a.csv",), ".", tmp_path / "sources")[0]) == ["a.csv"]
