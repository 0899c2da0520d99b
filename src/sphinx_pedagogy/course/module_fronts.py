"""The pages that describe modules and series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import Subtype, place_name
from sphinx_pedagogy.course.names import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_pedagogy.course.facts import ModulePage, PageFacts
    from sphinx_pedagogy.model import Place


def fronts_of(
    pages: Mapping[str, PageFacts], warn: Callable[[Subtype, str, Place], None]
) -> dict[tuple[int, ...], ModulePage]:
    """Return the front of each module and series by its number; of two, the first."""
    found: dict[tuple[int, ...], ModulePage] = {}
    for _name, page in sorted(pages.items()):
        for front in page.module_pages:
            first = found.setdefault(front.number, front)
            if first is not front:
                text = (
                    f"course-{front.kind}: {number_text(front.number)} is described in "
                    f"{place_name(first.place)} already; remove one of them, "
                    "or change its number"
                )
                warn(Subtype.DUPLICATE, text, front.place)
    return found
