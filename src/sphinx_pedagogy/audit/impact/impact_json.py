"""A difference as JSON; ``impact.schema.json`` describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.report.report_json import entry_facts

if TYPE_CHECKING:
    from sphinx_pedagogy.audit.impact.compare import Difference, RequirementChange
    from sphinx_pedagogy.audit.impact.same_lesson import Change
    from sphinx_pedagogy.audit.report.report import LessonEntry

VERSION = 1
"""Rises when a program that read the file could stumble; the schema is of the same version."""

SCHEMA = Path(__file__).with_name("impact.schema.json")


def json_difference(difference: Difference) -> str:
    """Return a difference as JSON."""
    return json.dumps(difference_facts(difference), ensure_ascii=False, indent=1) + "\n"


def difference_facts(difference: Difference) -> dict[str, Any]:
    """Return a difference as its schema describes it."""
    return {
        "version": VERSION,
        "change": difference.what,
        "breaks": [entry_facts(entry) for entry in difference.introduced],
        "follows": [entry_facts(entry) for entry in difference.follows],
        "mends": [entry_facts(entry) for entry in difference.resolved],
        "requirements": [requirement_facts(turn) for turn in difference.requirements],
        "added": [lesson_facts(lesson) for lesson in difference.added],
        "removed": [lesson_facts(lesson) for lesson in difference.removed],
        "renamed": [change_facts(change, change.before.slug) for change in difference.renamed],
        "renumbered": [
            change_facts(change, change.before.number) for change in difference.renumbered
        ],
    }


def requirement_facts(change: RequirementChange) -> dict[str, Any]:
    """Return a requirement whose status changes."""
    return {
        "lesson": change.lesson.slug,
        "concept": change.after.concept,
        "depth": change.after.depth,
        "before": change.before.status if change.before else None,
        "after": change.after.status,
        "known": change.after.known,
        "taught_in": change.after.taught_in,
    }


def change_facts(change: Change, was: str) -> dict[str, Any]:
    """Return a lesson that is called or numbered otherwise, and what it was."""
    return {**lesson_facts(change.after), "was": was}


def lesson_facts(lesson: LessonEntry) -> dict[str, Any]:
    """Return a lesson."""
    return {
        "slug": lesson.slug,
        "number": lesson.number,
        "title": lesson.title,
        "file": lesson.file,
    }
