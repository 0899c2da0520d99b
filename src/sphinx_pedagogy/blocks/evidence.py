"""Evidence: what kind of claim a statement is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.evidence_tiers import SOURCED
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block


def assemble_evidence(node: block, context: AssemblyContext) -> None:
    """Ask for the source of what was disclosed or can be observed, unless the audit will."""
    if registry_of(app_of(context.env)).is_audited:
        return
    tier = node.options.get("tier")
    if tier is None:
        context.warn(Subtype.OPTION, 'evidence: it needs the option "tier"', node)
    if tier in SOURCED and "source" not in node.options:
        text = (
            f'evidence: a claim of the tier "{tier}" needs a source; name it in the option '
            '"source", or write the tier "inferred"'
        )
        context.warn(Subtype.OPTION, text, node.at("tier"))
