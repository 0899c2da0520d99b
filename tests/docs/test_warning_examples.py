"""Each warning of the manual has an example, which a build said: a gold file holds them."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.diagrams.diagram_error import DiagramError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from sphinx_pedagogy.testing import Built, MakeProject, Warned

DOCS = Path(__file__).parents[2] / "docs"
GOLD = DOCS / "snippets" / "warnings.txt"

CONF = """
from docutils.parsers.rst.directives.admonitions import Note


def study(app, reader):
    return reader.course.lessons[7]


def setup(app):
    app.add_directive("insight", Note)
    app.connect("pedagogy-course-ready", study)
"""

PAGES = {
    "index": "# Course\n\n```{toctree}\nsecond\nfirst\nloops\nothers\nrunning\n```\n",
    "first": """\
# Sorting

:::{lesson} 1.1.1
:::

:::{concept} Sorting
:builds-on: order
:::

:::{concept} Order
:builds-on: sorting
What comes first.
:::
""",
    "second": """\
# Merging

:::{lesson} 1.1.2
:::

:::{requires}
- merging (introduced)
:::

:::{concept} Merging
:depth: deep
Two sorted lists become one.
:::

:::{concept} Merge step
:aka: merging
:::

% audit: ignore[unknown]
See {concept}`sortng` and {lessn}`merging`.

:::{next-step}
:::
""",
    "loops": """\
# Loops

:::{phase}
Compare two neighbours.
:::

:::{answer}
Ten.
:::

:::{check} How many?
- [x] two
- three
:::

:::{exercise-start} Swap
:::

:::insight

:::{misconception} Loops never end
""",
    "others": """\
# Others

:::{recap} Sorting
:::

:::{insight}
Short.
:::

$$
\\notacommand{x}
$$
""",
}
CELLS = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
execution: {device: cpu, inputs: [data/faces.npz]}
---

# Cells

:::{recap} Cells
:::

```{code-cell}
1 / 0
```
"""


def line_of(warned: Warned) -> str:
    """Return a warning as a build prints it."""
    place = f"{warned.path}:{warned.line}: " if warned.line else ""
    text = re.sub(r"/\S*/project\d+/", "", warned.text)
    place = place or (f"{warned.path}: " if warned.path else "")
    return f"{place}WARNING: {text} [{warned.subtype}]"


def said(builds: Iterator[Built]) -> dict[str, str]:
    """Return the shortest warning of each subtype."""
    found: dict[str, str] = {}
    for built in builds:
        for warned in built.warnings:
            line = line_of(warned)
            known = found.get(warned.subtype)
            if known is None or len(line) < len(known):
                found[warned.subtype] = line
    return found


def of_blocks(make_project: MakeProject) -> Iterator[Built]:
    """Build pages whose blocks, and settings, are wrong."""
    files = {f"{name}.md": text for name, text in PAGES.items()}
    project = make_project(
        files,
        extensions=["sphinx_pedagogy.formulas"],
        myst_enable_extensions=["colon_fence", "dollarmath"],
        pedagogy_progress="yes",
        pedagogy_audit={},
        pedagogy_courses={"maths": ("https://example.org/maths/", "maths.json")},
    )
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(CONF)
    yield project.build()


def of_cells(make_project: MakeProject, patch: pytest.MonkeyPatch) -> Iterator[Built]:
    """Build a page whose cells cannot run, then run, and fail; with old and with broken outputs."""
    real = importlib.metadata.version
    patch.setattr(
        importlib.metadata, "version", lambda name: "2.13.0" if name == "torch" else real(name)
    )
    unreadable = CELLS.replace("{name: python3, display_name: Python 3}", "python3")
    without_inputs = CELLS.replace("inputs: [data/faces.npz]", "")
    project = make_project(
        {"index.md": CELLS, "second.md": unreadable, "third.md": without_inputs},
        extensions=["myst_nb"],
        nb_execution_mode="cache",
        pedagogy_executor="none",
        pedagogy_on_missing_output="stale",
    )
    yield project.build()
    project.remove("third.md")
    project.write({"index.md": without_inputs})
    project.configure(pedagogy_executor="local")
    yield project.build()
    project.write({"index.md": without_inputs.replace("/ 0", "/ 2")})
    assert project.build().text()
    (kept,) = (project.root / "executed").glob("index*.ipynb")
    whole = kept.read_text("utf-8")
    notebook = json.loads(whole)
    notebook["metadata"]["pedagogy"]["environment"]["torch"] = "2.12.0"
    kept.write_text(json.dumps(notebook), "utf-8")
    yield project.build()
    kept.write_text("{", "utf-8")
    yield project.build()


def of_diagrams(make_project: MakeProject, patch: pytest.MonkeyPatch) -> Iterator[Built]:
    """Build a diagram that nothing draws."""
    patch.setattr("sphinx_pedagogy.diagrams.drawings.draw", undrawn)
    page = "# D\n\nA diagram.\n\n```{mermaid}\nflowchart LR\n  a --> b\n```\n"
    yield make_project(page, extensions=["sphinx_pedagogy.diagrams"]).build()


def undrawn(*_arguments: Any, **_more: Any) -> str:
    """Draw nothing."""
    raise DiagramError("no arrow leads to c")


def test_each_warning_has_an_example(
    make_project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    check_gold: Callable[[Path, str], None],
) -> None:
    def builds() -> Iterator[Built]:
        yield from of_blocks(make_project)
        yield from of_cells(make_project, monkeypatch)
        yield from of_diagrams(make_project, monkeypatch)

    found = said(builds())
    names = [f"pedagogy.{one.value}" for one in Subtype]
    assert [name for name in names if name not in found] == []
    check_gold(GOLD, "".join(f"{found[name]}\n" for name in names))
