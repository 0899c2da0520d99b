"""``answerable``: a question with a premise that nobody told, or an answer that comes too early."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.asked_question import AskedQuestion, questions_of
from sphinx_pedagogy.audit.early_answers import (
    in_later_section,
    is_exam,
    told_below,
    untaught_concepts,
)
from sphinx_pedagogy.audit.premises import missing_premises
from sphinx_pedagogy.audit.text.proper_names import explains, is_in, is_spelt_out, proper_names
from sphinx_pedagogy.audit.text.told_numbers import (
    canonical,
    definite_numbers,
    has_number,
)
from sphinx_pedagogy.audit.text.words import any_of, has_digit, sentences
from sphinx_pedagogy.audit.untold import CourseText, Untold, has_word, is_stated
from sphinx_pedagogy.audit.untold_operands import untold_operands
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.model.findings import Diagnostic

_SUPPOSES = any_of(
    *(
        "suppose",
        "imagine",
        "assume",
        "consider",
        r"let (?:us|\w\b)",
        "let's",
        "say",
        "given",
        "take",
        "if",
        "with",
    ),
    *("you", "your", "she", "he", "her", "his", "they", "we", "an?", "some", "two", "another"),
    *("angenommen", "stell", "eine?", "einem", "du", "supposons", "imaginez", "soit", "une?"),
)
"""What builds a case: its numbers are the question's own."""
_COUNTABLE = ("table", "list", "code", "cell", "figure", "diagram", BlockRole.VISUAL, "output")
"""What things can be counted in without a number that is told."""
_POINTS = regex(
    r"\b(?:the|this) (?P<what>figure|diagram|plot|graph|chart|table)\s+(?:just )?above\b"
    r"|\b(?:in|at|from) the (?P<what2>figure|diagram|plot|graph|chart|table) (?:we|you) saw\b"
    r"|\b(?P<what3>figure|diagram|plot|graph|chart|table) (?:\d+|(?:on|of) this page)(?![\w.])",
    re.IGNORECASE,
)
_SHOWN = {"table": ("table", "list", "output", "code", "figure")}
_SHOWS = (
    *("figure", "diagram", "table", "output", "cell", "code"),
    *(BlockRole.VISUAL, BlockRole.INTERACTIVE),
)
_RAW = regex(r"<(?:img|svg|iframe|video|object|table|canvas)\b|!\[|\{(?:figure|image|mermaid)")
_RECALLS = any_of(
    r"(?:of|in|from) (?:this|the|our) (?:lesson|chapter|section|experiment)|"
    r"as (?:you|we) (?:saw|know)|(?:we|you) (?:saw|built|trained|measured|found|got|computed) "
    r"(?:above|earlier|before)|recall"
)
"""What a question says of something that was told."""
_LAW = regex(
    r"\b(?P<who>[A-Z][a-z]+)(?:['’]s?|ian) (?:(?:first|second|third) )?(?:law|rule|theorem|"
    r"formula|equation|"
    r"principle|lemma|inequality|criterion|test)\b"
)
_LARGE = 12
"""Up to this number, things are counted rather than told of."""


class Answerable(Rule):
    """A question with a premise that nobody told, or an answer that comes too early."""

    id = "answerable"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "A check whose question takes something as known (a number, a name, a figure), although "
        "nothing before the question gives it. A check whose answer needs something that the page "
        "gives only further down."
    )
    rationale = (
        "A question tests what it asks for only if students know everything else in it. "
        "Otherwise they fail because of the wording, and learn nothing from the question "
        "(Haladyna, Downing and Rodriguez, 2002, on writing items). The rule reports a "
        "question that needs one of the following things, if nothing before the question on "
        "the page gives this thing:\n\n"
        "- a figure or a table that the question points at, as in “the figure above”;\n"
        "- a number that the question takes as known, as in “the 24 heads” or “why 24 heads”;\n"
        "- a time, if the question says what takes this time, as in “the 88 days of its orbit”;\n"
        "- a thing or a person that the question takes as described, as in “the third rule”, "
        "“our two mice” or “Mrs Miller”;\n"
        "- an amount of the kind that the question asks for: if it asks “how many millilitres”, "
        "an amount in millilitres, litres or the like;\n"
        "- in the profile `strict` only, a name: an acronym, a word with a capital inside, or "
        "a capitalized word as in “Markov's law” and “the Markov chain”. Names that everybody "
        "has heard of do not count.\n\n"
        "Two kinds of number do not count. A number after its noun is a label, as in “hole "
        "10”. A number after a word such as “if”, “suppose”, “a” or “you” belongs to a case "
        "that the question makes up.\n\n"
        "Text, examples, tables and code above the question can give all these things. An "
        "earlier lesson can give names and most numbers.\n\n"
        "The rule also reports an answer in the following cases:\n\n"
        "- the answer names a concept or a term in bold that the page explains only below;\n"
        "- the answer has all words of a heading below (of two words or more);\n"
        "- the answer gives a number that the page gives only below, and the question has no "
        "numbers;\n"
        "- the answer multiplies or divides by a number over 12 that nothing gives, and that "
        "does not follow from two given numbers.\n\n"
        "Some answers may need what comes later: the answers to predictions (`:kind: predict`, "
        "`:predict:` or a guess in words) and to designs (`:kind: design`), and an answer that "
        "says “later” or “below”.\n\n"
        'With `pedagogy_link_mentions = "off"` the build does not keep the words of lessons. '
        "The rule then looks only at what needs no other page, and at the questions of the "
        "first lesson.\n\n"
        "The rule does not see that a fact, a law or an amount is missing if no number or name "
        "points to it. For example, a question asks for a mass, and nothing gives the density."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at what needs nothing but the page."""
        for question in questions_of(page):
            if text := points_at_nothing(question):
                yield self.report(page.place(question.check), text)
            for text in missing_premises(question):
                yield self.report(page.place(question.check), text)

    def collect(self, page: PageContext) -> Iterable[object]:
        """Keep what the page does not tell: other pages may."""
        for question in questions_of(page):
            yield from untold_names(question)
            yield from untold_numbers(question)
            if question.answer is not None and is_exam(question):
                yield from untaught_concepts(question)
                below = [*told_below(question)]
                yield from below or in_later_section(question)
                if not below:
                    yield from untold_operands(question)

        for exercise in page.find(BlockRole.EXERCISE):
            yield from untold_laws(AskedQuestion(page, exercise))

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Leave out what earlier lessons tell."""
        kept: Iterable[tuple[str, Untold]] = context.kept[self.id]
        untold = [item for _page, item in kept]
        if not untold:
            return
        known = CourseText(context)
        for missing in untold:
            if not known.tells(missing):
                profile = Profile.STRICT if missing.is_taste else None
                yield self.report(missing.place, missing.text, profile=profile)


def points_at_nothing(question: AskedQuestion) -> str:
    """Return a complaint on a question about a figure above that is not there."""
    found = _POINTS.search(question.words)
    if found is None:
        return ""
    what = (found["what"] or found["what2"] or found["what3"]).casefold()
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
            f'the question uses the name "{name.shown}", but nothing before it, here or in an '
            "earlier lesson, explains it; explain it first or in the question, or ask without "
            "the name"
        )
        place = question.page.place(question.check)
        yield Untold(place=place, name=name.text, number="", text=text, is_taste=True)


def untold_laws(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the law of somebody that an exercise wants to be used, and its page does not tell."""
    for found in _LAW.finditer(question.words):
        if is_in(found["who"], question.told) or question.links(found["who"]):
            continue
        text = (
            f'the exercise needs "{found[0]}", but nothing before it, here or in an earlier '
            "lesson, states it; state it first or in the exercise"
        )
        place = question.page.place(question.check)
        yield Untold(place=place, name=found["who"], number="", text=text, is_taste=True)
        return


def untold_numbers(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the numbers of things that a question takes for known, and its page does not tell."""
    words = question.words
    yield from untold_claims(question)
    for found in definite_numbers(words):
        before = words[: found.start]
        # what goes on after a number of its own builds a case, too
        if _SUPPOSES.search(before) or has_digit(before):
            continue
        if any(part.is_a(*_COUNTABLE) for part in question.check.walk() if part.kind != "list"):
            continue
        if is_told_here(question, found.number, found.noun):
            continue
        text = (
            f'the question takes "{found.shown}" as known, but nothing before it, here or in an '
            "earlier lesson, gives that number; give it first, or in the question"
        )
        place = question.page.place(question.check)
        yield Untold(place=place, name=found.noun, number=found.number, text=text)


def untold_claims(question: AskedQuestion) -> Iterator[Untold]:
    """Yield the numbers that a question says were told, where the page tells no such number."""
    for sentence in sentences(question.words):
        if not has_digit(sentence) or not _RECALLS.search(sentence):
            continue
        for written in re.findall(r"(?<![\w.])\d[\d.,]*\d(?![\w^×*/]|\s*[×*/=+])", sentence):
            number = canonical(written)
            if number and not has_number(number, question.told):
                text = (
                    f'the question recalls {written} ("{" ".join(sentence.split()[:8])} ..."), '
                    "but nothing before it, here or in an earlier lesson, gives that; give it "
                    "first, or state it as something new"
                )
                place = question.page.place(question.check)
                yield Untold(place=place, name="", number=number, text=text)


def is_told_here(question: AskedQuestion, number: str, noun: str) -> bool:
    """Whether the page tells a number before a question, or lets a reader count."""
    if has_number(number, question.told):
        return True
    if "." in number or float(number) > _LARGE:
        return False
    section = question.check.inside("section", "page")
    shown = any(
        part.is_a(*_COUNTABLE) and part.inside("section", "page") is section
        for part in question.before
    )
    return shown or has_word(noun, question.told)
