"""The edits that fixes of findings come to."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.fixes.markup import announced_at, named_at, role, words_at
from sphinx_pedagogy.audit.fixes.requirements import (
    below_block,
    end_of_block,
    in_block,
    option_below,
)
from sphinx_pedagogy.audit.text.words import offsets_of
from sphinx_pedagogy.core.domain import catalogue_of
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.core.source_edits import Edit, Refused, reason_against
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import FixKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic, Fix

BY_HAND = "fix it by hand"
_ENTRY = regex(r"-\s+(?P<name>.+?)\s*\([^()]*\)")
_FENCE = regex(r"\s*(?::{3,}|`{3,}|~{3,})")
LONGEST_PARAGRAPH = 60
"""Lines below that of a finding in which its words are looked for."""


class FixWriter:
    """Turns the fixes of findings into edits."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with none."""
        self.env = env
        self.refused: list[Refused] = []
        self._edits: dict[Edit, None] = {}
        self._lines: dict[Path, list[str]] = {}
        self._finders = {
            FixKind.NAME: self._named,
            FixKind.ROLE: self._words,
            FixKind.ANNOUNCEMENT: self._announced,
            FixKind.TEXT: self._literal,
            FixKind.OPTION: self._option,
        }
        self._needs: dict[str, dict[str, list[Diagnostic]]] = {}
        self._mends: dict[Diagnostic, list[Edit]] = {}
        """What mends each finding; nothing if that cannot be written."""
        self._renamed: dict[tuple[str, str], list[Edit]] = {}
        """What brings a concept into the requirements of a document by mending its name there."""

    def edits(self, found: Iterable[Diagnostic]) -> list[Edit]:
        """Return the edits of all findings that nobody suppressed; what cannot be is refused."""
        for diagnostic in found:
            for fix in diagnostic.fixes if diagnostic.is_active else ():
                if fix.kind is FixKind.REQUIREMENT:
                    lines = self._needs.setdefault(diagnostic.place.document, {})
                    lines.setdefault(fix.new, []).append(diagnostic)
                else:
                    self._replace(diagnostic, fix)
        for document, needs in self._needs.items():
            fresh = [line for line in needs if not self._renaming(document, line)]
            made = self._require(document, fresh, needs[fresh[0]][0]) if fresh else []
            for line, asking in needs.items():
                edits = made if line in fresh else self._renaming(document, line)
                self._mends.update(dict.fromkeys(asking, edits))
        return list(self._edits)

    def edits_of_one(self, found: Diagnostic) -> list[Edit]:
        """Return the edits that mend one finding alone; nothing if they cannot be written."""
        alone = FixWriter(self.env)
        alone._lines = self._lines  # each file is read once
        return alone.edits([found])

    def mended(self, refused: Iterable[Refused]) -> int:
        """Return how many findings have a fix that is written, if nothing else is refused."""
        left = {(edit.file, edit.line) for edit in refused if edit not in self.refused}
        return sum(
            bool(edits)
            and not any({(edit.file, edit.line), (edit.file, 0)} & left for edit in edits)
            for edits in self._mends.values()
        )

    def _renaming(self, document: str, line: str) -> list[Edit]:
        """Return what makes a line of the requirements say the same by mending its name."""
        entry = _ENTRY.match(line)
        concept = catalogue_of(self.env).find(entry["name"]) if entry else None
        return self._renamed.get((document, concept or ""), [])

    def _file(self, place: Place) -> Path:
        return Path(place.source or str(self.env.doc2path(place.document)))

    def _lines_of(self, file: Path) -> list[str]:
        """Return the lines of a file; none if it cannot be read as text."""
        if file not in self._lines:
            try:
                text = file.read_bytes().decode("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                text = ""
            self._lines[file] = text.split("\n")
        return self._lines[file]

    def _reason_against(self, file: Path) -> str:
        """Return why nothing at all is written to a file, if nothing is."""
        no_text = "" if any(self._lines_of(file)) else "it is no UTF-8"
        return reason_against(file, folders_of(self.env)) or no_text

    def _refuse(self, file: Path, finding: Diagnostic, reason: str) -> None:
        line = finding.place.line or 0
        self.refused.append(Refused(file, line, reason, code=finding.code))

    def _syntax(self, file: Path) -> str:
        parser = self.env.config.source_suffix.get(file.suffix, "")
        return "rst" if parser == "restructuredtext" else "myst"

    def _replace(self, finding: Diagnostic, fix: Fix) -> None:
        """Write a name or a role in the paragraph, or the line, that a finding is about."""
        place = finding.place
        file, start = self._file(place), place.line or 0
        lines, syntax = self._lines_of(file), self._syntax(file)
        find = self._finders[fix.kind]
        made = list(find(file, lines, fix.line or start, fix, syntax)) if start else []
        self._edits.update(dict.fromkeys(made))
        self._mends.setdefault(finding, []).extend(made)
        if not made:
            reason = f'"{fix.old}" is not on one line of the file'
            self._refuse(file, finding, f"{self._reason_against(file) or reason}; {BY_HAND}")
        needs = catalogue_of(self.env).pages[place.document].needs
        if made and any((need.name, need.place) == (fix.old, place) for need in needs):
            concept = catalogue_of(self.env).find(fix.new) or ""
            self._renamed[place.document, concept] = made

    def _named(
        self, file: Path, lines: Sequence[str], start: int, fix: Fix, syntax: str
    ) -> Iterator[Edit]:
        """Yield where a paragraph, or an option, has a wrong name."""
        new = _cased(fix.new, fix.old)
        start = _beginning(lines, start)
        following = lines[start : start + LONGEST_PARAGRAPH]
        paragraph = takewhile(lambda line: line.strip() and not _FENCE.match(line), following)
        for below, column in named_at([*lines[start - 1 : start], *paragraph], fix.old, syntax):
            yield Edit(file=file, line=start + below, column=column, old=fix.old, new=new)

    def _announced(
        self, file: Path, lines: Sequence[str], start: int, fix: Fix, syntax: str
    ) -> Iterator[Edit]:
        """Yield where a line uses what a later lesson teaches, with a link to that behind it."""
        line = lines[start - 1] if start <= len(lines) else ""
        if found := announced_at(line, fix.old, fix.new, syntax):
            column, old, new = found
            yield Edit(file=file, line=start, column=column, old=old, new=new)

    def _literal(
        self, file: Path, lines: Sequence[str], at: int, fix: Fix, _syntax: str
    ) -> Iterator[Edit]:
        """Yield where a line has some words, letter for letter."""
        for column in offsets_of(lines[at - 1] if at <= len(lines) else "", fix.old):
            yield Edit(file=file, line=at, column=column, old=fix.old, new=fix.new)

    def _option(
        self, file: Path, lines: Sequence[str], start: int, fix: Fix, syntax: str
    ) -> Iterator[Edit]:
        """Yield the new line of an option below the first line of a block."""
        if text := option_below(lines, start, fix.new, syntax):
            yield Edit(file=file, line=start + 1, column=0, old="", new=text)

    def _words(
        self, file: Path, lines: list[str], start: int, fix: Fix, syntax: str
    ) -> Iterator[Edit]:
        """Yield where the body of a block has some words first."""
        find = catalogue_of(self.env).find
        for index in range(start + 1, (end_of_block(lines, start) or start) + 1):
            if (column := words_at(lines[index - 1], fix.old, syntax)) is not None:
                new = role(fix.old, fix.new, syntax, find(fix.old) == find(fix.new))
                yield Edit(file=file, line=index, column=column, old=fix.old, new=new)
                return

    def _require(self, document: str, entries: Sequence[str], finding: Diagnostic) -> list[Edit]:
        """Add lines to the requirements of a lesson, or the block for them."""
        file = Path(str(self.env.doc2path(document)))
        lines = self._lines_of(file)
        blocks = [
            block
            for block in catalogue_of(self.env).pages[document].blocks
            if not block.place.source
        ]
        kinds = {block.kind: block.place.line or 0 for block in reversed(blocks)}
        if "requires" in kinds:
            made = in_block(lines, kinds["requires"], list(entries))
        elif "lesson" in kinds:
            made = below_block(lines, kinds["lesson"], list(entries))
        else:
            made = None
        if made is None:
            wanted = " and ".join(f'"{entry}"' for entry in entries)
            reason = self._reason_against(file) or "the end of its lesson block cannot be told"
            self._refuse(file, finding, f"{reason}; add {wanted} by hand")
            return []
        edit = Edit(file=file, line=made.line, column=0, old="", new=made.text)
        self._edits[edit] = None
        return [edit]


def folders_of(env: BuildEnvironment) -> list[Path]:
    """Return the folders in which the author's files lie: the sources, and those beside them."""
    app = app_of(env)
    beside = (env.config.pedagogy_folders or {}).values()
    return [Path(app.srcdir), *(Path(app.confdir, folder) for folder in beside)]


def _beginning(lines: Sequence[str], start: int) -> int:
    """Return the first line of the paragraph around a line: a role may begin above it."""
    if start > len(lines):
        return start  # a cell of a notebook, or a file that is no text
    first = max(1, start - LONGEST_PARAGRAPH)
    while start > first and not _FENCE.match(lines[start - 1]):
        above = lines[start - 2]
        if not above.strip() or _FENCE.match(above):
            break
        start -= 1
    return start


def _cased(new: str, old: str) -> str:
    """Return a name with a capital, or none, where the one that it replaces has it or not.

    A name with other capitals than its first, such as an acronym, keeps them all.
    """
    if old[:1].isupper():
        return new[:1].upper() + new[1:]
    return new[:1].lower() + new[1:] if new[1:].islower() else new
