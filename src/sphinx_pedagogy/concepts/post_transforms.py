"""Filling what depends on other pages, on the copy of a page that each builder gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.concepts.content_renderer import ContentRenderer
from sphinx_pedagogy.concepts.link_targets import (
    LinkTarget,
    page_link,
    reference,
)
from sphinx_pedagogy.concepts.page_questions import CHECK, FRONT, LESSON, LINK, STATUS, VALUE, VIEW
from sphinx_pedagogy.concepts.reader_views import is_for_reader, without_browser
from sphinx_pedagogy.concepts.statistics_view import shows_statistics
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.nodes import (
    block,
    concept_ref,
    lesson_ref,
    module_ref,
    page_of,
    quantity_ref,
    requirement_mark,
    view,
    walk,
)
from sphinx_pedagogy.core.phrase_nodes import nodes_of
from sphinx_pedagogy.core.post_transform import PostTransform
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.core.site_files import has_scripts
from sphinx_pedagogy.core.view_content import Paragraph
from sphinx_pedagogy.course.numerals import formatted
from sphinx_pedagogy.course.phrase import Phrase, unmarked

if TYPE_CHECKING:
    from sphinx.builders import Builder

REPORTS = ("gettext",)
"""Builders that want the author's words alone."""


class FillViews(PostTransform):
    """Puts what a view shows in its place."""

    default_priority = transforms.FILL_VIEWS

    def change(self) -> None:
        """Fill each view of the page, or of each page of a book."""
        builder = app_of(self.env).builder
        seen: set[tuple[str, str]] = set()
        told = False
        for node in walk(self.document, view):
            docname = page_of(node, self.env.docname)
            content = (
                []
                if builder.name in REPORTS
                else VIEW.ask(self.env, docname, node["kind"], node["arguments"])
            )
            if is_for_reader(content) and not has_scripts(builder):
                content = without_browser(content, is_first=not told)
                told = True
            made = ContentRenderer(builder, docname).paint(content)
            for term in (term for node in made for term in node.findall(nodes.term)):
                # two glossaries of a page may list one concept
                term["ids"] = [
                    identifier for identifier in term["ids"] if (docname, identifier) not in seen
                ]
                seen.update((docname, identifier) for identifier in term["ids"])
            node.parent.replace(node, made)


class TellStatistics(PostTransform):
    """Puts below each check how it did with readers, on the site of the authors."""

    default_priority = transforms.TELL_STATISTICS

    def change(self) -> None:
        """Ask for each check of the page."""
        builder = app_of(self.env).builder
        if not shows_statistics(self.env) or builder.name in REPORTS:
            return
        for node in walk(self.document, block):
            docname = page_of(node, self.env.docname)
            if "key" not in node.get("data", {}) or not node["ids"]:
                continue
            if line := CHECK.ask(self.env, docname, node["ids"][0]):
                shown = Paragraph(line, "ped-uses")
                node += ContentRenderer(builder, docname).paint([shown])


class ResolveConcepts(PostTransform):
    """Turns each mention of a concept into a link, and each requirement's mark into a status.

    Before Sphinx resolves references: one mention becomes a link and a mark for what comes later,
    and where it leads depends on the lesson of its reader.
    """

    default_priority = transforms.RESOLVE_CONCEPTS

    def change(self) -> None:
        """Resolve the mentions of the page, each as its reader meets it."""
        builder = app_of(self.env).builder
        if builder.name in REPORTS:
            return  # translators get the names as they are written
        known: dict[tuple[str, str], LinkTarget | None] = {}
        kinds = (requirement_mark, concept_ref, lesson_ref, module_ref, quantity_ref)
        for node in walk(self.document, *kinds, inline=True):
            if isinstance(node, quantity_ref):
                self.show_elsewhere(node)
                continue
            if isinstance(node, requirement_mark):
                self.show_status(node, builder)
                continue
            if isinstance(node, lesson_ref):
                self.link_lesson(node, builder)
                continue
            if isinstance(node, module_ref):
                self.link_module(node, builder)
                continue
            docname = page_of(node, self.env.docname)
            key = docname, node["name"]
            if key not in known:
                known[key] = LINK.ask(self.env, docname, node["name"])
            link = known[key]
            if link is None:
                self.leave_to_sphinx(node, "concept")
                continue
            shown = words_shown(node, link)
            node.parent.replace(node, reference(builder, docname, link, shown))

    def leave_to_sphinx(self, node: nodes.Element, role: str) -> None:
        """Let others resolve a name that this course does not have, such as intersphinx.

        Sphinx warns of it where ``nitpicky`` is on.
        """
        # the classes that Sphinx gives, "ped" and "ped-concept", are those of a block
        words = nodes.inline("", "", *node.children, classes=["xref"])
        left = addnodes.pending_xref(
            "",
            words,
            refdomain="ped",
            reftype=role,
            reftarget=node["name"],
            refexplicit=bool(node.get("explicit")),
            refdoc=page_of(node, self.env.docname),
        )
        left.source, left.line = node.source, node.line
        node.parent.replace(node, left)

    def link_lesson(self, node: lesson_ref, builder: Builder) -> None:
        """Link a mention of a lesson, which shows number and title unless the author says else."""
        docname = page_of(node, self.env.docname)
        link = LESSON.ask(self.env, docname, node["name"])
        if link is None:
            self.leave_to_sphinx(node, "lesson")
            return
        text = node.astext() if node["explicit"] else link.name
        made = page_link(builder, docname, link.document, link.anchor, text)
        node.parent.replace(node, made)

    def link_module(self, node: module_ref, builder: Builder) -> None:
        """Link the number of a module to its front, if it has one."""
        docname = page_of(node, self.env.docname)
        made: nodes.Node = nodes.Text(node.astext())
        if front := FRONT.ask(self.env, docname, node["number"]):
            made = page_link(builder, docname, front, "", node.astext())
        node.parent.replace(node, made)

    def show_elsewhere(self, node: quantity_ref) -> None:
        """Show what the cells of another page computed, unless the author wrote it."""
        docname = page_of(node, self.env.docname)
        value = VALUE.ask(self.env, docname, node["elsewhere"], node["name"])
        if value and not node["written"]:
            try:
                text = formatted(value, node["format"])
            except ValueError:
                text = formatted(value)
            node.children = []
            node += nodes.Text(text)

    def show_status(self, mark: requirement_mark, builder: Builder) -> None:
        """Show the status of one line of ``requires``."""
        docname = page_of(mark, self.env.docname)
        line = STATUS.ask(self.env, docname, mark["name"], mark["depth"])
        made = ContentRenderer(builder, docname).inline((" ", *line)) if line else []
        mark.parent.replace(mark, made)


def words_shown(node: nodes.Element, link: LinkTarget) -> list[nodes.Node]:
    """Return the words of a mention; a name in a line of facts is one that the reader knows."""
    if link.translated and node.get("stated") and not node.get("translated"):
        return nodes_of(link.translated)
    name = str(node["name"])
    if "$" in name and not node.get("explicit") and isinstance(link.translated, Phrase):
        return nodes_of(unmarked(name))  # a formula, as in the title
    return node.children
