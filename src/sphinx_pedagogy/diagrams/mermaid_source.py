"""A diagram as its author wrote it, told so that it has one drawing wherever it stands."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
"""How drawings are stored; a higher number makes them all anew."""

_LENGTH = 16
_CLICK = re.compile(r'(?m)^(\s*click\s+\S+\s+(?:href\s+)?)"([^"\n]*)"')
_REFUSED = re.compile(r"(?i)\s*(?:javascript|vbscript|data):")
_PLACE = "#ped-link-"
_PLACES = re.compile(rf"{_PLACE}(\d+)(?!\d)")


class MermaidSource(NamedTuple):
    """A diagram whose links are told apart by numbers: their addresses depend on the page."""

    code: str
    links: tuple[str, ...]

    def key(self, settings: Mapping[str, Any]) -> str:
        """Return what the drawing of this source is stored under."""
        whole = json.dumps([FORMAT, self.code, settings], sort_keys=True)
        return sha256(whole.encode()).hexdigest()[:_LENGTH]

    def linked(self, drawing: str) -> str:
        """Return a drawing of this source with the addresses of its links."""

        def address(place: re.Match[str]) -> str:
            at = int(place[1])
            return escape(self.links[at]) if at < len(self.links) else place[0]

        return _PLACES.sub(address, drawing)


def source_of(code: str) -> MermaidSource:
    """Return the source of a diagram."""
    links: list[str] = []

    def numbered(click: re.Match[str]) -> str:
        if _REFUSED.match(click[2]):
            return click[0]  # Mermaid makes nothing of it
        links.append(click[2])
        return f'{click[1]}"{_PLACE}{len(links) - 1}"'

    return MermaidSource(_CLICK.sub(numbered, code.strip()), tuple(links))
