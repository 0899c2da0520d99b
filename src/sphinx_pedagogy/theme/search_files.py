"""What the search page of the theme loads: the text of a page that is found, concepts, words.

Each is a script that hands over data, so that the page works from disk, where a browser refuses to
fetch. The text of a page is loaded when the page is found, and the words when one that the reader
typed is nowhere.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import DOMAIN
from sphinx_pedagogy.core.site_files import folder_of, keep
from sphinx_pedagogy.course.phrase import MATH, bits_of, cut
from sphinx_pedagogy.course.plain_formula import plain_formula
from sphinx_pedagogy.theme.page_text import text_of_page
from sphinx_pedagogy.theme.schemes import NAME, theme_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = "search"
LONGEST_DEFINITION = 320
"""Characters of a definition among the results."""

_SHORTEST_WORD = 4
"""Letters of a word that a typo may be meant as: shorter ones are all like each other."""

_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST_WORD},24}}")
_START = "document.currentScript.data = "


def searches(app: Sphinx) -> bool:
    """Whether a build has a search page of this theme."""
    return theme_name(app.builder) == NAME and app.builder.name in {"html", "dirhtml"}


def write_page_text(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the text of a page beside it."""
    if doctree is None or not searches(app):
        return
    sections = text_of_page(doctree) if is_found(app, pagename) else []
    keep(_pages(app) / f"{pagename}.js", script_of(sections))


def is_found(app: Sphinx, pagename: str) -> bool:
    """Whether the search finds a page: its author may say that it does not."""
    return not {"no-search", "nosearch"} & app.env.metadata.get(pagename, {}).keys()


def write_search_files(app: Sphinx, exception: Exception | None) -> None:
    """Write concepts and words, and take away the text of pages that are gone."""
    if exception is not None or not searches(app):
        return
    pages, kept = _pages(app), []
    for file in sorted(pages.rglob("*.js")):
        if file.relative_to(pages).with_suffix("").as_posix() in app.env.all_docs:
            kept.append(file)
        else:
            file.unlink()
    concepts = list(concepts_of(app))
    folder = pages.parent
    keep(folder / "concepts.js", script_of(concepts))
    texts = [file.read_text(encoding="utf-8") for file in kept]
    texts += [" ".join((concept.title, *concept.aliases)) for concept in concepts]
    keep(folder / "words.js", script_of(words_of(texts)))


class ShownConcept(NamedTuple):
    """What the results show of a concept."""

    title: str
    aliases: tuple[str, ...]
    definition: str
    page: str
    anchor: str
    taught: tuple[str, ...]
    """The pages that teach it, the deepest teaching first."""


def concepts_of(app: Sphinx) -> Iterator[ShownConcept]:
    """Yield each concept that has a home on this site."""
    if not app.registry.has_domain(DOMAIN) or not domain_of(app.env).pages:
        return
    catalogue = domain_of(app.env).catalogue
    for found in catalogue.objects():
        concept = catalogue.concepts.get(found.name) if found.kind == "concept" else None
        if not concept or found.place.document not in app.env.all_docs:
            continue
        taught = sorted(catalogue.course.teachings_of(concept.id), key=lambda it: -it.depth)
        lessons = {lesson.place.document for lesson in catalogue.course.lessons}
        pages = dict.fromkeys(it.place.document for it in taught)
        yield ShownConcept(
            title=plain(concept.title),
            aliases=tuple(map(plain, concept.aliases)),
            definition=plain(cut(concept.definition, LONGEST_DEFINITION, sentences=True)),
            page=found.place.document,
            anchor=found.anchor,
            taught=tuple(page for page in pages if page in lessons and page in catalogue.pages),
        )


def plain(line: str) -> str:
    """Return a line whose formulas are as plain as text can have them."""
    return "".join(
        plain_formula(bit.text) if bit.kind == MATH else bit.text for bit in bits_of(line)
    )


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of some scripts and names, for what may be meant by a typo."""
    found: set[str] = set()
    for text in texts:
        found.update(word.lower() for word in _WORD.findall(text.removeprefix(_START)))
    return sorted(found)


def script_of(data: object) -> str:
    """Return a script that gives data to whoever loads it, from disk too."""
    return f"{_START}{json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _pages(app: Sphinx) -> Path:
    return folder_of(app.builder) / FOLDER / "pages"
