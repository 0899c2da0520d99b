"""Fences of a MyST page that are not closed, close the wrong block, or lack their braces.

CommonMark closes an open fence at the end of the page, of the list item, or of the block around
it, without a word: the block then takes text that was not meant for it. The page is cut into its
fences by the parser that reads it later, so that both agree on what is a fence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

    from markdown_it.token import Token

    from sphinx_pedagogy.model import Place

CONTAINERS = frozenset(
    {
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
        *("tip", "warning", "seealso", "todo", "topic", "sidebar", "container", "compound"),
        *("epigraph", "highlights", "pull-quote", "figure", "table", "list-table", "only"),
        *("ifconfig", "versionadded", "versionchanged", "deprecated", "details", "margin"),
        *("tab-set", "tab-item", "dropdown", "card", "card-carousel", "grid", "grid-item"),
        *("grid-item-card", "aside", "div", "tabs", "tab", "group-tab", "exercise", "solution"),
    }
)
"""Directives of others whose bodies are Markdown. What is in any other may be anything."""

DEEPEST = 60
"""Fences within fences that are looked at."""

_DIRECTIVE = regex(r"\{(?P<name>[^{}\s]+)\}(?:\s+(?P<rest>.*))?", re.DOTALL)
_BARE = regex(r"\{?\s*(?P<name>(?:ped:)?[a-z][a-z0-9-]*)\s*\}?(?P<rest>.*)", re.DOTALL)
_SHORT = regex(r"(?m)^(?P<mark>:{1,2}|`{1,2})\{(?P<name>[a-z][a-z0-9:-]*)\}(?=\s|$)")
CELL = "code-cell"
_CELL = regex(rf"\{{?\s*{CELL}\s*\}}?(?P<rest>(?:\s.*)?)", re.DOTALL)
LEVELS = 20
"""Markdown within which myst-parser reads no more: the default of the rules of CommonMark."""
_QUOTES = ("blockquote_open", "list_item_open", "dd_open", "footnote_reference_open")
_FENCE = regex(r"```|~~~|:::|[:`]\{")
"""What each fence has, also one that is too short."""
_QUOTE = regex(r"[>*+:-]|\d[.)]")
"""What each list and each quote has; a list is two levels."""


def holds_nothing(text: str) -> bool:
    """Whether no fence can stand in a text, nor too many lists in each other: most have none.

    To parse it would tell the same, and take a thousand times as long.
    """
    return _FENCE.search(text) is None and len(_QUOTE.findall(text)) < LEVELS // 2 - 1


class BlockNames(NamedTuple):
    """What the directives of a build are called."""

    ours: Set[str]
    """The names under which our blocks answer, each with and without ``ped:``."""
    sure: Set[str] = frozenset()
    """Those that nobody uses for anything else: a slip is told on any page."""


@dataclass
class Fence:
    """A fence of the page."""

    line: int
    """Where it opens, counted from 1."""
    end: int
    """The last line that belongs to it."""
    markup: str
    raw: str
    """What stands behind the marks of its first line."""
    body: str
    is_closed: bool
    in_item: bool
    """Whether it stands in a list item or a quote, whose end closes it."""
    parent: Fence | None
    is_ours: bool
    is_within_ours: bool
    inner: list[Fence] = field(default_factory=list)

    @property
    def info(self) -> str:
        """What it says of itself: a directive with its argument, or a language."""
        return self.raw.strip()

    @property
    def name(self) -> str:
        """The name of its directive; empty for code and for divisions."""
        match = _DIRECTIVE.fullmatch(self.info)
        return match["name"] if match else ""

    @property
    def shown(self) -> str:
        """What a message calls it."""
        return f"{self.markup}{self.info.split()[0] if self.info else ''}"


class Page:
    """The fences of one text."""

    def __init__(
        self,
        parse: Callable[[str], list[Token]],
        text: str,
        names: BlockNames,
        file: Place,
        first_line: int = 1,
    ) -> None:
        """Cut *text* into fences.

        :param parse: the block parser of the page
        :param file: the page, and the file that it includes if *text* is in one
        :param first_line: the number of the line with which the text begins
        """
        self.parse = parse
        self.names = names
        self.file = file
        self.fences: list[Fence] = []
        self.short: list[tuple[int, str, str]] = []
        self.deep: list[int] = []
        """The lines from which MyST reads nothing, since too much stands in each other."""
        waiting: list[tuple[str, int, Fence | None, int]] = [(text, first_line, None, 0)]
        while waiting:
            body, line, parent, depth = waiting.pop()
            for made in self.cut(body, line, parent):
                self.fences.append(made)
                if parent is not None:
                    parent.inner.append(made)
                if depth < DEEPEST and self.holds_markdown(made):
                    inner, skipped = without_options(made)
                    waiting.append((inner, made.line + 1 + skipped, made, depth + 1))
        self.fences.sort(key=lambda fence: fence.line)
        self.has_ours = any(fence.is_ours for fence in self.fences)

    def cut(self, text: str, first_line: int, parent: Fence | None) -> Iterator[Fence]:
        """Yield the fences of a text that stand in no other."""
        if holds_nothing(text):
            return
        text = text if text.endswith("\n") else text + "\n"
        around = 0
        is_within = parent is not None and (parent.is_ours or parent.is_within_ours)
        for token in self.parse(text):
            if token.type in _QUOTES:
                around += 1
                if token.level >= LEVELS - 1 and token.map:
                    self.deep.append(first_line + token.map[0])
            elif token.type.replace("_close", "_open") in _QUOTES:
                around -= 1
            elif token.type == "inline" and token.map:
                for short in _SHORT.finditer(token.content):
                    line = first_line + token.map[0] + token.content.count("\n", 0, short.start())
                    self.short.append((line, short["mark"], short["name"]))
            if token.type not in {"fence", "colon_fence"} or token.map is None:
                continue
            start, stop = token.map
            info = token.info.strip()
            match = _DIRECTIVE.fullmatch(info)
            yield Fence(
                line=first_line + start,
                end=first_line + stop - 1,
                markup=token.markup,
                raw=token.info,
                body=token.content,
                is_closed=stop - start > token.content.count("\n") + 1,
                in_item=around > 0,
                parent=parent,
                is_ours=match is not None and match["name"].lower() in self.names.ours,
                is_within_ours=is_within,
            )

    def holds_markdown(self, fence: Fence) -> bool:
        """Whether what stands in a fence is read as Markdown."""
        if fence.is_ours:
            return True
        if fence.name:
            return fence.name.lower() in CONTAINERS
        return fence.markup.startswith(":")

    def mistakes(self) -> Iterator[Diagnostic]:
        """Yield what is wrong, if the page has a block of ours, or a name that is only ours."""
        for fence in self.fences:
            yield from self.without_braces(fence)
        for line, mark, name in self.short:
            if name in self.names.ours:
                text = (
                    f'"{mark}{{{name}}}" opens no block: write {mark[0] * 3}{{{name}}}, and as '
                    "many on the line that closes it"
                )
                yield self.mistake(Subtype.DIRECTIVE, line, text)
        for line in self.deep if self.has_ours else ():
            text = (
                f"lists and quotes are nested {LEVELS} levels deep here, and MyST drops what is "
                "in the innermost; take it out"
            )
            yield self.mistake(Subtype.STRUCTURE, line, text)
        told: set[int] = set()
        for fence in self.fences:
            if id(fence) not in told:
                yield from self.not_closed(fence, told)

    def mistake(self, subtype: Subtype, line: int, text: str) -> Diagnostic:
        """Return what is wrong on a line of the page."""
        return Diagnostic(code=subtype, place=self.file._replace(line=line), text=text)

    def not_closed(self, fence: Fence, told: set[int]) -> Iterator[Diagnostic]:
        """Yield a mistake if a fence is not closed, or closed by what was meant for another."""
        if not fence.is_closed:
            if (is_meant(fence) and not fence.is_ours) or not (
                self.has_ours or self.hides_ours(fence)
            ):
                return
            if fence.info or fence.body.strip():
                yield self.mistake(Subtype.FENCE, fence.line, unclosed(fence))
            return
        stolen = next((child for child in fence.inner if takes_end_of(fence, child)), None)
        if stolen is not None:
            told.add(id(stolen))
        elif not self.holds_markdown(fence):
            stolen = self.swallowed(fence)
        if stolen is not None and not fence.info:
            text = f"{nothing_closed(fence)} up to line {fence.end}; {COUNT.format(sign(fence))}"
            yield self.mistake(Subtype.FENCE, fence.line, text)
        elif stolen is not None:
            text = (
                f'{label(fence)}: line {fence.end} closes it, and not "{stolen.shown}" of line '
                f"{stolen.line}; close this one before that, or give it more {sign(fence)} than "
                "the fences in it"
            )
            yield self.mistake(Subtype.FENCE, fence.line, text)

    def swallowed(self, fence: Fence) -> Fence | None:
        """Return the block of ours that code before it has taken, with the end of it."""
        if fence.name or not self.mentions_ours(fence.body):
            return None
        for inner in Page(self.parse, fence.body, self.names, self.file, fence.line + 1).fences:
            is_block = inner.is_ours and inner.parent is None
            if is_block and inner.body.strip() and takes_end_of(fence, inner):
                return inner
        return None

    def hides_ours(self, fence: Fence) -> bool:
        """Whether what an open fence takes has a block of ours."""
        return self.mentions_ours(fence.body)

    def mentions_ours(self, text: str) -> bool:
        """Whether a text has what looks like the first line of a block of ours."""
        found = re.finditer(r"(?m)^[ \t>]*(?::{3,}|`{3,}|~{3,})\s*\{([^{}\s]+)\}", text)
        return any(match[1].lower() in self.names.ours for match in found)

    def without_braces(self, fence: Fence) -> Iterator[Diagnostic]:
        """Yield a mistake if a fence has the name of a block, and no braces around it."""
        if CELL in fence.info:
            yield from self.no_cell(fence)
        if not fence.info or fence.name:
            return
        match = _BARE.fullmatch(fence.info)
        if match is None or match["name"] not in self.names.ours:
            return
        name, rest = match["name"], match["rest"].strip(" {}")
        has_brace = "{" in fence.info.split(name)[0]
        is_titled = (
            fence.markup.startswith(":") and fence.info.startswith(f"{name} ") and bool(rest)
        )
        if not (has_brace or is_titled or self.has_ours or name in self.names.sure):
            return
        if fence.markup.startswith(":"):
            what = "a plain division"
        elif has_brace or not is_language(name):
            what = "code"
        else:
            return
        title = f" {rest}" if rest else ""
        text = (
            f'"{fence.markup}{fence.info}" opens {what} and no block: write '
            f"{fence.markup}{{{name}}}{title}"
        )
        yield self.mistake(Subtype.DIRECTIVE, fence.line, text)

    def no_cell(self, fence: Fence) -> Iterator[Diagnostic]:
        """Yield a mistake if a fence is meant for a cell that is executed, and is none."""
        match = _CELL.fullmatch(fence.info)
        is_right = fence.markup[0] != ":" and fence.raw.startswith(f"{{{CELL}}}")
        if match is None or is_right or not self.has_ours or fence.is_within_ours:
            return
        mark = "`" * max(3, len(fence.markup)) if fence.markup[0] == ":" else fence.markup
        rest = f" {match['rest'].strip()}" if match["rest"].strip() else ""
        text = (
            f'"{fence.markup}{fence.raw.rstrip()}" opens no cell, and nothing executes it: write '
            f"{mark}{{{CELL}}}{rest}"
        )
        yield self.mistake(Subtype.DIRECTIVE, fence.line, text)


def without_options(fence: Fence) -> tuple[str, int]:
    """Return the body of a directive without its options, and how many lines those take."""
    lines = fence.body.split("\n")
    skipped = 0
    if lines[0].startswith("---") and fence.name:
        ends = [number for number, line in enumerate(lines[1:], 1) if line.startswith("---")]
        skipped = ends[0] + 1 if ends else len(lines)
    elif fence.name:
        while skipped < len(lines) and is_option(lines[skipped]):
            skipped += 1
    return "\n".join(lines[skipped:]), skipped


def is_option(line: str) -> bool:
    """Whether MyST reads a line at the beginning of a directive as an option."""
    return line.lstrip().startswith(":") and not line.lstrip().startswith(":::")


def is_language(name: str) -> bool:
    """Whether code can be in a language of that name."""
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True


def is_meant(fence: Fence) -> bool:
    """Whether the end of a list item closes a fence as its author meant it, who wrote no end."""
    return fence.in_item and not re.search(r"\n\s*\n", without_options(fence)[0].strip())


def takes_end_of(outer: Fence, inner: Fence) -> bool:
    """Whether the line that closes *outer* was meant for *inner*, which has none."""
    same = inner.markup[0] == outer.markup[0] and len(inner.markup) >= len(outer.markup)
    return same and not inner.is_closed and not inner.in_item


def label(fence: Fence) -> str:
    """Return what the message about a fence begins with."""
    return fence.name or f'"{fence.shown}"'


def sign(fence: Fence) -> str:
    """Return what a fence is made of, in words."""
    return {":": "colons", "`": "backticks"}.get(fence.markup[0], "tildes")


COUNT = "remove it, or count the {} of the blocks before it"


def nothing_closed(fence: Fence) -> str:
    """Return how the message about a closing line begins that closes nothing."""
    return f'"{fence.markup}" closes nothing: it opens a block that takes all'


def unclosed(fence: Fence) -> str:
    """Return the message about a fence that nothing closes."""
    around = fence.parent
    if fence.in_item:
        where = "of the list item or quote that it is in"
    elif around is None:
        where = "of the page"
    else:
        where = f'of "{around.shown}", which opens in line {around.line}'
    if not fence.info:
        return f"{nothing_closed(fence)} up to the end {where}; {COUNT.format(sign(fence))}"
    return (
        f"{label(fence)}: nothing closes it, so it takes everything up to the end {where}; write "
        f"{fence.markup} on a line of its own where it ends"
    )
