"""What a question or its answer takes for told: a third rule, a person, a term, a factor."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.early_answers import first_line, is_deferred, is_exam
from sphinx_pedagogy.audit.once_a_page import once_a_page
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.told_numbers import canonical, has_number
from sphinx_pedagogy.audit.text.units import MEASURES
from sphinx_pedagogy.audit.text.words import all_words, sentences
from sphinx_pedagogy.audit.untold import has_word
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.audit.asked_question import AskedQuestion
    from sphinx_pedagogy.core.rule import PageContext

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
_NTH = regex(
    rf"\bthe (?P<nth>{'|'.join(_ORDINALS)}) (?P<noun>[a-z]{{4,}})\b(?! of\b)", re.IGNORECASE
)
_NO_THING = frozenset(
    [
        *("time", "derivative", "order", "power", "term", "element", "line", "column", "row"),
        *("place", "person", "half", "quarter", "harmonic", "degree", "argument", "largest"),
        *("smallest", "highest", "most", "year", "month", "week", "hour", "minute", "century"),
        *("question", "part", "world", "party", "option", "choice", "answer", "statement", "index"),
        *("position", "digit", "letter", "word", "item", "entry", "dimension", "moment", "edition"),
    ]
)
"""What can be counted by who reads, or has a number by its nature."""
_LISTED = ("list", "table", "code", "cell", "figure", "diagram", "output")
_GROUP = regex(r"\bour (?:two|three|four|both) (?:[a-z]+ )?(?P<noun>[a-z]{4,})\b(?! of\b)")
_ABBREVIATED = 3
"""Letters of a short unit, at most."""
_HOW_MANY = regex(
    rf"\bhow many (?P<unit>{'|'.join(unit for unit in MEASURES if len(unit) > _ABBREVIATED)})\b",
    re.IGNORECASE,
)
_UNIT_WORDS = regex(r"[^\W\d_]+(?:/[^\W\d_]+)?")
_ANY = regex(r"\b(?:an?|any|each|every|no) \w+", re.IGNORECASE)
_PERSON = regex(
    r"\b(?:Mrs?|Ms|Miss|Dr|Prof|Frau|Herrn?|Mme|Madame|Monsieur)\.? "
    r"(?P<name>[A-Z]\w+)"
)
_STRONG = regex(r"(?<!\*)\*{1,2}(?P<term>[^\W\d_][\w -]{3,30})\*{1,2}(?!\*)")
_SAYS = regex(r"\b(?:called|call|named|known as|means?|is an?|are|is the|term|means|denotes)\b")
_OPERAND = regex(
    r"(?P<left>\d+\.\d+)\s*[×·*]|[×·*]\s*(?P<right>\d+\.\d+)|\\cdot\s*(?P<tex>\d+\.\d+)"
)


def missing_premises(question: AskedQuestion) -> Iterator[str]:
    """Yield a complaint on each thing that a question or its answer takes for told."""
    yield from missing_thing(question)
    yield from missing_person(question)
    yield from missing_group(question)
    yield from missing_unit(question)
    if question.answer is not None and is_exam(question):
        yield from term_below(question)
        yield from factor_below(question)


def missing_thing(question: AskedQuestion) -> Iterator[str]:
    """Look for a third thing where the page has told of two."""
    for found in _NTH.finditer(question.words):
        nth, noun = found["nth"].casefold(), found["noun"].casefold()
        if noun in _NO_THING or nth in question.told.casefold():
            continue
        least = _ORDINALS.index(nth) + 2
        rest = question.words.casefold().replace(found[0].casefold(), "")
        listed = any(part.is_a(*_LISTED) for part in (*question.before, *question.check.walk()))
        if listed or noun[:4] in rest or times_told(question, noun) >= least:
            continue
        yield (
            f'the question speaks of "{found[0]}", but the page has no {nth} one before it; '
            "describe it first, or ask about one that is there"
        )


def times_told(question: AskedQuestion, noun: str) -> int:
    """Return how often the page has told of a thing before a question; "a rule" is any."""
    language = question.page.language
    told = " ".join(
        part.text
        for part in question.before
        if part.kind in {"paragraph", "item", "entry"} and part.inside("lesson") is None
    )
    words = [stem(word, language) for word in all_words(_ANY.sub(" ", told))]
    return words.count(stem(noun, language))


def missing_group(question: AskedQuestion) -> Iterator[str]:
    """Look for "our two mice" where the page has told of no mice."""
    for found in _GROUP.finditer(question.words):
        noun = found["noun"].casefold()
        if (
            noun in _NO_THING
            or noun.removesuffix("s") in _NO_THING
            or not noun.endswith(("s", "e"))
        ):
            continue
        rest = question.words[: found.start()]
        if has_word(noun, question.told) or has_word(noun, rest) or question.choices:
            continue
        yield (
            f'the question speaks of "{found[0]}", but nothing before it tells of any; '
            "describe them first, or in the question"
        )
        return


def missing_unit(question: AskedQuestion) -> Iterator[str]:
    """Look for an amount that is asked in millilitres where nothing measures a volume."""
    found = _HOW_MANY.search(question.words)
    if found is None or question.answer is None or not is_exam(question):
        return
    measure = MEASURES[found["unit"]]
    around = f"{question.told} {question.words[: found.start()]} {question.words[found.end() :]}"
    units = {unit for word in _UNIT_WORDS.findall(around) for unit in (word, *word.split("/"))}
    if any(MEASURES.get(unit) == measure for unit in units) or measure in {"time", "length"}:
        return
    yield (
        f"the question asks for {found['unit']}, and nothing before it, nor in it, says how much "
        "anything is in such a unit; say what they follow from"
    )


def missing_person(question: AskedQuestion) -> Iterator[str]:
    """Look for somebody who comes in the question for the first time, without a case."""
    for found in _PERSON.finditer(question.words):
        named = [sentence for sentence in sentences(question.words) if found["name"] in sentence]
        told = found["name"] in question.told or not all(
            sentence.endswith("?") for sentence in named
        )
        if not told and len(sentences(question.words)) == len(named):
            yield (
                f'the question asks about "{found[0]}", but nothing before it describes that '
                "case; describe it first, or in the question"
            )
            return


def term_below(question: AskedQuestion) -> Iterator[str]:
    """Look for a term of the answer that the page explains only below."""
    last = question.check.last_line()
    terms = [(line, term) for line, term in strong_terms(question.page) if line > last]
    if not terms:
        return
    said = " ".join(
        sentence for sentence in sentences(question.answered) if not is_deferred(sentence)
    )
    known = f"{question.told}\n{question.words}".casefold()
    for line, written in terms:
        term = written.casefold().removesuffix("s")
        if term not in known and re.search(rf"\b{re.escape(term)}", said, re.IGNORECASE):
            yield (
                f'the answer needs "{written}", which the page explains only in line '
                f"{line}; move the check behind that, or answer without it"
            )
            return


@once_a_page
def strong_terms(page: PageContext) -> Sequence[tuple[int, str]]:
    """Return the terms in bold or italics that a page explains, each with its line, in order."""
    return [
        (number, found["term"])
        for number, line in enumerate(page.lines, 1)
        if "*" in line and _SAYS.search(line)
        for found in _STRONG.finditer(line)
    ]


def factor_below(question: AskedQuestion) -> Iterator[str]:
    """Look for a factor with which the answer computes, and which the page tells only below."""
    told = f"{question.told}\n{question.words}"
    for found in _OPERAND.finditer(question.answered):
        number = canonical(next(number for number in found.groups() if number))
        if has_number(number, told):
            continue
        if line := first_line(question, partial(has_number, number)):
            yield (
                f"the answer computes with {number}, which the page gives only in line {line}; "
                "move the check behind that line, or give it before"
            )
            return
