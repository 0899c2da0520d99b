"""`sphinx-pedagogy answers merge`: files of many readers, and what is wrong with some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_pedagogy.course.answer_files import AnswerFileError, read_answers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run


def write(file: Path, answers: Any, course: str = "c", form: str = "pedagogy-answers-1") -> str:
    """Write a file that a reader hands in."""
    file.write_text(json.dumps({"format": form, "course": course, "answers": answers}), "utf-8")
    return str(file)


def many(folder: Path) -> list[str]:
    """Write the files of twelve readers: the better ones miss what is called `odd`."""
    files = []
    for at in range(12):
        good = at % 2 == 0
        answers = [
            {"check": "first", "right": good, "picked": [int(good)]},
            {"check": "second", "right": good or at > 8},
            {"check": "odd", "right": not good},
        ]
        files.append(write(folder / f"{at}.json", answers))
    return files


def test_text_has_the_weakest_first(tmp_path: Path, run: Run) -> None:
    said = run("answers", "merge", *many(tmp_path))
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "12 readers, 3 checks; the weakest first"
    assert lines[3].split()[0] == "odd"
    assert "better readers miss it" in lines[3]
    assert lines[4].split()[:3] == ["first", "12", "50%"] or "first" in lines[5]


def test_json_is_what_a_site_reads(tmp_path: Path, run: Run) -> None:
    output = tmp_path / "out" / "statistics.json"
    run("answers", "merge", *many(tmp_path), "--format", "json", "--output", output)
    found = json.loads(output.read_text("utf-8"))
    assert found["format"] == "pedagogy-check-statistics-1"
    assert found["readers"] == 12
    assert found["checks"][0]["check"] == "odd"
    assert {one["check"]: one["picked"] for one in found["checks"]}["first"] == [
        [[0], 6],
        [[1], 6],
    ]


def test_what_is_no_file_of_answers_is_told_and_the_others_count(tmp_path: Path, run: Run) -> None:
    files = many(tmp_path)
    other = write(tmp_path / "other.json", [], course="d")
    progress = write(tmp_path / "progress.json", [], form="pedagogy-progress-2")
    said = run("answers", "merge", *files, files[0], other, progress, tmp_path / "none.json")
    assert said.code == 1
    assert said.out.startswith("12 readers"), "one file given twice counts once"
    assert 'other.json: left out: it is of the course "d", not "c"' in said.err
    assert "it is a file of progress: ask for" in said.err
    assert "none.json: left out: No such file" in said.err
    assert run("answers", "merge", other + "x").code == 2


def test_what_may_be_a_mistake_is_told_and_counts(tmp_path: Path, run: Run) -> None:
    answers = [{"check": "a\N{RIGHT-TO-LEFT OVERRIDE}", "right": True}] * 2
    one, other = (write(tmp_path / f"{name}.json", answers) for name in "ab")
    said = run("answers", "merge", one)
    assert said.out.startswith("1 reader, 1 check; the weakest first")
    assert (
        said.err
        == f'{one}: more than one answer to "a\N{REPLACEMENT CHARACTER}"; the first counts\n'
    )
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in said.out
    said = run("answers", "merge", one, other)
    assert (said.code, said.out[:9]) == (0, "2 readers")
    assert f"{one}: the same answers are in {other}; each file counts as a reader\n" in said.err


@pytest.mark.parametrize(
    "answers",
    [
        3,
        [3],
        [{"check": "a"}],
        [{"check": "", "right": True}],
        [{"check": "a", "right": 1}],
        [{"check": "a", "right": True, "picked": [-1]}],
        [{"check": "a", "right": True, "picked": [True]}],
        [{"check": "a", "right": True, "picked": "0"}],
    ],
)
def test_odd_answers_are_refused(tmp_path: Path, answers: Any) -> None:
    file = tmp_path / "answers.json"
    write(file, answers)
    with pytest.raises(AnswerFileError, match="answer"):
        read_answers(file)


def test_of_two_answers_to_a_check_the_first_counts(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    write(file, [{"check": "a", "right": True}, {"check": "a", "right": False}])
    assert [one.right for one in read_answers(file).answers] == [True]
    file.write_text("[" * 100_000, "utf-8")
    with pytest.raises(AnswerFileError, match="JSON"):
        read_answers(file)
