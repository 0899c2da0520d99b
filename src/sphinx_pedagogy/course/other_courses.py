"""Other courses that students bring with them: what their sites' ``curriculum.json`` says."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx_pedagogy.course.curriculum_reader import check, from_file, from_site
from sphinx_pedagogy.course.facts import ConceptRecord, ListedBlock, Mention, PageFacts
from sphinx_pedagogy.course.messages import Subtype, emit_warning
from sphinx_pedagogy.course.phrase import unmarked
from sphinx_pedagogy.model import Lesson, Place

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_pedagogy.model import DepthScale

FILE = "curriculum.json"
LONGEST = 60
"""Seconds that all other sites may take together."""
_LONGEST_REASON = 300


def other_courses(config: Config, confdir: str, scale: DepthScale) -> list[PageFacts]:
    """Return what the courses of ``pedagogy_courses`` teach, one page of facts for each.

    A course that cannot be read gets a warning, and counts as if it were not listed.
    """
    found = []
    end = time.monotonic() + LONGEST
    for name, where in config.pedagogy_courses.items():
        address, file = where if isinstance(where, (list, tuple)) else (where, None)
        base = address if address.endswith("/") else f"{address}/"
        try:
            curriculum = read_curriculum(base, Path(confdir, file) if file else None, end)
            found.append(facts_of(name, base, curriculum, scale))
        except Exception as error:  # whatever another site has, the build goes on
            source = file or f"{base}{FILE}"
            text = reason(error)
            emit_warning(
                Subtype.COURSE,
                f'pedagogy_courses: "{name}" cannot be read from {source} ({text}); '
                "its concepts are unknown in this build",
            )
    return found


def reason(error: Exception) -> str:
    """Return why a course cannot be read: of a file without its path, which the message has."""
    is_of_file = isinstance(error, OSError) and error.filename is not None and error.strerror
    text = " ".join(str(error.strerror if is_of_file else error).split())  # type: ignore[attr-defined]
    return text[:_LONGEST_REASON] or type(error).__name__


def read_curriculum(base: str, file: Path | None, end: float) -> dict[str, Any]:
    """Return the facts of a course from a file, or from its site.

    :param end: when to give up, as ``time.monotonic()`` counts
    """
    if not base.startswith(("https://", "http://")):
        raise ValueError("an address begins with https://")
    found = from_file(file) if file is not None else from_site(urljoin(base, FILE), end)
    return check(found)


def facts_of(name: str, base: str, curriculum: dict[str, Any], scale: DepthScale) -> PageFacts:
    """Return the lessons of a course, which stand before the first of ours.

    They have no numbers here: theirs may be those of our own lessons. A depth that our scale does
    not know counts as its lowest.
    """
    page = PageFacts()
    # what no lesson of theirs teaches, such as a word of a glossary, is not known, but has a name
    concepts = {concept["id"]: definition_of(base, concept) for concept in curriculum["concepts"]}
    page.statements += concepts.values()
    for lesson in curriculum["lessons"]:
        place, slug = Place(_address(base, lesson)), f"{name}:{lesson['slug']}"
        title = f"{curriculum['project']}: {lesson['title']}"
        page.lessons.append(Lesson(slug=slug, number=(), title=title, place=place, recorded=True))
        # version 1 had none
        for kind, key in (("mental-model", "mental_models"), ("analogy", "analogies")):
            page.targets += [
                phrase_of(item, kind, slug, place)
                for item in lesson.get(key, ())
                if not item["from"]
            ]
        for use in lesson["uses"]:
            if use["concept"] in concepts:
                page.mentions.append(
                    Mention(name=use["concept"], lesson=slug, place=place, recap=use["recap"])
                )
        for teaching in lesson["teaches"]:
            if teaching["concept"] not in concepts:
                raise ValueError(
                    f"{teaching['concept']!r} is taught, but is not among its concepts"
                )
            known = teaching["depth"] in scale.words
            page.statements.append(
                concepts[teaching["concept"]]._replace(
                    place=place,
                    lesson=slug,
                    depth=scale.depth(teaching["depth"]) if known else 1,
                    anchor=teaching["anchor"],
                    note=unmarked(teaching["note"]),
                )
            )
    return page


def phrase_of(found: dict[str, Any], kind: str, lesson: str, place: Place) -> ListedBlock:
    """Return a phrase that a lesson of another course planted."""
    return ListedBlock(
        kind=kind,
        id=found["id"],
        title=unmarked(found["title"]),
        text="",
        lesson=lesson,
        anchor=found["anchor"],
        place=place,
    )


def definition_of(base: str, concept: dict[str, Any]) -> ConceptRecord:
    """Return the definition of a concept of another course."""
    return ConceptRecord(
        concept["title"],
        Place(_address(base, concept)),
        title=concept["title"],
        aliases=(concept["id"], *concept["aliases"]),
        definition=unmarked(concept["definition"]),
        anchor=concept.get("anchor", ""),
    )


def _address(base: str, found: dict[str, Any]) -> str:
    """Return the address of a page of another course.

    :raises ValueError: it is none of a page, but such as would run a script
    """
    address: str = urljoin(base, found["uri"])
    if not address.startswith(("https://", "http://")):
        raise ValueError(f"{address[:80]!r} is no address of a page")
    return address
