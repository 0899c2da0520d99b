"""How lessons open and ask in plain words: what greets or praises, defines, administers, asks."""

from __future__ import annotations

import re

from sphinx_pedagogy.audit.text.words import any_of, sentences
from sphinx_pedagogy.course.regex import regex

_GREETS = any_of(
    r"welcome|hello|hi there|glad|great to|nice to|good to (?:see|have)|enjoy|have fun|fun|"
    r"exciting|let['’]s (?:go|start|get|dive)|here we go|ready|get your|grab (?:a|your)|"
    r"willkommen|viel spaß|bienvenue|bon(?:jour|ne)"
)
_PRAISES = any_of(
    r"(?:most|very|really|extremely|truly|so|super|one of the most) (?:\w+ )?(?:interesting|"
    r"important|useful|fascinating|exciting|beautiful|popular|central|essential|valuable|relevant)|"
    r"(?:interesting|important|useful|fascinating|exciting|essential|relevant) "
    r"(?:topics?|subjects?|lessons?|chapters?|things?|areas?|parts?|for (?:all|every|each))|"
    r"everybody (?:should|needs|must)|(?:everyone|nobody|no one) (?:should|can|needs)|"
    r"(?:be )?of (?:great )?use (?:for|to) (?:all|each|every)|in (?:daily|everyday) life|"
    r"you will (?:love|like|enjoy|need) (?:this|it)|(?:well )?worth (?:the|your|it|every)"
)
_SAYS_WHAT = any_of(
    r"how (?:to|does|do|is|are|it|we|you|can|\w+ \w+s)|"
    r"what (?:\w+ )?(?:is|are|makes?|does|do|can)|why|learn (?:to|how|"
    r"what|why|about)|(?:shows?|explains?|introduces?|covers?|about) (?!it\b|this\b|that\b)\w+|"
    r"able to|the difference between|wie|warum|was|comment|pourquoi"
)
"""What makes of a greeting a line that tells the subject after all."""
_DEFINES = regex(
    r"(?:(?:an?|the)\s+)?(?:\*\*)?[\w -]{2,40}(?:\*\*)?(?: \([^)]*\))?,? "
    r"(?:is (?:called|known|said|understood|given|denoted|measured)|(?:is|are) defined)\b|"
    r"(?:by|under) (?:an? |the )?[\w -]{2,40} (?:we|one) (?:mean|understand)s?\b|"
    r"(?:we|one) (?:define|call|denote)s?\b|(?:definition|let) ",
    re.IGNORECASE,
)
_NAMES_KIND = regex(
    r"(?:an?|the)?\s*(?P<name>[A-Z]?[\w-]+(?: [\w-]+){0,3})(?<!there) "
    r"(?:is|are|means?|denotes?|describes?|refers? to) (?:an?|the|that|any|every|those|what)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says what a thing is."""
_ADMINISTERS = any_of(
    r"(?:takes|needs|lasts|requires|plan|allow)(?: you)? (?:about |around |roughly |some )?\d+ "
    r"(?:minutes?|hours?)|\d+ (?:minutes?|hours?) (?:long|of (?:work|reading))|"
    r"(?:this|the) (?:lesson|unit|chapter|page|section|session|module) (?:continues|follows|"
    r"belongs|is (?:part|number|the)|builds|comes|takes|requires|assumes|lasts|has)|"
    r"(?:you )?(?:should|need to|must|have to) (?:have |be )?(?:installed?|read|finished|completed|"
    r"done|downloaded?|set up|logged)|(?:install|download|open|log in|bring|print) (?:\w+ ){0,3}"
    r"(?:before|first|version|from|the file|your)|"
    r"(?:previous|last|next|preceding) (?:section|lesson|chapter|unit|session|page)s?|"
    r"(?:exam|homework|grades?|deadline|hand(?:ed)? in|office hours|syllabus|forum)"
)
_ORDERS = any_of(
    r"try(?: it| this)?|now (?:you|it is your turn)|your turn|before (?:you|reading|going) "
    r"(?:go |read )?(?:on|further)?|take (?:a|the|your)|work (?:it )?out|guess|decide|mark|draw|"
    r"write|count|say|compute|calculate|find|name|clap|play|sketch|think|stop(?: here)?|pause|"
    r"look|predict|imagine|answer|cover|for you|probier\w*|rechne|à vous|essaye[rz]?"
)


def only_greets(text: str) -> bool:
    """Whether the line of a lesson greets or praises, and does not say what it is about."""
    greets = _GREETS.search(text) or _PRAISES.search(text)
    return bool(greets) and not _SAYS_WHAT.search(text)


def is_dull(text: str) -> bool:
    """Whether a first paragraph gives no reason to read on: a definition, or what to install."""
    found = sentences(text)
    if not found or "?" in text:
        return False
    if _DEFINES.match(found[0]) or _NAMES_KIND.match(found[0]):
        return True
    return sum(bool(_ADMINISTERS.search(sentence)) for sentence in found) > len(found) / 2


def asks_reader(text: str) -> bool:
    """Whether a paragraph gives readers something to work out: it orders, and asks last."""
    found = sentences(text)
    asked = [sentence for sentence in found[-2:] if sentence.rstrip().endswith("?")]
    return bool(asked) and any(map(_ORDERS.match, found))


def sums_up(text: str) -> bool:
    """Whether a last paragraph says something, rather than where to go on or what to read."""
    return len(text.split()) > _FEW and not text.rstrip().endswith(("?", ":"))


_FEW = 6
"""With fewer words a last line is a farewell."""
