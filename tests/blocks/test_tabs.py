"""Solutions behind tabs, and a setting that is like none of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

TABS = """# Page

::::::{exercise} Double it
Task.

:::::{tab-set}
::::{tab-item} One
:::{solution}
kept-first
:::
::::
::::{tab-item} Two
:::{solution}
kept-second
:::
::::
:::::
::::::
"""


def test_a_solution_in_a_tab_of_an_exercise_belongs_to_it(make_project: MakeProject) -> None:
    built = make_project(
        {"index.md": TABS}, extensions=["myst_parser", "sphinx_design", "sphinx_pedagogy"]
    ).build()
    assert [one.text for one in built.warnings] == []
    assert "kept-first" in built.text()
    assert "kept-second" in built.text()


def test_a_setting_that_is_like_none_gets_no_hint(make_project: MakeProject) -> None:
    built = make_project({"index.md": "# T\n"}, pedagogy_foo=1, pedagogy_bare_name=False).build()
    texts = sorted(one.text for one in built.warnings)
    assert texts == [
        'pedagogy_bare_name: there is no such setting; did you mean "pedagogy_bare_names"?',
        "pedagogy_foo: there is no such setting; the manual lists those that there are",
    ]
