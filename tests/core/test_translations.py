"""Our own words, as a project or a plugin translates them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

if TYPE_CHECKING:
    import pytest

    from sphinx_pedagogy.testing import MakeProject

PAGE = "# P\n\n:::{exercise} X\nDo it.\n\n```{solution}\nDone.\n```\n:::\n"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def catalogue(**words: str) -> str:
    """Return the text of a catalogue."""
    return HEAD + "".join(f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in words.items())


def test_a_language_that_we_do_not_have(make_project: MakeProject) -> None:
    words = {"locale/el/LC_MESSAGES/sphinx_pedagogy.po": catalogue(Exercise="Άσκηση")}
    project = make_project({"index.md": PAGE, **words}, language="el", locale_dirs=["locale"])
    assert "Άσκηση 1: X" in project.build().text()
    assert "Solution" in project.build().text()


def test_the_words_of_a_project_win_over_ours(make_project: MakeProject) -> None:
    words = {"locale/de/LC_MESSAGES/sphinx_pedagogy.po": catalogue(Exercise="Aufgabe")}
    project = make_project({"index.md": PAGE, **words}, language="de", locale_dirs=["locale"])
    text = project.build().text()
    assert "Aufgabe 1: X" in text
    assert "Lösung" in text  # ours, as the project does not translate it


def test_a_new_translation_is_shown_by_the_next_build(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = "locale/de/LC_MESSAGES/sphinx_pedagogy.po"
    project = make_project(
        {"index.md": PAGE, file: catalogue(Exercise="Aufgabe")},
        language="de",
        locale_dirs=["locale"],
    )
    project.build()
    project.write({file: catalogue(Exercise="Zum Üben")})
    later = (project.root / file).stat().st_mtime + 10
    os.utime(project.root / file, (later, later))
    # Python reads a catalogue once for each process, which another build is
    monkeypatch.setattr("gettext._translations", {})
    assert "Zum Üben 1: X" in project.build().text()


PLUGIN = """
from pathlib import Path
from sphinx_pedagogy.api import BlockSpec, Markup, Option, add_block

extensions = ["myst_parser", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
language = "de"

def setup(app):
    app.setup_extension("sphinx_pedagogy.blocks")
    app.add_message_catalog("kitchen", Path(__file__).parent / "kitchen")
    because = Option("because", "Why.", markup=Markup.INLINE, label="Reason")
    add_block(app, BlockSpec(name="recipe", label="Recipe", help="A recipe.",
                             options=(because,), catalog="kitchen"))
"""


def test_the_words_of_a_plugin_come_from_its_catalogue(make_project: MakeProject) -> None:
    project = make_project(
        {
            "conf.py": PLUGIN,
            "index.md": "# P\n\n:::{recipe} Soup\n:because: I am hungry.\n\nBoil it.\n:::\n",
        }
    )
    file = project.root / "kitchen" / "de" / "LC_MESSAGES" / "kitchen.mo"
    file.parent.mkdir(parents=True)
    words = Catalog(locale="de")
    words.add("Recipe", "Rezept")
    words.add("Reason", "Grund")
    with file.open("wb") as stream:
        write_mo(stream, words)
    text = project.build().text()
    assert "Rezept: Soup" in text
    assert "Grund: I am hungry." in text
