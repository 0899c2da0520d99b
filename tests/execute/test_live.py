"""Live preview, with the real sphinx-autobuild: one edit, one rebuild, the right page, quiet."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from tests.execute.processes import free_port, wait_until
from tests.execute.sample_pages import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.execute.sample_pages import Make

REPOSITORY = Path(__file__).parents[2]
QUIET = 3
"""Seconds after which a program that watches would long have begun to build again."""
PATIENCE = 120
LESSON = """\
:::{lesson} 1.1.1
:load: build

They can.
:::

![made](made.svg)
"""
CODE = "from pathlib import Path\nPath('made.svg').write_text('<svg/>')\nprint(6 * 7)"


class Preview:
    """A running sphinx-autobuild."""

    def __init__(self, log: Path, address: str) -> None:
        self.log = log
        self.address = address

    @property
    def builds(self) -> list[str]:
        """What it said of each build, the first one included."""
        return self.log.read_text(errors="replace").split("python -m sphinx build")[1:]

    def has_built(self, times: int) -> bool:
        return len(self.builds) >= times and "Serving on" in self.builds[times - 1]

    def get(self, name: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{name}", timeout=30) as answer:  # noqa: S310 (our own)
            return str(answer.read().decode())

    def serves(self) -> bool:
        try:
            return bool(self.get("index.html"))
        except (urllib.error.URLError, ConnectionError):
            return False

    def expect(self, builds: int, read: str) -> None:
        """Wait for a build that says what it read, and see that no other follows."""
        wait_until(lambda: self.has_built(builds), PATIENCE)
        time.sleep(QUIET)
        assert len(self.builds) == builds, self.log.read_text()
        assert f"updating environment: {read}" in self.builds[-1]
        assert "WARNING" not in self.builds[-1]


def end(process: subprocess.Popen[bytes]) -> None:
    below = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    _gone, left = psutil.wait_procs([process, *below], timeout=10)
    for one in left:
        one.kill()
    process.wait(timeout=20)


@contextmanager
def preview(source: Path, output: Path, log: Path, *options: str) -> Iterator[Preview]:
    """Run sphinx-autobuild until its first build is served."""
    port = free_port()
    command = [sys.executable, "-m", "sphinx_autobuild", "--port", str(port), *options]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*command, str(source), str(output)], stdout=stream, stderr=stream, cwd=source
        )
    try:
        made = Preview(log, f"http://127.0.0.1:{port}")
        wait_until(made.serves, PATIENCE)
        yield made
    finally:
        end(process)


def test_one_edit_is_one_rebuild(make: Make, tmp_path: Path) -> None:
    other = page("print('of the other')", title="Other")
    pages = {"index.md": page(CODE, prose=LESSON), "other.md": f"{other}\n{{doc}}`index`\n"}
    project = make(pages, pedagogy_audit={"*": "off"}, suppress_warnings=["toc.not_included"])
    project.build()
    output = project.root / "_build" / "html"
    ignored = ("--ignore", "_build", "--ignore", "executed")
    with preview(project.root, output, tmp_path / "log", *ignored) as live:
        live.expect(1, "[new config] 2 added, 0 changed, 0 removed")
        changed = page(CODE, prose=f"{LESSON}\nQuite new words.\n")
        project.write({"index.md": changed})
        live.expect(2, "0 added, 1 changed, 0 removed")
        shown = live.get("index.html")
        assert "Quite new words." in shown
        assert "42" in shown
        # code runs, and what it makes is stored in the sources, save a file that is the same
        code = CODE.replace("6 * 7", "'as it is now'")
        project.write({"index.md": page(code, prose=LESSON)})
        live.expect(3, "0 added, 1 changed, 0 removed")
        assert "as it is now" in live.get("index.html")
        assert "of the other" in live.get("other.html")
        # the lesson and its cells are not read again with another page
        project.write({"other.md": f"{pages['other.md']}\nWords of the other.\n"})
        live.expect(4, "0 added, 1 changed, 0 removed")
        assert "Words of the other." in live.get("other.html")


def test_the_course(tmp_path: Path) -> None:
    for name in ("lessons", "notebooks", "docs/_ext", "docs/_static", "docs/_templates"):
        unwanted = shutil.ignore_patterns("_build", "__pycache__")
        shutil.copytree(REPOSITORY / name, tmp_path / name, symlinks=True, ignore=unwanted)
    source = tmp_path / "lessons"
    output, nothing = tmp_path / "site" / "html", ("-D", "pedagogy_executor=none")
    with preview(source, output, tmp_path / "log", *nothing) as live:
        live.expect(1, "[new config]")
        lesson = source / "9-2" / "9-2-1-why-discrete.md"
        lesson.write_text(lesson.read_text() + "\nQuite new words.\n")
        live.expect(2, "0 added, 1 changed, 0 removed")
        assert "Quite new words." in live.get("9-2/9-2-1-why-discrete.html")
