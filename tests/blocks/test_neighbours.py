"""Beside other extensions, before and after them: theirs stays theirs, ours answers to `ped:`.

Each build is a process of its own, as at home: docutils keeps directives in one table.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinx_pedagogy.testing import Warned, read_warnings

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


class Neighbour(NamedTuple):
    """An extension, what it owns, and how its part of a page looks."""

    module: str
    owns: frozenset[str] = frozenset()
    """Blocks of ours whose bare names stay theirs; the page says so where it uses them."""
    source: str = ""
    looks: str = ""
    """What its source makes of itself in HTML."""


PAIRS = frozenset({"exercise", "solution"})
NEIGHBOURS = (
    Neighbour(
        "sphinx_exercise",
        PAIRS,
        "```{exercise} keptsum\n:label: sum\n\nkepttask\n```\n\n"
        "```{solution} sum\n:label: sum-solved\n\nkeptsolved\n```\n",
        'class="exercise admonition"',
    ),
    Neighbour(
        "sphinx_proof",
        source="```{prf:example} keptproof\n:label: proof\n\nkeptproven\n```\n\n{prf:ref}`proof`\n",
        looks='class="proof example admonition"',
    ),
    Neighbour(
        "sphinx_lesson",
        PAIRS,
        "```{exercise} keptsum\nkepttask\n```\n\n```{solution}\nkeptsolved\n```\n",
        'class="admonition-keptsum exercise important admonition"',
    ),
    Neighbour(
        "sphinx_togglebutton",
        source="```{toggle}\nkepthidden\n```\n",
        looks='class="toggle docutils',
    ),
    Neighbour("sphinx_tippy", source="[kepttip](#kept)\n\n## kept\n", looks='href="#kept"'),
    Neighbour(
        "sphinx_design",
        source="::::{grid} 2\n:::{grid-item-card} keptgrid\nkeptcard\n:::\n::::\n",
        looks="sd-card",
    ),
)

OURS = """
::::{ped:exercise} keptexercise
:label: ours
keptours

:::{ped:solution} keptsolution
keptwhy
:::
::::

:::{ped:example-start} keptexample
:::

keptbetween {ref}`ours`

:::{ped:example-end}
:::

:::{insight} keptbare
keptbody
:::

:::{ped:aside} keptaside
keptbeside
:::
"""
BLOCKS = ("exercise", "solution", "example", "insight", "aside")


def build(
    make_project: MakeProject, extensions: list[str], source: str
) -> tuple[str, list[Warned]]:
    """Build in a process of its own; return the page and the warnings."""
    conf = (
        f"extensions = {['myst_parser', *extensions]!r}\n"
        'html_theme = "basic"\nexclude_patterns = ["_build"]\n'
        'myst_enable_extensions = ["colon_fence"]\nmyst_heading_anchors = 2\n'
    )
    project = make_project({"conf.py": conf, "index.md": f"# T\n{OURS}\n{source}"})
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_build"]
    done = subprocess.run(
        command,
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    page = (project.root / "_build" / "index.html").read_text(encoding="utf-8")
    return page, read_warnings(done.stderr, project.root)


@pytest.mark.parametrize("first", [True, False], ids=["they-first", "we-first"])
@pytest.mark.parametrize("neighbour", NEIGHBOURS, ids=lambda neighbour: neighbour.module)
def test_side_by_side(neighbour: Neighbour, first: bool, make_project: MakeProject) -> None:
    if find_spec(neighbour.module) is None:
        pytest.skip(f"{neighbour.module} is not installed")
    order = [neighbour.module, "sphinx_pedagogy"]
    page, warnings = build(make_project, order if first else order[::-1], neighbour.source)

    assert set(re.findall("kept[a-z]+", OURS + neighbour.source)) <= set(
        re.findall("kept[a-z]+", page)
    )
    assert neighbour.looks in page
    for name in BLOCKS:
        assert f'class="ped ped-{name} ' in page

    ours = [warned for warned in warnings if warned.subtype.startswith("pedagogy.")]
    assert {warned.text.partition(":")[0] for warned in ours} == neighbour.owns
    for warned in ours:
        assert warned.subtype == "pedagogy.name"
        assert neighbour.module in warned.text
        assert warned.line is not None


@pytest.mark.parametrize("first", [True, False], ids=["they-first", "we-first"])
@pytest.mark.parametrize("module", ["sphinx_exercise", "sphinx_lesson"])
def test_names_that_nobody_doubles_are_quiet(
    module: str, first: bool, make_project: MakeProject
) -> None:
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    order = [module, "sphinx_pedagogy"]
    _page, warnings = build(make_project, order if first else order[::-1], "")
    assert [warned for warned in warnings if warned.subtype.startswith("pedagogy.")] == []


def test_all_at_once(make_project: MakeProject) -> None:
    found = [neighbour for neighbour in NEIGHBOURS if find_spec(neighbour.module)]
    # sphinx-exercise and sphinx-lesson claim the same names and cannot be loaded together
    found = [neighbour for neighbour in found if neighbour.module != "sphinx_lesson"]
    source = "\n".join(neighbour.source for neighbour in found)
    modules = [neighbour.module for neighbour in found]
    page, _warnings = build(
        make_project, [*modules[::2], "sphinx_pedagogy", *modules[1::2]], source
    )
    for neighbour in found:
        assert neighbour.looks in page
    for name in BLOCKS:
        assert f'class="ped ped-{name} ' in page
