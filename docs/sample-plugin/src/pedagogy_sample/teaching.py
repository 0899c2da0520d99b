"""Two blocks that students never get: a planned story, and a tip for telling a story."""

from __future__ import annotations

from pedagogy_sample.field_note import FIELD_NOTE
from pedagogy_sample.words import CATALOG
from sphinx_pedagogy.api import Audience, BlockSpec, InNotebook, Option, Presence

STORY_TIP = BlockSpec(
    name="story-tip",
    label="How to tell it",
    help="How a teacher tells a story.",
    audience=Audience.AUTHORS,
    notebook=InNotebook.LEFT_OUT,  # otherwise, students' notebooks on the authors' site have it
    catalog=CATALOG,
)

PLANNED_STORY = BlockSpec(
    name="plan-field-note",
    label="Planned story",
    help="A story that the lesson will tell.",
    argument=Presence.REQUIRED,
    argument_help="the title of the story",
    body=Presence.OPTIONAL,
    options=(Option("in", "The section of the lesson that will tell it."),),
    audience=Audience.AUTHORS,
    plans=FIELD_NOTE.name,
    catalog=CATALOG,
)
