"""The number that answers a question, or that its answer gives, where a reader sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.in_sight import PROSE, AnswerInSight, is_print, pieces_of
from sphinx_pedagogy.audit.text.phrases import ASKS_NUMBER
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.told_numbers import (
    canonical,
    has_number,
    numbers_in,
    written_numbers,
)
from sphinx_pedagogy.audit.text.words import content_words, sentences
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.audit.asked_question import AskedQuestion
    from sphinx_pedagogy.course.page_tree import PageElement

_WITH_POINT = regex(r"(?<![\w.,])\d+\.\d+(?![\w.])")
_HOW_MANY = regex(r"\bhow many (?:[\w-]+ )?(?P<noun>[a-z]{3,}s)\b", re.IGNORECASE)


def in_numbers(
    question: AskedQuestion, near: Iterable[PageElement], wanted: set[str]
) -> AnswerInSight | None:
    """Return where a number stands that answers, or that the answer gives."""
    if not wanted:
        return None
    language = question.page.language
    asked = set(content_words(question.words, language))
    noun = _HOW_MANY.search(question.words)
    counted = counted_in(" ".join(sentences(question.answered)[:1]), language)
    for part in near:
        if part.kind not in PROSE and not is_print(part):
            continue
        if not any(has_number(number, part.text) for number in wanted):
            continue
        for piece in pieces_of(part):
            again = {number for number, _thing in counted & counted_in(piece, language)}
            for written in written_numbers(piece):
                number = canonical(written)
                if number not in wanted:
                    continue
                if number in again or is_meant(
                    number, piece, asked, noun["noun"] if noun else "", language
                ):
                    return AnswerInSight(part=part, what=f"the answer, {written},")
    return None


def counted_in(text: str, language: str) -> set[tuple[str, str]]:
    """Return the numbers of a text, each with the word behind it: nine times."""
    return {
        (canonical(written), stem(behind[1], language))
        for written in written_numbers(text)
        if (behind := re.search(rf"{re.escape(written)}\s+([^\W\d_]{{3,}})", text))
    }


def numbers_of(question: AskedQuestion) -> set[str]:
    """Return the numbers that answer a question, and stand in neither it nor a wrong choice."""
    if given := question.check.options.get("number"):
        wanted = {canonical(given.rstrip("% "))}
    elif question.choices:
        wanted = {number for item in question.rights for number in numbers_in(item.words())}
        wrong = [item for item in question.choices if item not in question.rights]
        wanted -= {number for item in wrong for number in numbers_in(item.words())}
    elif ASKS_NUMBER.search(question.words):
        wanted = numbers_in(" ".join(sentences(question.answered)[:1]))
    else:
        wanted = set()
    return wanted - numbers_in(question.words) - {""}


def numbers_beside(question: AskedQuestion) -> set[str]:
    """Return the new numbers of an answer to a question for no number.

    Only those with a point: nobody meets them by chance.
    """
    found = {canonical(written) for written in _WITH_POINT.findall(question.answered)}
    told = f"{question.told}\n{question.words}" if found else ""
    return {number for number in found if number and not has_number(number, told)}


def is_meant(number: str, piece: str, asked: set[str], noun: str, language: str) -> bool:
    """Whether a number in a sentence or a line is the one that was asked for."""
    if piece.strip(" \n[](){}.") in {number, f"'{number}'"}:
        return True
    words = set(content_words(piece, language))
    if noun and set(content_words(noun, language)) <= words:
        return True
    # a small number stands everywhere: what it counts must stand beside it
    return len(number.strip("-0.").replace(".", "")) > 1 and len(asked & words) > bool(noun)
