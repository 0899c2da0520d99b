"""The folder of outputs: whole or not there, calm in diffs, and never trusted blindly."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from tests.execute.sample_pages import make_job

from sphinx_pedagogy.core.opt_in import has_outputs
from sphinx_pedagogy.execute.jobs import DEVICES, JobStatus, Outcome
from sphinx_pedagogy.execute.kernel.result_files import is_plain, is_result
from sphinx_pedagogy.execute.store.store import Store
from sphinx_pedagogy.execute.store.stored import DamagedError
from sphinx_pedagogy.execute.store.written_files import left_out, put_back

if TYPE_CHECKING:
    from pathlib import Path

DONE = Outcome(
    JobStatus.DONE,
    notebook=make_job("a", "print(1)").notebook,
    seconds=1.23,
    environment={"device": "cpu", "python": "3.13"},
    files={"6/plot.svg": b"<svg/>"},
)
PLAIN = Outcome(JobStatus.DONE, notebook=DONE.notebook)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "executed")


def test_what_is_put_can_be_got(store: Store) -> None:
    assert store.get("k", "6/lesson", "cpu") is None
    put = store.put("k", DONE, "6/lesson", "cpu")
    got = store.get("k", "6/lesson", "cpu")
    assert got is not None
    assert got.provenance == put.provenance
    assert got.provenance.seconds == 1.2
    assert got.file("6/plot.svg").read_bytes() == b"<svg/>"
    assert store.get("other", "6/lesson", "cpu") is None
    assert names_in(store) == ["6/lesson.cpu.ipynb", "6/lesson.cpu/6/plot.svg"]


def names_in(store: Store) -> list[str]:
    """Return the files in the folder."""
    return sorted(
        path.relative_to(store.folder).as_posix()
        for path in store.folder.rglob("*")
        if path.is_file()
    )


def put_as_before(store: Store, key: str, document: str, outcome: Outcome = DONE) -> None:
    """Store outputs as the first version did: under their key."""
    path = store.put(key, outcome, document, "cpu").path
    notebook = json.loads(path.read_text())
    del notebook["metadata"]["pedagogy"]["key"]
    path.with_suffix("").rename(store.folder / key)
    (store.folder / f"{key}.ipynb").write_text(json.dumps(notebook))
    path.unlink()


def test_a_page_has_a_file_for_each_device(store: Store) -> None:
    for device in ("cpu", "gpu"):
        store.put(f"k-{device}", PLAIN, "7-4/7-4-3-sd3-and-flux", device)
    assert names_in(store) == [f"7-4/7-4-3-sd3-and-flux.{device}.ipynb" for device in DEVICES]
    store.put("k2", PLAIN, "7-4/7-4-3-sd3-and-flux", "cpu")
    assert len(names_in(store)) == 2


@pytest.mark.parametrize(
    "documents",
    [
        ("a", "a.cpu", "a.cpu/a", "a.cpu/6/plot", "a/a.gpu/a.cpu"),
        ("A", "A.CPU/x", "v1.2/b c", "é/ü#?", "x.ipynb"),
        ("a.cpu/x", "a.cpu%/x", "a.cpu%%/x"),
        ("l" * 250, "l" * 251, f"{'é' * 127}/x"),
    ],
)
def test_no_page_is_in_the_way_of_another(documents: tuple[str, ...], store: Store) -> None:
    files = {"6/plot.ipynb": b"{}", "6/plot.cpu.ipynb": b""}
    outcome = Outcome(JobStatus.DONE, notebook=DONE.notebook, files=files)
    for number, document in enumerate(documents):
        store.put(f"k{number}", outcome, document, "cpu")
    for number, document in enumerate(documents):
        # the second time, files are replaced
        store.put(f"k{number}", outcome, document, "cpu")
    for number, document in enumerate(documents):
        got = store.get(f"k{number}", document, "cpu")
        assert got is not None
        assert got.provenance.document == document
    assert {one.provenance.document for one in store.all()} == set(documents)
    assert store.prune(lambda _document, _device: True) == []


def test_outputs_are_found_under_another_name(store: Store) -> None:
    """A page was renamed, has the same cells as another, or was stored by an earlier version."""
    put_as_before(store, "0" * 32, "old/name")
    store.put("k", PLAIN, "b", "cpu")
    for key, document in (("0" * 32, "old/name"), ("0" * 32, "new/name"), ("k", "c")):
        got = store.get(key, document, "cpu")
        assert got is not None
        adopted = store.adopt(got, key, document, "cpu")
        assert adopted is not None
        assert adopted.path == store.path(document, "cpu")
        again = store.get(key, document, "cpu")
        assert again is not None
        assert (again.path, again.provenance) == (adopted.path, adopted.provenance)
        assert again.provenance.key == key
        # the same page or another that has it: nobody has to run it
        assert again.notebook.cells[0].source == "print(1)"
    assert names_in(store) == [
        *("b.cpu.ipynb", "c.cpu.ipynb"),
        *("new/name.cpu.ipynb", "new/name.cpu/6/plot.svg"),
        *("old/name.cpu.ipynb", "old/name.cpu/6/plot.svg"),
    ]


def test_files_of_a_page_that_moves_move_with_it(store: Store) -> None:
    store.put("k", DONE, "6/lesson", "cpu")
    got = store.get("k", "7/deep/lesson", "cpu")
    assert got is not None
    adopted = store.adopt(got, "k", "7/deep/lesson", "cpu")
    assert adopted is not None
    assert adopted.file("7/deep/plot.svg").read_bytes() == b"<svg/>"
    # a file above the page's folder would lie outside of the sources
    above = Outcome(JobStatus.DONE, notebook=DONE.notebook, files={"top.svg": b""})
    assert store.adopt(store.put("k2", above, "6/b", "cpu"), "k2", "b", "cpu") is None


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
    store.put("k", PLAIN, "a", "cpu")
    assert names_in(store) == ["a.cpu.ipynb"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"cells": 1}', '{"cells": [], "metadata": {}}', "\x00\xff"]
)
def test_a_damaged_file_is_told_and_not_believed(content: str, store: Store) -> None:
    store.put("k", DONE, "a", "cpu").path.write_text(content)
    with pytest.raises(DamagedError):
        store.get("k", "a", "cpu")
    assert list(store.all()) == []


def test_a_result_without_its_files_is_damaged(store: Store) -> None:
    store.put("k", DONE, "a", "cpu").file("6/plot.svg").unlink()
    with pytest.raises(DamagedError):
        store.get("k", "a", "cpu")


@pytest.mark.parametrize("place", ["../../secret", "/etc/hostname", "6/../../a", "", ".", "6//a"])
def test_a_place_outside_of_the_folder_is_not_believed(place: str, store: Store) -> None:
    """Outputs may come with a stranger's pull request."""
    path = store.put("k", DONE, "a", "cpu").path
    path.write_text(path.read_text().replace("6/plot.svg", place))
    with pytest.raises(DamagedError):
        store.get("k", "a", "cpu")


def test_a_link_out_of_the_folder_is_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a key")
    file = store.put("k", DONE, "a", "cpu").file("6/plot.svg")
    file.unlink()
    file.symlink_to(tmp_path / "secret")
    with pytest.raises(DamagedError, match="leads out"):
        store.get("k", "a", "cpu")


def test_links_in_a_circle_and_odd_things_are_passed_by(store: Store) -> None:
    store.put("k", PLAIN, "a", "cpu")
    (store.folder / "round").symlink_to(store.folder)
    (store.folder / "self.cpu.ipynb").symlink_to("self.cpu.ipynb")
    (store.folder / "b.cpu.ipynb").mkdir()
    (store.folder / "deep.cpu.ipynb").write_text("[" * 100_000)
    (store.folder / "empty.cpu.ipynb").touch()
    for document in ("a", "self", "b", "other"):
        found = store.get("k", document, "cpu")
        assert found is not None
        assert found.provenance.document == "a"
    with pytest.raises(DamagedError):
        store.get("none", "deep", "cpu")
    assert [one.provenance.document for one in store.all()] == ["a"]


def test_the_newest_result_of_a_page(store: Store) -> None:
    for device, date in (("cpu", "2025-01-01"), ("gpu", "2026-01-01")):
        path = store.put(device, DONE, "a", device).path
        notebook = json.loads(path.read_text())
        notebook["metadata"]["pedagogy"]["date"] = date
        path.write_text(json.dumps(notebook))
    assert store.latest()["a"].provenance.device == "gpu"


def test_pruning_takes_only_what_is_not_used(store: Store) -> None:
    for document in ("used", "unused", "6/unused"):
        store.put(document, DONE, document, "cpu")
    (store.folder / "mine.ipynb").write_text("{}")
    gone = store.prune(lambda document, _device: document == "used")
    assert [path.name for path in gone] == ["unused.cpu.ipynb", "unused.cpu.ipynb"]
    assert sorted(path.name for path in store.folder.iterdir()) == [
        *("mine.ipynb", "used.cpu", "used.cpu.ipynb")
    ]


def test_a_file_that_cells_write_again_takes_the_place_of_the_old_one(
    store: Store, tmp_path: Path
) -> None:
    """Also where somebody else ran the page, and several versions ago."""
    plot = tmp_path / "sources" / "6" / "plot.svg"
    texts = [f"<svg>{number}</svg>".encode() for number in range(4)]
    for text in texts:
        outcome = Outcome(JobStatus.DONE, notebook=DONE.notebook, files={"6/plot.svg": text})
        last = store.put("k", outcome, "a", "cpu")
    plot.parent.mkdir(parents=True)
    for text in texts:
        plot.write_bytes(text)
        assert list(put_back(last, tmp_path / "sources", store)) == []
        assert plot.read_bytes() == texts[-1]


def test_files_go_back_beside_the_page_and_over_nothing_of_the_author(
    store: Store, tmp_path: Path
) -> None:
    root = tmp_path / "sources"
    plot = root / "6" / "plot.svg"
    first = store.put("k1", DONE, "a", "cpu")
    assert list(put_back(first, root, store)) == []
    assert plot.read_bytes() == b"<svg/>"
    changed = Outcome(JobStatus.DONE, notebook=DONE.notebook, files={"6/plot.svg": b"<svg>2</svg>"})
    second = store.put("k2", changed, "a", "cpu")
    assert list(put_back(second, root, store)) == []
    assert plot.read_bytes() == b"<svg>2</svg>"
    plot.write_bytes(b"drawn by hand")
    (told,) = put_back(second, root, store)
    assert "is not overwritten" in told
    assert plot.read_bytes() == b"drawn by hand"


def test_no_file_goes_outside_of_the_sources(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "sources"
    root.mkdir()
    (root / "6").symlink_to(tmp_path)
    (told,) = put_back(store.put("k", DONE, "a", "cpu"), root, store)
    assert "outside" in told
    assert not (tmp_path / "plot.svg").exists()


INSIDE_OF_REPOSITORIES = (
    *(".git/config", "sub/.git/hooks/pre-commit", "sub/.GIT/config", ".git ./config", ".git"),
    *(
        "git~1/config",
        "a/GIT~2/config",
        ".g\u200cit/config",
        "sub\\\\.git\\\\config",
        ".git::$DATA/x",
    ),
    *(".gitmodules", ".hg/hgrc", ".svn/entries", ".bzr/x"),
)


@pytest.mark.parametrize("place", INSIDE_OF_REPOSITORIES)
def test_nothing_is_written_into_a_repository(place: str, store: Store, tmp_path: Path) -> None:
    assert not is_plain(place)
    assert not is_result(place)
    put = store.put("k", PLAIN, "a", "cpu")
    notebook = json.loads(put.path.read_text())
    notebook["metadata"]["pedagogy"]["files"] = {place: "0" * 64}
    put.path.write_text(json.dumps(notebook))
    hidden = put.file(place)
    hidden.parent.mkdir(parents=True, exist_ok=True)
    hidden.write_bytes(b"[core]\nfsmonitor = touch ran")
    with pytest.raises(DamagedError, match="no place"):
        store.get("k", "a", "cpu")
    # nor through a link of the sources
    (tmp_path / "sources" / ".git").mkdir(parents=True)
    (tmp_path / "sources" / "6").symlink_to(".git")
    (told,) = put_back(store.put("k", DONE, "a", "cpu"), tmp_path / "sources", store)
    assert "inside of a repository" in told
    assert list((tmp_path / "sources" / ".git").iterdir()) == []


def put_these_back(store: Store, root: Path, *places: str, runs: bool) -> list[str]:
    files = dict.fromkeys(places, b"x")
    stored = store.put(
        "k", Outcome(JobStatus.DONE, notebook=DONE.notebook, files=files), "a", "cpu"
    )
    told = put_back(stored, root, store, runs=runs, is_page=lambda place: place.endswith(".md"))
    return [one.split('"')[1] for one in told]


@pytest.mark.parametrize("runs", [True, False])
def test_nothing_comes_back_that_a_program_obeys(runs: bool, store: Store, tmp_path: Path) -> None:
    root = tmp_path / "sources"
    never = ["conf.py", "sub/Conf.py", "docutils.conf", ".envrc", ".vscode/tasks.json", "new.md"]
    code = ["sphinx.py", "sub/x.PY", "Makefile", "make.bat", "a.so"]
    shown = [
        "plot.svg",
        "data.csv",
        "a.npz",
        "b.json",
        "c.txt",
        "d.html",
        "e.pt",
        "git.txt",
        "f.js",
    ]
    told = put_these_back(store, root, *never, *code, *shown, runs=runs)
    assert sorted(told) == sorted(never + ([] if runs else code))
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert there == {*shown, *(code if runs else [])}


def test_what_is_not_kept_is_told_once() -> None:
    told = list(left_out(["large.npz", ".git/a", ".git/b", "conf.py"]))
    assert len(told) == 2
    assert '"large.npz"' in told[0]
    assert '".git/a" and 2 more' in told[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_devices_pipes_and_links_out_are_not_read(store: Store, tmp_path: Path) -> None:
    put = store.put("k", DONE, "real", "cpu").path
    (tmp_path / "secret.ipynb").write_text(put.read_text())
    (store.folder / "zero.cpu.ipynb").symlink_to("/dev/zero")
    os.mkfifo(store.folder / "pipe.cpu.ipynb")
    (store.folder / "out.cpu.ipynb").symlink_to(tmp_path / "secret.ipynb")
    put.unlink()
    for name, why in (("zero", "leads out"), ("pipe", "no.* regular"), ("out", "leads out")):
        assert not store.has("k", name, "cpu")
        with pytest.raises(DamagedError, match=why):
            store.get("k", name, "cpu")
    assert list(store.all()) == []
    assert has_outputs(store.folder)
    store.put("k", DONE, "real", "cpu").file("6/plot.svg").unlink()
    os.mkfifo(put.with_suffix("") / "6" / "plot.svg")
    with pytest.raises(DamagedError, match="regular"):
        store.get("k", "real", "cpu")


@pytest.mark.parametrize("content", ["a", "ä", 3, None, ["a"]])
@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif", "application/pdf"])
def test_an_image_that_is_none_is_damage(kind: str, content: object, store: Store) -> None:
    notebook = json.loads(DONE.notebook)
    notebook["cells"][0]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {kind: "iVBORw0KGgo=\n"}}
    ]
    path = store.put("k", Outcome(JobStatus.DONE, notebook=json.dumps(notebook)), "a", "cpu").path
    assert store.get("k", "a", "cpu") is not None
    changed = json.loads(path.read_text())
    changed["cells"][0]["outputs"][0]["data"][kind] = content
    path.write_text(json.dumps(changed))
    with pytest.raises(DamagedError, match=kind):
        store.get("k", "a", "cpu")
