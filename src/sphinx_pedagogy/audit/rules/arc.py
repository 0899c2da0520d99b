"""A rule on the course of a lesson: from what is known, over a question, to the way on."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.rules.common import names_of
from sphinx_pedagogy.audit.text.phrases import GUESSES
from sphinx_pedagogy.audit.text.titles import AFTER_ALL, roles_of_title
from sphinx_pedagogy.audit.text.words import searchable, source_of
from sphinx_pedagogy.core.rule import Limit, Rule
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import Page
    from sphinx_pedagogy.course.page_outline import Part
    from sphinx_pedagogy.model.findings import Finding

ROLES = {
    "context": "a recap, or a line in the lesson block that says what it is about",
    "hook": "a question, an example or a few sentences before the first definition",
    "explanation": "a concept block, or sections that explain",
    "check": "a check block",
    "summary": "a section after all that is taught and asked",
    "next": "a next-step block",
}
"""The parts of a lesson in their order, and how each may look."""

CONTEXT = {"requires", "recap", "constraint"}
HOOKS = {
    *("check", "example", "of-course", "analogy", "misconception", "comparison", "evidence"),
    *("figure", "diagram", "cell", "code", "table", "insight", "mental-model", "phases"),
}
EXPLAINS = {
    *("concept", "example", "of-course", "analogy", "misconception", "comparison", "phases"),
    *("mental-model", "evidence", "cards", "insight"),
}
_OPEN = {"section", "list", "item"}
"""What may stand around the page's own text."""
NEXT = {"next-step", "module-complete", "series-complete"}
_PLAYS = {*CONTEXT, *EXPLAINS, *NEXT, "lesson", "check", "exercise", "section"}
"""What may play a role by itself."""
CLOSING = {"insight", "mental-model", "module-complete", "series-complete"}
_KIND_PREDICT = re.compile(r":kind:\s*predict\b|:predict:")


class Arc:
    """Which parts of a page play which role, in the order of the page."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Look at the parts of a page."""
        self.parts = parts
        self.roles: dict[str, list[int]] = {role: [] for role in ROLES}
        """Where in ``parts`` each role is played."""
        self.concepts: list[int] = []
        """Where concepts are taught."""
        for at, part in enumerate(parts):
            if part.kind in _PLAYS:
                for role in roles_of(part):
                    self.roles[role].append(at)
                if part.kind == "concept":
                    self.concepts.append(at)

    @cached_property
    def prose(self) -> Sequence[tuple[int, Part]]:
        """Paragraphs outside of blocks, with their places."""
        found = []
        outside = {id(part) for part in self.parts[:1]}
        for at, part in enumerate(self.parts):
            if id(part.parent) in outside:
                if part.kind == "paragraph":
                    found.append((at, part))
                elif part.kind in _OPEN:
                    outside.add(id(part))
        return found


class Outline(Rule):
    """A lesson whose parts are missing, or stand in an odd order."""

    id = "outline"
    finds = (
        "A lesson that lacks one of its parts (context, hook, explanation, check, summary, next), "
        "or has them out of order; a check before the concept it tests, unless it is a prediction."
    )
    why = (
        "A lesson gains attention, recalls what is known, presents, lets the student perform and "
        "closes (Gagné, 1965, on the events of instruction). Blocks tell the parts apart: a recap, "
        "requirements or the text of the lesson block set the context; anything before the first "
        "concept that asks or shows is a hook, and so are a few sentences; next-step and the "
        "completion blocks lead on. Where there are no blocks, the titles of sections tell, in "
        "English, German and French: “Summary”, “What to take along”, “In a nutshell” and many "
        "more. A section after the last check is the summary under any title. A check may stand "
        "before the concept it tests if it has `:kind: predict` or `:predict:`, or asks for a "
        "guess in words."
    )
    limits: ClassVar = {
        "hook": Limit(10, "How many words before the first definition count as a hook."),
        "explanation": Limit(60, "How many words outside of blocks count as an explanation."),
    }

    def on_page(self, page: Page) -> Iterable[Finding]:
        """Look at the parts of a lesson."""
        if page.lesson is None:
            return
        arc = self.read(page.parts)
        yield from self.missing(page, arc)
        yield from self.disorder(page, arc)
        yield from self.untimely(page, arc)

    def read(self, parts: Sequence[Part]) -> Arc:
        """Find which parts play which role."""
        arc = Arc(parts)
        if not arc.roles["explanation"]:
            arc.roles["explanation"] = self.explanation(arc)
        arc.roles["hook"] += self.hook(arc)
        find_closing(arc)
        return arc

    def explanation(self, arc: Arc) -> list[int]:
        """Return where prose explains: after so many words."""
        words = 0
        for at, part in arc.prose:
            words += len(part.text.split())
            if words >= self.limit("explanation"):
                return [at]
        return []

    def hook(self, arc: Arc) -> list[int]:
        """Return what makes one curious before the first definition."""
        end = arc.concepts[0] if arc.concepts else len(arc.parts)
        found = [
            at
            for at, part in enumerate(arc.parts[:end])
            if part.kind in HOOKS and not part.inside(*CONTEXT, "lesson")
        ]
        if found:
            return found
        words = 0
        for at, part in arc.prose:
            if at >= end:
                break
            words += len(part.text.split())
            if "?" in part.text or words >= self.limit("hook"):
                return [at]
        return []

    def missing(self, page: Page, arc: Arc) -> Iterable[Finding]:
        """Say which parts are missing: all in one finding, at the lesson's block."""
        lacking = [role for role, places in arc.roles.items() if not places]
        if lacking and page.lesson is not None:
            hints = "; ".join(f"{role}: {ROLES[role]}" for role in lacking)
            text = f"the lesson has no {' and no '.join(lacking)}; add {hints}"
            yield self.found(page.lesson.place, text)

    def disorder(self, page: Page, arc: Arc) -> Iterable[Finding]:
        """Say which parts stand in an odd order."""
        concepts = arc.concepts
        last_taught = arc.parts[concepts[-1]] if concepts else None
        for at in arc.roles["summary"][-1:]:
            if concepts and at < concepts[-1] and last_taught is not None:
                text = (
                    f'the summary stands before the concept "{last_taught.title}" in line '
                    f"{last_taught.line}; close the lesson with it"
                )
                related = Related(page.place(last_taught), "still taught here")
                yield self.found(page.place(arc.parts[at]), text, related)
        for at in arc.roles["next"][:1]:
            summaries = set(arc.roles["summary"]) - set(arc.roles["next"])
            later = [*concepts, *arc.roles["check"], *summaries]
            after = min((one for one in later if one > at and not is_in(arc, one, at)), default=0)
            if after:
                other = arc.parts[after]
                text = (
                    f"the way on stands before {shown(other)} in line {other.line}; a student who "
                    "follows it misses that, so put it last"
                )
                related = Related(page.place(other), "the lesson goes on here")
                yield self.found(page.place(arc.parts[at]), text, related)
        for at in arc.roles["context"]:
            part = arc.parts[at]
            if part.kind in {"requires", "constraint"} and concepts and concepts[0] < at:
                first = arc.parts[concepts[0]]
                text = (
                    f'the {part.kind} block stands after the concept "{first.title}" in line '
                    f"{first.line}; a student wants to know it before the lesson begins to teach"
                )
                yield self.found(page.place(part), text, Related(page.place(first), "taught here"))

    def untimely(self, page: Page, arc: Arc) -> Iterable[Finding]:
        """Say which checks come before the concept that they test."""
        known = {key(need.name) for need in page.facts.needs}
        known |= {key(mention.name) for mention in page.facts.mentions if mention.recap}
        taught = [(one, names_of(one)) for one in page.facts.statements if one.lesson]
        taught = [(one, names) for one, names in taught if not names & known]
        for check in page.find("check"):
            later = [one for one in taught if (one[0].place.line or 0) >= (check.line or 0)]
            if not later or predicts(page, check):
                continue
            asked = Asked(check)
            for statement, names in later:
                if asked.about(names) and not told_before(page.parts, check, names):
                    text = (
                        f"the check {shown_title(check)}comes before the concept "
                        f'"{statement.title or statement.name}" in line {statement.place.line}; '
                        "move it behind, or make it a prediction with `:kind: predict`"
                    )
                    yield self.found(page.place(check), text, Related(statement.place, "taught"))
                    break


def roles_of(part: Part) -> Iterator[str]:
    """Yield the roles that a part plays by itself."""
    kind = part.kind
    if kind in CONTEXT or (kind == "lesson" and part.words() != part.title):
        yield "context"
    if kind in EXPLAINS:
        yield "explanation"
    if kind in {"check", "exercise"}:
        yield "check"
    if kind in {"module-complete", "series-complete"}:
        yield "summary"
    if kind in NEXT:
        yield "next"
    if kind == "section" and not is_page_title(part):
        yield from roles_of_title(part.title)


def is_page_title(section: Part) -> bool:
    """Whether a section is the one that holds the page."""
    outer = section.parent
    return outer is not None and outer.kind == "page" and outer.children[0] is section


def find_closing(arc: Arc) -> None:
    """Find the summary where no title tells it: it stands after all that is taught and asked.

    That is an insight, or after the last check a section that is nothing else.
    """
    if arc.roles["summary"]:
        return
    checks = arc.roles["check"]
    end = max([*arc.concepts, *checks], default=len(arc.parts))
    for at, part in enumerate(arc.parts[end + 1 :], end + 1):
        if part.kind in CLOSING or (checks and is_closing_section(part)):
            arc.roles["summary"].append(at)


def is_closing_section(part: Part) -> bool:
    """Whether a part is a section with text of its own, and no title that says otherwise."""
    return (
        part.kind == "section"
        and not AFTER_ALL.search(part.title)
        and not roles_of_title(part.title)
        and any(child.kind in {"paragraph", "list"} for child in part.children)
    )


def is_in(arc: Arc, one: int, other: int) -> bool:
    """Whether a part of the page stands in another."""
    return any(parent is arc.parts[other] for parent in arc.parts[one].parents())


def is_told(part: Part) -> bool:
    """Whether what a part says counts as told before a question."""
    return part.inside("check", "requires", "constraint", "lesson", "next-step") is None


def shown(part: Part) -> str:
    """Return what a message calls a part."""
    kind = "the section" if part.kind == "section" else f"the {part.kind}"
    return f'{kind} "{part.title}"' if part.title else kind


def shown_title(part: Part) -> str:
    """Return the title of a part for a message, with a blank behind it."""
    return f'"{part.title}" ' if part.title else ""


def predicts(page: Page, check: Part) -> bool:
    """Whether a check is a prediction and says so."""
    if check.options.get("kind") != "predict":
        return False
    if "predict" in check.options or check.source or not page.lines:
        return True
    # it is the default as well: only the source tells whether the author said it
    first = next((child.line for child in check.children if child.line), check.last_line())
    return bool(
        _KIND_PREDICT.search(source_of(page.lines, check.line, first or 0))
        or GUESSES.search(check.words(without=("answer",)))
    )


class Asked:
    """What a check asks for: what it says that it tests, else the words of its question."""

    def __init__(self, check: Part) -> None:
        """Read a check."""
        stated = check.options.get("tests", "").split(",")
        self.stated = {key(name) for name in stated if name.strip()}
        self.words = "" if self.stated else searchable(check.words(without=("answer",)))

    def about(self, names: set[str]) -> bool:
        """Whether it asks for a concept of some names."""
        if self.stated:
            return bool(self.stated & names)
        return any(begins_a_word(self.words, name) for name in names)


def told_before(parts: Sequence[Part], check: Part, names: set[str]) -> bool:
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
    at = text.find(name)
    while at >= 0:
        if not text[at - 1 : at].isalnum():
            return True
        at = text.find(name, at + 1)
    return False
