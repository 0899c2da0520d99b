"""Loading: together, in parts, in any order; and what a build leaves in its environment."""

from __future__ import annotations

import importlib
import itertools
import pickle
import pickletools
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils.parsers.rst import directives

import sphinx_pedagogy
from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.registry import app_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.testing import MakeProject

PACKAGE = Path(sphinx_pedagogy.__file__).parent
SUB_EXTENSIONS = sorted(
    f"sphinx_pedagogy.{path.parent.name}"
    for path in PACKAGE.glob("*/__init__.py")
    if "def setup(app" in path.read_text(encoding="utf-8")
)
ORDERS = list(itertools.permutations(["myst_nb", "sphinx_design", "ours"]))
FRONT = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: P}\n---\n"
CELL = "```{code-cell} python3\n6 * 7\n```\n"
PAGE = "# T\n\n:::{insight} kept-title\nkept-body\n:::\n\n:::{phase} p\nkept\n:::\n"
CONF = """
extensions = {extensions!r}
html_theme = "basic"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "off"
"""


LESSON = ":::{lesson} 1.1\nx\n:::\n"
WORK = {
    "audit": ((LESSON, "{concept}`nowhere`\n"), "pedagogy.unknown"),
    "blocks": ((":::{insight} Title\nBody\n:::\n",), '<div class="ped ped-insight'),
    "concepts": ((LESSON, ":::{curriculum}\n:::\n"), "1.1 T"),
    "execute": ((CELL,), "The cells of this page were not run"),
    "export": ((LESSON,), "curriculum.json"),
    "notebooks": ((CELL,), "_notebooks/index.ipynb"),
    "plans": ((":::{plan}\n:status: planned\nx\n:::\n",), "ped-plan"),
}
"""What to write on a page for each part to work on, and how one sees that it did."""


def work_of(names: Sequence[str], make_project: MakeProject) -> None:
    """Load some parts and nothing else of ours, and look at the work of each."""
    extensions = ["myst_nb", *(f"sphinx_pedagogy.{name}" for name in names)]
    conf = CONF.format(extensions=extensions)
    conf += 'pedagogy_executor = "none"\npedagogy_notebooks = ["**"]\n'
    conf += 'pedagogy_audit = {"*": "off", "unknown": "warning"}\n'
    # without it, CI would have an error of what is missing
    conf += 'pedagogy_on_missing_output = "stale"\n'
    conf += 'nb_execution_mode = "cache"\n' if "execute" in names else ""
    conf += 'suppress_warnings = ["myst-nb.lexer"]\n'
    source = "# T\n\n" + "\n".join(
        dict.fromkeys(piece for name in names for piece in WORK[name][0])
    )
    if CELL in source:
        source = FRONT + source
    built = make_project({"index.md": source, "conf.py": conf}).build()
    files = [path.relative_to(built.outdir).as_posix() for path in built.outdir.rglob("*")]
    seen = "\n".join([built.html(), *files, *map(str, built.warnings)])
    for name in names:
        assert WORK[name][1] in seen, name
    allowed = {"pedagogy.unknown"} if "audit" in names else set()
    allowed |= {"pedagogy.execution"} if "execute" in names else set()
    assert {warned.subtype for warned in built.warnings} <= allowed


def test_the_work_of_every_part_is_known() -> None:
    assert sorted(WORK) == sorted(sphinx_pedagogy.PARTS)


@pytest.mark.parametrize("name", WORK)
def test_each_part_does_its_work_alone(name: str, make_project: MakeProject) -> None:
    work_of([name], make_project)


@pytest.mark.parametrize(
    "pair", list(itertools.combinations(WORK, 2)), ids=lambda pair: "-".join(pair)
)
def test_each_pair_of_parts_does_its_work(pair: tuple[str, str], make_project: MakeProject) -> None:
    work_of(pair, make_project)


@pytest.mark.parametrize("name", SUB_EXTENSIONS)
def test_each_sub_extension_can_be_listed_alone(name: str, make_project: MakeProject) -> None:
    conf = CONF.format(extensions=["myst_parser", name])
    built = make_project({"index.md": "# T\n\ntext\n", "conf.py": conf}).build()
    assert built.warnings == []


def test_the_package_loads_every_sub_extension(make_project: MakeProject) -> None:
    """Save what projects choose: the theme, formulas as MathML and diagrams as SVG."""
    chosen = {f"sphinx_pedagogy.{name}" for name in ("diagrams", "formulas", "theme")}
    parts = {*SUB_EXTENSIONS} - chosen
    assert parts <= set(app_of(make_project("# T").build().env).extensions)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("ours", ["sphinx_pedagogy", "sphinx_pedagogy.blocks"])
def test_the_order_of_extensions_says_nothing(
    order: tuple[str, ...], ours: str, make_project: MakeProject
) -> None:
    extensions = [ours if name == "ours" else name for name in order]
    conf = CONF.format(extensions=extensions)
    built = make_project({"index.md": PAGE, "conf.py": conf}).build()
    assert [warned.subtype for warned in built.warnings] == ["pedagogy.structure"]
    assert '<div class="ped ped-insight ped-idea' in built.html()


def test_every_module_can_be_imported_first() -> None:
    """A cycle that only shows for one order of imports would be found here."""
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        importlib.import_module(".".join(part for part in parts if part != "__init__"))


SLOW = ("filelock", "jsonschema", "jupyter_client", "math_core", "nbclient", "nbformat", "zmq")
"""What takes long to import, or may be missing, and only cells or formulas need."""


def test_a_project_without_cells_imports_nothing_that_runs_them() -> None:
    code = f"""
import sys, importlib
for name in {SUB_EXTENSIONS}:
    importlib.import_module(name)
print(*(name for name in {SLOW} if name in sys.modules))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == []


def test_bare_names_can_be_left_alone(make_project: MakeProject) -> None:
    source = "# T\n\n:::{ped:insight} kept\nbody\n:::\n\n:::{insight} bare\nbody\n:::\n"
    built = make_project(source, pedagogy_bare_names=False).build()
    assert [warned.subtype for warned in built.warnings] == ["myst.directive_unknown"]


def test_only_names_of_ours_are_claimed(make_project: MakeProject) -> None:
    owned = set(directives._directives)  # type: ignore[attr-defined]
    make_project("# T").build()
    # SphinxTestApp clears what a build registered; docutils' own are in another table
    assert set(directives._directives) <= owned  # type: ignore[attr-defined]
    assert not {"tip", "note", "warning", "option"} & {spec.name for spec in BUILT_IN}


def test_the_environment_holds_plain_data(make_project: MakeProject) -> None:
    """Sphinx pickles it after each build; whatever class is in it must be found again."""
    built = make_project(PAGE).build()
    data = built.env.domaindata["ped"]
    pickled = pickle.dumps(data)
    assert pickle.loads(pickled) == data  # noqa: S301
    strings = {str(arg) for _op, arg, _place in pickletools.genops(pickled) if arg is not None}
    modules = {text for text in strings if text.startswith("sphinx_pedagogy.")}
    own = {
        "course.block_roles",
        "course.facts",
        "course.messages",
        "course.stated_block",
        "model.findings",
        "model.records",
        "course.page_tree",
    }
    assert modules <= {f"sphinx_pedagogy.{name}" for name in own}
    assert not any(text.startswith(("docutils.", "sphinx.")) for text in strings)
