"""Why a build has to end, of pages that got their outputs while they were read.

It ends when all are read: then all reasons are known, those that other processes met as well, and
Sphinx stores nothing of it. If one of these processes raised it, Sphinx would print a report of
an error of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.course.errors import ExecutionError, StoppedError
from sphinx_pedagogy.course.messages import emit_critical

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ATTRIBUTE = "pedagogy_stops"


def _stops_of(env: BuildEnvironment) -> list[str]:
    return cast("list[str]", getattr(env, _ATTRIBUTE, []))


def forget_stops(env: BuildEnvironment) -> None:
    """Begin to read, with no reason to end."""
    setattr(env, _ATTRIBUTE, [])


def note_stop(env: BuildEnvironment, reason: ExecutionError) -> None:
    """Let the build end once all pages are read."""
    merge(env, [str(reason)])


def merge(env: BuildEnvironment, reasons: list[str]) -> None:
    """Add reasons, each once: a worker that refuses is one for every page."""
    known = _stops_of(env)
    setattr(env, _ATTRIBUTE, [*known, *(reason for reason in reasons if reason not in known)])


def merge_stops(
    _app: Sphinx, env: BuildEnvironment, _docnames: list[str], other: BuildEnvironment
) -> None:
    """Take over the reasons of another process."""
    merge(env, _stops_of(other))


def stop(_app: Sphinx, env: BuildEnvironment) -> None:
    """End the build if there is a reason.

    :raises StoppedError: so it is, and it is said why
    """
    if reasons := _stops_of(env):
        text = joined(reasons)
        emit_critical(text)
        raise StoppedError(text)


def joined(reasons: list[str]) -> str:
    """Return reasons as one text, where the first line that several share stands once."""
    parts: dict[str, list[str]] = {}
    for reason in sorted(reasons):
        head, _, rest = reason.partition("\n")
        parts.setdefault(head, []).append(rest)
    return "\n".join(line for head, rest in parts.items() for line in (head, *rest) if line)


def connect_stops(app: Sphinx) -> None:
    """Listen to the events of a build."""
    app.connect("env-merge-info", merge_stops)
    # before anybody uses what was read
    app.connect("env-updated", stop, priority=0)
