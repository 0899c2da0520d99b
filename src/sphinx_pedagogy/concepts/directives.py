"""The roles and directives that depend on the whole course."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from sphinx_pedagogy.nodes import concept_ref, view

if TYPE_CHECKING:
    from collections.abc import Callable

OPTIONS = ("lesson", "module", "depth")
"""What a view can be limited to."""


class ConceptRole(ReferenceRole):
    """``{concept}`name``` or ``{concept}`words <name>```: a mention of a concept."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mention; where it leads is decided when all pages are known."""
        made = concept_ref(self.rawtext, self.title, name=self.target)
        self.set_source_info(made)
        return [made], []


class LessonRole(ReferenceRole):
    """``{lesson}`slug``` or ``{lesson}`6.3.5```: a link to a lesson."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the placeholder of the link."""
        title = f"title={self.title}" if self.has_explicit_title else "title="
        made = view("", kind="lesson", arguments=(f"={self.target}", title))
        self.set_source_info(made)
        return [made], []


class ViewDirective(SphinxDirective):
    """A placeholder that is filled when the whole course is known."""

    kind: ClassVar[str]
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]] | None] = dict.fromkeys(
        OPTIONS, directives.unchanged_required
    )

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        given = {"": self.arguments[0]} if self.arguments else {}
        given |= {name: value for name, value in self.options.items() if value}
        made = view("", kind=self.kind)
        made["arguments"] = tuple(f"{name}={value}" for name, value in sorted(given.items()))
        self.set_source_info(made)
        return [made]
