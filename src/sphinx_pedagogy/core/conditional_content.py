"""What ``only`` and ``ifconfig`` leave out of a build, decided when a page is read.

Sphinx decides when it writes a page. By then a concept in it would be taught, an exercise
numbered, a label linked to. So on a page that has anything of ours it is decided before the page's
facts are read. The answers are stored with the page: where the next build gives another one, with
other tags, settings or another builder, the page is read again.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import (
    block,
    concept_ref,
    gate,
    lesson_ref,
    module_ref,
    quantity_ref,
    view,
    walk,
)
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import as_word
from sphinx_pedagogy.course.messages import Subtype, emit, locate_in
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.block_roles import BlockRole

OURS = (block, concept_ref, gate, lesson_ref, module_ref, quantity_ref, view)
ONLY, IFCONFIG = "only", "ifconfig"

_CALLS = {"startswith", "endswith", "lower", "upper", "strip", "get"}
"""Methods of texts and tables: an expression that calls others is left to Sphinx."""
_HARMLESS = (
    ast.Expression,
    ast.BoolOp,
    ast.UnaryOp,
    ast.Compare,
    ast.IfExp,
    ast.Name,
    ast.Constant,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Subscript,
    ast.boolop,
    ast.unaryop,
    ast.cmpop,
    ast.expr_context,
)


class DecideConditions(SphinxTransform):
    """Takes out what this build leaves out, and unwraps what it keeps."""

    default_priority = transforms.DECIDE_CONDITIONS

    def apply(self) -> None:
        """Decide each condition of a page that has anything of ours."""
        found = [node for node in self.document.findall(nodes.Element) if kind_of(node)]
        if not found or not walk(self.document, *OURS, inline=True):
            return
        app, answers = app_of(self.env), {}
        gone: set[int] = set()
        for node in found:
            if id(node) in gone:
                continue
            key = kind_of(node), str(node["expr"])
            answer = decided(app, *key)
            if answer is None or (not answer and holds_pages_alone(node)):
                continue
            answers[key] = answer
            if not answer:
                gone |= forget(self.document, node)
            left = (
                None if answer else nodes.comment(left_out=blocks_in(node, registry_of(app).roles))
            )
            # a comment takes over what the node was called by a target before it
            node.replace_self(left or node.children or nodes.comment())
        if answers:
            domain_of(self.env).data["conditions"][self.env.docname] = answers


def blocks_in(node: nodes.Element, roles: Mapping[str, Set[BlockRole]]) -> list[tuple[str, str]]:
    """Return kind or role, and the option `for`, of each block that is about to be left out.

    Another build shows them, so nobody says that they are missing.
    """
    found = (element for element in walk(node, block) if isinstance(element, block))
    return [
        (as_word(name), block.options.get("for") or "")
        for block in found
        for name in (block.kind, *sorted(roles.get(block.kind, ())))
    ]


def kind_of(node: nodes.Element) -> str:
    """Return the directive that made a node whose content depends on a condition."""
    if isinstance(node, addnodes.only):
        return ONLY
    return IFCONFIG if isinstance(node, ifconfig) and "expr" in node else ""


def holds_pages_alone(node: nodes.Element) -> bool:
    """Whether a condition is about a table of contents, which Sphinx reads whole."""
    return bool(walk(node, addnodes.toctree)) and not walk(node, *OURS, inline=True)


def decided(app: Sphinx, kind: str, expression: str) -> bool | None:
    """Return whether this build shows what stands under a condition; ``None`` if that is unknown.

    Sphinx says what is wrong with a condition that cannot be read when it writes the page.
    """
    try:
        if kind == ONLY:
            return app.tags.eval_condition(expression)
        if calls_something(expression):
            return None
        tree = ast.parse(expression.strip(), mode="eval")
        names: dict[str, Any] = {setting.name: setting.value for setting in app.config}
        names |= {**vars(app.config), "builder": app.builder.name}
        names["__builtins__"] = {}
        return bool(eval(compile(tree, "<ifconfig>", "eval"), names))  # noqa: S307 (see above)
    except Exception:
        return None


def is_harmless(node: ast.AST) -> bool:
    """Whether a part of an expression only compares: to read a page must run nothing."""
    if isinstance(node, ast.Call):
        called = node.func
        return isinstance(called, ast.Attribute) and called.attr in _CALLS
    if isinstance(node, ast.Attribute):
        return node.attr in _CALLS
    return isinstance(node, _HARMLESS)


def calls_something(expression: str) -> bool:
    """Whether to evaluate an expression may run what its author wants to run.

    :raises SyntaxError: if it is no expression (``ValueError`` and others in rare cases)
    """
    return not all(map(is_harmless, ast.walk(ast.parse(expression.strip(), mode="eval"))))


def refuse_calls(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Where nothing may run, keep Sphinx from evaluating an ``ifconfig`` that calls something."""
    if app.config.pedagogy_executor != "none":
        return
    for node in [node for node in walk(doctree, ifconfig, inline=True) if kind_of(node)]:
        expression = str(node["expr"])
        try:
            if not calls_something(expression):
                continue
        except (SyntaxError, ValueError):
            continue  # so Python runs nothing either, and Sphinx says what is wrong
        except (RecursionError, MemoryError):
            pass  # deeper than can be looked at
        line, source = locate_in(str(app.env.doc2path(docname)), node)
        text = (
            f'ifconfig: "{expression}" does more than compare settings, and pedagogy_executor = '
            '"none" runs no code, so the content below is shown; compare settings, or remove '
            "the directive"
        )
        place = Place(docname, line, source or "")
        emit(app.env, [Diagnostic(code=Subtype.CONFIG, place=place, text=text)])
        node.replace_self(node.children)


def forget(document: nodes.document, node: nodes.Element) -> set[int]:
    """Let the page forget the targets and notes in *node*, and return what was in it."""
    inside = list(node.findall(nodes.Element))
    gone = {id(element) for element in inside}
    for element in inside:
        for identifier in element["ids"]:
            if document.ids.get(identifier) is element:
                del document.ids[identifier]
        for name in element["names"]:
            if document.nameids.get(name) in element["ids"]:
                del document.nameids[name]
                document.nametypes.pop(name, None)
    for listed in ("autofootnote", "symbol_footnote"):
        for name in (f"{listed}s", f"{listed}_refs"):
            known = cast("list[nodes.Element]", getattr(document, name))
            known[:] = [node for node in known if id(node) not in gone]
    for name in ("footnotes", "citations"):
        known = cast("list[nodes.Element]", getattr(document, name))
        known[:] = [node for node in known if id(node) not in gone]
    for name in ("footnote_refs", "citation_refs", "refnames", "refids"):
        for listed_refs in cast("dict[str, list[nodes.Element]]", getattr(document, name)).values():
            listed_refs[:] = [reference for reference in listed_refs if id(reference) not in gone]
    return gone


def read_decided_again(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Name the pages of which this build shows something else than the last one."""
    stored: dict[str, dict[tuple[str, str], bool]] = domain_of(env).data["conditions"]
    return sorted(
        docname
        for docname, answers in stored.items()
        if docname not in removed
        and any(decided(app, *key) is not answer for key, answer in answers.items())
    )


def setup_conditions(app: Sphinx) -> None:
    """Add the transform to *app*, once."""
    if DecideConditions not in app.registry.get_transforms():
        app.add_transform(DecideConditions)
        app.connect("env-get-outdated", read_decided_again)
        # before Sphinx evaluates (500)
        app.connect("doctree-resolved", refuse_calls, priority=100)
