"""Files of answers that readers hand in: read, and never trusted.

A reader's browser makes such a file on the page of ``learner-record``. It holds the first answer to
each check that a script judged, and neither a name nor a day.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = "pedagogy-answers-1"
"""What a file of answers says that it is."""

_LARGEST = 5_000_000
_MOST = 20_000
_LONGEST_KEY = 300


class GivenAnswer(NamedTuple):
    """What a reader answered first to a check."""

    check: str
    """The key of the check: its label, or a digest of its words."""
    right: bool
    picked: tuple[int, ...] = ()
    """The choices that were picked, counted from 0; empty where the check has none."""


class HandedIn(NamedTuple):
    """The answers of one reader."""

    course: str
    """What tells the course from others: the prefix of its keys in the browser."""
    answers: tuple[GivenAnswer, ...]
    twice: tuple[str, ...] = ()
    """The checks with more than one answer in the file, of which the first counts."""


class AnswerFileError(ValueError):
    """A file that holds no answers, with what is wrong with it."""


def read_answers(file: Path) -> HandedIn:
    """Return the answers of a file.

    :raises AnswerFileError: it is no such file
    :raises OSError: it cannot be read
    """
    if file.stat().st_size > _LARGEST:
        raise AnswerFileError("it is too large for the answers of one reader")
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise AnswerFileError("it is no JSON") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        hint = ""
        if isinstance(found, dict) and str(found.get("format", "")).startswith("pedagogy-progress"):
            hint = "; it is a file of progress: ask for the one of “Save answers for the authors”"
        raise AnswerFileError(f'it is no file of answers (its format is not "{FORMAT}"){hint}')
    course, listed = found.get("course"), found.get("answers")
    if not isinstance(course, str) or not isinstance(listed, list) or len(listed) > _MOST:
        raise AnswerFileError("it names no course, or has no list of answers")
    # of two answers to one check, the first was the first
    given = [*_answers(listed)]
    answers = {answer.check: answer for answer in reversed(given)}
    counts = Counter(answer.check for answer in given)
    twice = sorted(check for check, count in counts.items() if count > 1)
    return HandedIn(course, tuple(sorted(answers.values())), tuple(twice))


def _answers(listed: list[Any]) -> Iterator[GivenAnswer]:
    for place, entry in enumerate(listed, start=1):
        check = entry.get("check") if isinstance(entry, dict) else None
        right = entry.get("right") if isinstance(entry, dict) else None
        is_key = isinstance(check, str) and 0 < len(check) <= _LONGEST_KEY
        if not is_key:
            raise AnswerFileError(f'its answer {place} has no "check" that is a key')
        if not isinstance(right, bool):
            raise AnswerFileError(f'the "right" of its answer {place} is neither true nor false')
        picked = entry.get("picked", [])
        is_whole = isinstance(picked, list) and all(
            isinstance(choice, int) and not isinstance(choice, bool) and 0 <= choice < 100
            for choice in picked
        )
        if not is_whole:
            raise AnswerFileError(f'the "picked" of its answer {place} is no list of choices')
        yield GivenAnswer(str(check), right, tuple(sorted(set(picked))))
