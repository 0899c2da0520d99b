"""Concept cards: what the page's script shows of a concept on hover, focus and tap.

The cards of a site lie in one file, which a page loads when the first of them opens. So a page
holds only what depends on the page: which concept a link names, the lesson that taught it to the
reader of the page, and how long ago that reader met it.

The file has a name of its own for each content, and may be kept by browsers for ever; a small one
beside it, whose name never changes, tells that name. No page names either of them: a changed
definition writes no page.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import _, course_link
from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.core.site_files import code_of, folder_of, has_scripts, keep, read
from sphinx_pedagogy.core.view import ago, lesson_name
from sphinx_pedagogy.course.phrase import MATH, Phrase, bits_of, cut

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.model import Concept, DepthScale

LONGEST_TEXT = 120
"""Characters of a definition on a card; the concept's own block has all of it."""

POINTER = "cards.js"
"""The file that tells the name of the one with the cards."""

_NAMES = "cards-*.js"
_FORMULA = "data-ped-formula"
_END = "<!--ped-end-->"

Shown = str | dict[str, str]
"""A line as the page's script takes it: text, or HTML where it has markup."""


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
        self._marked: list[tuple[dict[str, str], Phrase]] = []

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
                    lessons[slug] = self._line(lesson_name(lesson))
            concepts[concept.id] = [
                self._line(concept.title),
                self._line(definition_on_card(concept.definition)),
                [(slug, _(self._scale.word(depth))) for slug, depth in depths.items()],
            ]
        self._draw(builder)
        words = [ago(1), _("{} lessons ago")]
        return {"concepts": concepts, "lessons": lessons, "ago": words}

    def _line(self, text: str) -> Shown:
        if not isinstance(text, Phrase):
            return text
        drawn: dict[str, str] = {}
        self._marked.append((drawn, text))
        return drawn

    def _draw(self, builder: StandaloneHTMLBuilder) -> None:
        """Draw all lines with markup as one text, which takes a tenth of the time."""
        if not self._marked:
            return
        # formulas that are pictures are found from the root of the site
        builder.imgpath = "_images"
        text = nodes.inline()
        for _drawn, line in self._marked:
            text += [*nodes_of(line), nodes.raw("", _END, format="html")]
        html = builder.render_partial(text)["fragment"].strip().removeprefix("<span>")
        for (drawn, _line), fragment in zip(self._marked, html.split(_END), strict=False):
            drawn["html"] = fragment.strip()


def write_cards(app: Sphinx, exception: Exception | None) -> None:
    """Write the cards beside the pages of a build, also of one that wrote no page."""
    if exception is not None or not has_scripts(app.builder):
        return
    domain, folder = domain_of(app.env), folder_of(app.builder)
    files = {}
    if domain.pages and domain.catalogue.concepts:
        cards = CardFile(domain.catalogue, scale_of(app.config))
        data = cards.data(cast("StandaloneHTMLBuilder", app.builder))
        content = script_of(data) + code_of(read("js/card.js"))
        name = f"cards-{blake2b(content.encode(), digest_size=8).hexdigest()}.js"
        files = {name: content, POINTER: script_of({"file": name})}
    for name, content in files.items():
        keep(folder / name, content)
    for file in [*folder.glob(_NAMES), folder / POINTER]:
        if file.name not in files:
            file.unlink(missing_ok=True)


def script_of(data: dict[str, Any]) -> str:
    """Return a script that gives data to whoever loads it, from disk too."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"document.currentScript.data = {packed};\n"
