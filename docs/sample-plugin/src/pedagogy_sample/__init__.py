"""Stories from practice, and how much time a course takes: a plugin for sphinx-pedagogy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pedagogy_sample.export import TIMES
from pedagogy_sample.field_note import FIELD_NOTE
from pedagogy_sample.ready import count_stories
from pedagogy_sample.rules import EarlyStories, FieldNotes
from pedagogy_sample.teaching import PLANNED_STORY, STORY_TIP
from pedagogy_sample.view import STUDY_TIME
from pedagogy_sample.words import CATALOG
from sphinx_pedagogy.api import add_block, add_exporter, add_rule, add_view

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the blocks, the rules, the view and the exporter, and the words of all of them."""
    app.setup_extension("sphinx_pedagogy")
    app.add_message_catalog(CATALOG, str(Path(__file__).parent / "locale"))
    for spec in (FIELD_NOTE, STORY_TIP, PLANNED_STORY):
        add_block(app, spec)
    add_rule(app, FieldNotes)
    add_rule(app, EarlyStories)
    add_view(app, STUDY_TIME)
    add_exporter(app, TIMES)
    app.connect("pedagogy-course-ready", count_stories)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
