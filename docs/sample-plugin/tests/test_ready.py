"""What templates learn about the course, as the author of the package would test it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

STORY = ":::{field-note} The column\n:told-by: Bo\nIt knew.\n:::\n\n"
TEMPLATE = '{% extends "!page.html" %}{% block body %}{{ stories }} stories{% endblock %}'


def test_a_template_shows_how_many_stories_there_are(make_project: MakeProject) -> None:
    pages = {"index.md": f"# T\n\n{STORY * 2}", "_templates/page.html": TEMPLATE}
    project = make_project(pages, extensions=["pedagogy_sample"], templates_path=["_templates"])
    built = project.build()
    assert built.warnings == []
    assert "2 stories" in built.text()
