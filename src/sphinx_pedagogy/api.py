"""What a plugin may import. Everything else may change without notice.

A plugin is a Sphinx extension; its ``setup(app)`` calls
``app.setup_extension("sphinx_pedagogy")`` and then :func:`add_block`. An executor of cells is
an entry point of the group ``sphinx_pedagogy.executors``.
"""

from __future__ import annotations

from sphinx_pedagogy.blocks.register import add_block
from sphinx_pedagogy.errors import ExecutionError, PedagogyError, RegistrationError
from sphinx_pedagogy.execute.here import run_page
from sphinx_pedagogy.execute.jobs import (
    Executor,
    Job,
    Limits,
    MakeExecutor,
    Outcome,
    Progress,
    Status,
)
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
    "ExecutionError",
    "Executor",
    "Job",
    "Limits",
    "MakeExecutor",
    "Markup",
    "Need",
    "Option",
    "Outcome",
    "PedagogyError",
    "Progress",
    "RegistrationError",
    "Status",
    "Subtype",
    "Tone",
    "add_block",
    "block",
    "choice",
    "reveal",
    "run_page",
]
