"""Checks: a question, perhaps choices or a number, and an answer to reveal."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_pedagogy.blocks.assembly import opening
from sphinx_pedagogy.core.nodes import _, block, reveal, said
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.registry import Registry

_MARK = regex(r"\[([ xX])\]\s+")
_ODD = regex(r"\[\s*[xX✓✔✗*+-]?\s*\](?!\()|\(\s*[xX✓✔✗*+-]?\s*\)\s|[☐☑☒]")
"""What authors write for a mark, and we do not read."""


def assemble_check(node: block, context: AssemblyContext) -> None:
    """Turn marked items into choices, and tell the page's script what is right."""
    node["data"] = data = {"key": key_of(node)}
    if "predict" in node.options:
        data["predict"] = ""
    if "number" in node.options:
        data |= number_data(node.options["number"], node.options.get("tolerance", "0"))
    elif "tolerance" in node.options and "number" not in node.get("refused", ()):
        text = 'check: its option "tolerance" needs the option "number"; add that, or remove it'
        context.warn(Subtype.CHECK, text, node.at("tolerance"))
    if is_cut(node):
        text = (
            "check: a quotation between its choices is not indented, and cuts their list; "
            "indent it, so that it belongs to the choice before it"
        )
        context.warn(Subtype.CHECK, text, node)
        return
    for found in list(node.findall(is_list)):
        if found.parent is node:
            take_choices(node, cast("nodes.Element", found), context)
        elif block_around(found) is node and any(map(mark_of, found.children)):
            text = (
                "check: its choices are inside another list or box; put them right into the check"
            )
            context.warn(Subtype.CHECK, text, found)


def is_cut(node: block) -> bool:
    """Whether quotations stand between lists of choices, and not in them."""
    children = [child for child in node.children if not isinstance(child, nodes.system_message)]
    pairs = zip(children, children[1:], children[2:], strict=False)
    return any(
        isinstance(quote, nodes.block_quote)
        and all(is_list(sign) and all(map(mark_of, sign.children)) for sign in (before, after))
        for before, quote, after in pairs
    )


def is_list(node: nodes.Node) -> bool:
    """Whether *node* is a list whose items may be choices."""
    return isinstance(node, nodes.bullet_list | nodes.enumerated_list)


def block_around(node: nodes.Node) -> nodes.Node | None:
    """Return the block that *node* stands in."""
    around = node.parent
    while around is not None and not isinstance(around, block):
        around = around.parent
    return around


def number_data(right: str, tolerance: str) -> dict[str, str]:
    """Return what the script needs to judge a number.

    :param tolerance: a distance, or with a sign of percent a share of the number that is right
    """
    number = right.removesuffix("%")
    if tolerance.endswith("%"):
        tolerance = repr(abs(float(number)) * float(tolerance[:-1]) / 100)
    data = {"number": number, "tolerance": tolerance}
    return data | {"percent": ""} if right.endswith("%") else data


def key_of(node: block) -> str:
    """Return the name under which a browser keeps this check.

    The label if there is one, else a digest of the question: both outlive a move of the
    check to another page.
    """
    if node.options.get("label"):
        return node.options["label"]
    question = " ".join(said(child) for child in node.children if not isinstance(child, block))
    return sha256(" ".join(question.split()).encode()).hexdigest()[:12]


def take_choices(node: block, found: nodes.Element, context: AssemblyContext) -> None:
    """Turn a list whose items are marked into choices; its feedback goes to the answer."""
    marks = [mark_of(entry) for entry in found.children]
    if not any(marks):
        if found.children and all(map(has_odd_mark, found.children)):
            text = "check: its choices have odd marks; begin each with [ ] or [x], then a blank"
            context.warn(Subtype.CHECK, text, found)
        return
    if not all(marks):
        text = "check: some choices have no mark; begin each with [ ] or [x]"
        context.warn(Subtype.CHECK, text, found)
        return
    if "number" in node.options:
        text = (
            'check: it has choices, and its option "number" asks for a number; remove one of the '
            "two, or make two checks"
        )
        context.warn(Subtype.CHECK, text, node.at("number"))
    rights = [mark in "xX" for mark in marks if mark]
    if not any(rights):
        text = "check: none of the choices is right; mark one or more with [x]"
        context.warn(Subtype.CHECK, text, found)
    feedback = [strip_choice(cast("nodes.list_item", entry)) for entry in found.children]
    choices = letters("ped-choices")
    choices += found.children
    node.replace(found, choices)
    node["data"]["right"] = ",".join(str(i) for i, right in enumerate(rights) if right)
    put_feedback(answer_in(node, registry_of(app_of(context.env))), rights, feedback)


def mark_of(entry: nodes.Node) -> str | None:
    """Return the character between the brackets of a choice."""
    found = opening(entry)
    if found is None:
        return None
    text = found[1].astext()
    if is_task_box(found[1]):
        return "x" if "checked=" in text else " "
    match = _MARK.match(text)
    return match[1] if match else None


def has_odd_mark(entry: nodes.Node) -> bool:
    """Whether an item begins with what looks like the mark of a choice and is none."""
    found = opening(entry)
    return found is not None and _ODD.match(found[1].astext().lstrip()) is not None


def is_task_box(node: nodes.Node) -> bool:
    """Whether MyST's ``tasklist`` extension made a box of the mark."""
    return isinstance(node, nodes.raw) and "task-list-item-checkbox" in node.astext()


def strip_choice(entry: nodes.Element) -> list[nodes.Node]:
    """Remove the mark of a choice, and remove and return the feedback in its quotes."""
    found = opening(entry)
    if found is None:
        return []
    paragraph, mark = found
    if is_task_box(mark):
        paragraph.remove(mark)
        entry["classes"] = []
    else:
        paragraph.replace(mark, nodes.Text(_MARK.sub("", mark.astext(), count=1)))
        paragraph.rawsource = _MARK.sub("", paragraph.rawsource, count=1)
    feedback = []
    for quote in [child for child in entry.children if isinstance(child, nodes.block_quote)]:
        entry.remove(quote)
        feedback += quote.children
    return feedback


def answer_in(node: block, registry: Registry) -> reveal:
    """Return the answer of a check, which gets one if it has none."""
    for found in node.findall(reveal):
        if block_around(found) is node and BlockRole.ANSWER in registry.roles[found.kind]:
            return found
    answer = reveal(kind="answer", options={}, label="Answer", classes=["ped", "ped-answer"])
    answer.source, answer.line = node.source, node.line
    node += answer
    return answer


def put_feedback(answer: reveal, rights: list[bool], feedback: list[list[nodes.Node]]) -> None:
    """Put verdict and feedback for each choice at the beginning of the answer."""
    verdicts = letters("ped-verdicts")
    for right, words in zip(rights, feedback, strict=True):
        verdict = nodes.paragraph("", "", translatable=False)
        verdict += nodes.strong("", _("Right.") if right else _("Wrong."))
        verdicts += nodes.list_item("", verdict, *words)
    answer.insert(1 if answer.title else 0, verdicts)


def letters(name: str) -> nodes.enumerated_list:
    """Return an empty list that is counted A, B, C."""
    return nodes.enumerated_list(enumtype="upperalpha", prefix="", suffix=".", classes=[name])
