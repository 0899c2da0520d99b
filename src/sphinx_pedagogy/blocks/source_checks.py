"""What a page's source tells and its nodes do not: where fences end, what lacks its braces."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.blocks.fences import BlockNames, Page
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import block, gate, walk
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.messages import CELL, Subtype, diagnostic_at
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TEXT = "pedagogy_text"
_COMMENT = regex(r"(?P<name>(?:ped:)?[a-z][a-z0-9-]*)(?P<colon> ?:?)(?P<title>.*)")

AMBIGUOUS = frozenset({"card-item", "next-step", "plan-example", "plan-comparison"})
"""Names of two words that may well be classes or comments of somebody else."""


@lru_cache(8)
def pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return what a page has to match, if it has anything to do with our blocks."""
    alternatives = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    # a notebook is JSON, where a line begins with a quote, or within one
    return re.compile(
        rf"(?m)(?:^|\"|\\n)[^\w\n]*(?:\d+[.)][^\w\n]*)?(?:[:`~]\s*\{{?|\.\.)\s*(?:{alternatives})\b"
    )


def names_of(app: Sphinx) -> BlockNames:
    """Return the names under which the blocks of a build answer."""
    registry = registry_of(app)
    blocks = [f"{name}{end}" for name in registry.blocks for end in ("", "-start", "-end")]
    views = [name for name, view in registry.views.items() if not view.internal]
    names = registry.bare | {f"ped:{name}" for name in (*blocks, *views)}
    sure = {
        name
        for name in names
        if name.startswith("ped:")
        or ("-" in name and name not in AMBIGUOUS)
        or name == "misconception"
    }
    return BlockNames(frozenset(names), frozenset(sure))


def keep_text(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep the text of a page that may have blocks until its nodes are made."""
    names = names_of(app)
    if pattern_of(frozenset(names.ours)).search(source[0]):
        app.env.temp_data[_TEXT] = docname, source[0]


class CheckSource(SphinxTransform):
    """Warns of fences that are not closed, and of names of blocks that open none."""

    default_priority = transforms.CHECK_SOURCE

    def apply(self) -> None:
        """Look at the page itself, and at what it includes."""
        names = names_of(app_of(self.env))
        path = str(self.env.doc2path(self.env.docname))
        kept = cast("tuple[str, str]", self.env.temp_data.get(_TEXT) or ("", ""))
        docname, text = kept
        self.text = text if docname == self.env.docname else ""
        if is_markdown(self.env, path):
            self.check(self.text, path, names)
            for included in self.included():
                part = included.read_text(encoding="utf-8", errors="replace")
                self.check(part, str(included), names)
        else:
            self.look_at_comments(names)

    def check(self, text: str, path: str, names: BlockNames) -> None:
        """Record what is wrong with one text."""
        page = str(self.env.doc2path(self.env.docname))
        file = Place(self.env.docname, source="" if path == page else path)
        if not pattern_of(frozenset(names.ours)).search(text):
            return
        parse = block_parser(self.env, text)
        parts = [Page(parse, part, names, file, first) for first, part in parts_of(text, path)]
        has_ours = any(part.has_ours for part in parts)  # in one of the cells of a notebook
        for part in parts:
            part.has_ours = has_ours
            for mistake in part.mistakes():
                domain_of(self.env).add_problem(mistake)

    def included(self) -> Iterator[Path]:
        """Yield the files of which the page holds text that was read as Markdown."""
        dependencies = self.document.settings.record_dependencies
        for name in dependencies.list or ():
            path = Path(self.env.srcdir, name)
            if path.suffix in {".md", ".markdown", ".myst", ".txt"} and path.is_file():
                sources = {str(path), name}
                if any(node.source in sources for node in self.document.findall(nodes.Element)):
                    yield path

    def look_at_comments(self, names: BlockNames) -> None:
        """Warn of what begins like a block in reStructuredText, and is a comment."""
        comments = cast("list[nodes.comment]", walk(self.document, nodes.comment))
        has_ours = bool(comments) and bool(walk(self.document, block, gate))
        for node in comments:
            first, _end, rest = node.astext().partition("\n")
            match = _COMMENT.fullmatch(first)
            if match is None or match["name"] not in names.ours:
                continue
            if match["title"].strip() and ":" not in match["colon"]:
                continue  # a sentence
            if not rest.strip() or not (has_ours or match["name"] in names.sure):
                continue
            text = (
                f'".. {first}" is a comment, and what is in it is not shown: write '
                f'".. {match["name"]}::{match["title"].rstrip()}" for a block'
            )
            problem = diagnostic_at(self.env, Subtype.DIRECTIVE, text, node)
            if not problem.place.source:
                line = self.line_of(f".. {first}", problem.place.line)
                problem = replace(problem, place=problem.place._replace(line=line))
            domain_of(self.env).add_problem(problem)

    def line_of(self, wanted: str, end: int | None) -> int | None:
        """Return the last line up to *end* that is *wanted*: docutils knows where comments end."""
        lines = self.text.splitlines()[:end]
        found = [number for number, line in enumerate(lines, 1) if line.strip() == wanted]
        return found[-1] if found else end


def is_markdown(env: BuildEnvironment, path: str) -> bool:
    """Whether MyST reads a file."""
    suffixes = env.config.source_suffix
    found = max((suffix for suffix in suffixes if path.endswith(suffix)), key=len, default="")
    return hasattr(env, "myst_config") and suffixes.get(found) in {"markdown", "myst-nb"}


def parts_of(text: str, path: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a file that MyST reads one by one, each with the number of its line."""
    if not path.endswith(".ipynb"):
        yield 1, text
        return
    try:
        cells = json.loads(text)["cells"]
        found = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return  # whoever reads it will say
    for index, (kind, source) in enumerate(found, 1):
        if kind == "markdown":
            yield index * CELL + 2, source


def block_parser(env: BuildEnvironment, text: str) -> Callable[[str], list[Token]]:
    """Return the parser that MyST has for a page, as far as blocks go."""
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter
    from myst_parser.parsers.mdit import create_md_parser

    config = cast("MdParserConfig", env.myst_config)  # type: ignore[attr-defined]
    try:
        if matter := read_topmatter(text):
            config = merge_file_level(config, matter, lambda *_arguments: None)
    except Exception:  # MyST says what is wrong with it
        config = cast("MdParserConfig", env.myst_config)  # type: ignore[attr-defined]
    parser = create_md_parser(config, RendererHTML)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.parse
