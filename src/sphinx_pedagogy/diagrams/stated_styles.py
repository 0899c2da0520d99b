"""What a drawing's own stylesheet says, told by the attributes of its elements.

A page may forbid styles within it, a book may not know them, and two drawings on one page would
restyle each other. Attributes work everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from cssselect2 import ElementWrapper, Matcher

SVG = "{http://www.w3.org/2000/svg}"

_INHERITED = {
    "fill": "#000000",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "font-size": "16px",
    "font-style": "normal",
    "font-weight": "normal",
    "marker-end": "none",
    "marker-mid": "none",
    "marker-start": "none",
    "stroke": "none",
    "stroke-dasharray": "none",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "text-anchor": "start",
    "visibility": "visible",
}
"""What an element has of those around it, and what it has if none of them says anything."""
_OWN = {
    "alignment-baseline": "",
    "display": "inline",
    "dominant-baseline": "",
    "flood-color": "",
    "opacity": "1",
    "stop-color": "",
    "stop-opacity": "1",
    "text-decoration": "none",
}
_COLOURS = {"fill", "stroke", "stop-color", "flood-color"}
_WHOLE = re.compile(r"(?:[01](?:px)?[\s,]+)?0(?:px)?")  # dashes without a gap
_PAINTING_NOTHING = {"transparent", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)"}


def state_styles(root: ET.Element) -> None:
    """Give each element what the stylesheet within says of it, and take the stylesheet out."""
    import cssselect2

    matcher = cssselect2.Matcher()
    for sheet in list(root.iter(f"{SVG}style")):
        for selector, declared in _rules("".join(sheet.itertext())):
            matcher.add_selector(selector, declared)
    wrapped = cssselect2.ElementWrapper.from_xml_root(root)
    found = [(node.etree_element, _stated(matcher, node)) for node in wrapped.iter_subtree()]
    stated = {id(element): values for element, values in found}
    _apply(root, stated, dict(_INHERITED))


def _rules(sheet: str) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    """Yield the selectors of a stylesheet with what they state."""
    import cssselect2
    import tinycss2

    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue  # of the states of an element, such as the mouse above it
        stated = _declared(rule.content)
        yield from ((selector, stated) for selector in selectors if selector.pseudo_element is None)


def _declared(content: object) -> list[tuple[str, str, bool]]:
    """Return the properties that are of use, with their values, and whether they are important."""
    import tinycss2

    parsed = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    return [
        (
            declaration.lower_name,
            _value(declaration.lower_name, tinycss2.serialize(declaration.value)),
            declaration.important,
        )
        for declaration in parsed
        if declaration.type == "declaration"
        and declaration.lower_name in _INHERITED.keys() | _OWN.keys()
    ]


def _value(name: str, value: str) -> str:
    """Return a value as short as it can be told, colours by six or eight digits."""
    value = value.strip()
    if name == "font-weight":
        return {"400": "normal", "700": "bold"}.get(value, value)
    if name.startswith("stroke-width"):
        return value.removesuffix("px")
    if name == "stroke-dasharray":
        return "none" if _WHOLE.fullmatch(value) else value
    return _colour(value) if name in _COLOURS else value


def _colour(value: str) -> str:
    from tinycss2.color3 import parse_color

    if value.lower() in _PAINTING_NOTHING:
        return "none"
    colour = parse_color(value)
    if colour is None or isinstance(colour, str):
        return value
    parts = [colour.red, colour.green, colour.blue]
    parts += [] if colour.alpha >= 1 else [colour.alpha]
    return "#" + "".join(f"{round(min(1, max(0, part)) * 255):02x}" for part in parts)


def _stated(matcher: Matcher, node: ElementWrapper) -> dict[str, str]:
    """Return what is stated of an element: by attributes, then by rules, then by its style."""
    element = node.etree_element
    known = _INHERITED.keys() | _OWN.keys()
    ordered: list[tuple[bool, str, str]] = [
        (False, name, _value(name, element.attrib[name]))
        for name in known
        if name in element.attrib
    ]
    matches = sorted(matcher.match(node), key=lambda match: match[:2])
    for *_rank, stated in matches:
        ordered += [(important, name, value) for name, value, important in stated]
    styled = _declared(element.get("style", ""))
    ordered += [(important, name, value) for name, value, important in styled]
    # what is important comes last, and all else as it was
    ordered.sort(key=lambda entry: entry[0])
    return {name: value for _important, name, value in ordered}


def _apply(element: ET.Element, stated: dict[int, dict[str, str]], around: dict[str, str]) -> None:
    """Write on an element what it has not of those around it, and go on with those within."""
    values = stated.get(id(element), {})
    inherited = dict(around)
    for name in (*_INHERITED, *_OWN):
        element.attrib.pop(name, None)
        value = values.get(name, "")
        if not value or value in {"inherit", "unset", "initial"}:
            continue
        if name in _INHERITED:
            if value != around[name]:
                element.set(name, value)
            inherited[name] = value
        elif value != _OWN[name]:
            element.set(name, value)
    for child in element:
        _apply(child, stated, inherited)
