"""The blocks of plans and reviews, as data."""

from __future__ import annotations

from sphinx_pedagogy.core.block_spec import BlockSpec, Option, Presence, Tone, choice
from sphinx_pedagogy.core.converters import (
    GAP_SIZES,
    LOADS,
    RISKS,
    STATUSES,
    date,
    filled,
    name_list,
    named,
    prose,
)
from sphinx_pedagogy.core.origin import assemble_origin, origin
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.example_kinds import example_kind
from sphinx_pedagogy.course.lesson_documents import SEVERITIES, ReviewVerdict
from sphinx_pedagogy.plans.assemblers import (
    assemble_connection,
    assemble_decision,
    assemble_facts,
    assemble_finding,
    assemble_gap,
    assemble_lines,
    assemble_outline,
    assemble_plan,
    assemble_review,
)

MODALITIES = ("visual", "symbolic", "concrete", "verbal", "intuitive")

WHERE = prose("in", "In", "The section of the lesson that is to contain this, by its title.")
AT = Option(
    "at",
    "The label or id of the block in the lesson, if that block has another title than this one.",
    named,
)
LESSON = Option(
    "lesson", "The slug or number of the lesson, if the name of the file does not give it.", named
)

PLAN_BLOCKS = (
    BlockSpec(
        name="plan",
        roles={BlockRole.OWN_NUMBERS},
        label="Plan",
        help="Makes a page the plan of a lesson. The body says in one sentence what the lesson "
        "teaches.",
        tone=Tone.ACCENT,
        argument_help="the slug or number of the lesson, if the name of the file does not give it",
        options=(
            Option(
                "concepts",
                "The concepts that the lesson is to teach, separated by commas.",
                name_list,
            ),
            Option(
                "load",
                "The planned load of the lesson: `build`, `stretch` or `consolidate`.",
                choice(*LOADS),
            ),
            Option(
                "status",
                "How far the lesson is. `planned`: the lesson is not written yet, and the build "
                "does not compare it with the plan. `built`: the lesson is written. `complete`: "
                "the lesson is done, and its last review must pass.",
                choice(*STATUSES),
                default="built",
            ),
        ),
        assemble=assemble_plan,
    ),
    BlockSpec(
        name="plan-requires",
        label="It needs",
        help=(
            "Lists the concepts that the student has to know already, and why, as `concept "
            "(depth): reason`."
        ),
        argument=Presence.NONE,
        assemble=assemble_lines,
    ),
    BlockSpec(
        name="plan-targets",
        label="Depths to reach",
        help="Lists what the lesson is to teach, how well, and what the student can then do, as "
        "`concept (depth): ability`.",
        argument=Presence.NONE,
        assemble=assemble_lines,
    ),
    BlockSpec(
        name="plan-facts",
        label="New facts",
        help=(
            "Lists new facts that are not concepts: the student will know them after the lesson, "
            "but need not work with them."
        ),
        argument=Presence.NONE,
        assemble=assemble_facts,
    ),
    BlockSpec(
        name="plan-gap",
        label="Gap",
        help="Names a requirement that the student does not meet. Says how much is missing, and "
        "how the lesson closes the gap.",
        tone=Tone.CAUTION,
        argument=Presence.REQUIRED,
        argument_help="the concept's name",
        options=(
            Option(
                "size", "How much is missing: `small`, `medium` or `large`.", choice(*GAP_SIZES)
            ),
            Option(
                "resolution", "The label of the block in the lesson that closes the gap.", named
            ),
        ),
        assemble=assemble_gap,
    ),
    BlockSpec(
        name="plan-misconception",
        plans="misconception",
        label="Misconception to address",
        help="States a wrong belief that the lesson is to disprove, and a counter-example.",
        argument=Presence.REQUIRED,
        argument_help="the belief, in a student's words",
        options=(
            Option("id", "The `:id:` of the misconception in the lesson.", named),
            prose("because", "Why it is tempting", "Why a student would have this belief."),
            WHERE,
        ),
    ),
    BlockSpec(
        name="plan-example",
        plans="example",
        label="Example to give",
        label_by=(
            "kind",
            {
                "positive": "Example to give",
                "negative": "Counter-example to give",
                "contrastive": "Contrast to give",
                "stretch": "Stretch example to give",
                "bridge": "Bridging example to give",
                "concrete": "Concrete example to give",
                "quantitative": "Example in numbers to give",
                "nuance": "Example of a nuance to give",
                "negative-contrastive": "Counter-example by contrast to give",
                "negative-stretch": "Counter-example at the edge to give",
                "negative-bridge": "Bridging counter-example to give",
                "negative-concrete": "Concrete counter-example to give",
                "negative-quantitative": "Counter-example in numbers to give",
                "negative-nuance": "Counter-example of a nuance to give",
            },
        ),
        help="Describes an example that the lesson is to give, and what the example is for.",
        argument=Presence.REQUIRED,
        argument_help="the example's title",
        options=(
            Option(
                "kind",
                "`positive` or `negative`, or a flavour: `contrastive`, `stretch`, `bridge`, "
                "`concrete`, `quantitative` or `nuance`. `negative nuance` gives a kind and a "
                "flavour.",
                example_kind,
                default="positive",
            ),
            prose(
                "of",
                "Of",
                "The concepts that the example or counter-example is about, separated by commas.",
            ),
            WHERE,
            AT,
        ),
    ),
    BlockSpec(
        name="plan-modality",
        label="Modality",
        label_by=(
            "kind",
            {
                "visual": "Visual",
                "symbolic": "Symbolic",
                "concrete": "Concrete",
                "verbal": "Verbal",
                "intuitive": "Intuitive",
            },
        ),
        help="Describes a way in which the lesson is to show its concept, and the reason "
        "for this way.",
        argument=Presence.REQUIRED,
        argument_help="what the lesson is to show, in a few words",
        options=(
            Option(
                "kind",
                "The way: `visual`, `symbolic`, `concrete`, `verbal` or `intuitive`.",
                choice(*MODALITIES),
                required=True,
            ),
            WHERE,
        ),
    ),
    BlockSpec(
        name="plan-connection",
        label="Connection to",
        help="Says how the lesson builds on something known, and where this misleads.",
        argument=Presence.REQUIRED,
        argument_help="the known concept's name",
        options=(
            prose("to", "New", "The new concept that the connection leads to."),
            WHERE,
            Option(
                "risk",
                "How likely the connection is to mislead: `low`, `moderate` or `high`.",
                choice(*RISKS),
            ),
            prose(
                "misleads",
                "Where it misleads",
                "Where the connection breaks down.",
                at_end=True,
            ),
        ),
        assemble=assemble_connection,
    ),
    BlockSpec(
        name="plan-analogy",
        plans="analogy",
        label="Analogy to make",
        help="Describes an analogy that the lesson is to make or to extend. Says from which lesson "
        "the analogy comes, and where it misleads.",
        argument=Presence.REQUIRED,
        argument_help="the analogy's title",
        options=(
            origin("analogy"),
            WHERE,
            AT,
            prose(
                "misleads",
                "Where it misleads",
                "Where the analogy breaks down.",
                at_end=True,
            ),
        ),
        assemble=assemble_origin,
    ),
    BlockSpec(
        name="plan-comparison",
        plans="comparison",
        label="Comparison to make",
        help="Describes a comparison that the lesson is to make, and its sides.",
        argument=Presence.REQUIRED,
        argument_help="the comparison's title",
        body=Presence.OPTIONAL,
        options=(
            prose("columns", "Sides", "The titles of the sides, separated by commas."),
            WHERE,
            AT,
        ),
    ),
    BlockSpec(
        name="plan-outline",
        label="Outline",
        help="Lists the sections of the lesson in order. Each item of the numbered list begins "
        "with a `**title**`, and says what the section does.",
        argument=Presence.NONE,
        assemble=assemble_outline,
    ),
    BlockSpec(
        name="plan-decision",
        label="Decision",
        label_by=("build", {"yes": "Decided for", "no": "Decided against"}),
        help="Decides whether the lesson has a notebook or a widget, and says why.",
        argument=Presence.REQUIRED,
        argument_help="what the decision is about: `notebook` or `widget`",
        options=(
            Option(
                "build",
                "Whether the notebook or widget is to be built: `yes` or `no`.",
                choice("yes", "no"),
                required=True,
            ),
        ),
        assemble=assemble_decision,
    ),
)
"""The blocks of a plan."""

REVIEW_BLOCKS = (
    BlockSpec(
        name="review",
        roles={BlockRole.OWN_NUMBERS},
        label="Review",
        help="Begins a review: one pass of a reviewer over a built lesson. What follows the block, "
        "up to the next `review`, belongs to this review. The build computes its verdict.",
        tone=Tone.ACCENT,
        argument=Presence.REQUIRED,
        argument_help="the number of the iteration",
        body=Presence.OPTIONAL,
        options=(
            Option("date", "The day of the review, as year-month-day.", date),
            LESSON,
            Option(
                "counts",
                "The numbers of critical, improvement and polish findings, such as `0/3/2`. The "
                "build counts the findings, too, and warns if its numbers differ from these.",
                filled,
            ),
            Option(
                "verdict",
                "The verdict. The build computes the verdict, too, and warns if the two differ.",
                choice(*ReviewVerdict),
            ),
            Option(
                "sealed",
                "A digest of the lesson as it was when it was reviewed. `sphinx-pedagogy review "
                "--seal` writes the digest.",
                filled,
            ),
        ),
        assemble=assemble_review,
    ),
    BlockSpec(
        name="review-finding",
        label="Finding",
        label_by=(
            "severity",
            {"critical": "Critical", "improvement": "Improvement", "polish": "Polish"},
        ),
        help=(
            "Reports one mistake that a reviewer found: where it is, what it does to a student, "
            "and how to fix it. The body describes the mistake."
        ),
        argument=Presence.REQUIRED,
        argument_help="what is wrong, in a few words",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "severity",
                "How severe the mistake is: `critical`, `improvement` or `polish`.",
                choice(*SEVERITIES),
                required=True,
            ),
            Option("id", "A short name by which a later review refers to the finding.", named),
            prose(
                "in",
                "Where",
                "The title of a section or block, or a reference to the place; several places are "
                "separated by semicolons.",
            ),
            prose("quote", "In the lesson", "The words of the lesson that the finding is about."),
            prose(
                "effect",
                "Effect on the student",
                "What the mistake does to a student.",
                at_end=True,
            ),
            prose("fix", "Suggested fix", "How to fix the mistake.", at_end=True),
        ),
        assemble=assemble_finding,
    ),
    BlockSpec(
        name="review-praise",
        label="Works well",
        help="Praises something that a revision should keep, and says why.",
        tone=Tone.SUCCESS,
        argument=Presence.REQUIRED,
        argument_help="what is good, in a few words",
        body=Presence.OPTIONAL,
    ),
    BlockSpec(
        name="review-fix",
        label="Verified",
        label_by=("status", {"fixed": "Fixed", "open": "Still open"}),
        help="Says whether an earlier finding is fixed, and what shows this.",
        argument=Presence.REQUIRED,
        argument_help="the id or the title of the finding",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "status",
                "Whether the mistake is fixed: `fixed` or `open`.",
                choice("fixed", "open"),
                required=True,
            ),
            prose(
                "in",
                "Where",
                "The place where the mistake was fixed, if this is not the place where it was "
                "found.",
            ),
            prose("quote", "In the lesson", "The words of the lesson that fix the mistake."),
        ),
    ),
)
"""The blocks of reviews."""
