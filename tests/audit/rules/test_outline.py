"""``outline``: the parts of a lesson and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import LESSON, audits

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

BODY = (
    "How far is it from here to there, and who would measure it?\n\n"
    ":::{concept} Distance\nHow far.\n:::\n\n"
)

CHECK = "::::{check}\nIs a distance negative?\n:::{answer}\nNo.\n:::\n::::\n\n"


END = "## In short\n\nFar is far.\n\n:::{next-step} On\nGo.\n:::\n"

CLOSED = "## In short\n\nFar is far.\n\n:::{module-complete} 1.1\n- far\n:::\n\n"


ALL_CLOSED = CLOSED + ":::{series-complete} 1\n- near\n:::\n\n:::{next-step} On\nGo.\n:::\n"

NO_HOOK = (
    "the lesson has no hook: add a question, an example or a few sentences before the first "
    "definition (limit 10: pedagogy_audit_limits outline.hook)"
)
OUTLINES: list[tuple[str, list[str]]] = [
    (BODY + CHECK + END, []),
    (BODY + CHECK + END.replace("In short", "Coda"), []),
    (BODY + CHECK + ALL_CLOSED, []),
    (BODY + END, ["the lesson has no check: add"]),
    (
        BODY + CHECK,
        ["the lesson has no summary: add a section after all that is taught and asked; no "],
    ),
    (BODY[61:] + CHECK + END, [NO_HOOK]),
    (CHECK + BODY + END, ["the check comes before"]),
    (CHECK.replace("Is", ":kind: predict\nIs", 1) + BODY + END, []),
    (CHECK.replace("Is a", "Guess: is a", 1) + BODY + END, []),
    ("A distance is how far it is from one to another.\n\n" + CHECK + BODY + END, []),
    (END + BODY + CHECK, ["the summary comes before", "the next step comes before"]),
    (BODY + ":::{requires}\n- Number\n:::\n\n" + CHECK + END, ["the requires block comes"]),
]
"""The body of a lesson, and how the findings on it begin."""


def test_outlines(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{LESSON}{body}" for body, _begins in OUTLINES]
    for told, (body, begins) in zip(audits("outline", pages, make_project), OUTLINES, strict=True):
        # what few of these lessons have is a finding of its own
        missing = "; ".join(text for _line, text in told if text.startswith("the lesson has no"))
        others = [text for _line, text in told if not text.startswith("the lesson has no")]
        wanted = [begin for begin in begins if begin.startswith("the lesson has no")]
        assert bool(missing) == bool(wanted), (body, told)
        assert all(
            begin.removeprefix("the lesson has ").split(";")[0] in missing for begin in wanted
        )
        others_wanted = [begin for begin in begins if begin not in wanted]
        assert len(others) == len(others_wanted), (body, told)
        assert all(map(str.startswith, others, others_wanted))


NEXT = ":::{next-step} On\nGo.\n:::\n"
CLOSINGS = [
    "Summary: far is far.\n\n",
    "In short: near is not far.\n\n",
    "**In a nutshell:** far is far.\n\n",
    "To sum up, far is far.\n\n",
    "## Recap\n\nFar is far.\n\n",
    "## Quick recap\n\n- Far is far.\n\n",
    "What to remember: far is far.\n\n",
]
NO_CLOSINGS = ["Far is far.\n\n", "A summary is a short text.\n\n", "Short distances are near.\n\n"]


def test_summaries_without_a_section_of_that_name(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{LESSON}{BODY}{CHECK}{text}{NEXT}" for text in (*CLOSINGS, *NO_CLOSINGS)]
    found = [len(one) for one in audits("outline", pages, make_project)]
    assert found == [0] * len(CLOSINGS) + [1] * len(NO_CLOSINGS)


def test_a_recap_at_the_beginning_is_no_summary(make_project: MakeProject) -> None:
    page = f"# T\n\n{LESSON}## Recap\n\nFar is far.\n\n{BODY}{CHECK}{NEXT}"
    ((_line, text),) = audits("outline", [page], make_project)[0]
    assert text.startswith("the lesson has no summary")


BARE = LESSON.replace("What it is about.\n", "")
PUZZLE = "Four ships ran onto the rocks. They had stars and maps. What did they lack?\n\n"
CONCEPT = BODY[61:]


def test_a_puzzle_does_not_say_what_a_lesson_is_about(make_project: MakeProject) -> None:
    openings = [
        PUZZLE,
        PUZZLE + "In this lesson we learn how to find where a ship is.\n\n",
        "In the last lesson we drew maps. " + PUZZLE,
        "This chapter introduces distances. " + PUZZLE,
        "## Overview\n\nDistances and clocks.\n\n" + PUZZLE,
    ]
    pages = [f"# T\n\n{BARE}{opening}{CONCEPT}{CHECK}{END}" for opening in openings]
    found = [[text for _line, text in one] for one in audits("outline", pages, make_project)]
    assert [len(one) for one in found] == [1, 0, 0, 0, 0]
    assert found[0][0].startswith("the lesson has no context")


def test_a_last_paragraph_may_lead_on(make_project: MakeProject) -> None:
    ends = ["In the next lesson we measure them.", "Next: how to measure them.", "Far is far."]
    pages = [f"# T\n\n{LESSON}{BODY}{CHECK}## In short\n\nFar.\n\n{end}\n" for end in ends]
    assert [len(one) for one in audits("outline", pages, make_project)] == [0, 0, 1]


BOXES = (
    "```{admonition} Objectives\nWhat you need.\n```\n\n" + PUZZLE,
    "```{admonition} Key points\nFar is far.\n```\n\nFar. Now let us measure them.\n",
)


def test_boxes_and_last_words_play_a_part(make_project: MakeProject) -> None:
    story = "Ships lost their way at sea. " * 12 + "Their maps of stars were good.\n\n"
    ends = [END, BOXES[1], "Far is far, and near is near, however one counts it.\n\n" + NEXT]
    opened = [f"# T\n\n{BARE}{BOXES[0]}{CONCEPT}{CHECK}{end}" for end in ends]
    told = f"# The stars\n\n{BARE}{story}{PUZZLE}## Distances\n\n{CONCEPT}{CHECK}{END}"
    found = audits("outline", [*opened, told], make_project)
    assert [len(one) for one in found] == [0, 0, 0, 0]


def test_what_the_lesson_block_asks_is_no_hook_and_a_last_insight_sums_up(
    make_project: MakeProject,
) -> None:
    asked = LESSON.replace("\n:::", " Why is that so?\n:::", 1)
    lasts = [
        ":::{insight} Far\nFar is far.\n:::\n\n",
        ":::{mental-model} Far\nA road.\n:::\n\n",
        "",
    ]
    pages = [f"# T\n\n{asked}{CONCEPT}{CHECK}{last}{NEXT}" for last in lasts]
    found = [[text for _line, text in one] for one in audits("outline", pages, make_project)]
    assert ["no hook" in one[0] for one in found] == [True] * 3
    assert ["no summary" in one[0] for one in found] == [False, False, True]
