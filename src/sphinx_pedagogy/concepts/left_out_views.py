"""What lessons left out on purpose, and nobody has covered since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view import ViewContext, nothing
from sphinx_pedagogy.core.view_content import Content, Item, Items, Line
from sphinx_pedagogy.course.left_out import still_left_out as not_covered
from sphinx_pedagogy.course.names import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.course.left_out import LeftOut
    from sphinx_pedagogy.model import Lesson


def left_out(context: ViewContext) -> list[Content]:
    """Return what earlier lessons left out, if no lesson has covered it since."""
    module = number_of(context.arguments.get("module", ""))
    items = tuple(still_left_out(context, context.lesson, module))
    return [Items(items)] if items else nothing()


def still_left_out(
    context: ViewContext, before: Lesson | None, module: tuple[int, ...] = ()
) -> Iterator[Item]:
    """Yield what is not covered on arriving at a lesson, lesson by lesson.

    :param before: that lesson; ``None`` for the end of the course
    :param module: only what lessons of this module or series left out
    """
    catalogue = context.catalogue
    positions = catalogue.course.positions
    here = positions[before.slug] if before else len(positions)
    for lesson, lines in not_covered(catalogue.course, catalogue.left_out, here):
        if not module or lesson.number[: len(module)] == module:
            under = Items(tuple(Item((line.line.text,)) for line in lines))
            yield Item((context.at(lesson.slug),), (under,))


def left_out_item(context: ViewContext, item: LeftOut) -> Item:
    """Return something left out, and where it is covered."""
    line: Line = (item.line.text,)
    if item.covered_in:
        line += (f" ({_('covered in')} ", context.at(item.covered_in), ")")
    return Item(line)
