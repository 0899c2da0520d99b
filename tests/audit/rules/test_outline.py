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
    for found, (body, begins) in zip(audits("outline", pages, make_project), OUTLINES, strict=True):
        assert len(found) == len(begins), (body, found)
        for (_line, text), begin in zip(found, begins, strict=True):
            assert text.startswith(begin)
