"""``plan``: a lesson that is not what was planned.

What the rules on plans find stands on the plan's page, which readers do not get: a comment that
silences it never stands in a lesson, where it would silence nothing in the reader's build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.planned_connections import untied
from sphinx_pedagogy.audit.planned_lesson import (
    OUT,
    WAY,
    PlannedLesson,
    built_lessons,
    left_out_on,
    shown_on,
)
from sphinx_pedagogy.audit.planned_scope import beyond_scope
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.lesson_notebook import decision_of
from sphinx_pedagogy.course.messages import suggest
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.plan_facts import Planned
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


class Plan(Rule):
    """A lesson that is not what was planned."""

    id = "plan"
    reads_prose = "partly"
    summary = (
        "Something that a plan promises, but that its lesson does not have. A concept that a "
        "lesson teaches, but that its plan does not name."
    )
    rationale = (
        "An author plans with a cool head: which misconceptions to disprove, which examples to "
        "give, and in how many ways to show a concept. While writing, the author hardly notices "
        "what is missing, so the rule compares the lesson with the plan. If the lesson is right "
        "and the plan is out of date, change the plan: the next lesson will be planned from "
        "it.\n\n"
        "The rule finds a planned block by its title, id or label, and a planned section by its "
        "title. A planned connection to a concept counts as made if the planned section has one "
        "word of the concept's name.\n\n"
        "The rule does not see whether a block does what the plan says of it."
    )

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep the ways of showing of a lesson, by section, and what a plan leaves out."""
        if page.lesson:
            yield from ((WAY, *shown) for shown in shown_on(page))
        if page.facts.plan:
            yield from ((OUT, *left_out) for left_out in left_out_on(page))

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Go through each plan."""
        yield from self.strays(context)
        for built in built_lessons(context, self.id):
            for item in built.plan.items:
                yield from self.judge(context, built, item)
            yield from self.targets(context, built)
            yield from self.order_of_sections(built)
            found = list(beyond_scope(context, built))
            yield from self.unplanned(context, built, {beyond.concept for beyond in found})
            yield from self.load(built)
            for beyond in found:
                guess = not beyond.is_certain
                yield self.report(beyond.place, beyond.text, *beyond.related, guess=guess)

    def strays(self, context: CourseContext) -> Iterator[Diagnostic]:
        """Find plans without a lesson, and second plans of one."""
        documents = context.catalogue.documents
        for docname, page in context.pages():
            if page.plan and docname not in documents.subjects and page.plan.status != "planned":
                text = (
                    "this plan belongs to no lesson of the course; name its lesson on the first "
                    "line, or give it the status `planned`"
                )
                yield self.report(page.plan.place, text)
        for plan in documents.duplicate_plans:
            first = documents.plans[documents.subjects[plan.place.document].slug]
            text = f'the lesson has another plan, "{first.place.document}"; merge the two'
            yield self.report(plan.place, text, Related(first.place, "the first plan"))

    def judge(
        self, context: CourseContext, built: PlannedLesson, item: Planned
    ) -> Iterator[Diagnostic]:
        """Look for one planned thing in the lesson."""
        lost = item.is_block and built.block(item) is None
        if item.section and not built.has_section(item.section) and not lost:
            hint = suggest(item.section, built.titles())
            text = (
                f'"{item.name}" is planned for the section "{item.section}", which the lesson does'
            )
            yield self.missing(built, item, f"{text} not have: {hint}")
        elif item.is_block:
            yield from self.block(context, built, item)
        elif item.kind == "modality":
            yield from self.modality(built, item)
        elif item.kind in {"connection", "requirement", "target"}:
            yield from self.concept(context, built, item)
        elif item.kind == "section" and not built.has_section(item.name):
            text = f'the section "{item.name}" is planned, but the lesson does not have it: '
            yield self.missing(built, item, text + suggest(item.name, built.titles()))
        elif item.kind == "decision":
            yield from self.decision(built, item)

    def missing(
        self, built: PlannedLesson, item: Planned, text: str, *, guess: bool = False
    ) -> Diagnostic:
        """Return a finding at a line of the plan."""
        related = Related(built.lesson.place, "the lesson")
        return self.report(item.place, text, related, guess=guess)

    def block(
        self, context: CourseContext, built: PlannedLesson, item: Planned
    ) -> Iterator[Diagnostic]:
        """Look for the block that delivers an item, where it was planned and as it was."""
        part = built.block(item)
        if part is None:
            where = f' in the section "{item.section}"' if item.section else ""
            text = (
                f'the {item.kind} "{item.name}" is planned, but the lesson has none with that '
                f"title, id or label; write it{where}, or take it out of the plan"
            )
            yield self.missing(built, item, text)
            return
        for complaint in (*complaints(built, item, part), *origins(context, item, part)):
            yield self.report(item.place, complaint, Related(built.place(part), "the lesson's"))

    def modality(self, built: PlannedLesson, item: Planned) -> Iterator[Diagnostic]:
        """Look for a way of showing, in its section if it has one."""
        wanted = "" if built.is_whole(item.section) else key(item.section)
        if not any(
            shown.way == item.value and (not wanted or wanted in shown.sections)
            for shown in built.shown
        ):
            where = f'the section "{item.section}"' if item.section else "the lesson"
            text = (
                f'"{item.name}" is planned as something {item.value}, but {where} shows nothing '
                f"{item.value}; add it, or take it out of the plan"
            )
            yield self.missing(built, item, text)

    def concept(
        self, context: CourseContext, built: PlannedLesson, item: Planned
    ) -> Iterator[Diagnostic]:
        """Look for what the lesson makes of a concept: requires it, teaches it, ties in with it."""
        catalogue, slug = context.catalogue, built.lesson.slug
        concept = catalogue.find(item.name)
        course = catalogue.course
        if concept is None:
            hint = catalogue.nearest(item.name)
            yield self.missing(built, item, f'"{item.name}" is no concept of this course; {hint}')
            return
        if item.kind == "connection":
            if missed := untied(context, built, item):
                yield self.missing(built, item, missed.text, guess=not missed.is_certain)
            return
        stated, does = {
            "requirement": (course.requirements.get(slug, ()), "lists it in its requires"),
            "target": (course.taught.get(slug, ()), "has a concept block for it"),
        }[item.kind]
        found = [record for record in stated if record.concept == concept]
        if not found:
            text = (
                f'the {item.kind} "{item.name}" is planned, but nothing in the lesson {does}; '
                "add that, or take it out of the plan"
            )
            yield self.missing(built, item, text)
        elif item.kind == "requirement" and item.depth not in {record.depth for record in found}:
            # a target that is too shallow is what `depth-drop` finds
            planned, there = context.scale.word(item.depth), context.scale.word(found[0].depth)
            text = (
                f'the requirement "{item.name}" is planned as {planned}, but the lesson requires '
                f"it {there}; change one of the two"
            )
            yield self.report(item.place, text, Related(found[0].place, "required here"))

    def targets(self, context: CourseContext, built: PlannedLesson) -> Iterator[Diagnostic]:
        """Look for the concepts that the lesson is about, unless a line of the plan has them."""
        stated = {key(item.name) for item in built.items("target")}
        for name in built.plan.concepts:
            if key(name) not in stated:
                yield from self.concept(context, built, Planned("target", name, built.plan.place))

    def decision(self, built: PlannedLesson, item: Planned) -> Iterator[Diagnostic]:
        """Hold a decision against what there is."""
        if key(item.name) not in {"notebook", "widget"}:
            text = (
                f'a plan decides about `notebook` or `widget`, not about "{item.name}"; write one '
                "of them"
            )
            yield self.report(item.place, text)
            return
        kind = key(item.name)
        lesson = next(built.tree.find("lesson"), None)
        there = next(built.tree.find(BlockRole.INTERACTIVE), None) is not None
        if kind == "notebook":
            stated = lesson.options.get("notebook", "") if lesson else ""
            # "none, because ..." is a decision against one; the cells of a page may be what was
            # planned, or just compute its numbers
            own = built.has_cells and item.value == "yes"
            there = own if not stated else decision_of(stated) is None
        if there != (item.value == "yes"):
            text = (
                f"the plan decides against a {kind}, but the lesson has one"
                if there
                else f"the plan decides for a {kind}, but the lesson has none"
            )
            yield self.missing(built, item, f"{text}; change one of the two")

    def order_of_sections(self, built: PlannedLesson) -> Iterator[Diagnostic]:
        """Find planned sections that stand before one that was planned earlier."""
        titles = [(key(part.title), part) for part in built.tree.find("section")]
        last, after = "", -1
        for item in built.items("section"):
            # of several sections with one title, such as that of the lesson, each may be meant
            found = [at for at, (title, _part) in enumerate(titles) if title == key(item.name)]
            later = [at for at in found if at >= after]
            if found and not later and not built.is_whole(item.name):
                text = (
                    f'the section "{item.name}" is planned after "{last}", but comes before it '
                    "in the lesson; change the order in one of the two"
                )
                part = titles[found[-1]][1]
                yield self.report(item.place, text, Related(built.place(part), "the section"))
            elif later:
                last, after = item.name, later[0]

    def unplanned(
        self, context: CourseContext, built: PlannedLesson, left_out: Set[str]
    ) -> Iterator[Diagnostic]:
        """Find concepts that the lesson teaches and the plan does not foresee.

        :param left_out: those of which is said already that the plan even leaves them out
        """
        catalogue = context.catalogue
        names = [*built.plan.concepts, *(item.name for item in built.items("target"))]
        planned = {catalogue.find(name) for name in names}
        for teaching in catalogue.course.taught.get(built.lesson.slug, ()):
            if teaching.concept not in planned | left_out:
                title = catalogue.concepts[teaching.concept].title
                text = (
                    f'the lesson teaches "{title}", which the plan does not name; add it to '
                    "`plan-targets`, or take it out of the lesson"
                )
                yield self.report(built.plan.place, text, Related(teaching.place, "taught here"))

    def load(self, built: PlannedLesson) -> Iterator[Diagnostic]:
        """Hold the planned load against the lesson's."""
        planned, load = built.plan.load, built.lesson.load
        if planned and load and planned != load:
            text = (
                f"the plan has the load `{planned}`, but the lesson `{load}`; change one of the two"
            )
            related = Related(built.lesson.place, "the lesson")
            yield self.report(built.plan.place, text, related)


def complaints(built: PlannedLesson, item: Planned, part: PageElement) -> Iterator[str]:
    """Yield what is other than planned about a block."""
    if item.section and not built.stands_in(part, item.section):
        where = f'the section "{part.section}"' if part.section else "no section"
        yield (
            f'the {item.kind} "{item.name}" is planned for the section "{item.section}", but is in '
            f"{where}; move it, or change the plan"
        )
    kind = part.options.get("kind", "")
    if item.kind == "example" and item.value != kind:
        yield (
            f'the example "{item.name}" is planned as {item.value}, but is '
            f"{kind or 'positive'} in the lesson; change one of the two"
        )
    sides = {key(side.title) for side in part.find(BlockRole.SIDE)}
    for column in item.parts if item.kind == "comparison" else ():
        if key(column) not in sides:
            yield (
                f'the comparison "{item.name}" is planned with a side "{column}", which it does '
                "not have; add it, or take it out of the plan"
            )


def origins(context: CourseContext, item: Planned, part: PageElement) -> Iterator[str]:
    """Yield the lessons from which an analogy is planned to come, and that it does not name."""
    find = context.catalogue.find_lesson
    said = {find(name.strip()) for name in part.options.get("from", "").split(",")}
    for name in item.parts if item.kind == "analogy" else ():
        lesson = find(name)
        if lesson and lesson not in said:
            yield (
                f'the analogy "{item.name}" is planned to come from "{name}", and the lesson does '
                f"not say so; add `:from: {name}` there, or take it out of the plan"
            )
