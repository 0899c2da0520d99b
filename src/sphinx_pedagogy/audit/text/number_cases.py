"""For which case a number holds, as far as the words of its sentence tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from sphinx_pedagogy.audit.text.prose_quantity import ProseQuantity
    from sphinx_pedagogy.course.page_tree import PageElement

_WHEN = regex(
    r"\b(?:at|with|without|under|on|in|by|once|when|whenever|as soon as|as long as|during|after|"
    r"before|"
    r"while|across|within|if|until|near|behind|beyond|through|throughout|per|for|since|where|among|"
    r"over|above|below|from)\s+(?P<words>[^,.;:!?()]*)",
    re.IGNORECASE,
)
_NUMBERED = regex(
    r"\b(?P<word>[A-Z][a-z]+|chapter|section|product|state|step|stage|phase|group|model|firm|case|"
    r"option|player|team|level|layer|node|class|type|region|sector|period|round|experiment|trial|"
    r"scenario|part|lesson|table|figure|equation|exercise|question|problem|unit|version|column|row|"
    r"line|page|item|day|week|year|month|country|good|agent|set)\s+\$?(?P<number>\d+)(?![\w.,]*\d)"
)
"""What carries a number as its name: Product 2, state 1."""
_ENTITY = regex(r"\b(?:[A-Z]{2,}\w*|[A-Z]\w*[A-Z]\w*|(?<=[a-z,;] )[A-Z][a-z]\w+|[A-Z]\w*-\d+)\b")
_SMALL_WORDS = frozenset(
    [
        *("about", "above", "after", "again", "all", "also", "and", "any", "are", "because"),
        *("been", "before", "being", "between", "both", "but", "can", "could", "does", "doing"),
        *("down", "each", "for", "from", "give", "gives", "had", "has", "have", "having"),
        *("here", "how", "into", "its", "just", "like", "make", "makes", "may", "more", "most"),
        *("much", "must", "not", "now", "one", "only", "other", "our", "over", "same", "some"),
        *(
            "since",
            "such",
            "take",
            "takes",
            "than",
            "that",
            "the",
            "their",
            "them",
            "then",
            "there",
        ),
        *("these", "they", "this", "those", "through", "two", "under", "until", "used", "uses"),
        *("using", "very", "was", "were", "what", "when", "where", "which", "while", "who"),
        *("will", "with", "would", "you", "your", "yours"),
    ]
)
_WORD = regex(r"[a-zA-Z][\w-]{2,}")
_ONCE = frozenset(
    ["once", "least", "most", "all", "first", "last", "total", "average", "fact", "short"]
)
"""Words that name no case: at once, at last, in total."""
_VERBS = frozenset(
    [
        *("occurs", "uses", "yields", "discusses", "gives", "shows", "contains", "means", "covers"),
        *(
            "introduces",
            "describes",
            "explains",
            "becomes",
            "makes",
            "needs",
            "produces",
            "requires",
        ),
        *(
            "provides",
            "says",
            "tells",
            "happens",
            "goes",
            "comes",
            "begins",
            "follows",
            "adds",
        ),
        *("corresponds", "represents", "denotes", "equals", "exists", "lies", "belongs", "appears"),
        *(
            "implies",
            "takes",
            "leads",
            "allows",
            "wants",
            "exceeds",
            "remains",
            "stays",
        ),
        *(
            "depends",
            "earns",
            "sells",
        ),
    ]
)
"""Verbs that end as plurals do: "state 2 occurs" counts nothing."""
REASON = (
    r" (?:(?:the|our|its) )?(?:(?!the\b|an?\b|then\b)[\w'’-]+ ){1,3}(?:has|have|needs?|uses?) \d"
)
"""What follows a "since" that gives a reason; where it gives a time, the verb is of the past."""
_REASON = regex(rf"Since{REASON}[^,;:]*", re.IGNORECASE)
_PART = regex(
    r"\b(?:first|last|other|remaining|next|random\w*|additional|extra|further|new|final|top|"
    r"best|worst|sampled?|selected)\s+$",
    re.IGNORECASE,
)
"""What stands before a number that counts a part only."""


def is_verb(noun: str) -> bool:
    """Whether what seems to be counted is a verb."""
    return noun in _VERBS


def is_label(before: str, number: str) -> bool:
    """Whether a number is a name, as the 2 of product 2, or the right of an equals sign.

    :param before: the sentence up to it
    """
    if before.rstrip().endswith("="):
        return True
    for found in _NUMBERED.finditer(f"{before}{number}"):
        if found.end() == len(before) + len(number):
            # "Use 64 units" begins with a verb, and no name
            return found["word"] not in _IMPERATIVES
    return False


_IMPERATIVES = frozenset(
    [
        *(
            "Use",
            "Take",
            "Set",
            "Add",
            "Choose",
            "Pick",
            "Draw",
            "Make",
            "Give",
            "Buy",
            "Put",
            "Keep",
        ),
        *(
            "Train",
            "Run",
            "Only",
            "About",
            "With",
            "For",
            "At",
            "All",
            "The",
            "These",
            "Those",
            "Of",
        ),
        *("In", "On", "By", "After", "Before", "From", "To", "And", "Its", "Our", "Their", "Each"),
        *(
            "Every",
            "Over",
            "Under",
            "Nearly",
            "Almost",
            "Exactly",
            "Roughly",
            "Just",
            "Some",
            "Than",
        ),
        *("Up", "Another", "Now", "Then", "Here", "There", "When", "If", "We", "You", "They", "It"),
    ]
)


def numbered_in(sentence: str) -> frozenset[str]:
    """Return the numbered things that a sentence speaks of: "product 2"."""
    return frozenset(
        f"{found['word']} {found['number']}".casefold()
        for found in _NUMBERED.finditer(sentence)
        if found["word"] not in _IMPERATIVES
    )


def clause_of(sentence: str) -> str:
    """Return what of a sentence its number belongs to: the reason, if it begins with one."""
    found = _REASON.match(sentence)
    return found[0] if found else sentence


def entities_in(sentence: str) -> frozenset[str]:
    """Return the proper names and acronyms of a sentence."""
    return frozenset(_ENTITY.findall(sentence))


def circumstances(sentence: str) -> list[str]:
    """Return the phrases that say when, where or under what a sentence holds."""
    return [
        found["words"]
        for found in _WHEN.finditer(sentence)
        if not set(found["words"].casefold().split()[:1]) & _ONCE
    ]


def meaning(words: str) -> frozenset[str]:
    """Return the words that carry meaning, without endings."""
    return frozenset(
        stem(word.removesuffix("'s").removesuffix("’s"))
        for word in _WORD.findall(words)
        if word.casefold() not in _SMALL_WORDS
    )


def counts_a_part(before: str) -> bool:
    """Whether the words before a number say that it counts a part: "the first 1000 images"."""
    return bool(_PART.search(before))


def are_siblings(part: PageElement, other: PageElement) -> bool:
    """Whether two parts stand in two items of one list, or in one table: each is about its own."""
    for whole, piece in (("list", "item"), ("table", "row")):
        outer = part.inside(whole)
        if outer is not None and outer is other.inside(whole):
            return part.inside(piece) is not other.inside(piece)
    return False


def are_fragments(quantity: ProseQuantity, other: ProseQuantity) -> bool:
    """Whether one of two numbers has no subject but its section, and they stand in two of them."""
    if quantity.part.inside("section") is other.part.inside("section"):
        return False
    return any(
        said.part.inside("item") and said.sentence.text.lstrip().startswith(said.number)
        for said in (quantity, other)
    )
