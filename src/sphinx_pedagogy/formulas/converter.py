"""TeX to MathML: one converter for each page, since a page may define commands."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.formulas.book import told_for_books
from sphinx_pedagogy.formulas.delimiters import kept_close
from sphinx_pedagogy.formulas.formula_error import FormulaError
from sphinx_pedagogy.formulas.tex import (
    DEEPEST,
    MACROS,
    MOST_OPEN,
    is_left_open,
    is_too_deep,
    mended,
    unpaired,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from math_core import LatexToMathML
    from sphinx.config import Config

_WHERE = re.compile(r"(\d+): ")
_ROOM = 30
"""Characters of a formula that a message shows."""

_BIG = re.compile(r'<mo (minsize="[^"]*" maxsize="[^"]*")>')
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)[A-Za-z]+;")
_OPENING = re.compile(r"<math\b[^>]*>")
_END = "</math>"
_CURLY = "”"
_ARROW = '<mo stretchy="false">\u20d7</mo>'
_ARROW_ABOVE = '<mo stretchy="false" mathsize="60%">→</mo>'
_SETTINGS = ("mathjax3_config", "mathjax4_config")


def stated_macros(config: Config) -> dict[str, str]:
    """Return the commands that a project defines for MathJax, by name."""
    found: dict[str, str] = {}
    for setting in _SETTINGS:
        value: Any = getattr(config, setting, None)
        for key in ("tex", "macros"):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, dict):
            for name, body in value.items():
                # with arguments, it is a list that begins with the text
                text = body[0] if isinstance(body, list | tuple) and body else body
                found[str(name)] = mended(str(text))
    return found


def new_converter(macros: Mapping[str, str], *, xml: bool) -> LatexToMathML:
    """Return what converts formulas.

    :param xml: whether pages are XML, and each formula names its language
    :raises math_core.LatexError: if a macro cannot be read
    """
    from math_core import LatexToMathML  # only pages with formulas need it

    return LatexToMathML(
        macros=dict(macros),
        xml_namespace=xml,
        allow_unreliable_rendering=True,
        global_group=True,
        fancy_error=False,
    )


def usable_macros(stated: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the commands that can be read, and the names of the others.

    A command may be made of others, so each is tried until none can be added any more.
    """
    known, left = dict(MACROS), dict(stated)
    while left:
        readable = [name for name in left if is_readable(known | {name: left[name]})]
        if not readable:
            break
        known |= {name: left.pop(name) for name in readable}
    return known, sorted(left)


def is_readable(macros: Mapping[str, str]) -> bool:
    """Whether the converter takes some commands."""
    from math_core import LatexError

    try:
        new_converter(macros, xml=False)
    except LatexError:
        return False
    return True


class Converter:
    """Makes the formulas of one page, in their order."""

    def __init__(self, macros: Mapping[str, str], *, xml: bool = False) -> None:
        """Take the commands of the project.

        :param xml: whether the page is XML, as those of an EPUB are
        """
        self._converter = new_converter(macros, xml=xml)
        self._xml = xml

    def convert(self, tex: str, *, display: bool) -> str:
        """Return a formula as MathML, which holds its source for those who copy it.

        :raises FormulaError: if it cannot be made
        """
        from math_core import LatexError

        written = mended(tex)
        if is_too_deep(written):
            raise FormulaError(f"it is nested more than {DEEPEST} deep")
        if is_left_open(written):
            raise FormulaError(f"more than {MOST_OPEN} delimiters in it are not closed")
        try:
            made = self._converter.convert_with_global_state(written, displaystyle=display)
        except LatexError as error:
            # the converter names what it was given, and not what the author wrote
            raise FormulaError(unpaired(tex) or reason_of(str(error), written)) from None
        opening = _OPENING.match(made)
        if opening is None or not made.endswith(_END):
            raise FormulaError("it gives no MathML")
        content = kept_close(told_plainly(made[opening.end() : -len(_END)]))
        if _CURLY not in tex:  # the converter has made it of a straight one
            content = content.replace(_CURLY, '"')
        source = escape(tex.strip(), quote=False)
        formula = (
            f"{opening[0]}<semantics><mrow>{content}</mrow>"
            f'<annotation encoding="application/x-tex">{source}</annotation></semantics>{_END}'
        )
        return told_for_books(formula) if self._xml else formula


def told_plainly(content: str) -> str:
    r"""Return MathML as browsers and readers of XML take it alike.

    What ``\\big`` enlarges stands as close as in small, and characters have no names, which only
    HTML knows. The arrow of ``\\vec`` is no character that combines: browsers show that one left of
    its letter.
    """
    content = content.replace(_ARROW, _ARROW_ABOVE)
    content = _BIG.sub(r'<mo \1 lspace="0" rspace="0">', content)
    return _ENTITY.sub(lambda name: unescape(name[0]), content)


def reason_of(error: str, tex: str) -> str:
    """Return what is wrong, and before what it stands."""
    error = error.partition("\n")[0].rstrip(".")
    found = _WHERE.match(error)
    if not found:
        return error
    at, reason = int(found[1]), error[found.end() :]
    rest = " ".join(tex.encode()[at:].decode(errors="ignore").split())
    if not rest or rest[:_ROOM] in reason:
        return reason
    return f"{reason}, at {rest[:_ROOM]}{'…' if len(rest) > _ROOM else ''}"
