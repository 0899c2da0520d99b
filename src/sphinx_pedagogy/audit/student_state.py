"""What a student knows on arriving at a lesson, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.impact.change import named_lesson
from sphinx_pedagogy.audit.report.builder import file_of, lesson_entry
from sphinx_pedagogy.audit.report.text_format import taught_in
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.course.left_out import still_left_out
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.phrase import marked
from sphinx_pedagogy.course.teaching_sources import note_of, sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.audit.report.report import LessonEntry, RequirementReport
    from sphinx_pedagogy.audit.report.terminal import Terminal
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model import DepthScale, Knowledge, Lesson

VERSION = 1
"""Of the JSON; rises when a program that read it could stumble."""

STATUS_COLOURS = {"ok": "green", "gap": "yellow", "missing": "red"}


class Known(NamedTuple):
    """A concept that a student knows."""

    concept: str
    title: str
    depth: str
    taught_in: str
    """Slug of the lesson that reached this depth."""
    last_used: str
    """Slug of the last lesson that taught, used or recapped it."""
    lessons_ago: int
    fading: bool
    note: str
    """How it was taught: the deepest time, else the last of which a note tells."""
    sources: Sequence[Source]
    """All earlier lessons that taught it, in course order."""


class Source(NamedTuple):
    """A lesson that taught a concept."""

    lesson: str
    """Its slug."""
    depth: str
    note: str


class MetPhrase(NamedTuple):
    """A mental model or an analogy that an earlier lesson planted, or something it left out."""

    text: str
    lesson: str
    """The lesson's slug."""


class State(NamedTuple):
    """All that a student brings to a lesson."""

    lesson: LessonEntry
    knows: Sequence[Known]
    """By title."""
    mental_models: Sequence[MetPhrase]
    analogies: Sequence[MetPhrase]
    left_out: Sequence[MetPhrase]
    """What earlier lessons left out on purpose, and none before this one covered."""


def state_at(env: BuildEnvironment, name: str) -> State:
    """Return what a student knows on arriving at the lesson with a slug or a number.

    :raises ReadError: there is none
    """
    catalogue, scale = domain_of(env).catalogue, scale_of(env.config)
    lesson = named_lesson(catalogue, name)
    known = catalogue.course.arriving_at(lesson.slug)
    knows = [known_concept(catalogue, scale, lesson, sign) for sign in known]
    knows.sort(key=lambda known: (known.title.casefold(), known.concept))
    here = catalogue.course.positions[lesson.slug]
    page = lesson.place.document
    return State(
        lesson=lesson_entry(
            catalogue,
            scale,
            lesson,
            {page: file_of(env, page)},
            catalogue.course.verdicts(lesson.slug),
        ),
        knows=knows,
        mental_models=planted(catalogue, "mental-model", here),
        analogies=planted(catalogue, "analogy", here),
        left_out=[
            MetPhrase(marked(line.line.text), earlier.slug)
            for earlier, lines in still_left_out(catalogue.course, catalogue.left_out, here)
            for line in lines
        ],
    )


def known_concept(
    catalogue: Catalogue, scale: DepthScale, lesson: Lesson, known: Knowledge
) -> Known:
    """Return a concept that a student knows on arriving at a lesson, with all its sources."""
    sources = sources_of(catalogue.course, known, lesson.slug)
    return Known(
        concept=known.concept,
        title=catalogue.concepts[known.concept].title,
        depth=scale.word(known.depth),
        taught_in=known.source.lesson,
        last_used=known.last_used,
        lessons_ago=known.lessons_ago,
        fading=known.fading,
        note=marked(note_of(known, sources)),
        sources=[
            Source(lesson=source.lesson, depth=scale.word(source.depth), note=marked(source.note))
            for source in sources
        ],
    )


def planted(catalogue: Catalogue, kind: str, here: int) -> list[MetPhrase]:
    """Return the phrases of a kind that lessons before a place planted."""
    positions = catalogue.course.positions
    return [
        MetPhrase(marked(phrase.title), phrase.lesson)
        for phrase in catalogue.planted(kind)
        if positions[phrase.lesson] < here
    ]


def json_state(state: State) -> str:
    """Return a state as JSON."""
    lesson = state.lesson
    facts = {
        "version": VERSION,
        "lesson": {
            "slug": lesson.slug,
            "number": lesson.number,
            "title": lesson.title,
            "document": lesson.document,
            "file": lesson.file,
        },
        "knows": [
            {**known._asdict(), "sources": [source._asdict() for source in known.sources]}
            for known in state.knows
        ],
        "requires": [need._asdict() for need in lesson.needs],
        "mental_models": [model._asdict() for model in state.mental_models],
        "analogies": [analogy._asdict() for analogy in state.analogies],
        "left_out": [item._asdict() for item in state.left_out],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def text_state(state: State, terminal: Terminal) -> str:
    """Return a state as text: what is known, then how the requirements stand."""
    lines = [terminal.style(state.lesson.name, "bold"), ""]
    if state.knows:
        lines += [f"A student knows {plural(len(state.knows), 'concept')}:", ""]
        rows = [
            (
                known.title,
                known.depth,
                taught_in(known.taught_in),
                ago(known.lessons_ago) + fading(known, terminal),
            )
            for known in state.knows
        ]
        lines += columns([("concept", "depth", "taught in", "last used"), *rows], terminal)
    else:
        lines.append("A student knows nothing of this course yet.")
    notes = [f"  {known.title}: {known.note}" for known in state.knows if known.note]
    lines += ["", "How it was taught:", "", *notes] if notes else []
    for title, phrases in (
        ("Mental models", state.mental_models),
        ("Analogies", state.analogies),
        ("Left out so far", state.left_out),
    ):
        said = [f"  {phrase.text}, {taught_in(phrase.lesson)}" for phrase in phrases]
        lines += ["", f"{title}:", "", *said] if said else []
    if needs := state.lesson.needs:
        met = sum(need.status == "ok" for need in needs)
        lines += ["", f"The lesson needs ({met} of {len(needs)} met):", ""]
        lines += [need_line(need, terminal) for need in needs]
    return "\n".join(lines) + "\n"


def fading(known: Known, terminal: Terminal) -> str:
    """Return the mark of a concept that fades."""
    return f" {terminal.style('fading', 'yellow')}" if known.fading else ""


def columns(rows: Sequence[Sequence[str]], terminal: Terminal) -> Iterator[str]:
    """Yield rows as lines with aligned columns; the first is the head."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]) - 1)]
    for number, row in enumerate(rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        line = f"  {'  '.join([*cells, row[-1]])}"
        yield line if number else terminal.style(line, "dim")


def need_line(need: RequirementReport, terminal: Terminal) -> str:
    """Return a requirement and how it stands."""
    status = terminal.style(need.status.ljust(7), STATUS_COLOURS[need.status])
    line = f"  {status}  {need.title} ({need.depth})"
    if need.known:
        line += f": {need.known} in {taught_in(need.taught_in)}"
    if need.lessons_ago:
        line += f", last used {ago(need.lessons_ago)}"
    return f"{line}, recapped here" if need.recapped else line


def ago(lessons: int) -> str:
    """Return how long ago something was, in lessons."""
    return "the lesson before" if lessons == 1 else f"{lessons} lessons ago"
