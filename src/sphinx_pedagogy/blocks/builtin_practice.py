"""The built-in blocks by which students practise, as data."""

from __future__ import annotations

from sphinx_pedagogy.blocks.check import assemble_check
from sphinx_pedagogy.blocks.exercise import assemble_exercise, assemble_solution
from sphinx_pedagogy.core.block_spec import BlockSpec, Option, Tone, choice
from sphinx_pedagogy.core.converters import (
    NUMBER_OPTIONS,
    distance,
    filled,
    flag,
    how_many,
    name_list,
    named,
    number,
    withheld,
)
from sphinx_pedagogy.course.block_roles import BlockRole

OF_EXERCISE = Option("for", "The label of the exercise, if the exercise is elsewhere.", named)

PRACTICE = (
    BlockSpec(
        name="check",
        roles={BlockRole.HOOK, BlockRole.QUESTION},
        label="Check",
        label_by=(
            "kind",
            {
                "predict": "Predict and verify",
                "transfer": "Transfer",
                "design": "Design challenge",
            },
        ),
        help="A question to answer before the answer is revealed.",
        tone=Tone.ACCENT,
        options=(
            Option(
                "kind",
                "`predict`: predict, then verify; `transfer`: apply it elsewhere; `design`: build "
                "an answer before one is shown.",
                choice("predict", "transfer", "design"),
                default="predict",
            ),
            Option(
                "predict",
                "Adds a field for the prediction, which is kept in the reader's browser.",
                flag,
            ),
            Option(
                "number",
                "The right number, such as `48`, `48%`, `1/2` or `1.2e-4`. The page compares "
                "the reader's number with it.",
                number,
            ),
            Option(
                "tolerance",
                "How far off a number is still right: `0.5`, or `5%` of the number.",
                distance,
            ),
            Option(
                "holds",
                "`next`: the cell, figure, table or block right below the check would give the "
                "answer away, so it opens with the answer. `2`: the next two open with it.",
                how_many,
            ),
            Option("tests", "The concepts it tests, separated by commas.", name_list),
        ),
        assemble=assemble_check,
    ),
    BlockSpec(
        name="answer",
        roles={BlockRole.ANSWER, BlockRole.ASIDE},
        label="Answer",
        help="The answer of a check, closed until the reader opens it.",
        inside=("check", BlockRole.QUESTION),
        tone=Tone.SUCCESS,
        reveal=True,
    ),
    BlockSpec(
        name="exercise",
        roles={BlockRole.EXERCISE, BlockRole.OWN_NUMBERS},
        label="Exercise",
        label_by=(
            "scaffold",
            {
                "guided": "Guided exercise",
                "supported": "Supported exercise",
                "independent": "Independent exercise",
            },
        ),
        help="A task, with as much help as its scaffold says.",
        tone=Tone.ACCENT,
        numbered=True,
        options=(
            Option(
                "scaffold",
                "How much help it gives: `guided`, `supported` or `independent`.",
                choice("guided", "supported", "independent"),
            ),
            Option(
                "time",
                "How long it takes, in words: `10 min`. Not shown; the rule `time` adds it to "
                "the time of the lesson.",
                filled,
            ),
            Option(
                "solution",
                "Why it has no solution: `withheld, because ...`. Not shown; the audit reports it.",
                withheld,
            ),
            *NUMBER_OPTIONS,
        ),
        assemble=assemble_exercise,
    ),
    BlockSpec(
        name="hint",
        roles={BlockRole.HINT, BlockRole.OWN_NUMBERS},
        label="Hint",
        help="A nudge, closed until the reader opens it. "
        "Inside an exercise, docutils' own `hint` does the same.",
        tone=Tone.IDEA,
        reveal=True,
        yields_to=("docutils", "sphinx"),
        options=(OF_EXERCISE,),
        assemble=assemble_solution,
    ),
    BlockSpec(
        name="solution",
        roles={BlockRole.OWN_NUMBERS, BlockRole.SOLUTION},
        label="Solution",
        help="The solution of an exercise, closed until the reader opens it.",
        tone=Tone.SUCCESS,
        reveal=True,
        options=(OF_EXERCISE,),
        assemble=assemble_solution,
    ),
)
