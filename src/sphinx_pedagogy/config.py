"""Every ``pedagogy_*`` setting, once: default, type, check, help, what it rebuilds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx_pedagogy.folders import complaint_about, read_folders
from sphinx_pedagogy.messages import Subtype, give_now
from sphinx_pedagogy.model.course import FADING_AFTER
from sphinx_pedagogy.model.depth import DEFAULT_SCALE, DepthScale
from sphinx_pedagogy.model.findings import Severity
from sphinx_pedagogy.translations import load_translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config


def _is_bool(value: object) -> str | None:
    return None if isinstance(value, bool) else "it must be True or False"


def _is_prefix(value: object) -> str | None:
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_.:-]*", value):
        return None
    return "it must be a string of letters, digits and . _ : -"


def _is_one_of(*words: str) -> Callable[[object], str | None]:
    def complaint(value: object) -> str | None:
        wanted = " or ".join(f'"{word}"' for word in words)
        return None if value in words else f"it must be {wanted}"

    return complaint


def _is_patterns(value: object) -> str | None:
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return None
    return 'it must be a list of patterns, such as ["**/plan.md"]'


def _is_scale(value: object) -> str | None:
    if not isinstance(value, (list, tuple)) or not all(isinstance(word, str) for word in value):
        return "it must be a list of words"
    try:
        DepthScale(tuple(value))
    except ValueError as error:
        return str(error)
    return None


def _is_courses(value: object) -> str | None:
    if isinstance(value, dict) and all(map(_is_address, value.values())):
        return None
    return 'it must be a dictionary such as {"maths": "https://example.org/maths/"}'


def _is_address(value: object) -> bool:
    parts = value if isinstance(value, (list, tuple)) else [value]
    return len(parts) in {1, 2} and all(isinstance(part, str) for part in parts)


def _is_severities(value: object) -> str | None:
    weights = [severity.value for severity in Severity]
    if isinstance(value, dict) and all(weight in weights for weight in value.values()):
        return None
    return f'it must be a dictionary such as {{"fading": "error"}}, with one of {weights}'


def _is_limits(value: object) -> str | None:
    if isinstance(value, dict) and all(isinstance(limits, dict) for limits in value.values()):
        numbers = [number for limits in value.values() for number in limits.values()]
        if all(isinstance(number, int | float) for number in numbers):
            return None
    return 'it must be a dictionary such as {"load": {"most-new": 4}}'


def _is_whole(least: int, words: str) -> Callable[[object], str | None]:
    def complaint(value: object) -> str | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole and value >= least else f"it must be a whole number{words}"  # type: ignore[operator]

    return complaint


def _is_seconds(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        return None
    return "it must be a number of seconds above 0"


def _is_text(value: object) -> str | None:
    return None if isinstance(value, str) else "it must be a string"


def _is_path(value: object) -> str | None:
    return None if isinstance(value, str) and value else "it must be the path of a folder"


def _is_github_folder(value: object) -> str | None:
    if isinstance(value, str) and (not value or re.fullmatch(r"[^/\s]+(/[^/\s]+){2,}/?", value)):
        return None
    return 'it must be "OWNER/REPOSITORY/BRANCH", or that with the path of a folder'


def _is_tls(value: object) -> str | None:
    names = {"ca", "cert", "key"}
    if value == {} or (
        isinstance(value, dict)
        and set(value) == names
        and all(isinstance(path, str) for path in value.values())
    ):
        return None
    return 'it must be {"ca": PATH, "cert": PATH, "key": PATH}'


def _is_devices(value: object) -> str | None:
    if isinstance(value, (list, tuple)) and set(value) <= {"cpu", "gpu"}:
        return None
    return 'it must be a list of "cpu" and "gpu"'


@dataclass(frozen=True, slots=True)
class Setting:
    """One ``pedagogy_*`` value of ``conf.py``."""

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    """What Sphinx does again when the value changes."""
    complaint: Callable[[object], str | None]
    """Returns what is wrong with a value, or ``None``."""
    help: str
    """One sentence for the manual's table."""


SETTINGS = (
    Setting(
        "pedagogy_allow_insecure_worker",
        False,
        "",
        _is_bool,
        "Let `pedagogy_worker_address` be an address that is not encrypted. Whoever is on the way, "
        "or has an account on either machine, can then run code on both.",
    ),
    Setting(
        "pedagogy_audit",
        {},
        "",
        _is_severities,
        'What the findings of each rule weigh: `"error"`, `"warning"`, `"note"` or `"off"`. '
        '`"*"` stands for every rule that is not named.',
    ),
    Setting(
        "pedagogy_audit_limits",
        {},
        "env",
        _is_limits,
        "The limits of each rule, where a course has its own.",
    ),
    Setting(
        "pedagogy_audience",
        "reader",
        "env",
        _is_one_of("reader", "author"),
        'Who the site is for: `"reader"` leaves out the pages of `pedagogy_author_pages`, '
        '`"author"` shows them.',
    ),
    Setting(
        "pedagogy_author_pages",
        [
            f"**/{name}{suffix}"
            for name in ("plan", "*.plan", "reviews", "*.reviews")
            for suffix in (".md", ".rst")
        ],
        "env",
        _is_patterns,
        "Patterns of the files that are for authors only: plans and reviews.",
    ),
    Setting(
        "pedagogy_backlinks",
        5,
        "env",
        _is_whole(0, ", or 0 for none"),
        "How many of the later lessons that build on a concept are named below the block that "
        "teaches it; 0 for none.",
    ),
    Setting(
        "pedagogy_bare_names",
        True,
        "env",
        _is_bool,
        "Register each block under its bare name (`check`) beside `ped:check`. "
        "A name that another extension owns stays theirs either way.",
    ),
    Setting(
        "pedagogy_colab",
        "",
        "html",
        _is_github_folder,
        "Where this site lies on GitHub, if a branch holds it: `OWNER/REPOSITORY/BRANCH`, and "
        "the path of a folder. Pages then link to their notebooks in Colab.",
    ),
    Setting(
        "pedagogy_courses",
        {},
        "env",
        _is_courses,
        "Other courses that students have taken: a name, and the address of the site, or a "
        "pair of address and local `curriculum.json`. What they teach counts as known.",
    ),
    Setting(
        "pedagogy_depths",
        list(DEFAULT_SCALE.words),
        "env",
        _is_scale,
        "The words for how well a concept is taught, from the least to the most.",
    ),
    Setting(
        "pedagogy_executed",
        "executed",
        "env",
        _is_path,
        "The folder of stored outputs, from the folder of the sources, or from that of `conf.py` "
        "where only that one has it. Commit it, and no other machine needs to run anything.",
    ),
    Setting(
        "pedagogy_executor",
        "auto",
        "",
        _is_text,
        'Who runs cells: `"dask"`, `"local"`, an executor of a plugin, or `"none"`: only stored '
        'outputs are shown. `"auto"` takes Dask where it is of use and installed.',
    ),
    Setting(
        "pedagogy_fading_after",
        FADING_AFTER,
        "env",
        _is_whole(1, " above 0"),
        "After how many lessons without use a concept counts as fading.",
    ),
    Setting(
        "pedagogy_folders",
        {},
        "env",
        complaint_about,
        "Folders elsewhere whose files are pages: their path among the pages, and from `conf.py`.",
    ),
    Setting("pedagogy_kernel_environment", [], "", _is_patterns, "Further variables for kernels."),
    Setting(
        "pedagogy_lesson_timeout",
        3600,
        "",
        _is_seconds,
        "Seconds that the cells of one page may take together.",
    ),
    Setting(
        "pedagogy_local_gpus",
        0,
        "",
        _is_whole(0, ", 0 or above"),
        "How many GPUs this machine has for pages that want one.",
    ),
    Setting(
        "pedagogy_max_output",
        20,
        "",
        _is_whole(1, " above 0"),
        "Megabytes that the outputs of one page may have together.",
    ),
    Setting(
        "pedagogy_notebook_solutions",
        "strip",
        "html",
        _is_one_of("strip", "fold"),
        'What a student\'s notebook has in place of solutions: an empty cell (`"strip"`), or the '
        'solution itself, folded (`"fold"`).',
    ),
    Setting(
        "pedagogy_notebooks",
        [],
        "html",
        _is_patterns,
        "Patterns of further pages that are notebooks to download. The notebooks of lessons are "
        "so anyway.",
    ),
    Setting(
        "pedagogy_on_missing_output",
        "auto",
        "",
        _is_one_of("auto", "error", "stale", "cpu", "skip"),
        "What to do for a page whose outputs are not stored and cannot be made: fail "
        '(`"error"`), show the newest there are (`"stale"`), run it on the CPU (`"cpu"`), or show '
        'none (`"skip"`). `"auto"` is `"error"` in CI and on Read the Docs, else `"stale"`.',
    ),
    Setting(
        "pedagogy_print_answers",
        "inline",
        "env",
        _is_one_of("inline", "end"),
        'Where the PDF, EPUB, text and other printed builders put answers: `"inline"`, '
        'after the question, or `"end"`, in a section at the end of the page.',
    ),
    Setting(
        "pedagogy_progress",
        True,
        "html",
        _is_bool,
        "Keep predictions, opened answers and finished lessons in the reader's browser. "
        "Nothing is ever sent anywhere.",
    ),
    Setting(
        "pedagogy_storage_prefix",
        "",
        "html",
        _is_prefix,
        "Prefix of the keys in the browser's storage. Left empty, it is made of the name of the "
        "project, so that two courses on one host share nothing.",
    ),
    Setting(
        "pedagogy_style_admonitions",
        False,
        "html",
        _is_bool,
        "Give plain admonitions, folded cells and sphinx-design's asides the looks of the blocks, "
        "on every page.",
    ),
    Setting(
        "pedagogy_worker_address",
        "",
        "",
        _is_text,
        "The Dask scheduler whose workers run cells: `tls://HOST:PORT`. "
        "`sphinx-pedagogy worker` starts one.",
    ),
    Setting(
        "pedagogy_worker_devices",
        ["gpu"],
        "",
        _is_devices,
        "Which pages go to that scheduler: those for these devices.",
    ),
    Setting(
        "pedagogy_worker_tls",
        {},
        "",
        _is_tls,
        "The certificate files for a `tls://` address: `ca`, `cert` and `key`. Without it, those "
        "that `sphinx-pedagogy worker` has made for this account.",
    ),
    Setting(
        "pedagogy_worker_wait",
        20,
        "",
        _is_seconds,
        "Seconds to wait for the scheduler, and for a worker with the right device.",
    ),
    Setting(
        "pedagogy_workers",
        0,
        "",
        _is_whole(0, ", 0 or above"),
        "How many pages Dask runs at the same time on this machine; 0 is one for each core, and "
        "at most 4.",
    ),
)


def scale_of(config: Config) -> DepthScale:
    """Return the scale of depths of a course."""
    return DepthScale(tuple(config.pedagogy_depths))


def setup_config(app: Sphinx) -> None:
    """Add the settings and our words to *app*; check the settings when ``conf.py`` is read."""
    if "pedagogy_bare_names" in app.config:
        return
    load_translations(app)
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, setting.rebuild)
    # before any handler of ours that reads a setting
    app.connect("config-inited", check_settings, priority=100)
    app.connect("builder-inited", read_folders, priority=0)


def check_settings(app: Sphinx, config: Config) -> None:
    """Warn about each value that cannot be, and take its default instead."""
    for setting in SETTINGS:
        value = getattr(config, setting.name)
        if complaint := setting.complaint(value):
            text = f"{setting.name} = {value!r}: {complaint}; {setting.default!r} is used"
            give_now(Subtype.CONFIG, text)
            setattr(config, setting.name, setting.default)
