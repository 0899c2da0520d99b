"""Adding the settings to an application, and checking what ``conf.py`` makes of them."""

from __future__ import annotations

import inspect
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinx.config import ENUM

from sphinx_pedagogy.core.setting_checks import (
    OneOf,
    complaint_about,
    entries_of,
    shown,
    together,
)
from sphinx_pedagogy.core.settings import SETTINGS, Setting
from sphinx_pedagogy.core.source_folders import read_folders
from sphinx_pedagogy.core.translations import load_translations
from sphinx_pedagogy.course.messages import Subtype, emit_warning, suggest
from sphinx_pedagogy.model.depth import DepthScale

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


_PREFIX = "pedagogy_"
_NEAR = 0.7
"""How much of a setting that does not exist must be that of one that is offered."""


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


def _types(setting: Setting) -> ENUM | tuple[type, ...]:
    """Return what Sphinx, and who asks it, take for right; our checks come first and say more."""
    if isinstance(setting.complaint, OneOf):
        return ENUM(*setting.complaint.words)
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
            emit_warning(
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
            emit_warning(Subtype.CONFIG, f"{text}; {remedy}")
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
            short = {setting.removeprefix(_PREFIX): setting for setting in known}
            # what they all begin with makes no two of them alike
            near = get_close_matches(name.removeprefix(_PREFIX), short, n=3, cutoff=_NEAR)
            offered = [short[name] for name in near]
            hint = suggest(name, offered) if near else "the manual lists those that there are"
            emit_warning(Subtype.CONFIG, f"{name}: there is no such setting; {hint}")


def _is_of_python(value: object) -> bool:
    """Whether a name in ``conf.py`` is that of a module, a class or a function."""
    return inspect.ismodule(value) or callable(value)
