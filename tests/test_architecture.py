"""The house rules that import-linter cannot hold: how long things are, and what is documented.

Who may import whom stands in `pyproject.toml`, and `nox -s lint` holds the package to it.
"""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_pedagogy.__file__).parent
REPOSITORY = Path(__file__).parent.parent
NAME = "sphinx_pedagogy"

FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 80

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything that a file imports, wherever it stands."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def floors() -> list[set[str]]:
    """Return the floors of the house from the top, as the contract in `pyproject.toml` has them."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "floors")
    return [set(layer.split(" | ")) for layer in layers]


def test_the_package_holds_the_floors_and_nothing_loose() -> None:
    parts = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in FILES}
    assert parts - {"__init__"} == set().union(*floors())


def test_the_manual_draws_the_floors() -> None:
    text = (REPOSITORY / "docs" / "contributing" / "architecture.md").read_text("utf-8")
    drawing = text[text.index("```{mermaid}") :].partition("\n```\n")[0]
    drawn = re.findall(r'"([^"]+)"', drawing)
    assert [set(re.findall(r"\w+", words.partition(":")[0])) for words in drawn] == floors()


def test_no_import_is_relative() -> None:
    assert not [path.name for path in FILES if any(n.startswith(".") for n in imports(path))]


def test_files_and_functions_are_short() -> None:
    long = [path.name for path in FILES if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION:
                    long.append(f"{path.name}: {node.name}")
    assert not long


def test_a_name_of_a_class_says_which_one_is_meant() -> None:
    """But for rules, which are called like what they judge: their ids are these names."""
    places: dict[str, list[str]] = {}
    for path in FILES:
        for node in parse(path).body:
            if isinstance(node, ast.ClassDef) and "Rule" not in map(ast.unparse, node.bases):
                places.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_a_name_of_a_file_says_which_one_is_meant() -> None:
    """But for rules and commands: their files have the names of what they are."""
    places: dict[str, list[str]] = {}
    for path in FILES:
        if path.parent.name not in {"rules", "cli"} and path.stem != "__init__":
            places.setdefault(path.stem, []).append(str(path.relative_to(PACKAGE)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_public_names_are_documented() -> None:
    silent = [path.name for path in FILES if not ast.get_docstring(parse(path))]
    for path in FILES:
        tops = [node for node in parse(path).body if isinstance(node, Definition)]
        members = [m for top in tops if isinstance(top, ast.ClassDef) for m in top.body]
        for node in (*tops, *members):
            if not isinstance(node, Definition) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                silent.append(f"{path.name}: {node.name}")
    assert not silent


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
    assert taken - {"warn_of"} == set(api.__all__)


def test_records_are_made_with_the_names_of_their_fields() -> None:
    """More than three values in a row say nothing, and a new field would shift them."""
    records = {
        node.name
        for path in FILES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ClassDef)
        and (
            any(ast.unparse(base) == "NamedTuple" for base in node.bases)
            or any("dataclass" in ast.unparse(one) for one in node.decorator_list)
        )
    }
    assert len(records) > 50
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in records:
                assert len(node.args) <= 3, f"{path.name}:{node.lineno} {ast.unparse(node.func)}"


def test_no_loop_calls_its_items_one() -> None:
    """What a loop takes has a name of the field: a finding, a lesson. Pairs have one and other."""
    wrong = []
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.comprehension | ast.For):
                names = {part.id for part in ast.walk(node.target) if isinstance(part, ast.Name)}
                if "one" in names and not names & {"other", "_other"}:
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.target.lineno}")
    assert wrong == []


def test_only_one_file_warns() -> None:
    calls = {"warning", "error", "critical", "exception", "warn"}
    for path in FILES:
        loggers = [name for name in imports(path) if name.endswith("logging")]
        assert not loggers or path.name == "messages.py", path.name
        for node in ast.walk(parse(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            call = ast.unparse(node.func)
            ours = call in {"self.warn", "context.warn", "self.context.warn", "catalogue.warn"}
            # deprecations are for programmers, all else is for authors
            ours = ours or path.name in {"messages.py", "deprecation.py"}
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
    from sphinx_pedagogy.core import transforms

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


MOST_WITHOUT_NAMES = 5
"""Fields of a record that may be given by their position: who adds one to a longer list in the
middle gives all that follow the wrong value, and no tool notices."""


def records() -> dict[str, list[str]]:
    """Return the fields of each named tuple and dataclass, by its name."""
    found: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef) and is_record(node):
                fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
                found[node.name] = [one.id for one in fields if isinstance(one, ast.Name)]
    return found


def is_record(node: ast.ClassDef) -> bool:
    """Whether a class is a named tuple or a dataclass."""
    bases = {one.id for one in node.bases if isinstance(one, ast.Name)}
    return "NamedTuple" in bases or any("dataclass" in ast.dump(one) for one in node.decorator_list)


def test_long_records_are_made_with_the_names_of_their_fields() -> None:
    long = {name for name, fields in records().items() if len(fields) > MOST_WITHOUT_NAMES}
    assert {"LinkTarget", "StatedQuantity", "Planned"} <= long
    wrong = []
    for path in FILES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                many = len(node.args) > MOST_WITHOUT_NAMES
                many = many or any(isinstance(one, ast.Starred) for one in node.args)
                if name in long and many:
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {name}")
    assert wrong == []


def why_a_dataclass(node: ast.ClassDef, decorator: str, bases: set[str]) -> list[str]:
    """Return why a record is no named tuple, in the words of the contributors' page."""
    modules = map(importlib.import_module, ("sphinx_pedagogy.api", "sphinx_pedagogy.testing"))
    public = {name for module in modules for name in vars(module)}
    body = ast.unparse(node)
    reasons = {
        "public": node.name in public,
        "changes": "frozen=True" not in decorator,
        "inherits": bool(node.bases) or node.name in bases,
        "keeps": "cached_property" in body,
        "starts empty": "field(" in body,
    }
    return [reason for reason, holds in reasons.items() if holds]


def test_a_record_is_a_named_tuple_or_says_why_not() -> None:
    classes = [
        node for path in FILES for node in ast.walk(parse(path)) if isinstance(node, ast.ClassDef)
    ]
    bases = {ast.unparse(base) for node in classes for base in node.bases}
    dataclasses = [
        (node, text)
        for node in classes
        for text in map(ast.unparse, node.decorator_list)
        if text.startswith("dataclass")
    ]
    assert len(dataclasses) > 20
    assert [node.name for node, text in dataclasses if not why_a_dataclass(node, text, bases)] == []
