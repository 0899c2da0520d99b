"""The house rules that a reader cannot see at a glance: who imports whom, and how long things are.

model  <-  inner modules  <-  feature packages  <-  outer modules. Features do not know each other.
"""

from __future__ import annotations

import ast
import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import sphinx_pedagogy
from sphinx_pedagogy.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_pedagogy.__file__).parent
NAME = "sphinx_pedagogy"

# In this order: each may import those before it. The package itself is only asked its version.
INNER = (
    "errors",
    "regular",
    "collector",
    "names",
    "lesson_notebook",
    "numerals",
    "glue",
    "outline",
    "facts",
    "spec",
    "written_number",
    "converters",
    "nearest",
    "messages",
    "failures",
    "options",
    "nodes",
    "phrase",
    "transforms",
    "translations",
    "folders",
    "setting_checks",
    "config",
    "lines",
    "order",
    "mistakes",
    "papers",
    "catalogue",
    "foreign",
    "courses",
    "content",
    "question",
    "rule",
    "registry",
    "asking",
    "settle",
    "domain",
    "copies",
    "kernels",
    "conditions",
    "numbers",
    "request",
    "headless",
)
OUTER = ("__init__", "__main__", "api", "testing", "cli")

FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 80


class Import(NamedTuple):
    """One import in a file."""

    name: str
    """Dotted name of the module, and of what is taken from it."""
    runs: bool
    """Whether it is executed, not only there for type checkers."""


@cache
def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[Import]:
    """Yield every import of a file, wherever it stands."""
    tree = parse(path)
    asleep = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inside in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (Import(name, id(node) not in asleep) for name in names)


def part_of(path: Path) -> str:
    """Return the module or package right below ours that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_part(found: Import) -> str | None:
    """Return the part of our package that is imported, if it is ours."""
    head, _, rest = found.name.partition(".")
    if head != NAME:
        return None
    first = rest.partition(".")[0]
    known = (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").exists()
    return first if first and known else "__init__"


def features() -> set[str]:
    """Return the feature packages."""
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {"model"}


def test_every_part_has_its_layer() -> None:
    parts = {part_of(path) for path in FILES}
    assert parts - {"model", *INNER, *OUTER} == features()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    own = part_of(path)
    for found in imports(path):
        part = imported_part(found)
        if part is None or part == own:
            continue
        allowed = {"model", *INNER, "__init__"}
        if own == "model":
            allowed = set()
        elif own in INNER and found.runs:
            allowed = {"model", *INNER[: INNER.index(own)]}
        elif own in OUTER:
            allowed |= {*features(), *OUTER}
        assert part in allowed, f"{own} imports {found.name}"


def test_the_model_knows_nothing_of_sphinx() -> None:
    for path in (PACKAGE / "model").glob("*.py"):
        heads = {found.name.partition(".")[0] for found in imports(path)}
        assert not heads & {"sphinx", "docutils", "myst_parser", "myst_nb"}, path.name


def test_nobody_in_the_package_needs_what_only_tests_have() -> None:
    for path in FILES:
        if part_of(path) != "testing":
            heads = {found.name.partition(".")[0] for found in imports(path)}
            assert not heads & {"pytest", "hypothesis"}, path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < MOST_LINES_OF_A_FUNCTION, node.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_names_are_documented(path: Path) -> None:
    tree = parse(path)
    assert ast.get_docstring(tree), path.name
    definitions = ast.FunctionDef | ast.ClassDef
    tops = [node for node in tree.body if isinstance(node, definitions)]
    members = [m for top in tops if isinstance(top, ast.ClassDef) for m in top.body]
    for node in (*tops, *members):
        if isinstance(node, definitions) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_what_a_plugin_may_import_is_listed_and_documented() -> None:
    api = importlib.import_module("sphinx_pedagogy.api")
    assert list(api.__all__) == sorted(api.__all__)
    for name in set(api.__all__) - {"Assembler"}:  # a type alias holds no docstring
        assert getattr(api, name).__doc__, name
    taken = {
        alias.name
        for node in parse(PACKAGE / "api.py").body
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(NAME)
        for alias in node.names
    }
    assert taken == set(api.__all__)


def test_only_one_file_warns() -> None:
    calls = {"warning", "error", "critical", "exception", "warn"}
    for path in FILES:
        loggers = [found for found in imports(path) if found.name.endswith("logging")]
        assert not loggers or part_of(path) == "messages", path.name
        for node in ast.walk(parse(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            call = ast.unparse(node.func)
            ours = call in {"self.warn", "desk.warn", "self.desk.warn"}
            ours = ours or part_of(path) == "messages"
            assert ours or node.func.attr not in calls, f"{path.name}:{node.lineno} {call}"


def test_every_subtype_is_used() -> None:
    used = {
        node.attr
        for path in FILES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Subtype"
    }
    assert used == {subtype.name for subtype in Subtype}


def test_every_transform_takes_its_place_from_the_table() -> None:
    from sphinx_pedagogy import transforms

    table = {name: value for name, value in vars(transforms).items() if name.isupper()}
    used = []
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "default_priority":
                place = ast.unparse(node.value)
                assert place.startswith("transforms."), f"{path.name}: {place}"
                used.append(place.removeprefix("transforms."))
    assert sorted(used) == sorted(table)


def test_types_are_shipped() -> None:
    assert (PACKAGE / "py.typed").is_file()
