"""Records of a course, grouped by lesson or concept."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from sphinx_pedagogy.model.records import Requirement, Teaching, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Record = TypeVar("_Record", Teaching, Use, Requirement)

# in C: a call of Python for each record would take longer than all the rest of the grouping
by_lesson: Callable[[Teaching | Use | Requirement], str] = attrgetter("lesson")
by_concept: Callable[[Teaching | Use | Requirement], str] = attrgetter("concept")


def grouped(records: Iterable[_Record], key: Callable[[_Record], str]) -> dict[str, list[_Record]]:
    """Return some records by what *key* says of each, in their order."""
    found: dict[str, list[_Record]] = defaultdict(list)
    # neighbours mostly share their key, so this goes through C
    for name, group in groupby(records, key):
        found[name] += group
    return dict(found)


def in_page_order(groups: dict[str, list[_Record]]) -> dict[str, list[_Record]]:
    """Sort each of some groups by where its records stand; return them."""
    for records in groups.values():
        if len(records) > 1:
            records.sort(key=_page_order)
    return groups


def _page_order(record: _Record) -> tuple[tuple[str, str, int], _Record]:
    # the record itself settles ties, so that the order of input says nothing
    return record.place.order, record
