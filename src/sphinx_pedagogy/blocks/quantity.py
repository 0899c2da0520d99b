"""Quantities: numbers in prose that are bound to what a cell computed or the author declared."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import ReferenceRole

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.assembly_context import AssemblyContext
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.fact_lines import labelled
from sphinx_pedagogy.core.glue import glued_values
from sphinx_pedagogy.core.mystnb.cell_nodes import has_parts_of_cells
from sphinx_pedagogy.core.nodes import block, quantity_ref, walk
from sphinx_pedagogy.core.opt_in import is_ours, note_page
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.numerals import formatted, with_scale


class QuantityRole(ReferenceRole):
    """``{quantity}`name``` shows a value; ``{quantity}`86 million <name>``` is held against it.

    ``name:.1f`` says how to show it; ``page::name`` takes it from the cells of another page.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number; its value is found when all cells of the page have run."""
        note_page(self.env)
        page, _colons, name = self.target.rpartition("::")
        name, _colon, spec = name.partition(":")
        written = self.title if self.has_explicit_title else ""
        node = quantity_of(name.strip(), written, spec.strip())
        if page:
            _relative, path = self.env.relfn2path(page, self.env.docname)
            node["elsewhere"] = self.env.path2doc(path) or page
        self.set_source_info(node)
        return [node], []


def quantity_of(name: str, written: str = "", spec: str = "") -> quantity_ref:
    """Return a number that is not bound yet.

    :param written: the author's words, which hold the number; without them the value is shown
    :param spec: how to format a value that is shown
    """
    node = quantity_ref("", written or name, classes=["ped-quantity"])
    node.attributes |= {"name": name, "written": written, "format": spec}
    node.attributes |= {"value": "", "computed": False, "elsewhere": ""}
    return node


def assemble_quantity(node: block, context: AssemblyContext) -> None:
    """Show the value under the name, with its unit."""
    options = node.options
    if "value" in node.get("refused", ()):
        return  # there is nothing to show
    if "value" not in options and "glued" not in options and node.title:
        node["options"] = {**options, "glued": name_of(node)}
    name = node.options.get("glued", name_of(node))
    shown = quantity_of(name, options.get("value", ""), options.get("format", ""))
    shown["unit"] = options.get("unit", "")
    shown.source, shown.line = node.source, node.line
    node.insert(1 if node.title else 0, labelled("Value", shown))


def name_of(node: block) -> str:
    """Return the name of a declared quantity, in the language of the sources."""
    return (node.title.rawsource or node.title_text()) if node.title else ""


class Value(NamedTuple):
    """What a name stands for."""

    text: str
    computed: bool
    """Whether a cell said so."""
    unit: str = ""
    format: str = ""


class BindQuantities(SphinxTransform):
    """Gives each number in prose its value."""

    default_priority = transforms.BIND_QUANTITIES

    def apply(self) -> None:
        """Bind them in the order of the page: a later declaration holds for what follows."""
        if not is_ours(self.env):
            return
        found = walk(self.document, block, quantity_ref, inline=True)
        if not any(isinstance(node, quantity_ref) for node in found):
            return
        glued = glued_values(self.env, self.env.docname)
        known = glued is not None or not has_parts_of_cells(self.document)
        context = AssemblyContext(self.env, domain_of(self.env).add_problem)
        binder = Binder(context, glued or {}, known)
        declarations = [
            node for node in found if isinstance(node, block) and node.kind == "quantity"
        ]
        for declaration in reversed(declarations):
            binder.declare(declaration)  # the first one holds for what comes before it
        for node in found:
            if isinstance(node, quantity_ref):
                binder.bind(node)
            elif isinstance(node, block) and node.kind == "quantity":
                binder.declare(node)


class Binder:
    """What names stand for on one page."""

    def __init__(self, context: AssemblyContext, glued: dict[str, str], all_known: bool) -> None:
        """Know what was glued.

        :param all_known: whether nothing more will be: all cells of the page ran, or it has none
        """
        self.context = context
        self.glued = glued
        self.all_known = all_known
        self.values: dict[str, Value] = {}
        self.names: list[str] = []

    def declare(self, node: block) -> None:
        """Let the name and the key of a declaration stand for its value."""
        options = node.options
        glued = self.glued.get(options.get("glued", ""))
        own = next(node.findall(quantity_ref), None)  # has the words of the page's language
        text = glued if glued is not None else own["written"] if own else ""
        unit, spec = own["unit"] if own else "", options.get("format", "")
        value = Value(text=text, computed=glued is not None, unit=unit, format=spec)
        # a translated page may name it in its own language
        for name in (name_of(node), node.title_text(), options.get("glued", "")):
            if name:
                self.values[key(name)] = value
                self.names.append(name)

    def bind(self, node: quantity_ref) -> None:
        """Give a number its value, and show that unless the author wrote one."""
        if node["elsewhere"]:
            self.find_page(node)
            return
        if not node["name"]:
            return
        value = self.value_of(node["name"])
        if value is None:
            self.warn_of(node)
            value = Value(text="", computed=False)
        node["value"], node["computed"] = with_scale(value.text, value.unit), value.computed
        unit = node.get("unit") or value.unit
        if node["written"]:
            text = node.astext() if "unit" not in node else with_unit(node["written"], unit)
        elif value.text:
            text = with_unit(self.shown(node, value), unit)
        else:
            text = node["name"]
        node.children = []
        node += nodes.Text(text)

    def find_page(self, node: quantity_ref) -> None:
        """Warn if the page whose cells shall give a value does not exist."""
        pages = self.context.env.found_docs
        if node["elsewhere"] not in pages:
            hint = suggest(node["elsewhere"], pages)
            text = f'quantity: there is no page "{node["elsewhere"]}": {hint}'
            self.context.warn(Subtype.UNKNOWN, text, node)
            node["elsewhere"] = ""  # so that it is not asked for the value as well

    def value_of(self, name: str) -> Value | None:
        """Return what a name stands for; ``None`` if it is known to stand for nothing."""
        declared = self.values.get(key(name))
        if declared is not None:
            return declared
        if name in self.glued:
            return Value(text=self.glued[name], computed=True)
        return None if self.all_known else Value(text="", computed=False)

    def warn_of(self, node: quantity_ref) -> None:
        """Warn that nothing gives a name its value."""
        known = {key(name): name for name in (*self.glued, *self.names)}
        hint = (
            suggest(key(node["name"]), known, known)
            if known
            else "nothing on this page declares any"
        )
        text = (
            f'quantity: no cell glues "{node["name"]}", and no quantity block declares it: {hint}'
        )
        self.context.warn(Subtype.UNKNOWN, text, node)

    def shown(self, node: quantity_ref, value: Value) -> str:
        """Return a value as the reader sees it."""
        spec = node["format"] or value.format
        try:
            return formatted(value.text, spec)
        except ValueError as error:
            text = f'quantity: "{node["name"]}" cannot be shown as "{spec}": {error}'
            self.context.warn(Subtype.OPTION, text, node)
            return formatted(value.text)


def with_unit(text: str, unit: str) -> str:
    """Return a number with its unit, which no line may begin with."""
    blank = "" if unit in {"%", "°", ""} else "\N{NO-BREAK SPACE}"
    return f"{text}{blank}{unit}"
