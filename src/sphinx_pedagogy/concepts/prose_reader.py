"""Reading the prose of a page: what stands in paragraphs, lists, tables, captions and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_pedagogy.concepts.frames import is_frame
from sphinx_pedagogy.concepts.text_links import RunNode
from sphinx_pedagogy.core.fact_lines import words, written
from sphinx_pedagogy.core.nodes import block, concept_ref, fact, is_label, lesson_ref, view
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole
from sphinx_pedagogy.course.inline_lines import lines_in
from sphinx_pedagogy.course.mentions import OUT_OF_PROSE
from sphinx_pedagogy.course.messages import locate_in
from sphinx_pedagogy.course.prose_runs import Run
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

NAMING = frozenset({"recap", "gap"})
"""Blocks whose titles are names of concepts."""

NO_MENTIONS = "no-mentions"
"""The class of what is left out, and the role that sets it."""

_PROSE = (nodes.paragraph, nodes.caption)
_CLOSED = (
    *(nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.block_quote, nodes.citation),
    *(nodes.docinfo, nodes.field_list, nodes.option_list, nodes.line_block, nodes.topic),
    *(nodes.FixedTextElement, nodes.Invisible, nodes.system_message, nodes.raw, fact, view),
    *(addnodes.desc_signature, addnodes.toctree, addnodes.production, addnodes.index),
)
"""What holds no prose, or that of somebody else."""
_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_CLOSED_CLASSES = frozenset({NO_MENTIONS, "ped-facts", "cell_output", "cell_input"})
_CLOSED_BLOCKS = frozenset({"requires", "lesson-record", "quantity", "plan", "review"})
NOT_HERE = (BlockRole.SCOPE, BlockRole.NEXT_STEP)
"""What names concepts that are not needed here."""
_OPEN_INLINE = (nodes.emphasis, nodes.strong, nodes.inline)
"""Marked words are words; of what is derived from ``inline`` only the class itself."""


_TO_LABELS = frozenset({"ref", "numref", "any", "myst"})
_YEAR = regex(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class ReadRun(NamedTuple):
    """A run, and the nodes that it is made of."""

    run: Run
    pieces: list[RunNode]
    docname: str
    """The page that it came from; empty in a document that is one page."""


class _Around(NamedTuple):
    """What a paragraph stands in."""

    inside: str = ""
    own: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """What the title of a block names, which is linked there."""
    step: int | None = None
    docname: str = ""


class ProseReader:
    """Reads the prose of a page, or of a book made of many."""

    def __init__(self, roles: Mapping[str, Set[BlockRole]], file: str | None = None) -> None:
        """Begin.

        :param roles: what blocks count as
        :param file: path of the page, if it is asked on which lines things stand
        """
        self._file = file
        self._roles = roles
        self._section = 0
        self.unseen: list[Run] = []
        """Without text: where the definitions stand that readers do not see."""

    def read(self, document: nodes.Element) -> Iterator[ReadRun]:
        """Yield the passages of a page, in order."""
        self._section = 0
        self.unseen = []
        yield from self._below(document, _Around())

    def _below(self, parent: nodes.Element, around: _Around) -> Iterator[ReadRun]:
        for node in parent.children:
            if not isinstance(node, nodes.Element):
                continue
            if self._is_closed(node):
                self._note_unseen(node)
                continue
            if isinstance(node, _PROSE):
                if "heads" in node and around.step is None:
                    continue  # the title of a part; that of a step says what the step does
                if passage := self._passage(node, around):
                    yield passage
            elif isinstance(node, nodes.section):
                self._section += 1
                yield from self._below(node, _on_page(node, around))
            elif isinstance(node, addnodes.start_of_file):
                yield from self._below(node, _on_page(node, around))
            elif isinstance(node, block):
                yield from self._below(node, self._around(node, around))
            elif isinstance(node, nodes.list_item) and "step" in node:
                yield from self._below(node, around._replace(step=node["step"]))
            elif not isinstance(node, nodes.TextElement):
                yield from self._below(node, around)

    def _note_unseen(self, node: nodes.Element) -> None:
        """Note the definition in a block that readers do not see."""
        if not isinstance(node, block) or "hidden" not in node.options:
            return
        if own := self._around(node, _Around()).own:
            self.unseen.append(
                Run(text="", section=self._section, line=0, source="", inside="", own=own)
            )

    def _is_closed(self, node: nodes.Element) -> bool:
        if isinstance(node, _LISTS) and lists_works(node):
            return True
        if isinstance(node, _CLOSED) or not _CLOSED_CLASSES.isdisjoint(node["classes"]):
            return True
        if not isinstance(node, block):
            return False
        roles = self._roles.get(node.kind, NO_ROLES)
        closed = node.kind in _CLOSED_BLOCKS or "hidden" in node.options
        return closed or not roles.isdisjoint(NOT_HERE)

    def _around(self, node: block, around: _Around) -> _Around:
        if is_frame(node, self._roles):
            around = around._replace(inside=node.kind)
        if node.kind == "concept" and node.title:
            own = node.options.get("id") or written(node)
            around = around._replace(own=(*around.own, own))
        if node.kind in NAMING and node.title:
            around = around._replace(named=(*around.named, *words(written(node))))
        return around

    def _passage(self, node: nodes.Element, around: _Around) -> ReadRun | None:
        pieces: list[RunNode] = []
        marks = _Marks(lines_in(node))
        text = "".join(_pieces(node, pieces, marks))
        if not pieces and not marks.named:
            return None
        line, source = locate_in(self._file, node) if self._file else (0, "")
        run = Run(
            text=text,
            section=self._section,
            line=line or 0,
            source=source or "",
            inside=around.inside,
            named=(*((0, name) for name in around.named), *marks.named),
            links=tuple(marks.links),
            own=around.own,
            step=around.step,
        )
        return ReadRun(run, pieces, around.docname)


def _on_page(node: nodes.Element, around: _Around) -> _Around:
    """Return what stands around the nodes in a part of a book, in which Sphinx notes the page."""
    return around._replace(docname=node["docname"]) if "docname" in node else around


def lists_works(node: nodes.Element) -> bool:
    """Whether a list is one of references: each item has a year, and a title or a link."""
    return all(
        _YEAR.search(item.astext()) and next(item.findall(_is_title), None) is not None
        for item in node.children
        if isinstance(item, nodes.list_item)
    )


def _is_title(node: nodes.Node) -> bool:
    return isinstance(node, nodes.emphasis | nodes.title_reference | nodes.reference)


@dataclass
class _Marks:
    """What stands in a paragraph beside words, and where in its text; and where its lines end."""

    lines: Mapping[int, int]
    """How many lines below the first each node begins."""
    named: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    line: int = 0
    """How many lines ended so far."""

    def breaks_before(self, node: nodes.Node) -> str:
        """Return the breaks before a node that no text holds: hard ones, and those in code."""
        missing = max(0, self.lines.get(id(node), 0) - self.line)
        self.line += missing
        return "\n" * missing


def _pieces(
    parent: nodes.Element, pieces: list[RunNode], marks: _Marks, start: int = 0
) -> Iterator[str]:
    """Yield the text of a paragraph bit by bit, and note where each bit begins."""
    for node in parent.children:
        if isinstance(node, nodes.Element) and _is_open(node):
            said = "".join(_pieces(node, pieces, marks, start))
            start += len(said)
            yield said
            continue
        breaks = marks.breaks_before(node)
        start += len(breaks)
        if isinstance(node, nodes.Text):
            said = str(node)
            marks.line += said.count("\n")
            pieces.append(RunNode(node, start))
        else:
            if isinstance(node, concept_ref) and not node.get("stated"):
                marks.named.append((start, node["name"]))
            elif target := _target(node):
                marks.links.append((start, target))
            said = OUT_OF_PROSE
        start += len(said)
        yield breaks + said


def _target(node: nodes.Node) -> str:
    """Return where a link within the project leads, as :class:`Run` keeps it."""
    if isinstance(node, lesson_ref):
        return f":{node['name']}"
    if isinstance(node, nodes.reference):
        # MyST looks later where it leads, if not to this page
        uri = str(node.get("refuri", ""))
        return uri[1:] if uri.startswith("#") else ""
    if not isinstance(node, addnodes.pending_xref):
        return ""
    kind, target = node.get("reftype"), str(node["reftarget"])
    if kind == "doc":
        return "/" + docname_join(str(node["refdoc"]), target)
    if node.get("refdomain") == "doc":
        return f"/{target}"
    return target.lower() if kind in _TO_LABELS else ""


def _is_open(node: nodes.Element) -> bool:
    """Whether what is marked so is part of the prose."""
    if node.__class__ not in _OPEN_INLINE or is_label(node):
        return False
    return NO_MENTIONS not in node["classes"]
