"""What the record of a lesson tells beyond what it teaches, as pages state it.

Strings, integers and tuples only: this is stored with the page and travels between processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx_pedagogy.model.records import Place


class LessonRecord(NamedTuple):
    """A ``lesson-record`` about a lesson that is a page of the site."""

    key: str
    """What the facts in it have in place of the lesson's slug, until that is known."""
    name: str
    """Slug or number of the lesson, as written."""
    status: str
    """``planned``, ``built`` or ``complete``; empty if it does not say."""
    notebook: str
    """As ``notebook`` of a ``Lesson``."""
    place: Place


class ScopeLine(NamedTuple):
    """A line of a ``constraint``: something that a lesson covers, or leaves out."""

    text: str
    """With its markup, in the language of the page."""
    subject: str
    """What stands before its colon, as plain text: what it is about."""
    left_out: bool
    names: tuple[str, ...]
    """The concepts that it names by a role."""
    lesson: str
    anchor: str
    place: Place


CONCEPT = "concept"


class Presentation(NamedTuple):
    """Something by which a lesson shows what it teaches; or where it teaches a concept."""

    kind: str
    """Name of a block; ``figure``, ``diagram``, ``table``, ``code``, ``plot`` or ``math``; or
    :data:`CONCEPT` for the block of a concept, which is the place of all that is about it."""
    variant: str
    """Which sort of its kind: the ``kind`` of an example or a check, the ``tier`` of evidence."""
    label: str
    """Our word for it, in the language of the build; empty where its kind has none."""
    title: str
    """With its markup; empty if its author gave none."""
    names: tuple[str, ...]
    """The concepts that it is of, that it tests, or that it names."""
    section: tuple[int, ...]
    """The numbers of the sections around it on its page, the outermost first."""
    lesson: str
    anchor: str
    place: Place
