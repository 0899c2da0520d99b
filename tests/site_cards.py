"""The cards of a built site, as its script reads them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built

FOLDER = "_static/sphinx-pedagogy"
_DATA = re.compile(r"document\.currentScript\.data = (\{.*\});\n")


def card_file(built: Built) -> Path:
    """Return the one file that holds the cards, which another names."""
    (file,) = (built.outdir / FOLDER).glob("cards-*.js")
    assert data_of(built.outdir / FOLDER / "cards.js") == {"file": file.name}
    return file


def data_of(file: Path) -> dict[str, Any]:
    """Return what a script of data holds."""
    found = _DATA.match(file.read_text(encoding="utf-8"))
    assert found, file
    made: dict[str, Any] = json.loads(found[1])
    return made


def cards_of(built: Built) -> dict[str, list[Any]]:
    """Return title, definition and teachings of each concept."""
    cards: dict[str, list[Any]] = data_of(card_file(built))["concepts"]
    return cards
