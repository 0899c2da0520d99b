"""What plain sentences and typed pictures show: a case worked through, an analogy, a drawing."""

from __future__ import annotations

import re

from sphinx_pedagogy.audit.text.words import NUMBER_WORDS, all_words, any_of, has_digit
from sphinx_pedagogy.course.regex import regex

_AMOUNT = regex(
    r"(?<![\w.-])(?<!figure )(?<!section )(?<!chapter )(?<!table )(?<!lesson )(?<!version )"
    r"(?<!page )"
    r"(?:(?!(?:1[6-9]|20)\d\d(?!\d|[.,]\d))\d[\d.,\u202f]*\d|\d)(?![\d-]*-bit)",
    re.IGNORECASE,
)
"""A number that is no year, and no name of something."""
_WORKS = any_of(
    r"in numbers|for (?:example|instance)|e\.g|say|suppose|imagine|take|takes|took|if|so|gives?|"
    r"gave|makes?|"
    r"made|costs?|pays?|comes?|becomes?|became|thus|hence|therefore|leaves?|left|instead of|"
    r"times|plus|"
    r"minus|twice|half|is|are|was|were|equals?|yields?|needs?|means|then|from|to|of|than|has|"
    r"have|had|"
    r"zum beispiel|etwa|macht|ergibt|kostet|also|sind|ist|hat|par exemple|donc|fait|coûte|est|sont"
)
"""Words by which a sentence works with its numbers."""
_EQUALITY = regex(r"\d[^=≈→\n]{0,60}(?:=|≈|→|\\approx|\\to\b)[^=≈→\n]{0,60}\d|[=≈]\s*[\d(\[{\\]*\d")
_ANALOGY = any_of(
    r"think of (?:it|this|that|them|an?|the|each|every|your|these|those|\w+)\b.{1,60} as|"
    r"(?:is|are|works?|behaves?|acts?|looks?) (?:\w+ )?(?:just |much |a bit |rather )?like an?|"
    r"(?:just|much) (?:like|as) (?:an?|the|in)|picture an?|imagine (?:an?|the|that|you|yourself)|"
    r"as if (?:you|it|they|one|we|an?)|by analogy|analog(?:y|ous)|is (?:to|for) .{1,40} what|"
    r"metaphor\w*|"
    r"stell(?:en sie|t)? (?:dir|sich|euch) .{0,20}vor|wie ein\w*|imagine[zr]?|comme (?:une?|si)"
)
_DRAWN = regex(
    r"[│┌┐└┘├┤┬┴┼║╔╗╚╝╠╣▲▼►◄▶◀╭╮╰╯]|-{2,}>|<-{2,}|={2,}>|\+-{2,}|-{2,}\+|\|\s*$|"
    r"^\s*[|v^]\s*$",
    re.MULTILINE,
)
_RULED = regex(r"^\s*\|.*\|\s*$", re.MULTILINE)


def works_a_case(text: str) -> bool:
    """Whether a sentence or a paragraph works a case through with its numbers."""
    if not has_digit(text):
        return False
    amounts = {amount.rstrip(".,") for amount in _AMOUNT.findall(text)}
    if len(amounts) < 2:
        words = NUMBER_WORDS.intersection(all_words(text.casefold()))
        if not amounts or len(words) < 2:
            return False
    return bool(_WORKS.search(text))


def computes(formula: str) -> bool:
    """Whether a formula computes with numbers, beside letters: it is worked through."""
    return bool(_EQUALITY.search(formula)) and len(set(re.findall(r"\d+(?:\.\d+)?", formula))) > 2


def draws_analogy(text: str) -> bool:
    """Whether plain sentences compare with something known."""
    return bool(_ANALOGY.search(text))


def is_drawing(code: str) -> bool:
    """Whether a piece of code is a picture made of characters."""
    lines = [line for line in code.splitlines() if line.strip()]
    drawn = sum(bool(_DRAWN.search(line)) for line in lines)
    return len(lines) > 1 and (drawn * 2 >= len(lines) or len(_RULED.findall(code)) > 1)
