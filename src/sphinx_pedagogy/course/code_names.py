"""Finding in code what stands for a concept there: ``nn.Softmax``, ``if``, ``%>%``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Literal
from pygments.util import ClassNotFound

from sphinx_pedagogy.course.python_code import uses_of
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PYTHON = frozenset({"python", "python3", "py", "py3", "ipython", "ipython3", "pycon", "doctest"})
NO_CODE = frozenset(
    {"", "default", "none", "text", "output", "mermaid", "markdown", "md", "myst"}
    | {"pytb", "py3tb", "py2tb"}
)
"""Languages of what nobody runs."""

_CELL_MAGIC = regex(r"\s*%%(\w+)[^\n]*\n")
_OTHER_LANGUAGES = {
    **dict.fromkeys(("bash", "sh", "script"), "bash"),
    **dict.fromkeys(("javascript", "js"), "javascript"),
    **{name: name for name in ("perl", "ruby", "sql", "cython")},
    "R": "r",
    **dict.fromkeys(("html", "HTML", "latex", "markdown", "svg", "SVG", "writefile", "file"), ""),
}
"""The languages of cells that begin with a magic of IPython; all other magics take Python."""

_LEFT_OUT = (Comment, Literal.String, Generic.Prompt, Generic.Output, Generic.Traceback)
_SIGNS = r"[-+*/%<>=!&|^~@:$?]"


class CodeName(NamedTuple):
    """What stands for a concept in code."""

    text: str
    concept: str
    """The id of the concept."""


class CodeMatch(NamedTuple):
    """A concept in code."""

    concept: str
    line: int
    """Of the code, from 0."""


class CodeMatcher:
    """Finds names in code: in Python by parsing it, elsewhere by its words and signs."""

    def __init__(self, names: Sequence[CodeName]) -> None:
        """Prepare to find *names*."""
        self._by_text: dict[str, list[str]] = {}
        self._patterns: list[tuple[re.Pattern[str], CodeName]] = []
        self._spaced: list[tuple[re.Pattern[str], CodeName]] = []
        needles = {re.escape(_last_word(element.text)) for element in names}
        self._needle = re.compile("|".join(sorted(needles)))
        for element in names:
            pattern = re.compile(_pattern(element.text))
            self._patterns.append((pattern, element))
            if re.search(r"\s", element.text):
                self._spaced.append((pattern, element))
            else:
                self._by_text.setdefault(element.text, []).append(element.concept)

    def find(self, pieces: Iterable[tuple[str, str]]) -> Iterator[list[CodeMatch]]:
        """Yield what each piece of code of a page has, each concept once in a piece.

        :param pieces: code and language, in the order of the page: a name that one gives to
            something of its own stands for nothing else in those after it
        """
        bound: set[str] = set()
        for code, language in pieces:
            code, language = _cell(code, language)
            yield list(self._of(code, language, bound))

    def _of(self, code: str, language: str, bound: set[str]) -> Iterator[CodeMatch]:
        # to parse takes long, and a piece without the words of names neither uses nor binds any
        if language in NO_CODE or not self._needle.search(code):
            return
        uses = uses_of(code) if language in PYTHON else None
        if uses is None:
            yield from _first(_search(code, language, self._patterns))
            return
        bound |= uses.bound
        found = [
            CodeMatch(concept, used.line)
            for used in uses.used
            for text in _may_be(used.name)
            if text not in bound
            for concept in self._by_text.get(text, ())
        ]
        if self._spaced:
            found += _search(code, language, self._spaced)
        yield from _first(found)


def _last_word(name: str) -> str:
    """Return what code must have that uses a name, however it imports it."""
    words: list[str] = re.findall(r"\w+", name)
    return words[-1] if words else name


def _may_be(name: str) -> Iterator[str]:
    """Yield what authors may have called a name of Python.

    The end of a path is enough (``nn.Softmax``), of one word only where it looks like a class:
    ``mean`` is no ``df.mean``, which ``.mean`` is.
    """
    yield name
    mark = "@" if name.startswith("@") else ""
    parts = name.removeprefix("@").split(".")
    for index in range(1, len(parts)):
        rest = parts[index:]
        if parts[0] and (len(rest) > 1 or rest[0][:1].isupper()):
            yield mark + ".".join(rest)


def _cell(code: str, language: str) -> tuple[str, str]:
    """Return the code of a cell without its first magic, and its language."""
    magic = _CELL_MAGIC.match(code) if language in PYTHON else None
    if magic is None:
        return code, language
    blank = "\n" * magic.group().count("\n")
    return blank + code[magic.end() :], _OTHER_LANGUAGES.get(magic[1], language)


def _search(
    code: str, language: str, patterns: Iterable[tuple[re.Pattern[str], CodeName]]
) -> Iterator[CodeMatch]:
    """Yield what stands in code, but for its strings and comments."""
    text = _significant(code, language)
    for pattern, name in patterns:
        for match in pattern.finditer(text):
            yield CodeMatch(name.concept, text.count("\n", 0, match.start()))


def _significant(code: str, language: str) -> str:
    """Return code with blanks in place of its strings, comments and outputs."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return code
    return "".join(
        re.sub(r"\S", " ", text) if any(kind in left_out for left_out in _LEFT_OUT) else text
        for kind, text in lexer.get_tokens(code)
    )


def _pattern(name: str) -> str:
    """Return a pattern that finds a name where it is no part of a longer one."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    if name.endswith("="):
        words = re.escape(name[:-1]) + r"\s*=(?!=)"
    before = after = ""
    if name[:1].isalnum() or name[:1] == "_":
        before = r"(?<!\w)" if "." in name else r"(?<![\w.$])"
    elif name[:1] not in ".@":
        before = f"(?<!{_SIGNS})"
    if name[-1:].isalnum() or name[-1:] == "_":
        after = r"(?!\w)"
    elif not name.endswith("="):
        after = f"(?!{_SIGNS})"
    return before + words + after


def _first(found: Iterable[CodeMatch]) -> Iterator[CodeMatch]:
    """Yield the first place of each concept, in the order of the lines."""
    places: Mapping[str, CodeMatch] = {use.concept: use for use in sorted(found, key=_line)[::-1]}
    yield from sorted(places.values(), key=_line)


def _line(found: CodeMatch) -> tuple[int, str]:
    return found.line, found.concept
