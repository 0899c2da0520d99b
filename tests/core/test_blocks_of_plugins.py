"""What a plugin says of its block as data: who sees it, what it plans, how notebooks show it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject, Project

PLUGIN = """
import sphinx_pedagogy.api as api

BLOCKS = (
    api.BlockSpec(name="story", help="S.", label="Story"),
    api.BlockSpec(name="plan-story", help="P.", plans="story", argument=api.Presence.REQUIRED,
                  options=(api.Option("in", "The section."),)),
    api.BlockSpec(name="answer-key", help="K.", audience=api.Audience.AUTHORS),
    api.BlockSpec(name="online-only", help="O.", notebook=api.InNotebook.LEFT_OUT),
    api.BlockSpec(name="spoken", help="O.", notebook=api.InNotebook.PLAIN),
    api.BlockSpec(name="myth", help="M.", roles={api.BlockRole.MISCONCEPTION}),
    api.BlockSpec(name="task", help="T.", roles={api.BlockRole.EXERCISE}),
    api.BlockSpec(name="quiz", help="Q.", roles={api.BlockRole.QUESTION}),
    api.BlockSpec(name="way-out", help="W.", roles={api.BlockRole.SOLUTION}),
)

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    for spec in BLOCKS:
        api.add_block(app, spec)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def make(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> MakeProject:
    """A maker of projects that load the plugin."""

    def make(source: str | Path | Mapping[str, str], **conf: object) -> Project:
        extensions = [*conf.pop("extensions", ()), "block_plugin"]  # type: ignore[misc]
        project = make_project(source, extensions=extensions, **conf)
        project.write({"block_plugin.py": PLUGIN})
        monkeypatch.syspath_prepend(project.root)
        return project

    return make


KEY = """# T

:::{answer-key} For teachers
:label: key

SECRET, see {concept}`nothing`.

```{image} missing.png
```
:::

kept
"""


def test_readers_get_nothing_of_what_is_for_authors(make: MakeProject) -> None:
    project = make(KEY)
    built = project.build()
    assert built.warnings == []
    assert "SECRET" not in built.html()
    assert 'id="key"' not in built.html()
    assert "kept" in built.text()
    project.configure(pedagogy_audience="author")
    built = project.build()
    assert "SECRET" in built.html()
    assert 'id="key"' in built.html()
    project.configure(pedagogy_audience="reader")
    assert "SECRET" not in project.build().html()


def test_a_reference_to_what_readers_do_not_get_is_told(make: MakeProject) -> None:
    page = "# T\n\n:::{answer-key} Key\n:label: key\n\nx\n:::\n\n{ref}`key`\n"
    [warned] = make(page).build().warnings
    assert "undefined label: 'key'" in warned.text


def test_a_gated_pair_goes_with_all_that_is_in_it(make: MakeProject) -> None:
    page = (
        "# T\n\n:::{answer-key-start} Key\n:::\n\nSECRET\n\n:::{insight} SECRET\nx\n:::\n\n"
        ":::{answer-key-end}\n:::\n\nkept\n"
    )
    built = make(page).build()
    assert built.warnings == []
    assert "SECRET" not in built.html()
    assert "kept" in built.text()


def test_a_solution_for_authors_is_not_missed(make: MakeProject) -> None:
    page = (
        "# T\n\n::::{exercise} E\nDo it.\n\n:::{answer-key} K\n```{solution}\nx\n```\n:::\n::::\n"
    )
    built = make(page, pedagogy_audit={"*": "off", "solution": "error"}).build()
    assert built.warnings == []


def test_what_a_plan_wants_of_a_plugin_is_looked_for(make: MakeProject) -> None:
    pages = {
        "index.md": "# C\n\n```{toctree}\nlists\n```\n",
        "lists.md": (
            "# Lists\n\n:::{lesson} 1.1.1\nx\n:::\n\n## First\n\n:::{story} Twins\nx\n:::\n"
        ),
        "lists.plan.md": (
            "# Plan\n\n:::{plan} 1.1.1\n:status: built\nx\n:::\n\n:::{plan-story} Twins\n"
            ":in: First\nx\n:::\n\n:::{plan-story} Cards\nx\n:::\n"
        ),
    }
    audit = {"*": "off", "plan": "warning"}
    built = make(pages, pedagogy_audience="author", pedagogy_audit=audit).build()
    texts = [one.text for one in domain_of(built.env).diagnostics]
    assert len(texts) == 1, texts
    assert texts[0].startswith('the story "Cards" is planned, but the lesson has none')


NOTEBOOK = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
# T

:::{online-only} Video
WATCH
:::

:::{spoken} Said
SPEECH
:::

:::{story} Told
STORY
:::

:::{task} Add
TASK
:::

:::{way-out}
SOLVED
:::

```{code-cell} python3
1
```
"""


def test_notebooks_show_blocks_as_they_say(make: MakeProject) -> None:
    conf = {"nb_execution_mode": "off", "pedagogy_notebooks": ["**"]}
    built = make(NOTEBOOK, extensions=["myst_nb"], **conf).build()
    cells = json.loads(built.read("_notebooks/index.ipynb"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    assert "WATCH" not in text
    assert "\nSPEECH" in text
    assert "> STORY" in text
    assert "# Add" in text
    assert "SOLVED" not in text


def test_our_parts_stand_in_blocks_of_plugins(make: MakeProject) -> None:
    page = """# T

::::{task} Add
:label: add
Do it.

:::{solution}
Done.
:::
::::

:::{ped:hint}
:for: add
Think.
:::

::::{quiz} Q
Why?

:::{answer}
So.
:::
::::
"""
    other = "# O\n\n:::{solution}\n:for: add\nElsewhere.\n:::\n"
    index = "# C\n\n```{toctree}\npage\nother\n```\n"
    built = make({"index.md": index, "page.md": page, "other.md": other}).build()
    assert built.warnings == []


def test_parts_that_stand_elsewhere_are_told_of_names(make: MakeProject) -> None:
    [warned] = make("# T\n\n:::{answer}\nx\n:::\n").build().warnings
    assert "answer: it is outside a check block" in warned.text


def test_views_list_what_counts_as_what_they_are_about(make: MakeProject) -> None:
    page = (
        "# T\n\n:::{lesson} 1.1\nx\n:::\n\n:::{myth} Numbers end\nx\n:::\n\n"
        ":::{misconception-index}\n:::\n"
    )
    built = make(page).build()
    assert built.warnings == []
    assert built.text().count("Numbers end") == 2
