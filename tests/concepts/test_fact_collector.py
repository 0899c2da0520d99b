"""What is read off a page: its title, its own facts, and where they stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

INDEX = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"


def lessons(built: Built) -> dict[str, dict[str, Any]]:
    """Return the facts of each lesson by slug."""
    found = json.loads(built.read("curriculum.json"))["lessons"]
    return {lesson["slug"]: lesson for lesson in found}


def test_the_title_is_the_heading_as_text(make_project: MakeProject) -> None:
    files = {
        "index.md": INDEX,
        "a.md": "# *Em* `code` {concept}`foo` & &lt;x>\n\n:::{lesson} 1.1.1\n:::\n\n"
        ":::{concept} Foo\n:::\n",
        "b.md": ":::{lesson} 1.1.2\n:::\n\n# After it\n",
        "c.rst": "Over\n====\n\nUnder\n-----\n\n.. lesson:: 1.1.3\n",
    }
    built = make_project(files).build()
    assert built.warnings == []
    titles = {slug: lesson["title"] for slug, lesson in lessons(built).items()}
    assert titles == {"a": "Em code foo & <x>", "b": "After it", "c": "Over"}


def test_a_page_without_a_heading_is_named_by_its_file(make_project: MakeProject) -> None:
    page = ":::{lesson} 1.1.1\n:::\n\n:::{insight} A block, no heading\nbody\n:::\n"
    files = {
        "index.md": "# Index\n\n{lesson}`bare`\n",
        "1-1-1-bare.md": f"---\norphan: true\n---\n{page}",
    }
    built = make_project(files).build()
    assert lessons(built)["bare"]["title"] == "bare"
    assert "1.1.1 bare" in built.text()


def test_each_requirement_has_its_own_status(make_project: MakeProject) -> None:
    files = {
        "index.md": INDEX,
        "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} Foo\n:depth: introduced\n:::\n",
        "b.md": "# B\n\n:::{lesson} 1.1.2\n:::\n\n"
        ":::{requires}\n- Foo (mentioned)\n- Foo (applied)\n:::\n",
    }
    built = make_project(files).build()
    assert "Foo (mentioned) ok Foo (applied) gap (not deep enough)" in built.text("b")


def test_what_a_record_uses_is_no_use_by_the_page_it_stands_on(make_project: MakeProject) -> None:
    page = """# L

:::{lesson} 1.1.2
:::

:::{lesson-record} 1.1.1 Before
:uses: Foo
- Foo (mentioned)
:::
"""
    found = lessons(make_project({"index.md": INDEX, "l.md": page}).build())
    assert [use["concept"] for use in found["before"]["uses"]] == ["foo"]
    assert found["l"]["uses"] == []


def test_what_an_included_file_says_is_told_there(make_project: MakeProject) -> None:
    part = "\n" * 9 + ":::{concept} Foo\n:builds-on: nowhere\n:::\n\n{concept}`nothing`\n"
    page = "# L\n\n:::{lesson} 1.1.1\n:::\n\n:::{include} part.txt\n:::\n"
    project = make_project({"index.md": INDEX, "l.md": page, "part.txt": part})
    built = project.build()
    places = [(one.path, one.line, one.subtype) for one in built.warnings]
    assert places == [
        ("part.txt", 11, "pedagogy.unknown"),
        ("part.txt", 14, "pedagogy.unknown"),
    ]
    assert project.build(jobs=2).warnings == built.warnings
    # a line of another file would mislead a program
    (taught,) = lessons(built)["l"]["teaches"]
    assert (taught["document"], taught["line"]) == ("l", None)


def test_a_definition_is_the_first_paragraph_and_short(make_project: MakeProject) -> None:
    long = "word " * 100
    page = f"""# L

:::{{lesson}} 1.1.1
:::

:::{{concept}} Short
Two
lines with `code` and {{concept}}`long`.

More.
:::

:::{{concept}} Long
{long}
:::

:::{{concept}} None
:builds-on: Short
:::

:::{{concept}} List first
- an item

Then words.
:::
"""
    built = make_project({"index.md": INDEX, "l.md": page}).build()
    assert built.warnings == []
    found = json.loads(built.read("curriculum.json"))["concepts"]
    said = {concept["id"]: concept["definition"] for concept in found}
    assert said["short"] == "Two lines with `code` and long."
    assert len(said["long"]) <= 280
    assert said["long"].endswith("word…")
    assert said["none"] == ""
    assert said["list-first"] == "Then words."


def test_mentions_that_count_as_uses(make_project: MakeProject) -> None:
    page = """# L

:::{lesson} 1.1.2
:::

:::{requires}
- One (mentioned): see {concept}`two`
:::

:::{recap} Three
body
:::

:::{example} Title
:of: Four
body
:::

::::{check} Title
:tests: Five
question
:::{answer}
yes
:::
::::
"""
    record = "# R\n\n:::{lesson-record} 1.1.1 Before\n" + "".join(
        f"- {name} (mentioned)\n" for name in ("One", "Two", "Three", "Four", "Five")
    )
    built = make_project({"index.md": INDEX, "l.md": page, "r.md": f"{record}:::\n"}).build()
    assert built.warnings == []
    uses = {use["concept"]: use["recap"] for use in lessons(built)["l"]["uses"]}
    # to require is no use: the lesson may never come to it
    assert uses == {"two": False, "three": True, "four": False, "five": False}
