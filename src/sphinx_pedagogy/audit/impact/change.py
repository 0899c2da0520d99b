"""A course as it would be: a lesson elsewhere, or gone. No file is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nitpicks import ignored_names
from sphinx_pedagogy.course.catalogue import Catalogue
from sphinx_pedagogy.course.errors import ReadError
from sphinx_pedagogy.course.lesson_order import toctree_order
from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.course.mistakes import checked
from sphinx_pedagogy.course.names import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.code_uses import CodeText
    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.plain_mentions import PlainText
    from sphinx_pedagogy.model import Lesson

    CourseFacts = tuple[
        Mapping[str, PageFacts],
        Sequence[str],
        int,
        Sequence[PageFacts],
        Callable[[str, str], bool],
        PlainText | None,
        CodeText | None,
    ]
    """What a catalogue is made of."""

Number = tuple[int, ...]


def named_lesson(catalogue: Catalogue, name: str) -> Lesson:
    """Return the lesson with a slug or a number.

    :raises ReadError: there is none
    """
    found = catalogue.find_lesson(name)
    if found is None or found.place.is_elsewhere:
        known = [entry.slug for entry in catalogue.course.lessons if not entry.place.is_elsewhere]
        hint = suggest(slug(name), known) if known else "no page is a lesson yet"
        raise ReadError(f'"{name}" is no lesson of this course; {hint}')
    return found


def moved(env: BuildEnvironment, lesson: Lesson, target: Lesson, *, before: bool) -> Catalogue:
    """Return the course with a lesson right before or after another one.

    :raises ReadError: numbers or pages do not tell where that is
    """
    if lesson == target:
        raise ReadError(f'"{lesson.slug}" cannot come before or after itself')
    catalogue = domain_of(env).catalogue
    toctree = toctree_order(env)
    if not (lesson.recorded or target.recorded):
        toctree = placed(toctree, lesson.place.document, target.place.document, before=before)
    elif not (lesson.number and target.number):
        unclear = lesson if lesson.recorded else target
        raise ReadError(f'"{unclear.slug}" is only recorded: it needs a number to be moved')
    numbers = renumbered(catalogue.course.lessons, lesson, target, before=before)
    pages = {
        name: replace(
            page,
            lessons=[
                entry._replace(number=numbers.get(known.slug, entry.number))
                for entry, known in zip(page.lessons, catalogue.pages[name].lessons, strict=True)
            ],
        )
        for name, page in catalogue.stated.items()
    }
    return derived(env, pages, toctree)


def placed(toctree: Sequence[str], page: str, target: str, *, before: bool) -> list[str]:
    """Return the table of contents with a page right before or after another one."""
    rest = [name for name in toctree if name != page]
    if target not in rest:
        return list(toctree)
    index = rest.index(target) + (0 if before else 1)
    return [*rest[:index], page, *rest[index:]]


def renumbered(
    lessons: Iterable[Lesson], lesson: Lesson, target: Lesson, *, before: bool
) -> Mapping[str, Number]:
    """Return the numbers that an author would give, by slug; those that stay are left out.

    Within a module the lessons swap the numbers that they have. In another module those from
    there on count one more.
    """
    if not target.number:
        return {lesson.slug: ()}
    if not lesson.number:
        # it follows the page before it, which the table of contents tells
        return {}
    module = target.number[:-1]
    there = [entry for entry in lessons if entry.number[:-1] == module and entry.number]
    free = sorted(entry.number for entry in there)
    there = [entry for entry in there if entry.slug != lesson.slug]
    index = [entry.slug for entry in there].index(target.slug) + (0 if before else 1)
    there.insert(index, lesson)
    if lesson.number[:-1] == module:
        return {entry.slug: number for entry, number in zip(there, free, strict=True)}
    found: dict[str, Number] = {}
    last = there[index - 1].number[-1] if index else target.number[-1] - 1
    for entry in there[index:]:
        if entry is not lesson and entry.number[-1] > last:
            break
        last += 1
        found[entry.slug] = (*module, last)
    return found


def removed(env: BuildEnvironment, lesson: Lesson) -> Catalogue:
    """Return the course without a lesson, its plan and its reviews."""
    catalogue = domain_of(env).catalogue
    gone = {
        name
        for name, subject in catalogue.documents.subjects.items()
        if subject.slug == lesson.slug
    } - {name for name, page in catalogue.pages.items() if page.lesson}
    if not lesson.recorded:
        gone.add(lesson.place.document)
    pages = {
        name: without(page, lesson.slug) if lesson.recorded else page
        for name, page in catalogue.stated.items()
        if name not in gone
    }
    toctree = [name for name in toctree_order(env) if name not in gone]
    return checked(Shortened(catalogue, *stated(env, pages, toctree)))


class Shortened(Catalogue):
    """A course that has lost something: what it knew before is no slip of an author."""

    def __init__(self, before: Catalogue, *facts: *CourseFacts) -> None:
        """Derive it.

        :param before: the course that had it still
        """
        self._before = before
        super().__init__(*facts)

    def is_no_concept(self, name: str) -> str:
        """Return the message that nobody teaches a concept any more, or that a name is none."""
        if self._before.find(name) is None:
            return super().is_no_concept(name)
        return f'nobody teaches "{name}" any more; teach it elsewhere, or remove what names it'


def without(page: PageFacts, slug: str) -> PageFacts:
    """Return a page of records without what it says of one lesson."""
    return replace(
        page,
        lessons=[entry for entry in page.lessons if entry.slug != slug],
        statements=[statement for statement in page.statements if statement.lesson != slug],
        mentions=[mention for mention in page.mentions if mention.lesson != slug],
        needs=[need for need in page.needs if need.lesson != slug],
    )


def derived(
    env: BuildEnvironment, pages: Mapping[str, PageFacts], toctree: Sequence[str]
) -> Catalogue:
    """Return the course that pages state, in this environment."""
    return checked(Catalogue(*stated(env, pages, toctree)))


def stated(
    env: BuildEnvironment, pages: Mapping[str, PageFacts], toctree: Sequence[str]
) -> CourseFacts:
    """Return what a catalogue is made of, in this environment."""
    fading_after = env.config.pedagogy_fading_after
    domain, ignored = domain_of(env), ignored_names(env.config)
    texts = (domain.plain_text, domain.code_text)
    return pages, toctree, fading_after, domain.courses, ignored, *texts
