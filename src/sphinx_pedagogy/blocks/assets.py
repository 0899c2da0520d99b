"""The stylesheet and the script that pages load: those that have something of ours.

Both are put together from the files in ``static/`` when a build begins to write, and lie in a
folder of our own, beside whatever else the project has in ``_static``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.browser_keys import LESSON, own_key, prefix_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.site_files import FOLDER, code_of, folder_of, has_scripts, keep, read
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

STYLES = ("frame", "lesson", "structures", "practice", "concepts", "glossary", "aside", "finish")
SCRIPTS = ("base", "memory", "former", "reveals", "checks", "reviews", "progress", "cards", "start")

READER_SCRIPTS = ("knowledge", "path", "lists", "answers", "show")

_READER = regex(r"""\bclass=["']ped-reader-""")
_OURS = regex(r"""\bclass=["'](?:[^"']*\s)?ped[-\s"']|\bdata-ped-""")
"""What the body of a page has if something on it is ours, or meant for our script."""

# Comments and indents are for those who read the files in static/: no page loads them.
_CSS_ASIDE = regex(r"\s*/\*.*?\*/|(?<=\n)\s+", re.DOTALL)

SCRIPT_WORDS = {
    "check": "Check it",
    "choose": "Choose an answer first.",
    "clear": "Clear it",
    "clearAsk": "Clear all that this browser keeps of your progress in this course?",
    "compare": "Compare your reason with the answer.",
    "continue": "Continue where you stopped:",
    "done": "Done",
    "exactly": "More exactly, it is {}.",
    "farOff": "It is off by more than a factor of ten.",
    "firstRight": "Your first answer, on {}, was right.",
    "firstWrong": "Your first answer, on {}, was not right.",
    "load": "Load it from a file",
    "loadFailed": "This file holds no progress of a course.",
    "magnitude": "The order of magnitude is right.",
    "mixed": "Some of them are right, and some are not.",
    "noNumber": "Write a number, such as 48 or 0.5.",
    "notAll": "Not all of them yet.",
    "notKept": "This browser keeps nothing more, so not all of it was loaded.",
    "number": "Your number",
    "predict": "Your prediction",
    "predictFirst": "write your prediction first",
    "predicted": "compare it with your prediction",
    "progress": "Your progress",
    "progressNote": "Your progress is kept in this browser, and nowhere else.",
    "rate": "Did you have it right?",
    "rateRight": "Yes",
    "rateWrong": "Not yet",
    "right": "Right.",
    "save": "Save it as a file",
    "sign": "The sign is not right.",
    "tooHigh": "Too high.",
    "tooLow": "Too low.",
    "unit": "“{}” is not the unit that is asked for.",
    "wrong": "Not right. Try again, or open the answer.",
}
"""What the script says in English, by the keys of its own table."""


def translated_words() -> dict[str, str]:
    """Return the script's words in the language of the build, where they differ."""
    words = {key: _(english) for key, english in SCRIPT_WORDS.items()}
    return {key: word for key, word in words.items() if word != SCRIPT_WORDS[key]}


def stylesheet(config: Config) -> str:
    """Return the stylesheet of a site."""
    parts = [read(f"css/{name}.css") for name in STYLES]
    if config.pedagogy_style_admonitions:
        # asides of sphinx-design are to look like ours
        parts += [read("css/aside.css").replace(".ped-aside", ".sd-aside")]
        parts += [read("css/neighbours.css")]
    return _CSS_ASIDE.sub("", "".join(parts))


def reader_style() -> str:
    """Return the stylesheet of the lists for one reader."""
    return _CSS_ASIDE.sub("", read("css/reader.css"))


def script() -> str:
    """Return the script of a site: its files see each other, and nothing else sees them."""
    return closed("".join(read(f"js/{name}.js") for name in SCRIPTS))


def numbers() -> str:
    """Return the script that reads numbers, for the pages that ask for one."""
    return closed(read("js/units.js") + read("js/numbers.js"))


def schedule() -> str:
    """Return the script that knows when to review what, for pages where something was answered."""
    return closed(read("js/schedule.js"))


def transfer() -> str:
    """Return the script that saves, loads and clears progress, for readers who ask for that."""
    return closed(read("js/transfer.js"))


def reader() -> str:
    """Return the script that makes the lists for one reader, for the pages that show any."""
    return closed("".join(read(f"js/reader/{name}.js") for name in READER_SCRIPTS))


def closed(code: str) -> str:
    """Return a script whose names nothing else sees, without its comments."""
    return code_of(f'(() => {{\n"use strict";\n{code}}})();\n')


def former_keys(app: Sphinx) -> str:
    """Return a script that says under which key each lesson's progress was kept before."""
    pages = domain_of(app.env).former_keys
    keys = {
        old: own_key(app.env, docname, LESSON, new)
        for docname, page in pages.items()
        for old, new in page.items()
    }
    return f"document.currentScript.data = {json.dumps(keys, sort_keys=True)};\n"


def ship(app: Sphinx, builder: Builder) -> None:
    """Write our files where the pages of this build find them."""
    if builder.format != "html":
        return
    ours = any(page.is_ours for page in domain_of(app.env).pages.values())
    if not (ours or app.config.pedagogy_style_admonitions):
        return  # no page loads any
    if not has_scripts(builder):
        files = {"book.css": read("css/book.css")}
    else:
        files = {"blocks.css": stylesheet(app.config)}
        files |= {"blocks.js": script(), "widgets.js": read("js/widgets.js")}
        files |= {"former.js": former_keys(app), "numbers.js": numbers()}
        files |= {"schedule.js": schedule(), "transfer.js": transfer()}
        files |= {"reader.js": reader(), "reader.css": reader_style()}
    for name, text in files.items():
        keep(folder_of(builder) / name, text)


def load(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the stylesheet and the script on a page that has something of ours."""
    if doctree is None:
        return
    ours = _OURS.search(context.get("body") or "") is not None
    if ours or app.config.pedagogy_style_admonitions:
        style = "blocks.css" if has_scripts(app.builder) else "book.css"
        app.add_css_file(f"{FOLDER}/{style}")
    if ours and _READER.search(context.get("body") or "") and has_scripts(app.builder):
        app.add_css_file(f"{FOLDER}/reader.css")
    if ours and has_scripts(app.builder):
        app.add_js_file(f"{FOLDER}/blocks.js", loading_method="defer", **script_settings(app))


def script_settings(app: Sphinx) -> dict[str, Any]:
    """Return what the script's own tag tells it."""
    config = app.config
    own = config.pedagogy_storage_prefix
    settings: dict[str, Any] = {"data-prefix": prefix_of(config)}
    if own:
        settings["data-own"] = ""  # whatever is kept under it belongs to this course
    if not config.pedagogy_progress:
        settings["data-forget"] = ""
    if words := translated_words():
        settings["data-words"] = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return settings
