"""Answers of any check that stand right beside it: its title, the heading or sentence above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.in_sight import AnswerInSight, hides_output
from sphinx_pedagogy.audit.text.words import all_words, any_of, content_words, sentences, source_of
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.audit.asked_question import AskedQuestion
    from sphinx_pedagogy.course.page_tree import PageElement

_CALL = regex(r"`([^`\n]*\w\([^`\n]*\)[^`\n]*)`")
_ASKS_RESULT = regex(r"\b(?:return|print|show|output|display|give)s?\b", re.IGNORECASE)
_STATEMENT = 3
"""Words of a heading or title that says something."""
_SENTENCE = 5
"""Words with meaning of an answer that nobody says by chance."""
_JOINING = any_of(
    r"that|this|these|those|what|which|when|where|while|with|from|into|than|then|they|them|their|"
    r"there|would|could|should|will|have|been|were|does|also|such|because|since|dass|diese[rsmn]?|"
    r"wenn|weil|sind|wird|werden|oder|aber|dans|avec|pour|cette|sont|mais"
)
"""Words of any sentence, which carry no meaning."""
_SHARE = 0.75
"""The share of them that a sentence above has."""


def told_right_above(question: AskedQuestion, near: Sequence[PageElement]) -> AnswerInSight | None:
    """Return what tells the answer of a check without a click: right above it, or right below.

    :param near: what a reader sees below it
    """
    return own_title(question) or heading(question) or sentence(question) or called(question, near)


def verdict_of(question: AskedQuestion) -> set[str]:
    """Return the telling words of the first clause of an answer that its question does not have."""
    first = re.split(r"[.:;,]\s|[.:;,]$", question.answered, maxsplit=1)[0]
    asked = set(content_words(question.words, question.page.language))
    return set(content_words(_JOINING.sub(" ", first), question.page.language)) - asked


def own_title(question: AskedQuestion) -> AnswerInSight | None:
    """Return the title of a check that has all words of a short verdict, and of its question."""
    title = question.check.title
    if title.endswith("?") or not title:
        return None
    if opens_answer(question, title):
        return AnswerInSight(part=question.check, what=f'its title ("{title}")')
    if len(title.split()) <= _STATEMENT:
        return None
    language = question.page.language
    words, wanted = set(content_words(title, language)), verdict_of(question)
    asked = set(content_words(question.words, language))
    if 0 < len(wanted) <= _STATEMENT and wanted <= words and len(asked & words) > 1:
        return AnswerInSight(part=question.check, what=f'its title ("{title}")')
    return None


def opens_answer(question: AskedQuestion, title: str) -> bool:
    """Whether a title is, word by word, how the answer begins, and is not all in the question."""
    words = all_words(title.casefold())
    if len(words) < _STATEMENT:
        return False
    begins = all_words(question.answered.casefold())[: len(words)] == words
    return begins and not set(words) <= set(all_words(question.words.casefold()))


def heading(question: AskedQuestion) -> AnswerInSight | None:
    """Return the heading right above a check with a word of the answer that nothing told before.

    A heading of one or two words tells only what the lesson goes on to, unless it is the answer.
    """
    section = question.before[-1] if question.before else None
    if section is None or section.kind != "section" or section.title.endswith("?"):
        return None
    language = question.page.language
    short = len(section.title.split()) < _STATEMENT
    if short and set(content_words(section.title, language)) != verdict_of(question):
        return None
    asked = set(content_words(question.words, language))
    first = " ".join(sentences(question.answered)[:1])
    new = (
        set(content_words(section.title, language)) & set(content_words(first, language))
    ) - asked
    if not new:
        return None
    above = " ".join(
        f"{part.title} {part.text}" if short else part.text
        for part in question.before[:-1]
        if (part.kind == "paragraph" or short) and part.inside("lesson") is None
    )
    if new & set(content_words(above, language)):
        return None  # what the page is about
    return AnswerInSight(part=section, what=f'what answers it ("{section.title}")')


def sentence(question: AskedQuestion) -> AnswerInSight | None:
    """Return the sentence in the paragraph right above that has nearly all words of the answer."""
    last = question.before[-1] if question.before else None
    if last is None or last.kind != "paragraph" or last.parent is not question.check.parent:
        return None
    language = question.page.language
    wanted, asked = (
        set(content_words(text, language)) for text in (question.answered, question.words)
    )
    wanted -= asked
    telling = set(content_words(_JOINING.sub(" ", question.answered), language)) - asked
    if len(telling) < _SENTENCE:
        return None
    for piece in sentences(last.text):
        if len(wanted & set(content_words(piece, language))) >= _SHARE * len(wanted):
            told = " ".join(piece.split()[:8])
            return AnswerInSight(part=last, what=f'what answers it ("{told} ...")')
    return None


def called(question: AskedQuestion, near: Sequence[PageElement]) -> AnswerInSight | None:
    """Return the cell right below a check that makes the very call whose result is asked."""
    lines, check = question.page.lines, question.check
    first = near[0] if near else None
    if not lines or first is None or first.kind != "cell" or hides_output(first):
        return None
    if not _ASKS_RESULT.search(question.words):
        return None
    asked = source_of(lines, check.line, check.last_line())
    if any("".join(call.split()) in "".join(first.text.split()) for call in _calls(asked)):
        return AnswerInSight(part=first, what="the cell that shows it")
    return None


def _calls(source: str) -> Iterator[str]:
    yield from _CALL.findall(source)
