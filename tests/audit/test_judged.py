"""Findings in public courses are judged by hand: what is drawn, kept and published of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.audit.compare import Found
from tests.audit.corpus.judge import (
    JUDGED,
    VERDICTS,
    Judgement,
    as_toml,
    drawn,
    judgements,
    order_of,
    shuffled,
)
from tests.audit.corpus.project import public_courses

from sphinx_pedagogy.audit.rules import BUILT_IN

ONE = Found("c", "a.md", 3, "style", "note", "text", "f1")


def found(rule: str, severity: str, count: int, file: str = "") -> list[Found]:
    return [
        replace(ONE, rule=rule, severity=severity, line=at, file=file or f"{at}.md")
        for at in range(count)
    ]


def test_all_errors_are_drawn_and_of_other_rules_the_same_number() -> None:
    many = (
        found("prerequisite", "error", 9)
        + found("jump", "warning", 40)
        + found("style", "note", 40)
    )
    sample = drawn(many, 29)
    assert sample[:9] == sorted(found("prerequisite", "error", 9), key=shuffled)
    assert [one.rule for one in sample[9:]] == ["jump", "style"] * 10


def test_what_is_drawn_does_not_depend_on_the_order() -> None:
    many = found("jump", "warning", 20) + found("style", "note", 20)
    assert drawn(many, 10) == drawn(reversed(many), 10)
    assert len(drawn(many, 99)) == 40


def test_pages_come_before_more_of_one_page() -> None:
    many = found("style", "note", 20, file="long.md") + found("style", "note", 3)
    assert len({one.file for one in drawn(many, 4)}) == 4


def row(rule: str, verdict: str, severity: str = "note") -> Judgement:
    return Judgement("c", "1", "a.md", "3", rule, severity, "course", "f", verdict, "why")


def test_verdicts_are_counted_by_rule() -> None:
    text = as_toml([row("style", "right"), row("style", "wrong"), row("jump", "right", "error")])
    assert re.findall(r'rule = "(.*)"', text) == ["jump", "style"]
    assert text.endswith('profile = "course"\nright = 1\ntrivial = 0\nwrong = 1\n')


def test_every_finding_has_a_verdict_and_a_reason() -> None:
    rules = {rule.id for rule in BUILT_IN}
    for one in judgements():
        assert one.verdict in VERDICTS, one
        assert one.rule in rules, one
        assert 2 < len(one.reason.split()) < 40, one
        assert one.line.isdigit(), one
    assert judgements() == sorted(judgements(), key=order_of)


def test_at_least_a_hundred_findings_of_four_courses_are_judged() -> None:
    assert len(judgements()) >= 100
    assert len({one.course for one in judgements()}) >= 4


def test_what_was_judged_can_be_found_again() -> None:
    commits = {course.name: course.commit[:12] for course in public_courses()}
    assert {one.course: one.commit for one in judgements()}.items() <= commits.items()


def test_the_manual_says_what_the_judge_said() -> None:
    again = "run: python -m tests.audit.corpus.judge write"
    assert JUDGED.read_text("utf-8") == as_toml(judgements()), again


@pytest.mark.parametrize(("severity", "least"), [("error", 98), ("warning", 85), ("note", 70)])
def test_what_weighs_more_is_right_more_often(severity: str, least: int) -> None:
    own = [one for one in judgements() if one.severity == severity]
    right = sum(one.verdict == "right" for one in own)
    assert not own or 100 * right >= least * len(own)
