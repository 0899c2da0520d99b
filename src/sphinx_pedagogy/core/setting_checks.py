"""What a setting of ``conf.py`` can be. Each check returns what is wrong with a value, or ``None``.

A check sees whatever an author wrote. What passes it must do no harm later: neither where it is
compared, joined or pickled, nor where it is printed or becomes a part of a path.
"""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator

from sphinx_pedagogy.model.depth import DepthScale
from sphinx_pedagogy.model.findings import Severity

SettingCheck = Callable[[object], "str | None"]

MOST = 1_000_000
"""No count of anything in a course is above it."""
_LONGEST = 100_000_000
"""Seconds: more overflows the timers of some platforms."""
_LONGEST_NAME = 255
_LONGEST_PATH = 1000
_MARKS = "(),:"
"""They separate a depth from what is around it."""


def complaint_about(value: object, check: SettingCheck) -> str | None:
    """Return what is wrong with a value, however odd it is."""
    try:
        return check(value)
    except Exception as error:
        return f"it cannot be read ({type(error).__name__})"


def shown(value: object) -> str:
    """Return a value as a message shows it: not all of it, if it is long."""
    return reprlib.repr(value)


def _is_printable(value: object) -> bool:
    """Whether a value is a string that can be printed, encoded, and be part of a path."""
    return isinstance(value, str) and value.isprintable()


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(map(_is_printable, value))


def is_bool(value: object) -> str | None:
    """Check a switch."""
    return None if isinstance(value, bool) else "it must be True or False"


def is_prefix(value: object) -> str | None:
    """Check a prefix of keys in a browser's storage."""
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_.:-]*", value):
        return None
    return "it must be a string of letters, digits and . _ : -"


class OneOf:
    """The check for one of some words."""

    def __init__(self, *words: str) -> None:
        """Take the words."""
        self.words = words

    def __call__(self, value: object) -> str | None:
        """Return what is wrong with a value."""
        if isinstance(value, str) and value in self.words:
            return None
        wanted = " or ".join(f'"{word}"' for word in self.words)
        return f"it must be {wanted}"


def are_patterns(example: str) -> SettingCheck:
    """Return the check for a list of patterns.

    :param example: a pattern that a message shows
    """

    def complaint(value: object) -> str | None:
        if _is_list_of_texts(value):
            return None
        return f'it must be a list of patterns, such as ["{example}"]'

    return complaint


def is_scale(value: object) -> str | None:
    """Check the words of a scale of depths."""
    if not isinstance(value, (list, tuple)) or not _is_list_of_texts(value):
        return "it must be a list of words"
    for word in value:
        if word != word.strip():
            return f'"{word}" begins or ends with a blank'
        if any(mark in word for mark in _MARKS):
            return f'"{word}" has one of {" ".join(_MARKS)}, which separate a depth from others'
    try:
        DepthScale(tuple(value))
    except ValueError as error:
        return str(error)
    return None


def is_address(value: object) -> str | None:
    """Check the address of a site."""
    if value == "" or (_is_printable(value) and str(value).startswith(("https://", "http://"))):
        return None
    return "it must be an address such as https://example.org/manual/"


def is_courses(value: object) -> str | None:
    """Check the addresses of other courses."""
    if isinstance(value, dict) and all(
        _is_printable(name) and name.strip() and _is_course(where) for name, where in value.items()
    ):
        return None
    return (
        'it must be a dictionary such as {"maths": "https://example.org/maths/"}, where a pair '
        "of address and file may take the place of the address"
    )


def _is_course(where: object) -> bool:
    address, file = where if isinstance(where, (list, tuple)) and len(where) == 2 else (where, "-")
    if not (_is_printable(address) and _is_printable(file) and file):
        return False
    return str(address).startswith(("https://", "http://"))


def is_severities(value: object) -> str | None:
    """Check what the findings of rules weigh."""
    severities = [severity.value for severity in Severity]
    if isinstance(value, dict) and all(
        _is_printable(rule) and isinstance(severity, str) and severity in severities
        for rule, severity in value.items()
    ):
        return None
    words = " or ".join(f'"{severity}"' for severity in severities)
    return f'it must be a dictionary such as {{"fading": "error"}}, with {words} for each rule'


def is_limits(value: object) -> str | None:
    """Check the limits of rules."""
    if isinstance(value, dict) and all(
        _is_printable(rule)
        and isinstance(limits, dict)
        and all(_is_printable(name) and _is_limit(limit) for name, limit in limits.items())
        for rule, limits in value.items()
    ):
        return None
    return 'it must be a dictionary such as {"load": {"most-new": 4}}'


def _is_limit(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -MOST <= value <= MOST  # not so for what is no number


def is_whole(least: int, words: str) -> SettingCheck:
    """Return the check for a whole number.

    :param words: what a message says of the least of them
    """

    def complaint(value: object) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            return f"it must be a whole number{words}"
        return None if value <= MOST else f"it must be at most {MOST:,}"

    return complaint


def is_seconds(value: object) -> str | None:
    """Check a time."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        return "it must be a number of seconds above 0"
    return None if value <= _LONGEST and math.isfinite(value) else f"it is above {_LONGEST:,}"


def is_text(value: object) -> str | None:
    """Check a text of one line."""
    return None if _is_printable(value) else "it must be a string of one line"


def is_file(value: object) -> str | None:
    """Check the path of a file, which may be left out."""
    return None if _is_printable(value) else "it must be the path of a file, as a string"


def is_executor(value: object) -> str | None:
    """Check the name of an executor; whether there is one shows when it is needed."""
    if _is_printable(value):
        return None
    return 'it must be "auto" or "dask" or "local" or "none", or the executor of a plugin'


def is_worker_address(value: object) -> str | None:
    """Check the address of a scheduler; whether it is safe shows when it is used."""
    return None if _is_printable(value) else 'it must be an address such as "tls://10.0.0.5:8786"'


def is_path(value: object) -> str | None:
    """Check the path of a folder."""
    if isinstance(value, str) and _is_printable(value) and value.strip():
        # no system has longer ones, and to look at one is an error
        names_fit = all(len(part.encode()) <= _LONGEST_NAME for part in value.split("/"))
        return None if names_fit and len(value) <= _LONGEST_PATH else "it is too long for a path"
    return "it must be the path of a folder, as a string"


def is_github_folder(value: object) -> str | None:
    """Check a place on GitHub."""
    if isinstance(value, str) and re.fullmatch(r"([\w.@+~-]+(/[\w.@+~-]+){2,}/?)?", value):
        return None
    return 'it must be "OWNER/REPOSITORY/BRANCH", or that with the path of a folder'


def is_tls(value: object) -> str | None:
    """Check the paths of certificate files."""
    if value == {} or (
        isinstance(value, dict)
        and set(value) == {"ca", "cert", "key"}
        and all(is_path(path) is None for path in value.values())
    ):
        return None
    return 'it must be {"ca": PATH, "cert": PATH, "key": PATH}'


def is_devices(value: object) -> str | None:
    """Check a list of devices."""
    if _is_list_of_texts(value) and set(value) <= {"cpu", "gpu"}:  # type: ignore[call-overload]
        return None
    return 'it must be a list of "cpu" and "gpu"'


def entries_of(value: dict[object, object]) -> Iterator[dict[object, object]]:
    """Yield each entry of a dictionary alone; each of those of one within it, too."""
    for name, entry in value.items():
        if isinstance(entry, dict) and entry:
            for inner, part in entry.items():
                yield {name: {inner: part}}
        else:
            yield {name: entry}


def together(entries: Iterable[dict[object, object]]) -> dict[object, object]:
    """Return what :func:`entries_of` was given, or as much of it as is left."""
    whole: dict[object, object] = {}
    for entry in entries:
        for name, part in entry.items():
            known = whole.get(name)
            nested = isinstance(known, dict) and isinstance(part, dict)
            whole[name] = {**known, **part} if nested else part  # type: ignore[dict-item]
    return whole
