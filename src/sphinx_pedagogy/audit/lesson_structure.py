"""Which parts of a page play which role in its lesson: context, hook, explanation, and so on."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.scope_subjects import subject_words
from sphinx_pedagogy.audit.text.openings import asks_reader, only_greets, sums_up
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.titles import (
    AFTER_ALL,
    LEADS_ON,
    ORIENTS,
    RECAPS,
    SUMS_UP,
    roles_of_title,
)
from sphinx_pedagogy.audit.text.words import sentences
from sphinx_pedagogy.course.announcements import says_later
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.course.page_tree import PageElement

ROLES = {
    "context": "a recap, or a line in the lesson block that says what it is about",
    "hook": "a question, an example or a few sentences before the first definition",
    "explanation": "a concept block, or sections that explain",
    "check": "a check block",
    "summary": "a section after all that is taught and asked",
    "next": "a next-step block",
}
"""The parts of a lesson in their order, and how each may look."""
CALLED = {"next": "next step"}
"""What messages call those that have another name there."""

STORY = 60
"""So many words before the first section are more than a greeting."""
_ON = regex(
    r"\b(?:next|now|later|following|upcoming|another time)\b.*\b(?:we|you|us|let)\b"
    r"|\b(?:we|you|let)(?:['’](?:ll|s|re)| will| can| are going to| shall)?\b.*"
    r"\b(?:next|now|later|following|upcoming|further|move on|turn to|continue)\b|^next\b",
    re.IGNORECASE | re.DOTALL,
)
"""What the last sentences of a page say that lead on."""

_OPEN = {"section", "list", "item"}
"""What may stand around the page's own text."""


class LessonStructure:
    """Which parts of a page play which role, in the order of the page."""

    def __init__(self, parts: Sequence[PageElement]) -> None:
        """Look at the parts of a page."""
        self.parts = parts
        self.roles: dict[str, list[int]] = {role: [] for role in ROLES}
        """Where in ``parts`` each role is played."""
        self.concepts: list[int] = []
        """Where concepts are taught."""
        for index, part in enumerate(parts):
            if part.roles or part.kind in {"lesson", "section", "admonition"}:
                for role in roles_of(part):
                    self.roles[role].append(index)
                if BlockRole.DEFINITION in part.roles:
                    self.concepts.append(index)

    @cached_property
    def prose(self) -> Sequence[tuple[int, PageElement]]:
        """Paragraphs outside of blocks, with their places."""
        found = []
        outside = {id(part) for part in self.parts[:1]}
        for index, part in enumerate(self.parts):
            if id(part.parent) in outside:
                if part.kind == "paragraph":
                    found.append((index, part))
                elif part.kind in _OPEN:
                    outside.add(id(part))
        return found


def roles_of(part: PageElement) -> Iterator[str]:
    """Yield the roles that a part plays by itself."""
    if part.is_a(BlockRole.CONTEXT) or (part.kind == "lesson" and says_subject(part)):
        yield "context"
    if part.is_a(BlockRole.EXPLANATION):
        yield "explanation"
    if part.is_a(BlockRole.QUESTION, BlockRole.EXERCISE):
        yield "check"
    if part.is_a(BlockRole.SUMMARY):
        yield "summary"
    if part.is_a(BlockRole.NEXT_STEP, BlockRole.COMPLETION):
        yield "next"
    if part.kind == "admonition" or (part.kind == "section" and not is_page_title(part)):
        yield from roles_of_title(part.title)


def says_subject(header: PageElement) -> bool:
    """Whether the block of a lesson says what it is about."""
    return header.words() != header.title and not only_greets(header.words())


def is_page_title(section: PageElement) -> bool:
    """Whether a section is the one that holds the page."""
    outer = section.parent
    return outer is not None and outer.kind == "page" and outer.children[0] is section


def find_closing(structure: LessonStructure) -> None:
    """Find the summary where no title tells it: it stands after all that is taught and asked.

    That is an insight, a paragraph that begins with "In short:", or after the last check a section
    that is nothing else. What leads on in a last paragraph is found as well.
    """
    move_late_recaps(structure)
    find_titled_closing(structure)
    find_asked(structure)
    find_last_word(structure)


def find_titled_closing(structure: LessonStructure) -> None:
    """Find the summary by its place below the last check, by its first words or as an insight."""
    checks = structure.roles["check"]
    end = max([*structure.concepts, *checks], default=0)
    last = [(at, part.text) for at, part in structure.prose if at > end]
    if not structure.roles["next"]:
        structure.roles["next"] = [
            at for at, text in last[-2:] if LEADS_ON.match(text) and not asks_reader(text)
        ][:1]
    if not structure.roles["next"]:
        structure.roles["next"] = [
            at for at, text in last[-1:] if leads_on(text) and not asks_reader(text)
        ]
    if structure.roles["summary"]:
        return
    structure.roles["summary"] = [at for at, text in last if SUMS_UP.match(text)][:1]
    if structure.roles["summary"]:
        return
    end = end if structure.concepts or checks else len(structure.parts)
    for index, part in enumerate(structure.parts[end + 1 :], end + 1):
        if part.is_a(BlockRole.TAKEAWAY) or (checks and is_closing_section(part)):
            structure.roles["summary"].append(index)


def leads_on(text: str) -> bool:
    """Whether the last paragraph of a page ends with what comes: "Now let's look at ..."."""
    return says_later(text) or any(map(_ON.search, sentences(text)[-2:]))


def find_asked(structure: LessonStructure) -> None:
    """Find the check where no block asks: a paragraph behind the opening that gives a task."""
    if not structure.roles["check"]:
        asked = [at for at, part in structure.prose[1:] if asks_reader(part.text)]
        structure.roles["check"] = asked[:1]


def find_last_word(structure: LessonStructure) -> None:
    """Find the summary in a last paragraph below all that is taught and asked."""
    checks = structure.roles["check"]
    if structure.roles["summary"] or not (checks or structure.concepts):
        return
    end = max([*structure.concepts, *checks])
    outer = structure.parts[end]
    own = [
        (at, part)
        for at, part in structure.prose
        if at > end and not any(parent is outer for parent in part.parents())
    ]
    said = [at for at, part in own if not LEADS_ON.match(part.text) and sums_up(part.text)]
    structure.roles["summary"] = said[-1:]


def move_late_recaps(structure: LessonStructure) -> None:
    """Take a section "Recap" that stands after what is taught for a summary."""
    first = min([*structure.concepts, *structure.roles["explanation"]], default=None)
    for index in list(structure.roles["context"]):
        part = structure.parts[index]
        late = first is not None and index > first
        if late and part.kind == "section" and RECAPS.search(part.title):
            structure.roles["context"].remove(index)
            structure.roles["summary"].append(index)
    structure.roles["summary"].sort()


def find_opening(structure: LessonStructure) -> None:
    """Find the context where no block tells it: sentences that say what the lesson is about."""
    if structure.roles["context"]:
        return
    end = structure.concepts[0] if structure.concepts else len(structure.parts)
    opening = [(at, part.text) for at, part in structure.prose if at < end][:4]
    structure.roles["context"] = [at for at, text in opening if ORIENTS.search(text)][:1]
    if not structure.roles["context"]:
        structure.roles["context"] = before_first_section(structure)


def before_first_section(structure: LessonStructure) -> list[int]:
    """Return the end of what stands before the first section and names the subject of the lesson.

    That is a story of some length in which a word of the title occurs.
    """
    title = stems_in(next((part.title for part in structure.parts if is_page_title(part)), ""))
    first = next(
        (
            at
            for at, part in enumerate(structure.parts)
            if part.kind == "section" and not is_page_title(part)
        ),
        len(structure.parts),
    )
    opening = [(at, part.text) for at, part in structure.prose if at < first]
    words = " ".join(text for _at, text in opening)
    named = title & stems_in(words)
    if len(words.split()) < STORY or not named:
        return []
    return [opening[-1][0]]


def stems_in(text: str) -> set[str]:
    """Return the words of a text that say what it is about, without their endings."""
    return {stem(word) for word in subject_words(text)}


def is_closing_section(part: PageElement) -> bool:
    """Whether a part is a section with text of its own, and no title that says otherwise."""
    return (
        part.kind == "section"
        and not AFTER_ALL.search(part.title)
        and not roles_of_title(part.title)
        and any(child.kind in {"paragraph", "list"} for child in part.children)
    )


def is_in(structure: LessonStructure, index: int, other: int) -> bool:
    """Whether a part of the page stands in another."""
    return any(parent is structure.parts[other] for parent in structure.parts[index].parents())
