"""Reading the facts off a page, once its blocks have their final shape."""

from __future__ import annotations

from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.concepts.page_facts_reader import PageReader
from sphinx_pedagogy.concepts.presentations import PresentationReader, showing_nodes
from sphinx_pedagogy.concepts.texts import references
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.glue import glued_values
from sphinx_pedagogy.core.mystnb.cell_nodes import has_parts_of_cells
from sphinx_pedagogy.core.nodes import (
    block,
    concept_ref,
    lesson_ref,
    quantity_ref,
    view,
    walk,
)
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.course.facts import (
    Mention,
    PageFacts,
)


class CollectFacts(SphinxTransform):
    """Stores what the page states with the page."""

    default_priority = transforms.COLLECT_FACTS

    def apply(self) -> None:
        """Read the page, its own lesson first: all else belongs to that."""
        ours = is_ours(self.env)
        if not ours and not domain_of(self.env).in_use:
            # a page without anything of ours may show the number or title of a block
            self.keep_references()
            return
        kinds = (block, concept_ref, lesson_ref, pending_xref, quantity_ref, view)
        showing = showing_nodes()
        walked = walk(self.document, *kinds, *showing, inline=True)
        found = [node for node in walked if isinstance(node, kinds)]
        blocks = [node for node in found if isinstance(node, block)]
        reader = PageReader(self.env, self.document)
        reader.facts.is_ours = ours
        explicit = self.document.nametypes.items()
        reader.facts.labels = tuple(name for name, is_explicit in explicit if is_explicit)
        reader.serves_a_lesson = any(node.kind in {"plan", "review"} for node in blocks)
        for node in blocks:
            if node.kind == "lesson":
                reader.lesson(node)
        for node in blocks:
            reader.labels(node)
            read = reader.reader_of(node)
            if read:
                read(node)
            reader.record(node)
        for inside in found:
            if isinstance(inside, concept_ref):
                reader.mention(inside)
            elif isinstance(inside, lesson_ref):
                named = Mention(inside["name"], reader.slug, reader.place(inside))
                reader.facts.lesson_mentions.append(named)
            elif isinstance(inside, quantity_ref):
                reader.quantity(inside)
            elif isinstance(inside, view):
                reader.view(inside)
        if reader.facts.lessons or reader.facts.records:
            seen = [node for node in walked if isinstance(node, (block, *showing))]
            reader.facts.shows = list(PresentationReader(reader).read(seen))
        reader.facts.references = references(found)
        glued = glued_values(self.env, self.env.docname)
        reader.facts.glued = glued or {}
        reader.facts.all_glued = glued is not None or not has_parts_of_cells(self.document)
        if ours or found or reader.facts.glued or not reader.facts.all_glued:
            domain_of(self.env).pages[self.env.docname] = reader.facts

    def keep_references(self) -> None:
        """Keep nothing but what the page refers to, if it refers to anything."""
        wanted = references(walk(self.document, pending_xref, inline=True))
        if wanted:
            facts = PageFacts(references=wanted, is_ours=False)
            domain_of(self.env).pages[self.env.docname] = facts
