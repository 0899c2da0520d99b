"""Every ``pedagogy_*`` setting, once: default, type, check, help, what it rebuilds."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

from sphinx_pedagogy.core.setting_checks import (
    complaint_about,
    entries_of,
    is_bool,
    is_courses,
    is_devices,
    is_github_folder,
    is_limits,
    is_one_of,
    is_path,
    is_patterns,
    is_prefix,
    is_scale,
    is_seconds,
    is_severities,
    is_text,
    is_tls,
    is_whole,
    shown,
    together,
)
from sphinx_pedagogy.core.source_folders import complaint_about as is_folders
from sphinx_pedagogy.core.source_folders import read_folders
from sphinx_pedagogy.core.translations import load_translations
from sphinx_pedagogy.course.messages import Subtype, give_now, one_of
from sphinx_pedagogy.course.plain_mentions import OFF, SCOPES
from sphinx_pedagogy.model.course import FADING_AFTER
from sphinx_pedagogy.model.depth import DEFAULT_SCALE, DepthScale

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config


_PREFIX = "pedagogy_"
_NEAR = 0.7
"""How much of a setting that does not exist must be that of one that is offered."""
MISSING_OUTPUT = ("auto", "error", "stale", "cpu", "skip")


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
        is_bool,
        "Let `pedagogy_worker_address` be an address that is not encrypted. Whoever is on the way, "
        "or has an account on either machine, can then run code on both.",
    ),
    Setting(
        "pedagogy_audit",
        {},
        "",
        is_severities,
        'What the findings of each rule weigh: `"error"`, `"warning"`, `"note"` or `"off"`. '
        '`"*"` stands for every rule that is not named, `"prose"` for all that is read off prose.',
    ),
    Setting(
        "pedagogy_audit_limits",
        {},
        "env",
        is_limits,
        "The limits of each rule, where a course has its own.",
    ),
    Setting(
        "pedagogy_audience",
        "reader",
        "env",
        is_one_of("reader", "author"),
        'Who the site is for: `"reader"` leaves out the pages of `pedagogy_author_pages`, and '
        'blocks of plugins that are for authors; `"author"` shows them.',
    ),
    Setting(
        "pedagogy_author_pages",
        [
            f"**/{name}{suffix}"
            for name in ("plan", "*.plan", "reviews", "*.reviews")
            for suffix in (".md", ".rst")
        ],
        "env",
        is_patterns,
        "Patterns of the files that are for authors only: plans and reviews.",
    ),
    Setting(
        "pedagogy_backlinks",
        5,
        "env",
        is_whole(0, ", or 0 for none"),
        "How many of the later lessons that build on a concept are named below the block that "
        "teaches it; 0 for none.",
    ),
    Setting(
        "pedagogy_bare_names",
        True,
        "env",
        is_bool,
        "Register each block under its bare name (`check`) beside `ped:check`. "
        "A name that another extension owns stays theirs either way.",
    ),
    Setting(
        "pedagogy_colab",
        "",
        "html",
        is_github_folder,
        "Where this site lies on GitHub, if a branch holds it: `OWNER/REPOSITORY/BRANCH`, and "
        "the path of a folder. Pages then link to their notebooks in Colab.",
    ),
    Setting(
        "pedagogy_courses",
        {},
        "env",
        is_courses,
        "Other courses that students have taken: a name, and the address of the site, or a "
        "pair of address and local `curriculum.json`. What they teach counts as known.",
    ),
    Setting(
        "pedagogy_depths",
        list(DEFAULT_SCALE.words),
        "env",
        is_scale,
        "The words for how well a concept is taught, from the least to the most.",
    ),
    Setting(
        "pedagogy_executed",
        "executed",
        "env",
        is_path,
        "The folder of stored outputs, from the folder of the sources, or from that of `conf.py` "
        "where only that one has it. Commit it, and no other machine needs to run anything.",
    ),
    Setting(
        "pedagogy_executor",
        "auto",
        "",
        is_text,
        'Who runs cells: `"dask"`, `"local"`, an executor of a plugin, or `"none"`: only stored '
        'outputs are shown. `"auto"` takes Dask where it is of use and installed.',
    ),
    Setting(
        "pedagogy_fading_after",
        FADING_AFTER,
        "env",
        is_whole(1, " above 0"),
        "After how many lessons without use a concept counts as fading.",
    ),
    Setting(
        "pedagogy_folders",
        {},
        "env",
        is_folders,
        "Folders elsewhere whose files are pages: their path among the pages, and from `conf.py`.",
    ),
    Setting("pedagogy_kernel_environment", [], "", is_patterns, "Further variables for kernels."),
    Setting(
        "pedagogy_lesson_timeout",
        3600,
        "",
        is_seconds,
        "Seconds that the cells of one page may take together.",
    ),
    Setting(
        "pedagogy_link_mentions",
        OFF,
        "env",
        is_one_of(*SCOPES),
        "Which mentions of concepts in plain words become links: the first of each section "
        '(`"section"`) or page (`"page"`), or none (`"off"`). Unless it is `"off"`, each counts as '
        "a use.",
    ),
    Setting(
        "pedagogy_local_gpus",
        0,
        "",
        is_whole(0, ", 0 or above"),
        "How many GPUs this machine has for pages that want one.",
    ),
    Setting(
        "pedagogy_max_output",
        20,
        "",
        is_whole(1, " above 0"),
        "Megabytes that the outputs of one page may have together.",
    ),
    Setting(
        "pedagogy_notebook_solutions",
        "strip",
        "html",
        is_one_of("strip", "fold"),
        'What a student\'s notebook has in place of solutions: an empty cell (`"strip"`), or the '
        'solution itself, folded (`"fold"`).',
    ),
    Setting(
        "pedagogy_notebooks",
        [],
        "html",
        is_patterns,
        "Patterns of further pages that are notebooks to download. The notebooks of lessons are "
        "so anyway.",
    ),
    Setting(
        "pedagogy_on_missing_output",
        "auto",
        "",
        is_one_of(*MISSING_OUTPUT),
        "What to do for a page whose outputs are not stored and cannot be made: fail "
        '(`"error"`), show the newest there are (`"stale"`), run it on the CPU (`"cpu"`), or show '
        'none (`"skip"`). `"auto"` is `"error"` in CI and on Read the Docs, else `"stale"`.',
    ),
    Setting(
        "pedagogy_print_answers",
        "inline",
        "env",
        is_one_of("inline", "end"),
        'Where the PDF, EPUB, text and other printed builders put answers: `"inline"`, '
        'after the question, or `"end"`, in a section at the end of the page.',
    ),
    Setting(
        "pedagogy_progress",
        True,
        "html",
        is_bool,
        "Keep predictions, opened answers and finished lessons in the reader's browser. "
        "Nothing is ever sent anywhere.",
    ),
    Setting(
        "pedagogy_storage_prefix",
        "",
        "html",
        is_prefix,
        "Prefix of the keys in the browser's storage. Left empty, it is made of the name of the "
        "project, so that two courses on one host share nothing.",
    ),
    Setting(
        "pedagogy_style_admonitions",
        False,
        "html",
        is_bool,
        "Give plain admonitions, folded cells and sphinx-design's asides the looks of the blocks, "
        "on every page.",
    ),
    Setting(
        "pedagogy_worker_address",
        "",
        "",
        is_text,
        "The Dask scheduler whose workers run cells: `tls://HOST:PORT`. "
        "`sphinx-pedagogy worker` starts one.",
    ),
    Setting(
        "pedagogy_worker_devices",
        ["gpu"],
        "",
        is_devices,
        "Which pages go to that scheduler: those for these devices.",
    ),
    Setting(
        "pedagogy_worker_tls",
        {},
        "",
        is_tls,
        "The certificate files for a `tls://` address: `ca`, `cert` and `key`. Without it, those "
        "that `sphinx-pedagogy worker` has made for this account.",
    ),
    Setting(
        "pedagogy_worker_wait",
        20,
        "",
        is_seconds,
        "Seconds to wait for the scheduler, and for a worker with the right device.",
    ),
    Setting(
        "pedagogy_workers",
        0,
        "",
        is_whole(0, ", 0 or above"),
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
        app.add_config_value(
            setting.name, setting.default, setting.rebuild, _types(setting), setting.help
        )
    # before any handler of ours that reads a setting
    app.connect("config-inited", check_settings, priority=100)
    app.connect("config-inited", check_names, priority=100)
    app.connect("builder-inited", read_folders, priority=0)


def _types(setting: Setting) -> tuple[type, ...]:
    """Return what Sphinx finds right, which knows nothing of our checks."""
    kind = type(setting.default)
    return {int: (int, float), list: (list, tuple)}.get(kind, (kind,))


def check_settings(app: Sphinx, config: Config) -> None:
    """Warn about each value that cannot be, and take its default instead.

    Of a dictionary only the entries that cannot be are left out.
    """
    for setting in SETTINGS:
        value = without_wrong_entries(setting, getattr(config, setting.name))
        setattr(config, setting.name, value)
        if complaint := complaint_about(value, setting.complaint):
            give_now(
                Subtype.CONFIG,
                f"{setting.name} = {shown(value)}: {complaint}; {setting.default!r} is used",
            )
            setattr(config, setting.name, setting.default)
        elif isinstance(value, tuple):
            setattr(config, setting.name, list(value))


def without_wrong_entries(setting: Setting, value: object) -> object:
    """Return the value of a setting; of several entries, those that can be, and warn of others."""
    check = setting.complaint
    if not isinstance(setting.default, dict) or not isinstance(value, dict):
        return value
    if not complaint_about(value, check):
        return value
    entries = [(entry, complaint_about(entry, check)) for entry in entries_of(value)]
    kept = together(entry for entry, complaint in entries if not complaint)
    if not kept or complaint_about(kept, check):
        return value  # the entries belong together
    for entry, complaint in entries:
        if complaint:
            remedy = complaint.replace("it must be a dictionary such as", "write it as in")
            text = f"{setting.name}: the entry {shown(entry)} is left out"
            give_now(Subtype.CONFIG, f"{text}; {remedy}")
    return kept


def check_names(app: Sphinx, config: Config) -> None:
    """Warn about each name that looks like a setting of ours and is none: a slip of the pen.

    All extensions are loaded by now, so what plugins add is known.
    """
    # Sphinx has no other way to what conf.py defines beside settings
    written = {
        name for name, value in config._raw_config.items() if not _is_of_python(value)
    } | config.overrides.keys()
    known = [name for name in config.values if name.startswith(_PREFIX)]
    for name in sorted(written):
        if name.startswith(_PREFIX) and name not in config:
            short = {one.removeprefix(_PREFIX): one for one in known}
            # what they all begin with makes no two of them alike
            near = get_close_matches(name.removeprefix(_PREFIX), short, n=3, cutoff=_NEAR)
            offered = [short[one] for one in near]
            hint = one_of(name, offered) if near else "the manual lists those that there are"
            give_now(Subtype.CONFIG, f"{name}: there is no such setting; {hint}")


def _is_of_python(value: object) -> bool:
    """Whether a name in ``conf.py`` is that of a module, a class or a function."""
    return inspect.ismodule(value) or callable(value)
