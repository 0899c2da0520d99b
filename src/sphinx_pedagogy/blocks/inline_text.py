"""Lines of prose at the head of a directive: its title, and the values of its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.statemachine import StateMachine

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.util.docutils import SphinxDirective


def is_rst(directive: SphinxDirective) -> bool:
    """Whether the page is reStructuredText: myst-parser has a stand-in for its machine."""
    machine: object = directive.state_machine
    return isinstance(machine, StateMachine)


def parse_inline(
    directive: SphinxDirective, text: str, offset: int = 0
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Parse a line of prose, so that what is wrong with it is told at its own line.

    :param offset: how many lines below the first one of the directive it stands
    """
    line = directive.lineno + offset
    # myst-parser counts from 0 within what it is given, and adds 1 to all of it
    return directive.parse_inline(text, lineno=line if is_rst(directive) else line - 1)
