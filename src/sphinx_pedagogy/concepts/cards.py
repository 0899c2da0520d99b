"""Concept cards: what the page's script shows of a concept on hover, focus and tap.

The cards of a site lie in one file, which a page loads when the first of them opens. So a page
holds only what depends on the page: which concept a link names, the lesson that taught it to the
reader of the page, and how long ago that reader met it.

No page names the file: a changed definition writes no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx_pedagogy.concepts.drawn_lines import DrawnLines
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.data_scripts import script_of, write_data
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import _, course_link
from sphinx_pedagogy.core.site_files import code_of, folder_of, has_scripts, read
from sphinx_pedagogy.core.view import ago, lesson_name
from sphinx_pedagogy.course.phrase import MATH, Phrase, bits_of, cut

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_pedagogy.concepts.drawn_lines import Shown
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model import Concept, DepthScale

LONGEST_TEXT = 120
"""Characters of a definition on a card; the concept's own block has all of it."""

_FORMULA = "data-ped-formula"


def visit_course_link(translator: HTML5Translator, node: course_link) -> None:
    """Open a link as small as can be: a page has many of them."""
    attributes: dict[str, Any] = {"href": node.get("refuri") or f"#{node['refid']}"}
    if "reftitle" in node:
        attributes["title"] = str(node["reftitle"])
    if "concept" in node:
        attributes["data-ped-concept"] = node["concept"]
        if node["taught"]:
            attributes["data-ped-taught"] = node["taught"]
        if node["ago"]:
            attributes["data-ped-ago"] = node["ago"]
        if node["formula"]:
            attributes[_FORMULA] = "1"
    translator.body.append(translator.starttag(node, "a", "", **attributes))


def depart_course_link(translator: HTML5Translator, node: course_link) -> None:
    """Close it."""
    translator.body.append("</a>")


def definition_on_card(definition: str) -> str:
    """Return as much of a definition as a card has room for."""
    return cut(definition, LONGEST_TEXT, sentences=True)


def has_formula(concept: Concept, lesson: str = "") -> bool:
    """Whether the card of a concept has a formula.

    :param lesson: the title of the lesson that it tells of
    """
    lines = [line for line in (concept.title, concept.definition, lesson) if type(line) is Phrase]
    return any(
        bit.kind == MATH
        for line in lines
        for bit in bits_of(definition_on_card(line) if line is concept.definition else line)
    )


def ask_for_formulas(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Let a page load what draws formulas if one of its cards has any.

    It tells so in its links: they are all that a page knows of its cards.
    """
    if doctree is not None and f'{_FORMULA}="' in (context.get("body") or ""):
        context["has_maths_elements"] = True


class CardFile:
    """The content of the file."""

    def __init__(self, catalogue: Catalogue, scale: DepthScale) -> None:
        """Take the course.

        :param scale: the words for how deep a concept is taught
        """
        self._catalogue = catalogue
        self._scale = scale
        self._lines = DrawnLines()

    def data(self, builder: StandaloneHTMLBuilder) -> dict[str, Any]:
        """Return the cards by concept, and what they share.

        :param builder: knows how formulas are drawn
        """
        course = self._catalogue.course
        lessons: dict[str, Shown] = {}
        concepts = {}
        for concept in self._catalogue.concepts.values():
            # of the teachings in one lesson the deepest comes last
            depths = {
                teaching.lesson: teaching.depth for teaching in course.teachings_of(concept.id)
            }
            for slug in depths:
                if slug not in lessons:
                    lesson = course.lessons[course.positions[slug]]
                    lessons[slug] = self._lines.add(lesson_name(lesson))
            concepts[concept.id] = [
                self._lines.add(concept.title),
                self._lines.add(definition_on_card(concept.definition)),
                [(slug, _(self._scale.word(depth))) for slug, depth in depths.items()],
            ]
        self._lines.draw(builder)
        words = [ago(1), _("{} lessons ago")]
        return {"concepts": concepts, "lessons": lessons, "ago": words}


def write_cards(app: Sphinx, exception: Exception | None) -> None:
    """Write the cards beside the pages of a build, also of one that wrote no page."""
    if exception is not None or not has_scripts(app.builder):
        return
    domain, content = domain_of(app.env), ""
    if domain.pages and domain.catalogue.concepts:
        cards = CardFile(domain.catalogue, scale_of(app.config))
        data = cards.data(cast("StandaloneHTMLBuilder", app.builder))
        content = script_of(data) + code_of(read("js/card.js"))
    write_data(folder_of(app.builder), "cards", content)
