"""``answerable``: premises that nobody told, and answers that come too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import audit, audits, counts, findings_in, lesson

from sphinx_pedagogy.model.findings import Profile

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

TRANSFER = ":kind: transfer\n"
MOMENTUM = ":::{concept} Momentum\nA running mean of the steps.\n:::\n"


def check(question: str, answer: str = "Yes.", options: str = "") -> str:
    """Return a check."""
    return f"::::{{check}}\n{options}{question}\n\n:::{{answer}}\n{answer}\n:::\n::::\n\n"


def page(title: str, *parts: str) -> str:
    """Return a lesson without a number."""
    return "\n\n".join((f"# {title}", ":::{lesson}\n:::", *parts))


UNTOLD = [
    page("Ice", "Ice floats.", check("Which share is below?", "917 / 1025 = 0.895.", TRANSFER)),
    page("Oil", "Oil floats.", check("What do 250 ml weigh?", "250 times 0.92: 230.", TRANSFER)),
    page("Syrup", "He gets 15 mg.", check("How many millilitres are it?", "Ten.", TRANSFER)),
    page("Fur", "Fur is grey.", check("How many pups of our two mice are white?", "None.")),
    page("Pool", "Wait.", "::::{exercise} Size\nUse Amdahl's law for the pool.\n::::"),
    page("Venus", "Hot.", check("Why are the 243 days of its turn longer than its year?")),
    page("Heads", "Heads read in parallel.", check("Why are the 16 heads so narrow?")),
    page("Dough", "Yeast gives off gas.", check("Why does the dough fail at 63 °C?")),
    page(
        "Codes",
        "A codebook has entries.",
        check("What gets lost when the 8192-entry codebook shrinks?"),
    ),
    page("Law", "Promises bind.", check("Which of the four elements is missing in a gift?")),
    page("Peaks", "Leaves are green.", check("Where does the 0.68 peak come from?")),
    page("Words", "Words see words.", check("What does attention have that an LSTM lacks?")),
    page("Ions", "Ions cross.", check("What does the Nernst equation give for sodium?")),
    page("Sugar", "Cells burn sugar.", check("Which step of the Krebs cycle gives most?")),
    page("Towns", "A league.", check("Why did it refuse to let its 72 towns vote?")),
    page("Peace", "A league.", check("What did the Peace of Stralsund give the league?")),
    page("Acids", "Buffers.", check("Use the Henderson-Hasselbalch equation: what is half?")),
    page("Dropout", "x", check("The net of this lesson reaches 97.3 %. What do you expect?")),
    page("Photons", "x", check("Which color has the 2.3 eV photon of the lamp?")),
    page("Rome", check("When did it end?", "In 271.", TRANSFER), "It ended in 271."),
    page("Sun", check("How hot is it?", "5,772 K.", TRANSFER), "The sun has 5,772 K."),
    page("Waves", "Waves add up.", check("In the figure above, where do both cancel?")),
    page("Steps", "Steps overshoot.", check("What helps?", "Momentum.", TRANSFER), MOMENTUM),
    page("Mars", "Far.", check("How long is its year?", "687 days.", TRANSFER), "It is 687 days."),
    page(
        "Trees",
        check("What needs little memory?", "DFS does.", TRANSFER),
        "DFS (depth-first search) keeps one path.",
    ),
]


def test_what_nobody_told_is_found(make_project: MakeProject) -> None:
    found = counts("answerable", UNTOLD, make_project)
    assert [text for text, count in found.items() if count != 1] == []


TOLD = [
    page("Venus", "It turns in 243 days.", check("Why are the 243 days of its turn so long?")),
    page("Dials", "A dial.", check("Why do the 24 hours of a day start at midnight?")),
    page("Told", "There are 17 heads.", check("Why are the 17 heads so narrow?")),
    page("Said by itself", check("A model has 18 heads. Why are the 18 heads so narrow?")),
    page("Supposed", check("Suppose a batch of 64. How long do the 65 steps take?")),
    page("A colleague", check("A colleague trains for a week. What do her 19 graphs show?")),
    page("Of its own", check("Our tree has 31 nodes. Which of its 29 leaves is last?")),
    page("New", "x", check("Another net reaches 96.1 %. What do you expect?")),
    page("Recalled", "It is 95.2 %.", check("The net of this lesson reaches 95.2 %. Why?")),
    page("Everyday", check("Why are the 24 hours of a day not 25 hours?")),
    page("Ten", check("Why do we divide by 100 cells?")),
    page("Spelt out", "Recurrent nets are long.", check("What does a GRU (a gated unit) gate?")),
    page("Asked for", check("What is a TLB?")),
    page("In code", "```python\nuse(XGB)\n```", check("What does XGB return?")),
    page("Common", check("Why is a GPU faster than a CPU at this, and is the USA first?")),
    page("Shouted", check("Which of these is the OPPOSITE of slow, and which is NOT?")),
    page("Quoted", check('The sign says "SLD". Where does the S begin?')),
    page("Link", check("Find the record in [PDBX](https://example.org). Who made it?")),
    page("Data", check("Which of these are codes?\n\n- EDX\n- QRT\n- a word")),
    page("Figure", "```{figure} a.png\nWaves\n```", check("In the figure above, where is it?")),
    page("Raw", '<img src="a.png">', check("In the figure above, where is it?")),
    page("After", MOMENTUM.replace("Mom", "Nom"), check("What helps?", "Nomentum.", TRANSFER)),
    page(
        "Guess",
        check("What helps?", "Inertia.", ":predict:\n"),
        ":::{concept} Inertia\nx\n:::",
    ),
    page(
        "Deferred",
        check("What helps?", "What is called drag, see below.", TRANSFER),
        ":::{concept} Drag\nx\n:::",
    ),
    page("Computed", check("How long?", "6 × 7 = 42 days.", TRANSFER), "It lasts 42 days."),
    page("Given", check("How long is 3 times 15 days?", "45 days.", TRANSFER), "It is 45 days."),
]


def test_what_is_told_is_not(make_project: MakeProject) -> None:
    found = counts("answerable", TOLD, make_project)
    assert [text for text, count in found.items() if count] == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("The model has 16 heads.", "x", 0), ("x", "The model has 16 heads.", 1)],
)
def test_earlier_lessons_tell(
    first: str, second: str, expected: int, make_project: MakeProject
) -> None:
    question = check("Why are the 16 heads so narrow?")
    files = {
        "a.md": lesson("A", "1.1.1", first),
        "b.md": lesson("B", "1.1.2", question),
        "c.md": lesson("C", "1.1.3", second),
    }
    found = findings_in(make_project, "answerable", files)
    assert [one.place.document for one in found] == ["b"] * expected


def test_a_concept_of_an_earlier_lesson_may_answer(make_project: MakeProject) -> None:
    again = MOMENTUM.replace("A running", ":depth: developed\nA running")
    files = {
        "a.md": lesson("A", "1.1.1", MOMENTUM),
        "b.md": lesson("B", "1.1.2", check("What helps?", "Momentum.", TRANSFER), again),
    }
    assert findings_in(make_project, "answerable", files) == []


def test_names_in_questions_are_for_a_strict_course(make_project: MakeProject) -> None:
    name = check("What does attention have that an LSTM lacks?")
    number = check("Why are the 16 heads so narrow?")
    files = {"a.md": lesson("A", "1.1.1", name), "b.md": lesson("B", "1.1.2", number)}
    found = findings_in(make_project, "answerable", files)
    assert [one.profile for one in found] == [Profile.STRICT, Profile.COURSE]


def test_the_message_names_evidence_and_remedy(make_project: MakeProject) -> None:
    text = page("Dough", "Yeast gives off gas.", check("Why does the dough fail at 63 °C?"))
    [(line, said)] = audit("answerable", text, make_project)
    assert line == 8
    assert '"63 °C"' in said
    assert "give it first" in said


BELOW = [
    # the answer computes with a number of below
    check("How far does it shine?", "16.6 miles: 2.08 · 8.", TRANSFER)
    + "\nOne takes 2.08 times the root.\n",
    # it says what a section below is about
    check("How much air is that above?", "18 litres: pressure times volume stays.", TRANSFER)
    + "\n## Pressure and volume\n\nBoyle found it.\n",
    # a table that is not there
    check("Which of the pairs in table 1 beats slowest?", "The third one."),
]


SAID = ("computes with 2.08", 'what the section "Pressure and volume"', 'points at "table 1"')


def test_what_only_comes_below(make_project: MakeProject) -> None:
    told = "The pressure grows by one bar.\n\n"
    before = (
        "One takes 2.08 times the root.\n\n",
        "The volume shrinks.\n\n",
        "| a |\n|---|\n| 1 |\n\n",
    )
    pages = [page("T", told, one) for one in BELOW]
    fine = [page("T", told, *parts) for parts in zip(before, BELOW, strict=True)]
    found = audits("answerable", [*pages, *fine], make_project)
    said = [
        any(words in text for _line, text in one)
        for one, words in zip(found, SAID * 2, strict=True)
    ]
    assert said == [True] * 3 + [False] * 3
