"""The built-in blocks that place a lesson in its course, as data."""

from __future__ import annotations

from sphinx_pedagogy.blocks.course_blocks import (
    assemble_complete,
    assemble_lesson_record,
    assemble_module,
    assemble_requires,
)
from sphinx_pedagogy.blocks.lesson import (
    assemble_constraint,
    assemble_lesson,
    assemble_next_step,
)
from sphinx_pedagogy.core.block_spec import BlockSpec, Option, Presence, Tone, choice
from sphinx_pedagogy.core.converters import (
    GAP_SIZES,
    LOADS,
    STATUSES,
    filled,
    loads,
    name_list,
    named,
    url,
)
from sphinx_pedagogy.course.block_roles import BlockRole

LESSON_PARTS = (
    BlockSpec(
        name="lesson",
        label="Lesson",
        help="Opens a lesson: its number, its goal, how long it takes, and what it teaches.",
        tone=Tone.ACCENT,
        argument_help="the lesson's number, such as 6.3.5, where the course has numbers",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "load",
                "How much of the lesson is new: `build`, `stretch` or `consolidate`.",
                choice(*LOADS),
            ),
            Option("time", "How long the lesson takes, in words: `45 min`.", filled),
            Option(
                "notebook",
                "The notebook that belongs to the lesson: a page, or the name of a page in "
                "`notebooks/`.",
                filled,
            ),
        ),
        assemble=assemble_lesson,
    ),
    BlockSpec(
        name="requires",
        roles={BlockRole.ADVANCE_ORGANIZER, BlockRole.CONTEXT, BlockRole.OWN_NUMBERS},
        label="You need",
        help=(
            "Lists the concepts that the student has to know already, as `concept (depth): reason`."
        ),
        argument=Presence.NONE,
        assemble=assemble_requires,
    ),
    BlockSpec(
        name="gap",
        label="Catching up",
        help=(
            "Closes a gap: teaches, in the lesson itself, a concept that no earlier lesson taught "
            "deeply enough."
        ),
        argument=Presence.REQUIRED,
        argument_help="the concept's name",
        options=(
            Option(
                "size",
                "How much is missing: `small`, `medium` or `large`.",
                choice(*GAP_SIZES),
            ),
        ),
    ),
    BlockSpec(
        name="lesson-record",
        roles={BlockRole.OWN_NUMBERS},
        label="Lesson",
        help=(
            "Records what a lesson taught, as a list of `concept (depth): note`. Blocks in the "
            "record state the lesson's mental models, analogies, misconceptions and scope. The "
            "lesson may be outside this site. If the lesson is part of this site, the record "
            "adds to what the page of the lesson states."
        ),
        argument_help="a number and a title (such as 6.1.2 Autoencoders)",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "lesson",
                "The slug or number of the lesson of this site to which the record adds. Such a "
                "record has no argument. On the page of that lesson, this option can be left "
                "out.",
                named,
            ),
            Option(
                "slug",
                "The short name of the lesson. Without this option, the slug is made from the "
                "title.",
                named,
            ),
            Option(
                "load",
                "How much of the lesson was new: `build`, `stretch` or `consolidate`.",
                choice(*LOADS),
            ),
            Option(
                "status",
                "How far the lesson is: `planned`, `built` or `complete`.",
                choice(*STATUSES),
            ),
            Option(
                "notebook",
                "The notebook of the lesson: a page, an address or a name. Or `none`, and the "
                "reason.",
                filled,
            ),
            Option(
                "uses",
                "The concepts that the lesson used or recapped, separated by commas.",
                name_list,
            ),
            Option("url", "The address at which the lesson can be read.", url),
        ),
        assemble=assemble_lesson_record,
    ),
    BlockSpec(
        name="course-module",
        label="Module",
        help="Makes a page the front page of a module, and states the number and the goal of the "
        "module.",
        tone=Tone.ACCENT,
        argument=Presence.REQUIRED,
        argument_help="the module's number (such as 6.3)",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "loads", "The planned loads of the lessons, in order: `build build stretch`.", loads
            ),
        ),
        assemble=assemble_module,
    ),
    BlockSpec(
        name="course-series",
        label="Series",
        help=(
            "Makes a page the front page of a series of modules, and states the number and the "
            "goal of the series."
        ),
        tone=Tone.ACCENT,
        argument=Presence.REQUIRED,
        argument_help="the series' number (such as 6)",
        body=Presence.OPTIONAL,
        assemble=assemble_module,
    ),
    BlockSpec(
        name="constraint",
        roles={BlockRole.ADVANCE_ORGANIZER, BlockRole.CONTEXT, BlockRole.SCOPE},
        label="Scope",
        help="Says what the lesson covers (`+` items) and what it leaves out (`-` items).",
        assemble=assemble_constraint,
    ),
    BlockSpec(
        name="next-step",
        roles={BlockRole.NEXT_STEP},
        label="Next",
        help="Links to the next lesson, and gives a reason to follow the link.",
        tone=Tone.ACCENT,
        body=Presence.OPTIONAL,
        options=(Option("to", "The page that comes next.", named),),
        assemble=assemble_next_step,
    ),
    BlockSpec(
        name="module-complete",
        roles={BlockRole.COMPLETION, BlockRole.SUMMARY, BlockRole.TAKEAWAY},
        label="Module complete",
        help="Closes a module, and lists what the student can do now.",
        tone=Tone.SUCCESS,
        argument_help="the module's number or name",
        body=Presence.OPTIONAL,
        assemble=assemble_complete,
    ),
    BlockSpec(
        name="series-complete",
        roles={BlockRole.COMPLETION, BlockRole.SUMMARY, BlockRole.TAKEAWAY},
        label="Series complete",
        help="Closes a series of modules, and looks back over it.",
        tone=Tone.SUCCESS,
        argument_help="the series' number or name",
        body=Presence.OPTIONAL,
        assemble=assemble_complete,
    ),
)
