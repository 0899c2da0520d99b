"""The file that a baseline is kept in: one line for each entry, sorted, to be committed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.report.baseline import Baseline
from sphinx_pedagogy.audit.report.identity import digest
from sphinx_pedagogy.audit.report.report import BaselineEntry
from sphinx_pedagogy.course.errors import ReadError
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
"""Rises when an earlier version could not read the file, or finds other fingerprints."""

FIELDS = {"fingerprint": str, "rule": str, "subject": str, "text": str, "count": int}
_FINGERPRINT = regex(r'"fingerprint": *"(\w+)"')


def baseline_text(baseline: Baseline) -> str:
    """Return a baseline as its file has it: by lesson, rule and text, whatever the order found."""
    order = sorted(baseline.entries, key=lambda entry: (entry.subject, entry.code, entry.text))
    rows = ",\n".join(json.dumps(entry_facts(slug), ensure_ascii=False) for slug in order)
    return f'{{\n"version": {VERSION},\n"findings": [\n{rows}' + ("\n" if rows else "") + "]\n}\n"


def entry_facts(entry: BaselineEntry) -> dict[str, Any]:
    """Return an entry; its fingerprint is the one that other reports have."""
    return {
        "fingerprint": digest(entry.identity),
        "rule": entry.code,
        "subject": entry.subject,
        "text": entry.text,
        "count": entry.times,
    }


def read_baseline(file: Path, source: Path) -> Baseline:
    """Read a baseline.

    :param source: the source folder, from which places name the file
    :raises ReadError: there is none, or it is damaged
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ReadError(
            f"{file}: there is no baseline; write one with --write-baseline {file}"
        ) from error
    except OSError as error:
        raise ReadError(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise damaged(file, None, "it is no UTF-8") from error
    return parse(text, file, Path(os.path.relpath(file.resolve(), source.resolve())).as_posix())


def parse(text: str, file: Path, name: str) -> Baseline:
    """Return the baseline that the text of a file has.

    :param name: the file from the source folder
    :raises ReadError: it is damaged
    """
    try:
        facts = json.loads(text)
    except json.JSONDecodeError as error:
        raise damaged(file, error.lineno, "it is no JSON") from error
    except RecursionError as error:
        raise damaged(file, None, "it is nested too deeply") from error
    if not isinstance(facts, dict) or not isinstance(facts.get("findings"), list):
        raise damaged(file, None, "it has no list of findings")
    if facts.get("version") != VERSION:
        raise damaged(file, None, f"its version is not {VERSION}")
    lines = lines_of(text)
    entries: dict[str, BaselineEntry] = {}
    for number, finding in enumerate(facts["findings"], 1):
        if why := mistake(finding):
            raise damaged(file, None, f"finding {number}: {why}")
        mark = finding["fingerprint"]
        if mark in entries:
            raise damaged(file, lines.get(mark), f"finding {number} is there twice")
        entries[mark] = entry_of(finding, Place("", lines.get(mark), name))
        if digest(entries[mark].identity) != mark:
            why = f"the fingerprint of finding {number} is that of another text"
            raise damaged(file, lines.get(mark), why)
    return Baseline(list(entries.values()))


def lines_of(text: str) -> Mapping[str, int]:
    """Return the last line, counted from 1, that has each fingerprint."""
    found = (
        (match[1], index)
        for index, line in enumerate(text.split("\n"), 1)
        for match in _FINGERPRINT.finditer(line)
    )
    return dict(found)


def mistake(facts: object) -> str:
    """Return what is wrong with the fields of an entry; nothing if they can be read."""
    if not isinstance(facts, dict):
        return "it has no fields"
    for name, kind in FIELDS.items():
        if type(facts.get(name)) is not kind:
            return f'it has no "{name}" that could be read'
    return "" if facts["count"] > 0 else 'its "count" is below 1'


def entry_of(facts: Mapping[str, Any], place: Place) -> BaselineEntry:
    """Return the entry that *facts* were made of."""
    return BaselineEntry(
        code=facts["rule"],
        subject=facts["subject"],
        text=facts["text"],
        times=facts["count"],
        place=place,
    )


def damaged(file: Path, line: int | None, why: str) -> ReadError:
    """Return what is said of a file that cannot be read as a baseline."""
    at = f"{file}:{line}" if line else str(file)
    return ReadError(
        f"{at}: this baseline is damaged, since {why}; restore it from version control, or "
        "delete it and write a new one with --write-baseline"
    )
