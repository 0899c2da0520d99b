"""Whether a lesson ties in with a concept, and in which section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.name_search import NameSearch
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.words import telling_words
from sphinx_pedagogy.course.mentions import Matcher, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.audit.passages import LessonPassage
    from sphinx_pedagogy.audit.planned_lesson import PlannedLesson
    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.course.plan_facts import Planned
    from sphinx_pedagogy.model import Place

_LONG = 5
"""Letters from which one word may be the beginning of another."""


class Untied(NamedTuple):
    """A connection that is planned and not made."""

    text: str
    is_certain: bool
    """Whether nothing at all in the lesson names the concept, nor requires it."""


def untied(context: CourseContext, built: PlannedLesson, item: Planned) -> Untied | None:
    """Return what is missing of a planned connection; ``None`` if it is made.

    To require a concept is not to tie in with it: the section that was planned has to speak of it.
    A word of its name is enough: there are many ways to say it. The new concept to which the plan
    leads may come anywhere in the lesson.
    """
    catalogue = context.catalogue
    known = catalogue.find(item.name)
    if known is None:
        return None
    there = [passage for passage in built.text.called(item.section) if passage.is_section]
    if not hints(context, built, known, there):
        where = f'the section "{item.section}"' if item.section else "the lesson"
        others = elsewhere(context, built, known)
        needs = catalogue.course.requirements.get(built.lesson.slug, ())
        required = any(need.concept == known for need in needs)
        text = (
            f'the connection to "{item.name}" is planned, but {where} does not mention '
            f"it{others}; mention it there, or change the plan"
        )
        return Untied(text, is_certain=not others and not required)
    for name in item.parts:
        new = catalogue.find(name)
        if new and not hints(context, built, new, ()):
            text = (
                f'the connection to "{item.name}" is planned to lead to "{name}", which the '
                "lesson does not mention; mention it, or change the plan"
            )
            return Untied(text, is_certain=False)
    return None


def hints(
    context: CourseContext, built: PlannedLesson, concept: str, passages: Sequence[LessonPassage]
) -> bool:
    """Whether passages name a concept, or say one telling word of its names."""
    text = " ".join(built.text.words_in(passage) for passage in (passages or [built.text.whole]))
    found, small = context.catalogue.concepts[concept], text.casefold()
    known = [str(name) for name in (found.title, *found.aliases)]
    # most connections are made by the name, and to look for that is quick
    if any(name.casefold() in small for name in known):
        return True
    wanted = {stem(word, context.language) for name in known for word in telling_words(name)}
    if any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in wanted):
        return True
    if names(context, built, concept, passages):
        return True
    said = {stem(word, context.language) for word in telling_words(text)}
    # "patches" speak of "patchify"
    long = [word for word in said if len(word) >= _LONG]
    return bool(wanted & said) or any(
        stemmed.startswith(word) for stemmed in wanted for word in long
    )


def elsewhere(context: CourseContext, built: PlannedLesson, concept: str) -> str:
    """Return in which other sections a concept is named, as part of a message."""
    found = [
        passage.title
        for passage in built.text.passages
        if passage.is_section and names(context, built, concept, [passage])
    ]
    # the first is the lesson's own, which holds all others
    others = [f'"{title}"' for title in found[1:3]]
    return f" ({' and '.join(others)} {'do' if len(others) > 1 else 'does'})" if others else ""


def names(
    context: CourseContext, built: PlannedLesson, concept: str, passages: Sequence[LessonPassage]
) -> bool:
    """Whether a concept is named in one of some passages, or in the lesson if there are none."""
    if any(stands_in(built, place, passages) for place in places_of(context, built, concept)):
        return True
    text = " ".join(built.text.words_in(passage) for passage in (passages or [built.text.whole]))
    found = context.catalogue.concepts[concept]
    known = [str(name) for name in (found.title, *found.aliases)]
    if next(NameSearch(known).found_in(text), None):
        return True
    forms = Matcher([Name(name, concept, False) for name in known], context.language)
    return bool(forms.find(text))


def places_of(context: CourseContext, built: PlannedLesson, concept: str) -> Iterator[Place]:
    """Yield where the lesson names or teaches a concept, or teaches what builds on it."""
    course, slug = context.catalogue.course, built.lesson.slug
    yield from (use.place for use in course.used.get(slug, ()) if use.concept == concept)
    for teaching in course.taught.get(slug, ()):
        if concept in {teaching.concept, *course.bases.get(teaching.concept, ())}:
            yield teaching.place


def stands_in(built: PlannedLesson, place: Place, passages: Sequence[LessonPassage]) -> bool:
    """Whether a place of the lesson is in one of some passages, or anywhere if there are none."""
    if place.document != built.lesson.place.document:
        return False
    if not passages:
        return True
    line = 0 if place.source else place.line or 0
    return bool(line) and any(passage in passages for passage in built.text.section_of(line))
