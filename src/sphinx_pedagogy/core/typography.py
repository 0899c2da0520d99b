"""The quotes, dashes and dots of a page, in the lines that are read off it.

Sphinx sets them when all else has been read of a page, so that a line of it that is shown elsewhere
would still have those of the keyboard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import normalize_language_tag, smartquotes
from sphinx.transforms import SphinxSmartQuotes

from sphinx_pedagogy.course.phrase import CODE, MATH, UNKNOWN_YET, Bit, bits_of, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OF_KEYBOARD = re.compile(r"[\"'`]|--|\.\.\.")
_ESCAPE = "\x00"
_ESCAPED = re.compile(r"(?<=\x00)([-\\'\".`])")
_AS_IT_IS = {CODE, MATH, *UNKNOWN_YET}


def typeset(text: str, near: nodes.Node) -> str:
    """Return a line with the quotes and dashes that its page gets.

    :param text: as nodes have it, where a null stands before each sign that is escaped
    :param near: a node of the page; one that stands in no page gets none
    """
    document = near.document if _OF_KEYBOARD.search(text) else None
    language = _language_of(document) if document is not None else ""
    if not language and _ESCAPE not in text:
        return text
    bits = bits_of(text)
    said: Iterable[str] = (bit.text for bit in bits)
    if document is not None and language:
        action = document.settings.env.config.smartquotes_action
        said = smartquotes.educate_tokens(_tokens(bits), attr=action, language=language)
    pairs = zip(said, bits, strict=True)
    return phrase(Bit(nodes.unescape(words), bit.kind) for words, bit in pairs)


def _tokens(bits: Iterable[Bit]) -> Iterator[tuple[str, str]]:
    for bit in bits:
        if bit.kind in _AS_IT_IS:
            yield "literal", bit.text
        else:
            yield "plain", _ESCAPED.sub(r"\\\1", bit.text)


def _language_of(document: nodes.document) -> str:
    """Return whose quotes a page gets, or nothing where it keeps those of the keyboard."""
    settings = document.settings
    wanted = getattr(settings, "smart_quotes", True)
    if not wanted or not SphinxSmartQuotes(document, None).is_available():
        return ""
    kind = "-x-altquot" if str(wanted).startswith("alt") else ""
    tags = normalize_language_tag(f"{settings.language_code}{kind}")
    return next((tag for tag in tags if tag in smartquotes.smartchars.quotes), "")
