"""What can be wrong with the records of lessons though each page is right by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.left_out import least_depth
from sphinx_pedagogy.course.messages import Subtype, place_name
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.course.catalogue import Catalogue


def in_scopes(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield what a lesson both leaves out and teaches."""
    course = catalogue.course
    least = least_depth(course)
    for slug, lines in catalogue.left_out.items():
        taught = {
            teaching.concept: teaching
            for teaching in course.taught.get(slug, ())
            if teaching.depth >= least
        }
        for line in lines:
            # "the inside of T5" is not T5: only a line that is nothing but the name contradicts
            concept = catalogue.find(line.line.text)
            teaching = taught.get(concept) if concept else None
            if teaching:
                text = (
                    f'constraint: this lesson leaves out "{line.line.subject}", but teaches it '
                    f"({place_name(teaching.place)}); name the part that is left out, or remove "
                    "the line"
                )
                yield Diagnostic(code=Subtype.SELF, place=line.line.place, text=text)


def in_sources(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the mental models and analogies that come from a lesson after their own."""
    positions = catalogue.course.positions
    for _name, page in sorted(catalogue.pages.items()):
        for target in page.targets:
            here = positions.get(target.lesson)
            for name in target.sources:
                lesson = catalogue.find_lesson(name)
                if here is not None and lesson and positions[lesson.slug] >= here:
                    when = "this lesson itself" if lesson.slug == target.lesson else "a later one"
                    text = (
                        f'{target.kind}: "{target.title}" comes from {when}, "{name}"; name the '
                        'earlier lesson that introduced it, or remove its option "from"'
                    )
                    yield Diagnostic(code=Subtype.SELF, place=target.place, text=text)
