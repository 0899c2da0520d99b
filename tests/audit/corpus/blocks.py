"""Fenced divs of Pandoc and quoted boxes of Jekyll, as blocks of MyST."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.audit.corpus.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.audit.corpus.lines import Lines

# what courses call their boxes, and what each is with us; a pair is a plain box with a title
BOXES: dict[str, str | tuple[str, str]] = {
    "challenge": "exercise",
    "exercise": "exercise",
    "solution": "solution",
    "hint": "hint",
    "objectives": ("admonition", "Objectives"),
    "questions": ("admonition", "Questions"),
    "keypoints": ("admonition", "Key points"),
    "prereq": ("admonition", "Prerequisites"),
    "callout": ("admonition", "Note"),
    "caution": ("admonition", "Caution"),
    "discussion": ("admonition", "Discussion"),
    "spoiler": ("admonition", "More"),
    "testimonial": ("admonition", "Voices"),
    "checklist": ("admonition", "Checklist"),
}
DROPPED = {"instructor", "instructor-note", "content-hidden"}
DEEPEST = 12

_OPENS = re.compile(r"\s*:{3,}\s*(?:\{([^}]*)\}|([\w-]+))\s*:*$")
_CLOSES = re.compile(r"\s*:{3,}$")
_HEADING = re.compile(r"#{1,6}\s+(.*?)(?:\s*\{[^}]*\})?$")
FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)$")
_QUOTE = re.compile(r" ?> ?")
_ATTRIBUTE = re.compile(r"\s*\{: *\.([\w-]+)[^}]*\}\s*$")


@dataclass
class Box:
    """A box of the author, and what stands in it."""

    name: str
    origin: int
    parts: list[Line | Box] = field(default_factory=list)


def in_code(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield lines with whether they belong to a block of code, its fences included."""
    fence = ""
    for line in lines:
        mark = FENCE.match(line.text)
        if fence:
            yield line, True
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        else:
            fence = mark[1] if mark else ""
            yield line, bool(mark)


def with_divs(lines: Sequence[Line]) -> Lines:
    """Return lines with fenced divs as blocks, and unknown divs without their fences."""
    page = Box("", 0)
    stack = [page]
    for line, is_code in in_code(lines):
        if not is_code and len(stack) > 1 and _CLOSES.match(line.text):
            stack.pop()
        elif not is_code and (opens := _OPENS.match(line.text)):
            box = Box(_name(opens[1], opens[2]), line.origin)
            stack[-1].parts.append(box)
            stack.append(box)
        else:
            stack[-1].parts.append(line)
    return list(_written(page, 0, within=""))


def _name(attributes: str | None, word: str | None) -> str:
    if attributes is None:
        return word or ""
    names: list[str] = re.findall(r"\.([\w-]+)", attributes)
    known = [name for name in names if name in BOXES or name in DROPPED]
    return (known or ["callout" if any(n.startswith("callout") for n in names) else ""])[0]


def _written(box: Box, depth: int, within: str) -> Iterator[Line]:
    """Yield the lines of a box; the outermost fence is the longest."""
    kind = BOXES.get(box.name)
    if box.name in DROPPED:
        return
    name, title = kind if isinstance(kind, tuple) else (kind or "", "")
    parts = list(box.parts)
    if name == "solution" and within != "exercise":
        name, title = "admonition", "Solution"
    if name:
        stated, parts = _title(parts)
        title = stated or title
        if name in {"solution", "hint"}:
            title = ""
        colons = ":" * (DEEPEST + 3 - depth)
        yield Line("", box.origin)
        yield Line(f"{colons}{{{name}}} {title}".rstrip(), box.origin)
    for part in parts:
        if isinstance(part, Box):
            yield from _written(part, depth + 1, name or within)
        elif depth and (heading := _HEADING.match(part.text)):
            yield Line(f"**{heading[1]}**", part.origin)
        else:
            yield part
    if name:
        yield Line(colons, box.origin)
        yield Line("", box.origin)


def _title(parts: list[Line | Box]) -> tuple[str, list[Line | Box]]:
    """Return the heading with which a box begins, and the rest."""
    for at, part in enumerate(parts):
        if isinstance(part, Box):
            break
        if part.text:
            heading = _HEADING.match(part.text)
            return (heading[1], parts[at + 1 :]) if heading else ("", parts)
    return "", parts


def with_quotes(lines: Sequence[Line]) -> Lines:
    """Return lines with the boxes of Jekyll, quotes with a class below, as fenced divs."""
    written: Lines = []
    run: Lines = []
    for line in lines:
        attribute = _ATTRIBUTE.match(line.text)
        if _QUOTE.match(line.text):
            run.append(line)
        elif run and attribute and attribute[1] in BOXES:
            inner = with_quotes(
                [Line(_QUOTE.sub("", one.text, count=1), one.origin) for one in run]
            )
            written += [Line(f"::: {attribute[1]}", run[0].origin), *inner]
            written.append(Line(":::", line.origin))
            run = []
        else:
            written += run
            run = []
            if not attribute:
                written.append(line)
    return written + run
