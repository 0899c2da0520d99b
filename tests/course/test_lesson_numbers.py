"""Numbers in prose: which can be those of lessons, and which are something else."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.lesson_numbers import numbers_in


def found(text: str) -> list[str]:
    """Return the numbers that are found, with their kinds."""
    return [f"{one.kind} {text[one.start : one.end]}" for one in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 6.3.1 you built it.", ["lesson 6.3.1"]),
        ("6.3.1 had it.", ["lesson 6.3.1"]),
        ("as before (6.3.1).", ["lesson 6.3.1"]),
        ("the loop of 6.3.1’s end", ["lesson 6.3.1"]),
        ("In 6.3.1 and 6.3.2, and 7.1.", ["lesson 6.3.1", "lesson 6.3.2"]),
        ("(6.3.1, 6.3.2 and 6.4.1)", ["lesson 6.3.1", "lesson 6.3.2", "lesson 6.4.1"]),
        ("Lesson 6.3.1 and module 6.3.", ["lesson Lesson 6.3.1", "module module 6.3"]),
        (
            "Modules 6.1 and 6.2; series\u00a07.",
            ["module Modules 6.1", "module 6.2", "series series\u00a07"],
        ),
        ("lesson 3", ["lesson lesson 3"]),
        (
            "In Lektion 2.1.1, aus 2.1.2 oder 2.1.3",
            ["lesson Lektion 2.1.1", "lesson 2.1.2", "lesson 2.1.3"],
        ),
        ("In 6.3.1-6.3.4 you", ["lesson 6.3.1", "lesson 6.3.4"]),
        ("(6.3.1–6.3.4)", ["lesson 6.3.1", "lesson 6.3.4"]),
        ("from 6.3.1 to 6.3.4", ["lesson 6.3.1", "lesson 6.3.4"]),
        ("lessons 2 to 4", ["lesson lessons 2", "lesson 4"]),
        (
            "Lessons 2--4, modules 6.1-6.3",
            ["lesson Lessons 2", "lesson 4", "module modules 6.1", "module 6.3"],
        ),
        ("Lektionen 2 bis 4", ["lesson Lektionen 2", "lesson 4"]),
        ("Dans la leçon 2.1.1", ["lesson leçon 2.1.1"]),
        ("Install it as lesson 2.1.1 says", ["lesson lesson 2.1.1"]),
    ],
)
def test_numbers_of_lessons_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "PyTorch 2.1.0, in Python 3.11.2",
        "pandas 1.2.3 is out",
        "it works since version 6.3.1, and in 6.3.2",
        "Install it from 6.3.1 on",
        "section 6.3.1, figure 6.3.1, table 6.3.1 and § 6.3.1",
        "about 6.3 and 6.1 in 7.4",
        "in 6.3.1.2.1",
        "for $6.3.1 or €6.31",
        "in 6.3.1% of",
        "on 6.3.2024 and 2024.6.3",
        "at 10.0.0.1:80, at 6.3.1/24",
        "between 6.3.4-6.3.1, in 6.3.1-6.4, of 6.3.1-6.3.2-6.3.3",
        "v6.3.1, =6.3.1, 6.3.1a, -6.3.1, in 6.3.1rc",
        "a module of 6.3 kg",
        "Level 6.3.1",
        "3 lessons, 4 modules, module A",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert found(text) == []
