"""``answerable``: a question with a premise that nobody told, or an answer that comes too early."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.asked_question import AskedQuestion, predicts, questions_of
from sphinx_pedagogy.audit.core_concepts import names_of
from sphinx_pedagogy.audit.text.phrases import ASKS_NUMBER
from sphinx_pedagogy.audit.text.proper_names import explains, is_in, is_spelt_out, proper_names
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.told_numbers import (
    canonical,
    definite_numbers,
    has_number,
    numbers_in,
)
from sphinx_pedagogy.audit.text.words import all_words, any_of, searchable, sentences
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.announcements import says_later
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_pedagogy.audit.text.proper_names import ProperName
    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.facts import ConceptRecord
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic

_SUPPOSES = any_of(
    *("suppose", "imagine", "assume", "consider", "let", "say", "given", "take", "if", "with"),
    *("you", "your", "she", "he", "her", "his", "they", "we", "an?", "some", "two", "another"),
    *("angenommen", "stell", "eine?", "einem", "du", "supposons", "imaginez", "soit", "une?"),
)
"""What builds a case: its numbers are the question's own."""
_COUNTABLE = ("table", "list", "code", "cell", "figure", "diagram", BlockRole.VISUAL, "output")
"""What things can be counted in without a number that is told."""
_POINTS = re.compile(
    r"\b(?:the|this) (?P<what>figure|diagram|plot|graph|chart|table)\s+(?:just )?above\b"
    r"|\b(?:in|at|from) the (?P<what2>figure|diagram|plot|graph|chart|table) (?:we|you) saw\b",
    re.IGNORECASE,
)
_SHOWN = {"table": ("table", "list", "output", "code", "figure")}
_SHOWS = (
    *("figure", "diagram", "table", "output", "cell", "code"),
    *(BlockRole.VISUAL, BlockRole.INTERACTIVE),
)
_RAW = re.compile(r"<(?:img|svg|iframe|video|object|table|canvas)\b|!\[|\{(?:figure|image|mermaid)")
_ARITHMETIC = re.compile(r"\d\s*[-+×*/÷·=^%]|\\(?:cdot|times|frac)|[=×·]\s*\d")
_LARGE = 12
"""Up to this number, things are counted rather than told of."""


class Untold(NamedTuple):
    """Something in a question that its page does not tell before: an earlier lesson may have."""

    place: Place
    name: str
    """The name, or the noun of a number."""
    number: str
    """Empty for a name."""
    text: str
    is_taste: bool = False
    """Whether a course may count on readers who have heard of it."""


class Answerable(Rule):
    """A question with a premise that nobody told, or an answer that comes too early."""

    id = "answerable"
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "A check that cannot be answered yet: a name or a number in its question that nothing "
        "before it tells, or an answer that needs what is taught or told only below."
    )
    rationale = (
        "A question tests what it asks for only if all else in it is known; else students fail at "
        "its wording, and learn that from nothing (Haladyna, Downing and Rodriguez, 2002, on "
        "writing items). What counts as a name is an acronym, a word with a capital inside, or the "
        "law of somebody; it is known if the page, an earlier lesson, a concept or the question "
        "itself tells it. A number counts only where the question speaks of it as known, “the 24 "
        "heads”; the numbers of a case that it makes up, “a batch of 64”, are its own. A "
        "question may also point at a figure above that is not there. An answer is held against "
        "what its page teaches, and against names and numbers that are told below first, unless "
        "the check is a prediction (`:kind: predict`, `:predict:` or a guess in words) or a "
        "design, or the answer says that this comes later. Names in questions are for the profile "
        "`strict`: a course may count on readers who have heard of them. With "
        '`pedagogy_link_mentions = "off"` nobody keeps what lessons say, and only figures, and '
        "what the first lesson asks, are looked at."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at what needs nothing but the page."""
        for question in questions_of(page):
            if text := points_at_nothing(question):
                yield self.report(page.place(question.check), text)

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what the page does not tell: other pages may."""
        for question in questions_of(page):
            yield from untold_names(question)
            yield from untold_numbers(question)
            if question.answer is not None and is_exam(question):
                yield from untaught_concepts(question)
                yield from told_below(question)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Leave out what earlier lessons tell."""
        kept: Iterable[tuple[str, Untold]] = context.kept[self.id]
        untold = [item for _page, item in kept]
        if not untold:
            return
        known = CourseText(context)
        for one in untold:
            if not known.tells(one):
                profile = Profile.STRICT if one.is_taste else None
                yield self.report(one.place, one.text, profile=profile)


class CourseText:
    """What the earlier lessons of a course tell, in words."""

    def __init__(self, context: CourseContext) -> None:
        """Read nothing yet."""
        self.context = context
        self.pages: dict[str, str] = {}
        facts = context.catalogue.course.facts
        is_page = context.catalogue.lesson_of
        self.records = "\n".join(
            [
                *(
                    " ".join((concept.title, *concept.aliases, concept.definition))
                    for concept in facts.concepts
                    if not is_page(concept.place.document)
                ),
                *(one.note for one in facts.teachings if not is_page(one.place.document)),
            ]
        )

    def tells(self, one: Untold) -> bool:
        """Whether something tells a name or a number that its page does not."""
        plain = self.context.catalogue.plain
        if is_told(one, self.records) or self.teaches(one):
            return True
        for docname in self.earlier(one.place.document):
            if plain is None:
                return True  # nobody kept what it says
            if docname not in self.pages:
                self.pages[docname] = plain.prose_of(docname)
            if is_told(one, self.pages[docname]):
                return True
        return False

    def teaches(self, one: Untold) -> bool:
        """Whether a name is a concept that an earlier lesson teaches."""
        catalogue = self.context.catalogue
        here = catalogue.lesson_of(one.place.document)
        concept = catalogue.find(one.name)
        first = catalogue.course.first_lesson(concept) if concept and here else ""
        positions = catalogue.course.positions
        return bool(first and here and positions[first] < positions[here.slug])

    def earlier(self, document: str) -> Iterator[str]:
        """Yield the pages that a reader of one has seen; all others where there is no order."""
        course = self.context.catalogue.course
        here = self.context.catalogue.lesson_of(document)
        until = course.positions[here.slug] if here else len(course.lessons)
        for docname, page in self.context.pages():
            slug = page.lesson.slug if page.lesson else ""
            is_text = page.plan is None and not page.reviews
            if docname != document and is_text and course.positions.get(slug, -1) < until:
                yield docname


def is_told(one: Untold, text: str) -> bool:
    """Whether a text tells a name, or a number of things."""
    if not one.number:
        return is_in(one.name, text)
    return has_number(one.number, text) and has_word(one.name, text)


def has_word(word: str, text: str) -> bool:
    """Whether a text has a word, in any of its forms."""
    wanted = stem(word)
    return any(stem(other) == wanted for other in set(all_words(text)))


def is_exam(question: AskedQuestion) -> bool:
    """Whether a check asks for what was explained, and is no guess or first try."""
    kind = question.check.options.get("kind", "")
    return kind != "design" and not predicts(question.page, question.check)


def points_at_nothing(question: AskedQuestion) -> str:
    """Return a complaint on a question about a figure above that is not there."""
    found = _POINTS.search(question.words)
    if found is None:
        return ""
    what = (found["what"] or found["what2"]).casefold()
    there = any(part.is_a(*_SHOWS) for part in question.before)
    inside = any(part.is_a(*_SHOWS) for part in question.check.walk())
    lines = question.page.lines[: question.check.line]
    if there or inside or not lines or _RAW.search("\n".join(lines)):
        return ""
    return (
        f'the question points at "{" ".join(found[0].split())}", and no {what} stands before it on '
        f"the page; put the {what} there, or say where it is"
    )


def untold_names(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the names in a question that nothing on its page tells before."""
    seen = set()
    asked = question.sentences_asked
    for name in proper_names(asked):
        if name.text in seen or is_stated(question.page, name.text):
            continue
        seen.add(name.text)
        if is_in(name.text, question.told) or explains(asked, name):
            continue
        if is_spelt_out(name, question.told) or question.links(name.text):
            continue
        text = (
            f'the question speaks of "{name.shown}", and nothing before it, here or in an earlier '
            "lesson, says what that is; explain it first, say it in the question, or ask without "
            "the name"
        )
        place = question.page.place(question.check)
        yield Untold(place=place, name=name.text, number="", text=text, is_taste=True)


def is_stated(page: PageContext, name: str) -> bool:
    """Whether a name belongs to a concept of the page: other rules say when that is taught."""
    wanted = key(name)
    return any(key(need.name) == wanted for need in page.facts.needs) or any(
        wanted in names_of(statement) for statement in page.facts.statements
    )


def untold_numbers(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the numbers of things that a question takes for known, and its page does not tell."""
    words = question.words
    for found in definite_numbers(words):
        before = words[: found.start]
        if _SUPPOSES.search(before) or has_number(found.number, before):
            continue
        if any(part.is_a(*_COUNTABLE) for part in question.check.walk() if part.kind != "list"):
            continue
        if is_told_here(question, found.number, found.noun):
            continue
        text = (
            f'the question speaks of "{found.shown}" as known, and nothing before it, here or in '
            "an earlier lesson, tells that number; tell it first, or say it in the question"
        )
        place = question.page.place(question.check)
        yield Untold(place=place, name=found.noun, number=found.number, text=text)


def is_told_here(question: AskedQuestion, number: str, noun: str) -> bool:
    """Whether the page tells a number before a question, or lets a reader count."""
    if has_number(number, question.told):
        return True
    if float(number) > _LARGE:
        return False
    section = question.check.inside("section", "page")
    shown = any(
        part.is_a(*_COUNTABLE) and part.inside("section", "page") is section
        for part in question.before
    )
    return shown or has_word(noun, question.told)


def untaught_concepts(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the concepts that an answer names, and the page teaches only below."""
    page, check = question.page, question.check
    later = [
        statement
        for statement in page.facts.statements
        if statement.lesson and (statement.place.line or 0) > check.last_line()
    ]
    if not later:
        return
    known = {key(need.name) for need in page.facts.needs}
    known |= {key(mention.name) for mention in page.facts.mentions if mention.recap}
    known |= {
        name
        for statement in page.facts.statements
        if (statement.place.line or 0) <= check.last_line()
        for name in names_of(statement)
    }
    told = searchable(f"{question.told}\n{question.words}")
    for statement in later:
        names = names_of(statement)
        if names & known or any(f" {name}" in told for name in names):
            continue
        for sentence in sentences(question.answered):
            said = searchable(sentence)
            if any(re.search(rf"\W{re.escape(name)}s?\W", said) for name in names):
                if not is_deferred(sentence):
                    yield needed_later(question, statement)
                break


def needed_later(question: AskedQuestion, statement: ConceptRecord) -> Untold:
    """Return what to say of an answer that needs a concept of below."""
    title = statement.title or statement.name
    text = (
        f'the answer needs "{title}", which the page teaches only in line {statement.place.line}; '
        "move the check behind that, answer without it, or make the check a prediction with "
        "`:kind: predict`"
    )
    place = question.page.place(question.answer)
    return Untold(place=place, name=title, number="", text=text)


def is_deferred(sentence: str) -> bool:
    """Whether a sentence says that what it speaks of comes later."""
    return says_later(sentence) or bool(_DEFERS.search(sentence))


_DEFERS = any_of(
    *("below", "soon", "in a moment", "next section", "later", "further down", "coming", "called"),
    *("what follows", "unten", "gleich", "plus bas", "named?", "known as"),
)


def told_below(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the names and the number in an answer that the page tells only below."""
    told = f"{question.told}\n{question.words}"
    place = question.page.place(question.answer)
    choices = " ".join(item.words() for item in question.choices)
    first = " ".join(sentences(question.answered)[:1])
    for name in proper_names(first):
        if is_stated(question.page, name.text) or is_in(name.text, told + choices):
            continue
        line = first_line(question, partial(introduces, name))
        if line and not explains(question.answered, name):
            text = (
                f'the answer needs "{name.shown}", which the page explains only in line {line}; '
                "move the check behind that, or answer without it"
            )
            yield Untold(place=place, name=name.text, number="", text=text)
            return
    yield from number_below(question, told, place)


def number_below(question: AskedQuestion, told: str, place: Place) -> Iterator[Untold]:
    """Yield the number that an answer gives, if the page tells it only below."""
    if not ASKS_NUMBER.search(question.words) or numbers_in(question.words):
        return
    if _ARITHMETIC.search(question.answered):
        return  # it computes
    for written in re.findall(r"\d[\d.,]*\d", question.answered):
        number = canonical(written.rstrip(".,"))
        if len(number.strip("0.")) < 2 or has_number(number, told):
            continue
        line = first_line(question, partial(has_number, number))
        if line:
            text = (
                f"the answer is {written}, which nothing before it tells and the page says first "
                f"in line {line}; move the check behind that, give what it can be worked out from, "
                "or make it a prediction with `:kind: predict`"
            )
            yield Untold(place=place, name=written, number=number, text=text)
        return


def first_line(question: AskedQuestion, has: Callable[[str], bool]) -> int | None:
    """Return the line of the first part below a check whose text has something."""
    for part in question.after:
        if part.text and part.kind in {"paragraph", "entry"} and has(part.text):
            return part.line
    return None


def introduces(name: ProperName, text: str) -> bool:
    """Whether a text explains a name."""
    return any(other.text == name.text and explains(text, other) for other in proper_names(text))
