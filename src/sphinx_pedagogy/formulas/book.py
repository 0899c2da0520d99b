"""MathML for books: EPUB takes an older language than browsers do."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sphinx_pedagogy.core.xml_text import xml_text
from sphinx_pedagogy.formulas.formula_error import FormulaError

MATHML = "http://www.w3.org/1998/Math/MathML"
_STYLES = ("displaystyle", "scriptlevel")
_STYLED = {f"{{{MATHML}}}{name}" for name in ("math", "mstyle")}
_TEXT = f"{{{MATHML}}}mtext"


def told_for_books(formula: str) -> str:
    """Return a formula without what MathML 3 does not know.

    There, size is said by an element around what it is about, and words have no markup. The words
    stay in the font of the formula.

    :raises FormulaError: if it has a character that no book can have
    """
    try:
        root = ET.fromstring(formula)  # noqa: S314 (made by ourselves)
    except ET.ParseError:
        raise FormulaError("it has a character that XML cannot have") from None
    for parent in list(root.iter()):
        if parent.tag == _TEXT:
            parent.text = "".join(parent.itertext())
            parent[:] = []
        for at, child in enumerate(parent):
            stated = {name: child.attrib.pop(name) for name in _STYLES if name in child.attrib}
            if not stated or child.tag in _STYLED:
                child.attrib.update(stated)
                continue
            around = ET.Element(f"{{{MATHML}}}mstyle", stated)
            around.append(child)
            around.tail, child.tail = child.tail, None
            parent[at] = around
    return xml_text(root, MATHML)
