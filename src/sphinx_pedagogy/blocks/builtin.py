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
from sphinx_pedagogy.core.origin import assemble_origin, origin
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.example_kinds import EXAMPLE_LABELS, example_kind

UNDERSTANDING = (
    BlockSpec(
        name="insight",
        roles={BlockRole.ASIDE, BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.TAKEAWAY},
        label="Insight",
        help="States the one sentence to remember.",
        tone=Tone.IDEA,
    ),
    BlockSpec(
        name="concept",
        roles={BlockRole.DEFINITION, BlockRole.EXPLANATION},
        label="Concept",
        help="Defines a concept, or teaches it again more deeply.",
        tone=Tone.ACCENT,
        argument=Presence.REQUIRED,
        argument_help="the concept's name",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "depth",
                "How well the concept is taught here: a word of `pedagogy_depths`. Without this "
                "option, the depth is `introduced`, or the first word of `pedagogy_depths` if "
                "`introduced` is not among them.",
                named,
            ),
            Option(
                "id",
                "The id of the concept, one word. Without this option, the id is made from "
                "the name.",
                one_word,
            ),
            Option("aka", "The other names of the concept, separated by commas.", name_list),
            Option(
                "builds-on",
                "The concepts on which this concept builds, separated by commas.",
                name_list,
            ),
            prose(
                "note",
                "Taught by",
                "How the concept is taught here, such as a catch phrase for it. Records show "
                "this note, and the page does not.",
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
                "Lets the names of the concept count as mentions in all lessons, even if they "
                "are ordinary words.",
                flag,
            ),
            Option(
                "no-mentions",
                "The names of the concept in plain words never count as mentions.",
                flag,
            ),
            Option(
                "display",
                "How the concept is shown: as a `block`, as a `chip` (one line), or not at all "
                "(`none`).",
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
        help=(
            "Reminds students of a concept that was taught long ago and that the lesson now needs."
        ),
        argument_help="the concepts, separated by commas",
    ),
    BlockSpec(
        name="misconception",
        roles={BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.MISCONCEPTION},
        label="Misconception",
        help="Disproves a wrong belief. States the belief, why it is tempting, and what disproves "
        "it.",
        tone=Tone.DANGER,
        argument=Presence.REQUIRED,
        argument_help="the belief, in a student's words",
        options=(
            Option("id", "A name by which plans and reviews refer to the misconception.", named),
            Option(
                "of",
                "The concepts that the misconception is about, separated by commas.",
                name_list,
            ),
            prose("because", "Why it is tempting", "Why a student would have this belief."),
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
        options=(origin("phrase"),),
        assemble=assemble_origin,
    ),
    BlockSpec(
        name="analogy",
        roles={BlockRole.ANALOGY, BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.VERBAL},
        label="Analogy",
        help="Compares a new thing with something known, and says where the comparison misleads.",
        tone=Tone.IDEA,
        options=(
            origin("analogy"),
            prose("misleads", "Where it misleads", "Where the analogy breaks down.", at_end=True),
        ),
        assemble=assemble_origin,
    ),
    BlockSpec(
        name="example",
        roles={BlockRole.EXAMPLE, BlockRole.EXPLANATION, BlockRole.HOOK},
        label="Example",
        label_by=("kind", EXAMPLE_LABELS),
        help="Shows a case of a concept, or a case that looks like the concept and is not.",
        options=(
            Option(
                "kind",
                "`positive` or `negative`, or a flavour: `contrastive`, `stretch`, `bridge`, "
                "`concrete`, `quantitative` or `nuance`. `negative nuance` gives a kind and a "
                "flavour.",
                example_kind,
                default="positive",
            ),
            Option(
                "of",
                "The concepts that the example or counter-example is about, separated by commas.",
                name_list,
            ),
        ),
    ),
    BlockSpec(
        name="of-course",
        roles={BlockRole.EXPLANATION, BlockRole.HOOK, BlockRole.INTUITIVE},
        label="Of course",
        help="Derives a new thing from known things, in a numbered chain.",
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
        help=(
            "Makes a claim about something that is not fully published, and says what the claim "
            "rests on."
        ),
        options=(
            Option(
                "tier",
                "What the claim rests on: `disclosed`, `observable`, `inferred` or `open`.",
                choice("disclosed", "observable", "inferred", "open"),
            ),
            prose(
                "source",
                "Source",
                "Where the claim was disclosed, or can be observed.",
                at_end=True,
            ),
        ),
        assemble=assemble_evidence,
    ),
    BlockSpec(
        name="aside",
        roles={BlockRole.ASIDE},
        label="Aside",
        help=(
            "Makes a remark beside the text, where there is room. If sphinx-design is loaded, "
            "the name `aside` without `ped:` means the directive of sphinx-design."
        ),
        yields_to=("sphinx_design",),
    ),
)

BOUND = (
    BlockSpec(
        name="pipeline-trace",
        roles={BlockRole.APPLICATION, BlockRole.OWN_NUMBERS, BlockRole.SYMBOLIC},
        help="Shows a process step by step: what happens, the shape of the tensor after each step, "
        "and the lesson that taught the step.",
        assemble=assemble_trace,
    ),
    BlockSpec(
        name="trace-step",
        help="Contains one step of a trace.",
        inside=("pipeline-trace",),
        argument=Presence.REQUIRED,
        argument_help="what happens",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "shape",
                "The shape of the tensor after the step, as text that the page shows unchanged.",
                filled,
            ),
            Option(
                "glued",
                "The name under which a cell glued the shape. If the step has a `shape`, the "
                "build compares it with the glued one. Otherwise the page shows the glued one.",
                named,
            ),
            Option("from", "The lessons that taught the step, by number or slug.", name_list),
            Option("uses", "The concepts that the step applies, separated by commas.", name_list),
        ),
    ),
    BlockSpec(
        name="quantity",
        roles={BlockRole.CONCRETE, BlockRole.OWN_NUMBERS},
        label="Quantity",
        help=(
            "Gives a number a name. Prose quotes the number by this name, so that prose and "
            "number cannot differ."
        ),
        argument=Presence.REQUIRED,
        argument_help="the name",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "value",
                "The value, if no cell computes it. If a cell computes it, the build compares "
                "the computed value with this one.",
                quantity,
            ),
            Option(
                "glued",
                "The name under which a cell glued the value. Without this option, it is the "
                "name of the quantity.",
                named,
            ),
            Option("unit", "The unit that is shown after the value, such as `MiB`.", filled),
            Option(
                "format", "How a computed value is shown: `,` or `.1f` or `.0%`.", number_format
            ),
            prose(
                "bridge",
                "Why it changed",
                "Why the value differs from an earlier value of the same name.",
                at_end=True,
            ),
        ),
        assemble=assemble_quantity,
    ),
    BlockSpec(
        name="widget",
        roles={BlockRole.INTERACTIVE, BlockRole.VISUAL},
        help=(
            "Shows a figure to play with, drawn from what the lesson's own cells computed. "
            "Without JavaScript and in print, readers see the body of the block instead."
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
        help="Shows two to four things side by side, or property by property.",
        options=(
            Option(
                "layout",
                "How the sides are shown: in `columns`, in a `table`, or `auto`, which makes a "
                "table if all sides have the same row labels.",
                choice("auto", "columns", "table"),
                default="auto",
            ),
            Option("highlight", "Marks rows or items that differ between the sides.", flag),
            Option("rows", "The heading above the row labels, in the corner of a table.", filled),
        ),
        assemble=assemble_comparison,
    ),
    BlockSpec(
        name="side",
        roles={BlockRole.SIDE},
        help="Contains one side of a comparison.",
        inside=("comparison", BlockRole.COMPARISON),
        argument=Presence.REQUIRED,
    ),
    BlockSpec(
        name="cards",
        roles={BlockRole.EXPLANATION},
        help="Shows things in a grid of tinted cards.",
        assemble=assemble_cards,
    ),
    BlockSpec(
        name="card-item",
        help="Contains one card of a grid.",
        inside=("cards",),
        argument=Presence.REQUIRED,
        options=(
            Option(
                "tone",
                "The tint of the card: `neutral`, `idea`, `success`, `caution`, `danger` or "
                "`accent`.",
                choice(*(str(tone) for tone in Tone)),
                default="neutral",
            ),
        ),
        assemble=assemble_card,
    ),
    BlockSpec(
        name="phases",
        roles={BlockRole.EXPLANATION, BlockRole.HOOK},
        help="Shows steps in their order, along a visible line.",
        assemble=assemble_phases,
    ),
    BlockSpec(
        name="phase",
        help="Contains one of the phases.",
        inside=("phases",),
        argument=Presence.REQUIRED,
    ),
    *BOUND,
)

BUILT_IN = (*LESSON_PARTS, *UNDERSTANDING, *STRUCTURES, *PRACTICE)
