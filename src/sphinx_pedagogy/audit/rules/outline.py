"""``outline``: a lesson whose parts are missing, or stand in an odd order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.asked_question import predicts
from sphinx_pedagogy.audit.core_concepts import names_of
from sphinx_pedagogy.audit.habits import FEW, HABIT, profile_by_habit
from sphinx_pedagogy.audit.lesson_structure import (
    CALLED,
    ROLES,
    LessonStructure,
    find_closing,
    find_opening,
    is_in,
)
from sphinx_pedagogy.audit.text.openings import is_dull
from sphinx_pedagogy.audit.text.words import searchable
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.findings import Profile, Related, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic

_UNMARKED = frozenset({"paragraph", "section", "admonition", "note", "list"})
"""What plays a role by its words alone."""
_ORIENTS = (BlockRole.QUESTION, BlockRole.ADVANCE_ORGANIZER, BlockRole.NEXT_STEP)
"""What asks, or points to other places, and tells nothing."""


_SHARED = (
    "{} lessons lack a part, which is named beside each: add a recap, a hook, an explanation, a "
    "check, a section that sums up or a next-step block"
)


class Outline(Rule):
    """A lesson whose parts are missing, or stand in an odd order."""

    id = "outline"
    profile = Profile.COURSE
    reads_prose = "partly"
    summary = (
        "A lesson that lacks one of its parts (context, hook, explanation, check, summary, next "
        "step). A lesson whose parts are out of order. A check before the concept that it tests, "
        "unless the check is a prediction."
    )
    rationale = (
        "A good lesson gains attention, recalls what is known, presents what is new, lets the "
        "student perform, and sums up (Gagné, 1965, on the events of instruction). Blocks mark "
        "these parts. Without blocks, the titles of sections and admonitions mark them, in "
        "English, German and French: “Overview”, “Exercises”, “In a nutshell” and many more. "
        "Text marks them, too:\n\n"
        "- A context is text in the lesson block that does more than greet or praise; or an "
        "opening paragraph with words such as “in this lesson”; or a longer text before the first "
        "section that contains a word of the title.\n"
        "- A hook stands before the first concept. It is anything that asks or shows something, "
        "or a few sentences. If the lesson opens with a definition or with what to install, only "
        "a question counts. A question in the lesson block is not a hook.\n"
        "- An explanation is a block that explains, such as a concept or an insight, or enough "
        "text outside of blocks: the limit `explanation` says how many words.\n"
        "- A check is also a paragraph that gives a task and ends with a question.\n"
        "- A summary is a paragraph that begins “In short:”, a section after the last check, "
        "whatever its title, or a last paragraph that does more than say goodbye. An insight or "
        "a mental model after the last concept and the last check is a summary, too.\n"
        "- A next step is a paragraph near the end that says what comes later. A lesson without "
        "a number needs none.\n\n"
        "These parts are out of order: a summary before the last concept; a next step before a "
        "concept, a check or the summary; a block with requirements or limits after the first "
        "concept. "
        "A check may come before the concept if it has `:kind: predict` or `:predict:`, asks for "
        "a guess in words, or has no `:tests:` and comes after text that names the concept. You "
        "have to write `:kind: predict`, although it is the default. "
        + HABIT.format("lessons", "mark a part with a block", "a lesson without this part")
        + (
            "\n\nOne finding names all parts that a lesson lacks. In a course of five lessons or "
            "more, only the profile `strict` reports a missing hook.\n\n"
            "The rule does not see whether a part does its work. For example, a last paragraph "
            "counts as the summary even if it sums up nothing."
        )
    )
    limits: ClassVar = {
        "hook": Threshold(10, "How many words before the first definition count as a hook."),
        "explanation": Threshold(60, "How many words outside of blocks count as an explanation."),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at the parts of a lesson."""
        if page.lesson is None:
            return
        structure = self.read(page.parts)
        yield from self.disorder(page, structure)
        yield from self.untimely(page, structure)

    def read(self, parts: Sequence[PageElement]) -> LessonStructure:
        """Find which parts play which role."""
        structure = LessonStructure(parts)
        if not structure.roles["explanation"]:
            structure.roles["explanation"] = self.explanation(structure)
        structure.roles["hook"] += self.hook(structure)
        find_opening(structure)
        find_closing(structure)
        return structure

    def explanation(self, structure: LessonStructure) -> list[int]:
        """Return where prose explains: after so many words."""
        words = 0
        for index, part in structure.prose:
            words += len(part.text.split())
            if words >= self.limit("explanation"):
                return [index]
        return []

    def hook(self, structure: LessonStructure) -> list[int]:
        """Return what makes one curious before the first definition."""
        end = structure.concepts[0] if structure.concepts else len(structure.parts)
        if opens_dull(structure):
            # only what asks or shows before the first check can make up for that
            end = min([end, *structure.roles["check"]])
            return [at for at, part in structure.prose if at < end and "?" in part.text][:1]
        found = [
            index
            for index, part in enumerate(structure.parts[:end])
            if part.is_a(BlockRole.HOOK) and not part.inside(BlockRole.CONTEXT, "lesson")
        ]
        if found:
            return found
        words = 0
        for index, part in structure.prose:
            if index >= end:
                break
            words += len(part.text.split())
            if "?" in part.text or words >= self.limit("hook"):
                return [index]
        return []

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep which parts are missing: whether that is a slip, the other lessons say."""
        if page.lesson is None:
            return
        structure = self.read(page.parts)
        lacking = [role for role, places in structure.roles.items() if not places]
        if not page.lesson.number and "next" in lacking:
            lacking.remove("next")  # a lesson by itself, which no other follows
        marked = [
            role
            for role, places in structure.roles.items()
            if any(structure.parts[at].kind not in _UNMARKED for at in places)
        ]
        yield page.lesson.place, tuple(lacking), tuple(marked)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Say of each lesson which parts are missing: in one finding, at the lesson's block.

        What few lessons mark with a block is another finding: in prose, the rule misses many.
        """
        kept = [lacks for page, lacks in context.kept[self.id] if context.catalogue.lesson_of(page)]
        profiles = {
            role: profile_by_habit(
                sum(role in marked for _place, _lacking, marked in kept), len(kept), self.profile
            )
            for role in ROLES
        }
        if len(kept) >= FEW:
            profiles["hook"] = Profile.STRICT  # what is dull, readers see otherwise
        for place, lacking, _marked in kept:
            for profile in (self.profile, Profile.STRICT):
                if roles := [role for role in lacking if profiles[role] is profile]:
                    yield self.missing(place, roles, profile)

    def missing(self, place: Place, lacking: Iterable[str], profile: Profile) -> Diagnostic:
        """Say which parts are missing."""
        lines = [
            f"no {CALLED.get(role, role)}: add {ROLES[role]}"
            + (f" {self.limit_note(role)}" if role in self.limits else "")
            for role in lacking
        ]
        text = f"the lesson has {'; '.join(lines)}"
        names = ", ".join(f"no {CALLED.get(role, role)}" for role in lacking)
        return self.report(place, text, guess=True, shared=Shared(_SHARED, names), profile=profile)

    def disorder(self, page: PageContext, structure: LessonStructure) -> Iterable[Diagnostic]:
        """Say which parts stand in an odd order."""
        concepts = structure.concepts
        last_taught = structure.parts[concepts[-1]] if concepts else None
        for at in structure.roles["summary"][-1:]:
            if concepts and at < concepts[-1] and last_taught is not None:
                text = (
                    f'the summary comes before the concept "{last_taught.title}" in line '
                    f"{last_taught.line}; move it to the end"
                )
                related = Related(page.place(last_taught), "still taught here")
                guess = structure.parts[at].kind == "section"
                yield self.report(page.place(structure.parts[at]), text, related, guess=guess)
        for at in structure.roles["next"][:1]:
            summaries = set(structure.roles["summary"]) - set(structure.roles["next"])
            # a box of key points may well come last
            summaries = {
                index for index in summaries if structure.parts[index].kind != "admonition"
            }
            later = [*concepts, *structure.roles["check"], *summaries]
            after = min(
                (index for index in later if index > at and not is_in(structure, index, at)),
                default=0,
            )
            if after:
                other = structure.parts[after]
                text = (
                    f"the next step comes before {shown(other)} in line {other.line}, so "
                    "students who follow it miss that; move the next step to the end"
                )
                related = Related(page.place(other), "the lesson goes on here")
                guess = other.kind == "section"
                yield self.report(page.place(structure.parts[at]), text, related, guess=guess)
        for at in structure.roles["context"]:
            part = structure.parts[at]
            if part.is_a(BlockRole.ADVANCE_ORGANIZER) and concepts and concepts[0] < at:
                first = structure.parts[concepts[0]]
                text = (
                    f'the {part.kind} block comes after the concept "{first.title}" in line '
                    f"{first.line}; move it to the beginning, where students look for it"
                )
                yield self.report(page.place(part), text, Related(page.place(first), "taught here"))

    def untimely(self, page: PageContext, structure: LessonStructure) -> Iterable[Diagnostic]:
        """Say which checks come before the concept that they test."""
        known = {key(need.name) for need in page.facts.needs}
        known |= {key(mention.name) for mention in page.facts.mentions if mention.recap}
        taught = [
            (statement, names_of(statement))
            for statement in page.facts.statements
            if statement.lesson
        ]
        taught = [(teaching, names) for teaching, names in taught if not names & known]
        for check in page.find(BlockRole.QUESTION):
            later = [
                teaching
                for teaching in taught
                if (teaching[0].place.line or 0) >= (check.line or 0)
            ]
            if not later or predicts(page, check):
                continue
            asked = CheckSubject(check)
            for statement, names in later:
                if asked.about(names) and not told_before(page.parts, check, names):
                    text = (
                        f"the check {shown_title(check)}comes before the concept "
                        f'"{statement.title or statement.name}" in line {statement.place.line}; '
                        "move it after that, or make it a prediction with `:kind: predict`"
                    )
                    related = Related(statement.place, "taught")
                    yield self.report(page.place(check), text, related, guess=not asked.stated)
                    break


def opens_dull(structure: LessonStructure) -> bool:
    """Whether a lesson opens with a paragraph that defines or administers, and nothing before."""
    first = next(iter(structure.prose), None)
    if first is None or not is_dull(first[1].text):
        return False
    before = structure.parts[: first[0]]
    return not any(
        part.is_a(BlockRole.HOOK) and not part.inside(BlockRole.CONTEXT, "lesson")
        for part in before
    )


def is_told(part: PageElement) -> bool:
    """Whether what a part says counts as told before a question."""
    return part.inside(*_ORIENTS, "lesson") is None


def shown(part: PageElement) -> str:
    """Return what a message calls a part."""
    kind = "the section" if part.kind == "section" else f"the {part.kind}"
    return f'{kind} "{part.title}"' if part.title else kind


def shown_title(part: PageElement) -> str:
    """Return the title of a part for a message, with a blank behind it."""
    return f'"{part.title}" ' if part.title else ""


class CheckSubject:
    """What a check asks for: what it says that it tests, else the words of its question."""

    def __init__(self, check: PageElement) -> None:
        """Read a check."""
        stated = check.options.get("tests", "").split(",")
        self.stated = {key(name) for name in stated if name.strip()}
        self.words = "" if self.stated else searchable(check.words(without=(BlockRole.ANSWER,)))

    def about(self, names: set[str]) -> bool:
        """Whether it asks for a concept of some names."""
        if self.stated:
            return bool(self.stated & names)
        return any(begins_a_word(self.words, name) for name in names)


def told_before(parts: Sequence[PageElement], check: PageElement, names: set[str]) -> bool:
    """Whether the text before a check, in blocks that tell, has one of some names.

    Of what a check says that it tests, the text says nothing.
    """
    if check.options.get("tests", "").strip():
        return False
    for part in parts:
        if part is check:
            return False
        if part.kind in {"paragraph", "entry", "code", "cell"} and is_told(part):
            text = searchable(part.text)
            if any(name in text for name in names):
                return True
    return False


def begins_a_word(text: str, name: str) -> bool:
    """Whether *name* stands in *text* where a word begins."""
    index = text.find(name)
    while index >= 0:
        if not text[index - 1 : index].isalnum():
            return True
        index = text.find(name, index + 1)
    return False
