"""A chapter in reStructuredText, as a lesson."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.audit.corpus.lines import Line, added, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.audit.corpus.definitions import Definitions
    from tests.audit.corpus.lines import Lines

_RULE = re.compile(r"([=\-`:'\"~^_*+#<>.])\1{2,}$")
_TASK = re.compile(r"(\s*)\.\. (?:challenge|exercise)::\s*(.*)")
_SOLUTION = re.compile(r"(\s*)\.\. solution::\s*(.*)")


def lesson_in_rest(text: str, number: str, definitions: Definitions) -> Lines | None:
    """Return the lesson; nothing if the chapter has no title."""
    lines = _with_tasks(lines_of(text.expandtabs()), f"exercise-{number.replace('.', '-')}")
    end = _end_of_title(lines)
    if end is None:
        return None
    head = [*lines[:end], *added(lines[end - 1].origin, f".. lesson:: {number}")]
    return head + definitions.declare(lines[end:], _concept)


def _concept(term: str) -> Sequence[str]:
    return f".. concept:: {term}", "   :display: none"


def _end_of_title(lines: Sequence[Line]) -> int | None:
    """Return the number of lines up to the end of the title."""
    for at in range(1, len(lines)):
        above, line = lines[at - 1].text, lines[at].text
        if _RULE.match(line) and above and not _RULE.match(above) and len(line) >= len(above) - 2:
            return at + 1
    return None


def _with_tasks(lines: Sequence[Line], label: str) -> Lines:
    """Return lines with challenges as exercises, and solutions that say of what."""
    changed: Lines = []
    tasks = 0
    margin: int | None = None  # of the exercise that is open
    for line in lines:
        indent = len(line.text) - len(line.text.lstrip())
        if margin is not None and line.text and indent <= margin:
            margin = None
        if task := _TASK.match(line.text):
            tasks += 1
            margin = len(task[1])
            changed.append(Line(f"{task[1]}.. exercise:: {task[2]}".rstrip(), line.origin))
            changed.append(Line(f"{task[1]}   :label: {label}-{tasks}", line.origin))
        elif solution := _SOLUTION.match(line.text):
            changed += [
                Line(text, line.origin)
                for text in _solution(solution[1], margin, f"{label}-{tasks}")
            ]
        else:
            changed.append(line)
    return changed


def _solution(indent: str, margin: int | None, task: str) -> Sequence[str]:
    """Return how a solution begins: in its exercise, after it, or of no exercise at all."""
    if margin is not None:
        return (f"{indent}.. solution::",)
    if indent or task.endswith("-0"):
        return (f"{indent}.. admonition:: Solution",)
    return ".. solution::", f"   :for: {task}"
