"""Names of concepts that are verbs, too: their forms count on pages that use them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import catalogue_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

GRAFT = """\
# Trees

:::{lesson} 1.1.1
:::

:::{concept} Graft
:plain:
A graft joins two plants.
:::
"""


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Grafted trees bear early. Grafting is easy.", 0),
        ("Grafted trees bear early. Grafting is easy.\n\nIt takes a year to graft one.", 3),
    ],
)
def test_forms_of_a_verb_count_where_the_page_uses_the_name_as_one(
    make_project: MakeProject, text: str, counted: int
) -> None:
    files = {
        "index.md": "# Course\n\n```{toctree}\ntrees\nuse\n```\n",
        "trees.md": GRAFT,
        "use.md": f"# Use\n\n:::{{lesson}} 1.1.2\n:::\n\n{text}\n",
    }
    built = make_project(files, pedagogy_link_mentions="section").build()
    assert built.warnings == []
    uses = catalogue_of(built.env).course.uses_of("graft")
    assert len([use for use in uses if use.lesson == "use"]) == counted
