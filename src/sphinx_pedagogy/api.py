"""What a plugin may import. Everything else may change without notice.

A plugin is a Sphinx extension; its ``setup(app)`` calls
``app.setup_extension("sphinx_pedagogy")`` and then :func:`add_block`, :func:`add_view`,
:func:`add_rule` or :func:`add_exporter`. An executor of cells is an entry point of the group
``sphinx_pedagogy.executors``, and a command one of ``sphinx_pedagogy.commands``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.assembly_context import AssemblyContext
from sphinx_pedagogy.core.block_record import BlockRecord
from sphinx_pedagogy.core.block_spec import (
    Assembler,
    Audience,
    BlockSpec,
    InNotebook,
    Markup,
    Option,
    Presence,
    Tone,
    choice,
)
from sphinx_pedagogy.core.command_line import (
    add_command,
    add_course_arguments,
    open_course,
    write_answer,
)
from sphinx_pedagogy.core.course_reader import CourseReader
from sphinx_pedagogy.core.exporter import Exporter
from sphinx_pedagogy.core.nodes import block, reveal
from sphinx_pedagogy.core.registry import add_block, add_exporter, add_rule, add_view
from sphinx_pedagogy.core.rule import CourseContext, PageContext, Rule, Threshold
from sphinx_pedagogy.core.view import ViewContext, ViewSpec
from sphinx_pedagogy.core.view_content import (
    Code,
    Content,
    Diagram,
    File,
    Item,
    Items,
    Line,
    Mark,
    Paragraph,
    Ref,
    Strong,
    Table,
)
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.errors import (
    ExecutionError,
    PedagogyError,
    ReadError,
    RegistrationError,
)
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.page_tree import PageElement
from sphinx_pedagogy.execute.executors.local import run_page
from sphinx_pedagogy.execute.jobs import (
    Executor,
    Job,
    JobStatus,
    MakeExecutor,
    Outcome,
    Progress,
    ResourceLimits,
)
from sphinx_pedagogy.model import (
    Concept,
    Course,
    DepthScale,
    Knowledge,
    Lesson,
    Place,
    Requirement,
    RequirementStatus,
    ResolvedTeaching,
    Teaching,
    Use,
    Verdict,
)
from sphinx_pedagogy.model.deprecation import PedagogyDeprecationWarning, warn_of
from sphinx_pedagogy.model.findings import (
    Diagnostic,
    EnabledRule,
    Fix,
    FixKind,
    Profile,
    Related,
    Severity,
    Shared,
)

__all__ = [
    "Assembler",
    "AssemblyContext",
    "Audience",
    "BlockRecord",
    "BlockRole",
    "BlockSpec",
    "Code",
    "Concept",
    "Content",
    "Course",
    "CourseContext",
    "CourseReader",
    "DepthScale",
    "Diagnostic",
    "Diagram",
    "EnabledRule",
    "ExecutionError",
    "Executor",
    "Exporter",
    "File",
    "Fix",
    "FixKind",
    "InNotebook",
    "Item",
    "Items",
    "Job",
    "JobStatus",
    "Knowledge",
    "Lesson",
    "Line",
    "MakeExecutor",
    "Mark",
    "Markup",
    "Option",
    "Outcome",
    "PageContext",
    "PageElement",
    "Paragraph",
    "PedagogyDeprecationWarning",
    "PedagogyError",
    "Place",
    "Presence",
    "Profile",
    "Progress",
    "ReadError",
    "Ref",
    "RegistrationError",
    "Related",
    "Requirement",
    "RequirementStatus",
    "ResolvedTeaching",
    "ResourceLimits",
    "Rule",
    "Severity",
    "Shared",
    "Strong",
    "Subtype",
    "Table",
    "Teaching",
    "Threshold",
    "Tone",
    "Use",
    "Verdict",
    "ViewContext",
    "ViewSpec",
    "add_block",
    "add_command",
    "add_course_arguments",
    "add_exporter",
    "add_rule",
    "add_view",
    "block",
    "choice",
    "open_course",
    "reveal",
    "run_page",
    "write_answer",
]

if TYPE_CHECKING:
    Finding = Diagnostic

FORMER: dict[str, tuple[str, str]] = {"Finding": ("Diagnostic", "0.2")}
"""Names that are about to go: what to use instead, and the version that has them no more."""


def __getattr__(name: str) -> object:
    """Return what a former name stands for, with a warning."""
    if name not in FORMER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    instead, gone_in = FORMER[name]
    warn_of(f"{__name__}.{name}", f"{__name__}.{instead}", gone_in)
    return globals()[instead]
