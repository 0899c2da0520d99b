"""The words for what shows a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view_content import Line, Ref
from sphinx_pedagogy.course.phrase import Phrase, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.course.record_facts import Presentation

LONGEST = 80
"""Characters of a title or caption in a list of many."""


def shown_line(shown: Iterable[Presentation]) -> Line:
    """Return what shows something, kind by kind, with the titles that it has."""
    kinds: dict[str, list[Presentation]] = {}
    for shown_item in shown:
        kinds.setdefault(shown_item.label or kind_label(shown_item.kind), []).append(shown_item)
    line: Line = ()
    for label, group in kinds.items():
        titled = list(
            dict.fromkeys((member.title, member.place.document, member.anchor) for member in group)
        )
        titles: Line = ()
        for title, document, anchor in titled:
            if title:
                words = shortened(title)
                place = Ref(words, document, anchor) if anchor else words
                titles += (*((", ",) if titles else ()), place)
        line += (*(("; ",) if line else ()), label, *((": ", *titles) if titles else ()))
    return line


def shortened(title: str) -> str:
    """Return a title that stands among others; a caption may have several sentences."""
    short = cut(title, LONGEST, sentences=True)
    return short if isinstance(short, Phrase) else short.removesuffix(".")


def kind_label(kind: str) -> str:
    """Return our word for what has no label on its page."""
    labels = {
        "cards": _("Cards"),
        "code": _("Code"),
        "comparison": _("Comparison"),
        "diagram": _("Diagram"),
        "figure": _("Figure"),
        "math": _("Formula"),
        "phases": _("Phases"),
        "pipeline-trace": _("Trace"),
        "plot": _("Plot"),
        "table": _("Table"),
        "widget": _("Widget"),
    }
    return labels.get(kind, kind)
