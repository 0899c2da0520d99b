"""The built-in blocks, as data."""

from __future__ import annotations

from sphinx_pedagogy.blocks.builtin_course import LESSON_PARTS
from sphinx_pedagogy.blocks.builtin_practice import PRACTICE
from sphinx_pedagogy.blocks.comparison import assemble_comparison
from sphinx_pedagogy.blocks.concept import assemble_concept
from sphinx_pedagogy.blocks.evidence import assemble_evidence
from sphinx_pedagogy.blocks.parts import assemble_card, assemble_cards, assemble_phases
from sphinx_pedagogy.blocks.quantity import assemble_quantity
from sphinx_pedagogy.blocks.trace import assemble_trace
from sphinx_pedagogy.blocks.widget import assemble_widget
from sphinx_pedagogy.core.block_spec import BlockSpec, Option, Presence, Tone, choice
from sphinx_pedagogy.core.converters import (
    code_list,
    filled,
    flag,
    name_list,
    named,
    number_format,
    one_word,
    prose,
    quantity,
)
from sphinx_pedagogy.core.origin import ORIGIN, assemble_origin
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.example_kinds import EXAMPLE_LABELS, example_kind

UNDERSTANDING = (
    BlockSpec(
        name="insight",
        roles={BlockRole.ASIDE, BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.TAKEAWAY},
        label="Insight",
        help="The one sentence to remember.",
        tone=Tone.IDEA,
    ),
    BlockSpec(
        name="concept",
        roles={BlockRole.DEFINITION, BlockRole.EXPLANATION},
        label="Concept",
        help="Defines a concept, or teaches it again and deeper.",
        tone=Tone.ACCENT,
        argument=Presence.REQUIRED,
        argument_help="the concept's name",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "depth",
                "How well the concept is taught here: a word of `pedagogy_depths`. If left out, it "
                "is `introduced`, or the first word of a scale without `introduced`.",
                named,
            ),
            Option("id", "Its id, one word; without it, the id is made from the name.", one_word),
            Option("aka", "Its other names, separated by commas.", name_list),
            Option("builds-on", "The concepts that it builds on, separated by commas.", name_list),
            prose(
                "note",
                "Taught by",
                "How the concept is taught here, such as the phrase that stands for it. Records "
                "show the note; the page does not.",
                at_end=True,
            ),
            Option(
                "code",
                "Pieces of code that use the concept, separated by commas: `nn.Softmax`, "
                "`.append`, `axis=`, `if`, `:=`.",
                code_list,
            ),
            Option(
                "plain",
                "Counts its names as mentions in all lessons, even if they are ordinary words.",
                flag,
            ),
            Option("no-mentions", "Never counts its names in plain words as mentions.", flag),
            Option(
                "display",
                "`block`, `chip` (a line) or `none`.",
                choice("block", "chip", "none"),
                default="block",
            ),
        ),
        assemble=assemble_concept,
    ),
    BlockSpec(
        name="recap",
        roles={BlockRole.CONTEXT, BlockRole.RECAP},
        label="Recap",
        help="Recalls what was taught long ago, before it is needed.",
        argument_help="the concepts, separated by commas",
    ),
    BlockSpec(
        name="misconception",
        roles={BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.MISCONCEPTION},
        label="Misconception",
        help="Disproves a wrong belief: the belief, why it is tempting, what disproves it.",
        tone=Tone.DANGER,
        argument=Presence.REQUIRED,
        argument_help="the belief, in a student's words",
        options=(
            Option("id", "A name by which plans and reviews refer to it.", named),
            Option("of", "The concepts that it is about, separated by commas.", name_list),
            prose("because", "Why it is tempting", "Why a student would believe it."),
        ),
    ),
    BlockSpec(
        name="mental-model",
        roles={
            BlockRole.EXPLANATION,
            BlockRole.HOOK,
            BlockRole.MENTAL_MODEL,
            BlockRole.TAKEAWAY,
            BlockRole.VERBAL,
        },
        label="Mental model",
        help="Introduces a catch phrase that carries an idea.",
        tone=Tone.IDEA,
        argument=Presence.REQUIRED,
        argument_help="the catch phrase",
        body=Presence.OPTIONAL,
        options=(ORIGIN,),
        assemble=assemble_origin,
    ),
    BlockSpec(
        name="analogy",
        roles={BlockRole.ANALOGY, BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.VERBAL},
        label="Analogy",
        help="A comparison with something known, and where it misleads.",
        tone=Tone.IDEA,
        options=(
            ORIGIN,
            prose("misleads", "Where it misleads", "Where the analogy breaks down.", at_end=True),
        ),
        assemble=assemble_origin,
    ),
    BlockSpec(
        name="example",
        roles={BlockRole.EXAMPLE, BlockRole.EXPLANATION, BlockRole.HOOK},
        label="Example",
        label_by=("kind", EXAMPLE_LABELS),
        help="A case that shows what is meant, or what is not.",
        options=(
            Option(
                "kind",
                "`positive` or `negative`, or a flavour: `contrastive`, `stretch`, `bridge`, "
                "`concrete`, `quantitative` or `nuance`. `negative nuance` is both.",
                example_kind,
                default="positive",
            ),
            Option("of", "The concept it is an example of.", name_list),
        ),
    ),
    BlockSpec(
        name="of-course",
        roles={BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.INTUITIVE},
        label="Of course",
        help="A numbered chain of known things from which the new thing follows.",
        tone=Tone.IDEA,
    ),
    BlockSpec(
        name="evidence",
        roles={BlockRole.CLAIM, BlockRole.EXPLANATION, BlockRole.HOOK},
        label="Evidence",
        label_by=(
            "tier",
            {
                "disclosed": "Disclosed",
                "observable": "Observable",
                "inferred": "Inferred",
                "open": "Open question",
            },
        ),
        help="States how well a claim is known, where nobody published the truth.",
        options=(
            Option(
                "tier",
                "`disclosed`, `observable`, `inferred` or `open`.",
                choice("disclosed", "observable", "inferred", "open"),
            ),
            prose("source", "Source", "Where it was disclosed or can be observed.", at_end=True),
        ),
        assemble=assemble_evidence,
    ),
    BlockSpec(
        name="aside",
        roles={BlockRole.ASIDE},
        label="Aside",
        help=(
            "A remark beside the text, where there is room. If sphinx-design is loaded, bare "
            "`aside` is its directive."
        ),
        yields_to=("sphinx_design",),
    ),
)

BOUND = (
    BlockSpec(
        name="pipeline-trace",
        roles={BlockRole.APPLICATION, BlockRole.OWN_NUMBERS, BlockRole.SYMBOLIC},
        help="A process step by step: what happens, the shape after each step, the lesson that "
        "taught the step.",
        assemble=assemble_trace,
    ),
    BlockSpec(
        name="trace-step",
        help="One step of a trace.",
        inside=("pipeline-trace",),
        argument=Presence.REQUIRED,
        argument_help="what happens",
        body=Presence.OPTIONAL,
        options=(
            Option("shape", "The shape of the tensor after the step, in words.", filled),
            Option(
                "glued",
                "The name under which a cell glued that shape. A `shape` is compared with the "
                "glued one; without a `shape`, the glued one is shown.",
                named,
            ),
            Option("from", "The lessons that taught the step: numbers or slugs.", name_list),
            Option("uses", "The concepts that the step applies, separated by commas.", name_list),
        ),
    ),
    BlockSpec(
        name="quantity",
        roles={BlockRole.CONCRETE, BlockRole.OWN_NUMBERS},
        label="Quantity",
        help="Gives a number a name by which prose quotes it, so that the two cannot drift apart.",
        argument=Presence.REQUIRED,
        argument_help="the name",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "value",
                "Its value, if no cell computes it; otherwise the value that the computed one is "
                "compared with.",
                quantity,
            ),
            Option(
                "glued",
                "The name under which a cell glued the value; if left out, the quantity's name.",
                named,
            ),
            Option("unit", "The unit that is shown after the value, such as `MiB`.", filled),
            Option(
                "format", "How a computed value is shown: `,` or `.1f` or `.0%`.", number_format
            ),
            prose(
                "bridge",
                "Why it changed",
                "Why the value differs from an earlier one of the same name.",
                at_end=True,
            ),
        ),
        assemble=assemble_quantity,
    ),
    BlockSpec(
        name="widget",
        roles={BlockRole.INTERACTIVE, BlockRole.VISUAL},
        help=(
            "A figure to play with, drawn from what the lesson's own cells computed. Without "
            "JavaScript and in print, its body is shown instead."
        ),
        argument=Presence.REQUIRED,
        argument_help="a title",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "module",
                "The JavaScript module that draws the figure: a path from the page or, with a "
                "leading `/`, from the source folder.",
                named,
                required=True,
            ),
            Option(
                "data",
                "The name under which a cell of the page glued the data, or the path of a `.json` "
                "file.",
                named,
                required=True,
            ),
        ),
        assemble=assemble_widget,
    ),
)

STRUCTURES = (
    BlockSpec(
        name="comparison",
        roles={BlockRole.COMPARISON, BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.OWN_NUMBERS},
        help="Two to four things side by side, or property by property.",
        options=(
            Option(
                "layout",
                "`columns`, `table`, or `auto`: a table if the sides share their row labels.",
                choice("auto", "columns", "table"),
                default="auto",
            ),
            Option("highlight", "Marks rows or items that differ between the sides.", flag),
            Option("rows", "The heading of the row labels, in the corner of a table.", filled),
        ),
        assemble=assemble_comparison,
    ),
    BlockSpec(
        name="side",
        roles={BlockRole.SIDE},
        help="One side of a comparison.",
        inside=("comparison", BlockRole.COMPARISON),
        argument=Presence.REQUIRED,
    ),
    BlockSpec(
        name="cards",
        roles={BlockRole.EXPLANATION},
        help="A grid of tinted cards.",
        assemble=assemble_cards,
    ),
    BlockSpec(
        name="card-item",
        help="One card of a grid.",
        inside=("cards",),
        argument=Presence.REQUIRED,
        options=(
            Option(
                "tone",
                "`neutral`, `idea`, `success`, `caution`, `danger` or `accent`.",
                choice(*(str(tone) for tone in Tone)),
                default="neutral",
            ),
        ),
        assemble=assemble_card,
    ),
    BlockSpec(
        name="phases",
        roles={BlockRole.EXPLANATION, BlockRole.HOOK},
        help="Ordered steps along a visible line.",
        assemble=assemble_phases,
    ),
    BlockSpec(
        name="phase",
        help="One of the phases.",
        inside=("phases",),
        argument=Presence.REQUIRED,
    ),
    *BOUND,
)

BUILT_IN = (*LESSON_PARTS, *UNDERSTANDING, *STRUCTURES, *PRACTICE)
