"""Titles by which authors tell what a section is for: English, German, French."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_pedagogy.audit.text.words import any_of

_TAKEN = r"(?:home|along|away|with (?:you|us))"
_SUMMARY = (
    rf"summary|summing[- ]up|sum up|(?:what )?to (?:take {_TAKEN}|remember|keep)|take[- ]?aways?|"
    rf"take[- ]home (?:messages?|points?)|what (?:you|we) (?:can |should )?take(?: {_TAKEN})?|"
    r"key ?(?:points|ideas|messages)|conclusions?|wrap(?:ping)?[- ]?up|remember|looking back|"
    r"what (?:you|we) (?:have |now )*(?:learned|learnt|did|saw|seen|done|know now)|"
    r"what (?:you|we) now know|what (?:stays|remains)|the (?:short|whole) (?:version|story)|"
    r"zusammenfassung|fazit|das wichtigste|kurz gesagt|rückschau|rückblick und ausblick|merke|"
    r"zum mitnehmen|was bleibt|was (?:du|wir|sie) (?:jetzt |nun )?(?:gelernt|gesehen) hab\w+|"
    r"résumé|en résumé|en bref|(?:ce qu'il faut |à )retenir|bilan|conclusion|pour conclure"
)
_IN_SHORT = (
    r"in short|in brief|in a nutshell|in one (?:breath|page|sentence|minute)|kurz gesagt|en bref"
)
_BEFORE = (
    r"an?|the|our|your|this|lesson|chapter|section|module|short|quick|brief|final|key|main|"
    r"die|das|eine|kurze|unser|unsere|le|la|les|une?|notre|petit|petite"
)
_ON = r"of|for|from|in|and|so far|to here|at|der|des|von|und|du|de|et"
_SUMMARIES = re.compile(
    # the title begins with it and says no more than of what, or it stands behind a colon, or at
    # the end: "convolution in a nutshell"
    rf"(?:.*[:–—]\s*)?(?:(?:{_BEFORE})\s+)*(?:{_SUMMARY}|{_IN_SHORT})"
    rf"(?:\s+(?:{_ON})\b.*|\s*[,:–—(].*)?"
    rf"|.*\s(?:{_IN_SHORT})",
    re.IGNORECASE,
)

TITLES = {
    "context": any_of(
        r"context|recap\w*|where we are|where you are|what you (?:already )?(?:know|hold|have)|"
        r"previously|last time|before (?:we|you) (?:start|begin)|background|prerequisites|"
        r"rückblick|vorwissen|kontext|rappels?|contexte|prérequis"
    ),
    "hook": any_of(
        r"hook|motivation|puzzle|problem|why \w+|a question|mystery|surprise|warm-?up|"
        r"warum \w+|einstieg|das problem|pourquoi \w+|accroche|le problème"
    ),
    "check": any_of(
        r"checks?|quiz|questions?|test yourself|check yourself|practice|exercises?|your turn|"
        r"try it|predict|aufgaben?|übung(?:en)?|fragen|questions|exercices?|à vous"
    ),
    "next": any_of(
        r"next|what comes (?:next|after)|where to go(?: from here)?|outlook|(?:looking )?ahead|"
        r"what follows|coming up|onwards?|the way on|ausblick|wie es weitergeht|nächste\w*|"
        r"la suite|et après|ensuite|prochaine? \w+"
    ),
}
"""Role of a section in its lesson, and the words in its title that say it.

A summary is not told by a word: see :func:`is_summary`.
"""


@lru_cache(maxsize=4096)
def is_summary(title: str) -> bool:
    """Whether a title says that its section sums up.

    It has to say it as a whole: "Summary of the lesson" does, "Summary statistics" does not.
    """
    return bool(_SUMMARIES.fullmatch(title.strip(" .!?…\"'“”0123456789")))


@lru_cache(maxsize=4096)
def roles_of_title(title: str) -> tuple[str, ...]:
    """Return the roles that a title tells of; the lessons of a course share many titles."""
    found = tuple(role for role, titles in TITLES.items() if titles.search(title))
    return (*found, "summary") if is_summary(title) else found


AFTER_ALL = any_of(
    r"references?|further reading|read(?:ing)? (?:on|more)|sources|bibliography|literature|"
    r"glossary|appendix|credits|acknowledge?ments|footnotes|notes|literatur|quellen|glossar|"
    r"anhang|références|bibliographie|glossaire|annexes?|sources"
)
"""Sections that follow a lesson without being a part of it."""
