"""What assemblers and transforms of a page work with: its environment and its warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.messages import Subtype, diagnostic_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.model.findings import Diagnostic, Fix


class AssemblyContext:
    """What an assembler works with: the environment of the page, and a way to warn."""

    def __init__(self, env: BuildEnvironment, record: Callable[[Diagnostic], None]) -> None:
        """Serve the page that *env* is reading.

        :param record: takes each warning
        """
        self.env = env
        """Sphinx's environment; ``env.docname`` is the page."""
        self._record = record

    def warn(
        self, subtype: Subtype, text: str, node: nodes.Node, fixes: Iterable[Fix] = ()
    ) -> None:
        """Record a warning at *node*. The build gives it when all documents are read.

        :param fixes: what ``audit --fix`` may write in the line of *node*
        :raises TypeError: *subtype* is not a :class:`Subtype`, or *text* is not a string
        """
        check_warning(subtype, text)
        self._record(replace(diagnostic_at(self.env, subtype, text, node), fixes=tuple(fixes)))


def check_warning(subtype: object, text: object) -> None:
    """Check what an assembler warns of.

    :raises TypeError: its subtype or text is none
    """
    if not isinstance(subtype, Subtype):
        raise TypeError(f"warn() takes a Subtype, such as Subtype.STRUCTURE, not {subtype!r}")
    if not isinstance(text, str):
        raise TypeError(f"warn() takes a text, not {text!r}")
