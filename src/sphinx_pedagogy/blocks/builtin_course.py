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
        roles={BlockRole.ADVANCE_ORGANIZER, BlockRole.CONTEXT, BlockRole.OWN_NUMBERS},
        label="You need",
        help="What the student has to bring: a list of `concept (depth): reason`.",
        argument=Presence.NONE,
        assemble=assemble_requires,
    ),
    BlockSpec(
        name="gap",
        label="Catching up",
        help=(
            "Closes a gap in the lesson itself: teaches a concept as deeply as the lesson needs "
            "it, if it was taught too little or never."
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
            "Records a lesson. A list of `concept (depth): note` states what the lesson taught; "
            "blocks in the record state its mental models, analogies, misconceptions and scope. "
            "The lesson is not part of this site, or the record adds to a lesson of this site."
        ),
        argument_help="a number and a title (such as 6.1.2 Autoencoders)",
        body=Presence.OPTIONAL,
        options=(
            Option(
                "lesson",
                "The lesson of this site that the record is about, by slug or number, in place of "
                "the argument. On the page of that lesson, this option can be left out.",
                named,
            ),
            Option("slug", "Its short name; without it, the slug is made from the title.", named),
            Option(
                "load", "How much was new: `build`, `stretch` or `consolidate`.", choice(*LOADS)
            ),
            Option("status", "`planned`, `built` or `complete`.", choice(*STATUSES)),
            Option(
                "notebook",
                "Its notebook: a page, an address or a name; or `none` and the reason.",
                filled,
            ),
            Option("uses", "Concepts that it used or recapped, separated by commas.", name_list),
            Option("url", "Where it can be read.", url),
        ),
        assemble=assemble_lesson_record,
    ),
    BlockSpec(
        name="course-module",
        label="Module",
        help="Makes a page the front of a module: its number, and its goal as the body.",
        tone=Tone.ACCENT,
        argument=Presence.REQUIRED,
        argument_help="the module's number (such as 6.3)",
        body=Presence.OPTIONAL,
        options=(Option("loads", "The loads planned, in order: `build build stretch`.", loads),),
        assemble=assemble_module,
    ),
    BlockSpec(
        name="course-series",
        label="Series",
        help="Makes a page the front of a series of modules: its number, and its goal.",
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
        help="The way on: a link to the next lesson, and a reason to follow it.",
        tone=Tone.ACCENT,
        body=Presence.OPTIONAL,
        options=(Option("to", "The page that comes next.", named),),
        assemble=assemble_next_step,
    ),
    BlockSpec(
        name="module-complete",
        roles={BlockRole.COMPLETION, BlockRole.SUMMARY, BlockRole.TAKEAWAY},
        label="Module complete",
        help="Closes a module: what the student can do now.",
        tone=Tone.SUCCESS,
        argument_help="the module's number or name",
        body=Presence.OPTIONAL,
        assemble=assemble_complete,
    ),
    BlockSpec(
        name="series-complete",
        roles={BlockRole.COMPLETION, BlockRole.SUMMARY, BlockRole.TAKEAWAY},
        label="Series complete",
        help="Closes a series of modules.",
        tone=Tone.SUCCESS,
        argument_help="the series' number or name",
        body=Presence.OPTIONAL,
        assemble=assemble_complete,
    ),
)
