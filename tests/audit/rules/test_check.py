"""``check``: answers that evade, and answers that answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import audit, audits, counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def check(question: str, answer: str) -> str:
    """Return a page with one check."""
    return f"# T\n\n::::{{check}}\n{question}\n\n:::{{answer}}\n{answer}\n:::\n::::\n"


EVASIVE = [
    ("How many weights are there?", "Quite a lot of them, many more than before."),
    ("By what factor does it shrink?", "It depends on implementation details."),
    ("Is it faster?", "That depends on many things. It could be, and it might not be."),
    ("Which one do you take?", "Both have their pros and cons."),
    ("Is it sorted?", "Try it, and find out."),
    ("Is it sorted?", "TODO"),
    ("Wie viele Gewichte sind es?", "Das hängt von der Umsetzung ab."),
    ("Est-ce plus rapide ?", "Ça dépend."),
]


def test_answers_that_evade(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in EVASIVE], make_project)
    assert [page for page, count in found.items() if count != 1] == []


STRAIGHT = [
    ("How many weights are there?", "Nine. In practice a bias may be added."),
    ("By what factor does it shrink?", "It depends on the padding: 48, or 64 without."),
    ("Is it faster?", "It depends: with a cache yes, without one no."),
    ("Is it faster?", "Faster, although the first call may take longer."),
    ("Why is it faster?", "It may reuse what it has computed, and often does."),
    ("Which value does it reach?", "The same one. Much depends on the temperature."),
    ("How many are left?", "```\n3\n```"),
    ("Is it faster?", "$t_1 < t_2$"),
]


def test_answers_that_answer(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in STRAIGHT], make_project)
    assert [page for page, count in found.items() if count] == []


def test_checks_that_answer_themselves(make_project: MakeProject) -> None:
    bodies = (":number: 3\n\nHow many?", "Which?\n\n- [ ] this\n- [x] that\n")
    pages = [f"# T\n\n:::{{check}}\n{body}\n:::\n" for body in bodies]
    assert audits("check", pages, make_project) == [[], []]


def test_a_check_without_an_answer(make_project: MakeProject) -> None:
    found = audit("check", "# T\n\n:::{check} Why?\nWhy is it so?\n:::\n", make_project)
    assert found == [(3, "the check has no answer; add an answer block to it")]


def test_an_answer_that_another_build_shows_is_not_missing(make_project: MakeProject) -> None:
    page = "# T\n\n:::::{check} Why?\nWhy?\n\n::::{only} instructor\n:::{answer}\nSo.\n:::\n::::\n"
    assert audit("check", f"{page}:::::\n", make_project) == []
