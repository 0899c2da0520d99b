"""The order in which students meet the lessons: by number, else by table of contents."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, pairwise
from typing import TYPE_CHECKING, TypeVar

from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.names import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import (
        ConceptRecord,
        Gap,
        ListedBlock,
        Mention,
        PageFacts,
        RequirementLine,
        Step,
    )
    from sphinx_pedagogy.course.record_facts import Presentation, ScopeLine
    from sphinx_pedagogy.model import Lesson, Place

    Warn = Callable[[Subtype, str, Place], None]

_Fact = TypeVar(
    "_Fact",
    "ConceptRecord",
    "RequirementLine",
    "Mention",
    "ListedBlock",
    "Gap",
    "Step",
    "ScopeLine",
    "Presentation",
)


def toctree_order(env: BuildEnvironment) -> list[str]:
    """Return the pages in the order of the table of contents; each once."""
    seen: dict[str, None] = {}
    stack = [env.config.root_doc]
    while stack:
        docname = stack.pop()
        if docname in seen:
            continue
        seen[docname] = None
        stack += reversed(env.toctree_includes.get(docname, []))
    return list(seen)


def told_apart(
    pages: Mapping[str, PageFacts], toctree: Sequence[str], warn: Warn
) -> Mapping[str, PageFacts]:
    """Return the pages by name, with a slug of its own for each lesson that is a page.

    The slug is the name of the file. Where a later file has the same, its lesson gets a number
    after it, so that nothing is lost, and a warning: the number may be another's tomorrow.
    """
    rank = {docname: index for index, docname in enumerate(toctree)}
    # which page was read last says nothing of the course, and is to change nothing on disk
    found = dict(sorted(pages.items()))
    first: dict[str, str] = {}
    stated = {lesson.slug for page in pages.values() for lesson in page.lessons}
    for docname in sorted(pages, key=lambda name: (rank.get(name, len(rank)), name)):
        lesson = pages[docname].lesson
        if lesson is None or first.setdefault(lesson.slug, docname) == docname:
            continue
        numbered = (f"{lesson.slug}-{index}" for index in count(2))
        slug = next(slug for slug in numbered if slug not in stated)
        stated.add(slug)
        found[docname] = with_slug(pages[docname], lesson.slug, slug)
        text = (
            f'lesson: "{lesson.slug}" is also the lesson in {first[lesson.slug]}, so this one is '
            f'known as "{slug}"; rename one of the two files'
        )
        warn(Subtype.DUPLICATE, text, lesson.place)
    return found


def with_slug(page: PageFacts, was: str, slug: str) -> PageFacts:
    """Return what a page states, with another slug for the lesson that it is."""
    own, *others = page.lessons
    records = [
        record._replace(name=slug) if record.key == was else record for record in page.records
    ]
    return replace(
        with_lesson(page, was, slug), lessons=[own._replace(slug=slug), *others], records=records
    )


def with_lesson(page: PageFacts, was: str, slug: str) -> PageFacts:
    """Return what a page states, with another slug in all that belongs to a lesson."""

    def renamed(facts: Iterable[_Fact]) -> list[_Fact]:
        return [fact._replace(lesson=slug) if fact.lesson == was else fact for fact in facts]

    return replace(
        page,
        statements=renamed(page.statements),
        needs=renamed(page.needs),
        mentions=renamed(page.mentions),
        targets=renamed(page.targets),
        gaps=renamed(page.gaps),
        steps=renamed(page.steps),
        scope=renamed(page.scope),
        shows=renamed(page.shows),
    )


def in_order(
    lessons: Iterable[Lesson],
    toctree: Sequence[str],
    warn: Warn,
) -> list[Lesson]:
    """Sort lessons by number; those without one follow the page before them.

    Warns where a slug or a number is taken twice (the later lesson of a slug is left out),
    and where numbers and table of contents disagree.
    """
    rank = {docname: index for index, docname in enumerate(toctree)}
    listed = sorted(lessons, key=lambda entry: _toctree_key(entry, rank))
    kept: dict[str, Lesson] = {}
    for lesson in listed:
        first = kept.setdefault(lesson.slug, lesson)
        if first is not lesson:
            text = (
                f'lesson: "{lesson.slug}" is also the lesson in {first.place.document}; '
                "rename one of the two files, or the record"
            )
            warn(Subtype.DUPLICATE, text, lesson.place)
    written = [lesson for lesson in kept.values() if not lesson.recorded]
    _warn_of_numbers(kept.values(), warn)
    _warn_of_disorder([entry for entry in written if entry.place.document in rank], warn)
    return _merge(kept.values())


def _toctree_key(lesson: Lesson, rank: Mapping[str, int]) -> tuple[int, tuple[str, str, int]]:
    return rank.get(lesson.place.document, len(rank)), lesson.place.order


def _merge(listed: Iterable[Lesson]) -> list[Lesson]:
    """Return the numbered lessons by number, each followed by what follows it unnumbered."""
    placed: list[tuple[tuple[int, ...], int, Lesson]] = []
    last: tuple[int, ...] = ()
    for index, lesson in enumerate(listed):
        if not lesson.recorded:
            last = lesson.number or last
        placed.append((lesson.number or last, 0 if lesson.number else index + 1, lesson))
    placed.sort(key=lambda entry: entry[:2])
    return [lesson for _number, _at, lesson in placed]


def _warn_of_numbers(lessons: Iterable[Lesson], warn: Warn) -> None:
    seen: dict[tuple[int, ...], Lesson] = {}
    for lesson in lessons:
        if not lesson.number:
            continue
        first = seen.setdefault(lesson.number, lesson)
        if first is not lesson:
            text = (
                f"lesson: {number_text(lesson.number)} is also the number of "
                f'"{first.slug}" ({first.place.document}); give one of them another'
            )
            warn(Subtype.ORDER, text, lesson.place)


def _warn_of_disorder(listed: Sequence[Lesson], warn: Warn) -> None:
    numbered = [lesson for lesson in listed if lesson.number]
    for before, after in pairwise(numbered):
        if after.number < before.number:
            text = (
                f"lesson: {number_text(after.number)} comes after "
                f"{number_text(before.number)} in the table of contents; the numbers decide: "
                "move the page, or change one number"
            )
            warn(Subtype.ORDER, text, after.place)
