"""Ways to write the course down: without extensions, and with those of others.

A dialect decides only with which markup a lesson is written. So two builds of two dialects
do the same work for the reader, and the ratio of their costs compares markup and extensions.

To add one, derive a class from the nearest other dialect, override the methods whose markup
differs, and name it in :mod:`tests.benchmarks.generate`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.parts import (
    Callout,
    Cards,
    Check,
    Code,
    Comparison,
    Concept,
    Definitions,
    Formula,
    Heading,
    Lesson,
    Paragraph,
    Part,
    Phases,
    Table,
    module_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.benchmarks.course import Course


def directive(name: str, argument: str = "", body: str = "", **options: str) -> str:
    """Return a MyST colon fence, with as many colons as the fences inside it need.

    An option is named by a keyword: ``class_`` is ``class``, ``link_type`` is ``link-type``.
    """
    inner = max((len(run) for run in re.findall(r"^:{3,}", body, re.MULTILINE)), default=2)
    fence = ":" * max(3, inner + 1)
    head = f"{fence}{{{name}}} {argument}".rstrip()
    fields = [
        f":{key.rstrip('_').replace('_', '-')}: {value}".rstrip() for key, value in options.items()
    ]
    content = ["", body] if fields and body else [body] if body else []
    return "\n".join([head, *fields, *content, fence])


def bullets(items: Iterable[str], mark: str = "-") -> str:
    """Return a bullet list."""
    return "\n".join(f"{mark} {item}" for item in items)


def pipe_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


class Plain:
    """The floor: headings, paragraphs, lists and tables, no reference to a concept."""

    name: ClassVar[str] = "plain"
    extensions: ClassVar[tuple[str, ...]] = ()
    settings: ClassVar[str] = ""
    """More lines of conf.py."""
    parallel: ClassVar[bool] = True
    """Whether ``-j`` works."""

    def __init__(self, course: Course) -> None:
        self.course = course

    # ── pages ───────────────────────────────────────────────────────────────────────

    def lesson(self, lesson: Lesson) -> str:
        """Return the page of a lesson."""
        following = None
        if lesson.number < self.course.size:
            following = self.course.lessons[lesson.number]
        parts = [f"# {lesson.title}", self.header(lesson), self.constraint(lesson)]
        parts += [self.part(part) for part in lesson.body]
        return "\n\n".join([*parts, self.next_step(lesson, following)])

    def module(self, module: int, entries: Iterable[str]) -> str:
        """Return the front page of a module."""
        return self.index(f"Module {module}", entries)

    def index(self, title: str, entries: Iterable[str]) -> str:
        """Return a page with a table of contents."""
        return f"# {title}\n\n" + directive("toctree", body="\n".join(entries), maxdepth="1")

    def more_pages(self) -> Iterator[tuple[str, str]]:
        """Yield name and text of pages that only this dialect has."""
        yield from ()

    # ── prose ───────────────────────────────────────────────────────────────────────

    def part(self, part: Part) -> str:
        """Return one part of a lesson."""
        match part:
            case Paragraph(text):
                return "".join(p if isinstance(p, str) else self.mention(p) for p in text)
            case Heading(title, level):
                return f"{'#' * level} {title}"
            case Table(header, rows):
                return pipe_table(header, rows)
            case Code(language, source):
                return f"```{language}\n{source}\n```"
            case Formula(latex):
                return f"$$\n{latex}\n$$"
            case Callout():
                return self.callout(part)
            case Comparison():
                return self.comparison(part)
            case Cards():
                return self.cards(part)
            case Phases():
                return self.phases(part)
            case Check():
                return self.check(part)
            case Definitions():
                return self.definitions(part)

    def mention(self, concept: Concept) -> str:
        """Return a concept named in prose."""
        return concept.title

    # ── blocks ──────────────────────────────────────────────────────────────────────

    def header(self, lesson: Lesson) -> str:
        """Return what stands above a lesson."""
        return f"{lesson.summary}\n\n{self.outline(lesson)}\n\n{self.facts(lesson)}"

    def outline(self, lesson: Lesson) -> str:
        """Return level and duration."""
        return f"Level: {lesson.level}. Duration: {lesson.minutes} minutes."

    def facts(self, lesson: Lesson) -> str:
        """Return what a lesson teaches and requires."""
        parts = ["Teaches:", bullets(self.fact(c, c.depth) for c in lesson.teaches)]
        if lesson.requires:
            parts += ["Requires:", bullets(self.fact(c, d) for c, d in lesson.requires)]
        return "\n\n".join(parts)

    def fact(self, concept: Concept, depth: int) -> str:
        """Return a concept and a depth."""
        return f"{self.mention(concept)} (depth {depth})"

    def constraint(self, lesson: Lesson) -> str:
        """Return what a lesson leaves out."""
        return f"**Constraint.** {lesson.constraint}"

    def callout(self, block: Callout) -> str:
        """Return an insight, a tip or a warning."""
        return f"**{block.kind.capitalize()}: {block.title}.** {block.body}"

    def comparison(self, block: Comparison) -> str:
        """Return two lists."""
        parts = [f"**{block.title}**"]
        for title, items in block.sides:
            parts += [f"{title}:", bullets(items)]
        return "\n\n".join(parts)

    def cards(self, block: Cards) -> str:
        """Return titled cards."""
        return bullets(f"**{title}** {body}" for title, body in block.cards)

    def phases(self, block: Phases) -> str:
        """Return ordered steps."""
        steps = (f"{n}. **{title}** {body}" for n, (title, body) in enumerate(block.phases, 1))
        return f"**{block.title}**\n\n" + "\n".join(steps)

    def check(self, block: Check) -> str:
        """Return a question and its answer."""
        return f"**Check {block.number}.** {block.question}\n\n**Answer.** {block.answer}"

    def definitions(self, block: Definitions) -> str:
        """Return the concepts that a lesson teaches."""
        return "\n\n".join(self.definition(concept) for concept in block.concepts)

    def definition(self, concept: Concept) -> str:
        """Return one of them."""
        return f"### {concept.title}\n\n{self.taught(concept)}"

    def taught(self, concept: Concept) -> str:
        """Return depth and definition of a concept."""
        return f"Taught to depth {concept.depth}. {concept.definition}"

    def next_step(self, lesson: Lesson, following: Lesson | None) -> str:
        """Return the way on."""
        link = "The course ends here."
        if following:
            link = f"[{following.title}](/{following.docname}.md)"
        return f"**Next step.** {lesson.next_step} {link}"


class Admonition(Plain):
    """Sphinx alone: standard admonitions, tables, a glossary and its `term` role."""

    name = "admonition"
    kinds: ClassVar[dict[str, str]] = {"insight": "important", "tip": "tip", "warning": "warning"}

    def mention(self, concept: Concept) -> str:
        return f"{{term}}`{concept.title}`"

    def header(self, lesson: Lesson) -> str:
        return directive("admonition", "About this lesson", super().header(lesson))

    def constraint(self, lesson: Lesson) -> str:
        return directive("caution", body=lesson.constraint)

    def callout(self, block: Callout) -> str:
        return directive(self.kinds[block.kind], body=f"**{block.title}.** {block.body}")

    def comparison(self, block: Comparison) -> str:
        titles = [title for title, _ in block.sides]
        rows = zip(*(items for _, items in block.sides), strict=True)
        return f"**{block.title}**\n\n" + pipe_table(titles, rows)

    def cards(self, block: Cards) -> str:
        return pipe_table([title for title, _ in block.cards], [[body for _, body in block.cards]])

    def phases(self, block: Phases) -> str:
        return "\n\n".join(directive("admonition", title, body) for title, body in block.phases)

    def check(self, block: Check) -> str:
        answer = directive("admonition", "Answer", block.answer)
        return directive("admonition", f"Check {block.number}", f"{block.question}\n\n{answer}")

    def definitions(self, block: Definitions) -> str:
        terms = (f"{concept.title}\n  {self.taught(concept)}" for concept in block.concepts)
        return directive("glossary", body="\n\n".join(terms))

    def next_step(self, lesson: Lesson, following: Lesson | None) -> str:
        return directive("seealso", body=super().next_step(lesson, following))


class Exercise(Admonition):
    """sphinx-exercise for the checks, sphinx-proof for the concepts, the rest as Admonition."""

    name = "exercise"
    extensions = ("sphinx_exercise", "sphinx_proof", "sphinx_togglebutton")
    parallel = False  # sphinx-proof 0.4 cannot merge what parallel readers found

    def mention(self, concept: Concept) -> str:
        return f"{{prf:ref}}`{concept.key}`"

    def definition(self, concept: Concept) -> str:
        body = self.taught(concept)
        return directive("prf:definition", concept.title, body, label=concept.key)

    def definitions(self, block: Definitions) -> str:
        return Plain.definitions(self, block)

    def check(self, block: Check) -> str:
        label = f"check-{block.lesson}-{block.number}"
        question = directive("exercise", body=block.question, label=label)
        options = {"label": f"{label}-answer", "class_": "dropdown"}
        return f"{question}\n\n{directive('solution', label, block.answer, **options)}"


class Design(Plain):
    """sphinx-design's cards, grids and dropdowns, sphinx-togglebutton, `ref` to labels."""

    name = "design"
    extensions: ClassVar[tuple[str, ...]] = ("sphinx_design", "sphinx_togglebutton")
    kinds = Admonition.kinds

    def mention(self, concept: Concept) -> str:
        return f"{{ref}}`{concept.key}`"

    def definition(self, concept: Concept) -> str:
        return f"({concept.key})=\n{super().definition(concept)}"

    def grid(self, columns: str, cards: Iterable[tuple[str, str]]) -> str:
        """Return a grid of cards."""
        items = (directive("grid-item-card", title, body) for title, body in cards)
        return directive("grid", columns, "\n\n".join(items), gutter="2")

    def header(self, lesson: Lesson) -> str:
        return directive("card", "About this lesson", super().header(lesson))

    def constraint(self, lesson: Lesson) -> str:
        return directive("card", "Constraint", lesson.constraint)

    def callout(self, block: Callout) -> str:
        return directive(self.kinds[block.kind], body=f"**{block.title}.** {block.body}")

    def comparison(self, block: Comparison) -> str:
        sides = [(title, bullets(items)) for title, items in block.sides]
        return f"**{block.title}**\n\n" + self.grid("1 1 2 2", sides)

    def cards(self, block: Cards) -> str:
        return self.grid("1 1 3 3", block.cards)

    def phases(self, block: Phases) -> str:
        numbered = ((f"{n}. {title}", body) for n, (title, body) in enumerate(block.phases, 1))
        return f"**{block.title}**\n\n" + self.grid("1 2 4 4", numbered)

    def check(self, block: Check) -> str:
        question = f"**Check {block.number}.** {block.question}"
        if block.number % 2:
            answer = directive("dropdown", "Answer", block.answer)
        else:
            answer = directive("admonition", "Answer", block.answer, class_="dropdown")
        return f"{question}\n\n{answer}"

    def next_step(self, lesson: Lesson, following: Lesson | None) -> str:
        link = {"link": f"/{following.docname}", "link_type": "doc"} if following else {}
        title = following.title if following else "The course ends here"
        return directive("card", f"Next step: {title}", lesson.next_step, **link)


class Needs(Design):
    """The blocks of Design; lessons and concepts as objects of sphinx-needs, with links.

    A required depth is a condition on the link, which sphinx-needs checks. Each module has a
    table of its concepts, and the course one of all.
    """

    name = "needs"
    extensions = (*Design.extensions, "sphinx_needs")
    settings = """
needs_types = [
    {"directive": "concept", "title": "Concept", "prefix": "C", "style": "node"},
    {"directive": "lesson", "title": "Lesson", "prefix": "L", "style": "node"},
]
needs_fields = {"depth": {"schema": {"type": "integer"}, "nullable": True}}
needs_links = {
    "teaches": {"incoming": "is taught in", "outgoing": "teaches"},
    "requires": {
        "incoming": "is required by", "outgoing": "requires", "parse_conditions": True,
    },
}
needs_id_regex = "^[CL][0-9]+"
"""

    def mention(self, concept: Concept) -> str:
        return f"{{need}}`{concept.key.upper()}`"

    def header(self, lesson: Lesson) -> str:
        options = {"id": f"L{lesson.number:04d}", "tags": f"m{lesson.module:03d}"}
        options["teaches"] = ", ".join(c.key.upper() for c in lesson.teaches)
        if lesson.requires:
            conditions = (f"{c.key.upper()}[depth >= {d}]" for c, d in lesson.requires)
            options["requires"] = ", ".join(conditions)
        need = directive("lesson", lesson.title, lesson.summary, **options)
        return directive("card", "About this lesson", self.outline(lesson)) + f"\n\n{need}"

    def definition(self, concept: Concept) -> str:
        options = {"id": concept.key.upper(), "depth": str(concept.depth)}
        options["tags"] = f"m{module_of(concept.lesson):03d}"
        return directive("concept", concept.title, self.taught(concept), **options)

    def module(self, module: int, entries: Iterable[str]) -> str:
        table = self.needtable(f'type == "concept" and "m{module:03d}" in tags')
        return f"{super().module(module, entries)}\n\n{table}"

    def more_pages(self) -> Iterator[tuple[str, str]]:
        table = self.needtable('type == "concept"')
        yield "concepts/index", f"# Concepts\n\n{table}"

    def needtable(self, condition: str) -> str:
        """Return a table of objects that meet a condition."""
        columns = "id;title;depth;teaches_back;requires_back"
        return directive("needtable", filter=condition, columns=columns)
