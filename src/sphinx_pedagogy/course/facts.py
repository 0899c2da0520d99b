"""What one page states about the course, as its author wrote it.

Names of concepts stand here as written; what they mean is decided when all pages are
known (:mod:`sphinx_pedagogy.course.catalogue`). Strings, integers and tuples only: this
is stored with the page and travels between processes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.model.records import Place

if TYPE_CHECKING:
    from sphinx_pedagogy.course.plan_facts import LessonPlan, LessonReview
    from sphinx_pedagogy.course.record_facts import LessonRecord, Presentation, ScopeLine
    from sphinx_pedagogy.course.stated_block import StatedBlock
    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.model.records import Lesson

_MANY = (tuple, list)


class ConceptRecord(NamedTuple):
    """A ``concept`` block, or a line of a ``lesson-record``: it defines, teaches, or both."""

    name: str
    """Title, id or alias, as written."""
    place: Place
    id: str = ""
    """The id that the author gave; else the name decides."""
    title: str = ""
    """The name in the language of the page; empty where a line only refers to a concept."""
    aliases: tuple[str, ...] = ()
    """Its other names, in the language of the page."""
    builds_on: tuple[str, ...] = ()
    definition: str = ""
    lesson: str = ""
    """Slug of the lesson that teaches it; empty outside of lessons."""
    depth: int = 0
    note: str = ""
    anchor: str = ""
    shown: str = ""
    """The name that a line refers by, in the language of the page."""
    also: tuple[str, ...] = ()
    """Its other names as written, by which other pages of the sources refer to it."""
    built_at: Place | None = None
    """Where it says what it builds on."""
    is_plain: bool = False
    """Whether its names count as mentions wherever they stand, though they are ordinary words."""
    code: tuple[str, ...] = ()
    """What stands for it in code."""
    has_no_mentions: bool = False
    """Whether its names in plain words are no mentions."""
    recorded: bool = False
    """Whether a ``lesson-record`` says it."""
    has_wrong_depth: bool = False
    """Whether it states a depth that the course does not have: that is told, and nothing of how
    deep it is taught can be."""


class RequirementLine(NamedTuple):
    """A line of a ``requires`` block."""

    name: str
    depth: int
    reason: str
    lesson: str
    place: Place


class Mention(NamedTuple):
    """A ``{concept}`` role or a recap."""

    name: str
    lesson: str
    """Slug of the lesson on whose page it stands; empty elsewhere."""
    place: Place
    recap: bool = False
    inside: str = ""
    """Kind of the block that it stands in, where that changes what it asks of a reader: to
    name a concept in a check is more than to name it in passing."""


class View(NamedTuple):
    """A placeholder on the page that is filled when the course is known."""

    kind: str
    arguments: tuple[str, ...]
    """``name=value``; ``concept`` or ``lesson`` is what the view is about."""
    place: Place
    places: tuple[tuple[str, Place], ...] = ()
    """Where its arguments stand, by name: those with lines of their own."""

    def at(self, name: str) -> Place:
        """Return where an argument stands."""
        return dict(self.places).get(name, self.place)

    @property
    def named(self) -> dict[str, str]:
        """The arguments by name."""
        pairs = (argument.partition("=") for argument in self.arguments)
        return {name: value for name, _equals, value in pairs}


class StatedQuantity(NamedTuple):
    """A number in prose, a shape of a step, or the declaration of one that others name."""

    name: str
    """As written; ``page::key`` for what the cells of another page glued."""
    written: str
    """The words of the author; empty where the computed value itself is shown."""
    value: str
    """What a cell computed or the author declared; empty if that is not known."""
    place: Place
    declared: bool = False
    """Whether it is a ``quantity`` block, which gives others their value."""
    computed: bool = False
    """Whether ``value`` comes from a cell."""
    bridge: str = ""
    """What explains why this value is not an earlier one of the same name."""
    elsewhere: str = ""
    """The page whose cells compute it, where that is another one."""
    format: str = ""
    """How to show the value of another page."""


class Step(NamedTuple):
    """A step of a ``pipeline-trace``."""

    title: str
    sources: tuple[str, ...]
    """Numbers or slugs of the lessons that taught it."""
    concepts: tuple[str, ...]
    """The concepts that it names."""
    lesson: str
    place: Place


class ListedBlock(NamedTuple):
    """A check, misconception, mental model or analogy that others may refer to or list."""

    kind: str
    id: str
    title: str
    text: str
    lesson: str
    anchor: str
    place: Place
    sources: tuple[str, ...] = ()
    """Numbers or slugs of the lessons that it comes from; empty where it is new."""


class ModulePage(NamedTuple):
    """A page that is the front of a module or series."""

    kind: str
    """``module`` or ``series``."""
    number: tuple[int, ...]
    title: str
    goal: str
    loads: tuple[str, ...]
    """The loads that its author planned, in order."""
    place: Place


class Gap(NamedTuple):
    """A ``gap`` block: the place where a lesson brings a concept up to what it needs."""

    name: str
    size: str
    """``small``, ``medium`` or ``large``; empty if its author did not say."""
    lesson: str
    anchor: str
    place: Place


class BlockLabel(NamedTuple):
    """A block, or a part of one, that has a label."""

    kind: str
    """Name of the block; empty for a part."""
    anchor: str
    label: str
    """Our word for it, in the language of the build, without a number."""
    title: str
    """Its author's; empty if there is none."""
    number: str = ""
    """On its page, or the one that its author set; empty for what is not numbered."""
    counts: bool = False
    """Whether it is counted: its author has not set the number."""

    def with_label(self, label: str) -> str:
        """Return what a reference shows, given label and number: "Exercise 2: Loops"."""
        return f"{label}: {self.title}" if self.title else label

    @property
    def shown(self) -> str:
        """What a reference shows where numbers are those of the page."""
        if not self.number:
            return self.title or self.label
        return self.with_label(f"{self.label} {self.number}")


@dataclass(slots=True)
class PageFacts:
    """All that one page states."""

    lessons: list[Lesson] = field(default_factory=list)
    """Its own lesson first, if it is one, then those it records."""
    statements: list[ConceptRecord] = field(default_factory=list)
    needs: list[RequirementLine] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    targets: list[ListedBlock] = field(default_factory=list)
    blocks: list[StatedBlock] = field(default_factory=list)
    """Its blocks, in the order of the page."""
    views: list[View] = field(default_factory=list)
    lesson_mentions: list[Mention] = field(default_factory=list)
    """The ``{lesson}`` roles; their ``name`` is a lesson's."""
    numbers: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The numbers in its prose that may be those of lessons, modules or series, with the kind."""
    module_pages: list[ModulePage] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    labels: tuple[str, ...] = ()
    """The targets that its author named."""
    labelled: dict[str, str] = field(default_factory=dict)
    """The kinds of its blocks that have a label, by label."""
    check_keys: tuple[str, ...] = ()
    """The keys under which browsers keep what readers answer to its checks."""
    belongings: list[Mention] = field(default_factory=list)
    """The labels that its solutions and hints say they belong to."""
    references: tuple[str, ...] = ()
    """The labels that it refers to, on whatever page."""
    records: list[LessonRecord] = field(default_factory=list)
    """What it records of lessons that are pages of the site."""
    scope: list[ScopeLine] = field(default_factory=list)
    """What its lessons cover, and what they leave out."""
    shows: list[Presentation] = field(default_factory=list)
    """By what its lessons show what they teach, in the order of the page."""
    plan: LessonPlan | None = None
    """The plan that the page is."""
    reviews: list[LessonReview] = field(default_factory=list)
    quantities: list[StatedQuantity] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    glued: dict[str, str] = field(default_factory=dict)
    """What its cells computed and kept under a name."""
    all_glued: bool = True
    """Whether that is all: its cells have run, or it has none."""
    headings: tuple[tuple[tuple[str, ...], str], ...] = ()
    """The headings that show something of other pages, each with its labels."""
    is_ours: bool = True
    """Whether it has something of ours; else it only has cells that a page of ours may need."""
    mark: str = ""
    """A digest of all that, but for the lines where it stands."""
    waits: bool = False
    """Whether a line of it shows something of other pages."""

    def set_mark(self) -> None:
        """Digest what the page states: all else is known."""
        names = (field.name for field in fields(self) if field.name not in {"mark", "waits"})
        stated = [without_lines(getattr(self, name)) for name in names]
        self.mark = digest_of(stated)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that the page is."""
        first = self.lessons[0] if self.lessons else None
        return first if first and not first.recorded else None


def without_lines(value: object) -> object:
    """Return a part of what a page states without the lines where it stands."""
    if isinstance(value, Place):
        return value.document, value.source
    if isinstance(value, _MANY):
        return [without_lines(item) for item in value]
    return value


Asked = dict[tuple[str, tuple[Any, ...]], bytes]
"""What a page asked of the course when it was written, by kind and subject, and a digest of each
answer."""


def digest_of(data: object) -> str:
    """Return a digest of plain data."""
    return blake2b(repr(data).encode(), digest_size=16).hexdigest()


class Execution(NamedTuple):
    """How the outputs of a page were had."""

    state: str
    """What they are: ``fresh``, ``cpu``, ``stale``, ``failed`` or ``missing``."""
    wanted: str
    """The key of the outputs that it should show, if it does not."""
    device: str
    """What it is for."""
    policy: str
    """What was to happen then where outputs cannot be had."""
    folder: str
    """The page's folder, from the root of the sources."""
    inputs: tuple[str, ...]
    """The files and patterns that it declares."""
    files: tuple[str, ...]
    """What was found for them, sorted."""


class Suppression(NamedTuple):
    """A comment that silences a rule in one place."""

    rule: str
    line: int
    """Where the comment stands."""
    first: int
    last: int
    """The lines that it covers."""
    reason: str


class PageAudit(NamedTuple):
    """What the audit keeps of one page."""

    tree: bytes
    """Its sections and blocks, without their text: bytes of ``PageTrees``, as few ask for it."""
    findings: list[Diagnostic]
    """What rules found on the page alone."""
    suppressions: list[Suppression]
    kept: dict[str, list[object]]
    """By rule, what it keeps for when all pages are known."""
    asked: frozenset[str]
    """The ids of the rules that were asked when the page was read."""
