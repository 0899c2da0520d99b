"""``spoiler``: answers in sight of their questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import HEADER, audit, audits, counts

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PREDICT = ":predict:\n"
FILLER = "The sea rises here and falls there, again and again. " * 5 + "\n\n"
"""Fifty words."""


def check(question: str, answer: str, options: str = PREDICT) -> str:
    """Return a check."""
    return f"# T\n\n::::{{check}}\n{options}{question}\n\n:::{{answer}}\n{answer}\n:::\n::::\n\n"


TIDES = check("How many hours lie between two high tides?", "12.4 hours.")
SLICE = check("What does `print('abcdef'[1:4])` print?", "`bcd`: the end is left out.")
PATCHES = check("An image is cut. How many patches are there?", "256.", ":number: 256\n")
DRUG = check("Which drug lowers the pressure most?", "Ramipril.")
BOILS = check("What happens to the boiling point on a mountain?", "It falls: less air presses.")
CHOICE = check("What does a price ceiling cause?\n\n- [ ] A glut\n- [x] A lasting shortage", "So.")
SKY = check("Why is the evening sky red?", "The path is long.")
SWING = check("Sketch how the spring goes.", "It swings.")

TWO = check("Which of the two doughs is higher after an hour?", "The plain one.")
TENSION = check("Four times the tension. What do you hear?", "An octave: it doubles.")
COPY = "copy = list(board)\nprint(copy)  # {}\n"
COPIED = "What is printed?\n\n```python\n{}```"

IN_SIGHT = [
    TWO + "*In the picture the plain dough stands higher than the other.*",
    TENSION + "## Tension, and the octave\n\nA skin tears before.",
    check(COPIED.format(COPY.format("[[0, 5]]")), "`[[0, 5]]`: both share a row."),
    TIDES + "Between two high tides lie 12.4 hours.",
    TIDES + FILLER + "Between two high tides lie 12.4 hours.",
    TIDES + "| tides | hours between |\n|---|---|\n| high | 12.4 hours |",
    SLICE + "```text\nbcd\n```",
    SLICE + "```python\nprint('abcdef'[1:4])\n```\n\n```text\nbcd\n```",
    PATCHES + "These 256 patches become a row.",
    DRUG + "| drug | lowers the pressure by |\n|---|---|\n| Ramipril | 12 |\n| none | 1 |",
    BOILS + "On a mountain the boiling point falls, as less air presses on the water.",
    CHOICE + "A price ceiling causes a lasting shortage of goods.",
    SKY + "The evening sky is red because blue light is scattered away.",
    SWING + "```{figure} a.png\nA spring\n```",
    check("How often does the body run?", "Nine times.") + "The body runs nine times.",
    check("What did Thomson find?\n\n- [x] The electron\n- [ ] The proton", "So.")
    + "In 1897 Thomson found the electron.",
    check("How does the curve look in the end?", "Flat.") + "![It levels off](p.png)",
    check("What is `a` after `a = a + [3]`?", "`[1, 2, 3]`") + "```output\n[1, 2, 3]\n```",
    check("Who wins under the second rule?", "Candidate Berg, by three.")
    + "| rule | winner |\n|---|---|\n| first | Amsel |\n| second | Berg |",
    check("Does `b` change?\n\n- [x] Yes, both are one list\n- [ ] No, it is a copy", "So.")
    + "Both are one list.",
]


HELD = ":predict:\n:holds: next\n"
OUT_OF_SIGHT = [
    check("How many hours lie between two high tides?", "12.4 hours.", HELD)
    + "| tides | hours between |\n|---|---|\n| high | 12.4 hours |",
    check("What does `print('abcdef'[1:4])` print?", "`bcd`: the end is left out.", HELD)
    + "```text\nbcd\n```",
    check("Sketch how the spring goes.", "It swings.", HELD) + "```{figure} a.png\nA spring\n```",
]


def test_what_a_check_holds_is_not_in_sight(make_project: MakeProject) -> None:
    seen = [page.replace(":holds: next\n", "") for page in OUT_OF_SIGHT]
    found = counts("spoiler", [*OUT_OF_SIGHT, *seen], make_project)
    assert list(found.values()) == [0] * len(seen) + [1] * len(seen)


def test_the_remedy_is_the_option_where_that_can_hold_it(make_project: MakeProject) -> None:
    held = [page.replace(":holds: next\n", "") for page in OUT_OF_SIGHT]
    told = held[0].replace("::::\n\n", "::::\n\nNow look.\n\n")
    pages = [*held, told, TIDES + "Between two high tides lie 12.4 hours."]
    found = [text for one in audits("spoiler", pages, make_project) for _line, text in one]
    says = ["with `:holds: next`" in text for text in found]
    assert says == [True, True, True, False, False]


def test_what_stands_in_sight_is_found(make_project: MakeProject) -> None:
    found = counts("spoiler", IN_SIGHT, make_project)
    assert [text for text, count in found.items() if count != 1] == []


ASKED = "What does this code print?\n\n```python\nprint(6 * 7)\n```"


def test_cells_that_nobody_has_run_count_if_they_are_what_is_asked(
    make_project: MakeProject,
) -> None:
    question = check(ASKED, "42").removeprefix("# T\n\n")
    cell = "```{{code-cell}}\n{}print(6 * 7)\n```\n"
    assert len(audit("spoiler", HEADER + question + cell.format(""), make_project)) == 1
    for other in (cell.format(":tags: [hide-output]\n\n"), cell.format("").replace("6", "5")):
        assert audit("spoiler", HEADER + question + other, make_project) == []


def test_what_code_above_printed_stands_above(make_project: MakeProject) -> None:
    page = "# T\n\n```python\nprint(6 * 7)\n```\n\n```output\n42\n```\n\n"
    question = check("What does the code above print?", "42", "").removeprefix("# T\n\n")
    assert len(audit("spoiler", page + question, make_project)) == 1


HIDDEN = [
    TIDES + FILLER * 5 + "Between two high tides lie 12.4 hours.",
    TIDES + ":::{hint}\nBetween two high tides lie 12.4 hours.\n:::",
    TIDES + "## Summary\n\nThe answer was given above, and no port is like another.",
    TIDES + "It must be kept at 12.4.",
    SLICE + "```python\nprint('abcdef'[1:4])\n```",
    PATCHES + "The model is trained at 256.",
    DRUG + "Ramipril is a drug of 1981.",
    BOILS + "Mountains are high, and the air there is cold.",
    CHOICE + "Sellers do not like prices that somebody else has set.",
    SKY + "The morning is another matter, because birds sing.",
    SWING + FILLER + "```{figure} a.png\nA spring\n```",
    check("Which tree grows fastest?", "The poplar.")
    + "| tree | wood |\n|---|---|\n| poplar | soft |\n| oak | hard |",
    check("How often does the body run?", "Nine times.") + "Nine people have a body.",
    check("Who wins?", "Berg.") + "| town | people |\n|---|---|\n| Berg | 100 |",
    BOILS + "## Key points\n\n- It falls on a mountain: less air presses at the boiling point.",
    # one thing is asked about, and that others are together says nothing of it
    check("What would a lazy nurse do to the doses?", "She makes the doses equal.")
    + "Doctors count the doses together.",
    check("Which of the boats sinks deeper than before?", "Both sink.")
    + "A sailor learns before a voyage how things are tied together.",
    # what a choice adds in parentheses does not choose
    check("Who asks?\n\n- [ ] Boys ask girls\n- [x] Girls ask boys (a custom of courts)", "So.")
    + "Courts had customs for meals, too.",
]


def test_what_is_hidden_or_far_is_not(make_project: MakeProject) -> None:
    found = counts("spoiler", HIDDEN, make_project)
    assert [text for text, count in found.items() if count] == []


def test_above_only_predictions_are_spoilt(make_project: MakeProject) -> None:
    told = "# T\n\nBetween two high tides lie 12.4 hours.\n\n"
    guess = told + TIDES.removeprefix("# T\n\n")
    recall = guess.replace(PREDICT, "")
    assert len(audit("spoiler", guess, make_project)) == 1
    assert audit("spoiler", recall, make_project) == []


def test_the_screen_is_a_limit(make_project: MakeProject) -> None:
    page = TIDES + FILLER + "Between two high tides lie 12.4 hours."
    assert audit("spoiler", page, make_project, screen=40) == []


def test_what_a_cell_printed_counts_unless_it_is_hidden(make_project: MakeProject) -> None:
    question = TIDES.removeprefix("# T\n\n")
    cell = "```{{code-cell}}\n{}print('hours between tides:', 24.8 / 2)\n```\n"
    conf = {
        "extensions": ["myst_nb"],
        "nb_execution_mode": "force",
        "pedagogy_audit": {"*": "off", "spoiler": "warning"},
    }
    files = {
        "index.md": "# Index\n",
        "shown.md": HEADER + question + cell.format(""),
        "hidden.md": HEADER + question + cell.format(":tags: [hide-output]\n\n"),
        "inside.md": HEADER
        + question.replace("::::{check}", ":::{check-start}")
        .replace(":predict:\n", ":predict:\n:::\n\n")
        .replace(":::{answer}", ":::{answer-start}\n:::\n\n" + cell.format(""))
        .replace(":::\n::::\n", ":::{answer-end}\n:::\n:::{check-end}\n:::\n"),
    }
    built = make_project(files, **conf).build("dummy")
    assert [one.place.document for one in domain_of(built.env).diagnostics] == ["shown"]


LATE = "Which note does the half string give?"


def test_a_short_answer_right_beside_a_prediction_is_found(make_project: MakeProject) -> None:
    told = [
        check(LATE, "Again a C, but an octave above.") + "\n## The half string gives the octave\n",
        check("Does it belong to the finder?", "No. It is sold.").replace(
            "{check}", "{check} A purse never belongs to the finder"
        ),
    ]
    hidden = [check(LATE, "Again a C, but an octave above.") + "\n## From here to the scale\n"]
    pages = [f"# T\n\n{page}" for page in (*told, *hidden)]
    assert list(counts("spoiler", pages, make_project).values()) == [1, 1, 0]


def ask(above: str, title: str, question: str, answer: str) -> str:
    """Return a check that is no prediction, below some text."""
    block = (
        f"::::{{check}} {title}\n:kind: transfer\n{question}\n\n:::{{answer}}\n{answer}\n:::\n::::"
    )
    return f"# Page\n\nSome words come first.\n\n{above}\n\n{block}\n\n"


WIND = "Otherwise the wind gets under the sail and throws the boat over to the other side."
THROWS = "The wind gets under the sail and throws the boat over to the other side."
SHIRTS = ("Wool or cotton for a wet day?", "Wool rather than cotton. It warms when wet.")
STRIP = ("What do we call a strip between two seas?", "An isthmus: ships are dragged over it.")
POND = ("You sailed a pond. What changes on lakes?", "From the pond to the lakes: the waves.")
TOLD_ABOVE = [
    ask("## The otters were gone", "Culprit", "Which isles are bare?", "Those without otters."),
    ask(f"Turn the bow first. {WIND}", "Why?", "What happens from the side?", THROWS),
    ask(
        "", "Degree 3 is the best degree here", "Which degree is best?", "Degree 3. It errs least."
    ),
    ask("", "Wool rather than cotton", *SHIRTS),
    ask("## The isthmus", "Corinth", *STRIP),
]
NOT_ABOVE = [
    ask("## Otters", "Culprit", "Which isles are bare?", "Those without otters."),
    ask("## Where were the otters?", "Culprit", "Which isles are bare?", "Those without otters."),
    ask("Otters eat.\n\n## The otters were gone", "Who?", "Which are bare?", "Without otters."),
    ask("## The otters were gone", "Culprit", "Which isles have no otters?", "The bare ones."),
    ask(f"{WIND}\n\nNow turn.", "Why?", "What happens from the side?", THROWS),
    ask("Turn the bow into the wind first.", "Why?", "What happens from the side?", THROWS),
    ask("The wind throws boats over.", "Why?", "What happens from the side?", THROWS),
    ask("", "Degree three or four?", "Which degree is best?", "Degree 3. It errs least."),
    ask("", "The best degree", "Which degree is best?", "Degree 3. It errs least."),
    ask("", "A question of the degree", "Which degree is best?", "Degree 3. It errs least."),
    ask("## A walk along the shore", "Shore", "Which isles are bare?", "Those without otters."),
    ask("", "Wool and cotton", *SHIRTS),
    ask("", "Wool or cotton", "Wool or cotton?", "Wool or cotton: both will do."),
    ask("", "From the pond to the lakes, and back", *POND),
    ask("## Corinth", "Ships", *STRIP),
    ask("An isthmus is narrow.\n\n## The isthmus", "Corinth", *STRIP),
    ask("## Ships", "Corinth", "What is dragged over an isthmus?", "Slaves dragged ships over it."),
    # words such as "that" and "where" are said by chance
    ask(
        "So that is where rain comes from.",
        "Why?",
        "Why dry?",
        "That is where it would have come from.",
    ),
]


def test_what_stands_right_above_any_check(make_project: MakeProject) -> None:
    found = counts("spoiler", TOLD_ABOVE, make_project)
    assert [page for page, count in found.items() if count != 1] == []


def test_what_stands_above_and_tells_nothing(make_project: MakeProject) -> None:
    found = counts("spoiler", NOT_ABOVE, make_project)
    assert [page for page, count in found.items() if count] == []


def test_a_mere_no_right_below_a_prediction(make_project: MakeProject) -> None:
    asked = check("Is a whale's heart as large as a bus?", "No. It would fit into a small car.")
    other = check("Which heart beats slowest?", "No heart beats slower than a whale's.")
    pages = [
        f"{asked}No, far from it.",
        f"{asked}Yes, some say. Let us see.",
        f"{asked}No bus was at hand, so let us take a car.",
        f"{asked}Let us see. No, wait.",
        f"{asked}## Hearts\n\nA drum tells how.",
        f"{other}No, listen first.",
        f"{asked.replace(PREDICT, ':kind: transfer' + chr(10))}No, far from it.",
    ]
    assert list(counts("spoiler", pages, make_project).values()) == [1, 0, 0, 0, 0, 0, 0]
