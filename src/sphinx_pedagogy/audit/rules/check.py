"""``check``: a check whose answer is missing, or says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.evasions import (
    leaves_choice_open,
    names_none,
    talks_past,
    tells_way_only,
    weighs_only,
)
from sphinx_pedagogy.audit.text.phrases import (
    ASKS_AMOUNT,
    ASKS_DEED,
    ASKS_NUMBER,
    ASKS_WHY,
    DECIDES,
    ELSEWHERE,
    HEDGE,
    NUMBER,
    ORDERS,
    PUTS_OFF,
    RESTATES,
    TELLS_AMOUNT,
    VAGUE,
)
from sphinx_pedagogy.audit.text.words import plain, sentences
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_MARKED = regex(r'<input class="task-list[^>]*checked=|\[[xX]\]')
_SHOWN = ("code", "cell", "output", "math", "table", "figure", "diagram")
"""What says something exact without words."""

PLACEHOLDER = regex(
    r"\W*(?:todo|tbd|tba|fixme|xxx|to do|to be (?:written|done|added))?\W*", re.IGNORECASE
)
_ASKS = regex(r"how|what|which|by|at|wie|combien|quel", re.IGNORECASE)
"""How a question begins that asks for a number; an order to compute may stand in a story."""
_DEMANDS = regex(
    r"\W*(?:state|give|find|determine|tell|name|work out|compute|calculate)\b", re.IGNORECASE
)
_SIGN = regex(
    r"(?<![\w'’])(?!(?:I|A|O|a|o|y|à)\b)[A-Za-z](?![\w'’])|[=≈<>×·∞π√\\]|(?<=[a-z,;:] )[A-Z]"
)
_CLAUSE = regex(r"[:;]\s+|,\s+(?=(?:but|though|although|while|aber|obwohl|mais)\b)")
_REASON = regex(r",?\s+(?:because|since|weil|denn|parce que|car)\b.*", re.DOTALL)
"""A reason may hedge, and is no verdict: "`minutes` is better because `min` might mean another"."""


class Check(Rule):
    """A check whose answer is missing, or says nothing."""

    id = "check"
    reads_prose = "partly"
    summary = (
        "A check without an answer. A check that asks for a number or a decision, but whose "
        "answer gives none."
    )
    rationale = (
        "Students remember an answer better if they had to find it in their memory, and feedback "
        "corrects their errors (Butler and Roediger, 2008). A student who has committed to a guess "
        "gets no feedback from “it depends”.\n\n"
        "A check has an answer if it has an `answer` block with more than “TODO”, a choice that is "
        "marked as right, or a number to compare with. What the answer has to contain depends on "
        "the question:\n\n"
        "- A question that asks for a number (“how many”, “calculate”) needs a number in its "
        "answer. Any number counts, and so does a word or symbol for an amount, such as “all” or "
        "“twice”, but not “a lot”.\n"
        "- A question that offers two things (“a falcon or a pigeon”) needs one of the two in its "
        "answer.\n"
        "- Any other question needs one definite clause in its answer, unless it asks only why or "
        "how. A clause is definite if it has no “may”, “often”, “depends” or the like. It is also "
        "definite if it has an “if”, a yes or a no. A reference to another place is not a definite "
        "clause. The rule knows many words like “may”, but not all.\n\n"
        "An answer with code, a formula, a table or a figure always counts.\n\n"
        "The rule does not see an answer that is firm, but beside the point, an answer that is "
        "wrong, or a vague answer to a question that asks why or how."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at each check."""
        for check in page.find(BlockRole.QUESTION):
            answer = next(check.find(BlockRole.ANSWER), None)
            if answer is None or is_empty(answer):
                if not answers_itself(check) and not any(
                    True for _ in check.left_out(BlockRole.ANSWER)
                ):
                    text = f"the {check.kind} has no answer; add an answer block to it"
                    yield self.report(page.place(check), text)
            elif complaint := (
                evades(check, question_of(check), answer)
                or half_answers(question_of(check), answer, page.language)
            ):
                text = (
                    f"the answer {complaint}; commit to one (yes, no, a number), and say under "
                    "which assumption"
                )
                yield self.report(page.place(answer), text, guess=True)


def answers_itself(check: PageElement) -> bool:
    """Whether a check has a number to compare with, or choices of which one is right."""
    return "number" in check.options or any(
        _MARKED.search(part.text) for part in check.find("paragraph")
    )


def is_empty(answer: PageElement) -> bool:
    """Whether an answer was never written."""
    # "2." alone becomes an empty list that shows the number
    return bool(PLACEHOLDER.fullmatch(answer.words())) and not any(answer.find(*_SHOWN, "item"))


def question_of(check: PageElement) -> str:
    """Return what a check asks, without its answer."""
    return plain(check.words(without=(BlockRole.ANSWER,)))


def asks_how_much(question: str) -> bool:
    """Whether the last sentence that asks something asks how much of something there is.

    What stands in a story, or in a title, asks nothing.
    """
    asking = [
        sentence for sentence in sentences(question) if "?" in sentence or _DEMANDS.match(sentence)
    ]
    last = asking[-1] if asking else ""
    number = ASKS_NUMBER.search(last)
    return not ASKS_WHY.search(last) and bool(
        ASKS_AMOUNT.search(last) or (number and _ASKS.match(number[0]))
    )


def evades(check: PageElement, question: str, answer: PageElement) -> str:
    """Return how an answer avoids what was asked; empty if it does not."""
    if any(answer.find(*_SHOWN)) or not answer.words():
        return ""
    asks_amount = asks_how_much(question.removeprefix(plain(check.title)))
    asks_number = ASKS_NUMBER.search(question) or asks_amount
    if "?" not in question and not asks_number:
        return ""
    found = clauses(answer)
    if asks_number and not any(NUMBER.search(sentence) for sentence in found):
        # without a number, the first words are what there is of an answer
        first = found[0] if found else ""
        if not commits(first, question) or VAGUE.search(first):
            return "gives no number where one is asked"
        said = plain(answer.words())
        if asks_amount and not (TELLS_AMOUNT.search(said) or names_something(said)):
            return "gives no number where one is asked"
    elif not asks_only_why(question) and not any(commits(sentence, question) for sentence in found):
        return "avoids the question"
    return ""


def names_something(said: str) -> bool:
    """Whether an answer has a sign or a name: a letter of a formula, a word with a capital."""
    return bool(_SIGN.search(said))


def half_answers(question: str, answer: PageElement, language: str) -> str:
    """Return what an answer that says something leaves open; empty if nothing."""
    if any(answer.find(*_SHOWN)):
        return ""
    said = plain(answer.words())
    if ASKS_NUMBER.search(question) and not asks_only_why(question) and tells_way_only(said):
        return "explains how to find the number, but gives none"
    if "?" in question and not asks_only_why(question) and weighs_only(said):
        return "weighs both sides and decides nothing"
    if leaves_choice_open(question, said, language):
        return "answers only the first of two questions"
    if offered := names_none(question, said, language):
        return f"names none of what the question offers ({offered})"
    if talks_past(question, said, language):
        return "has no word of what the question asks about"
    return ""


def clauses(answer: PageElement) -> list[str]:
    """Return the sentences of an answer, divided at colons and "but": one may be the verdict."""
    return [
        _REASON.sub("", clause)
        for part in answer.walk()
        for sentence in sentences(part.text)
        for clause in _CLAUSE.split(sentence)
    ]


def asks_only_why(question: str) -> bool:
    """Whether every question in a text asks for a reason or a way."""
    asked = [sentence for sentence in sentences(question) if "?" in sentence]
    return all(ASKS_WHY.search(sentence) for sentence in asked)


def commits(clause: str, question: str) -> bool:
    """Whether a piece of an answer says something that could be wrong."""
    if RESTATES.match(clause) or clause.rstrip().endswith("?"):
        return False
    orders = ORDERS.match(clause)
    if ASKS_DEED.search(question):
        return bool(orders or DECIDES.search(clause)) or not HEDGE.search(clause)
    if orders or PUTS_OFF.search(clause):
        return False
    if DECIDES.search(clause):
        return True
    return not HEDGE.search(clause) and not ELSEWHERE.search(clause)
