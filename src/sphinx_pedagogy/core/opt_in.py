"""Whether a project, or one of its pages, asks for anything that we do.

To be listed in ``extensions`` changes nothing: a page asks by a block, a view or a role of ours,
and a project by such a page, by a setting for executed cells, or by a folder of stored outputs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Set
    from pathlib import Path

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.registry import Registry

EXECUTION = frozenset(
    f"pedagogy_{name}"
    for name in (
        *("allow_insecure_worker", "executed", "executor", "lesson_timeout", "local_gpus"),
        *("max_output", "on_missing_output", "worker_address", "worker_devices", "worker_tls"),
        *("worker_wait", "workers"),
    )
)
"""The settings of executed cells: whoever sets one wants them executed by us."""

ROLES = ("concept", "lesson", "quantity")
"""The roles."""

_PAGE = "pedagogy_page"
_MARK = '"pedagogy"'
"""What each notebook of stored outputs has in its metadata."""

_ENDINGS = (".cpu.ipynb", ".gpu.ipynb")
"""How their files are called, be they damaged or not."""

_LARGEST = 1_000_000_000

_DEMAND = re.compile(
    r"(?m)^[ \t]*execution:"
    r"(?:.*\b(?:device|inputs)\b|\s*\n(?:[ \t]+.*\n)*?[ \t]+(?:device|inputs):)"
    r'|"execution":\s*\{[^{}]*"(?:device|inputs)":'
)
"""What a page asks of its execution: in front matter, there also below ``jupytext``, or in the
metadata of a notebook.

``timeout`` alone is none of ours: nbclient has a setting of that name in the same place.
"""


def note_page(env: BuildEnvironment) -> None:
    """Note that the page that is being read has something of ours."""
    env.temp_data[_PAGE] = True


def is_ours(env: BuildEnvironment) -> bool:
    """Whether the page that is being read has something of ours, as far as it was read."""
    return bool(env.temp_data.get(_PAGE))


def is_set(config: Config, name: str) -> bool:
    """Whether ``conf.py`` or the command line sets a value, be it the default."""
    return name in config._raw_config or name in config.overrides


def asks_to_execute(config: Config) -> bool:
    """Whether ``conf.py`` or the command line has a setting of executed cells."""
    return any(is_set(config, name) for name in EXECUTION)


def has_outputs(folder: Path) -> bool:
    """Whether *folder* holds outputs that we have stored; another project may call one so."""
    return any(
        path.name.endswith(_ENDINGS) or _MARK in read(path)
        for path in sorted(folder.rglob("*.ipynb"))
    )


def read(path: Path) -> str:
    """Return the text of a file; none of one that cannot be read."""
    try:
        return read_regular(path, _LARGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def any_asks(paths: Iterable[Path], names: Set[str], bare: Set[str]) -> bool:
    """Whether any of some files has a directive or role of ours, or asks for its execution.

    This looks at the text, before any page is read: MyST-NB must know then who executes.

    :param names: of our directives, which stand after ``ped:``
    :param bare: those that need no ``ped:``, and such roles between colons
    """
    for path in paths:
        text = read(path)
        # to make it takes longer than to search a file, and there may be none
        if pattern_of(frozenset(names), frozenset(bare)).search(text) or _DEMAND.search(text):
            return True
    return False


@lru_cache(maxsize=8)
def pattern_of(names: frozenset[str], bare: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a directive or role of ours, in MyST, reStructuredText and notebooks."""
    full = "|".join(sorted(map(re.escape, names)))
    free = "|".join(sorted(map(re.escape, bare & names)))
    name = rf"(?:ped:(?:{full}){f'|{free}' if free else ''})(?:-start|-end)?"
    role = "|".join(
        (rf"ped:(?:{'|'.join(ROLES)})", *(role for role in ROLES if f":{role}:" in bare))
    )
    return re.compile(
        rf"(?:`{{3,}}|~{{3,}}|:{{3,}})\s*\{{(?:{name})\}}|\.\.[ ]+(?:{name})::"
        rf"|(?<!`)\{{(?:{role})\}}`|:(?:{role}):`"
    )


def names_of(registry: Registry) -> set[str]:
    """Return the names of all our directives."""
    return registry.blocks.keys() | registry.views.keys()
