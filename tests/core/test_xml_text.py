"""Elements of one XML language, written as text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sphinx_pedagogy.core.xml_text import xml_text

SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"


def test_two_languages_of_one_process_have_no_prefix() -> None:
    """A prefix that the process holds for one language was taken from the other."""
    for namespace in (SVG, MATHML, SVG):
        root = ET.fromstring(f'<a xmlns="{namespace}" b="1"><c /></a>')  # noqa: S314 (written here)
        assert xml_text(root, namespace) == f'<a xmlns="{namespace}" b="1"><c /></a>'
