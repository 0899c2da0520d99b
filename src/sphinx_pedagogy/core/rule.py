"""What a rule of the audit is, and what it is shown: a page, or the whole course."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sphinx_pedagogy.core.course_reader import CourseQueries
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole, kinds_and_roles
from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.course.near_names import shortened
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model import Lesson, Teaching, Use, Verdict
    from sphinx_pedagogy.model.depth import DepthScale
    from sphinx_pedagogy.model.findings import Fix, Shared


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit of a rule: a number that authors can set in ``pedagogy_audit_limits``."""

    default: float
    """The value, unless a course sets another."""
    help: str
    """One sentence for the manual."""


@dataclass(frozen=True)
class PageContext:
    """One page, as it was read."""

    docname: str
    """The name of the page, as Sphinx has it."""
    tree: PageElement
    """The element of the kind ``page``. All other elements of the page are below it."""
    facts: PageFacts
    scale: DepthScale
    """The words for how deeply a concept is taught."""
    read_source: Callable[[], str]
    language: str = "en"
    """The language of the project, as Sphinx writes it."""
    run_seconds: float = 0
    """How long the cells of the page ran when their outputs were made; 0 if the page has no cells,
    or if this is not known."""

    @property
    def lesson(self) -> Lesson | None:
        """The lesson, if the page is one."""
        return self.facts.lesson

    @cached_property
    def parts(self) -> Sequence[PageElement]:
        """All parts of the page in order."""
        return list(self.tree.walk())

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[PageElement]]:
        found: dict[str, list[PageElement]] = {}
        for part in self.parts:
            found.setdefault(part.kind, []).append(part)
        return found

    @cached_property
    def _by_role(self) -> Mapping[str, Sequence[PageElement]]:
        found: dict[str, list[PageElement]] = {}
        for part in self.parts:
            for role in part.roles:
                found.setdefault(role, []).append(part)
        return found

    def find(self, *wanted: str | BlockRole) -> Sequence[PageElement]:
        """Return the parts of some kinds or roles, in the order of the page.

        Strings are kinds and members of ``BlockRole`` are roles: ``"example"`` is the block of that
        name, and ``BlockRole.EXAMPLE`` is every block that counts as an example.
        """
        if len(wanted) == 1:
            [key] = wanted
            return (self._by_role if isinstance(key, BlockRole) else self._by_kind).get(key, ())
        kinds, roles = kinds_and_roles(*wanted)
        return [part for part in self.parts if part.is_among(kinds, roles)]

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the file of the page; empty for a Jupyter notebook, which has no lines."""
        return self.read_source().splitlines()

    def place(self, part: PageElement | int | None) -> Place:
        """Return the place of a part, or of a line."""
        if part is None or isinstance(part, int):
            return Place(self.docname, part)
        return Place(self.docname, part.line, part.source or "")


@dataclass(frozen=True)
class CourseContext(CourseQueries):
    """All pages, once they are read."""

    catalogue: Catalogue
    trees: Mapping[str, PageElement]
    """For each page, by its name: its sections and blocks, without their text."""
    scale: DepthScale
    """The words for how deeply a concept is taught."""
    kept: Mapping[str, Sequence[tuple[str, Any]]]
    """For each rule, by its id: what its method ``collect`` yielded, in pairs of the name of the
    page and the value."""
    language: str = "en"
    """The language of the project, as Sphinx writes it."""
    roles: Mapping[str, Set[BlockRole]] = field(default_factory=dict)
    """For each block, by its name: what it counts as."""
    solutions_withheld: str = ""
    """Why the course shows no solutions; empty if it shows them."""

    def is_a(self, block: str, *wanted: str | BlockRole) -> bool:
        """Whether a block has one of the given names or roles.

        Strings are names and members of ``BlockRole`` are roles.
        """
        kinds, roles = kinds_and_roles(*wanted)
        if not block or block in kinds:  # most mentions stand in no block
            return block in kinds
        return not self.roles.get(block, NO_ROLES).isdisjoint(roles)

    @cached_property
    def verdicts(self) -> Sequence[Verdict]:
        """Each requirement of the course, compared with what students know."""
        return list(self.catalogue.course.all_verdicts())

    @cached_property
    def neighbours(self) -> Mapping[str, Set[str]]:
        """For each concept, by its id: what it builds on, and what builds on it."""
        found: dict[str, set[str]] = {}
        for link in self.catalogue.course.facts.links:
            found.setdefault(link.concept, set()).add(link.base)
            found.setdefault(link.base, set()).add(link.concept)
        return found

    @cached_property
    def concepts(self) -> Mapping[str, Set[str]]:
        """For each lesson, by its slug: the concepts that it teaches or uses."""
        facts = self.catalogue.course.facts
        found: dict[str, set[str]] = {}
        records: tuple[Teaching | Use, ...] = (*facts.teachings, *facts.uses)
        for record in records:
            found.setdefault(record.lesson, set()).add(record.concept)
        return found

    def pages(self) -> Iterable[tuple[str, PageFacts]]:
        """Yield all pages and what they state, by name."""
        yield from sorted(self.catalogue.pages.items())


class Rule:
    """One thing that a careful reviewer would look for.

    A subclass overrides :meth:`on_page`, :meth:`on_course`, or both.
    """

    id: ClassVar[str]
    """Lower-case words joined by hyphens: ``fading``. The id is also the subtype of the warnings of
    the rule."""
    severity: ClassVar[Severity] = Severity.WARNING
    """The severity of the findings, unless ``pedagogy_audit`` sets another."""
    profile: ClassVar[Profile] = Profile.ESSENTIALS
    """The lowest profile in which the rule runs. In a lower profile, the rule runs if
    ``pedagogy_audit`` names it. A finding may have a higher profile than its rule."""
    reads_prose: ClassVar[bool | Literal["partly"]] = False
    """Whether the rule reads prose by patterns, so that its findings are guesses.

    A rule with ``"partly"`` marks each of its findings that is a guess.
    """
    severity_of_guesses: ClassVar[Severity] = Severity.NOTE
    """The severity of guesses, if the rule reads prose partly and the course sets no other
    severity."""
    summary: ClassVar[str]
    """What the rule finds: one or two sentences for the manual's table."""
    rationale: ClassVar[str]
    """Why this matters to a student, and what the rule is based on, in MyST."""
    page: ClassVar[str] = ""
    """The address of a page about the rule, to which code hosts link. The page of a built-in rule
    is in the manual."""
    limits: ClassVar[Mapping[str, Threshold]] = {}
    """The limits with which the rule compares, by name; :meth:`limit` returns the limit of the
    course."""

    def __init__(self, limits: Mapping[str, float] | None = None) -> None:
        """Take the limits of a course."""
        self._limits = dict(limits or {})

    def limit(self, name: str) -> float:
        """Return a limit: the limit that the course sets, or else the default.

        :raises LookupError: the rule declares no limit of that name
        """
        if name not in self.limits:
            hint = suggest(name, self.limits) if self.limits else 'name it in "limits"'
            raise LookupError(f'it has no limit "{name}": {hint}')
        return self._limits.get(name, self.limits[name].default)

    def limit_note(self, name: str) -> str:
        """Return a limit in brackets, as the end of a message: its number, and where it is set."""
        return f"(limit {self.limit(name):g}: pedagogy_audit_limits {self.id}.{name})"

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Yield what is wrong with one page.

        This is called when the page is read, and the findings are stored.
        """
        return ()

    def collect(self, page: PageContext) -> Iterable[object]:
        """Yield data about a page that :meth:`on_course` needs, but that its *context* lacks.

        This is called when the page is read. Yield only plain data: the build stores the data with
        the page, and gives it to ``on_course()`` in ``context.kept[self.id]``.
        """
        return ()

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Yield what is wrong with the course.

        This is called in each build, when all pages are read.
        """
        return ()

    def report(
        self,
        place: Place,
        text: str,
        *related: Related,
        guess: bool = False,
        severity: Severity | None = None,
        profile: Profile | None = None,
        shared: Shared | None = None,
        fixes: Iterable[Fix] = (),
    ) -> Diagnostic:
        """Return a finding of this rule. A rule makes all its findings with this method.

        :param text: what is wrong and what to do about it, without the name of the rule
        :param guess: whether the rule made the finding from prose, and no declaration proves it. If
            ``reads_prose`` is ``True``, all findings are guesses
        :param severity: a lower severity than the rule's, for this finding only. If
            ``pedagogy_audit`` sets the severity of the rule, this one does not count
        :param profile: the lowest profile that reports the finding, if higher than the rule's
        :param shared: what to report once for the course, if several pages have the same finding.
            Use it for things that are merely missing
        :param fixes: what ``audit --fix`` may write at the place of the finding
        :raises TypeError: *place* is not a ``Place``, or *text* is not a string
        """
        check_report(place, text)
        guess = guess or self.reads_prose is True
        return Diagnostic(
            code=self.id,
            place=place,
            text=shortened(text),
            severity=max(severity or self.severity, self.severity, key=lambda weight: weight.rank),
            related=related,
            guess=guess,
            profile=max(
                profile or self.profile, self.profile, key=lambda candidate: candidate.rank
            ),
            shared=shared,
            fixes=tuple(fixes),
        )


def check_report(place: object, text: object) -> None:
    """Check what a rule reports.

    :raises TypeError: it is no place, or no text
    """
    if not isinstance(place, Place):
        raise TypeError(f"report() takes a place first, such as page.place(part), not {place!r}")
    if not isinstance(text, str):
        raise TypeError(f"report() takes a text, not {text!r}")
