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

OF_EXERCISE = Option("for", "The label of the exercise, if the block is not inside it.", named)

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
        help="Asks a question that the student answers before the answer is shown.",
        tone=Tone.ACCENT,
        options=(
            Option(
                "kind",
                "What the check asks for. `predict`: what comes next, before it is explained. "
                "`transfer`: the use of an explanation in a new place. `design`: a solution, "
                "before one is shown.",
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
                "The right number, such as `48`, `48%`, `1/2` or `1.2e-4`. The page compares it "
                "with the reader's number.",
                number,
            ),
            Option(
                "tolerance",
                "How far a number may be from the right number and still count as right: `0.5`, or "
                "`5%` of the right number.",
                distance,
            ),
            Option(
                "holds",
                "What gives the answer away, and so opens only with the answer. `next` is the "
                "cell, figure, table or block right below the check. `2` is the next two of them.",
                how_many,
            ),
            Option("tests", "The concepts that the check tests, separated by commas.", name_list),
        ),
        assemble=assemble_check,
    ),
    BlockSpec(
        name="answer",
        roles={BlockRole.ANSWER, BlockRole.ASIDE},
        label="Answer",
        help="Contains the answer of a check, closed until the reader opens it.",
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
        help="Sets a task, with as much help as the option `scaffold` says.",
        tone=Tone.ACCENT,
        numbered=True,
        options=(
            Option(
                "scaffold",
                "How much help the exercise gives: `guided`, `supported` or `independent`.",
                choice("guided", "supported", "independent"),
            ),
            Option(
                "time",
                "How long the exercise takes, in words: `10 min`. Readers do not see this time; "
                "the rule `time` adds it to the time of the lesson.",
                filled,
            ),
            Option(
                "solution",
                "Why the exercise has no solution: `withheld, because ...`. Readers do not see "
                "this reason; the audit reports it.",
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
        help="Gives a nudge, closed until the reader opens it. Inside an exercise, docutils' own "
        "`hint` does the same.",
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
        help="Contains the solution of an exercise, closed until the reader opens it.",
        tone=Tone.SUCCESS,
        reveal=True,
        options=(OF_EXERCISE,),
        assemble=assemble_solution,
    ),
)
