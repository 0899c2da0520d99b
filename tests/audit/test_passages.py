"""What counts as the text of a lesson, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.audit.passages import plain_signs
from sphinx_pedagogy.audit.seal_writer import new_seal, reviewed_lesson

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = """# Lists

:::{lesson} 1.1.1
:load: build
:::

:::{requires}
- Value (mentioned): why
:::

## First

Many **values**, "one" after the other -- or none.

:::{misconception} Lists are sorted
:id: sorted
:because: in books they are
They are not.
:::

```python
values = [1, 2]
```

| a | b |
|---|---|
| 1 | 2 |
"""


def seal(lesson: str, make_project: MakeProject) -> str:
    """Return the seal of a lesson."""
    files = {
        "index.md": "# T\n\n```{toctree}\n1-1-1-lists\n```\n",
        "1-1-1-lists.md": lesson,
        "1-1-1-lists.reviews.md": "# R\n\n:::{review} 1\n:::\n",
    }
    built = make_project(
        files,
        pedagogy_audience="author",
        pedagogy_audit={"*": "off"},
        myst_enable_extensions=["colon_fence", "smartquotes", "replacements"],
    ).build("dummy")
    return new_seal(reviewed_lesson(built.env, "1.1.1").bound)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Many **values**, ", "Many\n*values*,\n"),
        ('"one"', "“one”"),
        ("-- or", "— or"),
        (":load: build", ":load: stretch\n:time: 30 min"),
        ("(mentioned): why", "(developed): another reason"),
        (":id: sorted", ":id: other\n:of: list"),
        ("## First", "% a remark\n\n## First"),
        ("values = [1, 2]", "values  =  [1, 2]"),
        ("# Lists", "---\npedagogy:\n  timeout: 90\n---\n\n# Lists"),
    ],
)
def test_what_does_not_count(old: str, new: str, make_project: MakeProject) -> None:
    assert old in LESSON
    assert seal(LESSON.replace(old, new), make_project) == seal(LESSON, make_project)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Many", "Few"),
        ("other --", "other +"),
        ("in books they are", "in lists they are"),
        ("[1, 2]", "[1, 3]"),
        ("| 1 | 2 |", "| 1 | 3 |"),
        ("## First", "## The first"),
        ("Lists are sorted", "Lists are never sorted"),
    ],
)
def test_what_counts(old: str, new: str, make_project: MakeProject) -> None:
    assert old in LESSON
    assert seal(LESSON.replace(old, new), make_project) != seal(LESSON, make_project)


def test_signs_of_typesetters() -> None:
    assert plain_signs("“a”  –\n‘b’ — c… --- ‑") == "\"a\" - 'b' - c... - -"
