"""Other courses that students bring with them: what their sites' ``curriculum.json`` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from sphinx_pedagogy.facts import PageFacts, Statement
from sphinx_pedagogy.messages import Subtype, give_now
from sphinx_pedagogy.model import Lesson, Place
from sphinx_pedagogy.phrase import unmarked

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_pedagogy.model import DepthScale

FILE = "curriculum.json"
TIMEOUT = 10
"""Seconds to wait for another site."""


def other_courses(config: Config, confdir: str, scale: DepthScale) -> list[PageFacts]:
    """Return what the courses of ``pedagogy_courses`` teach, one page of facts for each.

    A course that cannot be read gets a warning, and counts as if it were not listed.
    """
    found = []
    for name, where in config.pedagogy_courses.items():
        address, file = where if isinstance(where, (list, tuple)) else (where, None)
        base = address if address.endswith("/") else f"{address}/"
        try:
            curriculum = read_curriculum(base, Path(confdir, file) if file else None)
            found.append(facts_of(name, base, curriculum, scale))
        except (OSError, URLError, ValueError, KeyError, TypeError) as error:
            source = file or urljoin(base, FILE)
            give_now(
                Subtype.COURSE,
                f'pedagogy_courses: "{name}" cannot be read from {source} ({error}); '
                "its concepts are unknown in this build",
            )
    return found


def read_curriculum(base: str, file: Path | None) -> dict[str, Any]:
    """Return the facts of a course from a file, or from its site."""
    if file is not None:
        text = file.read_text(encoding="utf-8")
    else:
        if not base.startswith(("https://", "http://")):
            raise ValueError("an address begins with https://")
        with urlopen(urljoin(base, FILE), timeout=TIMEOUT) as answer:  # noqa: S310 (checked)
            text = answer.read().decode("utf-8")
    curriculum = json.loads(text)
    if not isinstance(curriculum, dict) or curriculum.get("version") != 1:
        raise ValueError("it is no curriculum.json of version 1")
    return curriculum


def facts_of(name: str, base: str, curriculum: dict[str, Any], scale: DepthScale) -> PageFacts:
    """Return a course as one lesson that stands before the first of ours.

    A depth that our scale does not know counts as its lowest.
    """
    slug = f"{name}:"
    own = Lesson(slug, (), curriculum["project"], Place(base), recorded=True)
    page = PageFacts(lessons=[own])
    # what no lesson of theirs teaches, such as a word of a glossary, is not known, but has a name
    concepts = {concept["id"]: definition_of(base, concept) for concept in curriculum["concepts"]}
    page.statements += concepts.values()
    for lesson in curriculum["lessons"]:
        for teaching in lesson["teaches"]:
            known = teaching["depth"] in scale.words
            page.statements.append(
                concepts[teaching["concept"]]._replace(
                    place=Place(urljoin(base, lesson.get("uri", ""))),
                    lesson=slug,
                    depth=scale.depth(teaching["depth"]) if known else 1,
                    anchor=teaching["anchor"],
                )
            )
    return page


def definition_of(base: str, concept: dict[str, Any]) -> Statement:
    """Return the definition of a concept of another course."""
    return Statement(
        concept["title"],
        Place(urljoin(base, concept.get("uri", ""))),
        title=concept["title"],
        aliases=(concept["id"], *concept["aliases"]),
        definition=unmarked(concept["definition"]),
        anchor=concept.get("anchor", ""),
    )
