"""What of a solution stands in the task that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.words import (
    NUMBER_WORDS,
    any_of,
    content_words,
    has_digit,
    plain,
    sentences,
)
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_LITERAL = regex(r"`([^`\n]+)`|\$([^$\n]+)\$")
_FENCE = regex(r"(?ms)^\s*(`{3,})[^\n]*\n(.*?)^\s*\1")
_MARKS = regex(r"[-+*/=<>()\[\]^.]")
_NUMBER = regex(r"\d+(?:[.,]\d+)*")
_STEPS = any_of(
    r"proceed as follows|follow these steps|here is how|do (?:it )?like this|the steps are|"
    r"first[, ].{3,300}(?:then|next|second(?:ly)?|third(?:ly)?|after that)[, ].{3,300}"
    r"(?:finally|last(?:ly)?|at the end|in the end|and end|third(?:ly)?|fourth)|"
    r"in the first .{3,300} in the second .{3,300} in the third|"
    r"step 1\b.{3,400}step 2|gehe? wie folgt vor|procédez comme suit"
)
_PARENTHESES = regex(r"(?<=[\w.♯♭] )\(([^()\n]{1,40})\)")
_VERDICT = regex(r"\?\s*\((?:No|Yes|Nein|Ja|Non|Oui)\b[^()]{3,}\)")
"""An answer in parentheses behind its question."""
_BRACKETS = 3
_LEAST = 6
"""With fewer characters a literal may be a name."""
_LONG = 24
"""So many characters of one expression do not stand in another by chance."""
_MOST = 0.8
"""The share of a solution's code that gives it away."""
_NUMBERS = 4
"""So many numbers of a solution do not stand in its task by chance."""
_RESULTS = 3
"""So many do not make up a sentence of its own there by chance."""


_SHARE = 0.65
"""The share of its numbers that gives a solution away."""


def shown_solution(task: str, solution: str, before: str, language: str) -> str:
    """Return what of a solution its task shows; empty if it does not.

    :param task: the source of the exercise, without help
    :param solution: its source
    :param before: the source of the page above the exercise
    :param language: as Sphinx writes it
    """
    return (
        shown_expression(task, solution, before)
        or shown_numbers(task, solution)
        or shown_result(task, solution, language)
        or bracketed(task, solution, language)
    )


def bracketed(task: str, solution: str, language: str) -> str:
    """Return the parenthesis of a task that has its solution, or those behind each of its items."""
    text = _FENCE.sub("", task)
    if verdict := _VERDICT.search(text):
        return verdict[0]
    found = _PARENTHESES.findall(text)
    if len(found) < _BRACKETS:
        return ""
    there = f" {' '.join(solution.casefold().replace(',', ' ').replace('.', ' ').split())} "
    given = [note for note in found if note.casefold().split()[-1] in there.split()]
    return f"({given[0]})" if len(given) >= max(_BRACKETS, _MOST * len(found)) else ""


def shown_expression(task: str, solution: str, before: str) -> str:
    """Return the expression or code of a solution that its task has, and nothing before had."""
    there, known = squeezed(task), squeezed(before)
    lines = [line for line in code_lines(solution) if squeezed(line) not in known]
    given = [line for line in lines if is_given(line, there)]
    if len(given) >= _MOST * len(lines) and given:
        return max(given, key=len).strip()
    # what a task names in the same words is a datum
    data = {squeezed(code) for code, _formula in _LITERAL.findall(_FENCE.sub("", task)) if code}
    written = [expression for expression in literals(solution) if squeezed(expression) not in data]
    written = [expression for expression in written if squeezed(expression) not in known]
    given = [expression for expression in written if is_given(expression, there)]
    if given and (given[-1] == written[-1] or len(given) >= _MOST * len(written)):
        return given[-1]
    return ""


def is_given(expression: str, task: str) -> bool:
    """Whether a task, without blanks, has an expression, or what is assigned in it."""
    _left, _equals, right = expression.rpartition("=")
    both = (squeezed(expression), squeezed(right))
    if any(len(form) >= _LEAST and form in task for form in both):
        return True
    # a long one is known by its greater half, under whatever names its data go
    whole = both[0]
    half = max(_LONG, len(whole) // 2)
    return any(whole[at : at + half] in task for at in range(len(whole) - half + 1))


def literals(source: str) -> list[str]:
    """Return the formulas and pieces of code in the sentences of a source that are no names."""
    found = (code or formula for code, formula in _LITERAL.findall(_FENCE.sub("", source)))
    return [
        expression
        for expression in found
        if len(squeezed(expression)) >= _LEAST and _MARKS.search(expression)
    ]


def code_lines(source: str) -> Iterator[str]:
    """Yield the lines of code in fences that do something."""
    for _marks, code in _FENCE.findall(source):
        for line in code.splitlines():
            text = line.partition("#")[0].strip().removeprefix("return ")
            if len(squeezed(text)) >= _LEAST and not text.startswith(("def ", "import ", "from ")):
                yield text


def shown_numbers(task: str, solution: str) -> str:
    """Return the numbers of a solution if nearly all of them stand in its task."""
    wanted = set(_NUMBER.findall(solution))
    given = wanted & set(_NUMBER.findall(task))
    many = len(wanted) >= _NUMBERS and len(given) >= _SHARE * len(wanted)
    return ", ".join(sorted(given)[:3]) if many or lists_results(task, wanted) else ""


def lists_results(task: str, wanted: set[str]) -> bool:
    """Whether a sentence of a task has the numbers of its solution, and others have the data."""
    pieces = [set(_NUMBER.findall(piece)) for piece in sentences(_FENCE.sub("", task))]
    for at, numbers in enumerate(pieces):
        data = set().union(*pieces[:at], *pieces[at + 1 :])
        if len(wanted) >= _RESULTS and numbers == wanted and len(wanted - data) > 1:
            return len(data) >= len(wanted)
    return False


def shown_result(task: str, solution: str, language: str) -> str:
    """Return the sentence of a solution, with a number in it, whose words stand in its task."""
    told, found = _FENCE.sub("", task), _FENCE.sub("", solution)
    for piece in sentences(told):
        there = set(content_words(piece, language))
        for sentence in sentences(found):
            words = set(content_words(sentence, language))
            numbers = {word for word in words if has_digit(word) or word in NUMBER_WORDS}
            others = (words - numbers) & there
            enough = len(words & there) >= max(4, _MOST * len(words)) and len(others) > 2
            if enough and numbers and numbers <= there:
                return sentence
    return ""


def tells_steps(task: str) -> bool:
    """Whether a task lists what to do, step by step."""
    return bool(_STEPS.search(plain(task)))


def squeezed(text: str) -> str:
    """Return *text* without blanks."""
    return "".join(text.split())
