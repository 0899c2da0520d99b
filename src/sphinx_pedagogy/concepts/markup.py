"""The roles and directives that depend on the whole course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective, SphinxRole

from sphinx_pedagogy.concepts.prose_reader import NO_MENTIONS
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import concept_ref, lesson_ref, view
from sphinx_pedagogy.core.opt_in import note_page
from sphinx_pedagogy.core.options import AnyOption, given_options, given_twice, twice
from sphinx_pedagogy.course.messages import Subtype, diagnostic_at, one_of
from sphinx_pedagogy.course.names import number_of
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.core.view import ViewSpec

SEVERITIES = [severity.value for severity in Severity if severity is not Severity.OFF]


_EXTERNAL = re.compile(r":external[+:]")
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

    def mention(self) -> nodes.Element:
        """Return what stands in its place until then."""
        raise NotImplementedError


class ConceptRole(MentionRole):
    """``{concept}`name``` or ``{concept}`words <name>```: a mention of a concept."""

    def mention(self) -> nodes.Element:
        """Return a mention of a concept."""
        made = concept_ref(self.rawtext, self.title, name=self.target)
        made["explicit"] = self.has_explicit_title
        return made


class NoMentionsRole(SphinxRole):
    """``{no-mentions}`words```: words that name no concept, or are not to be linked."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words."""
        return [nodes.inline(self.rawtext, self.text, classes=[NO_MENTIONS])], []


class LessonRole(MentionRole):
    """``{lesson}`slug``` or ``{lesson}`6.3.5```: a link to a lesson."""

    def mention(self) -> nodes.Element:
        """Return a mention of a lesson."""
        made = lesson_ref(self.rawtext, self.title, name=self.target)
        made["explicit"] = self.has_explicit_title
        return made


class ViewDirective(SphinxDirective):
    """A placeholder that is filled when the whole course is known."""

    kind: ClassVar[str]
    subject: ClassVar[str]
    """What the argument names: a ``lesson``, a ``concept`` or a ``module``."""
    filters: ClassVar[tuple[str, ...]]
    """The options that the view takes."""
    has_content = True  # to keep what is written there by mistake
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]] | None] = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        note_page(self.env)
        stated = dict(self.options)
        if self.arguments:
            stated[self.subject] = self.arguments[0]
        written = given_options(self.block_text)
        lines = {one.name: one.offset for one in written}
        for again in twice(written):
            self.warn(Subtype.OPTION, given_twice(again.name), again.offset)
        given = {}
        for name, value in stated.items():
            if complaint := self.complaint(name, value):
                self.warn(Subtype.OPTION, complaint, lines.get(name, 0))
            else:
                given[name] = value
        made = view("", kind=self.kind)
        made["arguments"] = tuple(f"{name}={value}" for name, value in sorted(given.items()))
        self.set_source_info(made)
        made.option_lines = {name: (made.line or 0) + at for name, at in lines.items()}
        return [made, *self.body()]

    def body(self) -> list[nodes.Node]:
        """Return what stands in the directive, after a warning: a view has no text of its own."""
        if not self.content:
            return []
        text = "it takes no text, and shows it below; put it before or after the view"
        self.warn(Subtype.ARGUMENT, text)
        return self.parse_content_to_nodes()

    def complaint(self, name: str, value: str) -> str | None:
        """Return what is wrong with an option, if anything is."""
        words = scale_of(self.config).words
        known = (self.subject, *self.filters)
        if name not in known:
            return f'it has no option "{name}": {one_of(name, known)}'
        if name == "depth" and value.strip().casefold() not in map(str.casefold, words):
            return f'its option "depth" cannot be "{value}": {one_of(value, words, in_order=True)}'
        if name == "severity" and value not in SEVERITIES:
            return f'its option "severity" cannot be "{value}": {one_of(value, SEVERITIES)}'
        if name == "module" and not number_of(value):
            return f'"{value}" is no module: write a number, such as 6.3'
        return None

    def warn(self, subtype: Subtype, text: str, offset: int = 0) -> None:
        """Record a warning, as many lines below the first one of the directive."""
        here = nodes.Element()
        self.set_source_info(here)
        here.line = (here.line or 0) + offset
        domain_of(self.env).add_problem(
            diagnostic_at(self.env, subtype, f"{self.name}: {text}", here)
        )


def view_directive(view: ViewSpec) -> type[ViewDirective]:
    """Return the directive that places a view."""
    members = {
        "kind": view.name,
        "subject": view.subject,
        "filters": view.filters,
        "option_spec": AnyOption((view.subject, *view.filters)),
    }
    return type("ViewDirective", (ViewDirective,), members)
