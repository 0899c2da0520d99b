"""Titles by which authors tell what a section is for: English, German, French."""

from __future__ import annotations

from functools import lru_cache

from sphinx_pedagogy.audit.text.words import any_of

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
    "summary": any_of(
        r"summary|summing up|sum up|take[- ]?aways?|(?:what )?to take (?:along|away|home)|in short|"
        r"in brief|in a nutshell|key (?:points|ideas)|conclusions?|wrap(?:ping)?[- ]?up|"
        r"what (?:you|we) (?:have )?(?:learned|learnt|did|saw)|remember|looking back|in one "
        r"(?:breath|page|sentence|minute)|the (?:short|whole) (?:version|story)|to keep|"
        r"what (?:stays|remains)|"
        r"zusammenfassung|fazit|das wichtigste|kurz gesagt|rückschau|merke|"
        r"résumé|en bref|à retenir|bilan|conclusion|pour conclure|ce qu'il faut retenir"
    ),
    "next": any_of(
        r"next|what comes (?:next|after)|where to go(?: from here)?|outlook|(?:looking )?ahead|"
        r"what follows|coming up|onwards?|the way on|ausblick|wie es weitergeht|nächste\w*|"
        r"la suite|et après|ensuite|prochaine? \w+"
    ),
}
"""Role of a section in its lesson, and the titles that say it."""


@lru_cache(maxsize=4096)
def roles_of_title(title: str) -> tuple[str, ...]:
    """Return the roles that a title tells of; the lessons of a course share many titles."""
    return tuple(role for role, titles in TITLES.items() if titles.search(title))


AFTER_ALL = any_of(
    r"references?|further reading|read(?:ing)? (?:on|more)|sources|bibliography|literature|"
    r"glossary|appendix|credits|acknowledge?ments|footnotes|notes|literatur|quellen|glossar|"
    r"anhang|références|bibliographie|glossaire|annexes?|sources"
)
"""Sections that follow a lesson without being a part of it."""
