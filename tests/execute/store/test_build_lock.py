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

from sphinx_pedagogy.execute.store.build_lock import BuildLocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
KEYS = ("aaaaaaaaaaaa1", "bbbbbbbbbbbb1")
HOLD = """
import sys, time
from pathlib import Path
from sphinx_pedagogy.execute.store.build_lock import BuildLocks
with BuildLocks(Path(sys.argv[1])) as locks:
    print(all(locks.take(key) for key in sys.argv[2:]), flush=True)
    time.sleep(600)
"""


@contextmanager
def other_build(folder: Path, *keys: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has claimed keys."""
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


def test_without_a_file_of_locks_everybody_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "not" / "there"))
    with BuildLocks(tmp_path) as mine:
        assert mine.take(KEYS[0])
        mine.free(KEYS[0])


@pytest.mark.parametrize("kind", ["writable", "pipe", "link"])
def test_a_file_of_locks_that_others_made_keeps_nobody_waiting(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its name is known, another account can make it first, and lock what is in it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file = tmp_path / f"pedagogy-{os.getuid()}.claims"
    if kind == "pipe":
        os.mkfifo(file, 0o600)
    elif kind == "link":
        file.symlink_to(tmp_path / "elsewhere")
    else:
        file.touch()
        file.chmod(0o666)
    with BuildLocks(tmp_path) as mine, BuildLocks(tmp_path) as other:
        assert mine.take(KEYS[0])
        assert other.take(KEYS[0])
        assert mine._file is None
    assert not (tmp_path / "elsewhere").exists()
