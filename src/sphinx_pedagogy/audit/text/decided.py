"""Decisions in plain words, and the places of the page that break them.

"We weigh everything in grams" and later two cups; "no degrees" and later 30°; a letter that stands
for two numbers. A decision is a sentence that excludes something or admits only one unit, in a
paragraph that speaks of the whole page or course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.decision_words import (
    BINDS,
    BRIEF,
    COMPOUND,
    COUNT,
    DIETS,
    EXCLUDES,
    FIRM,
    GENERIC,
    GROUPS,
    LABELS,
    MEMBERS,
    MODAL,
    NEVER,
    NO,
    NOT,
    PLANT,
    RESTRICTS,
    SAYS,
    SIGNS,
    SPARES,
    STOP,
    UNIT_IN,
    UNITS,
    WITHOUT,
)
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.words import all_words, has_digit, sentences
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.course.page_tree import PageElement

_LETTER = regex(
    r"(?<![\w\\{])(?P<letter>[A-Za-z]) (?:is|for|be|denotes|stands for|means|counts) "
    r"(?:always )?the number of (?P<noun>[a-z]+)"
)
_SKIPPED = (
    *(
        "comment",
        "lesson",
        "references",
        BlockRole.SCOPE,
        BlockRole.NEXT_STEP,
        BlockRole.MISCONCEPTION,
    ),
)
_TEXTS = frozenset({"paragraph", "entry", "code", "cell", "math"})


class Decided(NamedTuple):
    """A decision and, of what breaks it, what is sought."""

    part: PageElement
    words: str
    """The sentence that decides."""
    terms: frozenset[str]
    """Stems of which all stand in a place that breaks it; none if a pattern finds these."""
    pattern: re.Pattern[str] | None = None
    members: frozenset[str] = frozenset()
    """Stems of which each breaks it."""
    in_code: str = ""
    """A stem that breaks it in a program."""


class Broken(NamedTuple):
    """A place that does what a decision of the page excludes."""

    part: PageElement
    what: str
    decided: Decided


def broken_decisions(parts: Sequence[PageElement], language: str) -> Iterator[Broken]:
    """Yield the places of a page that break what it decided above; for each decision the first."""
    standing: list[Decided] = []
    for part in parts:
        if part.kind == "section" and standing:
            for decided in list(standing):
                if decided.terms and (what := breach(part, decided, language)):
                    yield Broken(part, what, decided)
                    standing.remove(decided)
        if not part.text or part.kind not in _TEXTS or (standing and part.inside(*_SKIPPED)):
            if part.is_a(BlockRole.SCOPE):
                standing += scoped(part, language)
            continue
        for decided in list(standing):
            if what := breach(part, decided, language):
                yield Broken(part, what, decided)
                standing.remove(decided)
        if part.kind == "paragraph" and (BINDS.search(part.text) or is_decision_list(part)):
            standing += decisions(part, language)


def is_decision_list(part: PageElement) -> bool:
    """Whether a paragraph stands in a list that a sentence announces as decisions."""
    listed = part.inside("list")
    if listed is None or listed.parent is None:
        return False
    around = listed.parent.children
    at = next((at for at, sibling in enumerate(around) if sibling is listed), 0)
    before = around[at - 1] if at else None
    return before is not None and before.text.endswith(":") and bool(FIRM.search(before.text))


def decisions(part: PageElement, language: str) -> Iterator[Decided]:
    """Yield what a paragraph decides."""
    for sentence in sentences(part.text):
        if sentence.endswith("?"):
            continue
        for found in (DIETS.search(sentence), COMPOUND.search(sentence)):
            if found is not None:
                members = frozenset(MEMBERS[stem(found["diet"])])
                yield Decided(part, sentence, frozenset(), members=members)
        for pattern in EXCLUDES:
            for found in pattern.finditer(sentence):
                for terms in things(found["what"], language):
                    yield excluded(part, sentence, terms)
        if LABELS.search(part.text) and len(sentence.split()) <= BRIEF:
            for found in NO.finditer(sentence):
                for terms in things(found["what"], language):
                    yield excluded(part, sentence, terms)
        if FIRM.search(sentence):
            for found in WITHOUT.finditer(sentence):
                for terms in things(found["what"], language):
                    yield excluded(part, sentence, terms)
        if SAYS.search(sentence) and BINDS.search(SAYS.sub(" ", sentence)):
            for found in NOT.finditer(sentence):
                for terms in things(found["what"], language):
                    yield excluded(part, sentence, terms)
        for found in NEVER.finditer(sentence):
            verb = stem(found["verb"] or found["verbs"], language)
            noun = stem(found["noun"] or found["nouns"], language)
            yield Decided(part, sentence, frozenset({noun, verb}), in_code=verb)
        yield from measured(part, sentence)
        yield from lettered(part, sentence)


def scoped(block: PageElement, language: str) -> Iterator[Decided]:
    """Yield what the lists of a constraint leave out."""
    for listed in block.find("list"):
        if listed.options.get("bullet") != "-":
            continue
        for item in listed.children:
            words = item.words()
            subject = regex(r"[:,;(]| which | that ").split(words, 1)[0]
            # "costs of a false alarm" leaves out these costs, and no others
            if STOP & set(subject.casefold().split()[1:]):
                continue
            for terms in things(subject, language):
                yield excluded(item, words, terms)


def excluded(part: PageElement, sentence: str, terms: frozenset[str]) -> Decided:
    """Return the decision to do without something."""
    members = frozenset(member for term in terms for member in MEMBERS.get(term, ()))
    if terms & UNITS:
        names = "|".join(sorted(name for group in GROUPS for name in group if stem(name) in terms))
        return Decided(
            part,
            sentence,
            frozenset(),
            pattern=regex(rf"(?<![\w.]){COUNT}(?: and a half)? ?(?:{names})(?!\w)"),
        )
    signs = [sign for term in terms if (sign := SIGNS.get(term))]
    pattern = regex(rf"[\w]\s?{signs[0]}(?![CF])") if signs else None
    return Decided(part, sentence, terms, pattern=pattern, members=members)


def things(what: str, language: str) -> Iterator[frozenset[str]]:
    """Yield the stems of each thing that a phrase names."""
    for name in regex(r",? (?:and|or|nor) |, ").split(what):
        words: list[str] = []
        for word in name.split():
            bare = word.strip("\"'“”‘’`*").casefold()
            if bare in {"the", "any", "a", "an", "all"} and not words:
                continue
            if bare in STOP or bare in MODAL:
                if bare == "of" or bare in MODAL:
                    words = []
                break
            words.append(bare)
        words = words[:2]
        if not words or words[-1] in GENERIC or any(len(word) < 3 for word in words):
            continue
        if any(word in GENERIC for word in words) or has_digit(name):
            continue
        yield frozenset(
            word if "-" in word or "." in word else stem(word, language) for word in words
        )


def measured(part: PageElement, sentence: str) -> Iterator[Decided]:
    """Yield the decision for one unit, of which the others break it."""
    if not RESTRICTS.search(sentence):
        return
    words = set(regex(r"[\w°/]+").findall(sentence))
    small = {word.casefold() for word in words}
    for group in GROUPS:
        named = {kind for name, kind in group.items() if len(name) > 2 and name in small}
        if len(named) != 1:
            continue
        (kind,) = named
        if not any(
            name in found["units"].casefold().replace(",", "").split()
            for found in UNIT_IN.finditer(f": {sentence}")
            for name, group_kind in group.items()
            if group_kind == kind and len(name) > 2
        ):
            continue
        others = sorted(
            (name for name, group_kind in group.items() if group_kind != kind),
            key=len,
            reverse=True,
        )
        names = "|".join(regex(r"([$])").sub(r"\\\1", name) for name in others)
        pattern = regex(rf"(?<![\w.]){COUNT}(?: and a half| [a-z]+)? ?(?:{names})(?![\w/])")
        yield Decided(part, sentence, frozenset(), pattern=pattern)


def lettered(part: PageElement, sentence: str) -> Iterator[Decided]:
    """Yield the letters that a notation gives to numbers of things."""
    given = {
        found["noun"]: found["letter"] for found in _LETTER.finditer(sentence.replace("$", ""))
    }
    if len(given) < 2:
        return
    others = [
        f"{other} {noun}|{other} is the number of {noun}|"
        f"\\\\sum_\\{{i ?= ?1\\}}\\^\\{{?{other}\\}}? [^=]*{noun}"
        for noun, own in given.items()
        for other in given.values()
        if other != own
    ]
    pattern = regex(rf"(?<![\w\\])(?:{'|'.join(others)})")
    yield Decided(part, sentence, frozenset(), pattern=pattern)


def breach(part: PageElement, decided: Decided, language: str) -> str:
    """Return what in a part breaks a decision; empty for nothing."""
    if part.kind in {"code", "cell"}:
        return in_code(part, decided)
    if part.kind == "section":
        texts = [part.title]
    else:
        texts = sentences(part.text) if part.kind == "paragraph" else [part.text]
    for sentence in texts:
        if decided.pattern and (found := decided.pattern.search(sentence.replace("$", ""))):
            before = sentence[: found.start()]
            if before.count("(") <= before.count(")") and not SPARES.search(sentence):
                return " ".join(found[0].split())
        if not decided.terms and not decided.members:
            continue
        if sentence.endswith("?") or SPARES.search(sentence):
            continue
        words = {stem(word, language): word for word in all_words(sentence)}
        hits = [
            member for member in decided.members if member in words and not PLANT.search(sentence)
        ]
        if hits:
            return words[hits[0]]
        small = sentence.casefold()
        own = [
            (term if term in small else "")
            if "-" in term or "." in term
            else next((word for stemmed, word in words.items() if is_same(stemmed, term)), "")
            for term in decided.terms
        ]
        if own and all(own):
            return " ".join(own)
    return ""


def in_code(part: PageElement, decided: Decided) -> str:
    """Return the name in a program that a decision excludes; empty for none."""
    if decided.in_code and regex(rf"\b{decided.in_code}\w*", 2).search(part.text):
        return decided.in_code
    for term in decided.terms if len(decided.terms) == 1 else ():
        if "." in term and term in part.text:
            return term
        if (
            "." not in term
            and len(term) > 3
            and regex(rf"\b{term}\w{{0,3}}\b", 2).search(part.text)
        ):
            return term
    return ""


def is_same(word: str, term: str) -> bool:
    """Whether a stem is another one, or a compound of it: teaspoon and spoon."""
    return word == term or (len(term) > 4 and word.endswith(term) and len(word) - len(term) < 6)
