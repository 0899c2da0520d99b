"""The page of the API shows what plugins may use, with words and defaults."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.api_surface import members

from sphinx_pedagogy import api, testing
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator


DOCS = Path(__file__).parents[2] / "docs"
CONF = {
    "extensions": ["sphinx.ext.autodoc", "manual_api"],
    "add_module_names": False,
    "autodoc_member_order": "bysource",
    "python_maximum_signature_line_length": 80,
}
INSIDE = {
    "CourseContext": {"catalogue", "pages"},
    "CourseReader": {"catalogue"},
    "Course": {"facts", "history"},
    "PageContext": {"facts", "read_source"},
    "ViewContext": {"catalogue"},
    "Diagnostic": {"rule", "finding"},  # former names
    "Subtype": {"description"},
}
"""What is not shown: it leads to what may change."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page as text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(DOCS / "_ext")
        source = (DOCS / "reference" / "api.md").read_text("utf-8")
        built = Project(tmp_path_factory.mktemp("api"), source, **CONF).build("text")
        yield built.read("index.txt")


def paragraph(page: str, name: str) -> str:
    """Return what the page says of a class."""
    found = re.search(rf"(?ms)^class {name}\b.*?(?=^[^\s)])", page + "\nEND")
    assert found, name
    return found[0]


def classes() -> list[type]:
    """Return the public classes that have members to show."""
    named = [getattr(module, name) for module in (api, testing) for name in module.__all__]
    return [
        one for one in named if inspect.isclass(one) and not issubclass(one, Exception | api.block)
    ]


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.__name__)
def test_each_member_is_shown(kind: type, page: str) -> None:
    _signature, _blank, shown = paragraph(page, kind.__name__).partition("\n\n")
    names = {
        re.sub(r"^(?:(?:class|static)method )?(?:def |self\.)?(\w+).*", r"\1", one)
        for one in members(kind)
    }
    wanted = names - INSIDE.get(kind.__name__, set()) - {"__init__"}
    assert {one for one in wanted if not re.search(rf"(?m)^   (property )?{one}\b", shown)} == set()


def test_fields_have_words_of_ours(page: str) -> None:
    assert "Alias for field" not in page
    assert "Its key: the name of its file" in paragraph(page, "Lesson")


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("BlockSpec", "tone: Tone = Tone.NEUTRAL,"),
        ("Option", "convert: Callable[[str], str] = str.strip,"),
        ("ViewSpec", "static: bool = False,"),
        ("Exporter", "begins: str = '',"),
        ("Job", "files: dict[str, str] = ...,"),
        ("Threshold", "class Threshold(default: float, help: str)"),
    ],
)
def test_what_plugins_make_is_shown_with_defaults(name: str, signature: str, page: str) -> None:
    assert signature in paragraph(page, name)


def test_looks_are_listed(page: str) -> None:
    assert '"ok", "note", "gap" or "missing"' in paragraph(page, "Mark")
    assert '"ped-uses"' in paragraph(page, "Paragraph")
