"""Titles by which authors tell what a section is for: English, German, French."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.course.regex import regex

_TAKEN = r"(?:home|along|away|with (?:you|us))"
_SUMMARY = (
    rf"summary|summing[- ]up|sum up|(?:what )?to (?:take {_TAKEN}|remember|"
    rf"keep)|take[- ]?aways?|"
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
_SUMMARIES = regex(
    # the title begins with it and says no more than of what, or it stands behind a colon, or at
    # the end: "convolution in a nutshell"
    rf"(?:.*[:–—]\s*)?(?:(?:{_BEFORE})\s+)*(?:{_SUMMARY}|{_IN_SHORT})"
    rf"(?:\s+(?:{_ON})\b.*|\s*[,:–—(].*)?"
    rf"|.*\s(?:{_IN_SHORT})",
    re.IGNORECASE,
)

SUMS_UP = regex(
    r"\W*(?:(?:summary|recap|takeaways?|take[- ]home message|key (?:points?|ideas?|message)|"
    r"conclusion|"
    r"the (?:short|whole) (?:version|story|point)|in (?:short|brief|summary|a nutshell|sum|"
    r"one sentence)|"
    r"zusammenfassung|fazit|merke|kurz(?: gesagt)?|en (?:bref|résumé)|résumé|bilan)\s*[:.,–—-]|"
    r"to (?:sum up|summari[sz]e|recap|conclude|wrap up)\b|summing up\b|all in all\b|"
    r"(?:so,? )?what (?:have|did) we (?:learn|see|do)|(?:in this \w+,? )?(?:we|"
    r"you) (?:have )?(?:now )?"
    r"(?:saw|seen|learned|learnt|covered|discussed) (?:how|that|what|why)|"
    r"(?:what|the one thing|things?) to (?:remember|take (?:away|home|along|with you))\b|remember:|"
    r"zusammengefasst\b|wir haben (?:nun |jetzt )?(?:gesehen|gelernt)|pour (?:résumer|conclure)\b)",
    re.IGNORECASE,
)
"""How a paragraph begins that sums up, without a title of its own."""
LEADS_ON = regex(
    r"\W*(?:(?:next|up next|coming up|what(?:'s|’s| is| comes) next|from here|outlook|ausblick|"
    r"ensuite)"
    r"\s*[:.,–—-]|(?:in|with) the (?:next|following|coming) (?:lesson|section|chapter|part|unit|"
    r"lecture|"
    r"episode|session|video|module|tutorial)|the next (?:lesson|section|chapter|part|unit|"
    r"lecture|episode|"
    r"session|module|tutorial)\b|(?:now|next),? (?:we|you|let)\b|(?:now )?(?:let['’]s|"
    r"let us) (?:move|go) on|"
    r"in der nächsten|im nächsten|dans (?:la|le) prochaine?)",
    re.IGNORECASE,
)
"""How a last paragraph begins that leads on."""
ORIENTS = regex(
    r"\b(?:in|through|throughout) this (?:lesson|section|chapter|lecture|tutorial|part|unit|"
    r"episode|module|"
    r"notebook|page)\b|\bthis (?:lesson|section|chapter|lecture|tutorial|part|unit|episode|module|"
    r"notebook|page) (?:\w+ )?(?:is|introduces|covers|shows|explains|describes|discusses|"
    r"provides|presents|"
    r"looks|gives|will|builds|deals|explores|starts|begins|continues|takes|focuses|teaches|aims)\b|"
    r"\b(?:we|you|you['’]ll|we['’]ll) (?:will )?(?:now |first |then )?(?:learn|see|study|explore|"
    r"look at|"
    r"build|discuss|cover|meet|introduce|be (?:able|using))\b|\bby the end\b|\b(?:in|from|"
    r"of) the (?:last|"
    r"previous|preceding|earlier) \w+|\b(?:so far|until now|previously|last time|"
    r"earlier),? (?:we|you)\b|"
    r"\b(?:the )?(?:goal|aim|purpose|objective)s? (?:of this|is to|are to|here)|"
    r"\bin dieser lektion|"
    r"\bdans cette leçon",
    re.IGNORECASE,
)
"""What an opening says that tells where the lesson stands, or what it is about."""

TITLES = {
    "context": any_of(
        r"context|recap\w*|where we are|where you are|what you (?:already )?(?:know|hold|have)|"
        r"previously|last time|before (?:we|you) (?:start|begin)|background|prerequisites|"
        r"overview|introduction|objectives?|(?:learning )?(?:goals?|aims|outcomes?)|outline|"
        r"what (?:you(?: will|['’]ll)|we(?: will|['’]ll)) (?:learn|do|see|build|need)|"
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
        # a name may hold the word as well: the method `next`, ahead-of-time compilation
        r"\A(?:next|ahead)(?=\W*\Z|\s*[:,–—])|next (?:steps?|lessons?|chapters?|lectures?|time|up)|"
        r"(?:what['’]s|what is|comes|up) next|what comes after|where to go(?: from here)?|outlook|"
        r"(?:looking|what lies|the (?:road|way|path)) ahead|"
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


RECAPS = any_of(r"recap\w*|looking back|rückblick|rappels?")
"""Titles of sections that wake up prior knowledge at the beginning, and sum up at the end."""
AFTER_ALL = any_of(
    r"references?|further reading|read(?:ing)? (?:on|more)|sources|bibliography|literature|"
    r"glossary|appendix|credits|acknowledge?ments|footnotes|notes|literatur|quellen|glossar|"
    r"anhang|références|bibliographie|glossaire|annexes?|sources"
)
"""Sections that follow a lesson without being a part of it."""
