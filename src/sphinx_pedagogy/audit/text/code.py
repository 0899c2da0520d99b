"""Reading names off pieces of Python, also such as do not parse."""

from __future__ import annotations

import ast
import builtins
import re

from sphinx_pedagogy.course.regex import regex

_CALL = regex(r"([A-Za-z_]\w*)\s*\(")
_IMPORT = regex(r"(?m)^\s*(?:from\s+([\w.]+)\s+)?import\s+\(?([\w., \t]+)")
# in R, an arrow defines
_DEFINED = regex(r"(?:def|class|function)\s+(\w+)|^\s*([\w.]+)\s*(?:=(?!=)|<-)", re.MULTILINE)
_IDENTIFIER = regex(r"[A-Za-z_]\w*")
_MAGIC = regex(r"(?m)^\s*[%!].*$")
# Known to everybody who has written a loop
EVERYDAY = {
    *dir(builtins),
    *("append", "extend", "items", "keys", "values", "join", "split", "format", "strip", "copy"),
    *("item", "shape", "size", "reshape", "show", "figure", "plot", "subplots", "mean", "sum"),
    *("get", "update", "add", "pop", "sort", "replace", "lower", "upper", "index", "count"),
    *("self", "__init__", "main", "as", "np", "plt", "pd"),
}


def identifiers_of(source: str, *, defined: bool = False) -> set[str]:
    """Return what a piece of Python imports and calls, without what everybody knows.

    :param defined: also return what it defines, instead of leaving it out
    """
    try:
        tree = ast.parse(_MAGIC.sub("", source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        used, made = roughly(source)
    else:
        used, made = exactly(tree)
    used -= EVERYDAY
    return used | made if defined else used - made


def exactly(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return the names that parsed code uses, and those that it makes."""
    used: set[str] = set()
    made: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                modules.append(node.module or "")
            used |= {name for module in modules for name in module.split(".") if name}
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                used.add(called.attr)
            elif isinstance(called, ast.Name):
                used.add(called.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            made.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
    return used, made


def roughly(source: str) -> tuple[set[str], set[str]]:
    """Return the same of code that cannot be parsed, by its looks."""
    used = set(_CALL.findall(source))
    for module, names in _IMPORT.findall(source):
        words = re.split(r"[\s,.]+", f"{module} {names}")
        used |= {word for word in words if word and word != "as"}
    made = {name for pair in _DEFINED.findall(source) for name in pair if name}
    return used, made


def modules_of(source: str) -> set[str]:
    """Return the names of the libraries that a piece of Python imports, and their short names."""
    found: set[str] = set()
    for package, names in _IMPORT.findall(source):
        found |= {package.split(".")[0]} if package else set(_IDENTIFIER.findall(names))
    return found - {"as", ""}
