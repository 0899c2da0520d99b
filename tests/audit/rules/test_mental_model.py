"""``mental-model``: what counts as an echo, and what as a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_without_a_summary_any_echo_will_do(findings: Findings) -> None:
    model = ":::{mental-model} Every word asks\nSo.\n:::\n"
    said = lesson("A", "1.1.1", model, "## Then\n\nEvery word asks again.\n")
    assert findings({"a.md": said}, "mental-model") == []
    unsaid = lesson("A", "1.1.1", model, "## Then\n\nNothing of the kind.\n")
    [one] = findings({"a.md": unsaid}, "mental-model")
    assert 'nothing below the mental model "Every word asks" repeats it; ' in one


def test_a_warning_below_an_analogy_is_its_limit(findings: Findings) -> None:
    analogy = ":::{analogy} A library\nBooks.\n:::\n"
    warned = ":::{warning}\nYou take one book home.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", analogy, warned)}
    assert findings(pages, "mental-model") == []


@pytest.mark.parametrize(
    ("title", "count"), [("In a nutshell", 1), ("Merke", 1), ("Code review", 0), ("Recap", 0)]
)
def test_a_summary_is_what_it_is_for_other_rules(
    title: str, count: int, findings: Findings
) -> None:
    model = ":::{mental-model} Every word asks\nSo.\n:::\n"
    rest = f"## {title}\n\nNothing of the kind.\n\n## Then\n\nEvery word asks again.\n"
    assert len(findings({"a.md": lesson("A", "1.1.1", model, rest)}, "mental-model")) == count


def test_the_last_word_of_a_lesson_comes_back_to_nothing(findings: Findings) -> None:
    model = "## Review\n\n:::{mental-model} Every word asks\nSo.\n:::\n"
    assert findings({"a.md": lesson("A", "1.1.1", model)}, "mental-model") == []


def test_a_phrase_of_an_earlier_lesson_is_no_takeaway_of_this_one(findings: Findings) -> None:
    def two(option: str) -> dict[str, str]:
        model = f":::{{mental-model}} Every word asks\n{option}So.\n:::\n"
        summary = "## Summary\n\nNothing of the kind.\n"
        return {
            "a.md": lesson(
                "A", "1.1.1", model.replace(option, ""), "## Summary\n\nEvery word asks.\n"
            ),
            "b.md": lesson("B", "1.1.2", model, summary),
        }

    assert findings(two(":from: 1.1.1\n"), "mental-model") == []
    assert findings(two(""), "mental-model") != []
