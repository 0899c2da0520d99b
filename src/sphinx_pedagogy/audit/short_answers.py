"""Predictions whose short answer is told right beside them: in a title, a heading, a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.in_sight import AnswerInSight, is_print
from sphinx_pedagogy.audit.text.titles import is_summary
from sphinx_pedagogy.audit.text.words import any_of, content_words, sentences
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.audit.asked_question import AskedQuestion
    from sphinx_pedagogy.course.page_tree import PageElement

_YES_NO = regex(
    r"(?:^|[.!?:;,] )(?:(?:and|but|so|then|now)[ ,]+)?(?:is|are|was|were|does|do|did|can|could|"
    r"will|would|should|must|may|has|have|had)\b[^.?!]*\?",
    re.IGNORECASE,
)
_NO = regex(r"\W*(?:no|never|not|neither|none|nein|non)\b", re.IGNORECASE)
_YES = regex(r"\W*(?:yes|always|ja|oui)\b", re.IGNORECASE)
_BARE = regex(r"\W*(?P<verdict>yes|no|ja|nein|oui|non)\s*[,.:;!–—]", re.IGNORECASE)
"""A verdict that stands by itself; "no bird" is none."""
_DENIES = any_of(r"never|not|no|cannot|nothing|nobody|none|without|fails?|\w+n['’]t|nie|nicht")
_AFFIRMS = any_of(r"always|still|even|also|too|does|can|must|will|immer|toujours")
_SAME = any_of(
    r"neither|both|same|together|equal\w*|equally|alike|simultaneous\w*|at once|tie|identical\w*|"
    r"no difference|unchanged|gleich\w*|beide|ensemble|même"
)
"""In how many words one may say that two things do not differ."""
_COMPARES = any_of(
    r"which|who|whose|either|both|or|than|same|differ\w*|compare\w*|"
    r"welche[rsnm]?|wer|beide|oder|als|quel(?:le)?s?|qui|ou"
)
"""Without one of these words a question is about one thing, and nothing can be the same."""
_PRINTS = any_of(r"(?:print|output|return|display|show|result)\w*")
_WHICH = any_of("which", "who", "whose", "welche[rsnm]?", "wer", "quel(?:le)?s?")
_MORE = regex(r"\b(?:[a-z]{3,}er|more|less|worse)\b", re.IGNORECASE)
_LITERAL = 3
"""Signs of a literal that nobody writes by chance."""
_NEAR = 2
"""How many parts below a question are right beside it."""
_PROMPT = (BlockRole.QUESTION, BlockRole.EXERCISE, "comment")
_DULL = frozenset(
    [
        *("which", "what", "when", "that", "this", "will", "does", "have", "with", "from", "about"),
        *("near", "nearli", "rough", "roughli", "nearly", "roughly", "both", "same"),
        *("before", "befor", "after", "than"),
    ]
)


def told_beside(question: AskedQuestion, near: Sequence[PageElement]) -> AnswerInSight | None:
    """Return what tells the answer to a prediction: its title, what it prints, or its neighbours.

    :param near: what a reader sees below it
    """
    return (
        in_title(question)
        or printed_inside(question)
        or in_own_code(question)
        or verdict_below(question, near)
        or compared_below(question, near)
        or in_neighbours(question, below_first(near))
        or in_neighbours(question, above_last(question))
    )


def in_title(question: AskedQuestion) -> AnswerInSight | None:
    """Return the title of a check if it says the verdict that is asked for."""
    title = question.check.title
    if not title or title.endswith("?") or len(title.split()) < 4:
        return None
    if _YES_NO.search(question.words):
        no = _NO.match(question.answered) and _DENIES.search(title)
        yes = _YES.match(question.answered) and _AFFIRMS.search(title)
        told = bool(no or (yes and not _DENIES.search(title)))
    else:
        told = tells(question, title)
    return AnswerInSight(part=question.check, what=f'its title ("{title}")') if told else None


def printed_inside(question: AskedQuestion) -> AnswerInSight | None:
    """Return what a program printed if it stands in the check, below the program."""
    program = False
    for part in question.check.find("code", "cell"):
        if part.inside(BlockRole.ANSWER, BlockRole.HINT) is not None:
            continue
        if program and is_print(part) and asks_for_print(question):
            return AnswerInSight(part=part, what="what the program prints")
        program = program or not is_print(part)
    return None


def in_own_code(question: AskedQuestion) -> AnswerInSight | None:
    """Return the code of a check if a comment in it is, letter for letter, how its answer begins.

    A comment behind a line often tells what the line gives.
    """
    answer = question.answer
    first = answer.children[0].text if answer is not None and answer.children else ""
    if not asks_for_print(question):
        return None
    start = re.split(r"[:;]\s|,\s(?=[a-z])|\.\s", first, maxsplit=1)[0].strip(" .`")
    wanted = "".join(start.split())
    if len(wanted) < _LITERAL or wanted.isalpha():
        return None
    for part in question.check.find("code", "cell"):
        if part.inside(BlockRole.ANSWER, BlockRole.HINT) is not None:
            continue
        for line in part.text.splitlines():
            _code, sign, comment = line.partition("#") if "#" in line else line.partition("//")
            if sign and wanted in "".join(comment.split()):
                return AnswerInSight(part=part, what=f'a comment ("{comment.strip()}")')
    return None


def verdict_below(question: AskedQuestion, near: Iterable[PageElement]) -> AnswerInSight | None:
    """Return the paragraph right below a question for yes or no that begins with its verdict."""
    answered = _BARE.match(f"{question.answered}.")
    if answered is None or not _YES_NO.search(question.words):
        return None
    for part, text in below_first(near):
        said = _BARE.match(text) if part.kind == "paragraph" else None
        if said and said["verdict"].casefold() == answered["verdict"].casefold():
            told = " ".join(text.split()[:8])
            return AnswerInSight(part=part, what=f'what answers it ("{told} ...")')
        return None
    return None


def compared_below(question: AskedQuestion, near: Iterable[PageElement]) -> AnswerInSight | None:
    """Return the sentence right below a question for the one that is more, if it says which is."""
    if not _WHICH.search(question.words):
        return None
    asked = {word.casefold() for word in _MORE.findall(question.words)}
    language = question.page.language
    verdict = re.split(r"[.:;,]", question.answered, maxsplit=1)[0]
    wanted = {*re.findall(r"[a-z]{4,}", verdict.casefold())} - _DULL
    for part, text in below_first(near):
        small = text.casefold()
        if "?" in text or not asked & {word.casefold() for word in _MORE.findall(text)}:
            continue
        if re.search(r"\bthan\b", small) and wanted & {*re.findall(r"[a-z]{4,}", small)}:
            both = set(content_words(question.words, language)) & set(content_words(text, language))
            if len(both) > 1:
                told = " ".join(text.split()[:8])
                return AnswerInSight(part=part, what=f'what answers it ("{told} ...")')
    return None


def asks_for_print(question: AskedQuestion) -> bool:
    """Whether a question asks what a program prints."""
    return bool(_PRINTS.search(question.words))


def below_first(near: Iterable[PageElement]) -> Iterator[tuple[PageElement, str]]:
    """Yield the headings, sentences and captions right below a question."""
    seen = 0
    for part in near:
        if part.kind not in {"paragraph", "section", "figure"} or part.inside(*_PROMPT):
            continue
        if is_summary(part.title) or seen >= _NEAR:
            return
        seen += 1
        yield from ((part, text) for text in (part.title, *sentences(part.text)[:3]) if text)


def above_last(question: AskedQuestion) -> Iterator[tuple[PageElement, str]]:
    """Yield the sentences of the paragraph right above a question for one of some things."""
    last = question.before[-1] if question.before else None
    if not _WHICH.search(question.words):
        return
    if last is not None and last.kind == "paragraph" and not last.inside(*_PROMPT):
        yield from ((last, text) for text in sentences(last.text))


def in_neighbours(
    question: AskedQuestion, texts: Iterable[tuple[PageElement, str]]
) -> AnswerInSight | None:
    """Return the first of some sentences and headings that tells the answer."""
    for part, text in texts:
        heading = part.kind == "section"
        if names_it(question, text) if heading else tells(question, text):
            told = " ".join(text.split()[:8])
            return AnswerInSight(part=part, what=f'what answers it ("{told} ...")')
    return None


def names_it(question: AskedQuestion, heading: str) -> bool:
    """Whether a heading has a word of the answer, and what was asked about."""
    language = question.page.language
    asked = set(content_words(question.words, language)) - _DULL
    first = " ".join(sentences(question.answered)[:1])
    words = set(content_words(heading, language))
    wanted = set(content_words(first, language)) - asked - _DULL
    if wanted & words and len(asked & words) > 1:
        return True
    # a verdict of a word or two, whole, beside one word of the question
    verdict = set(content_words(re.split(r"[.:;,]", first, maxsplit=1)[0], language)) - asked
    verdict -= _DULL
    return 0 < len(verdict) <= _NEAR and verdict <= words and bool(asked & words)


def tells(question: AskedQuestion, text: str) -> bool:
    """Whether a sentence has the words of a short answer beside those of its question."""
    if "?" in text:
        return False
    language = question.page.language
    asking = [sentence for sentence in sentences(question.words) if "?" in sentence]
    asked = set(content_words(" ".join(asking), language)) - _DULL
    words = set(content_words(text, language))
    verdict = re.split(r"[.:;,]", question.answered, maxsplit=1)[0]
    if says_same(question) and _SAME.search(text):
        return bool(asked & words)
    wanted = set(content_words(verdict, language)) - set(content_words(question.words, language))
    wanted -= _DULL
    if not 0 < len(wanted) <= 3:
        return False
    return wanted <= words and len(asked & words) >= max(2, len(asked) / 4)


def says_same(question: AskedQuestion) -> bool:
    """Whether a question compares things, and its answer begins by saying that they are alike."""
    first = " ".join(sentences(question.answered)[:1])
    return bool(_COMPARES.search(question.words) and _SAME.search(first))
