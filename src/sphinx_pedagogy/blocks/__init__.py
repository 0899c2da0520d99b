"""Lesson blocks: directives, gated pairs, and how each builder shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.parsers.rst import roles

import sphinx_pedagogy
from sphinx_pedagogy.blocks.assembly import AssembleBlocks
from sphinx_pedagogy.blocks.assets import load, ship
from sphinx_pedagogy.blocks.audience import LeaveOutForReaders
from sphinx_pedagogy.blocks.builders import (
    CollectAnswers,
    DressForPrint,
    DropHidden,
    DropUnfilled,
    PlaceAnchors,
    TellKeysApart,
)
from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.blocks.directives import make_directives
from sphinx_pedagogy.blocks.foreign_names import NoteTakenNames
from sphinx_pedagogy.blocks.gates import CloseGates
from sphinx_pedagogy.blocks.held import HoldBack
from sphinx_pedagogy.blocks.hidden_solutions import HideSolutions, hide_on_page, warn_of_sources
from sphinx_pedagogy.blocks.labels import LabelBlocks
from sphinx_pedagogy.blocks.latex_pages import (
    depart_block_in_latex,
    ship_latex_style,
    visit_block_in_latex,
)
from sphinx_pedagogy.blocks.latex_parts import BeginParts, ChaptersInParts
from sphinx_pedagogy.blocks.misspelt import stand_in_for_page, stand_in_for_part
from sphinx_pedagogy.blocks.one_page import TellIdsApart, mend_contents
from sphinx_pedagogy.blocks.open_pages import OpenFolds, ship_cells
from sphinx_pedagogy.blocks.quantity import BindQuantities, QuantityRole
from sphinx_pedagogy.blocks.source_checks import CheckSource, keep_text
from sphinx_pedagogy.blocks.visitors import VISITORS
from sphinx_pedagogy.blocks.widget import copy_modules, load_runner
from sphinx_pedagogy.core.block_numbers import setup_numbers
from sphinx_pedagogy.core.conditional_content import setup_conditions
from sphinx_pedagogy.core.config import setup_config
from sphinx_pedagogy.core.epub_builder import CompleteEpub
from sphinx_pedagogy.core.nodes import block, fact, gate, quantity_ref, reveal
from sphinx_pedagogy.core.registry import DOMAIN, add_block, registry_of
from sphinx_pedagogy.core.setup import setup_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def setup_nodes(app: Sphinx) -> None:
    """Add the node classes."""
    for node, visitors in VISITORS.items():
        # no "epub": that key would switch off the HTML visitors of all other extensions
        app.add_node(node, override=True, html=visitors)
    for kind in (block, reveal):
        app.add_node(kind, override=True, latex=(visit_block_in_latex, depart_block_in_latex))
    app.add_node(fact, override=True)
    app.add_node(gate, override=True)
    app.add_node(quantity_ref, override=True)


def claim_bare_role(app: Sphinx, config: Config) -> None:
    """Register the role without ``ped:`` where nobody else owns the name."""
    if config.pedagogy_bare_names and "quantity" not in roles._roles:  # type: ignore[attr-defined]
        app.add_role("quantity", QuantityRole())
        registry_of(app).bare.add(":quantity:")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the blocks."""
    setup_config(app)
    setup_domain(app)
    setup_conditions(app)
    setup_nodes(app)
    app.add_role_to_domain(DOMAIN, "quantity", QuantityRole())
    for transform in (
        CloseGates,
        HoldBack,
        LeaveOutForReaders,
        CheckSource,
        AssembleBlocks,
        NoteTakenNames,
        BindQuantities,
        LabelBlocks,
    ):
        app.add_transform(transform)
    for post_transform in (
        BeginParts,
        DropHidden,
        OpenFolds,
        DropUnfilled,
        HideSolutions,
        CollectAnswers,
        TellIdsApart,
        PlaceAnchors,
        DressForPrint,
        TellKeysApart,
    ):
        app.add_post_transform(post_transform)
    app.connect("html-page-context", mend_contents)
    # after notebooks are written (900), which leave a place for each solution
    app.connect("doctree-resolved", hide_on_page, priority=950)
    app.connect("builder-inited", warn_of_sources)
    app.add_builder(CompleteEpub, override=True)
    app.add_builder(ChaptersInParts, override=True)
    setup_numbers(app)
    for spec in BUILT_IN:
        add_block(app, spec)
    app.connect("write-started", ship)
    app.connect("write-started", copy_modules)
    app.connect("write-started", ship_cells)
    app.connect("write-started", ship_latex_style)
    # after those that add to the page, such as the cards of concepts
    app.connect("html-page-context", load, priority=800)
    app.connect("html-page-context", load_runner)
    # after those that change the text
    app.connect("source-read", keep_text, priority=950)
    app.connect("source-read", stand_in_for_page, priority=950)
    app.connect("include-read", stand_in_for_part, priority=950)
    # after every extension that registers its directives late
    app.connect("config-inited", make_directives, priority=900)
    app.connect("config-inited", claim_bare_role, priority=900)
    return {
        "version": sphinx_pedagogy.__version__,
        "env_version": 7,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
