"""Blocks that are for authors and teachers only: a reader's site has none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.block_spec import Audience
from sphinx_pedagogy.core.conditional_content import blocks_in, forget
from sphinx_pedagogy.core.nodes import block, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.registry import app_of, registry_of

if TYPE_CHECKING:
    from collections.abc import Set


class LeaveOutForReaders(SphinxTransform):
    """Takes the blocks out of a page that its readers do not get."""

    default_priority = transforms.LEAVE_OUT

    def apply(self) -> None:
        """Look at each block; what is in one that goes, goes with it."""
        if self.config.pedagogy_audience != "reader" or not is_ours(self.env):
            return
        registry = registry_of(app_of(self.env))
        specs, gone = registry.blocks, cast("Set[int]", set())
        for node in cast("list[block]", walk(self.document, block)):
            spec = specs.get(node.kind)
            if id(node) in gone or spec is None or spec.audience is not Audience.AUTHORS:
                continue
            gone |= forget(self.document, node)
            # the audit hears of it as of what a condition leaves out
            node.replace_self(nodes.comment(left_out=blocks_in(node, registry.roles)))
