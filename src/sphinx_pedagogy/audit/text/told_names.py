"""Which names of a solution a task tells: as means to use, not as a file, a formula or a ban."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.words import sentences
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_IDENTIFIER = regex(r"[A-Za-z_]\w*")
_IMPORT = regex(r"\s*(?:from|import)\b")
_LITERAL = regex(r"`+([^`]+)`+")
_MATHS = regex(r"\$\$?([^$]+)\$\$?|\{math\}`([^`]+)`|:math:`([^`]+)`|\\\((.+?)\\\)")
_FILE = regex(
    r"[\w./~*-]*\.(?:csv|tsv|json|ya?ml|toml|txt|md|rst|py|ipynb|html?|xml|xlsx?|zip|gz|tar|png|"
    r"jpe?g|gif|svg|pdf|db|sqlite\d?|npy|npz|pth?|pkl|parquet|log|ini|cfg|sh|sql|wav|mp3|mp4|dat|"
    r"h5|hdf5|fasta|geojson|shp|nc|R|js|css)(?![\w(]|\.\w)|\bhttps?://\S+|(?<!\w)[\w.~-]*/[\w./~-]+"
)
"""Names of files, paths and addresses: a word in them names no means."""
_GIVEN = regex(r"(?<=`)[A-Za-z_]\w*\s*(?:=|<-)\s*[^`=][^`]*(?=`)")
"""What sets a value in a literal is given: "use `grid = np.linspace(1, 10, 25)`"."""
_NEAR = r"(?:[^\s;:]+\s+){0,4}[^\s;:]*$"
_BAN = regex(
    r"(?:\b(?:do not|don['’]t|never|must not|may not|should not|shouldn['’]t|cannot|can['’]t|not|"
    r"avoid|without|rather than|instead of|no need (?:for|of)|except|other than|besides|"
    r"nor|forbid\w*|replac\w+)|\bno)\s+" + _NEAR,
    re.IGNORECASE,
)
"""What stands before a name that is not to be used."""
_NO_BAN = regex(
    r"\b(?:not|don['’]t|never)\s+(?:forget|hesitate|be (?:afraid|shy)|worry|only|just|miss)",
    re.IGNORECASE,
)
_BAN_AFTER = regex(
    r"(?:is|are)\s+(?:not allowed|forbidden|off[- ]limits|out of bounds|cheating|taboo|banned)|"
    r"(?:do not|don['’]t|without|not|never)\s+(?:to\s+)?(?:us(?:e|ing)|call(?:ing)?)\s+"
    r"(?:it|them|this|that|these)\b|(?:do(?:es)? not|don['’]t|doesn['’]t|will not) (?:work|help)",
    re.IGNORECASE,
)
"""What stands behind a name that is not to be used."""
_COMPARES = regex(
    r"\b(?:(?:compare|check|test|verify|validate)\w*\b[^.;]*\b(?:with|to|against|by)|agrees? with|"
    r"(?:same|fast|good|well)(?: \w+)? as|already \w+ (?:as|in|by)|behaves? like|similar to|"
    r"faster than|slower than|equivalent (?:of|to))\s+" + _NEAR,
    re.IGNORECASE,
)
"""What stands before a name whose result is only held against one's own."""
_VERIFIES = regex(
    r"\b(?:verify|compare|check) (?:\w+ ){1,4}(?:with|against|to|by)\b", re.IGNORECASE
)
_KNOWN_BEFORE = regex(
    r"\b(?:in|from) (?:the |our |a )?(?:last|previous|earlier|first|preceding) \w+\b|"
    r"\b(?:we|you)(?: have|['’]ve)? (?:already |just )?(?:learned|learnt|met|saw|seen|used|wrote|"
    r"defined)\b|"
    r"\b(?:functions?|methods?|class(?:es)?|scripts?|variables?|programs?|objects?|files?|"
    r"commands?|it|"
    r"argument\w*) (?:called|named)\s+\W*$|\bas before\b",
    re.IGNORECASE,
)
"""What stands before a name that was taught before, or that is the student's to define."""
_KNOWN_AFTER = regex(
    r"^[^.;]{0,40}\b(?:introduced|seen|saw|met|learn(?:ed|t)|covered|used|known|familiar|taught|"
    r"from)\b"
    r"[^.;]{0,30}\b(?:earlier|before|above|already|previous\w*|last|lessons?|chapters?|sections?|"
    r"episodes?|units?|\d+\.\d+)\b",
    re.IGNORECASE,
)
"""What stands behind a name that was taught before: it is a tool."""
_ALLOWS = regex(
    r"\b(?:may|can|could|might|allowed to|free to|permitted to|welcome to|need(?:s)?(?: only)? to|"
    r"have to|must|only|just|please)\s+(?:also |still |only |just |freely )*"
    r"(?:us(?:e|ing)|import(?:ing)?|load(?:ing)?|install(?:ing)?|assume)\b|"
    r"\b(?:is|are)\s+(?:allowed|permitted|available|imported|installed|loaded|fine)\b|"
    r"\b(?:may|can|could) be (?:used|imported|loaded|assumed)\b|\b(?:allowed|available|installed):",
    re.IGNORECASE,
)
"""What allows a library, or says what there is: it chooses no means."""


def named_in_code(source: str, wanted: Collection[str], *, to_fill_in: bool) -> set[str]:
    """Return which of some names code or its comments give away.

    Code that is whole is what the task is about, and only its imports tell what is needed: what it
    calls itself, it calls for its own sake. A plain word counts in code, and in a comment only if
    it is called or has a dot beside it.

    :param to_fill_in: whether the code has gaps
    """
    told: set[str] = set()
    imported: set[str] = set()
    shown: set[str] = set()
    for line in source.splitlines():
        code, _hash, comment = line.partition("#")
        names = set(_IDENTIFIER.findall(code))
        if _IMPORT.match(code):
            imported |= names
        else:
            shown |= names
        told |= named_in_text(comment, comment, wanted)
    if to_fill_in:
        # a library that is imported as a whole is what there is, and chooses no means
        there = {
            name
            for line in source.splitlines()
            if line.strip().startswith("import ")
            for name in _IDENTIFIER.findall(line)
        }
        return told | (((imported - there) | (shown - there)) & set(wanted))
    # a library whose names are called by the code is there for them
    lines = [set(_IDENTIFIER.findall(line)) for line in source.splitlines() if _IMPORT.match(line)]
    spare = {name for names in lines if not names & shown for name in names}
    return told | (spare & set(wanted))


def asks_to_compare(text: str) -> bool:
    """Whether a text asks to hold one's own result against another: code below it is for that."""
    return bool(_VERIFIES.search(text))


def named_in_text(
    text: str, source: str, wanted: Collection[str], modules: Collection[str] = ()
) -> set[str]:
    """Return which of some names a text gives away.

    :param source: the text as it was typed, which has the marks of literals and formulas
    :param modules: those of the names that are whole libraries, which a task may allow
    """
    if not any(name in text for name in wanted):
        return set()
    for maths in _MATHS.findall(source):
        text = text.replace("".join(maths).strip(), " ")
    for given in _GIVEN.findall(source):
        text = text.replace(given, " ")
    source = _FILE.sub(" ", _MATHS.sub(" ", _GIVEN.sub(" ", source)))
    literal = set(_IDENTIFIER.findall(" ".join(_LITERAL.findall(source))))
    return {
        name
        for sentence in sentences(_FILE.sub(" ", text))
        for name in set(_IDENTIFIER.findall(sentence)).intersection(wanted)
        if names_code(name, sentence, literal)
        and not (name in modules and _ALLOWS.search(sentence))
        and any(recommends(sentence, start, stop) for start, stop in places_of(name, sentence))
    }


def names_code(name: str, sentence: str, literal: Collection[str]) -> bool:
    """Whether a word is the name of something in code, and no word of the sentence."""
    if name in literal or not is_plain(name):
        return True
    code = rf"(?<![\w\\]){name}\(|\w\.{name}\b|\b{name}\.\w|import {name}\b"
    return bool(re.search(code, sentence))


def places_of(name: str, sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in a sentence."""
    return (found.span() for found in re.finditer(rf"(?<![\w\\]){name}(?!\w)", sentence))


def recommends(sentence: str, start: int, stop: int) -> bool:
    """Whether a name is told as a means: it is not banned, nor only compared with."""
    before, after = sentence[:start], sentence[stop:]
    ban = _BAN.search(before[-90:])
    if ban and not _NO_BAN.match(before[-90:], ban.start()):
        return False
    if _COMPARES.search(before[-90:]) or _KNOWN_BEFORE.search(before):
        return False
    return not _BAN_AFTER.search(after) and not _KNOWN_AFTER.search(after)


def is_plain(name: str) -> bool:
    """Whether a name could be a word of a sentence."""
    return name.isalpha() and (name.islower() or name[1:].islower())
