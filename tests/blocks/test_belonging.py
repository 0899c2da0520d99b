"""What belongs to a block: its choices, its solution, the label of its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

CHECK = "# T\n\n:::::{{check}} Q\n{}\n::::{{answer}}\nBecause.\n::::\n:::::\n"


@pytest.mark.parametrize(
    "choices",
    ["1. [x] aaa\n2. [ ] bbb\n", "- [x] aaa\n- [ ] bbb\n", "a\n\n3) [x] aaa\n4) [ ] bbb\n"],
)
def test_choices_may_be_numbered(make_project: MakeProject, choices: str) -> None:
    built = make_project(CHECK.format(choices)).build()
    assert built.warnings == []
    assert 'data-ped-right="0"' in built.html()
    assert "[x]" not in built.text()


@pytest.mark.parametrize(
    "choices",
    [
        "- a\n  - [x] aaa\n  - [ ] bbb\n",
        "> - [x] aaa\n> - [ ] bbb\n",
        "- [*] aaa\n- [] bbb\n",
        "- (x) aaa\n- ( ) bbb\n",
        "- [x]aaa\n- [ ]bbb\n",
        "1. ☑ aaa\n2. ☐ bbb\n",
    ],
)
def test_choices_that_are_not_taken_are_told(make_project: MakeProject, choices: str) -> None:
    warnings = make_project(CHECK.format(choices)).build().warnings
    assert [one.subtype for one in warnings] == ["pedagogy.check"]
    assert warnings[0].line in {4, 5}


@pytest.mark.parametrize("choices", ["- (a) one\n- (b) two\n", "- [a](#q)\n", "- plain\n"])
def test_other_lists_are_no_choices(make_project: MakeProject, choices: str) -> None:
    warnings = make_project(CHECK.format(choices)).build().warnings
    assert [one for one in warnings if one.subtype == "pedagogy.check"] == []


def test_a_solution_belongs_to_the_exercise_around_it_however_deep(
    make_project: MakeProject,
) -> None:
    page = """# T

::::::{exercise} Both
Do.

:::::{note}
::::{admonition} In it
:::{solution}
one
:::
:::{hint}
docutils
:::
::::
:::::

1. first
   :::{solution}
   two
   :::
::::::

:::::{check} Q
::::{note}
:::{answer}
three
:::
::::
:::::

:::{solution}
alone
:::
"""
    built = make_project(page).build()
    assert [one.line for one in built.warnings] == [31]
    assert built.html().count("ped-hint") == 1


def test_a_label_of_the_own_page_wins(make_project: MakeProject) -> None:
    page = """# {0}

:::{{exercise}} Exercise of {0}
:label: exercise-1

Do.
:::

:::{{solution}}
:for: exercise-1

Text.
:::
"""
    files = {f"{name}.md": page.format(name) for name in ("aa", "bb", "cc")}
    built = make_project({"index.md": "# T\n", **files}, suppress_warnings=["toc"]).build()
    for name in ("aa", "bb", "cc"):
        line = built.html(name).partition("ped-for")[2].partition("</p>")[0]
        assert f"Exercise of {name}" in line
        assert 'href="#exercise-1"' in line


def test_a_cell_in_a_plain_block_is_shown_without_its_options(make_project: MakeProject) -> None:
    page = """# T

````{exercise} YAML
```{code-cell} ipython3
---
tags: [gone-tags]
---
kept = 1
```
````

````{exercise} Tildes
~~~{code-cell}
:tags: [gone-tags]

kept2 = 2
~~~
````

::::{exercise} Colons
:::{code-cell}
kept3 = 3
:::
::::
"""
    project = make_project(page)
    built = project.build()
    assert [one.line for one in built.warnings] == [4, 13, 21]
    assert all("exercise-start" in one.text for one in built.warnings)
    text = built.text()
    assert "gone-" not in text
    assert built.html().count("highlight-python") == 3
    assert all(word in text for word in ("kept = 1", "kept2 = 2", "kept3 = 3"))


def test_a_course_may_have_no_numbers(make_project: MakeProject) -> None:
    built = make_project("# T\n\n:::{lesson}\n:time: 5 min\n:::\n\nText\n").build()
    assert built.warnings == []
    assert "5 min" in built.text()


def test_a_module_that_is_no_number_lists_nothing_and_says_so(make_project: MakeProject) -> None:
    page = "# T\n\n:::{lesson} 1.1.1\n:::\n\n:::{module-complete} Foo bar\n:::\n"
    (warned,) = make_project(page).build().warnings
    assert (warned.line, warned.subtype) == (6, "pedagogy.argument")
    assert '"Foo" is no number' in warned.text
