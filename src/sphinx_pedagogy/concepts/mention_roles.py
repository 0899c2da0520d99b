"""The roles that name something of the course: concepts and lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

from sphinx_pedagogy.concepts.prose_reader import NO_MENTIONS
from sphinx_pedagogy.core.nodes import concept_ref, lesson_ref
from sphinx_pedagogy.core.opt_in import note_page
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_EXTERNAL = regex(r":external[+:]")
"""What intersphinx writes before the name of a role, to refer to another project."""


class MentionRole(XRefRole):
    """A reference to something of this course, or by intersphinx to that of another project.

    In this course it is no ``pending_xref`` at first: Sphinx would warn of translators who write
    a name of their own language. What no page has becomes one when the page is written.
    """

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline)

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the reference; where it leads is decided when all pages are known."""
        note_page(self.env)
        if _EXTERNAL.search(self.rawtext):
            return super().run()
        made = self.mention()
        self.set_source_info(made)
        return [made], []

    def result_nodes(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        node: nodes.Element,
        is_ref: bool,
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Take from a reference to another project the classes of a block, which Sphinx gives."""
        for words in node.findall(self.innernodeclass):
            words["classes"] = ["xref"]
        return super().result_nodes(document, env, node, is_ref)

    def mention(self) -> nodes.Element:
        """Return what stands in its place until then."""
        raise NotImplementedError


class ConceptRole(MentionRole):
    """``{concept}`name``` or ``{concept}`words <name>```: a mention of a concept."""

    def mention(self) -> nodes.Element:
        """Return a mention of a concept."""
        node = concept_ref(self.rawtext, self.title, name=self.target)
        node["explicit"] = self.has_explicit_title
        return node


class NoMentionsRole(SphinxRole):
    """``{no-mentions}`words```: words that name no concept, or are not to be linked."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words."""
        return [nodes.inline(self.rawtext, self.text, classes=[NO_MENTIONS])], []


class LessonRole(MentionRole):
    """``{lesson}`slug``` or ``{lesson}`6.3.5```: a link to a lesson."""

    def mention(self) -> nodes.Element:
        """Return a mention of a lesson."""
        node = lesson_ref(self.rawtext, self.title, name=self.target)
        node["explicit"] = self.has_explicit_title
        return node
