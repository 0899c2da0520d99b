"""Mermaid's SVG, without all that a page does not need."""

from __future__ import annotations

import math
import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from sphinx_pedagogy.core.xml_text import xml_text
from sphinx_pedagogy.diagrams.diagram_error import DiagramError
from sphinx_pedagogy.diagrams.outlines import number, rounded, simplified
from sphinx_pedagogy.diagrams.stated_styles import SVG, state_styles

_XLINK = "{http://www.w3.org/1999/xlink}href"
_KEPT = {
    *("cx", "cy", "d", "dx", "dy", "height", "href", "id", "offset", "points", "r", "refX", "refY"),
    *("gradientTransform", "gradientUnits", "markerHeight", "markerUnits", "markerWidth"),
    *("orient", "preserveAspectRatio", "rx", "ry", "transform", "viewBox", "width", "x", "y"),
    *("x1", "x2", "y1", "y2", "textLength", "lengthAdjust", "font-family"),
}
_STYLED = {
    *("fill", "fill-opacity", "fill-rule", "font-size", "font-style", "font-weight"),
    *("marker-end", "marker-mid", "marker-start", "opacity", "stop-color", "stop-opacity"),
    *("stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity"),
    *("stroke-width", "text-anchor", "text-decoration", "visibility", "display"),
    *("alignment-baseline", "dominant-baseline"),
}
_KNOWN = {
    *("a", "circle", "clipPath", "defs", "ellipse", "g", "line", "linearGradient", "marker"),
    *("path", "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "symbol", "text"),
    *("tspan", "use"),
}
_UNSEEN = {"style", "filter", "title", "desc", "metadata"}
_SIZED = {"rect": ("width", "height"), "path": ("d",), "circle": ("r",), "image": ("href",)}
_NAMED = {"marker", "linearGradient", "radialGradient", "clipPath", "symbol"}
_GROUPS = {"g", "defs", "text", "tspan", "a", "marker", "linearGradient", "radialGradient"}
_USED = re.compile(r"url\(#([^)]+)\)")


class _Size(NamedTuple):
    left: float
    top: float
    width: float
    height: float


def plain_svg(svg: str) -> str:
    """Return a drawing that can stand in any page or book, in light colours.

    :raises DiagramError: if a part of it could not be shown there
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314 (made by ourselves)
    except ET.ParseError as error:
        raise DiagramError(f"its drawing is no XML: {error}") from None
    state_styles(root)
    _take_out(root)
    _refuse_foreign(root)
    _join_words(root)
    size = _size_of(root)
    for element in root.iter():
        _tell_shortly(element)
    _name_again(root)
    while _drop_empty(root):
        pass
    _lay_out(root, size)
    return xml_text(root, SVG.strip("{}")).replace(" />", "/>")


def label_within(svg: str) -> str:
    """Return what the source itself says of its drawing, as ``accDescr`` or ``accTitle``."""
    root = ET.fromstring(svg)  # noqa: S314 (made by ourselves)
    texts = (root.find(f"{SVG}{name}") for name in ("desc", "title"))
    return next(
        (element.text.strip() for element in texts if element is not None and element.text), ""
    )


def _name(element: ET.Element) -> str:
    return str(element.tag).removeprefix(SVG)


def _take_out(parent: ET.Element) -> None:
    """Take out what is never seen."""
    for child in list(parent):
        unsized = any(not child.get(name) for name in _SIZED.get(_name(child), ()))
        if unsized or _name(child) in _UNSEEN or child.get("display") == "none":
            _remove(parent, child)
        else:
            _take_out(child)


def _remove(parent: ET.Element, child: ET.Element) -> None:
    """Remove an element, and keep the text behind it."""
    at = list(parent).index(child)
    if child.tail and child.tail.strip():
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _refuse_foreign(root: ET.Element) -> None:
    for element in root.iter():
        if _name(element) not in _KNOWN:
            name = _name(element).rpartition("}")[2]
            raise DiagramError(f"its drawing has <{name}>, which not every page or book can show")


def _join_words(element: ET.Element) -> None:
    """Let the words of a line be one text; Mermaid tells each by itself."""
    for child in element:
        _join_words(child)
    for child in list(element):
        plain = _name(child) == "tspan" and not len(child)
        if plain and not (child.attrib.keys() & (_STYLED | {"x", "y", "dx", "dy"})):
            child.tail = (child.text or "") + (child.tail or "")
            _remove(element, child) if child.tail.strip() else element.remove(child)


def _size_of(root: ET.Element) -> _Size:
    try:
        left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        raise DiagramError("its drawing has no size") from None
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise DiagramError("its drawing has no size")
    return _Size(left=left, top=top, width=width, height=height)


def _tell_shortly(element: ET.Element) -> None:
    """Keep the attributes that are seen, with as few digits as the eye needs."""
    link = element.attrib.pop(_XLINK, None)
    if link is not None:
        element.set("href", link)
    for name, value in list(element.attrib.items()):
        if name not in _KEPT | _STYLED:
            del element.attrib[name]
        elif name == "d":
            element.set(name, simplified(value))
        elif name == "transform":
            shift = re.fullmatch(r"\s*translate\([^)]*\)\s*", value)
            element.set(name, rounded(value, 1 if shift else 3).replace(", ", ","))
        elif name in _KEPT - {"href", "id", "orient", "font-family"}:
            element.set(name, rounded(value))
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]


def _name_again(root: ET.Element) -> None:
    """Give names only to what is used by name, the same in each drawing."""
    used: dict[str, str] = {}
    for element in root.iter():
        for name in _names_used(element):
            used.setdefault(name, f"ped-part-{len(used)}")
    for parent in root.iter():
        for child in list(parent):
            if _name(child) in _NAMED and child.get("id") not in used:
                parent.remove(child)
    for element in root.iter():
        if (name := element.attrib.pop("id", "")) in used:
            element.set("id", used[name])
        names = _names_used(element)
        for attribute, value in list(element.attrib.items()):
            for name in names:
                value = value.replace(f"url(#{name})", f"url(#{used[name]})")
                value = f"#{used[name]}" if value == f"#{name}" else value
            element.set(attribute, value)


def _names_used(element: ET.Element) -> set[str]:
    """Return the names of what an element uses; its links lead elsewhere."""
    found = {name for value in element.attrib.values() for name in _USED.findall(value)}
    if _name(element) == "use":
        found.add(element.get("href", "").removeprefix("#"))
    return found


def _drop_empty(parent: ET.Element) -> bool:
    """Drop groups and texts with nothing in them, and whether there were any."""
    dropped = False
    for child in list(parent):
        dropped |= _drop_empty(child)
        if _name(child) in _GROUPS and not len(child) and not (child.text or "").strip():
            _remove(parent, child)
            dropped = True
        elif _name(child) == "g" and not child.attrib and not (child.text or "").strip():
            at = list(parent).index(child)
            parent[at : at + 1] = list(child)
            dropped = True
    return dropped


def _lay_out(root: ET.Element, size: _Size) -> None:
    """Say how large the drawing is, so that nothing moves when it is shown."""
    numbers = [size.left, size.top, size.width, size.height]
    for name in list(root.attrib):
        if name not in _STYLED:
            del root.attrib[name]
    root.set("viewBox", " ".join(number(length) for length in numbers))
    root.set("width", str(math.ceil(size.width)))
    root.set("height", str(math.ceil(size.height)))
    root.set("font-family", "sans-serif")
    root.attrib.setdefault("font-size", "16px")  # whatever the size of the text around
