"""The course as a graph, for the script that shows a reader what to do next.

It says what each lesson teaches, needs and uses, what builds on what, and what each check tests.
It goes out once for a site; pages load it only when something was answered, or when they show a
view that is made for one reader (:mod:`sphinx_pedagogy.concepts.reader_views`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.concepts.drawn_lines import DrawnLines
from sphinx_pedagogy.concepts.reader_views import READER_WORDS
from sphinx_pedagogy.core.browser_keys import CHECK, LESSON, own_key
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.data_scripts import script_of, write_data
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.fact_lines import words
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.site_files import folder_of, has_scripts
from sphinx_pedagogy.core.view import lesson_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.stated_block import StatedBlock
    from sphinx_pedagogy.model import DepthScale, Lesson, Teaching


class CourseGraph:
    """What the file holds. Concepts and lessons stand in lists, and name each other by place."""

    def __init__(self, builder: StandaloneHTMLBuilder, catalogue: Catalogue) -> None:
        """Take the course as a builder writes it."""
        self._builder = builder
        self._catalogue = catalogue
        self._course = catalogue.course
        self._lines = DrawnLines()
        self._places = {concept: place for place, concept in enumerate(catalogue.concepts)}
        # the course sorts them by their places on the page, which takes longer, and is not asked
        self._used: dict[str, set[int]] = {}
        for use in self._course.facts.uses:
            self._used.setdefault(use.lesson, set()).add(self._places[use.concept])

    def data(self, scale: DepthScale) -> dict[str, Any]:
        """Return the graph.

        :param scale: the words for how deep a concept is taught
        """
        made = {
            "depths": [_(word) for word in scale.words],
            "fading": self._course.fading_after,
            "concepts": [self._concept(concept) for concept in self._places],
            "lessons": [self._lesson(lesson) for lesson in self._course.lessons],
            "checks": dict(self._checks()),
            "words": {key: _(english) for key, english in READER_WORDS.items()},
        }
        self._lines.draw(self._builder)
        return made

    def _concept(self, concept: str) -> list[Any]:
        """Return id, title and what it builds on."""
        bases = [self._places[base] for base in self._course.bases.get(concept, ())]
        return [concept, self._lines.add(self._catalogue.concepts[concept].title), bases]

    def _lesson(self, lesson: Lesson) -> list[Any]:
        """Return key, name, address, time, and what it teaches, needs and uses.

        The key is empty where the lesson is no page of this site.
        """
        slug, document = lesson.slug, lesson.place.document
        here = self._catalogue.lesson_of(document) == lesson
        deepest: dict[str, Teaching] = {}
        for teaching in self._course.taught.get(slug, ()):
            known = deepest.get(teaching.concept)
            if known is None or teaching.depth >= known.depth:
                deepest[teaching.concept] = teaching
        taught = [
            [
                self._places[concept],
                teaching.depth,
                self._address(teaching.place.document, teaching.anchor) if here else "",
            ]
            for concept, teaching in deepest.items()
        ]
        needs = [
            [self._places[need.concept], need.depth]
            for need in self._course.requirements.get(slug, ())
        ]
        return [
            own_key(self._builder.env, document, LESSON, slug) if here else "",
            self._lines.add(lesson_name(lesson)),
            self._address(document, lesson.anchor),
            lesson.time if here else "",
            taught,
            needs if here else [],
            sorted(self._used.get(slug, set()) - {*map(self._places.get, deepest)}) if here else [],
        ]

    def _checks(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield the key of each check that readers see, with lesson, address, title and concepts.

        The lesson is -1 where the page is none.
        """
        for document, page in self._catalogue.pages.items():
            lesson = self._catalogue.lesson_of(document)
            place = self._course.positions[lesson.slug] if lesson else -1
            for check, key in checks_of(page):
                names = words(dict(check.options).get("tests", ""))
                found = dict.fromkeys(filter(None, map(self._catalogue.find, names)))
                yield (
                    own_key(self._builder.env, document, CHECK, key),
                    [
                        place,
                        self._address(document, check.anchor),
                        self._lines.add(check.title),
                        [self._places[concept] for concept in found],
                    ],
                )

    def _address(self, document: str, anchor: str) -> str:
        """Return an address as seen from the root of the site."""
        if "://" in document:
            return f"{document}#{anchor}" if anchor else document
        # in a site of a single page, the page of a lesson is a place on that
        page, _hash, place = self._builder.get_target_uri(document).partition("#")
        if not page and place:
            page = f"{self._builder.config.root_doc}{self._builder.out_suffix}"
        return f"{page}#{anchor or place}" if anchor or place else page


def checks_of(page: PageFacts) -> Iterator[tuple[StatedBlock, str]]:
    """Yield the checks of a page that readers see, each with the key of what is kept of it."""
    checks = [block for block in page.blocks if block.kind == "check"]
    if len(checks) != len(page.check_keys):
        return
    for check, key in zip(checks, page.check_keys, strict=True):
        if not any(name == "hidden" for name, _value in check.options):
            yield check, key


def write_graph(app: Sphinx, exception: Exception | None) -> None:
    """Write the graph beside the pages of a build, also of one that wrote no page."""
    if exception is not None or not has_scripts(app.builder):
        return
    domain, content = domain_of(app.env), ""
    if app.config.pedagogy_progress and any(page.is_ours for page in domain.pages.values()):
        builder = cast("StandaloneHTMLBuilder", app.builder)
        graph = CourseGraph(builder, domain.catalogue)
        content = script_of(graph.data(scale_of(app.config)))
    write_data(folder_of(app.builder), "graph", content)
