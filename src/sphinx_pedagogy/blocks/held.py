"""What a check holds back: the cell, figure, table or block below it, which would give it away.

It opens with the answer. Authors leave it where it stands, below the check, and so myst-nb finds
its cells without a pair of ``-start`` and ``-end``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.blocks.check import answer_in
from sphinx_pedagogy.blocks.gates import blocks_around
from sphinx_pedagogy.blocks.nesting import DEEPEST
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.assembly_context import AssemblyContext
from sphinx_pedagogy.core.block_spec import Audience
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import block, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole
from sphinx_pedagogy.course.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.core.registry import Registry

_APART = frozenset(
    {
        *(BlockRole.QUESTION, BlockRole.ANSWER, BlockRole.EXERCISE, BlockRole.HINT),
        *(BlockRole.SOLUTION, BlockRole.NEXT_STEP, BlockRole.COMPLETION),
    }
)
"""Roles of blocks that are no part of an answer to the question before them."""
_HEADINGS = (nodes.section, nodes.rubric, nodes.transition)
_PROSE = (
    *(nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, nodes.definition_list),
    *(nodes.field_list, nodes.block_quote, nodes.line_block, nodes.footnote, nodes.citation),
    addnodes.toctree,
)
_REMEDY = (
    "put the check right above the cell, figure, table or block that it is to hold, or remove the "
    "option"
)


class HoldBack(SphinxTransform):
    """Moves what stands below a check with the option ``holds`` into its answer."""

    default_priority = transforms.HOLD_BACK

    def apply(self) -> None:
        """Look at each check, in the order of the page."""
        if not is_ours(self.env):
            return
        registry = registry_of(app_of(self.env))
        context = AssemblyContext(self.env, domain_of(self.env).add_problem)
        for node in cast("list[block]", walk(self.document, block)):
            # what is not shown takes nothing with it
            if "holds" in node.options and "hidden" not in node.options:
                hold(node, registry, context)


class Found(NamedTuple):
    """What follows a check."""

    node: nodes.Element
    targets: list[nodes.Element]
    """The labels before it, which lead to it."""


def hold(check: block, registry: Registry, context: AssemblyContext) -> None:
    """Move what a check holds to the end of its answer, or warn."""
    for _count in range(int(check.options["holds"])):
        found = following(check, registry)
        reason = refusal(check, found, registry)
        if found is None or reason:
            text = f'check: its option "holds" takes what is below, but {reason}; {_REMEDY}'
            context.warn(Subtype.CHECK, text, check.at("holds"))
            return
        answer = answer_in(check, registry)
        for node in (*found.targets, found.node):
            node.parent.remove(node)
            answer += node


def following(check: block, registry: Registry) -> Found | None:
    """Return what a reader sees next after a check, in what the check stands in."""
    targets: list[nodes.Element] = []
    for node in shown_after(check, registry):
        if not isinstance(node, nodes.target | addnodes.index):
            return Found(node, targets)
        targets.append(node)
    return None


def shown_after(check: block, registry: Registry) -> Iterator[nodes.Element]:
    """Yield the nodes behind a check, but for those that no reader sees; labels are yielded."""
    siblings = check.parent.children
    for node in siblings[siblings.index(check) + 1 :]:
        if isinstance(node, nodes.target | addnodes.index):
            yield node
        elif isinstance(node, nodes.Invisible | nodes.system_message | nodes.Text):
            continue
        elif not (isinstance(node, block) and is_unseen(node, registry)):
            yield cast("nodes.Element", node)


def is_unseen(node: block, registry: Registry) -> bool:
    """Whether readers do not see a block."""
    spec = registry.blocks[node.kind]
    return "hidden" in node.options or spec.audience is Audience.AUTHORS


def refusal(check: block, found: Found | None, registry: Registry) -> str:
    """Return why what follows a check cannot be held; empty if it can."""
    if found is None:
        around = check.parent
        inside = f"in the {around.kind} block around it" if isinstance(around, block) else "here"
        return f"nothing follows {inside}"
    node = found.node
    line = f" in line {node.line}" if node.line else ""
    if isinstance(node, _HEADINGS):
        return "a heading follows"
    if isinstance(node, _PROSE) and not is_picture(node):
        return f"text follows{line}: that goes into the answer"
    if any(isinstance(inside, addnodes.toctree) for inside in node.children):
        return f"a toctree follows{line}"
    if isinstance(node, block):
        if not registry.roles.get(node.kind, NO_ROLES).isdisjoint(_APART):
            return f"another {node.kind} follows{line}"
        deepest = max(map(blocks_around, walk(node, block))) - blocks_around(node)
        if blocks_around(check) + deepest + 2 > DEEPEST:
            return f"what follows{line} would be nested too deep in other blocks"
    return ""


def is_picture(node: nodes.Element) -> bool:
    """Whether a paragraph is a picture and nothing else."""
    shown = [child for child in node.children if child.astext().strip() or not is_text(child)]
    return bool(shown) and all(
        isinstance(child, nodes.image) or (isinstance(child, nodes.reference) and is_picture(child))
        for child in shown
    )


def is_text(node: nodes.Node) -> bool:
    """Whether a node is a piece of text."""
    return isinstance(node, nodes.Text)
