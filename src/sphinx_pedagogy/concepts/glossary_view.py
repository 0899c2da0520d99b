"""The glossary: all that the build knows of each concept, in one place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, nothing, title_key
from sphinx_pedagogy.core.view_content import (
    Content,
    Entry,
    Field,
    Glossary,
    Item,
    Items,
    Line,
    Paragraph,
    Ref,
)
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.glossary import listed_concepts
from sphinx_pedagogy.course.names import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.stated_block import StatedBlock
    from sphinx_pedagogy.model import Use

MANY = 20
"""So many entries need a way to each letter; and no more letters than this, twice over, do."""


class _Asked(NamedTuple):
    """What blocks ask of the concepts, by concept."""

    questions: Mapping[str, Sequence[StatedBlock]]
    misconceptions: Mapping[str, Sequence[StatedBlock]]


def concept_glossary(context: ViewContext) -> list[Content]:
    """Return an entry for each concept: what it is, and where it is taught and used."""
    catalogue = context.catalogue
    names = sorted(
        listed_concepts(catalogue, context.arguments), key=lambda name: title_key(context, name)
    )
    if not names:
        return nothing()
    asked = _Asked(
        _by_concept(catalogue, BlockRole.QUESTION, names),
        _by_concept(catalogue, BlockRole.MISCONCEPTION, names),
    )
    after = _what_builds_on(catalogue)
    entries = tuple(_entry(context, concept, after, asked) for concept in names)
    return [Glossary(tuple(_initials(context, entries)), entries)]


def _entry(
    context: ViewContext, concept: str, after: Mapping[str, Sequence[str]], asked: _Asked
) -> Entry:
    """Return the entry of a concept."""
    catalogue = context.catalogue
    known = catalogue.concepts[concept]
    home = catalogue.glossaries.home(concept)
    aliases = tuple(known.aliases)
    under: list[Content] = []
    if aliases:
        line = (_("Also called") + ": ", ", ".join(aliases))
        under.append(Paragraph(line, "ped-uses"))
    if known.definition:
        under.append(Paragraph((known.definition,)))
    bases = catalogue.course.bases.get(concept, ())
    fields = (
        (_("Taught in"), _taught(context, concept)),
        (_("Builds on"), _concepts(context, bases)),
        (_("Needed for"), _concepts(context, after.get(concept, ()))),
        (_("Asked in"), _blocks(context, asked.questions.get(concept, ()))),
        (_("Misconceptions"), _blocks(context, asked.misconceptions.get(concept, ()))),
        (_("Used in"), _used(context, concept)),
    )
    return Entry(
        term=known.title,
        anchor=home.anchor if home and home.document == context.docname else "",
        # Sphinx takes a semicolon for the beginning of a part
        names=tuple(name.replace(";", ",") for name in (str(known.title), *aliases) if name),
        under=tuple(under),
        fields=tuple(Field(label, content) for label, content in fields if content),
    )


# ── what is known of a concept ──────────────────────────────────────────────────────


def _taught(context: ViewContext, concept: str) -> tuple[Content, ...]:
    """Return the lessons that teach a concept, how deep, and what their records say of it."""
    lines = [
        (
            context.taught_at(teaching),
            f" ({context.depth(teaching.depth)})",
            *((": ", teaching.note) if teaching.note else ()),
        )
        for teaching in context.catalogue.course.teachings_of(concept)
    ]
    return _as_list(lines)


def _concepts(context: ViewContext, concepts: Iterable[str]) -> tuple[Content, ...]:
    """Return links to the entries of some concepts, or to where else they are taught."""
    links = []
    for concept in sorted(concepts, key=lambda name: title_key(context, name)):
        home = context.catalogue.glossaries.home(concept)
        title = context.catalogue.concepts[concept].title
        links.append(Ref(title, *home) if home else context.concept(concept))
    return _in_a_row(links)


def _used(context: ViewContext, concept: str) -> tuple[Content, ...]:
    """Return the lessons that use or require a concept, and do not teach it."""
    course = context.catalogue.course
    taught = {teaching.lesson for teaching in course.teachings_of(concept)}
    links = []
    for slug in course.named_after(concept):
        if slug not in taught:
            number = number_text(course.lessons[course.positions[slug]].number)
            lesson = context.at(slug)
            links.append(lesson._replace(text=number or lesson.text))
    return _in_a_row(links)


def _blocks(context: ViewContext, blocks: Sequence[StatedBlock]) -> tuple[Content, ...]:
    """Return links to some blocks, with the lessons that they stand in."""
    lines: list[Line] = []
    for block in blocks:
        lesson = context.catalogue.lesson_of(block.place.document)
        where = context.at(lesson.slug) if lesson else None
        if block.title:
            number = number_text(lesson.number) if lesson else ""
            title = Ref(block.title, block.place.document, block.anchor)
            lines.append((title, f" ({number or where.text})" if lesson and where else ""))
        elif where:
            lines.append((where._replace(anchor=block.anchor),))
    return _as_list(lines)


def _as_list(lines: Sequence[Line]) -> tuple[Content, ...]:
    """Return a line as a paragraph, and several as a list."""
    if len(lines) == 1:
        return (Paragraph(lines[0]),)
    return (Items(tuple(Item(line) for line in lines)),) if lines else ()


def _in_a_row(links: Iterable[Ref | str]) -> tuple[Content, ...]:
    """Return links in one line."""
    line: Line = ()
    for link in links:
        line += (*((", ",) if line else ()), link)
    return (Paragraph(line),) if line else ()


# ── for all concepts at once ────────────────────────────────────────────────────────


def _what_builds_on(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return what builds on each concept."""
    found: dict[str, list[str]] = {}
    for concept, bases in catalogue.course.bases.items():
        for base in bases:
            found.setdefault(base, []).append(concept)
    return found


def _by_concept(
    catalogue: Catalogue, role: BlockRole, concepts: Iterable[str]
) -> dict[str, list[StatedBlock]]:
    """Return the blocks of a role that name each concept, in their options or their text."""
    placed = {
        docname: [block for block in page.blocks if role in block.roles and not _is_hidden(block)]
        for docname, page in catalogue.pages.items()
    }
    kinds = {block.kind for blocks in placed.values() for block in blocks}
    found: dict[str, dict[StatedBlock, None]] = {}
    for concept in concepts:
        for use in catalogue.course.uses_of(concept):
            if use.inside not in kinds:
                continue  # nearly all of them, where plain words count
            if block := _around(use, placed.get(use.place.document, ())):
                found.setdefault(concept, {})[block] = None
    return {concept: list(blocks) for concept, blocks in found.items()}


def _is_hidden(block: StatedBlock) -> bool:
    return any(name == "hidden" for name, _value in block.options)


def _around(use: Use, blocks: Iterable[StatedBlock]) -> StatedBlock | None:
    """Return the block that a use stands in: the last one of its kind that begins before it."""
    before = [
        block
        for block in blocks
        if block.kind == use.inside
        and block.place.source == use.place.source
        and (block.place.line or 0) <= (use.place.line or 0)
    ]
    return max(before, key=lambda block: block.place.line or 0, default=None)


# ── the way to each letter ──────────────────────────────────────────────────────────


def _initials(context: ViewContext, entries: Sequence[Entry]) -> Iterator[Ref]:
    """Yield links to the first entry of each letter, if there are many entries to look through."""
    first: dict[str, str] = {}
    for entry in entries:
        if entry.anchor and (letter := _initial(entry.term)):
            first.setdefault(letter, entry.anchor)
    if len(entries) > MANY and 1 < len(first) <= 2 * MANY:
        for letter, anchor in first.items():
            yield Ref(letter, context.docname, anchor)


def _initial(title: str) -> str:
    """Return the first letter of a title, without accents; ``#`` for a digit."""
    plain = unicodedata.normalize("NFD", title)
    char = next((char for char in plain if char.isalnum()), "")
    return char.upper() if char.isalpha() else "#" if char else ""
