"""The drawings of the course's diagrams are stored, so that a build needs nothing that draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_pedagogy.diagrams.drawing_store import DrawingStore
from sphinx_pedagogy.diagrams.mermaid_engine import settings_of
from sphinx_pedagogy.diagrams.mermaid_source import source_of

LESSONS = Path(__file__).parents[2] / "lessons"
STORE = DrawingStore(LESSONS / "executed" / "diagrams")
_DIAGRAM = re.compile(r"(?ms)^```\{mermaid\}\n(?:---\n.*?\n---\n)?(.*?)\n```$")
DIAGRAMS = [
    (path.stem, code)
    for path in sorted(LESSONS.rglob("*.md"))
    for code in _DIAGRAM.findall(path.read_text("utf-8"))
]


class Course:
    """The course says nothing of Mermaid: it keeps our colours."""

    mermaid_light_theme = "default"
    mermaid_init_config = {"startOnLoad": False}  # noqa: RUF012 (as in a module of settings)


@pytest.mark.parametrize(("name", "code"), DIAGRAMS, ids=lambda one: one.partition("\n")[0])
def test_a_diagram_of_a_lesson_is_stored(name: str, code: str) -> None:
    drawing = STORE.get(source_of(code).key(settings_of(Course())))  # type: ignore[arg-type]
    assert drawing is not None, f"{name}: build the course where mermaidx is installed, and commit"
    assert "<text" in drawing.svg


def test_a_stored_drawing_is_small_and_plain() -> None:
    stored = sorted(STORE.folder.glob("*.svg"))
    assert len(stored) >= len(DIAGRAMS) > 10
    for path in stored:
        text = path.read_text("utf-8")
        assert len(text) < 15_000
        assert not re.search(r"<style|<script|foreignObject|my-svg|\bclass=|\bstyle=", text)
