"""What is taken for told, named in two ways, or told vaguely beside what is told exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import LESSON, counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

CHECK = "\n\n::::{{check}} C\n{}\n\n:::{{answer}}\n{}\n:::\n::::\n\n{}\n"


def asked(before: str, question: str, answer: str = "Yes.", after: str = "") -> str:
    """Return a page with a check."""
    return f"# T\n\n{before}{CHECK.format(question, answer, after)}"


RULES_TOLD = "The root rule gives ten bars, Sturges' rule gives eight."
ANSWERABLE = {
    asked(RULES_TOLD, "How many bars does the third rule give?"): 1,
    asked(f"{RULES_TOLD} The third is rarer.", "How many bars does the third rule give?"): 0,
    asked("A pot falls.", "Must Mrs Brandt pay?"): 1,
    asked("A pot falls.", "Mrs Brandt drops a pot. Must Mrs Brandt pay?"): 0,
    asked("Two counts.", "Can they differ?", "Yes, by phantoms.", "It is called a **phantom**."): 1,
    asked("It is called a **phantom**.", "Can they differ?", "Yes, by phantoms."): 0,
    asked("A wave.", "How fast is it?", "6.7: 1.34 × 5.", "Speed is 1.34 × the root."): 1,
    asked("Speed is 1.34 × the root.", "How fast is it?", "6.7: 1.34 × 5."): 0,
}
QUANTITY = {
    "# T\n\nThere are five ways to damp it:\n\n1. a\n2. b\n3. c\n": 1,
    "# T\n\nThere are three ways to damp it:\n\n1. a\n2. b\n3. c\n": 0,
    "# T\n\nThe lamp takes 0.26 A.\n\nWith these 0.62 A it is small.\n": 1,
    "# T\n\nThe lamp takes 0.26 A.\n\nWith these 0.26 A it is small.\n": 0,
    "# T\n\nIt had 38 ships, by kind:\n\n|k|n|\n|-|-|\n|a|20|\n|b|11|\n|c|10|\n": 1,
    "# T\n\nIt had 41 ships, by kind:\n\n|k|n|\n|-|-|\n|a|20|\n|b|11|\n|c|10|\n": 0,
}
STYLE = {
    f"# T\n\n{LESSON}In module 2 it was. Remember unit 2?\n": 1,
    f"# T\n\n{LESSON.replace('1.1.1', '1.1.2')}In module 2 it was. Remember unit 3?\n": 0,
    "# T\n\nIt fails – say, here – and now—look—it works.\n": 1,
    "# T\n\nIt fails – say, here – and in 1610–1618 it works.\n": 0,
    "# T\n\nAs in lesson 4 and Lesson Five.\n": 1,
    "# T\n\nAs in lesson 4 and lesson 5.\n": 0,
}

OVEN = "**In the oven.** Set it to 80 °C for 3 hours and 20 minutes.\n\n**In the pan.** "
PAIRS = {
    f"# T\n\n{OVEN}Get it properly hot. It takes a while.\n": 1,
    f"# T\n\n{OVEN}Heat it to 200 °C for 40 minutes.\n": 0,
    f"# T\n\n{OVEN}How long it takes is unknown.\n": 0,
}


@pytest.mark.parametrize(
    ("rule", "cases"),
    [
        ("answerable", ANSWERABLE),
        ("asymmetric", PAIRS),
        ("quantity", QUANTITY),
        ("style", STYLE),
    ],
)
def test_what_a_page_takes_for_told(
    rule: str, cases: dict[str, int], make_project: MakeProject
) -> None:
    assert counts(rule, list(cases), make_project) == cases
