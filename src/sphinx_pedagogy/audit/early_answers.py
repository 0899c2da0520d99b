"""Answers that need what their page teaches or tells only below them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.asked_question import AskedQuestion, predicts
from sphinx_pedagogy.audit.core_concepts import names_of
from sphinx_pedagogy.audit.text.phrases import ASKS_NUMBER
from sphinx_pedagogy.audit.text.proper_names import explains, is_in, proper_names
from sphinx_pedagogy.audit.text.titles import is_summary
from sphinx_pedagogy.audit.text.told_numbers import canonical, has_number, numbers_in
from sphinx_pedagogy.audit.text.words import any_of, content_words, searchable, sentences
from sphinx_pedagogy.audit.untold import Untold, is_stated
from sphinx_pedagogy.course.announcements import says_later
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_pedagogy.audit.text.proper_names import ProperName
    from sphinx_pedagogy.course.facts import ConceptRecord
    from sphinx_pedagogy.model import Place

_ASKS_MEASURE = any_of(
    r"how (?:hot|cold|warm|heavy|old|deep|tall|late|early|loud|dense|strong)",
    *("when", r"(?:in )?(?:which|what) year", "wann", "quand"),
)
_OPERAND = regex(
    r"(?P<before>\d[\d.,]*\d)\s*(?:[×·*]|\\cdot|\\times|times\b)"
    r"|(?:[×·*]|\\cdot|\\times|\btimes)\s*(?P<after>\d[\d.,]*\d)"
)
_TITLE = 2
"""Words of a title that nobody says by chance."""
_DIGITS = 3
"""Digits of a number that nobody meets by chance."""
_ARITHMETIC = regex(r"\d\s*[-+×*/÷·=^%]|\\(?:cdot|times|frac)|[=×·]\s*\d")


def is_exam(question: AskedQuestion) -> bool:
    """Whether a check asks for what was explained, and is no guess or first try."""
    kind = question.check.options.get("kind", "")
    return kind != "design" and not predicts(question.page, question.check)


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
    answer = [(sentence, searchable(sentence)) for sentence in sentences(question.answered)]
    for statement in later:
        names = names_of(statement)
        if names & known or any(f" {name}" in told for name in names):
            continue
        for sentence, said in answer:
            if any(says(said, name) for name in names):
                if not is_deferred(sentence):
                    yield needed_later(question, statement)
                break


def says(text: str, name: str) -> bool:
    """Whether a name stands in a text, in the singular or with an s."""
    # most names do not, and an expression is compiled for each that may
    return name in text and bool(re.search(rf"\W{re.escape(name)}s?\W", text))


def needed_later(question: AskedQuestion, statement: ConceptRecord) -> Untold:
    """Return what to say of an answer that needs a concept of below."""
    title = statement.title or statement.name
    text = (
        f'the answer needs "{title}", which the page teaches only in line '
        f"{statement.place.line}; move the check behind that line, answer without it, or make "
        "the check a prediction with `:kind: predict`"
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
                "move the check behind that line, or answer without it"
            )
            yield Untold(place=place, name=name.text, number="", text=text)
            return
    yield from number_below(question, told, place)
    yield from operand_below(question, told, place)


def operand_below(question: AskedQuestion, told: str, place: Place) -> Iterator[Untold]:
    """Yield the number that an answer computes with, if the page gives it only below."""
    for found in _OPERAND.finditer(question.answered):
        written = found["before"] or found["after"]
        number = canonical(written)
        if len(number.strip("0.").replace(".", "")) < _DIGITS or has_number(number, told):
            continue
        line = first_line(question, partial(has_number, number))
        if line:
            text = (
                f"the answer computes with {written}, which nothing before it gives and the page "
                f"gives only in line {line}; move the check behind that line, or give the number "
                "before or in the question"
            )
            yield Untold(place=place, name=written, number=number, text=text)
        return


def in_later_section(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the section below a check that is about what its answer says, and nothing above does.

    All words of its title stand in the answer, and one of them nowhere before.
    """
    language = question.page.language
    said = set(content_words(question.answered, language))
    told: set[str] | None = None
    for part in question.after:
        if part.kind != "section" or is_summary(part.title):
            continue
        title = set(content_words(part.title, language))
        if len(title) < _TITLE or not title <= said:
            continue
        if told is None:
            told = set(content_words(f"{question.told}\n{question.words}", language))
        if (new := title - told) and not is_deferred(question.answered):
            text = (
                f'the answer says what the section "{part.title}" in line {part.line} is about, '
                "and nothing above does; move the check behind it, answer without it, or make the "
                "check a prediction with `:kind: predict`"
            )
            place = question.page.place(question.answer)
            yield Untold(place=place, name=" ".join(sorted(new)), number="", text=text)
            return


def number_below(question: AskedQuestion, told: str, place: Place) -> Iterator[Untold]:
    """Yield the number that an answer gives, if the page tells it only below."""
    asks = ASKS_NUMBER.search(question.words) or _ASKS_MEASURE.search(question.words)
    if not asks or numbers_in(question.words):
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
                f"the answer is {written}, which nothing before it gives and the page gives only "
                f"in line {line}; move the check behind that line, give what the answer can be "
                "worked out from, or make it a prediction with `:kind: predict`"
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
