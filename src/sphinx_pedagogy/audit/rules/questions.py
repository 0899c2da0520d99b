"""A rule on the answers of checks: there is one, and it commits itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.rules.words import any_of, plain, sentences
from sphinx_pedagogy.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.model.findings import Finding
    from sphinx_pedagogy.outline import Part
    from sphinx_pedagogy.rule import Page

_MARKED = re.compile(r'<input class="task-list[^>]*checked=|\[[xX]\]')
_SHOWN = ("code", "cell", "output", "math", "table", "figure", "diagram")
"""What says something exact without words."""

# English, German, French
ASKS_NUMBER = any_of(
    r"how (?:many|much|large|big|long|often|far|high|fast|small|wide|deep|likely)",
    r"(?:what|which|by what|at what)(?: is| are|'s)?(?: the)?(?: \w+){0,2} "
    r"(?:shape|size|factor|number|value|percentage|percent|share|ratio|probability|count|"
    r"dimensions?|length|width|height|total|sum|product|rate|cost|price|speed|time|memory)",
    *("compute", "calculate", "estimate", "work out"),
    *("wie viele?", "wie gross", "wie groß", "wie oft", "wie lange?", "berechne", "schätze"),
    *("combien", "calculez?", "estimez?", "quelle (?:taille|valeur|proportion|probabilité)"),
)
ASKS_WHY = any_of(
    r"why|explain|describe|discuss|how (?:would|could|do|does|did|is|are|can|might|to)|"
    r"what would you|warum|wieso|erkläre|pourquoi|expliquez?|comment"
)
HEDGE = any_of(
    *("depends?", "depending", "hard to (?:say|tell)", "difficult to (?:say|tell)"),
    *("var(?:y|ies|ied)", "implementation details?", "(?:many|several|various) factors"),
    r"no (?:single|simple|one|clear|definite|general|universal)(?: \w+)? (?:answer|rule|number)",
    *("either", "arguably", "not (?:necessarily|always)", "can(?:not|'t|’t) (?:really )?be said"),
    *("who knows", "remains? to be seen", "an? (?:open|matter of)", "up to (?:you|the)"),
    *("may", "might", "could", "perhaps", "maybe", "possibly", "probably", "presumably"),
    *("usually", "often", "sometimes", "generally", "typically", "in general", "tends? to"),
    *("seems?", "likely", "somewhat", "roughly speaking", "more or less", "kommt darauf an"),
    *("hängt .{0,40} ab", "schwer zu sagen", "je nachdem", "vielleicht", "möglicherweise"),
    *("ça dépend", "cela dépend", "dépend", "difficile à dire", "peut-être", "parfois"),
)
VAGUE = any_of(
    *("many", "much", "a lot", "lots", "several", "a few", "quite", "very", "fairly", "rather"),
    *("significantly", "considerably", "substantially", "dramatically", "huge", "large", "small"),
    *("some", "more", "fewer", "less", "most", "viele?", "einige", "deutlich", "erheblich"),
    *("beaucoup", "plusieurs", "nettement", "quelques"),
)
DECIDES = any_of(
    r"yes|no(?! (?:single|simple|one|clear|definite|general|universal))|neither|none|never|"
    r"always|both|true|false|if|unless|exactly|nothing|only|ja|nein|nie|immer|wenn|oui|non|"
    r"jamais|toujours|si"
)
_NUMBER = any_of(
    r"\d[\d.,]*\w*",
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds?|"
    r"thousands?|millions?|billions?|half|halves|quarters?|thirds?|twice|once|double[sd]?|dozen|"
    r"\w+fold|none|nothing|null|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|doppelt|"
    r"halb|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|double|moitié",
)
_SMALLEST_SENTENCE = 3


class Check(Rule):
    """A check whose answer is missing, or says nothing."""

    id = "check"
    finds = (
        "A check without an answer, or with one that only hedges where a number or a verdict is "
        "asked."
    )
    why = (
        "Retrieving an answer strengthens memory, and feedback on it doubles the effect of a test "
        "with errors (Butler and Roediger, 2008). An answer that says “it depends” to somebody who "
        "has committed to a guess gives no feedback. A question that asks for a number wants one, "
        "even a rough one. Any other question, unless it asks why or how, wants one sentence "
        "without a may, often or depends, or with an if, a yes or a no. Choices with a right one, "
        "and a number to compare with, count as an answer."
    )

    def on_page(self, page: Page) -> Iterable[Finding]:
        """Look at each check."""
        for check in page.outline.find("check"):
            answer = next(check.find("answer"), None)
            if answer is None or not (answer.words() or any(answer.find(*_SHOWN))):
                if not answers_itself(check):
                    text = "the check has no answer; add an answer block to it"
                    yield self.found(page.place(check), text)
            elif complaint := evades(question_of(check), answer):
                text = f"the answer {complaint}; commit to one, and say under which assumption"
                yield self.found(page.place(answer), text)


def answers_itself(check: Part) -> bool:
    """Whether a check has a number to compare with, or choices of which one is right."""
    return "number" in check.options or any(
        _MARKED.search(part.text) for part in check.find("paragraph")
    )


def question_of(check: Part) -> str:
    """Return what a check asks, without its answer."""
    return plain(check.words(without=("answer",)))


def evades(question: str, answer: Part) -> str:
    """Return how an answer avoids what was asked; empty if it does not."""
    if any(answer.find(*_SHOWN)) or "glue" in answer.words():
        return ""
    text = answer.words()
    found = sentences(text)
    if ASKS_NUMBER.search(question):
        if _NUMBER.search(text) or not (HEDGE.search(text) or VAGUE.search(text)):
            return ""
        return "gives no number where one is asked"
    if "?" not in question or asks_only_why(question):
        return ""
    hedged = [one for one in found if HEDGE.search(one)]
    if hedged and not any(commits(one) for one in found):
        return "only hedges where a verdict is asked"
    return ""


def asks_only_why(question: str) -> bool:
    """Whether every question in a text asks for a reason or a way."""
    asked = [one for one in sentences(question) if "?" in one]
    return all(ASKS_WHY.search(one) for one in asked)


def commits(sentence: str) -> bool:
    """Whether a sentence says something that could be wrong."""
    if DECIDES.search(sentence):
        return True
    return len(sentence.split()) >= _SMALLEST_SENTENCE and not HEDGE.search(sentence)
