"""Sentences that say of a concept that it comes later: they ask nothing of a reader yet."""

from __future__ import annotations

import re

from sphinx_pedagogy.course.regex import regex

_UNITS = (
    r"(?:chapter|lecture|lesson|unit|module|week|episode|notebook|tutorial|course|part)s?"
    r"|(?:Kapiteln?|Lektion(?:en)?|Vorlesung(?:en)?|Einheit(?:en)?|Module?|Woche|Teil)"
    r"|(?:chapitre|leçon|cours|séance|module|semaine|partie)s?"
)
_NEXT = (
    r"(?:next|later|following|coming|upcoming|subsequent|future)"
    r"|(?:nächste|spätere|folgende|kommende)[mnrs]?"
    r"|(?:prochaine?|future?)s?"
)
_LATER = r"later(?!\s+in\s+this\b)|später|plus\s+(?:tard|loin)"
_WE = (
    r"\b(?:we|you)(?:\s+(?:will|shall|can|are\s+going\s+to)\b|['’]ll\b)"
    r"|\b(?:werden|lernen|sehen|kommen)\b|\b(?:verrons|verra|verrez)\b"
    r"|\b(?:will|is\s+to)\s+be\s+\w+(?:ed|n)\b"
)
_NUMBERED = rf"(?:{_UNITS})\s+\d"
_TELLS = (
    r"covers?|discuss(?:es)?|talks?\s+about|returns?\s+to|contains?|looks?\s+at|presents?|explains?|introduces?|describes?|explores?|teach(?:es)?|goes\s+into"
    r"|erklär(?:t|en)|behandel[tn]|explique(?:nt)?|présente(?:nt)?"
)
_SAID = (
    rf"\b(?:{_NEXT})\s+(?:few\s+|two\s+|three\s+)?(?:{_UNITS})\b",
    rf"\b(?:{_UNITS})\s+(?:suivant|ultérieur)e?s?\b",
    rf"(?:{_WE}).*\b(?:{_LATER})\b",
    rf"\b(?:{_LATER})\b.*(?:{_WE})",
    rf"(?:{_WE}|\b(?:we|you)\s+(?:{_TELLS})\b).*\b{_NUMBERED}",
    rf"\b{_NUMBERED}.*(?:{_WE}|\b(?:{_TELLS})\b)",
)
_ANNOUNCES = regex("|".join(_SAID), re.IGNORECASE | re.DOTALL)
_SENTENCE_END = regex(r"""[.!?…]["'”’)\]]*\s+(?=[^\Wa-zà-ÿ_]|["“„«(\ufffc])""")


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return where the sentence around a place of a paragraph begins and ends."""
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        if end.start() >= place:
            return begin, end.end()
        begin = end.end()
    return begin, len(text)


def says_later(sentence: str) -> bool:
    """Whether a sentence says that something comes later: "in the next chapter"."""
    return _ANNOUNCES.search(sentence) is not None
