"""Elements of one XML language, written as text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def xml_text(root: Element, namespace: str) -> str:
    """Return an element as text whose names stand without a prefix. The element is changed.

    ``ElementTree.register_namespace`` would do the same for one language in the whole process: who
    registers last takes the empty prefix from all others.
    """
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(f"{{{namespace}}}")
    root.attrib = {"xmlns": namespace, **root.attrib}
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)
