"""``time``: a lesson that takes longer than it says."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from sphinx_pedagogy.audit.reading import reading_of
from sphinx_pedagogy.audit.text.durations import minutes_in
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.audit.reading import Reading
    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model import Lesson
    from sphinx_pedagogy.model.findings import Diagnostic

_NO_SPACES = ("zh", "ja", "th", "km", "lo", "my")
"""Languages whose words cannot be counted by the spaces between them."""
_ROUND = 5
"""To so many minutes is a time told that it proposes."""
_SECONDS = 60


class Share(NamedTuple):
    """A part of the time that a lesson takes."""

    what: str
    minutes: float


class Time(Rule):
    """A lesson that takes longer than it says."""

    id = "time"
    profile = Profile.COURSE
    severity = Severity.NOTE
    summary = (
        "A lesson whose text, code, pictures and questions take clearly longer than its `:time:`."
    )
    rationale = (
        "A student who has one hour relies on the time that the lesson states. If the lesson "
        "takes longer, the student does not come back for the last idea. Adults read English "
        "non-fiction at about 238 words a minute (Brysbaert, 2019), and at about 200 if they "
        "want to learn from the text (Carver, 1992). For code, formulas, pictures and "
        "questions, no known rate holds for everybody. So the limits are rules of thumb: set "
        "them to what holds for your students. With the default limits, the rule reports five "
        "of the 63 lessons in five public courses.\n\n"
        "The estimate includes the time that the cells on the page of the lesson took when they "
        "last ran. Each question adds the minutes that a limit below sets for its kind. Each "
        "exercise adds its own `:time:`, or, without one, the minutes of the limit for exercises. "
        "The estimate includes no time to think about the text, and no time for a notebook, which "
        "is a page of its own. So the estimate may be too low, and the rule does not report a "
        "lesson that seems to take less than its time. If a lesson takes longer, the finding "
        "proposes the estimate, rounded up to a multiple of five minutes."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "most-over": Threshold(
            1.15,
            "The rule reports a lesson only if it takes more than this many times its `:time:`, "
            "since no estimate is exact.",
        ),
        "least-minutes-over": Threshold(
            3,
            "The rule reports a lesson only if it also takes at least this many minutes more than "
            "its `:time:`.",
        ),
        "words-per-minute": Threshold(
            200, "How many words a student reads in a minute to learn from the text."
        ),
        "code-lines-per-minute": Threshold(
            15, "How many lines of code a student reads in a minute: one in four seconds."
        ),
        "seconds-per-formula": Threshold(
            20, "How many seconds a student looks at a formula on its own line."
        ),
        "seconds-per-picture": Threshold(
            20, "How many seconds a student looks at a figure, diagram or plot."
        ),
        "minutes-per-choice": Threshold(1, "How many minutes a question with choices takes."),
        "minutes-per-question": Threshold(2, "How many minutes any other question takes."),
        "minutes-per-exercise": Threshold(
            2, "How many minutes an exercise without `:time:` takes."
        ),
    }

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what a lesson gives to read, which the rule `load` asks for as well."""
        if page.lesson:
            yield reading_of(page.tree), page.run_seconds

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Hold the time that each lesson says against what it takes."""
        kept: Iterable[tuple[str, tuple[Reading, float]]] = context.kept[self.id]
        if context.language.startswith(_NO_SPACES):
            return
        for document, (reading, run_seconds) in kept:
            lesson = context.catalogue.lesson_of(document)
            if lesson and lesson.time:
                yield from self.judge(lesson, [*self.shares(reading, run_seconds)])

    def judge(self, lesson: Lesson, shares: Sequence[Share]) -> Iterator[Diagnostic]:
        """Hold the time that a lesson says against what its parts take."""
        stated = minutes_in(lesson.time)
        takes = sum(share.minutes for share in shares)
        if not stated or takes <= stated * self.limit("most-over"):
            return
        if takes - stated < self.limit("least-minutes-over"):
            return
        told = ", ".join(
            f"{share.what} {share.minutes:.0f}" for share in shares if share.minutes >= 1
        )
        better = _ROUND * ceil(takes / _ROUND)
        text = (
            f'the lesson says "{lesson.time}", and takes about {takes:.0f} minutes: {told}; write '
            f"`:time: {better} min`, or shorten the lesson {self.limit_note('most-over')}"
        )
        yield self.report(lesson.place, text)

    def shares(self, reading: Reading, run_seconds: float) -> Iterator[Share]:
        """Yield what takes how long."""
        yield Share(plural(reading.words, "word"), reading.words / self.limit("words-per-minute"))
        yield Share(
            plural(reading.code_lines, "line of code", "lines of code"),
            reading.code_lines / self.limit("code-lines-per-minute"),
        )
        for count, what, limit in (
            (reading.formulas, "formula", "seconds-per-formula"),
            (reading.pictures, "picture", "seconds-per-picture"),
        ):
            yield Share(plural(count, what), count * self.limit(limit) / _SECONDS)
        questions = reading.choices * self.limit("minutes-per-choice")
        questions += reading.questions * self.limit("minutes-per-question")
        yield Share(plural(reading.choices + reading.questions, "question"), questions)
        exercises = [minutes_in(time) for time in reading.exercises]
        each = self.limit("minutes-per-exercise")
        yield Share(
            plural(len(exercises), "exercise"),
            sum(each if minutes is None else minutes for minutes in exercises),
        )
        yield Share("running the cells", run_seconds / _SECONDS)
