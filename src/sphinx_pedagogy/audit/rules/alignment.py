"""``alignment``: what is taught, and what is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from sphinx_pedagogy.audit.concept_stems import (
    NamesByStem,
    NameStems,
    name_stems_of,
    stems_of,
)
from sphinx_pedagogy.audit.core_concepts import CORE
from sphinx_pedagogy.audit.rules.jump import notebook_page, notebooks_of
from sphinx_pedagogy.audit.suggestions import named, own_pages, titled
from sphinx_pedagogy.audit.text.words import content_words
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.model.findings import Profile, Severity, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model import Lesson, Place, Teaching
    from sphinx_pedagogy.model.findings import Diagnostic

_DEFINED = 3
"""So many words of a definition do not stand in a question by chance."""
_SHARE = 0.3
"""The share of a definition that they must be."""
_NO_WORDS = ("code", "cell", "comment")
_NOT_ASKED = (
    "in {} lessons no check or exercise asks for what the lesson teaches thoroughly; name it "
    "in a question, or in its option `tests`"
)
_NEVER_AGAIN = (
    "{} lessons teach thoroughly what later lessons require but never ask for again; ask for "
    "it in a check or an exercise there"
)
_NOT_APPLIED = (
    "{} lessons teach something to be applied, but have no exercise for it; add one, or state "
    "a smaller depth"
)
_NO_TESTS = "in {} lessons checks neither have `:tests:` nor name a concept; add `:tests:` to them"


class Asked(NamedTuple):
    """A check or an exercise: plain data, which is stored with its page."""

    place: Place
    is_exercise: bool
    tests: tuple[str, ...]
    """The concepts that it says it tests."""
    stems: frozenset[str]
    """The words of all that it says, with its answer, without their endings."""


@dataclass(slots=True)
class LessonQuestions:
    """What the checks and exercises of a lesson ask for, by the ids of concepts."""

    in_any: set[str] = field(default_factory=set)
    in_exercises: set[str] = field(default_factory=set)
    by_exercise: list[set[str]] = field(default_factory=list)
    """What each exercise asks for."""
    total: int = 0
    unsaid: list[Asked] = field(default_factory=list)
    """The checks that name no concept."""


class Alignment(Rule):
    """What is taught, and what is asked for."""

    id = "alignment"
    severity = Severity.NOTE
    profile = Profile.COURSE
    reads_prose = True
    summary = (
        "A thoroughly taught concept that no check or exercise of its lesson asks for. A "
        "thoroughly taught concept that no later lesson asks for again. A concept that students "
        "are to apply, but that has no exercise. A check that does not name what it tests."
    )
    rationale = (
        "What a lesson teaches, what students practise and what questions ask for should be the "
        "same (Biggs, 1996, on constructive alignment). Students forget what a course asks for "
        "only once. What they have to recall again after some time, they keep (Roediger and "
        "Karpicke, 2006).\n\n"
        "A concept is taught thoroughly if its depth is `developed` or more. Students are to "
        "apply it if its depth is `applied`. The rule decides as follows which concepts a check "
        "or an exercise asks for:\n\n"
        "- A check on the page or in the notebook of the lesson asks for the concepts in its "
        "option `tests`. An exercise has no such option.\n"
        "- A check or an exercise asks for a concept if its question, choices and answer "
        "together have all words of the concept's name. Words of the definition are enough, too, "
        "if the definition is on the same page. Then the check or exercise has to have at least "
        "three of these words, and three in ten of them.\n"
        "- If a lesson has only one concept that students are to apply, an exercise that names no "
        "thoroughly taught concept asks for this one.\n"
        "- A concept in the title of its lesson counts as asked for. If it is the only concept "
        "of the lesson, checks need not name it.\n\n"
        "A later lesson should ask for a concept again if the later lesson requires the concept "
        "and has checks or exercises. If there is no such lesson, as after the last lesson of a "
        "course, the rule wants no second question.\n\n"
        "A check need not name what it tests if it comes before the first concept of its "
        "lesson.\n\n"
        "The rule does not see what a question is really about: a question on a side issue "
        "counts if it has the words. Nor does the rule see an aim that a sentence states, such "
        "as “afterwards you can prune a tree”."
    )
    limits: ClassVar = {
        "depth": CORE,
        "applied": Threshold(4, "The depth from which an exercise is wanted: 4 is `applied`."),
    }

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what the checks and exercises of a page say."""
        for part in page.find(BlockRole.QUESTION, BlockRole.EXERCISE):
            stated = f"{part.options.get('tests', '')},{part.options.get('of', '')}"
            tests = tuple(name.strip() for name in stated.split(",") if name.strip())
            stems = stems_of(words_with_solutions(page, part), page.language)
            yield Asked(
                place=page.place(part),
                is_exercise=part.is_a(BlockRole.EXERCISE),
                tests=tests or meant_by(stems, page),
                stems=stems,
            )
        yield from name_stems_of(page)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Hold what each lesson teaches against what is asked for."""
        kept = context.kept[self.id]
        questions = [
            (document, question) for document, question in kept if isinstance(question, Asked)
        ]
        if not questions:
            return
        names = NamesByStem(
            context, (stems for _page, stems in kept if isinstance(stems, NameStems))
        )
        asked = questions_by_lesson(context, questions, names)
        for lesson in own_pages(context):
            taught = deepest_in(context, lesson, self.limit("depth"))
            own = asked.get(lesson.slug, LessonQuestions())
            yield from self.unasked(context, lesson, taught, own, names)
            yield from self.unapplied(context, lesson, taught, own)
            yield from self.never_again(context, lesson, taught, asked)
            yield from self.unsaid(context, lesson, own, names)

    def unasked(
        self,
        context: CourseContext,
        lesson: Lesson,
        taught: Sequence[Teaching],
        own: LessonQuestions,
        names: NamesByStem,
    ) -> Iterable[Diagnostic]:
        """Say what a lesson with questions teaches and does not ask for."""
        missing = [teaching for teaching in taught if teaching.concept not in own.in_any]
        if missing:
            title = names.stems_of(lesson.title)  # it is what all of them are about
            missing = [teaching for teaching in missing if not names.says(title, teaching.concept)]
        if missing and own.total:  # that a lesson asks nothing is for another rule
            titles = listed(context, missing)
            among = f"none of its {own.total} checks and exercises names it"
            if own.total == 1:
                among = "its only check or exercise does not name it"
            text = (
                f"the lesson teaches {titles} {self.to_depth(context)}, and {among}; ask for it, "
                f"or name it in the option `tests` of a check {self.limit_note('depth')}"
            )
            yield self.report(missing[0].place, text, shared=Shared(_NOT_ASKED, titles))

    def unapplied(
        self,
        context: CourseContext,
        lesson: Lesson,
        taught: Sequence[Teaching],
        own: LessonQuestions,
    ) -> Iterable[Diagnostic]:
        """Say what a lesson teaches to be applied, and has no exercise for."""
        wanted = [teaching for teaching in taught if teaching.depth >= self.limit("applied")]
        missing = [teaching for teaching in wanted if teaching.concept not in own.in_exercises]
        if not missing or is_elsewhere(context, lesson):
            return
        thorough = {teaching.concept for teaching in taught}
        if len(wanted) == 1 and any(thorough.isdisjoint(named) for named in own.by_exercise):
            return  # what else would that exercise be about
        titles = listed(context, missing)
        text = (
            f"the lesson teaches {titles} to be applied, but no exercise of it or of its "
            "notebook names it; add an exercise, or state a smaller depth "
            f"{self.limit_note('applied')}"
        )
        yield self.report(missing[0].place, text, shared=Shared(_NOT_APPLIED, titles))

    def never_again(
        self,
        context: CourseContext,
        lesson: Lesson,
        taught: Sequence[Teaching],
        asked: Mapping[str, LessonQuestions],
    ) -> Iterable[Diagnostic]:
        """Say what a lesson teaches that later ones use, and none of them asks for."""
        course = context.catalogue.course
        missing, could = [], ""
        for teaching in taught:
            later = course.needed_by(teaching.concept)
            here = course.positions[lesson.slug]
            able = [slug for slug in later if course.positions[slug] > here and slug in asked]
            if able and not any(teaching.concept in asked[slug].in_any for slug in able):
                missing.append(teaching)
                could = could or named(context, able[-1])
        if missing:
            titles = listed(context, missing)
            text = (
                f"no later lesson asks for {titles}, taught {self.to_depth(context)} here, "
                "although a later lesson requires it; ask again after some time, for example in "
                f"{could} {self.limit_note('depth')}"
            )
            yield self.report(missing[0].place, text, shared=Shared(_NEVER_AGAIN, titles))

    def unsaid(
        self,
        context: CourseContext,
        lesson: Lesson,
        own: LessonQuestions,
        names: NamesByStem,
    ) -> Iterable[Diagnostic]:
        """Say which checks tell no concept, where the title of the lesson does not either."""
        first = first_taught(context, lesson) if own.unsaid else 0
        places = [question.place for question in own.unsaid if (question.place.line or 0) > first]
        if not (first and places):
            return
        title = names.stems_of(lesson.title)
        taught = context.catalogue.course.taught.get(lesson.slug, ())
        concepts = {teaching.concept for teaching in taught}
        # of two concepts, a check may be about the one that the title does not name
        if len(concepts) > 1 or not any(names.says(title, concept) for concept in concepts):
            lines = ", ".join(str(place.line) for place in places)
            count = plural(len(places), "check")
            verb = "names" if len(places) == 1 else "name"
            text = (
                f"{count} of this lesson (line {lines}) {verb} no concept that the course knows; "
                "say with `:tests:` what is tested, or ask in the words of the course"
            )
            yield self.report(places[0], text, shared=Shared(_NO_TESTS, count))

    def to_depth(self, context: CourseContext) -> str:
        """Return how deep is thorough, in the words of the course."""
        depth = min(int(self.limit("depth")), len(context.scale.words))
        return f"to the depth `{context.scale.word(depth)}`"


def meant_by(stems: frozenset[str], page: PageContext) -> tuple[str, ...]:
    """Return the concepts of a page of whose definition some text has many words."""
    found = []
    for statement in page.facts.statements:
        told = set(content_words(statement.definition, page.language))
        if len(told & stems) >= max(_DEFINED, _SHARE * len(told)):
            found.append(statement.title or statement.name)
    return tuple(found)


def words_with_solutions(page: PageContext, part: PageElement) -> str:
    """Return all words of a check or an exercise, also of solutions that stand apart."""
    words = [part.words(without=_NO_WORDS)]
    label = part.options.get("label", "")
    if label:
        words += [
            solution.words(without=_NO_WORDS)
            for solution in page.find(BlockRole.SOLUTION)
            if solution.options.get("for", "") == label
        ]
    return " ".join(words)


def questions_by_lesson(
    context: CourseContext, asked: Iterable[tuple[str, Asked]], names: NamesByStem
) -> dict[str, LessonQuestions]:
    """Return what is asked in each lesson and its notebook, by its slug."""
    notebooks = {page: lesson for lesson, page in notebooks_of(context)}
    ends = special_cases(context)
    found: dict[str, LessonQuestions] = defaultdict(LessonQuestions)
    for document, question in asked:
        own = context.catalogue.lesson_of(document)
        lesson = own or notebooks.get(document)
        if lesson is None:
            continue
        concepts = {context.catalogue.find(name) or "" for name in question.tests}
        concepts |= names.named_in(question.stems)
        concepts |= {ends[concept] for concept in concepts if concept in ends}
        questions = found[lesson.slug]
        questions.total += 1
        questions.in_any |= concepts
        if question.is_exercise:
            questions.by_exercise.append(concepts)
            questions.in_exercises |= concepts
        elif own and not concepts and not question.tests:
            questions.unsaid.append(question)
    return found


def special_cases(context: CourseContext) -> dict[str, str]:
    """Return, for each concept whose name ends with that of another, the other.

    Who is asked for Decoupled-DMD is asked for DMD.
    """
    ids = {concept.title.casefold(): concept.id for concept in context.catalogue.concepts.values()}
    found = {}
    for title, concept in ids.items():
        words = re.split(r"[-\s]", title)
        ends = (" ".join(words[index:]) for index in range(1, len(words)))
        for end in ends:
            if end in ids:
                found[concept] = ids[end]
                break
    return found


def deepest_in(context: CourseContext, lesson: Lesson, depth: float) -> list[Teaching]:
    """Return what a lesson teaches at *depth* or deeper, each concept once."""
    course = context.catalogue.course
    found: dict[str, Teaching] = {}
    for teaching in course.taught.get(lesson.slug, ()):
        if teaching.depth >= depth and not teaching.place.is_elsewhere:
            found.setdefault(teaching.concept, teaching)
    return list(found.values())


def first_taught(context: CourseContext, lesson: Lesson) -> int:
    """Return the line of the first concept of a lesson; 0 if it teaches none on its page."""
    lines = [
        teaching.place.line or 0
        for teaching in context.catalogue.course.taught.get(lesson.slug, ())
        if teaching.place.document == lesson.place.document
    ]
    return min(lines, default=0)


def is_elsewhere(context: CourseContext, lesson: Lesson) -> bool:
    """Whether a lesson has a notebook that is no page of the site: nobody knows what is in it."""
    return bool(
        lesson.notebook
        and not lesson.notebook.startswith("none")
        and not notebook_page(context, lesson)
    )


def listed(context: CourseContext, teachings: Iterable[Teaching]) -> str:
    """Return the titles of concepts in quotes."""
    titles = [titled(context, teaching.concept) for teaching in teachings]
    return " and ".join([", ".join(titles[:-1]), titles[-1]] if titles[1:] else titles)
