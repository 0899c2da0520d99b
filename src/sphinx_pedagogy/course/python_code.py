"""What a piece of Python uses: names, methods, keywords, by line."""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
import warnings
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = regex(r"^(\s*)[%!].*$", re.MULTILINE)
_ASKED = regex(r"^(\s*)[\w.]+\?{1,2}\s*$", re.MULTILINE)
_FIRST_PROMPT = regex(r"\s*(?:>>> |In \[\d+\]: )")
_PROMPT = regex(r"^\s*(?:>>>|\.\.\.|In \[\d+\]:|\.\.\.+:)(?: |$)")

_STATEMENTS: dict[str, tuple[type[ast.AST], ...]] = {
    "and": (ast.And,),
    "assert": (ast.Assert,),
    "async": (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith),
    "await": (ast.Await,),
    "break": (ast.Break,),
    "case": (ast.match_case,),
    "class": (ast.ClassDef,),
    "continue": (ast.Continue,),
    "def": (ast.FunctionDef, ast.AsyncFunctionDef),
    "del": (ast.Delete,),
    "for": (ast.For, ast.AsyncFor),
    "from": (ast.ImportFrom,),
    "global": (ast.Global,),
    "if": (ast.If,),
    "import": (ast.Import, ast.ImportFrom),
    "in": (ast.In, ast.NotIn),
    "is": (ast.Is, ast.IsNot),
    "lambda": (ast.Lambda,),
    "match": (ast.Match,),
    "nonlocal": (ast.Nonlocal,),
    "not": (ast.Not,),
    "or": (ast.Or,),
    "pass": (ast.Pass,),
    "raise": (ast.Raise,),
    "return": (ast.Return,),
    "try": (ast.Try,),
    "while": (ast.While,),
    "with": (ast.With, ast.AsyncWith),
    "yield": (ast.Yield, ast.YieldFrom),
}
"""What each keyword is where it begins a thing of its own: ``for`` is no comprehension."""

_KEYWORDS: dict[type[ast.AST], list[str]] = {}
for _word, _kinds in _STATEMENTS.items():
    for _kind in _kinds:
        _KEYWORDS.setdefault(_kind, []).append(_word)


class Used(NamedTuple):
    """A thing that code uses."""

    line: int
    """Of the code, from 0."""
    name: str
    """As an author would write it: ``nn.Softmax``, ``.append``, ``axis=``, ``@property``,
    ``if``, ``:=``."""


class Uses(NamedTuple):
    """All that a piece of code uses, and the plain names that it gives to things of its own."""

    used: list[Used]
    bound: set[str]


def without_magics(code: str) -> str:
    """Return code without the lines that only IPython understands, and without prompts.

    Each line stays where it is.
    """
    lines = code.splitlines()
    if any(_FIRST_PROMPT.match(line) for line in lines):
        # what has no prompt is output
        code = "\n".join(
            line[found.end() :] if (found := _PROMPT.match(line)) else "" for line in lines
        )
    return _ASKED.sub(r"\1pass", _MAGIC.sub(r"\1pass", code))


def uses_of(code: str) -> Uses | None:
    """Return what Python uses; ``None`` if it does not parse."""
    code = without_magics(code)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in strings, say
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    modules = _modules(tree)
    used: dict[Used, None] = {}
    bound: set[str] = set()
    for node in ast.walk(tree):
        placed = node.pattern if isinstance(node, ast.match_case) else node
        if line := getattr(placed, "lineno", 0):
            for name in _names(node, modules):
                used.setdefault(Used(line - 1, name))
            used.update(dict.fromkeys(_decorators(node, modules)))
        _bind(node, bound)
    for use in (*_operators(tree), *_tokens(code)):
        used.setdefault(use)
    return Uses(sorted(used), bound)


def _modules(tree: ast.Module) -> dict[str, str]:
    """Return the full name of what is imported under each name."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update({alias.asname: alias.name for alias in node.names if alias.asname})
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def _names(node: ast.AST, modules: dict[str, str]) -> Iterator[str]:
    """Yield what a node names by itself."""
    yield from _KEYWORDS.get(type(node), ())
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _paths(node.id, modules)
    elif isinstance(node, ast.Attribute):
        yield f".{node.attr}"
        if path := _path(node):
            yield from _paths(path, modules)
    elif isinstance(node, ast.keyword) and node.arg:
        yield f"{node.arg}="
    elif isinstance(node, ast.Import):
        yield from (part for alias in node.names for part in _parents(alias.name))
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from _parents(node.module)
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from (alias.name for alias in node.names)


def _decorators(node: ast.AST, modules: dict[str, str]) -> Iterator[Used]:
    """Yield what decorates a definition, which begins below them."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        for decorator in node.decorator_list:
            if path := _path(decorator.func if isinstance(decorator, ast.Call) else decorator):
                yield from (
                    Used(decorator.lineno - 1, f"@{name}") for name in _paths(path, modules)
                )


def _path(node: ast.AST) -> str:
    """Return a name with its dots; empty for what is called or looked up on the way."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := _path(node.value)):
        return f"{before}.{node.attr}"
    return ""


def _paths(path: str, modules: dict[str, str]) -> Iterator[str]:
    """Yield a name as written, and as it is called where it comes from."""
    yield path
    first, dot, rest = path.partition(".")
    if first in modules:
        yield modules[first] + dot + rest


def _parents(module: str) -> Iterator[str]:
    parts = module.split(".")
    yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _bind(node: ast.AST, bound: set[str]) -> None:
    """Add the names to *bound* that a node gives to something of its own."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        bound.add(node.id)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        bound.add(node.name)
    elif isinstance(node, ast.arg):
        bound.add(node.arg)


def _operators(tree: ast.Module) -> Iterator[Used]:
    """Yield the keywords that stand between two things: their nodes have no lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp | ast.UnaryOp | ast.Compare):
            inner = node.ops if isinstance(node, ast.Compare) else [node.op]
            words = (word for operator in inner for word in _KEYWORDS.get(type(operator), ()))
            yield from (Used(node.lineno - 1, word) for word in words)


def _tokens(code: str) -> Iterator[Used]:
    """Yield the signs of code, and the keywords that begin nothing of their own."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.OP or (
                token.type == tokenize.NAME
                and keyword.iskeyword(token.string)
                and token.string not in _STATEMENTS
            ):
                yield Used(token.start[0] - 1, token.string)
    except (tokenize.TokenError, IndentationError):
        return
