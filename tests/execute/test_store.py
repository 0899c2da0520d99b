"""The folder of outputs: whole or not there, calm in diffs, and never trusted blindly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.execute.conftest import make_job

from sphinx_pedagogy.execute.artifacts import put_back
from sphinx_pedagogy.execute.jobs import Outcome, Status
from sphinx_pedagogy.execute.store import DamagedError, Store

if TYPE_CHECKING:
    from pathlib import Path

DONE = Outcome(
    Status.DONE,
    notebook=make_job("a", "print(1)").notebook,
    seconds=1.23,
    environment={"device": "cpu", "python": "3.13"},
    files={"6/plot.svg": b"<svg/>"},
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "executed")


def test_what_is_put_can_be_got(store: Store) -> None:
    assert store.get("k") is None
    put = store.put("k", DONE, "6/lesson", "cpu")
    got = store.get("k")
    assert got is not None
    assert got.provenance == put.provenance
    assert got.provenance.seconds == 1.2
    assert got.file("6/plot.svg").read_bytes() == b"<svg/>"
    assert sorted(path.name for path in store.folder.iterdir()) == ["k", "k.ipynb"]


def test_a_new_result_differs_only_where_it_differs(store: Store) -> None:
    """Random ids of cells, or an order that changes, would spoil every diff."""
    texts = [store.put("k", DONE, "a", "cpu").path.read_text() for _ in range(2)]
    first, second = (json.loads(text) for text in texts)
    for notebook in (first, second):
        del notebook["metadata"]["pedagogy"]["date"]
    assert first == second
    assert '"id"' not in texts[0]


def test_files_of_an_older_result_do_not_stay(store: Store) -> None:
    store.put("k", DONE, "a", "cpu")
    store.put("k", Outcome(Status.DONE, notebook=DONE.notebook), "a", "cpu")
    assert [path.name for path in store.folder.iterdir()] == ["k.ipynb"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"cells": 1}', '{"cells": [], "metadata": {}}', "\x00\xff"]
)
def test_a_damaged_file_is_told_and_not_believed(content: str, store: Store) -> None:
    store.put("k", DONE, "a", "cpu").path.write_text(content)
    with pytest.raises(DamagedError):
        store.get("k")
    assert list(store.all()) == []


def test_a_result_without_its_files_is_damaged(store: Store) -> None:
    store.put("k", DONE, "a", "cpu").file("6/plot.svg").unlink()
    with pytest.raises(DamagedError):
        store.get("k")


def test_the_newest_result_of_a_page(store: Store) -> None:
    for key, date in (("old", "2025-01-01"), ("new", "2026-01-01"), ("older", "2024-01-01")):
        path = store.put(key, DONE, "a", "cpu").path
        notebook = json.loads(path.read_text())
        notebook["metadata"]["pedagogy"]["date"] = date
        path.write_text(json.dumps(notebook))
    assert store.latest()["a"].path.stem == "new"


def test_pruning_takes_only_what_is_not_used(store: Store) -> None:
    for key in ("used", "unused"):
        store.put(key, DONE, "a", "cpu")
    assert [path.stem for path in store.prune({"used"})] == ["unused"]
    assert sorted(path.name for path in store.folder.iterdir()) == ["used", "used.ipynb"]


def test_files_go_back_beside_the_page_and_over_nothing_of_the_author(
    store: Store, tmp_path: Path
) -> None:
    root = tmp_path / "sources"
    plot = root / "6" / "plot.svg"
    first = store.put("k1", DONE, "a", "cpu")
    assert list(put_back(first, root, store)) == []
    assert plot.read_bytes() == b"<svg/>"
    changed = Outcome(Status.DONE, notebook=DONE.notebook, files={"6/plot.svg": b"<svg>2</svg>"})
    second = store.put("k2", changed, "a", "cpu")
    assert list(put_back(second, root, store)) == []
    assert plot.read_bytes() == b"<svg>2</svg>"
    plot.write_bytes(b"drawn by hand")
    (told,) = put_back(second, root, store)
    assert "kept as it is" in told
    assert plot.read_bytes() == b"drawn by hand"


def test_no_file_goes_outside_of_the_sources(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "sources"
    root.mkdir()
    (root / "6").symlink_to(tmp_path)
    (told,) = put_back(store.put("k", DONE, "a", "cpu"), root, store)
    assert "outside" in told
    assert not (tmp_path / "plot.svg").exists()
