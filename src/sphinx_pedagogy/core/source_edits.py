"""Edits of the author's files: shown as a diff, made all at once, and never over other changes.

A file is read as bytes and written as bytes. What is not edited stays as it is: line ends, a mark
of the byte order, a missing end of the last line. Whoever plans an edit says what stands in its
place; if something else does, the edit is refused.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile("\n")
_LINE = re.compile("[^\n]*\n|[^\n]+")


class Edit(NamedTuple):
    """A piece of one line that is to be replaced, or new lines that are to stand before it."""

    file: Path
    line: int
    """From 1; one more than the file has lines is its end."""
    column: int
    """From 0, in characters."""
    old: str
    """What stands there: part of one line, may be empty."""
    new: str
    """What is to stand there: lines end with ``\\n``, whatever those of the file end with."""


class Refused(NamedTuple):
    """An edit, or a file, that is left as it is."""

    file: Path
    line: int
    """0 where the whole file is meant."""
    reason: str
    code: str = ""
    """The kind of the finding that it was to mend, if there is one."""


class PlannedFile(NamedTuple):
    """A file as it is, and as it would be."""

    file: Path
    before: bytes
    after: bytes
    edits: int
    """How many edits that are."""


class EditPlan(NamedTuple):
    """What edits come to."""

    files: list[PlannedFile]
    refused: list[Refused]


def plan_edits(edits: Iterable[Edit], folders: Sequence[Path]) -> EditPlan:
    """Return what files become, in the order of their paths; nothing is written.

    :param folders: the folders of the sources; files elsewhere are refused
    """
    by_file: dict[Path, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    plan = EditPlan([], [])
    for file, found in sorted(by_file.items()):
        if reason := reason_against(file, folders):
            plan.refused.append(Refused(file, 0, reason))
            continue
        try:
            before = file.read_bytes()
            text = before.removeprefix(_BOM).decode("utf-8")
        except UnicodeDecodeError:
            plan.refused.append(Refused(file, 0, "it is no UTF-8"))
            continue
        except OSError as error:
            plan.refused.append(Refused(file, 0, error.strerror or str(error)))
            continue
        after, made, refused = _edited(text, found)
        plan.refused.extend(refused)
        if made:
            mark = _BOM if before.startswith(_BOM) else b""
            plan.files.append(
                PlannedFile(
                    file=file, before=before, after=mark + after.encode("utf-8"), edits=made
                )
            )
    return plan


def reason_against(file: Path, folders: Sequence[Path]) -> str:
    """Return why a file is not to be edited, if it is not."""
    real = file.resolve()
    if not any(real.is_relative_to(folder.resolve()) for folder in folders):
        return "it lies outside the sources"
    if file.suffix == ".ipynb":
        return "it is a notebook, whose lines are no text"
    return ""


def _edited(text: str, edits: Iterable[Edit]) -> tuple[str, int, list[Refused]]:
    """Return a text after its edits, how many were made, and those that could not be."""
    end = "\r\n" if "\r\n" in text else "\n"
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    refused: list[Refused] = []
    made, after, free = 0, text, len(text)
    ends_last_line = False
    # from the end, so that places before stay as they are
    for edit in reversed(sorted(edits, key=lambda edit: (edit.line, edit.column))):  # noqa: C413
        at = _offset(edit, text, starts)
        if at is None or at + len(edit.old) > free:
            refused.append(Refused(edit.file, edit.line, "the line has another text"))
            continue
        new, start = edit.new.replace("\n", end), at
        if at == len(text) and text and not text.endswith("\n") and not edit.column:
            # the last line has no end: the first that comes after it gives it one
            if ends_last_line:
                start += len(end)
            else:
                new = end + new
            ends_last_line = True
        after = after[:start] + new + after[start + len(edit.old) :]
        free = at
        made += 1
    return after, made, refused


def _offset(edit: Edit, text: str, starts: Sequence[int]) -> int | None:
    """Return where an edit begins in the text; ``None`` if something else stands there."""
    if not 0 < edit.line <= len(starts):
        # behind a last line that does not end
        is_end = edit.line == len(starts) + 1 and not edit.old and not edit.column
        return len(text) if is_end else None
    at = starts[edit.line - 1] + edit.column
    next_line = starts[edit.line] if edit.line < len(starts) else len(text) + 1
    stop = at + len(edit.old)
    return at if stop < next_line and text[at:stop] == edit.old else None


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends; only a line feed ends one."""
    return _LINE.findall(text)


def diff_of(plan: EditPlan, base: Path) -> str:
    """Return a plan as a unified diff, which ``git apply`` and ``patch -p1`` take.

    :param base: the folder from which paths are given
    """
    return "".join(_file_diff(planned, base) for planned in plan.files)


def _file_diff(planned: PlannedFile, base: Path) -> str:
    name = Path(os.path.relpath(planned.file, base)).as_posix()
    before, after = (lines_of(data.decode("utf-8")) for data in (planned.before, planned.after))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(before, after, f"a/{name}", f"b/{name}")
    )


def write_plan(plan: EditPlan) -> list[Refused]:
    """Write the files of a plan, each in one step, and return those that could not be written.

    A file that has changed since the plan was made is left alone.
    """
    refused = []
    for planned in plan.files:
        try:
            if planned.file.read_bytes() != planned.before:
                reason = "it has changed in the meantime; run the command again"
                refused.append(Refused(planned.file, 0, reason))
                continue
            _replace(planned.file.resolve(), planned.after)
        except OSError as error:
            refused.append(Refused(planned.file, 0, error.strerror or str(error)))
    return refused


def _replace(file: Path, data: bytes) -> None:
    """Put a file in the place of another; whoever reads it meanwhile has the one or the other."""
    if not os.access(file, os.W_OK):
        raise PermissionError(13, "it is read-only", str(file))
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, file.stat().st_mode & 0o7777)  # noqa: PTH101 (a name, as mkstemp gives it)
        os.replace(name, file)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
