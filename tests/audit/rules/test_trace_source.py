"""``trace-source``: odd sources never raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

FIRST = "# First\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} Noise\n:::\n"
SECOND = "# Second\n\n:::{lesson} 1.1.2\n:::\n\n:::{concept} Signal\n:::\n\n"


def audit(make_project: MakeProject, page: str) -> list[str]:
    """Return what the rule says of a course whose second page is given."""
    files = {
        "index.md": "# Index\n\n```{toctree}\nfirst\nsecond\n```\n",
        "first.md": FIRST,
        "second.md": page,
    }
    conf = {
        "pedagogy_audit": {"*": "off", "trace-source": "error"},
        "pedagogy_link_mentions": "off",
    }
    built = make_project(files, **conf).build("dummy")
    return [one.text for one in domain_of(built.env).diagnostics]


def step(options: str, title: str = "Go") -> str:
    """Return a trace of one step."""
    return f"::::{{pipeline-trace}}\n:::{{trace-step}} {title}\n{options}\n:::\n::::\n"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (":from: 1.1.1", 0),
        (":from: first", 0),
        (":from: 1.1.2", 0),
        (":shape: (3,)", 1),
        (":from: 9.9.9", 0),
        (":from: 1.1.1\n:uses: signal", 1),
        (":from: 1.1.1, 1.1.2\n:uses: signal", 0),
        (":from: 1.1.1, 9.9.9\n:uses: signal", 0),
        (":from: 1.1.1\n:uses: noise, signal", 0),
        (":from: 1.1.1\n:uses: nobody knows", 0),
        (":from: ,", 1),
    ],
)
def test_sources(options: str, count: int, make_project: MakeProject) -> None:
    assert len(audit(make_project, SECOND + step(options))) == count


def test_a_page_that_is_no_lesson_has_no_place_in_the_course(make_project: MakeProject) -> None:
    assert audit(make_project, "# Page\n\n" + step(":from: 1.1.1", "{concept}`noise`")) == []


def test_concepts_that_no_lesson_teaches(make_project: MakeProject) -> None:
    page = "# Page\n\n:::{concept} Loose\n:::\n\n" + step(":from: 1.1.1\n:uses: loose")
    [text] = audit(make_project, page)
    assert text.endswith("no lesson does")


LISTED = ":::{pipeline-trace}\n1. Add red noise -> (3,) from 1.1.1\n2. Stop -> 3 from first\n:::\n"


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (LISTED, [10]),
        (step(":from: 1.1.1", "Add the red noise"), [10]),
        (step(":from: 1.1.1\n\nThe red noises are added."), [10]),
        (step(":from: 1.1.2", "Add the red noise"), []),
        (step(":from: 1.1.1", "Add white noise, no red noise"), []),
        (step(":from: 1.1.1\n:uses: noise", "Add the red noise"), []),
        (step(":from: 1.1.1", "Add `red noise`"), []),
    ],
)
def test_a_step_in_plain_words_is_checked_like_one_with_a_role(
    page: str, lines: list[int], make_project: MakeProject
) -> None:
    files = {
        "index.md": "# Index\n\n```{toctree}\nfirst\nsecond\n```\n",
        "first.md": FIRST + "\n:::{concept} White noise\n:::\n",
        "second.md": SECOND.replace("Signal", "Red noise") + page,
    }
    audited = {"*": "off", "trace-source": "error"}
    project = make_project(files, pedagogy_audit=audited, pedagogy_link_mentions="page")
    found = domain_of(project.build("dummy").env).diagnostics
    assert [one.place.line for one in found] == lines
    assert all('does not teach "Red noise": "second" does' in one.text for one in found)


def test_plain_words_do_not_count_where_the_project_turns_them_off(
    make_project: MakeProject,
) -> None:
    assert audit(make_project, SECOND.replace("Signal", "Red noise") + LISTED) == []
