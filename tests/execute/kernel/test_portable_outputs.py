"""What is committed names no machine, and what a killed build leaves behind goes away."""

# ruff: noqa: S108 (paths that are only text)
from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import IO

import pytest
from nbformat import v4
from tests.execute.sample_pages import make_job, make_limits, make_notebook

from sphinx_pedagogy.execute.kernel import scratch
from sphinx_pedagogy.execute.kernel.portable_outputs import make_portable
from sphinx_pedagogy.execute.kernel.runner import run_job
from sphinx_pedagogy.execute.kernel.scratch import scratch_folder


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("/scratch/pedagogy-ab12/sources/6-3/made.csv", "/sources/6-3/made.csv"),
        ("in /scratch/pedagogy-ab12/k-1", "in /tmp/k-1"),
        ("/tmp/ipykernel_314/15926.py:2: UserWarning: x", "cell.py:2: UserWarning: x"),
        ("/home/ann/data/x.csv and /home/anna/y", "~/data/x.csv and /home/anna/y"),
        ("/home/ann/.venv/lib/python3.12/site-packages/torch/a.py", "site-packages/torch/a.py"),
        (
            "File \x1b[32m/opt/py/lib/python3.12/json/a.py:3\x1b[0m",
            "File \x1b[32mpython3.12/json/a.py:3\x1b[0m",
        ),
        ("/tmp/tmpab12_xyz/model.pt", "/tmp/tmp/model.pt"),
        ("https://example.org/home/ann/x", "https://example.org/home/ann/x"),
        ("1/2 and a/b, tmp/home", "1/2 and a/b, tmp/home"),
    ],
)
def test_places_of_a_machine(written: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ann"))
    monkeypatch.setattr(tempfile, "tempdir", "/tmp")
    notebook = make_notebook("1")
    notebook.cells[0].outputs = [
        v4.new_output("stream", name="stdout", text=written),
        v4.new_output("error", ename="E", evalue=written, traceback=[written]),
        v4.new_output("display_data", data={"text/html": written, "image/png": written}),
    ]
    place = Path("/scratch/pedagogy-ab12")
    make_portable(notebook, place, place / "sources")
    printed, error, shown = notebook.cells[0].outputs
    assert printed.text == error.evalue == error.traceback[0] == shown.data["text/html"] == told
    assert shown.data["image/png"] == written


def test_many_slashes_cost_little() -> None:
    notebook = make_notebook("1")
    notebook.cells[0].outputs = [v4.new_output("stream", name="stdout", text="/a" * 100_000)]
    make_portable(notebook, Path("/s"), Path("/s/sources"))
    assert notebook.cells[0].outputs[0].text == "/a" * 100_000


def test_outputs_of_two_runs_are_the_same() -> None:
    code = "import os, sys, warnings, json; print(os.getcwd(), json.__file__, sys.path[0])"
    job = make_job("page", code, "warnings.warn('here')", folder="6", limits=make_limits())
    runs = [run_job(job, lambda _: None, lambda: False) for _ in range(2)]
    first, second = (
        [cell["outputs"] for cell in json.loads(run.notebook)["cells"]] for run in runs
    )
    assert first == second
    text = json.dumps(first)
    assert "/sources/6" in text
    assert "cell.py:1" in text
    assert "pedagogy-" not in text


def test_what_a_killed_build_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("pedagogy-left", "pedagogy-young", "other"):
        (tmp_path / name).mkdir()
    for name in ("pedagogy-left", "other"):
        (tmp_path / name / "lock").touch()
    (tmp_path / "pedagogy-left" / "sources").mkdir()
    with scratch_folder() as first, scratch_folder() as second:
        assert first.is_dir()
        there = {path.name for path in tmp_path.iterdir()}
        assert there == {"pedagogy-young", "other", first.name, second.name}
    assert {path.name for path in tmp_path.iterdir()} == {"pedagogy-young", "other"}


def test_a_folder_that_is_just_being_made_is_not_taken_for_one_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fcntl = pytest.importorskip("fcntl")
    lock = fcntl.flock

    def others_first(file: IO[bytes], how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        scratch.remove_leftovers(str(tmp_path))
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", others_first)
    with scratch.scratch_folder() as folder:
        assert folder.is_dir()
        scratch.remove_leftovers(str(tmp_path))
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []
