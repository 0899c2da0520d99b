"""The teachings that the statements of pages make, with the notes of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import Subtype, place_name
from sphinx_pedagogy.model import Teaching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_pedagogy.course.facts import ConceptRecord, PageFacts
    from sphinx_pedagogy.model import Place

    Warn = Callable[[Subtype, str, Place], None]
    Statement = tuple[str, ConceptRecord]


def teachings_of(
    statements: Iterable[Statement], pages: Mapping[str, PageFacts], warn: Warn
) -> list[Teaching]:
    """Return the teachings in the order of statements, and warn where two do not go together.

    A line of a record about a concept that the page of the lesson teaches adds its note to that.

    :param statements: with the ids of their concepts, in course order
    """
    found: list[Teaching] = []
    first: dict[tuple[str, str], tuple[int, ConceptRecord]] = {}
    noted: dict[tuple[str, str], ConceptRecord] = {}
    # what pages teach comes before what records say of it, wherever they stand
    for concept, statement in sorted(statements, key=lambda pair: pair[1].recorded):
        if not statement.lesson or not statement.depth:
            continue
        pair = statement.lesson, concept
        at, known = first.setdefault(pair, (len(found), statement))
        ours = statement.place.document in pages
        if known is not statement and ours:
            warn_of_two_definitions(known, statement, warn)
        if statement.note and ours:
            earlier = noted.setdefault(pair, statement)
            if earlier is not statement:
                warn_of_two_notes(earlier, statement, warn)
        if known is not statement and statement.recorded and not known.recorded:
            if known.depth != statement.depth and ours:
                warn_of_two_depths(known, statement, warn)
            found[at] = found[at]._replace(note=found[at].note or statement.note)
            continue
        found.append(
            Teaching(
                lesson=statement.lesson,
                concept=concept,
                depth=statement.depth,
                place=statement.place,
                note=statement.note,
                anchor=statement.anchor,
            )
        )
    return found


def warn_of_two_definitions(first: ConceptRecord, second: ConceptRecord, warn: Warn) -> None:
    """Warn of a lesson that defines a concept twice."""
    if first.definition and second.definition:
        text = (
            f'concept: this lesson defines "{second.title}" twice, first in '
            f"{place_name(first.place)}; make one of them a recap, or leave its body out"
        )
        warn(Subtype.DUPLICATE, text, second.place)


def warn_of_two_notes(first: ConceptRecord, second: ConceptRecord, warn: Warn) -> None:
    """Warn of a concept that has two notes in one lesson."""
    kind = "lesson-record" if second.recorded else "concept"
    text = (
        f'{kind}: "{second.title or second.name}" has a note for this lesson already '
        f"({place_name(first.place)}); put both into one"
    )
    warn(Subtype.DUPLICATE, text, second.place)


def warn_of_two_depths(page: ConceptRecord, record: ConceptRecord, warn: Warn) -> None:
    """Warn of a record that has another depth than the page of the lesson."""
    text = (
        f'lesson-record: "{record.name}" has another depth here than on the page of the lesson '
        f"({place_name(page.place)}), which counts; give both the same"
    )
    warn(Subtype.DUPLICATE, text, record.place)
