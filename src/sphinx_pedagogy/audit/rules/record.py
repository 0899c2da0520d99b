"""``record``: a number of lessons that is not the course's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.names import number_of, number_text
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Lesson, Place
    from sphinx_pedagogy.model.findings import Diagnostic

_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = rf"(?P<count>\d{{1,4}}|{_COUNTS})"
_LEVEL = "(?P<level>module|series|course)"
_CLAIMS = {
    "position": r"\b(?:lesson|lektion|leçon) (?P<at>\d{1,3}) (?:of|von|sur) (?P<count>\d{1,3})\b"
    rf"(?:,? (?:in|of) (?:this|the) {_LEVEL})?",
    "member": r"\blesson (?P<at>\d{1,3}) (?:in|of) (?:module|series) (?P<number>\d+(?:\.\d+)*)",
    "least": r"(?P<this>this course has )?\b(?P<count>\d{1,4})\+ lessons\b",
    "size": rf"\bthis {_LEVEL} (?:has|consists of|of|with) {_COUNT} lessons\b",
    "parts": rf"\b{_COUNT} lessons (?:in|of) this {_LEVEL}\b",
    "lesson": r"\blesson (?P<number>\d+(?:\.\d+)+)",
}
_PATTERNS = {kind: regex(claim, re.IGNORECASE) for kind, claim in _CLAIMS.items()}
_HINT = regex(
    r"(?:lesson|lektion|leçon) \d|\d\+ lessons|lessons (?:in|of) this|"
    r"this (?:module|series|course) (?:has|consists|of|with)"
)
"""What every claim has, in lower case: most texts have none, and are done with soon."""
_SILENT = {"code", "cell", "output", "math", "diagram", "comment"}


class Claim(NamedTuple):
    """What a text says of the course in numbers."""

    kind: str
    words: str
    place: Place
    at: int
    total: int
    number: tuple[int, ...]
    level: str


class Record(Rule):
    """A number of lessons that is not the course's."""

    id = "record"
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        'A number written by hand, such as "lesson 11 of 11", "80+ lessons" or "lesson 6.4.2", '
        "that the course contradicts."
    )
    rationale = (
        "Such numbers change whenever a lesson is added or moved, and nobody reads all the prose "
        "again. Where you can, let a view or the role `{lesson}` write such numbers.\n\n"
        "The rule knows only a few phrases. It sees “this course has nine lessons”, but not “the "
        "course has nine lessons”. It sees numbers of lessons, but not of other things, such as "
        "exercises."
    )

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what the page says of the course in numbers."""
        states = bool(page.lesson or page.facts.module_pages)
        for part in page.parts:
            if part.kind in _SILENT or not (part.title or part.text):
                continue
            text = f"{part.title}\n{part.text}" if part.title else part.text
            lower = text.lower()
            # a loop over three words would take longer than all the rest
            if not ("lesson" in lower or "lektion" in lower or "leçon" in lower):
                continue
            if not _HINT.search(lower):
                continue
            for claim in claims_in(text, page.place(part)):
                # elsewhere, "lesson 3 of 5" and "80+ lessons" may be about any course
                if states or claim.level:
                    yield claim

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Hold each number against the course."""
        claims: Iterable[tuple[str, Claim]] = context.kept[self.id]
        for document, claim in claims:
            if truth := contradiction(context, document, claim):
                text = f'the text says "{claim.words}", but {truth}; correct it, or leave it out'
                yield self.report(claim.place, text)


def claims_in(text: str, place: Place) -> Iterator[Claim]:
    """Yield the claims of a text."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            found = match.groupdict()
            level = found.get("level") or ("course" if found.get("this") else "")
            yield Claim(
                kind=kind,
                words=match[0],
                place=place,
                at=int(found.get("at") or 0),
                total=count_of(found.get("count") or "0"),
                number=number_of(found.get("number") or ""),
                level=level.casefold(),
            )


def count_of(word: str) -> int:
    """Return the number that a word or digits name."""
    return int(word) if word.isdigit() else _COUNTS.split("|").index(word.casefold()) + 1


def contradiction(context: CourseContext, document: str, claim: Claim) -> str:
    """Return what is true, if a claim is not."""
    judges = {"position": wrong_position, "lesson": wrong_lesson, "member": wrong_member}
    return judges.get(claim.kind, wrong_count)(context, document, claim)


def wrong_position(context: CourseContext, document: str, claim: Claim) -> str:
    """Return where a lesson stands, if "lesson 3 of 5" is true of nothing that it belongs to."""
    lesson = context.catalogue.lesson_of(document)
    if lesson is None:
        return ""
    places = {
        name: (lessons.index(lesson) + 1, len(lessons))
        for name, lessons in groups(context, lesson.number).items()
        if lesson in lessons
    }
    if claim.level:
        places = {name: place for name, place in places.items() if claim.level in name}
    if not places or (claim.at, claim.total) in places.values():
        return ""
    return "it is " + ", ".join(
        f"lesson {place} of {count} in {name}" for name, (place, count) in places.items()
    )


def wrong_lesson(context: CourseContext, document: str, claim: Claim) -> str:
    """Return that there is no such lesson, if its module is of this course."""
    known = context.catalogue.lessons_of(claim.number[:-1])
    length = max((len(lesson.number) for lesson in known), default=0)
    if claim.number in context.catalogue.by_number or len(claim.number) != length:
        return ""
    return f"{number_text(claim.number[:-1])} has no such lesson"


def wrong_member(context: CourseContext, document: str, claim: Claim) -> str:
    """Return how many lessons a module has, if it has fewer than the text says."""
    count = len(context.catalogue.lessons_of(claim.number))
    return f"{number_text(claim.number)} has {count}" if 0 < count < claim.at else ""


def wrong_count(context: CourseContext, document: str, claim: Claim) -> str:
    """Return how many lessons a course, module or series has, if the text has another number."""
    page = context.catalogue.pages[document]
    lesson = context.catalogue.lesson_of(document)
    number = lesson.number if lesson else page.module_pages[0].number if page.module_pages else ()
    level = claim.level or "course"
    for name, lessons in groups(context, number).items():
        count = len(lessons)
        right = count >= claim.total if claim.kind == "least" else count == claim.total
        if level in name and lessons and not right:
            return f"there are {count} in {name}"
    return ""


def groups(context: CourseContext, number: tuple[int, ...]) -> dict[str, Sequence[Lesson]]:
    """Return the lessons of the module, series and course that a lesson or front belongs to."""
    catalogue = context.catalogue
    found: dict[str, Sequence[Lesson]] = {}
    module = number if number in catalogue.module_pages else number[:-1]
    if len(module) > 1:
        found[f"module {number_text(module)}"] = catalogue.lessons_of(module)
    if number:
        found[f"series {number_text(number[:1])}"] = catalogue.lessons_of(number[:1])
    # with another course before it, students have taken more lessons than are listed
    if not any(entry.place.is_elsewhere for entry in catalogue.course.lessons):
        found["this course"] = catalogue.course.lessons
    return found
