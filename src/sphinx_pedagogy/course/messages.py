"""Every warning that the package can give, and the only place that gives one.

A warning is recorded as a :class:`Diagnostic` while a document is read, stored with
that document, and logged once all are read. So an incremental build repeats the
warnings of documents it did not read again: a ``-W`` build that failed once fails
until the mistake is mended, and parallel builds warn in the same order as serial ones.
"""

from __future__ import annotations

import os
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from docutils.utils import get_source_line
from sphinx.util import logging

from sphinx_pedagogy.course.inline_lines import line_within, paragraph_of
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.near_names import names_of, shortened
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.near_names import Names

logger = logging.getLogger(__name__)

WARNING_TYPE = "pedagogy"

CELL = 10_000
"""How far apart MyST-NB counts the cells of a notebook."""


class Subtype(StrEnum):
    """The kind of a warning of ours: the ``x`` of ``pedagogy.x`` in ``suppress_warnings``."""

    description: str

    def __new__(cls, value: str, description: str) -> Subtype:
        """Make a member that is its own string and carries a description."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    ARGUMENT = (
        "argument",
        "A block lacks the argument that it needs, or has one that cannot be read.",
    )
    CELL = ("cell", "A cell failed when it ran.")
    CHECK = (
        "check",
        "A check has incomplete choices, or options that contradict each other, or `:holds:` above "
        "something that it cannot hide.",
    )
    CONFIG = (
        "config",
        "A `pedagogy_*` setting has a value that is not allowed, or there is no such setting.",
    )
    COURSE = ("course", "Another course of `pedagogy_courses` cannot be read.")
    CYCLE = ("cycle", "Concepts build on each other in a circle.")
    DIAGRAM = (
        "diagram",
        "The build cannot draw a diagram, so JavaScript draws it on the page.",
    )
    DIRECTIVE = (
        "directive",
        "A line looks like the beginning of a block, but lacks a brace or a colon. Or the name of "
        "a directive or role is misspelt.",
    )
    DUPLICATE = (
        "duplicate",
        "Two lessons or two concepts have the same name, or one lesson defines or requires a "
        "concept twice.",
    )
    EMPTY = ("empty", "A block that needs a body has none.")
    EXECUTION = (
        "execution",
        "The outputs of a page are missing or old, because its cells could not be run.",
    )
    FAILURE = (
        "failure",
        "A rule, view, block, exporter or handler of a plugin stopped with an error in its code; "
        "`sphinx-build -vv` shows where.",
    )
    FENCE = (
        "fence",
        "A fence is not closed, or is closed by a line that was meant for another fence.",
    )
    FORMULA = (
        "formula",
        "A formula cannot be written in MathML, so the page shows its source.",
    )
    GATE = (
        "gate",
        "A `-start` directive has no `-end`, an `-end` has no `-start`, or a heading is "
        "between the two.",
    )
    IGNORE = (
        "ignore",
        "A comment that silences a rule cannot be read, gives no reason, or silences nothing.",
    )
    INPUTS = (
        "inputs",
        "The `execution` line of a page is malformed, or names a file that does not exist.",
    )
    NAME = (
        "name",
        "A page with blocks of sphinx-pedagogy uses a name of a block, such as `insight`, and "
        "another extension owns this name. The other extension keeps it.",
    )
    OPTION = (
        "option",
        "An option is unknown or missing, has a value that is not allowed, or has a second line.",
    )
    ORDER = (
        "order",
        "Two lessons have the same number, or the numbers disagree with the table of contents.",
    )
    SELF = (
        "self",
        "A concept builds on itself. Or a lesson requires a concept that only the lesson itself "
        "teaches, leaves out a concept that it teaches, or takes an analogy from a lesson that "
        "does not come earlier.",
    )
    STORE = (
        "store",
        "Stored outputs cannot be read or written. Or a file that cells wrote cannot be put back "
        "in its place.",
    )
    STRUCTURE = (
        "structure",
        "A block is in a place where it has no meaning, or lacks the parts that it is made of.",
    )
    UNKNOWN = ("unknown", "No concept or lesson has this name.")
    UNREADABLE = (
        "unreadable",
        "A page, or a part of its front matter, cannot be read. The page is empty, or lacks "
        "that part.",
    )
    VERSIONS = (
        "versions",
        "The stored outputs of a page were made with another version of PyTorch than the one "
        "installed here.",
    )


def locate(env: BuildEnvironment, node: nodes.Node) -> tuple[int | None, str | None]:
    """Return the line of *node* and, if it was included, the file it came from."""
    return locate_in(str(env.doc2path(env.docname)), node)


def locate_in(page: str, node: nodes.Node) -> tuple[int | None, str | None]:
    """Return the line of *node* and, if it was included into the file *page*, its file."""
    paragraph = paragraph_of(node)
    # of what stands in a paragraph, the line is that of its beginning
    source, line = (paragraph or node).source, (paragraph or node).line
    if not source and not line:
        source, line = get_source_line(node)  # of what is around it
    if paragraph is not None and line:
        line += line_within(node, paragraph)
    if line is None:
        # docutils before 0.22 gives a list item no line; what stands in it has one
        line = next((inside.line for inside in node.findall() if inside.line), None)
    # docutils and myst-parser name synthetic sources "<string>" or "file.py:docstring"
    if source is None or source == page or source.startswith("<"):
        return line, None
    # docutils names a file from the current folder where both have a parent in common
    absolute = os.path.abspath(source)  # noqa: PTH100 (a link is named as it was written)
    return (line, None) if absolute == page else (line, absolute)


def diagnostic_at(
    env: BuildEnvironment, subtype: Subtype, text: str, node: nodes.Node
) -> Diagnostic:
    """Describe a mistake at *node* in the document that is being read."""
    line, source = locate(env, node)
    return Diagnostic(code=subtype, place=Place(env.docname, line, source or ""), text=text)


def location_of(place: Place) -> str | tuple[str, int | None]:
    """Return a place as Sphinx's loggers take it: in the file, if that is an included one."""
    if place.source:
        return f"{place.source}:{place.line or ''}"
    return place.document, place.line


def cell_of(file: str, line: int | None) -> tuple[int, int] | None:
    """Return the cell of a notebook that a line is in, and its line there, both from 1.

    MyST-NB gives line 3 of the second cell of a notebook as 20004.

    :returns: ``None`` for a line of another file
    """
    if line is None or line <= CELL or not file.endswith(".ipynb"):
        return None
    return divmod(line - 1, CELL)


def placed(
    env: BuildEnvironment, diagnostic: Diagnostic
) -> tuple[str, str | tuple[str, int | None] | None]:
    """Return a text and its place for a logger: in a notebook the text names the cell.

    What is wrong with the course as a whole stands on no page.
    """
    text, place = shortened(diagnostic.text), diagnostic.place
    if not place.document:
        return text, None
    cell = None if place.source else cell_of(str(env.doc2path(place.document)), place.line)
    if cell:
        return f"cell {cell[0]}, line {cell[1]}: {text}", (place.document, None)
    return text, location_of(place)


def place_name(place: Place) -> str:
    """Return a place in the words of a message."""
    document = PurePath(place.source).name if place.source else place.document
    return f"{document}:{place.line}" if place.line else document


def emit(env: BuildEnvironment, diagnostics: Iterable[Diagnostic]) -> None:
    """Log what is wrong, each at its place, under the name of its kind.

    Errors and warnings fail a ``-W`` build, notes do not. What is suppressed is not said.
    """
    notes = []
    for diagnostic in diagnostics:
        if not diagnostic.is_active:
            continue
        if diagnostic.severity is Severity.NOTE:
            notes.append(diagnostic)
            continue
        text, location = placed(env, diagnostic)
        log = logger.error if diagnostic.severity is Severity.ERROR else logger.warning
        log("%s", text, type=WARNING_TYPE, subtype=str(diagnostic.code), location=location)
    if notes:
        # in one message: a course may have thousands, and Sphinx takes long over each
        emit_info("\n".join(note_lines(env, notes)))


def note_lines(env: BuildEnvironment, notes: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a line for each of some findings, as Sphinx words a warning."""
    path_of = lru_cache(env.doc2path)
    for note in notes:
        file = note.place.source or path_of(note.place.document)
        line = f":{note.place.line}" if note.place.line else ""
        if cell := cell_of(str(file), note.place.line):
            line = f": cell {cell[0]}, line {cell[1]}"
        yield f"{file}{line}: NOTE: {note.text} [{WARNING_TYPE}.{note.code}]"


_OF_FAILED_CELLS = frozenset({"mystnb", "mystnb.*", "mystnb.exec"})


def worth_emitting(
    diagnostics: Iterable[Diagnostic], suppressed: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield warnings; that another extension owns a name is said where it is used first.

    :param suppressed: who does not want to hear of failed cells may say so in MyST-NB's words
    """
    told = set()
    deaf = not _OF_FAILED_CELLS.isdisjoint(suppressed)
    for diagnostic in diagnostics:
        if diagnostic.code == Subtype.CELL and deaf:
            continue
        if diagnostic.code == Subtype.NAME:
            if diagnostic.text in told:
                continue
            told.add(diagnostic.text)
        yield diagnostic


def emit_warning(subtype: Subtype, text: str) -> None:
    """Log a warning that belongs to no document: a setting, a name."""
    logger.warning("%s", shortened(text), type=WARNING_TYPE, subtype=subtype.value)


def emit_critical(text: str) -> None:
    """Log why the build ends; nothing suppresses it."""
    logger.critical("%s", text)


def emit_debug(text: str) -> None:
    """Log what only helps to mend code: a traceback."""
    logger.debug("%s", text)


def emit_info(text: str) -> None:
    """Log what is no mistake: how far something is."""
    logger.info("%s", text)


def plural(count: int, noun: str, many: str = "") -> str:
    """Return a number of things; *many* is the word for more than one, if that takes no s."""
    return f"{count} {noun}" if count == 1 else f"{count} {many or f'{noun}s'}"


_MOST_NAMES = 10
"""More would bury the message: a site may have a thousand pages."""


def suggest(
    wanted: str,
    known: Iterable[str] | Names,
    spelled: Mapping[str, str] | None = None,
    *,
    in_order: bool = False,
    meaning: Mapping[str, str] | None = None,
) -> str:
    """Return the end of a message that offers the nearest of *known* names.

    :param in_order: whether all are listed as they stand, and not by the alphabet
    :param meaning: what names mean: of those with one meaning only the nearest is offered
    :param spelled: how names are written for readers, where that is not how they are compared
    """
    shown = spelled or {}
    listable = list(known) if in_order else []
    names = names_of(known)
    if near := names.near(wanted, meaning):
        offered = " or ".join(f'"{shown.get(name, name)}"' for name in near)
        return shortened(f"did you mean {offered}?")
    # a name may be spelled with the author's quotes and with the typesetter's: that is one
    spellings = (shown.get(name, name) for name in listable or names)
    first = list(islice(once(spellings), _MOST_NAMES))
    if len(first) == 1:
        return shortened(f'the only one is "{first[0]}"')
    listed = ", ".join(f'"{name}"' for name in first)
    rest = len(names) - _MOST_NAMES
    return shortened(f"known are {listed}" + (f" and {rest} more" if rest > 0 else ""))


def once(names: Iterable[str]) -> Iterator[str]:
    """Yield names in their order, of those that are the same only the first."""
    known = set()
    for name in names:
        if key(name) not in known:
            known.add(key(name))
            yield name
