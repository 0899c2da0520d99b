"""A chapter in a Markdown of Pandoc, Quarto, Carpentries, mdBook or MyST, as a lesson."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from tests.audit.corpus.blocks import FENCE, in_code, with_divs, with_quotes
from tests.audit.corpus.lines import Line, added, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.audit.corpus.definitions import Definitions
    from tests.audit.corpus.lines import Lines

_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*(?:\{[^}]*\})?\s*#*$")
_CHUNK = re.compile(r"\s*```\s*\{(r|python|julia|sql|bash|=html)\b([^}]*)\}|\s*```\{=html\}")
_HIDDEN = re.compile(r"\b(?:echo|include)\s*[=:]\s*(?:FALSE|false|F\b)")
_PICTURE = re.compile(r"fig[.-]cap|include_graphics|ggplot|\bplot\(|\bhist\(|\bbarplot\(")
_CAPTION = re.compile(r"fig[.-]cap\s*[=:]\s*[\"']?([^\"'\n]*)")
_INCLUDE = re.compile(r"\{\{#(?:rustdoc_)?include ([^}:]+)(?::(\w+))?[^}]*\}\}")
_ANCHOR = re.compile(r"\s*(?://|#) ?ANCHOR(?:_END)?: ?\w+|// --snip-- *$")
_TASKS = re.compile(r"(?i)(?:exercises|problems|practice questions)$")
_ITEM = re.compile(r"(\d+)[.)]\s+")


def lesson_in_markdown(
    text: str,
    number: str,
    definitions: Definitions,
    dialect: str,
    read: Callable[[str], str | None],
) -> Lines | None:
    """Return the lesson; nothing if the chapter has no title.

    :param dialect: ``myst``, ``pandoc``, ``jekyll`` or ``mdbook``
    :param read: returns a file that the chapter includes, by its path from the chapter's folder
    """
    lines = lines_of(text.expandtabs(4))
    front, title, lines = _front_matter(lines)
    lines = _without_comments(lines)
    if dialect == "myst":
        lines = _with_solutions(lines)
    else:
        front = []
        lines = [line for one in lines for line in _included(one, read)]
        if dialect == "jekyll":
            lines = with_quotes(lines)
        lines = _with_chunks(lines)
        lines = _with_tasks(with_divs(lines))
        lines = [_plain(line) if not is_code else line for line, is_code in in_code(lines)]
    return _headed(front, title, lines, number, definitions)


def _headed(
    front: Lines, title: str, lines: Lines, number: str, definitions: Definitions
) -> Lines | None:
    """Return a page with a title of the first level, and the header of the lesson below it."""
    levels = [
        len(heading[1])
        for line, is_code in in_code(lines)
        if not is_code and (heading := _HEADING.match(line.text))
    ]
    if title and 1 not in levels:
        lines = [Line(f"# {title}", 1), Line("", 1), *lines]
    elif 1 not in levels:
        if not levels:
            return None
        lines = [_raised(line, min(levels) - 1, is_code) for line, is_code in in_code(lines)]
    at = next(
        at
        for at, (line, is_code) in enumerate(in_code(lines))
        if not is_code and line.text.startswith("# ")
    )
    header = added(lines[at].origin, f":::{{lesson}} {number}", ":::")
    body = definitions.declare(lines[at + 1 :], _concept)
    return [*front, *lines[: at + 1], *header, *body]


def _concept(term: str) -> Sequence[str]:
    return f"```{{concept}} {term}", ":display: none", "```"


def _raised(line: Line, by: int, is_code: bool) -> Line:
    if is_code or not _HEADING.match(line.text):
        return line
    return Line(line.text[by:], line.origin)


def _front_matter(lines: Lines) -> tuple[Lines, str, Lines]:
    """Return the front matter, the title in it, and the rest."""
    if not lines or lines[0].text != "---":
        return [], "", lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.text == "---"), 0)
    found = (re.match(r"title: *[\"']?(.*?)[\"']?$", line.text) for line in lines[:end])
    title = next((one[1] for one in found if one), "")
    return lines[: end + 1], title, lines[end + 1 :]


def _without_comments(lines: Lines) -> Lines:
    """Return lines with comments of HTML blank, so that no line moves."""
    kept: Lines = []
    open_comment = False
    for line, is_code in in_code(lines):
        text = line.text
        if not is_code or open_comment:
            if open_comment:
                _, end, text = text.partition("-->")
                open_comment = not end
            text = re.sub(r"<!--.*?-->", "", text)
            if not open_comment and "<!--" in text:
                text, open_comment = text.partition("<!--")[0], True
        kept.append(Line(text.rstrip(), line.origin))
    return kept


def _with_solutions(lines: Lines) -> Lines:
    """Return lines of MyST in which a solution says of which exercise it is, as ours do."""
    labels = {label[1] for line in lines if (label := re.match(r"\s*:label: *(\S+)", line.text))}
    changed: Lines = []
    for line in lines:
        found = re.match(r"(\s*)([`:]{3,})\{(solution(?:-start)?)\}\s*(\S.*)$", line.text)
        if found is None:
            text = re.sub(r"^(\s*[`:]{3,}\{)challenge\}", r"\1exercise}", line.text)
            changed.append(Line(text, line.origin))
            continue
        changed.append(Line(f"{found[1]}{found[2]}{{{found[3]}}}", line.origin))
        if found[4] in labels:
            changed.append(Line(f"{found[1]}:for: {found[4]}", line.origin))
    return changed


def _included(line: Line, read: Callable[[str], str | None]) -> Iterator[Line]:
    """Yield a line, or the file that mdBook includes there."""
    found = _INCLUDE.match(line.text.strip())
    if found is None:
        yield line
        return
    text = read(found[1].strip()) or ""
    if found[2]:
        part = re.search(rf"(?s)ANCHOR: ?{found[2]}\n(.*?)\n[^\n]*ANCHOR_END: ?{found[2]}", text)
        text = part[1] if part else text
    for one in text.splitlines():
        if not _ANCHOR.match(one):
            yield Line(one.rstrip(), line.origin)


def _with_chunks(lines: Lines) -> Lines:
    """Return lines with chunks as plain code; of a hidden one a picture is left, if it has any."""
    written: Lines = []
    chunk: Lines = []
    fence = ""
    for line in lines:
        mark = FENCE.match(line.text)
        if chunk:
            chunk.append(line)
            if line.text.strip() == "```":
                written += _chunk(chunk)
                chunk = []
        elif not fence and _CHUNK.match(line.text):
            chunk = [line]
        else:
            if fence:
                closes = mark and mark[1].startswith(fence) and not mark[2].strip()
                fence = "" if closes else fence
            elif mark:
                fence = mark[1]
            written.append(line)
    return written + chunk


def _chunk(chunk: Lines) -> Lines:
    head, *code, last = chunk
    language = _CHUNK.match(head.text)
    options = "\n".join([head.text, *(line.text for line in code if "#|" in line.text)])
    shown = [line for line in code if not line.text.lstrip().startswith("#|")]
    drawn = _PICTURE.search("\n".join([options, *(line.text for line in shown)]))
    caption = _CAPTION.search(options)
    indent = head.text[: len(head.text) - len(head.text.lstrip())]
    picture = [
        Line("", last.origin),
        Line(f"{indent}![{caption[1].strip(' |') if caption else ''}](chunk.png)", last.origin),
    ]
    if _HIDDEN.search(options) or "{=" in head.text:
        return picture if drawn else []
    fence = f"{indent}```{language[1] if language else ''}"
    return [Line(fence, head.origin), *shown, last, *(picture if drawn else [])]


def _with_tasks(lines: Lines) -> Lines:
    """Return lines in which each numbered item of a section "Exercises" is a block."""
    written: Lines = []
    level = 0
    item: Lines = []
    for line, is_code in in_code(lines):
        heading = None if is_code else _HEADING.match(line.text)
        begins = None if is_code or not level else _ITEM.match(line.text)
        if heading or begins:
            written += _task(item)
            item = []
        if heading and (not level or len(heading[1]) <= level):
            level = len(heading[1]) if _TASKS.match(heading[2]) else 0
        if begins or (item and (not line.text or line.text.startswith("  "))):
            item.append(line)
        else:
            written += [*_task(item), line]
            item = []
    return written + _task(item)


def _task(item: Lines) -> Lines:
    """Return the block of an exercise that was an item of a list."""
    if not item:
        return []
    begins = _ITEM.match(item[0].text)
    width = len(begins[0]) if begins else 0
    body = [Line(item[0].text[width:], item[0].origin)]
    body += [Line(re.sub(rf"^ {{0,{width}}}", "", line.text), line.origin) for line in item[1:]]
    first, last = item[0].origin, item[-1].origin
    title = f"::::::::{{exercise}} Exercise {begins[1] if begins else ''}"
    return [*added(first, title.rstrip())[:-1], *body, Line("::::::::", last), Line("", last)]


def with_links(text: str, homes: Mapping[str, str]) -> str:
    """Return a chapter in which references to sections lead to the page that has them.

    :param homes: the page of each label, without suffix, from the root of the course
    """

    def link(found: re.Match[str]) -> str:
        home = homes.get(found[1])
        return f"{{doc}}`/{home}`" if home else found[0]

    text = re.sub(r"\\?\\@ref\(([\w:-]+)\)", link, text)
    text = re.sub(r"(?<!\w)@(sec-[\w-]+)", link, text)
    # mdBook writes the name of the page that will be written
    return re.sub(r"(?m)(\]\(|^\[[^\]]+\]: )([\w-]+)\.html(?=[#)\s]|$)", r"\1\2.md", text)


def labels_in(text: str) -> list[str]:
    """Return the labels of sections."""
    return re.findall(r"(?m)^#+ .*\{#([\w:-]+)", text)


def _plain(line: Line) -> Line:
    """Return a line of prose without what only another program understands."""
    text = line.text
    if re.match(
        r"\s*(?:\{%.*%\}|\{:.*\}|\{\{<.*>\}\}|</?(?:Listing|div|section|figure)\b.*>)$", text
    ):
        return Line("", line.origin)
    text = re.sub(r"</?(?:span|a|sup|sub|Listing|center|br)\b[^>]*>", "", text)
    text = re.sub(r"<img [^>]*src=\"([^\"]+)\"[^>]*/?>", r"![](\1)", text)
    text = re.sub(r"\\index\{[^}]*\}", "", text)
    text = re.sub(r"`r ([^`]+)`", r"`\1`", text)
    text = re.sub(r"\[([^\]]*)\]\{[.#][^}]*\}", r"\1", text)
    text = re.sub(r"(?<=[)\S])\{[#.][^}]*\}|(?<=\))\{[\w-]+=[^}]*\}|\s\{[#.-][^}]*\}$", "", text)
    return Line(text.rstrip(), line.origin)


def reader(read: Callable[[str], str | None], page: str) -> Callable[[str], str | None]:
    """Return what reads a file by its path from the folder of a page."""
    folder = posixpath.dirname(page)
    return lambda path: read(posixpath.normpath(posixpath.join(folder, path)))
