"""``spoiler``: an answer that stands in sight of its question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.asked_question import AskedQuestion, predicts, questions_of
from sphinx_pedagogy.audit.in_sight import (
    PROSE,
    AnswerInSight,
    above,
    below,
    hides_output,
    is_print,
    pieces_of,
)
from sphinx_pedagogy.audit.number_in_sight import in_numbers, numbers_beside, numbers_of
from sphinx_pedagogy.audit.short_answers import told_beside
from sphinx_pedagogy.audit.text.titles import is_summary
from sphinx_pedagogy.audit.text.words import all_words, any_of, content_words, has_digit, sentences
from sphinx_pedagogy.audit.told_above import told_right_above
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


_UNHELD = frozenset({"paragraph", "list", "quote", "section", "item"})
"""What a check does not hold: text, and what has a heading."""
_ASKS_PRINT = any_of(
    r"what (?:does|do|will|would|is|are|should)\b[^.?]{0,60}\b(?:prints?|printed|outputs?|"
    r"returns?|"
    r"returned|displays?|displayed|show|evaluates?|result)",
    r"what is (?:the value of )?\S+ (?:after|when|at the end|now)|"
    r"what (?:is|are)(?: now)? (?:in|the (?:value|content)s? of)|"
    r"predict (?:the|its|what)\b[^.?]{0,40}\b(?:outputs?|prints?|results?|returns?)",
    r"was (?:gibt|druckt)[^.?]{0,40}\baus",
)
_ASKS_OF_ABOVE = any_of(
    r"(?:code|cell|program|lines?|loop|function) above|this (?:code|cell|program)"
)
_ASKS_PICTURE = any_of(
    r"how (?:does|do|will|would|should)\b[^?]{0,60}\blook",
    *("sketch", "draw", r"looks? like", r"what (?:shape|colou?rs?|pattern)"),
    r"(?:which|what) (?:curve|line|picture|plot|graph)",
    *("skizziere", "zeichne", "dessine[zr]?"),
)
_ASKS_COURSE = any_of(
    r"(?:rise|fall|grow|shrink|increase|decrease|drop|climb|converge|diverge|oscillate)s?",
    r"what (?:will )?happens? to the \w+ (?:as|when|while|over|during)|faster|slower|steeper",
)
"""Questions for how a number goes, which a plot shows."""
_ASKS_MOST = any_of(
    r"(?:which|who|what)\b[^?]{0,80}\b(?:[a-z]{2,}est|most|least|best|worst|"
    r"first)"
)
_ASKS_NAME = any_of("who", "which", "whose", "wer", "welche[rsnm]?", "qui", "quel(?:le)?s?")
_SHORT = 3
"""Words of an answer that is only a name."""
_BEGIN = 4
"""Letters at the beginning that a word keeps when its ending is taken off."""
_SMALL = frozenset(
    [
        "why",
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "it",
        "its",
        "for",
        "and",
        "or",
        "so",
        "not",
    ]
)
_BECAUSE = any_of("because", "since", "due to", "the reason", "therefore", "denn", "weil", "car")
_ASIDE = regex(r"(?<=\s)\([^()]*\s[^()]*\)")
"""Words in parentheses, which tell more of a choice, and do not choose."""
_WHY = any_of("why", "warum", "wieso", "pourquoi")


class Spoiler(Rule):
    """An answer that stands in sight of its question."""

    id = "spoiler"
    severity = Severity.NOTE
    profile = Profile.COURSE
    reads_prose = True
    summary = (
        "A check whose answer is in sight: in the output of a cell, a figure, a table or a "
        "sentence, no more than a screen away."
    )
    rationale = (
        "Students remember an answer better if they guess first and are then surprised (Brod, "
        "2021, on predicting as a learning strategy). A student who sees the answer makes no "
        "guess, and sees what is near even without wanting to. The rule looks at everything "
        "that begins within a screen below the check. A screen is taken to be 200 words; the "
        "limit `screen` changes this.\n\n"
        "The *short answer* of a check is its answer up to the first comma, colon or full stop. "
        "A check has a short answer only if at most three words of it are not in the question. "
        "The rule reports:\n\n"
        "- a sentence that has words of the question, and the number that is the answer, or any "
        "number with a decimal point that the answer has;\n"
        "- a sentence with most words of the beginning of the answer, in any form and order (if "
        "the answer is a choice, what stands there in parentheses does not count);\n"
        "- the row of a table with the name that the check asks for (“which bird …”);\n"
        "- the output of a program, if the check asks what the program prints;\n"
        "- a picture, if the check asks how something looks;\n"
        "- the title of the check, if it has three words or more and the answer begins with "
        "these words;\n"
        "- another title of four words or more, if it has the whole short answer and words of "
        "the question;\n"
        "- the heading right above the check, if it has a word of the answer that the page does "
        "not have before (a heading of one or two words has to be the whole short answer);\n"
        "- a sentence right above the check, if it has nearly all words of the answer.\n\n"
        "If the check is marked as a prediction, the rule also looks for the number of the "
        "answer within a screen above. It also looks for a short answer in the heading or "
        "sentence right below, and in the paragraph right above. “No” or “yes” at the "
        "beginning of the paragraph right below is a short answer, too.\n\n"
        "A paragraph in a block counts as text beside the check, but the title of a block does "
        "not. A code block counts as an output if its language is `text`, `none`, `console` or "
        "`output`. A summary may repeat what was asked.\n\n"
        "What opens with a click is no spoiler. So if a sentence gives the answer away, move "
        "it into the answer. If a cell or a figure gives the answer away, let the `check` hold it "
        "with `:holds: next`.\n\n"
        "The rule does not see an answer in other words, such as synonyms, or the answer to a "
        "question outside of a check. Above a check that is not a prediction, the rule sees only "
        "what is right above it."
    )
    limits: ClassVar = {
        "screen": Threshold(
            200, "How many words below a question a reader sees together with the question."
        ),
        "share": Threshold(
            0.6, "Which share of the words of an answer gives the answer away, from 0 to 1."
        ),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look around each check."""
        for question in questions_of(page):
            near = list(below(question.after, self.limit("screen")))
            found = self.sighted(question, near)
            where = "below"
            if found is None and predicts(page, question.check):
                seen = list(above(question.before, self.limit("screen")))
                found = in_numbers(question, seen, numbers_of(question))
                where = "above"
                if found is None and (beside := told_beside(question, near)):
                    found, where = beside, "beside"
            if found is None and (told := told_right_above(question, near)):
                found, where = told, "beside"
            if found is not None:
                line = f", in line {found.part.line}" if found.part.line else ""
                held = " with `:holds: next`" if can_be_held(found.part, near) else ""
                text = (
                    f"{found.what} is in sight {where} the question{line}; put it into the "
                    f"answer{held}, or move it away from the question {self.limit_note('screen')}"
                )
                related = Related(page.place(found.part), "the answer")
                yield self.report(page.place(question.check), text, related)

    def sighted(self, question: AskedQuestion, near: Sequence[PageElement]) -> AnswerInSight | None:
        """Return where the answer to a question stands below it."""
        return (
            in_print(question, near)
            or in_picture(question, near)
            or in_numbers(question, near, numbers_of(question) or numbers_beside(question))
            or in_table(question, near)
            or in_words(question, near, self.limit("share"))
        )


def can_be_held(part: PageElement, near: Sequence[PageElement]) -> bool:
    """Whether a part is, or stands in, what the check can hold: the first below it, if no text."""
    first = near[0] if near else None
    if first is None or first.kind in _UNHELD:
        return False
    if first.is_a(BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.NEXT_STEP):
        return False
    return any(around is first for around in (part, *part.parents()))


def is_picture(part: PageElement) -> bool:
    """Whether a part is a picture."""
    if part.kind == "output":
        return not part.text and "image" in part.options.get("mime", "")
    return part.kind in {"figure", "diagram"}


def in_print(question: AskedQuestion, near: Sequence[PageElement]) -> AnswerInSight | None:
    """Return the output right beside a question for what a program prints."""
    if not _ASKS_PRINT.search(question.words):
        return None
    own = [
        part
        for part in question.check.walk()
        if part.kind in {"code", "cell", "output"}
        and part.inside(BlockRole.ANSWER, BlockRole.HINT) is None
    ]
    shown = [part for part in near if part.kind in {"code", "output", "paragraph"}]
    # a program may stand before what it prints
    runs = len(shown) > 1 and shown[0].kind == "code" and not is_print(shown[0])
    first = shown[1:2] if runs else shown[:1]
    if _ASKS_OF_ABOVE.search(question.words):
        last = next(above(question.before, 1), None)
        first += [last] if last else []
    for part in [*(part for part in own if part.kind == "output"), *first]:
        if is_print(part) and is_answered_by(part.text, question):
            return AnswerInSight(part=part, what="what the program prints")
    return run_again(question, own, near)


def run_again(
    question: AskedQuestion, own: Iterable[PageElement], near: Iterable[PageElement]
) -> AnswerInSight | None:
    """Return the cell below a question that has the same code, where no cell was run yet."""
    if question.page.find("output"):
        return None
    code = {" ".join(part.text.split()) for part in own if part.text.strip()}
    for part in near:
        if part.kind == "cell" and not hides_output(part):
            text = " ".join(part.text.split())
            if any(piece in text for piece in code):
                return AnswerInSight(part=part, what="the cell that prints it")
    return None


def is_answered_by(text: str, question: AskedQuestion) -> bool:
    """Whether the answer has a number or a longer word of an output."""
    shown = set(re.findall(r"[^\W_]+", text.casefold()))
    answer = question.answer.words() if question.answer else ""
    right = " ".join(item.words() for item in question.rights)
    answered = set(re.findall(r"[^\W_]+", f"{answer} {right}".casefold()))
    if shown and shown <= answered:
        return True
    return any(len(word) > 3 or word.isdigit() for word in shown & answered)


def in_picture(question: AskedQuestion, near: Sequence[PageElement]) -> AnswerInSight | None:
    """Return the picture right below a question that asks for one, or for how something goes."""
    draws = _ASKS_PICTURE.search(question.words)
    guesses = predicts(question.page, question.check) and _ASKS_COURSE.search(question.words)
    if not draws and not guesses:
        return None
    for part in near:
        if is_picture(part):
            return AnswerInSight(part=part, what="the picture that answers it")
        if part.kind == "section" or (part.kind == "paragraph" and len(part.text.split()) > 25):
            return None
    return None


def in_table(question: AskedQuestion, near: Iterable[PageElement]) -> AnswerInSight | None:
    """Return the row of a table that has the name which is asked for, and what it is asked by."""
    is_most = _ASKS_MOST.search(question.words)
    if not (is_most or _ASKS_NAME.search(question.words)):
        return None
    language = question.page.language
    asked = set(content_words(question.words, language))
    first = re.split(r"[.,:;]", question.answered, maxsplit=1)[0]
    wanted = set(content_words(first, language)) - asked
    if not 0 < len(wanted) <= _SHORT:
        return None
    for part in near:
        if part.kind == "row":
            words = part.words()
            row = set(content_words(words, language))
            by = asked & row or (is_most and has_digit(words))
            if by and wanted & row and len(wanted & row) * 2 >= len(wanted):
                return AnswerInSight(part=part, what="the row that answers it")
    return None


def in_words(
    question: AskedQuestion, near: Iterable[PageElement], share: float
) -> AnswerInSight | None:
    """Return the sentence that has most of the words of the answer, or gives the reason asked."""
    language = question.page.language
    asked = set(content_words(question.words, language))
    wanted = answering_words(question, language) - asked
    first = True
    for part in near:
        if part.kind not in {*PROSE, "figure"} and not is_print(part):
            continue
        if part.inside(BlockRole.QUESTION):
            continue
        if any(is_summary(around.title) for around in part.parents()):
            break  # to say again what was answered is what it is for
        titles = [part.title] if part.kind == "figure" else []
        for sentence in (*titles, *pieces_of(part)):
            told = f'("{" ".join(sentence.split()[:8])} ...")'
            if gives_answer(question, sentence, asked, wanted, share):
                return AnswerInSight(part=part, what=f"what answers it {told}")
            if first and gives_reason(question, sentence, share):
                return AnswerInSight(part=part, what=f"the reason {told}")
        first = False
    return None


def gives_answer(
    question: AskedQuestion, sentence: str, asked: set[str], wanted: set[str], share: float
) -> bool:
    """Whether a sentence has the words of an answer: most of them, all of a choice."""
    small = sentence.casefold()
    if not any(word[:_BEGIN] in small for word in wanted):
        return False  # most have none, and to take endings off takes long
    words = set(content_words(sentence, question.page.language))
    both = wanted & words
    if question.choices and both == wanted and (len(both) > 1 or asked & words):
        return True
    return len(both) >= share * len(wanted) and is_enough(len(both), len(asked & words))


def is_enough(answered: int, asked: int) -> bool:
    """Whether a sentence that has some words of an answer, and of its question, answers it."""
    return answered > 3 or (answered > 1 and asked > 1)


def answering_words(question: AskedQuestion, language: str) -> set[str]:
    """Return the words that answer: of the right choice, or of how the answer begins."""
    if question.choices:
        wrong = [item for item in question.choices if item not in question.rights]
        others = {word for item in wrong for word in content_words(own_words(item), language)}
        right = {
            word for item in question.rights for word in content_words(own_words(item), language)
        }
        return right - others
    found: set[str] = set()
    for sentence in sentences(question.answered):
        found.update(content_words(sentence, language))
        if len(found) > 3:
            break
    return found


def own_words(item: PageElement) -> str:
    """Return what a choice says, without the feedback to it and what is added in parentheses."""
    return _ASIDE.sub(" ", item.words(without=("quote",)))


def gives_reason(question: AskedQuestion, sentence: str, share: float) -> bool:
    """Whether a sentence says again what a question asks the reason for, with a reason."""
    if not (_WHY.search(question.words) and _BECAUSE.search(sentence)) or "?" in sentence:
        return False
    said = set(all_words(sentence.casefold()))
    asked = set(all_words(question.words.casefold())) - _SMALL
    return len(asked & said) >= max(2, share * len(asked))
