"""The course in the blocks of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.dialects import Plain, bullets, directive
from tests.benchmarks.parts import (
    DEPTHS,
    LESSONS_PER_MODULE,
    MODULES_PER_SERIES,
    Callout,
    Cards,
    Check,
    Comparison,
    Concept,
    Lesson,
    Phases,
    module_of,
    series_of,
)

from sphinx_pedagogy import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOADS = {"basic": "consolidate", "intermediate": "build", "advanced": "stretch"}


def module_number(module: int) -> str:
    """Return the number of a module: ``2.3``."""
    return f"{series_of(module)}.{(module - 1) % MODULES_PER_SERIES + 1}"


def lesson_number(lesson: int) -> str:
    """Return the number of a lesson: ``2.3.7``."""
    return f"{module_number(module_of(lesson))}.{(lesson - 1) % LESSONS_PER_MODULE + 1}"


class Pedagogy(Plain):
    """Our blocks; concepts with depths and what they build on, requirements, records."""

    name = "pedagogy"
    extensions: ClassVar[tuple[str, ...]] = ("sphinx_pedagogy",)
    # made-up lessons break many rules of the audit, which runs nevertheless
    settings = 'pedagogy_audit = {"*": "note"}\npedagogy_audit_profile = "strict"\n'

    def mention(self, concept: Concept) -> str:
        # a renamed concept keeps its old title as another name, and texts keep their words
        return f"{{concept}}`{concept.first_title}`"

    def header(self, lesson: Lesson) -> str:
        load, time = LOADS[lesson.level], f"{lesson.minutes} min"
        number = lesson_number(lesson.number)
        parts = [directive("lesson", number, lesson.summary, load=load, time=time)]
        if lesson.requires:
            lines = (f"{c.first_title} ({DEPTHS[depth - 1]})" for c, depth in lesson.requires)
            parts.append(directive("requires", body=bullets(lines)))
        return "\n\n".join(parts)

    def constraint(self, lesson: Lesson) -> str:
        return directive("constraint", body=bullets([lesson.constraint]))

    def callout(self, block: Callout) -> str:
        if block.kind == "insight":
            return directive("insight", block.title, block.body)
        return directive(block.kind, body=f"**{block.title}.** {block.body}")

    def comparison(self, block: Comparison) -> str:
        sides = "\n".join(directive("side", title, bullets(items)) for title, items in block.sides)
        return directive("comparison", block.title, sides)

    def cards(self, block: Cards) -> str:
        items = (directive("card-item", title, body) for title, body in block.cards)
        return directive("cards", body="\n".join(items))

    def phases(self, block: Phases) -> str:
        steps = (directive("phase", title, body) for title, body in block.phases)
        return directive("phases", block.title, "\n".join(steps))

    def check(self, block: Check) -> str:
        answer = directive("answer", body=block.answer)
        return directive("check", f"Check {block.number}", f"{block.question}\n\n{answer}")

    def definition(self, concept: Concept) -> str:
        options = {"id": concept.key, "depth": DEPTHS[concept.depth - 1]}
        if concept.title != concept.first_title:
            options["aka"] = concept.first_title
        if concept.bases:
            bases = (self.course.concepts[at].first_title for at in concept.bases)
            options["builds_on"] = ", ".join(bases)
        return directive("concept", concept.title, concept.definition, **options)

    def next_step(self, lesson: Lesson, following: Lesson | None) -> str:
        to = {"to": following.docname} if following else {}
        title = following.title if following else "The end"
        return directive("next-step", title, lesson.next_step, **to)

    def module(self, module: int, entries: Iterable[str]) -> str:
        record = directive("module-record", module_number(module))
        return f"{super().module(module, entries)}\n\n{record}"

    def more_pages(self) -> Iterator[tuple[str, str]]:
        yield "concepts/index", f"# Concepts\n\n{directive('concept-index')}"


class Essentials(Pedagogy):
    """The same with the rules that a course asks if it says nothing."""

    name = "essentials"
    settings = 'pedagogy_audit = {"*": "note"}\n'


class Unaudited(Pedagogy):
    """The same, and nobody asks the rules: what it costs less is what the audit costs."""

    name = "unaudited"
    extensions = tuple(f"sphinx_pedagogy.{part}" for part in PARTS if part != "audit")
    settings = ""
