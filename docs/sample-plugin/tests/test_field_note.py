"""The block of this package, as its author would test it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

NOTE = """
:::{field-note} The column that knew the answer
:told-by: Ada, hospital readmissions
:cost: 3 weeks
The model was perfect in the test and useless on the ward. One column held
the date of discharge.
:::
"""


def test_it_is_signed(make_project: MakeProject) -> None:
    built = make_project(NOTE, extensions=["pedagogy_sample"]).build()
    assert built.warnings == []
    assert "Field note: The column that knew the answer" in built.text()
    assert "— Ada, hospital readmissions, 3 weeks" in built.text()


def test_every_builder_shows_it(make_project: MakeProject) -> None:
    project = make_project(NOTE, extensions=["pedagogy_sample"])
    assert "date of discharge" in project.build("text").read("index.txt")


def test_restructuredtext_is_the_same(make_project: MakeProject) -> None:
    page = ".. field-note:: T\n   :told-by: Ada\n\n   Story.\n"
    built = make_project({"index.rst": page}, extensions=["pedagogy_sample"]).build()
    assert built.warnings == []
    assert "— Ada" in built.text()


def test_a_bad_cost_is_told_and_the_story_stays(make_project: MakeProject) -> None:
    page = NOTE.replace("3 weeks", "a lot")
    built = make_project(page, extensions=["pedagogy_sample"]).build()
    [warned] = built.warnings
    assert warned.subtype == "pedagogy.option"
    assert warned.line == 4
    assert '"cost" cannot be "a lot"' in warned.text
    assert "date of discharge" in built.text()


def test_who_told_it_must_be_said(make_project: MakeProject) -> None:
    page = NOTE.replace(":told-by: Ada, hospital readmissions\n", "")
    built = make_project(page, extensions=["pedagogy_sample"]).build()
    assert [warned.subtype for warned in built.warnings] == ["pedagogy.option"]


def test_a_long_story_is_told_so(make_project: MakeProject) -> None:
    page = NOTE.replace("useless", "useless " + "very " * 120)
    built = make_project(page, extensions=["pedagogy_sample"]).build()
    [warned] = built.warnings
    assert warned.subtype == "pedagogy.structure"
    assert "give it a page" in warned.text
