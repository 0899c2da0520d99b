"""The generated views: what each shows, computed from the course."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx.locale import get_translation

from sphinx_pedagogy.concepts.content import (
    Content,
    Diagram,
    Item,
    Items,
    Line,
    Mark,
    Paragraph,
    Ref,
    Table,
)
from sphinx_pedagogy.concepts.links import lesson_name
from sphinx_pedagogy.concepts.map import drawing, neighbourhood
from sphinx_pedagogy.model import Status
from sphinx_pedagogy.names import number_of, number_text
from sphinx_pedagogy.nodes import CATALOG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_pedagogy.catalogue import Catalogue
    from sphinx_pedagogy.facts import Target
    from sphinx_pedagogy.model import DepthScale, Knowledge, Lesson, Teaching, Verdict

_ = get_translation(CATALOG)


class Question(NamedTuple):
    """A view on a page, with what it was asked."""

    catalogue: Catalogue
    scale: DepthScale
    docname: str
    arguments: Mapping[str, str]

    @property
    def lesson(self) -> Lesson | None:
        """The lesson asked about: the one named, else the one of the page."""
        name = self.arguments.get("lesson")
        found = self.catalogue.find_lesson(name) if name else None
        return found or self.catalogue.lesson_of(self.docname)

    def depth(self, depth: int) -> str:
        """Return the word of a depth, in the language of the build."""
        word = self.scale.word(depth)
        return _(word) if word else _("not taught")

    def wanted(self, lesson: Lesson) -> bool:
        """Whether *lesson* is what the view is limited to: a lesson, or one of a module."""
        module = number_of(self.arguments.get("module", ""))
        only = self.arguments.get("lesson")
        found = self.catalogue.find_lesson(only) if only else None
        return lesson.number[: len(module)] == module and found in {None, lesson}

    def deep_enough(self, depth: int) -> bool:
        """Whether a depth reaches the one that the view is limited to, if it is."""
        wanted = self.arguments.get("depth")
        return not wanted or depth >= self.scale.depth(wanted)

    def concept(self, concept: str) -> Ref | str:
        """Return a link to a concept, at its deepest teaching."""
        title = self.catalogue.concepts[concept].title
        fit = self.catalogue.course.fit(concept, None)
        if fit is None:
            return title
        return Ref(title, fit.teaching.place.document, fit.teaching.anchor)

    def at(self, slug: str) -> Ref:
        """Return a link to a lesson."""
        course = self.catalogue.course
        lesson = course.lessons[course.positions[slug]]
        return Ref(lesson_name(lesson), lesson.place.document)

    def taught_at(self, teaching: Teaching) -> Ref:
        """Return a link to a teaching, named by its lesson."""
        place = teaching.place.document
        return self.at(teaching.lesson)._replace(document=place, anchor=teaching.anchor)

    def lessons(self) -> Iterable[Lesson]:
        """Yield the lessons that the view is limited to, in course order."""
        return (lesson for lesson in self.catalogue.course.lessons if self.wanted(lesson))


def nothing() -> list[Content]:
    """Return what an empty view says."""
    return [Paragraph((_("Nothing yet."),))]


def student_state(question: Question) -> list[Content]:
    """Return all that a student knows on arriving at a lesson."""
    lesson = question.lesson
    if lesson is None:
        return nothing()
    rows = tuple(
        state_row(question, known)
        for known in question.catalogue.course.arriving_at(lesson.slug)
        if question.deep_enough(known.depth)
    )
    head = (_("Concept"), _("Depth"), _("Taught in"), _("Last used"))
    return [Table(head, rows)] if rows else nothing()


def state_row(question: Question, known: Knowledge) -> tuple[Line, ...]:
    """Return concept, depth, source and last use."""
    source = question.taught_at(known.source)
    when: Line = (ago(known.lessons_ago),)
    if known.fading:
        when += (" ", Mark(_("fading"), "gap"))
    return (question.concept(known.concept),), (question.depth(known.depth),), (source,), when


def ago(lessons: int) -> str:
    """Return how long ago something was, in lessons."""
    if lessons == 1:
        return _("the lesson before")
    return _("{} lessons ago").format(lessons)


def prerequisites(question: Question) -> list[Content]:
    """Return each requirement of a lesson, held against what the student knows."""
    lesson = question.lesson
    verdicts = question.catalogue.course.verdicts(lesson.slug) if lesson else []
    rows = tuple(prerequisite_row(question, verdict) for verdict in verdicts)
    head = (_("Concept"), _("Needed"), _("Known"), _("Taught in"), _("Status"), _("Reason"))
    return [Table(head, rows)] if rows else nothing()


def prerequisite_row(question: Question, verdict: Verdict) -> tuple[Line, ...]:
    """Return concept, depths, source, status and reason."""
    requirement, _status, known, _recapped = verdict
    source: Line = (question.taught_at(known.source),) if known else ()
    return (
        (question.concept(requirement.concept),),
        (question.depth(requirement.depth),),
        (question.depth(known.depth if known else 0),),
        source,
        status_line(verdict),
        (requirement.reason,) if requirement.reason else (),
    )


def status_line(verdict: Verdict) -> Line:
    """Return a status, and why it is not ``ok``."""
    words = {Status.OK: _("ok"), Status.GAP: _("gap"), Status.MISSING: _("missing")}
    mark = Mark(words[verdict.status], verdict.status.value)
    known = verdict.knowledge
    if known is None or verdict.status is Status.OK:
        return (mark,)
    why = []
    if known.depth < verdict.requirement.depth:
        why.append(_("not deep enough"))
    if known.fading:
        why.append(_("last used {}").format(ago(known.lessons_ago)))
    if verdict.recapped:
        why.append(_("recapped here"))
    return mark, ": " + ", ".join(why)


def concept_index(question: Question) -> list[Content]:
    """Return every concept with every teaching."""
    course = question.catalogue.course
    rows = []
    for concept in sorted(course.concepts, key=lambda one: title_key(question, one)):
        teachings = [
            teaching
            for teaching in course.teachings_of(concept)
            if question.deep_enough(teaching.depth)
            and question.wanted(course.lessons[course.positions[teaching.lesson]])
        ]
        if teachings:
            rows.append(index_row(question, concept, teachings))
    return [Table((_("Concept"), _("Taught in")), tuple(rows))] if rows else nothing()


def title_key(question: Question, concept: str) -> tuple[str, str]:
    """Return what sorts concepts for a reader."""
    return question.catalogue.concepts[concept].title.casefold(), concept


def index_row(question: Question, concept: str, teachings: Sequence[Teaching]) -> tuple[Line, ...]:
    """Return a concept and its teachings, one after the other."""
    line: Line = ()
    for teaching in teachings:
        place = question.taught_at(teaching)
        line += (*((", ",) if line else ()), place, f" ({question.depth(teaching.depth)})")
    return (question.concept(concept),), line


def curriculum(question: Question) -> list[Content]:
    """Return the tree of modules and lessons, with loads and times."""
    modules: dict[tuple[int, ...], list[Item]] = {}
    for lesson in question.lessons():
        modules.setdefault(lesson.number[:-1], []).append(Item(curriculum_line(question, lesson)))
    if not modules:
        return nothing()
    return [
        Items(
            tuple(
                Item(module_line(question, number), (Items(tuple(items)),))
                for number, items in modules.items()
            )
        )
    ]


def curriculum_line(question: Question, lesson: Lesson) -> Line:
    """Return a lesson with its load and time."""
    details = [_(lesson.load)] if lesson.load else []
    details += [lesson.time] if lesson.time else []
    more = f" ({', '.join(details)})" if details else ""
    return question.at(lesson.slug), more


def module_line(question: Question, number: tuple[int, ...]) -> Line:
    """Return a module by its number and, if it has one, its front page."""
    if not number:
        return (_("Without a number"),)
    front = question.catalogue.fronts.get(number)
    if front:
        return (Ref(f"{number_text(number)} {front.title}", front.place.document),)
    return (_("Module {}").format(number_text(number)),)


def module_record(question: Question) -> list[Content]:
    """Return the record of a module: its concepts, then each lesson."""
    found: list[Content] = list(concept_index(question))
    for lesson in question.lessons():
        under: list[Content] = []
        teachings = question.catalogue.course.taught.get(lesson.slug, [])
        if teachings:
            under.append(Items(tuple(Item(taught_line(question, one)) for one in teachings)))
        for kind, title in (
            ("mental-model", _("Mental models")),
            ("misconception", _("Misconceptions")),
        ):
            targets = targets_of(question, kind, lesson.slug)
            if targets:
                entries = tuple(
                    Item((Ref(one.title, one.place.document, one.anchor),)) for one in targets
                )
                under += [Paragraph((title,)), Items(entries)]
        found.append(Items((Item(curriculum_line(question, lesson), tuple(under)),)))
    return found


def listed(question: Question, kind: str, title: str, lesson: Lesson) -> list[Content]:
    """Return the blocks of a kind in a lesson under a title, if there are any."""
    found = targets_of(question, kind, lesson.slug)
    entries = tuple(Item((Ref(one.title, one.place.document, one.anchor),)) for one in found)
    return [Paragraph((title,)), Items(entries)] if entries else []


def taught_line(question: Question, teaching: Teaching) -> Line:
    """Return a concept, its depth and the note."""
    note = f": {teaching.note}" if teaching.note else ""
    return question.concept(teaching.concept), f" ({question.depth(teaching.depth)})", note


def targets_of(question: Question, kind: str, lesson: str | None = None) -> list[Target]:
    """Return the blocks of a kind in course order, of one lesson or of all wanted."""
    positions = question.catalogue.course.positions
    wanted = {one.slug for one in question.lessons()} if lesson is None else {lesson}
    found = [
        target
        for _name, page in sorted(question.catalogue.pages.items())
        for target in page.targets
        if target.kind == kind and target.lesson in wanted
    ]
    return sorted(found, key=lambda one: (positions.get(one.lesson, -1), one.place.line or 0))


def target_list(question: Question, kind: str) -> list[Content]:
    """Return the blocks of a kind with the lessons that they stand in."""
    items = tuple(
        Item((Ref(one.title, one.place.document, one.anchor), ", ", question.at(one.lesson)))
        for one in targets_of(question, kind)
    )
    return [Items(items)] if items else nothing()


def misconception_index(question: Question) -> list[Content]:
    """Return every misconception that a lesson meets."""
    return target_list(question, "misconception")


def mental_models(question: Question) -> list[Content]:
    """Return every mental model that a lesson plants."""
    return target_list(question, "mental-model")


def where_used(question: Question) -> list[Content]:
    """Return the lessons that teach, use or require a concept."""
    name = question.arguments.get("concept", "")
    concept = question.catalogue.find(name)
    if concept is None:
        return nothing()
    course = question.catalogue.course
    taught = [one.lesson for one in course.teachings_of(concept)]
    used = list(dict.fromkeys(use.lesson for use in course.uses_of(concept)))
    needed = [
        lesson.slug
        for lesson in course.lessons
        if any(need.concept == concept for need in course.requirements.get(lesson.slug, ()))
    ]
    groups = ((_("Taught in"), taught), (_("Used in"), used), (_("Needed by"), needed))
    items = tuple(
        Item((title,), (Items(tuple(Item((question.at(slug),)) for slug in slugs)),))
        for title, slugs in groups
        if slugs
    )
    return [Items(items)] if items else nothing()


def concept_map(question: Question) -> list[Content]:
    """Return the neighbourhood of a concept, lesson or module, drawn and listed."""
    edges = neighbourhood(question.catalogue, centre(question))
    if not edges:
        return nothing()
    titles = {one: question.catalogue.concepts[one].title for edge in edges for one in edge}
    items = tuple(
        Item((question.concept(concept), " ← ", *bases_line(question, concept, edges)))
        for concept in dict.fromkeys(concept for concept, _base in edges)
    )
    caption = _("Each concept, and what it builds on:")
    return [Diagram(drawing(titles, edges), Items(items), caption)]


def bases_line(question: Question, concept: str, edges: Iterable[tuple[str, str]]) -> Line:
    """Return what a concept builds on."""
    line: Line = ()
    for one, base in edges:
        if one == concept:
            line += (*((", ",) if line else ()), question.concept(base))
    return line


def centre(question: Question) -> list[str]:
    """Return the concepts around which a map is drawn."""
    catalogue = question.catalogue
    name = question.arguments.get("concept", "")
    concept = catalogue.find(name) if name else None
    if concept is not None:
        return [concept]
    if question.arguments.get("module"):
        taught = [catalogue.course.taught.get(one.slug, []) for one in question.lessons()]
        return [teaching.concept for teachings in taught for teaching in teachings]
    lesson = question.lesson
    if lesson is None:
        return list(catalogue.course.concepts)
    return [teaching.concept for teaching in catalogue.course.taught.get(lesson.slug, [])]


def teaches(question: Question) -> list[Content]:
    """Return what the lesson of this page teaches, in one line of its header."""
    lesson = question.catalogue.lesson_of(question.docname)
    taught = question.catalogue.course.taught.get(lesson.slug, []) if lesson else []
    line: Line = ()
    for teaching in taught:
        place = Ref(
            question.catalogue.concepts[teaching.concept].title, question.docname, teaching.anchor
        )
        line += (*((", ",) if line else ()), place, f" ({question.depth(teaching.depth)})")
    return [Paragraph((_("You will learn:") + " ", *line))] if line else []


def following(question: Question) -> list[Content]:
    """Return a link to the next lesson that is written."""
    lesson = question.catalogue.lesson_of(question.docname)
    if lesson is None:
        return []
    lessons = question.catalogue.course.lessons
    here = question.catalogue.course.positions[lesson.slug]
    for one in lessons[here + 1 :]:
        if not one.recorded:
            return [Paragraph((_("Continue with:") + " ", question.at(one.slug)))]
    return []


def achieved(question: Question) -> list[Content]:
    """Return what a module or a series taught, deepest first."""
    number = number_of(question.arguments.get("module", ""))
    course = question.catalogue.course
    depths: dict[str, int] = {}
    for lesson in course.lessons:
        if number and lesson.number[: len(number)] == number:
            for teaching in course.taught.get(lesson.slug, ()):
                depths[teaching.concept] = max(depths.get(teaching.concept, 0), teaching.depth)
    order = sorted(depths, key=lambda one: (-depths[one], title_key(question, one)))
    items = tuple(
        Item((question.concept(one), f" ({question.depth(depths[one])})")) for one in order
    )
    return [Items(items)] if items else []


VIEWS: dict[str, Callable[[Question], list[Content]]] = {
    "student-state": student_state,
    "prerequisites": prerequisites,
    "concept-index": concept_index,
    "concept-map": concept_map,
    "curriculum": curriculum,
    "module-record": module_record,
    "misconception-index": misconception_index,
    "mental-models": mental_models,
    "where-used": where_used,
}
"""The views that an author can place, by directive."""

ABOUT = {
    "student-state": "lesson",
    "prerequisites": "lesson",
    "concept-map": "concept",
    "where-used": "concept",
}
"""What the argument of a view names; a module where nothing else is said."""


OWN_VIEWS: dict[str, Callable[[Question], list[Content]]] = {
    "teaches": teaches,
    "following": following,
    "achieved": achieved,
}
"""The views that blocks place themselves."""
