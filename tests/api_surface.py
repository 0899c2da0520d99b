"""The public surface as text: names, attributes and signatures, read off the source.

Read from the syntax tree, the text is the same for each version of Python.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy import api, testing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

PACKAGE = "sphinx_pedagogy"
SPOKEN = {"__init__", "__call__"}
"""Methods between underscores that are called by their users."""


def surface() -> str:
    """Return one paragraph for each public name, with a line for each of its members."""
    names = [(api, name) for name in api.__all__]
    names += [(testing, name) for name in testing.__all__]
    found = [described(module, name) for module, name in sorted(names, key=lambda one: one[1])]
    return "\n\n".join(f"{module.__name__}.{text}" for module, text in found) + "\n"


def described(module: ModuleType, name: str) -> tuple[ModuleType, str]:
    """Return a name with what one can ask of it."""
    value = getattr(module, name)
    if inspect.isclass(value):
        bases = ", ".join(base.__name__ for base in value.__bases__ if base is not object)
        head = f"{name}({bases})" if bases else name
        return module, "\n".join([head, *(f"    {line}" for line in members(value))])
    node = statement(module, name, value)
    return module, line_of(node).replace("def ", "", 1)


def members(kind: type) -> Iterator[str]:
    """Yield the public members of a class, with those that it has from others of ours."""
    seen: set[str] = set()
    for owner in kind.__mro__:
        if owner.__module__.partition(".")[0] != PACKAGE:
            continue
        for node in class_of(owner).body:
            name = name_of(node)
            if name and name not in seen and (not name.startswith("_") or name in SPOKEN):
                seen.add(name)
                yield line_of(node)
            if name == "__init__":
                yield from (f"self.{one}" for one in attributes_of(node) if one not in seen)


def attributes_of(method: ast.stmt) -> list[str]:
    """Return the public attributes that a method gives an object."""
    found = [
        node.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    ]
    return sorted({name for name in found if not name.startswith("_")})


def name_of(node: ast.stmt) -> str:
    """Return what a statement of a class defines."""
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return ""


def line_of(node: ast.stmt) -> str:
    """Return a definition on one line, without its body."""
    if not isinstance(node, ast.FunctionDef):
        return " ".join(ast.unparse(node).split())
    kinds = {ast.unparse(one).rpartition(".")[2] for one in node.decorator_list}
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    if kinds & {"property", "cached_property"}:
        return f"{node.name}{returns}"
    kind = "".join(f"{one} " for one in ("classmethod", "staticmethod") if one in kinds)
    return f"{kind}def {node.name}({ast.unparse(node.args)}){returns}"


@cache
def tree_of(file: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def class_of(kind: type) -> ast.ClassDef:
    """Return the definition of a class."""
    for node in tree_of(inspect.getfile(kind)).body:
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
            return node
    raise LookupError(kind)


def statement(module: ModuleType, name: str, value: object) -> ast.stmt:
    """Return where a function or constant is defined, in the module or where that has it from."""
    whole = inspect.unwrap(value) if callable(value) else value
    file = inspect.getfile(whole) if inspect.isfunction(whole) else origin(module, name)
    for node in tree_of(file).body:
        if name_of(node) == name:
            return node
    raise LookupError(name)


def origin(module: ModuleType, name: str) -> str:
    """Return the file of the module from which another one imports a name."""
    file = inspect.getfile(module)
    for node in tree_of(file).body:
        if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
            return inspect.getfile(__import__(str(node.module), fromlist=[name]))
    return file
