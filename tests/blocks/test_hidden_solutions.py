"""An edition for students: no solution is on any page, in no index and in no book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject

PAGE = """# Sums

:::{lesson} 1.1.1
:::

::::{exercise} Add
:label: add

Add two and two; see {ref}`the answer <sesame>` and {ref}`the sum <total>`.

:::{hint}
keepthehint
:::

(sesame)=
:::{solution}
goneinside

#### Gone heading

```{figure} https://example.org/sum.png
:name: total

gone-caption
```
:::
::::

:::{solution}
:for: add
goneelsewhere
:::

::::{exercise} Watch
:scaffold: guided

:::{solution}
keepthisone
:::
::::

:::{check} Sure?
Is it?

```{answer}
keeptheanswer
```
:::
"""
FILES = {"index.md": "# Course\n\n```{toctree}\nsums\n```\n", "sums.md": PAGE}
HIDDEN = {"pedagogy_solutions": "hide", "html_copy_source": False, "pedagogy_audit": {"*": "off"}}
KEPT = ("keepthehint", "keepthisone", "keeptheanswer")


def texts(folder: Path) -> str:
    """Return all that was written as text, except what Sphinx keeps for itself."""
    kinds = {".html", ".xhtml", ".txt", ".tex", ".js", ".json", ".ipynb"}
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in kinds)
    return "\n".join(
        path.read_text("utf-8") for path in found if path.is_file() and "_static" not in path.parts
    )


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "text"])
def test_no_builder_shows_one(make_project: MakeProject, builder: str) -> None:
    for where in ("inline", "end"):
        project = make_project(FILES, **HIDDEN, pedagogy_print_answers=where)
        built = project.build(builder)
        shown = texts(built.outdir)
        assert "gone" not in shown.lower()
        assert all(word in shown for word in KEPT)
        assert [warned for warned in built.warnings if "pedagogy" in warned.subtype] == []


def test_links_to_one_lead_to_its_place(make_project: MakeProject) -> None:
    page = make_project(FILES, **HIDDEN).build("html").html("sums")
    assert 'href="#sesame"' in page
    assert page.count('id="sesame"') == 1
    assert 'href="#total"' in page
    assert page.count('id="total"') == 1


def test_authors_have_them(make_project: MakeProject) -> None:
    built = make_project(FILES, **HIDDEN, pedagogy_audience="author").build("html")
    assert built.html("sums").count("gone") == 4


def test_the_other_edition_is_one_setting_away(make_project: MakeProject) -> None:
    project = make_project(FILES, **HIDDEN)
    assert "gone" not in project.build("html").html("sums")
    project.configure(pedagogy_solutions="show")
    assert project.build("html").html("sums").count("gone") == 4
    project.configure(pedagogy_solutions="hide")
    assert "gone" not in project.build("html").html("sums")


def test_the_audit_asks_for_none(make_project: MakeProject) -> None:
    def findings(built: Built) -> list[str]:
        return [warned.text for warned in built.warnings if warned.subtype.endswith("solution")]

    asked = HIDDEN | {"pedagogy_audit": {"*": "off", "solution": "warning"}}
    assert findings(make_project(FILES, **asked).build("html")) == []
    without = re.sub(r"(?ms)^\(sesame\)=\n:::\{solution\}.*?^:::\n", "", PAGE)
    without = without.replace(":::{solution}\n:for: add", ":::{insight} No")
    assert len(findings(make_project(FILES | {"sums.md": without}, **asked).build("html"))) == 1


def test_published_sources_would_give_them_away(make_project: MakeProject) -> None:
    built = make_project(FILES, **HIDDEN | {"html_copy_source": True}).build("html")
    assert ["html_copy_source" in warned.text for warned in built.warnings] == [True]
