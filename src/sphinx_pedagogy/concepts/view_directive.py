"""The directive that places a view: what it shows depends on the whole course."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import view
from sphinx_pedagogy.core.opt_in import note_page
from sphinx_pedagogy.core.options import AnyOption, given_options, given_twice, twice
from sphinx_pedagogy.course.messages import Subtype, diagnostic_at, suggest
from sphinx_pedagogy.course.names import number_of
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.core.view import ViewSpec

SEVERITIES = [severity.value for severity in Severity if severity is not Severity.OFF]


class ViewDirective(SphinxDirective):
    """A placeholder that is filled when the whole course is known."""

    kind: ClassVar[str]
    subject: ClassVar[str]
    """What the argument names: a ``lesson``, a ``concept`` or a ``module``; empty for none."""
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
        if self.arguments and self.subject:
            stated[self.subject] = self.arguments[0]
        elif self.arguments:
            text = f'it takes nothing after its name; remove "{self.arguments[0]}"'
            self.warn(Subtype.ARGUMENT, text)
        written = given_options(self.block_text)
        lines = {option.name: option.offset for option in written}
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
        made.option_lines = {name: (made.line or 0) + number for name, number in lines.items()}
        return [made, *self.body()]

    def body(self) -> list[nodes.Node]:
        """Return what stands in the directive, after a warning: a view has no text of its own."""
        if not self.content:
            return []
        text = "it takes no text, and shows its text below; put the text before or after the view"
        self.warn(Subtype.ARGUMENT, text)
        return self.parse_content_to_nodes()

    def complaint(self, name: str, value: str) -> str | None:
        """Return what is wrong with an option, if anything is."""
        words = scale_of(self.config).words
        known = tuple(filter(None, (self.subject, *self.filters)))
        if not known:
            return f'it has no option "{name}"; remove it'
        if name not in known:
            return f'it has no option "{name}": {suggest(name, known)}'
        if name == "depth" and value.strip().casefold() not in map(str.casefold, words):
            return f'its option "depth" cannot be "{value}": {suggest(value, words, in_order=True)}'
        if name == "severity" and value not in SEVERITIES:
            return f'its option "severity" cannot be "{value}": {suggest(value, SEVERITIES)}'
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
        "option_spec": AnyOption(tuple(filter(None, (view.subject, *view.filters)))),
    }
    return type("ViewDirective", (ViewDirective,), members)
