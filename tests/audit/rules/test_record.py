"""``record``: numbers of lessons that are wrong, and that may be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


@pytest.mark.parametrize(
    "text",
    [
        "This is lesson 2 of 3 in this module.",
        "Lesson 2 of 3.",
        "Lektion 2 von 3, leçon 2 sur 3.",
        "You have met it in lesson 1.1.1, and in lesson 7.1.9 of another course.",
        "There are 3+ lessons, 2 lessons ago, ten lessons later, in three lessons of an hour.",
        "Lesson 3 of module 1.1, lesson 12 of series 9.",
        "This module has three lessons.",
        "`lesson 9 of 9` as code is a number, too, but\n\n```\nlesson 9 of 9\n```\n\nthis is not.",
    ],
)
def test_numbers_that_may_be_true(findings: Findings, text: str) -> None:
    pages = {
        "a.md": lesson("A", "1.1.1"),
        "b.md": lesson("B", "1.1.2", text),
        "c.md": lesson("C", "1.1.3"),
    }
    found = findings(pages, "record")
    assert len(found) == ("as code" in text)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Lesson 1 of 3.", "it is lesson 2 of 3 in module 1.1, lesson 2 of 3 in series 1"),
        ("Lesson 2 of 3 in this course", "it is lesson 2 of 4 in this course"),
        ("See lesson 1.1.9.", "1.1 has no such lesson"),
        ("After 50+ lessons", "there are 4 in this course"),
        ("Lesson 7 of module 1.1", "1.1 has 3"),
        ("One of the five lessons in this series", "there are 3 in series 1"),
    ],
)
def test_numbers_that_are_wrong(findings: Findings, text: str, truth: str) -> None:
    pages = {
        "a.md": lesson("A", "1.1.1"),
        "b.md": lesson("B", "1.1.2", text),
        "c.md": lesson("C", "1.1.3"),
        "d.md": lesson("D", "2.1.1"),
    }
    [found] = findings(pages, "record")
    assert found.startswith("b:6 ")
    assert truth in found


def test_pages_that_are_no_lessons_may_speak_of_other_courses(findings: Findings) -> None:
    page = "# About\n\nFor courses with 800+ lessons. Lesson 3 of 9 is like lesson 1.1.7.\n"
    assert findings({"about.md": page, "a.md": lesson("A", "1.1.1")}, "record") == []
