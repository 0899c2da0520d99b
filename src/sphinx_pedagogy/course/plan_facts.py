"""What plans and reviews state, as their pages have it: strings, integers and tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinx_pedagogy.model.records import Place


class Planned(NamedTuple):
    """One thing that a plan wants its lesson to deliver."""

    kind: str
    """``requirement``, ``target``, ``gap``, ``misconception``, ``example``, ``modality``,
    ``connection``, ``comparison``, ``analogy``, ``fact``, ``section`` or ``decision``; or the name
    of a plugin's block."""
    name: str
    """A concept; a title; of a decision, what it is about."""
    place: Place
    section: str = ""
    """Title of the section that is to deliver it."""
    at: str = ""
    """Id or label of what delivers it in the lesson, where its title does not tell."""
    value: str = ""
    """Size of a gap, kind of an example or modality, risk of a connection, ``yes`` or ``no``."""
    depth: int = 0
    """Of a requirement or target."""
    parts: tuple[str, ...] = ()
    """Columns of a comparison; the lessons that an analogy comes from, as written; the new concept
    that a connection leads to."""
    is_block: bool = False
    """Whether a block delivers it: then ``kind`` is the name of one."""


class LessonPlan(NamedTuple):
    """A page that plans a lesson."""

    lesson: str
    """The lesson as written; empty where the name of the file tells."""
    concepts: tuple[str, ...]
    """What the lesson is about in the first place."""
    load: str
    status: str
    """``planned``, ``built``, ``complete``, or empty."""
    place: Place
    items: tuple[Planned, ...] = ()


class ReviewFinding(NamedTuple):
    """One thing that a reviewer found in a lesson."""

    name: str
    """Its id if it has one, else its title."""
    title: str
    severity: str
    lacks: tuple[str, ...]
    """What its author left out: ``in``, ``issue``, ``effect``, ``fix``."""
    anchor: str
    place: Place
    where: str = ""
    """The section or block that it is about, as written; maybe a reference."""
    quote: str = ""
    """Words of the lesson that it is about, as written."""


class Praise(NamedTuple):
    """Something that a reviewer found good, and that is to stay."""

    title: str
    """With its markup."""
    anchor: str
    place: Place


class FixStatus(NamedTuple):
    """A reviewer's word on an earlier finding."""

    name: str
    status: str
    place: Place
    where: str = ""
    """Where it was mended, as written; empty where that is where it was found."""
    quote: str = ""
    """Words of the lesson that mend it, as written."""


class LessonReview(NamedTuple):
    """One pass of a reviewer over a built lesson."""

    lesson: str
    """The lesson as written; empty where the name of the file tells."""
    iteration: int
    """0 if it cannot be read."""
    date: str
    counts: str
    """The counts that its author wrote, ``critical/improvement/polish``; mostly none."""
    verdict: str
    """The verdict that its author wrote; mostly none."""
    findings: tuple[ReviewFinding, ...]
    fixes: tuple[FixStatus, ...]
    anchor: str
    place: Place
    praises: tuple[Praise, ...] = ()
    sealed: str = ""
    """Digests of the passages of the lesson as it was reviewed; empty if nobody sealed it."""
