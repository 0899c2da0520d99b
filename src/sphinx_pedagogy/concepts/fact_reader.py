"""What all who read facts off a page have in common: its lesson so far, places, ids, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.fact_lines import owner_of
from sphinx_pedagogy.core.nodes import block
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.facts import PageFacts
from sphinx_pedagogy.course.messages import Subtype, diagnostic_at, locate_in
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


RECORD = "lesson-record"


class FactReader:
    """The page that is being read, and what is known of it."""

    def __init__(self, env: BuildEnvironment, document: nodes.document) -> None:
        """Begin with no facts."""
        self.env = env
        self.document = document
        self.file = str(env.doc2path(env.docname))
        self.scale = scale_of(env.config)
        self.roles = registry_of(app_of(env)).roles
        self.facts = PageFacts()
        self.slug = ""
        """That of the lesson that the page is; empty if it is none."""
        self._places: dict[Place, Place] = {}
        self.lessons_of_records: dict[int, str] = {}
        """By the identity of a record's node, the lesson that the facts in it belong to."""

    def place(self, node: nodes.Node) -> Place:
        """Return where *node* stands, in the page or a file that it includes."""
        line, source = locate_in(self.file, node)
        place = Place(self.env.docname, line, source or "")
        return self._places.setdefault(place, place)  # what shares a line is stored with one

    def anchor(self, node: block, wanted: str) -> str:
        """Return the id of a block, which gets one if it has none."""
        if not node["ids"]:
            free = wanted
            while free in self.document.ids:
                free += "-"
            node["ids"].append(free)
            self.document.ids[free] = node
        found: str = node["ids"][0]
        return found

    def warn(self, subtype: Subtype, text: str, node: nodes.Node) -> None:
        """Record a warning at *node*."""
        domain_of(self.env).add_problem(diagnostic_at(self.env, subtype, text, node))

    def lesson_around(self, node: nodes.Node) -> str:
        """Return the lesson of a block: that of the record around it, else that of the page."""
        parent = owner_of(node)
        while isinstance(parent, block):
            if parent.kind == RECORD:
                return self.lessons_of_records.get(id(parent), "")
            parent = owner_of(parent)
        return self.slug
