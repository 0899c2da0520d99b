"""What a plugin may import. Everything else may change without notice.

A plugin is a Sphinx extension; its ``setup(app)`` calls
``app.setup_extension("sphinx_pedagogy")`` and then :func:`add_block`.
"""

from __future__ import annotations

from sphinx_pedagogy.blocks.register import add_block
from sphinx_pedagogy.errors import PedagogyError, RegistrationError
from sphinx_pedagogy.messages import Subtype
from sphinx_pedagogy.nodes import block, reveal
from sphinx_pedagogy.spec import (
    Assembler,
    BlockSpec,
    Desk,
    Markup,
    Need,
    Option,
    Tone,
    choice,
)

__all__ = [
    "Assembler",
    "BlockSpec",
    "Desk",
    "Markup",
    "Need",
    "Option",
    "PedagogyError",
    "RegistrationError",
    "Subtype",
    "Tone",
    "add_block",
    "block",
    "choice",
    "reveal",
]
