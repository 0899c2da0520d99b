"""A built lesson as its plan asks for it: sections, blocks, ways of showing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.passages import LessonText, texts_of
from sphinx_pedagogy.audit.representations import MODALITIES, scopes_of
from sphinx_pedagogy.course.block_roles import BlockRole, kinds_and_roles
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.course.plan_facts import LessonPlan, Planned
    from sphinx_pedagogy.model import Lesson

WAY, OUT = "way", "out"
"""What the rule keeps of pages: ways of showing of lessons, and what plans leave out."""


class WayShown(NamedTuple):
    """A way of showing, and where a lesson uses it."""

    way: str
    sections: tuple[str, ...]
    """The sections around it, as names are compared."""


class PlanExclusion(NamedTuple):
    """Something that the constraint of a plan leaves out."""

    text: str
    line: int | None


def left_out_on(page: PageContext) -> Iterator[PlanExclusion]:
    """Yield what the constraints of a plan leave out.

    Without a list of ``+`` items nothing says what the others are.
    """
    for constraint in page.find(BlockRole.SCOPE):
        lists = [part for part in constraint.children if part.kind == "list"]
        if any(part.options.get("bullet") == "+" for part in lists):
            for part in lists:
                for entry in part.children if part.options.get("bullet") != "+" else ():
                    yield PlanExclusion(entry.words(), entry.line)


def shown_on(page: PageContext) -> Iterator[WayShown]:
    """Yield each way of showing with the sections that have it, each once."""
    found = (
        WayShown(way, sections_around(scope.parts[0]))
        for scope in scopes_of(page)
        for way in MODALITIES
        if way in scope.ways
    )
    yield from dict.fromkeys(found)  # two sections may have one title


def sections_around(part: PageElement) -> tuple[str, ...]:
    """Return the titles of a section and of those around it, as names are compared."""
    return tuple(
        key(element.title) for element in (part, *part.parents()) if element.kind == "section"
    )


@dataclass(frozen=True, kw_only=True)
class PlannedLesson:
    """A lesson that is written, and has a plan."""

    plan: LessonPlan
    lesson: Lesson
    facts: PageFacts
    tree: PageElement
    shown: Sequence[WayShown]
    text: LessonText
    left_out: Sequence[PlanExclusion]
    """What the plan's own constraint leaves out."""
    has_cells: bool

    @cached_property
    def sections(self) -> Mapping[str, PageElement]:
        """The sections by title as names are compared, in order."""
        found: dict[str, PageElement] = {}
        for part in self.tree.find("section"):
            found.setdefault(key(part.title), part)
        return found

    @cached_property
    def _blocks(self) -> list[PageElement]:
        # a plan has dozens of items, and most parts of a page are no blocks
        return [part for part in self.tree.walk() if part.title or part.options]

    def titles(self) -> list[str]:
        """Return the titles of the sections, in order."""
        return [part.title for part in self.sections.values()]

    def is_whole(self, section: str) -> bool:
        """Whether the title of a section is that of the lesson: everything stands in it."""
        return key(section) in self._own_titles

    @cached_property
    def _own_titles(self) -> set[str]:
        first = next(self.tree.find("section"), None)
        titles = {key(self.lesson.title), key(first.title) if first else ""}
        return titles - {""}

    def has_section(self, title: str) -> bool:
        """Whether the lesson has a section of a title, or that title itself."""
        return key(title) in self.sections or self.is_whole(title)

    def items(self, *kinds: str) -> Iterator[Planned]:
        """Yield what the plan has of some kinds."""
        return (item for item in self.plan.items if item.kind in kinds)

    def block(self, item: Planned) -> PageElement | None:
        """Return the block that delivers an item: by its id or label, else by its title."""
        role = [BlockRole(item.kind)] if item.kind in set(BlockRole) else []
        kinds, roles = kinds_and_roles(item.kind, *role)
        blocks = [part for part in self._blocks if part.is_among(kinds, roles)]
        if item.at:
            wanted = key(item.at)
            for part in blocks:
                if wanted in {key(part.options.get(name, "")) for name in ("id", "label")}:
                    return part
        return next((part for part in blocks if key(part.title) == key(item.name)), None)

    def stands_in(self, part: PageElement, section: str) -> bool:
        """Whether a part stands in a section, or in one within it."""
        return self.is_whole(section) or any(
            key(parent.title) == key(section) for parent in part.parents()
        )

    def place(self, part: PageElement) -> Place:
        """Return where a part of the lesson stands."""
        return Place(self.lesson.place.document, None if part.source else part.line)


def built_lessons(context: CourseContext, rule: str) -> Iterator[PlannedLesson]:
    """Yield each written lesson that has a plan which is not only planned.

    :param rule: the one that kept what pages show
    """
    shown: dict[str, list[WayShown]] = {}
    left_out: dict[str, list[PlanExclusion]] = {}
    for docname, (kind, *note) in context.kept.get(rule, ()):
        if kind == WAY:
            shown.setdefault(docname, []).append(WayShown(*note))
        else:
            left_out.setdefault(docname, []).append(PlanExclusion(*note))
    texts = texts_of(context)
    with_cells = {name for name, (_stated, own) in context.kept.get("notebook", ()) if own}
    for slug, plan in sorted(context.catalogue.documents.plans.items()):
        lesson = context.catalogue.find_lesson(slug)
        docname = lesson.place.document if lesson else ""
        tree = context.trees.get(docname)
        if lesson and not lesson.recorded and tree and plan.status != "planned":
            facts = context.catalogue.pages[docname]
            yield PlannedLesson(
                plan=plan,
                lesson=lesson,
                facts=facts,
                tree=tree,
                shown=shown.get(docname, ()),
                text=texts.of(docname),
                left_out=left_out.get(plan.place.document, ()),
                has_cells=docname in with_cells,
            )
