"""The stylesheet and the script that the pages load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

import sphinx_pedagogy
from sphinx_pedagogy.nodes import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_ = get_translation(CATALOG)

PACKAGE = Path(sphinx_pedagogy.__file__).parent

SCRIPT_WORDS = {
    "check": "Check it",
    "choose": "Choose an answer first.",
    "clear": "Clear it",
    "clearAsk": "Clear all that this browser keeps of your progress in this course?",
    "continue": "Continue where you stopped:",
    "done": "Done",
    "load": "Load it from a file",
    "loadFailed": "This file holds no progress of a course.",
    "noNumber": "Write a number, such as 48 or 0.5.",
    "notAll": "Not all of them yet.",
    "number": "Your number",
    "predict": "Your prediction",
    "predictFirst": "write your prediction first",
    "predicted": "compare it with your prediction",
    "progress": "Your progress",
    "progressNote": "Your progress is kept in this browser, and nowhere else.",
    "right": "Right.",
    "save": "Save it as a file",
    "wrong": "Not right. Try again, or open the answer.",
}
"""What the script says in English, by the keys of its own table."""


def translated_words() -> dict[str, str]:
    """Return the script's words in the language of the build, where they differ."""
    words = {key: _(english) for key, english in SCRIPT_WORDS.items()}
    return {key: word for key, word in words.items() if word != SCRIPT_WORDS[key]}


def add_assets(app: Sphinx, config: Config) -> None:
    """Ship the stylesheet and the script, and tell the script the settings."""
    config.html_static_path.append(str(PACKAGE / "static"))
    app.add_css_file("pedagogy.css")
    settings = {"data-prefix": config.pedagogy_storage_prefix}
    if not config.pedagogy_progress:
        settings["data-forget"] = ""
    if words := translated_words():
        settings["data-words"] = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    app.add_js_file("pedagogy.js", loading_method="defer", **settings)
