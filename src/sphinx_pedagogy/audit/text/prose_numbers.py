"""Numbers in prose, and what they count: to find one thing that has two values.

This is careful rather than clever. Two numbers are held against each other only if the words
around them say that they count the same of the same, and no word nearby tells of a change.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.number_cases import (
    REASON,
    are_fragments,
    are_siblings,
    circumstances,
    clause_of,
    counts_a_part,
    entities_in,
    is_label,
    is_verb,
    meaning,
    numbered_in,
)
from sphinx_pedagogy.audit.text.prose_quantity import ProseQuantity, Sentence
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.titles import is_summary
from sphinx_pedagogy.audit.text.words import has_digit
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.numerals import same
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.course.page_tree import PageElement

PROSE = ("paragraph", "entry")
SKIPPED = (
    *("code", "math", "cell", "comment", "diagram", "figure"),
    *(BlockRole.OWN_NUMBERS, BlockRole.EXERCISE, BlockRole.HINT, BlockRole.SOLUTION),
)
"""What holds numbers of its own, or none of a reader's."""

_DIGITS = r"(?<![\w.,×·/^$\\}-])(?:\d{1,3}(?:[,\u202f\u2009]\d{3})+|\d+)(?:\.\d+)?"
_SCALE = r"(?:\s(?:thousand|million|billion|trillion)|\s?%|\s?[MB](?=\s[a-z])|[kK](?=\s[a-z]))"
NUMBER = rf"{_DIGITS}{_SCALE}?(?![\w×·/^\\.]*\d|\s*[×·x^]\s*\d|-bit)"

_COUNTED = regex(
    rf"(?P<number>{NUMBER})[ \n-](?P<words>(?:[a-zA-Z][\w'’-]*[ \n]){{0,2}}"
    r"[a-zA-Z][\w'’-]*)"
)
_NAMED = regex(
    r"(?:\b(?:the|a|an|our|its|this|that|with|at|of)\s+|^)"
    r"(?P<name>(?:(?!the\b|a\b|an\b|of\b|and\b|or\b)[a-zA-Z][\w-]*(?:['’]s)?\s+){1,3})"
    r"(?:is|are|was|of|equals|=|stays at|is set to|is fixed at|set to)\s+"
    r"(?:only|just|about|roughly|now|again|exactly)?\s*"
    rf"(?P<number>{NUMBER})",
    re.IGNORECASE,
)
_OWNER_BEFORE = regex(
    r"(?P<owner>(?:[\w'’-]+\s+){0,6}[\w-]+)"
    r"(?:['’]s|\s+(?:has|have|had|uses?|contains?|holds?|keeps?|takes?|reads?|"
    r"sees|produces?|outputs?|gives?|needs?|returns?|emits?|runs? for|trains? for|with|of|is|are|"
    r"covers?|spans?|lasts?|weighs?|costs?|makes?|gets?|stores?|consists? of))"
    r"\s+(?:only|just|about|around|roughly|exactly|all|its|the|these|those|nearly|some)*\s*$"
)
_OWNER_AFTER = regex(
    r"^\s+(?P<link>of|in|from|for|per|on|inside)\s+(?:(?:the|a|an|each|every|our|this|its)\s+)?"
    r"(?P<owner>(?:[\w-]+\s+)?[\w-]+)"
)
_CHANGE = regex(
    r"\b(?:instead|rather|now|(?<!more )(?<!less )(?<!fewer )than|"
    r"from\b[^.]*\bto|grow\w*|grew|shr[aiu]nk\w*|doubl\w+|halv\w+|"
    r"half|twice|tripl\w+|quadrupl\w+|factor|larger|bigger|smaller|longer|shorter|wider|because|"
    r"unlike|compar\w+|versus|vs|against|becom\w+|became|rais\w+|reduc\w+|increas\w+|decreas\w+|"
    r"chang\w+|differs?|different from|difference\w*|suppose|imagine|what if|another|"
    r"respectively|original\w*|whereas|although|"
    r"however|remain\w*|the rest|remov\w+|merg\w+|combin\w+|together|total|altogether|drop\w*|"
    r"cut\w*|"
    r"both|either|split\w*|pool(?:ing|ed)|downsampl\w+|upsampl\w+|pad\w*)\b",
    re.IGNORECASE,
)
"""Words that tell of a change, near the second number."""

_CASE = regex(
    rf"\b(?:times|more|fewer|less|here|there|since(?!{REASON})|before|after\w*|earlier|later|previous\w*|"
    r"last|next|if|when|other|others|(?<!per )second|third|while|though|add\w*|at most|"
    r"at least|e\.g|"
    r"for example|for instance|go(?:es)? (?:up|down)|ris\w+|rose|f[ae]ll\w*|sav\w+|again|new|old|"
    r"maximum|minimum|limit\w*|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""Words of a second case or of a part, in the sentence of the second number."""

_SHARE = regex(
    r"\b(?:but|only|left|each|per|every|up to|sometimes|usually|typical\w*|could|would|might|may|"
    r"can|say|also|too)\b",
    re.IGNORECASE,
)
"""Words of a part or of a guess; they explain nothing where both numbers have one owner."""

_DEFINITE = regex(r"(?:\b(?:the|these|those|all)|['’]s)\s+$", re.IGNORECASE)
_DEFINES = regex(
    r"\s+(?:that|which|who|whose|you|we|in|from|on|between|above|below|shown|needed|used)\b"
)
"""What stands behind what is definite by itself: "the 4 bytes that make up this string"."""
_UNITS = frozenset(
    [
        *("ns", "µs", "ms", "s", "mg", "g", "kg", "t", "mm", "cm", "m", "km", "ml", "mL", "l", "L"),
        *("Hz", "kHz", "MHz", "GHz", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "V", "mV", "A"),
        *("W", "kW", "J", "kJ", "N", "Pa", "hPa", "mol", "dB", "bpm", "px", "pt", "°C", "°"),
    ]
)
"""Units of measure: they say what is counted only together with who has it."""

_NO_COUNT = frozenset(
    [
        *("times", "percent", "years", "hours", "minutes", "seconds", "days", "weeks", "months"),
        *("cells", "lessons", "questions", "things", "others", "ways", "is", "as", "us", "was"),
        *("has", "does", "this", "its", "points", "cases", "examples", "pieces", "lines", "rows"),
    ]
)
_NO_NAME = frozenset(
    [
        *("factor", "sum", "total", "average", "mean", "number", "value", "set", "list", "batch"),
        *("grid", "row", "shape", "image", "tensor", "step", "result", "answer", "it", "they"),
        *("lesson", "section", "module", "chapter", "figure", "table", "equation", "version"),
        *("one", "which", "that", "there", "what", "out", "because", "age", "year", "page"),
    ]
)
_ASIDE = regex(r"\s*\([^()]*\)")
_LABEL = regex(
    r"(?<=[^\W\d] )(?:(?!I\b)[A-Z][A-Za-z]?|[IVX]{2,4}|[b-hj-z]|[\u0370-\u03ff])\d*(?![\w'’.,]*\w)"
)
"""Letters that tell cases apart behind a word: model B, phase II, team α."""
_IF = r"(?:for|with|without|in|at|on|under|during|within|by|per|using|when|if)\s+"
_CONDITION = regex(rf"^\W*{_IF}(?P<case>.*)", re.IGNORECASE | re.DOTALL)
"""How a sentence begins that says first for which case it holds: "For the decoder, ..."."""
_CONDITION_AFTER = regex(rf"^,?\s+{_IF}(?P<case>[^,;.:!?]*)", re.IGNORECASE)
_SENTENCE = regex(r"[.!?:][\"'”’)]*\s+(?=[A-Z\"'“(\d])")


def said_in(page: PageElement) -> Iterator[ProseQuantity]:
    """Yield the numbers in the prose of a page whose words say what they count."""
    stack = [page]
    while stack:
        part = stack.pop()
        kind = part.kind
        if kind in PROSE and part.text:
            # a number alone, in a table, counts nothing
            if has_digit(part.text) and not part.text.isdigit():
                yield from said_by(part)
        elif not part.is_a(*SKIPPED) and not (kind == "item" and is_choice(part)):
            stack += reversed(part.children)


def is_choice(item: PageElement) -> bool:
    """Whether an item is a choice of a check: all but one of them are wrong on purpose."""
    if not item.inside(BlockRole.QUESTION):
        return False
    return item.words().startswith(("[ ]", "[x]", "[X]", "<input"))


def said_by(part: PageElement) -> Iterator[ProseQuantity]:
    """Yield the numbers of a paragraph."""
    bounds = [0, *(match.end() for match in _SENTENCE.finditer(part.text)), len(part.text)]
    spans = list(pairwise(bounds))
    for index, (start, stop) in enumerate(spans):
        sentence = part.text[start:stop]
        if not has_digit(sentence):
            continue
        first = spans[max(0, index - 1)][0]
        around = part.text[first : spans[min(index + 1, len(spans) - 1)][1]]
        line = part.line
        if line is not None:
            line += part.text.count("\n", 0, start)
        yield from in_sentence(Sentence(text=sentence, around=around, part=part, line=line))


def in_sentence(sentence: Sentence) -> Iterator[ProseQuantity]:
    """Yield the numbers of a sentence."""
    taken = set()
    for match in _COUNTED.finditer(sentence.text):
        if counted := noun_of(match["words"]):
            before, noun, end = counted
            behind = sentence.text[match.start("words") + end :]
            owner = owner_of(sentence.text, match.start(), match.start("words") + end)
            start = sentence.text[: match.start()]
            if noun in _UNITS and not owner:
                continue
            if is_verb(noun) or is_label(start, match["number"]) or counts_a_part(start):
                continue
            taken.add(match.start("number"))
            yield ProseQuantity(
                number=match["number"],
                noun=noun,
                before=before,
                owner=owner,
                context=meaning(sentence.text) - {stem(noun), *map(stem, before)},
                case=labels_of(sentence.text) | condition_of(start),
                sentence=sentence,
                line=sentence.line_at(match.start("number")),
                definite=bool(_DEFINITE.search(start)) and not _DEFINES.match(behind),
            )
    for match in _NAMED.finditer(sentence.text):
        name = match["name"].split()
        if match.start("number") in taken or len(name) < 2 or name[-1].casefold() in _NO_NAME:
            continue
        if len(name[-1]) == 1:
            continue  # a variable in a formula: "the outcome y = 0" is a case
        case = labels_of(sentence.text) | condition_of(sentence.text[: match.start("name")])
        if after := _CONDITION_AFTER.match(sentence.text[match.end() :]):
            case |= case_in(after["case"])
        yield ProseQuantity(
            number=match["number"],
            noun=" ".join(name).casefold(),
            case=case,
            sentence=sentence,
            line=sentence.line_at(match.start("number")),
            named=True,
        )


def noun_of(words: str) -> tuple[tuple[str, ...], str, int] | None:
    """Return the words before the first plural, the plural, and where it ends."""
    before: list[str] = []
    if (first := words.split()[0].strip("'’")) in _UNITS:
        return (), first, len(first)
    for match in re.finditer(r"\S+", words):
        word = match[0].strip("'’")
        low = word.casefold()
        if low in _NO_COUNT or low in {"of", "and", "or", "to", "in", "the", "a", "for", "on"}:
            return None
        if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
            return tuple(before), low, match.end()
        before.append(low)
    return None


def labels_of(sentence: str) -> frozenset[str]:
    """Return the letters that tell cases apart: the B of model B."""
    return frozenset(_LABEL.findall(sentence))


def condition_of(before: str) -> frozenset[str]:
    """Return the words with which a sentence begins by saying for which case it holds.

    :param before: the sentence up to the number, or up to its name
    """
    found = _CONDITION.match(before)
    return case_in(found["case"]) if found else frozenset()


def case_in(words: str) -> frozenset[str]:
    """Return the words and numbers that name a case."""
    # Stable Diffusion 1 is not Stable Diffusion 2
    return meaning(words) | {*re.findall(r"\d+", words)}


def owner_of(sentence: str, start: int, end: int) -> frozenset[str]:
    """Return who has what is counted, if the words beside it say so.

    "of" and "for" tell it best, then a verb before the number, then the place after it.
    """
    after = _OWNER_AFTER.match(sentence[end:])
    found = after if after and after["link"] in {"of", "for"} else None
    before = _ASIDE.sub("", sentence[:start])[-80:]
    found = found or _OWNER_BEFORE.search(before) or after
    if found is None:
        return frozenset()
    words = re.sub(r"\s\w+ed$", "", found["owner"])  # of the acid contained
    return case_in(words)


def contradictions(
    numbers: Iterable[ProseQuantity],
) -> Iterator[tuple[ProseQuantity, ProseQuantity]]:
    """Yield pairs of numbers that count the same and are not the same, the earlier one first.

    Each later number is held against the nearest earlier ones of its noun.
    """
    known: dict[tuple[str, bool], list[ProseQuantity]] = {}
    for said in numbers:
        earlier = known.setdefault((said.key, said.named), [])
        alikes = [quantity for quantity in earlier[-12:] if may_be_one(quantity, said)]
        if not any(same(alike.number, said.number) for alike in alikes):
            for alike in reversed(alikes):
                if contradicts(said, alike):
                    yield alike, said
                    break
        earlier.append(said)


def may_be_one(quantity: ProseQuantity, other: ProseQuantity) -> bool:
    """Whether nothing in their words keeps two numbers from counting the same."""
    if quantity.before != other.before and quantity.before and other.before:
        return False
    if quantity.case != other.case or are_told_apart(quantity, other):
        return False
    if other.owner - quantity.owner and quantity.owner:
        return False  # the class across the street is another class
    # a count with more words before it counts a kind of them
    return not other.before or quantity.before == other.before


def are_told_apart(quantity: ProseQuantity, other: ProseQuantity) -> bool:
    """Whether their sentences speak of two things: product 1 and 2, or two proper names."""
    texts = (clause_of(quantity.sentence.text), clause_of(other.sentence.text))
    if are_siblings(quantity.part, other.part) or are_fragments(quantity, other):
        return True
    if numbered_in(texts[0]) != numbered_in(texts[1]):
        return True
    here, there = map(entities_in, texts)
    if here and there and not here & there:
        return True
    if other.definite or sums_up(other):
        return False
    # "at a hundred users": what was not said of the first one makes a second case
    known = meaning(texts[0])
    if any(meaning(phrase) - known for phrase in circumstances(texts[1])):
        return True
    is_measure = quantity.named or quantity.noun in _UNITS
    said = meaning(texts[1])
    return is_measure and any(meaning(phrase) - said for phrase in circumstances(texts[0]))


def contradicts(said: ProseQuantity, quantity: ProseQuantity) -> bool:
    """Whether a number that may be an earlier one should be it."""
    if sums_up(said):
        return True
    return (alike(quantity, said) or recalls(said, quantity)) and not bridged(quantity, said)


def sums_up(said: ProseQuantity) -> bool:
    """Whether a number stands in a summary, which has no numbers of its own."""
    is_count = not said.named and said.noun not in _UNITS
    return is_count and is_summary(said.part.section) and not _CHANGE.search(said.sentence.text)


def recalls(said: ProseQuantity, earlier: ProseQuantity) -> bool:
    """Whether a number is spoken of as known, where another one of its kind was said before."""
    if not said.definite or said.noun in _UNITS:
        return False
    if said.owner:
        return said.owner <= earlier.context | earlier.owner
    return bool(earlier.context & said.context)


def alike(quantity: ProseQuantity, other: ProseQuantity) -> bool:
    """Whether two numbers that may count the same do so, as far as words tell."""
    if quantity.named or (quantity.owner and other.owner):
        return True
    if quantity.noun in _UNITS or quantity.part.section != other.part.section:
        return False
    shared = len(quantity.context & other.context)
    return shared + (2 if quantity.before == other.before != () else 0) >= 3


def bridged(quantity: ProseQuantity, other: ProseQuantity) -> bool:
    """Whether something near the second number, or between them, explains the change."""
    if quantity.part is other.part and quantity.sentence.text == other.sentence.text:
        return True
    if quantity.part.inside(BlockRole.QUESTION) and other.part.inside(BlockRole.QUESTION):
        return True
    return explained(other) or (not other.owner and bool(_SHARE.search(other.sentence.text)))


def explained(said: ProseQuantity) -> bool:
    """Whether the words around a number tell of a change, or of a second case."""
    return bool(_CHANGE.search(said.sentence.around) or _CASE.search(said.sentence.text))
