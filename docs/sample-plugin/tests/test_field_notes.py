"""The rule of this package, as its author would test it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

NOTE = ":::{field-note} A story\n:told-by: Bo\nIt went wrong.\n:::\n\n"
ONLY = {"*": "off", "field-notes": "warning"}


def test_two_stories_are_fine(make_project: MakeProject) -> None:
    built = make_project(NOTE * 2, extensions=["pedagogy_sample"], pedagogy_audit=ONLY).build()
    assert built.warnings == []


def test_the_third_is_one_too_many(make_project: MakeProject) -> None:
    built = make_project(NOTE * 3, extensions=["pedagogy_sample"], pedagogy_audit=ONLY).build()
    [warned] = built.warnings
    assert warned.subtype == "pedagogy.field-notes"
    assert warned.line == 11


def test_a_course_may_allow_more(make_project: MakeProject) -> None:
    limits = {"field-notes": {"most": 3}}
    settings = {"pedagogy_audit": ONLY, "pedagogy_audit_limits": limits}
    built = make_project(NOTE * 3, extensions=["pedagogy_sample"], **settings).build()
    assert built.warnings == []
