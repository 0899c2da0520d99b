"""The built-in blocks, as data."""

from __future__ import annotations

from math import isfinite

from sphinx_pedagogy.blocks.check import assemble_check
from sphinx_pedagogy.blocks.comparison import assemble_comparison
from sphinx_pedagogy.blocks.concept import assemble_concept
from sphinx_pedagogy.blocks.course import (
    assemble_complete,
    assemble_lesson_record,
    assemble_module,
    assemble_requires,
)
from sphinx_pedagogy.blocks.evidence import assemble_evidence
from sphinx_pedagogy.blocks.exercise import assemble_exercise, assemble_solution
from sphinx_pedagogy.blocks.lesson import (
    LOADS,
    assemble_constraint,
    assemble_lesson,
    assemble_next_step,
)
from sphinx_pedagogy.blocks.parts import assemble_card, assemble_cards, assemble_phases
from sphinx_pedagogy.spec import BlockSpec, Markup, Need, Option, Tone, choice


def number(text: str) -> str:
    """Return *text* if it is a number."""
    try:
        finite = isfinite(float(text))
    except ValueError:
        finite = False
    if not finite:
        raise ValueError("it must be a number, such as 48 or 0.5")
    return text.strip()


def distance(text: str) -> str:
    """Return *text* if it is a number that is not negative."""
    if float(number(text)) < 0:
        raise ValueError("it cannot be negative")
    return text.strip()


def flag(text: str) -> str:
    """Return nothing, of nothing."""
    if text.strip():
        raise ValueError("it is on by being there and takes no value")
    return ""


def filled(text: str) -> str:
    """Return *text* if there is any."""
    if not text.strip():
        raise ValueError("it needs some text")
    return text.strip()


def prose(
    name: str, label: str, help_text: str, *, at_end: bool = False, required: bool = False
) -> Option:
    """Return an option that holds a line of inline markup."""
    return Option(
        name, help_text, filled, markup=Markup.INLINE, label=label, at_end=at_end, required=required
    )


LESSON_PARTS = (
    BlockSpec(
        name="lesson",
        label="Lesson",
        help="Opens a lesson: its number, what it asks of the student and what it teaches.",
        tone=Tone.ACCENT,
        argument=Need.REQUIRED,
        argument_help="the lesson's number (series.module.position, such as 6.3.5)",
        body=Need.OPTIONAL,
        options=(
            Option("load", "How much is new: `build`, `stretch` or `consolidate`.", choice(*LOADS)),
            Option("time", "How long it takes, in words: `45 min`.", filled),
            Option(
                "notebook",
                "The notebook that belongs to it: a page, or its name in `notebooks/`.",
                filled,
            ),
        ),
        assemble=assemble_lesson,
    ),
    BlockSpec(
        name="requires",
        label="You need",
        help="What the student has to bring: a list of `concept (depth): reason`.",
        argument=Need.NONE,
        assemble=assemble_requires,
    ),
    BlockSpec(
        name="lesson-record",
        label="Lesson",
        help="Records a lesson that is not part of this site: its number, its title, and a "
        "list of what it taught, `concept (depth): note`.",
        argument=Need.REQUIRED,
        argument_help="a number and a title, such as 6.1.2 Autoencoders",
        body=Need.OPTIONAL,
        options=(
            Option("slug", "Its short name, if the title is not to decide it.", filled),
            Option("load", "How new it was: `build`, `stretch` or `consolidate`.", choice(*LOADS)),
            Option("uses", "Concepts that it used or recapped, separated by commas.", filled),
            Option("url", "Where it can be read.", filled),
        ),
        assemble=assemble_lesson_record,
    ),
    BlockSpec(
        name="course-module",
        label="Module",
        help="Makes a page the front of a module: its number, and its goal as the body.",
        tone=Tone.ACCENT,
        argument=Need.REQUIRED,
        argument_help="the module's number, such as 6.3",
        body=Need.OPTIONAL,
        options=(Option("loads", "The loads planned, in order: `build build stretch`.", filled),),
        assemble=assemble_module,
    ),
    BlockSpec(
        name="course-series",
        label="Series",
        help="Makes a page the front of a series of modules: its number, and its goal.",
        tone=Tone.ACCENT,
        argument=Need.REQUIRED,
        argument_help="the series' number, such as 6",
        body=Need.OPTIONAL,
        assemble=assemble_module,
    ),
    BlockSpec(
        name="constraint",
        label="Scope",
        help="Says what the lesson covers (`+` items) and what it leaves out (`-` items).",
        assemble=assemble_constraint,
    ),
    BlockSpec(
        name="next-step",
        label="Next",
        help="The way on.",
        tone=Tone.ACCENT,
        body=Need.OPTIONAL,
        options=(Option("to", "The page that comes next.", filled),),
        assemble=assemble_next_step,
    ),
    BlockSpec(
        name="module-complete",
        label="Module complete",
        help="Closes a module: what the student can do now.",
        tone=Tone.SUCCESS,
        argument_help="the module's number or name",
        body=Need.OPTIONAL,
        assemble=assemble_complete,
    ),
    BlockSpec(
        name="series-complete",
        label="Series complete",
        help="Closes a series of modules.",
        tone=Tone.SUCCESS,
        argument_help="the series' number or name",
        body=Need.OPTIONAL,
        assemble=assemble_complete,
    ),
)

UNDERSTANDING = (
    BlockSpec(
        name="insight",
        label="Insight",
        help="The one sentence to remember: the aha.",
        tone=Tone.IDEA,
    ),
    BlockSpec(
        name="concept",
        label="Concept",
        help="Defines a concept, or teaches it again and deeper.",
        tone=Tone.ACCENT,
        argument=Need.REQUIRED,
        argument_help="the concept's name",
        body=Need.OPTIONAL,
        options=(
            Option(
                "depth",
                "How well it is taught here: a word of `pedagogy_depths`; "
                "without one it is `introduced`, or the first of a scale without that word.",
                filled,
            ),
            Option("id", "Its id, if the name is not to decide it.", filled),
            Option("aka", "Its other names, separated by commas.", filled),
            Option("builds-on", "The concepts it builds on, separated by commas.", filled),
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
        label="Recap",
        help="Wakes up what was taught long ago, before it is needed.",
        argument_help="the concepts, separated by commas",
    ),
    BlockSpec(
        name="misconception",
        label="Misconception",
        help="Meets a wrong belief head-on: the belief, why one holds it, what disproves it.",
        tone=Tone.DANGER,
        argument=Need.REQUIRED,
        argument_help="the belief, in a student's words",
        options=(
            Option("id", "A name by which plans and reviews refer to it.", filled),
            prose("because", "Why it is tempting", "Why one would believe it."),
        ),
    ),
    BlockSpec(
        name="mental-model",
        label="Mental model",
        help="Plants a catch phrase that carries an idea.",
        tone=Tone.IDEA,
        argument=Need.REQUIRED,
        argument_help="the catch phrase",
        body=Need.OPTIONAL,
    ),
    BlockSpec(
        name="analogy",
        label="Analogy",
        help="A comparison with something known, and where it misleads.",
        tone=Tone.IDEA,
        options=(
            prose("misleads", "Where it misleads", "Where the analogy breaks down.", at_end=True),
        ),
    ),
    BlockSpec(
        name="example",
        label="Example",
        label_by=(
            "kind",
            {
                "positive": "Example",
                "negative": "Counter-example",
                "contrastive": "Contrast",
                "stretch": "Stretch example",
            },
        ),
        help="A case that shows what is meant, or what is not.",
        options=(
            Option(
                "kind",
                "`positive`, `negative`, `contrastive` or `stretch`.",
                choice("positive", "negative", "contrastive", "stretch"),
                default="positive",
            ),
            Option("of", "The concept it is an example of.", filled),
        ),
    ),
    BlockSpec(
        name="of-course",
        label="Of course",
        help="A numbered chain of things already known that makes the new thing inevitable.",
        tone=Tone.IDEA,
    ),
    BlockSpec(
        name="evidence",
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
        help="Says what kind of claim this is, where nobody published the truth.",
        options=(
            Option(
                "tier",
                "`disclosed`, `observable`, `inferred` or `open`.",
                choice("disclosed", "observable", "inferred", "open"),
                required=True,
            ),
            prose("source", "Source", "Where it was disclosed or can be observed.", at_end=True),
        ),
        assemble=assemble_evidence,
    ),
    BlockSpec(
        name="aside",
        label="Aside",
        help="A remark beside the text, where there is room. "
        "Bare `aside` is sphinx-design's where that is loaded, as it should be.",
        yields_to=("sphinx_design",),
    ),
)

STRUCTURES = (
    BlockSpec(
        name="comparison",
        help="Two to four things side by side, or property by property.",
        options=(
            Option(
                "layout",
                "`columns`, `table`, or `auto`: a table if the sides share their row labels.",
                choice("auto", "columns", "table"),
                default="auto",
            ),
            Option("highlight", "Marks what is not the same on all sides.", flag),
            Option("rows", "What the rows of a table are, for the corner.", filled),
        ),
        assemble=assemble_comparison,
    ),
    BlockSpec(
        name="side",
        help="One side of a comparison.",
        inside=("comparison",),
        argument=Need.REQUIRED,
    ),
    BlockSpec(
        name="cards",
        help="A grid of tinted cards.",
        assemble=assemble_cards,
    ),
    BlockSpec(
        name="card-item",
        help="One card of a grid.",
        inside=("cards",),
        argument=Need.REQUIRED,
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
        help="Ordered steps with a visible spine.",
        assemble=assemble_phases,
    ),
    BlockSpec(
        name="phase",
        help="One step.",
        inside=("phases",),
        argument=Need.REQUIRED,
    ),
)

PRACTICE = (
    BlockSpec(
        name="check",
        label="Check",
        label_by=("kind", {"predict": "Predict and verify", "transfer": "Transfer"}),
        help="A question to answer before the answer is revealed.",
        tone=Tone.ACCENT,
        options=(
            Option(
                "kind",
                "`predict`: predict, then verify; `transfer`: apply it elsewhere.",
                choice("predict", "transfer"),
                default="predict",
            ),
            Option(
                "predict",
                "Gives a place to write the prediction, kept in the reader's browser.",
                flag,
            ),
            Option("number", "The number that is right; the reader's is checked.", number),
            Option("tolerance", "How far from it is still right.", distance),
            Option("tests", "The concepts it tests, separated by commas.", filled),
        ),
        assemble=assemble_check,
    ),
    BlockSpec(
        name="answer",
        label="Answer",
        help="The answer of a check, closed until the reader opens it.",
        inside=("check",),
        tone=Tone.SUCCESS,
        reveal=True,
    ),
    BlockSpec(
        name="exercise",
        label="Exercise",
        label_by=(
            "scaffold",
            {
                "guided": "Guided exercise",
                "supported": "Supported exercise",
                "independent": "Independent exercise",
            },
        ),
        help="Something to do, with as much help as its scaffold says.",
        tone=Tone.ACCENT,
        numbered=True,
        options=(
            Option(
                "scaffold",
                "How much help it gives: `guided`, `supported` or `independent`.",
                choice("guided", "supported", "independent"),
            ),
        ),
        assemble=assemble_exercise,
    ),
    BlockSpec(
        name="hint",
        label="Hint",
        help="A nudge, closed until the reader opens it. "
        "Inside an exercise docutils' own `hint` does the same.",
        tone=Tone.IDEA,
        reveal=True,
        yields_to=("docutils", "sphinx"),
        options=(Option("for", "The label of the exercise, where it stands elsewhere.", filled),),
        assemble=assemble_solution,
    ),
    BlockSpec(
        name="solution",
        label="Solution",
        help="The solution of an exercise, closed until the reader opens it.",
        tone=Tone.SUCCESS,
        reveal=True,
        options=(Option("for", "The label of the exercise, where it stands elsewhere.", filled),),
        assemble=assemble_solution,
    ),
)

BUILT_IN = (*LESSON_PARTS, *UNDERSTANDING, *STRUCTURES, *PRACTICE)
