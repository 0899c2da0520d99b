"""Answers that look like one and give none: a recipe, two sides, the other question."""

from __future__ import annotations

import re

from sphinx_pedagogy.audit.text.words import any_of, content_words, has_digit, sentences
from sphinx_pedagogy.course.regex import regex

_RECIPE = regex(
    r"\W*(?:(?:first|then|next|just|simply|now|here|you|we|one)"
    r"(?: (?:can|must|need to|have to))?,? )?(?:solve|put|insert|divide|multiply|take|use|apply|"
    r"subtract|add|substitute|plug|convert|read off|work out|compute|calculate|look up|determine|"
    r"find|set up|start (?:from|with)|rearrange|form|write down|enter|sum up|"
    r"count|measure|scale)s?\b",
    re.IGNORECASE,
)
_WEIGHS = any_of(
    r"on (?:the )?one (?:hand|side)",
    r"(?:arguments|reasons|points|something|much|good cases?) (?:can be said |to be said |speaks? |"
    r"exist |is )?(?:for|on) (?:both|either|each)",
    r"both (?:views?|sides?|positions?|readings?|answers?|parties) (?:can|could|may|have|are)",
    r"(?:one|some) (?:could|can|may|might|would|will)? ?(?:argue|say|hold)s?\b.{1,200}\b"
    r"(?:another|others?|equally|but one|yet one)",
    r"(?:in favour of|speaks for|argues for|supports) .{1,200} (?:against|on the other)",
    r"einerseits|d['’]une? (?:part|côté)",
)
_VERDICT = any_of(
    *("yes", "no", "so", "therefore", "thus", "hence", "consequently", "accordingly"),
    *("in the end", "on balance", "all in all", "overall", "prevails?", "wins", "outweighs?"),
    *("decisive", "decides", "counts more", "stronger", "better", "must", "is right", "is wrong"),
    *("also", "ja", "nein", "oui", "non", "donc"),
)
_CHOICE = regex(
    r"\b(?:the |an? )?(?P<one>[\w-]+)(?: [\w-]+){0,2}?,? or "
    r"(?:the |an? |with |by |in )?(?P<other>[\w-]+)",
    re.IGNORECASE,
)
_NAMES_ONE = any_of(
    *("former", "latter", "first", "second", "last", "both", "neither", "either", "yes", "no"),
    *("equal(?:ly)?", "same", "none", "nothing", "depends"),
)
_ASKS_MORE = regex(
    r"(?:^|[.?!;] )(?:compute|calculate|find|determine|give|name|state|what|how|which|when|"
    r"where)\b",
    re.IGNORECASE,
)


def tells_way_only(answer: str) -> bool:
    """Whether an answer tells how a number is found, and gives none."""
    found = sentences(answer)
    return (
        bool(found) and not has_digit(_without_formulas(answer)) and bool(_RECIPE.match(found[0]))
    )


def _without_formulas(text: str) -> str:
    return re.sub(r"\\?\w*_\w+|\\[a-z]+|[A-Za-z]+\^?\d+", " ", text)


def weighs_only(answer: str) -> bool:
    """Whether an answer weighs two sides, and comes to no verdict."""
    return bool(_WEIGHS.search(answer)) and not _VERDICT.search(answer)


def leaves_choice_open(question: str, answer: str, language: str) -> bool:
    """Whether the second of two questions offers a choice of which the answer names nothing."""
    asked = sentences(question)
    last = asked[-1]
    choice = _CHOICE.search(last) if last.endswith("?") else None
    if choice is None or not _ASKS_MORE.search(" ".join(asked[:-1])) or _NAMES_ONE.search(answer):
        return False
    offered = set(content_words(f"{choice['one']} {choice['other']}", language))
    return len(offered) == 2 and not offered & set(content_words(answer, language))


_WHICH_OF = any_of(r"which of (?:them|the(?:se)? two|those)|who|whose")
_NAME = regex(
    r"(?<=[a-z,;:] )[A-Z][a-z]{2,}\b|^[A-Z][a-z]{2,}\b(?= (?:is|has|wants|says|goes|gets)\b)"
)
_ONE_OF = any_of(
    r"both|neither|either|first|second|third|last|former|latter|left|right|upper|lower|same|"
    r"equal\w*|none|nobody|yes|no|top|bottom|alike|tie|smaller|larger|bigger|identical\w*|whichever"
)
_OR = regex(
    r"(?:which|who|whether)\b[^?]*?(?<![\w-])(?P<one>(?!the |an )[\w-]{3,})(?: (?!or )[\w-]+)?"
    r",? or (?:the |an? |with |by |in |does |is |do |at |of |only |rather )*(?P<other>[\w-]{3,})",
    re.IGNORECASE,
)
_THINGS = regex(
    r"\b(?:an?|the) (?P<one>[\w-]{3,}) or (?:by |with |in |for )?(?:an?|the) (?P<other>[\w-]{3,})"
)
_DEFINES = any_of(
    r"is called|are called|is named|are named|comes? from (?:the )?[A-Z]\w+|the (?:word|name|term)|"
    r"was invented|were invented|since the \w+ (?:time|century)|in the \w+ century|"
    r"received its|(?:are|is) (?:an? |the )?(?:usual|common|popular|values?|kinds?)"
)
"""What a text says that tells about a thing in general: its name, its history."""
_TALK = 10
"""Words of a text that talks of something; a shorter one may be the answer itself."""


def talks_past(question: str, answer: str, language: str) -> bool:
    """Whether an answer only tells about a thing in general, with no word of what is asked.

    :param question: all that the check asks, with its story
    """
    asking = [sentence for sentence in sentences(question) if "?" in sentence]
    if not asking or len(answer.split()) < _TALK or not _DEFINES.search(answer):
        return False
    if has_digit(answer) or _ONE_OF.search(sentences(answer)[0]):
        return False
    asked = set(content_words(" ".join(asking), language))
    return len(asked) > 1 and not asked & set(content_words(answer, language))


def names_none(question: str, answer: str, language: str) -> str:
    """Return the things of which a question wants one, if its answer names none; else nothing.

    :param question: all that the check asks, with its story
    """
    found = sentences(question)
    asking = [sentence for sentence in found if "?" in sentence]
    if len(asking) != 1 or not answer or _ONE_OF.search(sentences(answer)[0]) or has_digit(answer):
        return ""
    options: list[str] = []
    if choice := _OR.search(asking[0]) or _THINGS.search(asking[0]):
        options = [choice["one"], choice["other"]]
    elif _WHICH_OF.search(asking[0]):
        options = list(
            dict.fromkeys(name for sentence in found for name in _NAME.findall(sentence))
        )
    if len({option.casefold() for option in options}) < 2:
        return ""
    offered = set(content_words(" ".join(options), language))
    small = answer.casefold()
    if offered & set(content_words(answer, language)):
        return ""
    if any(option.casefold()[:4] in small for option in options):
        return ""
    return " or ".join(options[:2])
