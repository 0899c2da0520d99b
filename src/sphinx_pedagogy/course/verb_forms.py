"""The English verb behind the name of a concept: "standardize" is Standardization.

By rule, and from nouns of one word only. Of the nouns of WordNet 3.1 with the endings -ation and
-ization, 1,098 get a verb that WordNet knows; for 1,017 it says itself that the two belong
together, and of the other 81 nearly all do. What a rule cannot see
is that a verb says something else in everyday words: a related question has nothing to do with
relations. So the nouns whose verbs are that frequent are listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_APART = frozenset(
    {
        *("appreciation", "appropriation", "association", "certification", "complication"),
        *("coordination", "corporation", "creation", "dedication", "education", "estimation"),
        *("graduation", "incorporation", "indication", "legitimation", "location", "moderation"),
        *("operation", "organisation", "organization", "population", "realisation"),
        *("realization", "relation", "separation", "situation"),
        *("following", "heading", "learning", "naming", "wedding"),
    }
)
"""Nouns whose verbs are everyday words with a sense of their own."""

_OF_THEIR_OWN = frozenset(
    {
        *("accord", "advance", "base", "build", "call", "concern", "date", "even", "feed", "head"),
        *("house", "interest", "issue", "mean", "mention", "name", "note", "present", "regard"),
        *("set", "state", "use", "well", "will"),
    }
)
"""Words whose forms with -ed or -ing are words of their own: "based", "meaning"."""

_SHORTEST = 4
"""Letters that stay before an ending: "station" is no verb's, "rotation" is."""
_VOWELS = "aeiou"
_HAS_VOWEL = regex("[aeiouy]")
_ONE_SYLLABLE = regex(r"[^aeiou]*[aeiou][^aeiouwxy]")
_ENDS_CLOSED = regex(r"[^aeiou][aeiou][^aeiouwxy]$")
_BEFORE_A_VERB = (
    *("to", "can", "cannot", "could", "may", "might", "must", "shall", "should", "will", "would"),
)
_BEFORE_A_BASE = frozenset(
    {*_BEFORE_A_VERB, "i", "let's", "please", "they", "we", "you", "not", "then", "us"}
)
_WORD_BEFORE = regex(r"(?<![\w'’])([\w'’]+)\s+$")

SAYING = frozenset(
    {
        *("argue", "claim", "estimate", "guess", "mean", "note", "notice", "point", "predict"),
        *("project", "prove", "question", "reason", "recall", "remark", "report", "sense", "show"),
        *("state", "wonder"),
    }
)
"""Verbs that have a clause behind them, or an order to the reader: "recall that". A name of such a
word is no mention where it is the verb."""

_OTHER_ACTS = frozenset(
    {
        *("address", "block", "case", "class", "default", "face", "field", "file", "form", "frame"),
        *("function", "head", "house", "list", "matter", "number", "object", "place", "present"),
        *("process", "range", "string", "table", "time", "type", "value"),
    }
)
"""Nouns whose verb does nothing with the thing: a command that lists files makes no list. To
commit, though, is to make a commit."""
_BEFORE_A_THIRD_PERSON = frozenset(
    {"also", "he", "it", "just", "only", "she", "simply", "then", "that", "which", "who"}
)
_NOT_ONLY = regex(r"\bnot\s+(?:just|only|simply)\s+$", re.IGNORECASE)
_RELATIVE = frozenset({"that", "which", "who"})
_HOW_IT_ACTS = frozenset({"correctly", "properly", "well"})
_DENIES = "n't"
_BEFORE_A_CLAUSE = regex(
    r"\b(?:assume|be|ensure|find|finds|know|means?|note|notice|remember|say|says|see|show|shows|so|such"
    r"|sure|suppose|think|told)\s+that\s+$",
    re.IGNORECASE,
)
"""The "that" of these begins a sentence of its own: "ensure that functions only return"."""
_BEHIND_A_VERB = frozenset(
    {
        *("a", "all", "an", "any", "anything", "both", "correctly", "each", "every", "her", "his"),
        *("in", "it", "its", "our", "out", "several", "some", "something", "that", "the", "their"),
        *("them", "these", "this", "those", "what", "your"),
    }
)
_DETERMINERS = frozenset(
    {"a", "an", "each", "every", "its", "our", "the", "their", "these", "this", "those", "your"}
)
_PLURAL = re.compile("[a-z]{2,}[^isu]s")
_BEHIND_NOUNS = frozenset(
    {
        *("and", "are", "as", "at", "by", "can", "contain", "for", "from", "have", "in", "is"),
        *("may", "must", "of", "or", "should", "that", "to", "we", "were", "which", "will"),
        *("with", "you"),
    }
)

_CLAUSE = frozenset(
    {
        *("a", "an", "from", "how", "if", "our", "that", "the", "these", "this", "those"),
        *("what", "when", "where", "whether", "which", "why", "your"),
    }
)
_SUBJECTS = frozenset(
    {
        *_BEFORE_A_VERB,
        *("i", "let", "one", "people", "please", "they", "us", "we", "you", "do", "not"),
    }
)
_SINGULAR_SUBJECTS = frozenset({"he", "it", "one", "she", "that", "this", "what", "which"})
_SENTENCE_ENDS = regex(r"""(?:^|[.!?:;,(…]["'”’)]*\s+|[(—–])$""")
_PRONOUNS = frozenset({"i", "they", "we", "you"})
_BEFORE_PLURALS = frozenset(
    {
        *("all", "between", "both", "different", "four", "her", "his", "its", "many", "no", "of"),
        *("our", "several", "some", "the", "their", "these", "those", "three", "two", "your"),
    }
)
_ENDS_INSERTION = re.compile(r",\s+$")
_CLAUSES = frozenset({"he", "i", "if", "it", "she", "that", "there", "they", "we", "you"})
"""What begins a clause behind "means", also where a comma stands before it."""
_BEHIND_PLURALS = frozenset({"and", "are", "as", "at", "by", "for", "have", "or", "were", "with"})
_ENDS_QUOTED = regex("[\"'”’\ufffc]\\s*$")
"""A word in quotation marks, or a formula, is the subject of what follows."""


def verbs_of(noun: str) -> Iterator[str]:
    """Yield the verbs that *noun*, in small letters, comes from, or forms of them."""
    if noun in _APART:
        return
    if noun.endswith(("ization", "isation")):
        if len(noun) > _SHORTEST + len("ization") - 2:
            yield f"{noun[:-7]}ize"
            yield f"{noun[:-7]}ise"
    elif noun.endswith("ation") and len(noun) >= _SHORTEST + len("ation") - 1:
        yield f"{noun[:-3]}e"
    elif noun.endswith("ing") and _HAS_VOWEL.search(noun[:-3]) and len(noun) > _SHORTEST + 1:
        stem = noun[:-3]
        yield f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2] not in _VOWELS else f"{stem}ed"


def participles(word: str) -> Iterator[str]:
    """Yield the forms with -ed and -ing of *word*, in small letters, if it is a verb, too.

    These count only on pages that use the word so: :func:`is_verb_in`.
    """
    if word in _OF_THEIR_OWN or len(word) < len("add") or not word.isascii():
        return
    if word.endswith("e"):
        yield f"{word}d"
        yield f"{word}ing" if word.endswith(("ee", "oe", "ye")) else f"{word[:-1]}ing"
    elif word.endswith("y") and word[-2] not in _VOWELS:
        yield f"{word[:-1]}ied"
        yield f"{word}ing"
    else:
        if _ENDS_CLOSED.search(word) or (_ONE_SYLLABLE.fullmatch(word)):
            yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
        if not _ONE_SYLLABLE.fullmatch(word):  # "strip" has nothing to do with "striped"
            yield from (f"{word}ed", f"{word}ing")


def bases_of(noun: str) -> Iterator[str]:
    """Yield the verb itself of a *noun* with -ing, which may be a noun with another sense.

    A cluster is no clustering, but "to cluster" says it: :func:`stands_as_verb`.
    """
    stem = noun.removesuffix("ing")
    if noun in _APART or stem == noun or len(stem) < _SHORTEST or not _HAS_VOWEL.search(stem):
        return
    if stem[-1] == stem[-2] and stem[-1] not in "aeioulsz":
        yield stem[:-1]  # splitting, split
        return
    yield stem  # pooling, pool
    if stem[-1] not in "aeiouwxy":
        yield f"{stem}e"  # sampling, sample


def stands_as_verb(text: str, start: int) -> bool:
    """Whether a word in a text is a verb by what stands before it: "to cluster", "we cluster"."""
    last = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    return last is not None and last[1].lower() in _BEFORE_A_BASE


def is_verb_in(texts: Iterable[str], word: str) -> bool:
    """Whether one of *texts* uses *word* as a verb: "to commit", "we can commit"."""
    verb = re.compile(rf"\b(?:{'|'.join(_BEFORE_A_VERB)})\s+{re.escape(word)}\b", re.IGNORECASE)
    return any(verb.search(text) for text in texts)


def acts_otherwise(text: str, start: int, end: int) -> bool:
    """Whether a noun is a verb here that has little to do with the thing, or part of a phrase.

    "to list the files", "the units process the data", "a machine that functions", "by default".
    """
    word = text[start:end].lower()
    base = word.removesuffix("es") if word.endswith("sses") else word.removesuffix("s")
    if base not in _OTHER_ACTS and word not in _OTHER_ACTS:
        return False
    before = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    last = before[1].lower().replace("’", "'") if before else ""
    if word == "default":
        return last == "by"
    behind = re.match(r"\s+(\w+)", text[end : end + 40])
    next_word = behind.group(1).lower() if behind else ""
    if word in _OTHER_ACTS:  # "to list them", but "from a string to list elements"
        if _PLURAL.fullmatch(last) and last not in _BEFORE_PLURALS and next_word in _DETERMINERS:
            return True
        if last.endswith(_DENIES) or (last in _RELATIVE and next_word in _HOW_IT_ACTS):
            return True
        return last in _BEFORE_A_BASE and (last != "to" or next_word in _BEHIND_A_VERB)
    just_before = text[max(start - 40, 0) : start]
    if _NOT_ONLY.search(just_before) or (last == "that" and _BEFORE_A_CLAUSE.search(just_before)):
        return False
    if next_word == "its" and last not in _BEFORE_PLURALS:
        return True
    return last in _BEFORE_A_THIRD_PERSON and next_word not in _BEHIND_NOUNS


def says_something(text: str, start: int, end: int) -> bool:
    """Whether a word in a text is a verb with a clause behind it, and not the name of a thing.

    "Recall that", "if you recall how", "this means": but neither "the recall that we computed"
    nor "recall is low".
    """
    word = text[start:end].lower()
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    last, behind = re.search(r"\w+$", before.rstrip()), re.match(r"\s+(\w+)", after)
    subject = last.group().lower() if last else ""
    next_word = behind.group(1).lower() if behind else ""
    begins = _SENTENCE_ENDS.search(before) is not None
    if word in SAYING:
        return subject in _PRONOUNS or (next_word in _CLAUSE and (begins or subject in _SUBJECTS))
    if word.removesuffix("s") not in SAYING or subject in _BEFORE_PLURALS:
        return False
    if subject in _SINGULAR_SUBJECTS:
        return True
    if word != "means":  # of these verbs alone this form is more often the verb than several things
        return False
    if _ENDS_QUOTED.search(before) or (_ENDS_INSERTION.search(before) and next_word in _CLAUSES):
        return True
    # "a lower ratio means that", but "sample means and medians", "the means differ"
    ends_phrase = re.match(r"\s*(?:[^\w\s\ufffc]|$)", after) is not None
    return not (begins or ends_phrase or next_word in _BEHIND_PLURALS)
