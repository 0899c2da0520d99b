"""One build as a process of its own, and the operating system's account of it."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# a package that was installed brings its bytecode; ours is compiled once, in the warm-up
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
REST = "COURSE_BENCHMARK_REST"
"""The variable that makes ``conf.py`` of a made-up course let Python's collector rest."""
_READ = re.compile(r"(\d+) added, (\d+) changed, \d+ removed")


class Cost(NamedTuple):
    """What a build cost."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of all processors together, those of child processes included."""
    peak: float
    """MiB of the largest process."""
    edited: int
    """Files that the author changed before it."""
    read: int
    """Pages that were read."""
    written: int
    """Pages that were written."""
    warnings: int


def build(source: Path, output: Path, *options: str, edited: int = 0, rested: bool = False) -> Cost:
    """Build a project to HTML and return what it cost.

    :param edited: how many files the author changed before it
    :param rested: let Python's garbage collector rest, as the manual shows for ``conf.py``
    """
    command = build_command(source, output, *options)
    return Running(command, output, edited, rested=rested).finish()


def build_command(source: Path, output: Path, *options: str) -> list[str]:
    """Return the command that builds a project to HTML."""
    return [sys.executable, "-m", "sphinx", "-b", "html", *options, str(source), str(output)]


def audit(source: Path, output: Path, edited: int = 0) -> Cost:
    """Audit a project from the command line and return what it cost.

    :param output: the folder for what was read
    """
    command = [sys.executable, "-m", "sphinx_pedagogy", "audit", str(source)]
    return measure([*command, "--fail-on", "never", "--cache", str(output)], output, edited)


def measure(command: Sequence[str], output: Path, edited: int) -> Cost:
    """Run a command and return what it cost."""
    return Running(command, output, edited).finish()


def build_together(
    projects: Sequence[tuple[Path, Path, int]], *, rested: bool = False
) -> list[Cost]:
    """Build projects at the same time on one processor, and return what each of them cost.

    On a machine that does other work, seconds vary by a fifth from minute to minute. Builds that
    take turns within each second meet the same work, and their ratio varies by a hundredth. The
    seconds on the clock mean nothing.

    :param projects: source and output of each, and how many files the author changed before
    """
    running = [
        Running(build_command(source, output), output, edited, rested=rested)
        for source, output, edited in projects
    ]
    if sys.platform == "linux":
        processor = min(os.sched_getaffinity(0))
        for one in running:
            os.sched_setaffinity(one.process.pid, {processor})
    return [one.finish() for one in running]


class Running:
    """A command that was started."""

    def __init__(
        self, command: Sequence[str], output: Path, edited: int, *, rested: bool = False
    ) -> None:
        self.output = output
        self.edited = edited
        self.before = stamps(output)
        self.log = output.with_suffix(".log")
        self.started = time.perf_counter()
        with self.log.open("wb") as out:
            environment = ENVIRONMENT | ({REST: "1"} if rested else {})
            self.process = subprocess.Popen(
                command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=environment
            )

    def finish(self) -> Cost:
        """Wait for it, and return what it cost."""
        _pid, status, usage = os.wait4(self.process.pid, 0)
        wall = time.perf_counter() - self.started
        # Popen would wait for a process that is gone
        self.process.returncode = os.waitstatus_to_exitcode(status)
        text = self.log.read_text("utf-8", "replace")
        if self.process.returncode:
            sys.exit(f"a build failed:\n{text}")
        found = _READ.search(text)
        after = stamps(self.output)
        return Cost(
            wall=wall,
            cpu=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss / 1024,
            edited=self.edited,
            read=int(found[1]) + int(found[2]) if found else 0,
            written=sum(self.before.get(name) != stamp for name, stamp in after.items()),
            warnings=text.count("WARNING:"),
        )


def stamps(folder: Path) -> dict[str, int]:
    """Return when each page was written."""
    return {str(page): page.stat().st_mtime_ns for page in folder.rglob("*.html")}


def weigh(output: Path) -> dict[str, int]:
    """Return the bytes of a finished build.

    ``lesson`` is the HTML of the median lesson; ``css`` and ``js`` are what that page loads,
    all as they stand on disk; ``own_css`` and ``own_js`` are ours of these, compressed.
    """
    lessons = sorted(output.glob("series-*/*/lesson-*.html"), key=lambda page: page.stat().st_size)
    page = lessons[len(lessons) // 2]
    html = page.read_text("utf-8")
    css = linked(page, re.findall(r'<link[^>]+href="([^"?]+\.css)', html))
    js = linked(page, re.findall(r'<script[^>]+src="([^"?]+\.js)', html))
    doctrees = output / ".doctrees"
    return {
        "lesson": page.stat().st_size,
        "css": size_of(css),
        "js": size_of(js),
        "own_css": sum(compressed(file) for file in css if file.parent.name == "sphinx-pedagogy"),
        "own_js": sum(compressed(file) for file in js if file.parent.name == "sphinx-pedagogy"),
        "html": size_of(output.rglob("*.html")),
        "search": size_of(output.glob("searchindex.js")),
        "environment": size_of(doctrees.glob("environment.pickle")),
        "doctrees": size_of(doctrees.rglob("*.doctree")),
    }


def linked(page: Path, addresses: Iterable[str]) -> list[Path]:
    """Return the files that a page loads, each once."""
    files = {(page.parent / address).resolve() for address in addresses if "://" not in address}
    return sorted(file for file in files if file.is_file())


def size_of(files: Iterable[Path]) -> int:
    """Return the bytes of some files."""
    return sum(file.stat().st_size for file in files)


def compressed(file: Path) -> int:
    """Return the bytes of a file as a web server sends them."""
    return len(gzip.compress(file.read_bytes(), 9))
