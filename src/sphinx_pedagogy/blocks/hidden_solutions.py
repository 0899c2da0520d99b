"""An edition for students: the solutions of exercises are on no page and in no notebook.

They go as late as possible. The page as it was read has them, so that the audit, the cells and the
other edition need no second reading, and a student's notebook keeps a place for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.guided_exercises import solutions_of_guided
from sphinx_pedagogy.core.nodes import block, walk
from sphinx_pedagogy.core.post_transform import PostTransform, has_ours
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.core.settings import hides_solutions
from sphinx_pedagogy.core.view_content import SITES
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import Subtype, emit_warning

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class HideSolutions(PostTransform):
    """Takes solutions out of books and texts, before their answers are collected."""

    default_priority = transforms.HIDE_SOLUTIONS

    def is_supported(self) -> bool:
        """Whether this edition has no solutions; a site's notebooks look at them first."""
        name = app_of(self.env).builder.name
        return hides_solutions(self.config) and name not in SITES

    def change(self) -> None:
        """Take them out."""
        take_out(self.env, self.document)


def hide_on_page(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Take solutions out of a page of a site, whose notebooks are written by now."""
    if (
        hides_solutions(app.config)
        and app.builder.name in SITES
        and has_ours(app.env, document, docname)
    ):
        take_out(app.env, document)


def take_out(env: BuildEnvironment, document: nodes.document) -> None:
    """Leave nothing of the solutions but the places that links lead to."""
    names_of = registry_of(app_of(env)).names_of
    solutions = names_of(BlockRole.SOLUTION)
    guided = solutions_of_guided(document, names_of(BlockRole.EXERCISE), solutions)
    for node in cast("list[block]", walk(document, block)):
        if node.kind in solutions and id(node) not in guided:
            # not `replace_self`, which would keep what the text calls the solution
            at = node.parent.index(node)
            node.parent[at : at + 1] = [
                nodes.target("", "", ids=[name]) for name in places_in(node)
            ]


def places_in(solution: block) -> list[str]:
    """Return the ids that links may lead to; that of a heading is made of its words, and goes."""
    parts = (
        part
        for part in solution.findall(nodes.Element)
        if not isinstance(part, nodes.section | nodes.rubric | nodes.title)
    )
    return list(dict.fromkeys(name for part in parts for name in part["ids"]))


def warn_of_sources(app: Sphinx) -> None:
    """Warn if the sources of the pages are published, with all solutions."""
    config = app.config
    if hides_solutions(config) and app.builder.name in SITES and config.html_copy_source:
        text = (
            'pedagogy_solutions = "hide", but the site has the sources of its pages, with all '
            "solutions, in _sources/; set html_copy_source = False"
        )
        emit_warning(Subtype.CONFIG, text)
