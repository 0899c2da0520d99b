r"""Delimiters of ``\left`` and ``\right``: those around what is low need not stretch.

Chromium gives one that stretches the room of its widest form, also where it does not grow. So
``\left(x\right)`` would stand apart from its content, where ``(x)`` does not.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([a-z]+)([^<>]*?)(/?)>")
_REST = r'((?: [lr]space="[^"]*")*>[^<]{0,5}</mo>)'
_PAIRED = re.compile(rf"(<mo){_REST}(.*)(<mo){_REST}", re.DOTALL)
_LOW = {"mi", "mn", "mo", "mtext", "mspace", "mrow", "msub", "msup", "msubsup"}
_SCRIPTS = {"msub", "msup", "msubsup"}
_ACCENT = re.compile('<mover accent="true">')
_LARGE = re.compile("[∏-∑∫-∳⋀-⋃⨀-⨜]")


def kept_close(content: str) -> str:
    """Return MathML in which delimiters around what is low do not stretch."""
    written: list[str] = []
    opened: list[int] = []  # where each <mrow> that is open begins in `written`
    at = 0
    for tag in _TAG.finditer(content):
        if tag[2] != "mrow" or tag[4]:
            continue
        if not tag[1]:
            written += [content[at : tag.end()], ""]
            opened.append(len(written) - 1)
        elif opened:
            start = opened.pop()
            inside = "".join((*written[start:], content[at : tag.start()]))
            written[start:] = [_steady(inside), tag[0]]
        else:
            return content  # no MathML
        at = tag.end()
    return "".join((*written, content[at:]))


def _steady(row: str) -> str:
    """Return what a row holds; if it is a pair around what is low, the pair does not stretch."""
    pair = _PAIRED.fullmatch(row)
    if not pair or not is_low(pair[3]):
        return row
    opening, opened, inside, closing, closed = pair.groups()
    still = ' stretchy="false"'
    return f"{opening}{still}{opened}{inside}{closing}{still}{closed}"


def is_low(content: str) -> bool:
    """Whether a piece of MathML is no higher than letters with accents and simple scripts."""
    scripts = 0
    for tag in _TAG.finditer(content):
        if tag[2] not in _LOW and (tag[1], tag[2]) != ("/", "mover") and not _ACCENT.match(tag[0]):
            return False
        if tag[2] in _SCRIPTS:
            scripts += -1 if tag[1] else 1
            if scripts > 1:
                return False
    return not _LARGE.search(content)
