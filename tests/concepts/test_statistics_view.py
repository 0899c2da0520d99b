"""``check-statistics``: which checks are weak, on the site of the authors alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.course.answer_files import GivenAnswer, HandedIn
from sphinx_pedagogy.course.check_statistics import statistics_of, to_json

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = """# Alpha

:::{lesson} 1.1.1
:::

::::{check} What is odd?
:label: odd
- [ ] one
- [x] two
::::

::::{check} What is clear?
:label: clear
- [x] one
- [ ] two
::::
"""
PAGES = {
    "index.md": "# Course\n\n:::{check-statistics}\n:::\n\n```{toctree}\na\n```\n",
    "a.md": LESSON,
}


def statistics() -> str:
    """Return the statistics of readers of whom the better ones miss one check."""
    readers = []
    for at in range(20):
        good = at % 2 == 0
        answers = (GivenAnswer("clear", good, (1 - good,)), GivenAnswer("odd", not good, (good,)))
        readers.append(HandedIn("c", (*answers, GivenAnswer("gone", good or at > 15))))
    return to_json("c", len(readers), statistics_of(readers))


def test_the_authors_see_the_weakest_first(make_project: MakeProject) -> None:
    project = make_project(
        PAGES, pedagogy_audience="author", pedagogy_answers="data/statistics.json"
    )
    project.write({"data/statistics.json": statistics()})
    built = project.build("html")
    assert built.warnings == []
    text = built.text()
    assert "gone" not in text, "it is no check of this course"
    assert text.index("What is odd?") < text.index("What is clear?")
    assert "A 10, B 10" in text
    html = built.html()
    assert 'href="a.html#odd"' in html or 'href="a.html#check-odd"' in html
    assert "ped-is-missing" in html
    lesson = built.text("a")
    odd, clear = lesson.split("What is clear?")
    assert "Answers: 20 · Right: 50% · Discrimination: -" in odd
    assert "Picked: A 10, B 10" in odd
    assert "Answers: 20 · Right: 50%" in clear
    # a new file is shown by the next build, which reads no page
    project.write({"data/statistics.json": statistics().replace('"answers": 20', '"answers": 77')})
    again = project.build("html")
    assert "77" in again.text()
    assert "Answers: 77" in again.text("a")


def test_readers_do_not(make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_answers="statistics.json")
    project.write({"statistics.json": statistics()})
    built = project.build("html")
    assert "Nothing yet." in built.text()
    assert "What is odd?" not in built.text()
    assert "Discrimination" not in built.text("a")


def test_a_file_that_cannot_be_read_is_told_once(make_project: MakeProject) -> None:
    project = make_project(PAGES, pedagogy_audience="author", pedagogy_answers="none.json")
    built = project.build("html")
    assert [one.subtype for one in built.warnings] == ["pedagogy.config"]
    assert 'pedagogy_answers: "none.json" cannot be read' in built.warnings[0].text
    project.write({"none.json": '{"format": "pedagogy-answers-1"}'})
    (warned,) = project.build("html").warnings
    assert "`answers merge --format json` writes it" in warned.text
