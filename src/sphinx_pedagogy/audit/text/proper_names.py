"""Names that a reader knows or does not know: acronyms, names with a capital inside, eponyms.

Such a name has no meaning of its own: nobody guesses from its letters what it stands for. Words of
a language do not count, nor what everybody has read in a newspaper or on a keyboard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACRONYM = r"[A-Z]{1,6}(?:-?\d{0,2}[A-Z]{1,6})+(?:-?\d{1,3})?|[A-Z]{2,6}-?\d{1,3}"
_HUMP = (
    r"[A-Z][a-z]+(?:[A-Z][a-z]+)+\d{0,3}|[A-Z][a-z]+[A-Z]{2,5}\d{0,3}|"
    r"[A-Z]{2,5}[a-z]{2,}\d{0,3}"
)
_LAWS = (
    r"law|rule|theorem|lemma|principle|equation|inequality|paradox|effect|conjecture|algorithm|"
    r"method|test|criterion|razor|distribution|constant|coefficient|transform|process|curve"
)
_NAME = regex(
    rf"(?<![\w/\\.@#$<_-])(?:(?P<eponym>[A-Z][a-z]{{2,}}(?:[-–][A-Z][a-z]{{2,}})*)"
    rf"(?:['’]s?)?[ \n](?:{_LAWS})(?!\w)"
    r"|(?<=[Tt]he )(?P<bearer>[A-Z][a-z]{3,})[ \n](?P<noun>[a-z]{4,})(?<!ed)(?![\w-])"
    r"|(?<=[Tt]he )(?P<title>[A-Z][a-z]{3,} of [A-Z][a-z]{3,})(?!\w)"
    rf"|(?P<name>(?:{_ACRONYM}|{_HUMP})(?:-(?:{_ACRONYM}|{_HUMP}))*))"
    r"(?![\w(\[=_/\\]|\.\w|\s?[=:]\s?['\"\d]|-\w)(?P<plural>s(?!\w))?"
)
_FORMULA = regex(r"(?:[A-Z][a-z]?\d*)+[+-]?")
"""H2O, NaCl: the letters are their own explanation to who learns chemistry."""
_CAPITALISED = regex(r"\b[A-Z][a-z]+[ \n]$")
_OF_A_SITE = regex(
    r"\s(?:posts?|answers?|questions?|accounts?|pages?|repositor\w+|channels?|users?|forums?|group)\b"
)
_LONGEST = 5
"""Letters of an acronym: those with more are rare, and words in capitals are not."""
_OF_A_PLACE = regex(
    r"(?:ish|ese|ian|can|day|land|ia)$|^(?:French|German|Greek|Dutch|Czech|Swiss|Swede|Arabic|Latin|"
    r"January|February|March|April|June|July|August|September|October|November|December|Earth|Moon|"
    r"Internet|Bible|Windows|Linux|Unix|Bash|Excel|Google|Microsoft|Apple|Amazon|Jupyter|Markdown|"
    r"Java|Shell|Python|Spain|Paris|York|London|Europe\w*|Asia|Africa\w*|America\w*|Pacific|Atlantic|"
    r"West\w*|East\w*|North\w*|South\w*|Arctic|Antarctic)$"
)
"""Peoples, languages, days, places and programs: everybody has heard of them."""
_NO_TERM = frozenset(
    [
        *("menu", "button", "window", "file", "files", "folder", "page", "section", "chapter"),
        *("lesson", "package", "library", "command", "function", "dataset", "data", "table"),
        *("column", "panel", "pane", "option", "icon", "language", "repository", "website"),
        *("river", "ocean", "city", "team", "company", "islands", "desert", "family", "people"),
        *("government", "church", "empire", "museum", "university", "school", "price", "station"),
        *("with", "that", "when", "from", "have", "were", "does", "will", "into", "what", "which"),
        *("object", "class", "module", "tool", "tools", "version", "project", "source", "field"),
        *("shares", "stock", "store", "code", "node", "type", "link", "label", "then", "would"),
        *("variable", "block", "line", "lines", "directory", "notebook", "mode", "cell", "cells"),
    ]
)
_QUOTES = frozenset("'\"“”‘’«»„`")
_FROM = regex(r"\b(?:on|from|at|by|via|see|called|named|file|user)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a place, a site or somebody: one need not know them to answer."""
_ROMAN = regex(r"[IVXLCDM]+")
_NO_EPONYM = frozenset(
    [
        *("the", "this", "that", "these", "each", "every", "another", "which", "what", "one"),
        *("our", "your", "its", "their", "his", "her", "first", "second", "third", "new", "next"),
        *("last", "same", "such", "and", "but", "for", "with", "does", "use", "using", "apply"),
        *("when", "how", "chain", "product", "quotient", "power", "sum", "learning", "training"),
        *("fibonacci", "venn", "write", "run", "normal", "uniform", "binomial", "exponential"),
        *("static", "class", "unit", "any", "some", "greenhouse", "ohm", "newton", "murphy"),
        *("moore", "pythagoras", "bell", "side", "call", "english", "german", "french", "chinese"),
        *("greek", "latin", "roman", "american", "python"),
    ]
)
_COMMON = frozenset(
    """
    US USA UK EU UN UNO NATO NASA ESA FBI CIA BBC IBM MIT WHO USSR UNESCO UNICEF GDR
    DNA RNA HIV AIDS COVID COVID-19 BMI IQ UV LED LCD CD DVD TV PC USB GPS SMS ATM ID OK AM PM BC AD
    CEO PHD GPA DIY VIP FAQ PIN SIM QR AC DC GDP VAT GMT UTC SOS ISBN RSVP ASAP TBD TBA TODO FIXME
    GPU GPUS CPU CPUS RAM ROM SSD HDD API APIS URL URLS HTTP HTTPS HTML CSS PDF PDFS CSV
    TSV JSON XML
    YAML SQL ASCII UTF UTF-8 ISO WWW IP WIFI PNG JPG JPEG GIF SVG MP3 MP4 ZIP EXE IDE OS AI ML IT
    YouTube GitHub GitLab JavaScript TypeScript LaTeX PowerPoint LinkedIn FaceTime WhatsApp MacBook
    PayPal MacOS BitTorrent McDonald McDonalds MATLAB NumPy JupyterLab StackOverflow PyTorch SciPy
    AND OR NOT XOR NAND NOR IF THEN ELSE TRUE FALSE NULL NONE NAN INF SELECT FROM WHERE DO NO YES
    ALL ANY ONLY NEVER ALWAYS BEFORE AFTER THIS THAT ONE TWO LEFT RIGHT UP DOWN ON OFF IN OUT TOP
    ABOVE BELOW FIRST LAST NEW OLD TO BE IS AS AT BY OF SO WE IT ARE WAS WILL CAN MUST MAY END START
    CAPS LOCK BOTH EACH EVERY MORE LESS MOST LEAST SAME WHAT WHEN WHICH WHY HOW
    HEX FIVE SIX TEN XS XL XXL RGB HD HIGH LOW
    """.casefold().split()
)


class ProperName(NamedTuple):
    """A name in a text."""

    text: str
    """As written, without the law that bears it."""
    shown: str
    """With it."""
    start: int
    end: int


def proper_names(text: str) -> Iterator[ProperName]:
    """Yield the names in *text*, in order."""
    for match in _NAME.finditer(text):
        name = match["name"] or match["eponym"] or match["bearer"] or match["title"]
        if match["name"] and not _is_name(name):
            continue
        if not match["name"] and (name.casefold() in _NO_EPONYM or _OF_A_PLACE.search(name)):
            continue
        if match["bearer"] and match["noun"] in _NO_TERM:
            continue
        if _QUOTES & {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]}:
            continue  # a word that is spoken of, and not what it stands for
        if len(name) == 2 and _CAPITALISED.search(text[: match.start()][-20:]):
            continue  # the initials of somebody
        if match["name"] and _OF_A_SITE.match(text, match.end()):
            continue
        if match["name"] and _FROM.search(text[: match.start()][-12:]) and not name.isupper():
            continue
        shown = " ".join(match[0].split())
        if match["plural"]:
            shown = shown.removesuffix("s")
        yield ProperName(text=name, shown=shown, start=match.start(), end=match.end())


def _is_name(name: str) -> bool:
    if name.casefold() in _COMMON or _ROMAN.fullmatch(name):
        return False
    if len(name) > _LONGEST and name.isalpha() and name.isupper():
        return False  # OPPOSITE is a word that is shouted
    is_formula = _FORMULA.fullmatch(name) and (any(map(str.isdigit, name)) or len(name) < 5)
    return not ((is_formula and not name.isupper()) or re.fullmatch(r"[A-Z]{1,2}\d{1,2}", name))


_JOINTS = str.maketrans("", "", "-–_ \t\n\u00a0")


def squeezed(text: str) -> str:
    """Return a text in which all ways of writing a name are one: a quick look before a search."""
    return text.translate(_JOINTS).casefold()


def is_in(name: str, text: str) -> bool:
    """Whether a text has a name, in any way of writing it: with a hyphen, a blank or neither."""
    ways = r"[-–_\s]?".join(map(re.escape, name.translate(_JOINTS)))
    return bool(re.search(rf"(?<![^\W\d_]){ways}(?:e?s)?(?![^\W\d_])", text, re.IGNORECASE))


def explains(text: str, name: ProperName) -> bool:
    """Whether a text says what a name in it stands for, or asks for just that."""
    shown = rf"(?:{re.escape(name.shown)}|{re.escape(name.text)})s?"
    said = (
        rf"\((?:the |an? |e\.g\. |i\.e\. )?{shown}\b",
        rf"{shown}\W{{0,3}}\(",
        rf"{shown}\W{{0,3}}(?:(?:is|are|was|were) (?:an?|the|short|our)|means?|stands?)\b",
        rf"{shown}\W{{0,2}}, (?:an?|the|which|where|whose|that is|i\.e)\b",
        rf"{shown}\W{{0,3}}\s?[:–—]\s(?!what|which|how|who|why|where|when|is\b|do)",
        rf"{shown}\W{{0,3}}\\?[^.?]{{0,60}}=",
        rf"\b(?:called|named|known as|abbreviated)\W{{0,3}}{shown}",
        rf"\b(?:what|who) (?:is|are|was)(?: an?| the)?\W{{0,3}}{shown}\W*$",
        rf"\bwhat (?:does|do|did)(?: an?| the)?\W{{0,3}}{shown}\W{{0,3}}(?:mean|stand)",
    )
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in said):
        return True
    return _has_initials(text[: name.start] + text[name.end :], name.text)


def is_spelt_out(name: ProperName, text: str) -> bool:
    """Whether a text says what the letters of an acronym stand for, and says so again."""
    letters = [char for char in name.text.casefold() if char.isalpha()]
    if not name.text.isupper() or len(letters) < 3:
        return False
    words = [rf"(?<!\w){letter}[^\W\d_]+" for letter in letters]
    said = [match.casefold() for match in re.findall(r"[\s-]".join(words), text, re.IGNORECASE)]
    return len(said) > len(set(said))


def _has_initials(text: str, name: str) -> bool:
    """Whether words in a row begin with the letters of an acronym."""
    letters = "".join(char for char in name if char.isalpha()).casefold()
    if not name.isupper() or len(letters) < 2:
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text.casefold()))
    return letters in initials
