"""What can be wrong with a course though each of its pages is right by itself.

Each check looks at the catalogue when that is whole, and yields what it finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import Subtype, place_name, suggest
from sphinx_pedagogy.course.names import key, number_of, number_text, slug
from sphinx_pedagogy.course.near_names import names_of
from sphinx_pedagogy.course.numerals import formatted
from sphinx_pedagogy.course.record_mistakes import in_scopes, in_sources
from sphinx_pedagogy.model.findings import Diagnostic, Fix, FixKind
from sphinx_pedagogy.model.graph import cycles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import ListedBlock, StatedQuantity
    from sphinx_pedagogy.model import Place

NAMED = ("misconception", "mental-model")
"""Kinds of which a course has each but once. Two checks may ask the same."""


def checked(catalogue: Catalogue) -> Catalogue:
    """Note all that is wrong with a course among its problems, and return it."""
    catalogue.problems.extend(mistakes(catalogue))
    return catalogue


def mistakes(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield all that is wrong."""
    yield from in_circles(catalogue)
    yield from in_views(catalogue)
    yield from in_needs(catalogue)
    yield from in_targets(catalogue)
    yield from in_belongings(catalogue)
    yield from in_quantities(catalogue)
    yield from in_scopes(catalogue)
    yield from in_sources(catalogue)


def mistake(subtype: Subtype, text: str, place: Place) -> Diagnostic:
    """Return what is wrong somewhere."""
    return Diagnostic(code=subtype, place=place, text=text)


def in_circles(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the circles in which concepts build on each other."""
    links = catalogue.course.facts.links
    for group in cycles(links):
        *others, last = (f'"{catalogue.concepts[concept].title}"' for concept in group)
        place = next(link.place for link in links if link.concept in group and link.base in group)
        if len(group) == 1:
            text = f"concept: {last} builds on itself; remove that from its builds-on"
            yield mistake(Subtype.SELF, text, place)
        else:
            titles = f"{', '.join(others)} and {last}"
            text = f"the concepts {titles} build on each other in a circle; remove one builds-on"
            yield mistake(Subtype.CYCLE, text, place)


def in_views(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the views and roles that name a lesson, a concept or a module that is none."""
    for _name, page in sorted(catalogue.pages.items()):
        for mention in page.lesson_mentions:
            yield from unknown_lesson(catalogue, mention.name, mention.place)
        for placed in page.views:
            wanted = placed.named
            if lesson := wanted.get("lesson"):
                yield from unknown_lesson(catalogue, lesson, placed.at("lesson"))
            if concept := wanted.get("concept"):
                yield from unknown_concept(catalogue, concept, placed.at("concept"))
            if module := wanted.get("module"):
                yield from unknown_module(catalogue, module, placed.at("module"))


def unknown_lesson(catalogue: Catalogue, name: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a mistake if *name* is no lesson."""
    if catalogue.find_lesson(name) is None and not catalogue.is_ignored("lesson", name):
        known = [entry.slug for entry in catalogue.course.lessons if not entry.place.is_elsewhere]
        hint = suggest(slug(name), known) if known else "no page is a lesson yet"
        text = f'"{name}" is no lesson of this course; {hint}'
        clear = "" if number_of(name) else names_of(known).clearly_near(slug(name), {})
        fixes = (Fix(FixKind.NAME, name, clear),) if clear else ()
        yield Diagnostic(code=Subtype.UNKNOWN, place=place, text=text, fixes=fixes)


def unknown_concept(catalogue: Catalogue, name: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a mistake if *name* is no concept."""
    if catalogue.find(name) is None and not catalogue.is_ignored("concept", name):
        text, fixes = catalogue.is_no_concept(name), catalogue.renamings(name)
        yield Diagnostic(code=Subtype.UNKNOWN, place=place, text=text, fixes=fixes)


def unknown_module(catalogue: Catalogue, name: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a mistake if *name* is the number of no module or series."""
    number = number_of(name)
    if number and number not in catalogue.module_pages and not catalogue.lessons_of(number):
        numbers = {
            entry.number[:length]
            for entry in catalogue.course.lessons
            for length in range(1, len(entry.number))
        }
        known = [number_text(number) for number in numbers]
        hint = suggest(number_text(number), known) if known else "no lesson has a number yet"
        yield mistake(Subtype.UNKNOWN, f'"{name}" is the number of no module; {hint}', place)


def in_needs(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the requirements that stand twice, or that nothing but the lesson itself could meet."""
    first: dict[tuple[str, str], Place] = {}
    for requirement in catalogue.course.facts.requirements:
        place = first.setdefault((requirement.lesson, requirement.concept), requirement.place)
        if place != requirement.place:
            title = catalogue.concepts[requirement.concept].title
            text = (
                f'this lesson requires "{title}" already ({place_name(place)}); '
                "remove one of the two lines"
            )
            yield mistake(Subtype.DUPLICATE, text, requirement.place)
            continue
        teachings = catalogue.course.teachings_of(requirement.concept)
        if not teachings or any(teaching.lesson != requirement.lesson for teaching in teachings):
            continue
        if not catalogue.course.verdict(requirement).recapped:
            title = catalogue.concepts[requirement.concept].title
            text = (
                f'this lesson requires "{title}", which only this lesson teaches; let an '
                "earlier lesson teach it, explain it here in a `gap` block, or remove the "
                "requirement"
            )
            yield mistake(Subtype.SELF, text, requirement.place)


def in_targets(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield what has the name of another of its kind."""
    first: dict[tuple[str, str], ListedBlock] = {}
    for _name, page in sorted(catalogue.pages.items()):
        for target in page.targets:
            if target.sources:
                continue  # it is met again, and says where it comes from
            known = first.setdefault((target.kind, target.id), target)
            # without a title the kind is the id, and a warning of its own has said so
            if known is not target and target.kind in NAMED and target.id != target.kind:
                text = (
                    f'{target.kind}: "{target.title}" has the id "{target.id}", which is that of '
                    f'the one in {place_name(known.place)}; give one of them another option "id"'
                )
                yield mistake(Subtype.DUPLICATE, text, target.place)


def in_belongings(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the solutions and hints that name a block of another page, and no exercise."""
    for _name, page in sorted(catalogue.pages.items()):
        for belonging in page.belongings:
            if belonging.name in page.labels:
                continue  # said when that page was read
            owners = [other for other in catalogue.pages.values() if belonging.name in other.labels]
            kinds = {other.labelled.get(belonging.name, "") for other in owners}
            if kinds and not kinds & {"", "exercise"}:
                yield mistake(
                    Subtype.UNKNOWN,
                    no_exercise(belonging.inside, belonging.name, min(kinds)),
                    belonging.place,
                )


def in_quantities(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the values of other pages that are not there, or cannot be shown as an author wants."""
    for _name, page in sorted(catalogue.pages.items()):
        for quantity in page.quantities:
            if not quantity.elsewhere:
                continue
            source = catalogue.pages.get(quantity.elsewhere)
            glued = source.glued if source else {}
            if quantity.name not in glued and (not source or source.all_glued):
                yield mistake(Subtype.UNKNOWN, not_glued(quantity, glued), quantity.place)
            value = glued.get(quantity.name, "")
            if not value or quantity.written:
                continue
            try:
                formatted(value, quantity.format)
            except ValueError as error:
                text = (
                    f'quantity: "{quantity.name}" cannot be shown as "{quantity.format}": {error}'
                )
                yield mistake(Subtype.OPTION, text, quantity.place)


def not_glued(quantity: StatedQuantity, glued: Mapping[str, str]) -> str:
    """Return the message about a value that the cells of another page do not give."""
    known = {key(name): name for name in glued}
    hint = suggest(key(quantity.name), known, known) if known else "they glue nothing"
    return f'quantity: no cell of the page "{quantity.elsewhere}" glues "{quantity.name}": {hint}'


def no_exercise(kind: str, label: str, found: str) -> str:
    """Return the message about a solution or hint that names a block of the kind *found*."""
    return (
        f'{kind}: its option "for" names "{label}", which is the label of a block "{found}" and '
        "of no exercise; give the label of one"
    )
