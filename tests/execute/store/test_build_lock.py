"""Two builds of one folder: each page runs once, and nothing that broke off blocks for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.execute.processes import PATIENCE

from sphinx_pedagogy.execute.store import build_lock
from sphinx_pedagogy.execute.store.build_lock import BuildLocks, lock_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CACHE = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
KEYS = ("aaaaaaaaaaaa1", "bbbbbbbbbbbb1")
HOLD = """
import sys, time
from pathlib import Path
from sphinx_pedagogy.execute.store.build_lock import BuildLocks
with BuildLocks(Path(sys.argv[1])) as locks:
    print(all(locks.take(key) for key in sys.argv[2:]), flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))


@contextmanager
def other_build(folder: Path, *keys: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has locked keys."""
    command = [sys.executable, "-c", HOLD, str(folder), *keys]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_key_is_claimed_by_one_build(tmp_path: Path) -> None:
    with other_build(tmp_path, KEYS[0]), BuildLocks(tmp_path) as mine:
        assert not mine.take(KEYS[0])
        assert mine.take(KEYS[1])
        # another folder is another matter
        with BuildLocks(tmp_path / "other") as elsewhere:
            assert elsewhere.take(KEYS[0])


def test_what_is_freed_can_be_claimed(tmp_path: Path) -> None:
    with BuildLocks(tmp_path) as mine:
        mine.take(KEYS[0])
        mine.free(KEYS[0])
        with other_build(tmp_path, KEYS[0]):
            assert not mine.take(KEYS[0])


def test_the_claims_of_a_build_that_was_killed_are_free_at_once(tmp_path: Path) -> None:
    with other_build(tmp_path, *KEYS) as other, BuildLocks(tmp_path) as mine:
        waiting = mine.wait_for(KEYS, patience=PATIENCE)
        other.kill()
        other.wait()
        started = time.monotonic()
        assert set().union(*waiting) == set(KEYS)
        assert time.monotonic() - started < PATIENCE / 2


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    with other_build(tmp_path, *KEYS), BuildLocks(tmp_path) as mine:
        assert list(mine.wait_for(KEYS, patience=0.1)) == [set(KEYS)]


def test_without_a_folder_of_locks_everybody_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE, str(tmp_path / "file"))
    assert lock_folder() is None
    with BuildLocks(tmp_path) as mine:
        assert mine.take(KEYS[0])
        mine.free(KEYS[0])


@pytest.mark.skipif(sys.platform == "win32", reason="the folder is below the account's own")
@pytest.mark.parametrize("kind", ["writable", "link"])
def test_a_folder_of_locks_that_others_can_write_keeps_nobody_waiting(
    kind: str, tmp_path: Path
) -> None:
    """Another account could lock what is in it."""
    folder = tmp_path / "cache" / "sphinx-pedagogy" / "locks"
    folder.parent.mkdir(parents=True)
    if kind == "link":
        (tmp_path / "elsewhere").mkdir()
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir()
        folder.chmod(0o777)
    with BuildLocks(tmp_path) as mine, BuildLocks(tmp_path) as other:
        assert mine.take(KEYS[0])
        assert other.take(KEYS[0])
    assert lock_folder() is None
    assert not list(folder.iterdir())


def test_files_of_locks_go_with_them(tmp_path: Path) -> None:
    folder = lock_folder()
    assert folder is not None
    with BuildLocks(tmp_path) as mine:
        assert [mine.take(key) for key in KEYS] == [True, True]
        assert len(list(folder.iterdir())) == 2
        mine.free(KEYS[0])
    assert not list(folder.iterdir())


def test_no_more_files_are_open_than_a_process_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key beyond that is still refused where another build holds it."""
    monkeypatch.setattr(build_lock, "_MOST", 1)
    with other_build(tmp_path, KEYS[1]), BuildLocks(tmp_path) as mine:
        assert mine.take(KEYS[0])
        assert not mine.take(KEYS[1])
        assert mine.take("third")
        with BuildLocks(tmp_path) as another:
            assert not another.take(KEYS[0])
            assert another.take("third")


def test_what_killed_builds_left_goes_in_a_day(tmp_path: Path) -> None:
    folder = lock_folder()
    assert folder is not None
    with other_build(tmp_path, *KEYS) as other:
        for file in folder.iterdir():
            os.utime(file, (0, 0))
        with BuildLocks(tmp_path):
            assert len(list(folder.iterdir())) == 2
        other.kill()
        other.wait()
        for file in folder.iterdir():
            os.utime(file, (0, 0))
        with BuildLocks(tmp_path):
            assert not list(folder.iterdir())
