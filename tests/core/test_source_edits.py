"""Edits of the author's files: nothing else changes, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_pedagogy.core.source_edits import Edit, diff_of, lines_of, plan_edits, write_plan

if TYPE_CHECKING:
    from pathlib import Path


def edited(file: Path, *edits: tuple[int, int, str, str]) -> tuple[bytes, list[str]]:
    """Return a file after some edits, and why others were refused."""
    plan = plan_edits([Edit(file, *one) for one in edits], [file.parent])
    refused = [*plan.refused, *write_plan(plan)]
    return file.read_bytes(), [one.reason for one in refused]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [True, False])
def test_what_is_not_edited_stays(end: str, mark: bytes, last: bool, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    body = end.join(["# Ünit", "", "a \x0c b", "end"]) + end * last
    file.write_bytes(mark + body.encode())
    after, refused = edited(file, (3, 0, "a", "A"), (2, 0, "", "new\nlines\n"))
    assert refused == []
    wanted = end.join(["# Ünit", "new", "lines", "", "A \x0c b", "end"]) + end * last
    assert after == mark + wanted.encode()


def test_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    for before, line in ((b"one\n", 2), (b"one", 2), (b"", 1)):
        file.write_bytes(before)
        after, refused = edited(file, (line, 0, "", "two\n"))
        assert refused == []
        assert after == (b"one\n" if before else b"") + b"two\n"


def test_several_at_one_place_keep_their_order(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x\n")
    assert edited(file, (1, 0, "", "a\n"), (1, 0, "", "b\n"))[0] == b"a\nb\nx\n"


@pytest.mark.parametrize(
    "edit",
    [(1, 0, "b", "c"), (2, 0, "a", "c"), (0, 0, "", "c"), (9, 0, "", "c"), (1, 1, "b\n", "")],
)
def test_something_else_stands_there(edit: tuple[int, int, str, str], tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"ab\n")
    assert edited(file, edit) == (b"ab\n", ["the line has another text"])


def test_edits_that_overlap(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"abcd\n")
    after, refused = edited(file, (1, 0, "abc", "X"), (1, 2, "cd", "Y"))
    assert after == b"abY\n"
    assert len(refused) == 1


def test_a_file_that_changed_meanwhile(tmp_path: Path) -> None:
    file, other = tmp_path / "a.md", tmp_path / "b.md"
    for one in (file, other):
        one.write_bytes(b"x\n")
    plan = plan_edits([Edit(one, 1, 0, "x", "y") for one in (file, other)], [tmp_path])
    file.write_bytes(b"mine\n")
    (refused,) = write_plan(plan)
    assert "changed in the meantime" in refused.reason
    assert (file.read_bytes(), other.read_bytes()) == (b"mine\n", b"y\n")


def test_files_elsewhere_and_odd_ones(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.md"
    inside.mkdir()
    outside.write_bytes(b"x\n")
    (inside / "link.md").symlink_to(outside)
    (inside / "latin.md").write_bytes(b"\xe4x\n")
    (inside / "n.ipynb").write_bytes(b"x\n")
    names = ["link.md", "latin.md", "n.ipynb", "gone.md", "../out.md"]
    plan = plan_edits([Edit(inside / name, 1, 0, "", "y\n") for name in names], [inside])
    assert plan.files == []
    assert sorted(one.reason for one in plan.refused) == [
        "No such file or directory",
        "it is a notebook, whose lines are no text",
        "it is no UTF-8",
        "it lies outside the sources",
        "it lies outside the sources",
    ]
    assert outside.read_bytes() == b"x\n"


def test_a_link_inside_stays_a_link_and_modes_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"x\n")
    real.chmod(0o640)
    link.symlink_to(real)
    edited(link, (1, 0, "x", "y"))
    assert link.is_symlink()
    assert real.read_bytes() == b"y\n"
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.md", "real.md"]


def test_a_failing_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x\n")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert edited(file, (1, 0, "x", "y")) == (b"x\n", ["No space left on device"])
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


LINE = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=8)


# two lines after a last line that has no end: it gets one, and no empty line comes between
@example(lines=["0"], last=False, end="\n", at=[2, 2])
@example(lines=["", "0"], last=False, end="\r\n", at=[3, 1, 3, 3])
@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(LINE, max_size=6),
    last=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    at=st.lists(st.integers(1, 7), max_size=4),
)
def test_the_diff_says_what_is_written(
    lines: list[str], last: bool, end: str, at: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is added stands there, what was there remains, and git applies the diff."""
    folder = tmp_path_factory.mktemp("diff")
    file = folder / "a.md"
    file.write_bytes((end.join(lines) + end * last).encode())
    plan = plan_edits([Edit(file, one, 0, "", f"new {one}\n") for one in at], [folder])
    diff = diff_of(plan, folder)
    for planned in plan.files:
        subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"],
            cwd=folder,
            input=diff.encode(),
            check=True,
        )
        assert file.read_bytes() == planned.after
        kept = [one for one in lines_of(planned.after.decode()) if not one.startswith("new ")]
        was = lines_of(planned.before.decode())
        assert [one.rstrip("\r\n") for one in kept] == [one.rstrip("\r\n") for one in was]
