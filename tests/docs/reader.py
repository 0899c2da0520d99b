"""A reader of a tutorial, who does what its page says: writes files, runs commands, looks."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).parents[2] / "docs"
MODULES = {"sphinx-build": "sphinx", "sphinx-pedagogy": "sphinx_pedagogy"}
"""What the commands of a tutorial run: the modules of the environment that tests it."""

_STEP = re.compile(
    r"^```\{literalinclude\} /(?P<file>\S+)\n(?::caption: (?P<caption>[^\n]+)\n)?"
    r"|^```sh\n(?P<commands>.*?)^```$"
    r"|(?P<again>[Bb]uild\s+again)"
    r"|number in\s+`(?P<page>\S+)`\s+to\s+(?P<number>[\d.]+\d)"
    r"|Change\s+`(?P<old>\S+)`\s+to\s+`(?P<new>\S+)`"
    r"|“(?P<words>[^”]+)”",
    re.MULTILINE | re.DOTALL,
)


class Step(NamedTuple):
    """Something that a page asks its reader to do, or to see."""

    file: str | None
    caption: str | None
    commands: str | None
    again: str | None
    page: str | None
    number: str | None
    old: str | None
    new: str | None
    words: str | None


class Reader:
    """Somebody in the folder of a course, who follows a page word for word."""

    def __init__(self, root: Path, check_output: Callable[[Path, str], None]) -> None:
        """Begin in a folder; *check_output* compares what a command says with a file."""
        self.root = root
        self.check_output = check_output
        self.build = ""
        self.edited = root
        self.done: list[subprocess.CompletedProcess[str]] = []

    def follow(self, text: str) -> None:
        """Do all that a page says, in its order."""
        for step in steps_of(text):
            if step.commands:
                for self.build in step.commands.splitlines():
                    self.run(self.build)
            elif step.again:
                self.run(self.build)
            elif step.number:
                self.change(self.root / str(step.page), r"(?<=\{lesson\} )[\d.]+", step.number)
            elif step.new:
                self.change(self.edited, str(step.old), step.new)
            elif step.words:
                assert step.words in self.see("**/*.html"), step.words
            elif step.caption:
                self.write(step.caption.strip('"'), (DOCS / str(step.file)).read_text("utf-8"))
            else:
                self.compare(DOCS / str(step.file))

    def run(self, line: str) -> str:
        """Run a command of the page, and return what it says on standard output."""
        name, *words = shlex.split(line)
        command = [sys.executable, "-m", MODULES[name], *words]
        self.done.append(
            subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        )
        return self.done[-1].stdout

    def compare(self, shown: Path) -> None:
        """Compare a shown output with that of its commands, or of the last one if it has none."""
        text = shown.read_text("utf-8")
        lines = re.findall(r"^\$ (.+)$", text, re.MULTILINE)
        if lines:
            self.check_output(shown, "".join(f"$ {line}\n{self.run(line)}" for line in lines))
        else:
            assert text.strip() in re.sub(r"\x1b\[[0-9;]*m", "", self.done[-1].stderr)

    def write(self, caption: str, text: str) -> None:
        """Write a file, or change it, as the caption of its text says."""
        name, _, where = caption.removeprefix("add to ").partition(", ")
        self.edited = self.root / name
        old = self.edited.read_text("utf-8") if self.edited.exists() else ""
        if where.startswith("above "):
            before = where.removeprefix("above ").strip("`")
            assert old.count(f"\n{before}") == 1, caption
            text = old.replace(f"\n{before}", f"\n{text}{before}")
        elif where == "in place of the last line":
            text = "".join(old.splitlines(keepends=True)[:-1]) + text
        elif caption.startswith("add to "):
            text = old + text
        self.edited.write_text(text, "utf-8")

    def change(self, file: Path, old: str, new: str) -> None:
        """Replace words that are once in a file."""
        text, count = re.subn(old, new, file.read_text("utf-8"))
        assert count == 1, old
        file.write_text(text, "utf-8")

    def see(self, pages: str) -> str:
        """Return the words of pages that were built."""
        texts = (one.read_text("utf-8") for one in (self.root / "_build").glob(pages))
        return " ".join(re.sub(r"<[^>]*>", "", " ".join(texts)).split())


def steps_of(text: str) -> Iterator[Step]:
    """Yield what a page asks for, in its order."""
    for found in _STEP.finditer(text):
        yield Step(**found.groupdict())
