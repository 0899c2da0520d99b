"""Comparisons: two to four sides next to each other, or property by property."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

from sphinx_pedagogy.blocks.assembly import copy_place, opening, part_title, take_parts
from sphinx_pedagogy.core.nodes import _, item
from sphinx_pedagogy.course.messages import Subtype, plural

if TYPE_CHECKING:
    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block


class Row(NamedTuple):
    """A labelled row of one side."""

    label: list[nodes.Node]
    cell: list[nodes.Node]
    origin: nodes.Element
    """Where the label stands, for translators and warnings."""


FEWEST, MOST = 2, 4


def assemble_comparison(node: block, context: AssemblyContext) -> None:
    """Put the sides of a comparison into columns or into one table."""
    place, sides = take_parts(node, "side")
    if not FEWEST <= len(sides) <= MOST:
        sides_found = plural(len(sides), "side")
        text = f"comparison: it has {sides_found}; write {FEWEST} to {MOST} side blocks in it"
        context.warn(Subtype.STRUCTURE, text, node)
        if not sides:
            return
    for side in sides:
        if side.title is None:
            context.warn(Subtype.ARGUMENT, "side: it needs a title on its first line", side)
    layout = node.options["layout"]
    rows = [rows_of(side) for side in sides]
    labels = shared_labels(rows)
    if layout == "table":
        warn_missing_rows(rows, sides, context)
    made: nodes.Element
    whole = [row for row in rows if row is not None]
    if len(whole) == len(sides) and (layout == "table" or (layout == "auto" and agree(whole))):
        made = property_table(node, sides, whole, labels)
    else:
        made = columns(node, sides)
    node.insert(place, made)


def rows_of(side: block) -> dict[str, Row] | None:
    """Return the labelled rows of a side, if it is one list of labelled items."""
    body = side.body
    if len(body) != 1:
        return None
    only = body[0]
    if isinstance(only, nodes.bullet_list):
        found = [row_of_item(entry) for entry in only.children]
    elif isinstance(only, nodes.field_list):
        found = [row_of_pair(field) for field in only.children]
    elif isinstance(only, nodes.definition_list):
        found = [row_of_pair(entry) for entry in only.children]
    else:
        return None
    rows = {}
    for entry in found:
        if entry is None:
            return None
        label = "".join(child.astext() for child in entry.label).strip().casefold()
        if label in rows:
            return None
        rows[label] = entry
    return rows or None


def row_of_item(entry: nodes.Node) -> Row | None:
    """Read ``- **Label** text``: a label, then all else."""
    found = opening(entry)
    if found is None or not isinstance(found[1], nodes.strong):
        return None
    paragraph, label = found
    rest = paragraph.copy()
    after = paragraph.children[paragraph.children.index(label) + 1 :]
    # copies: the sides may yet turn out to be columns, and keep the paragraph
    rest += [child.deepcopy() for child in after]
    if rest.children and isinstance(rest[0], nodes.Text):
        rest.replace(rest[0], nodes.Text(rest[0].lstrip(" :")))
    # the label gets a cell of its own, and so does its message for translators
    rest.rawsource = rest.rawsource.partition(label.astext())[2].lstrip(" :*")
    cell = [rest] if rest.astext().strip() else []
    words = nodes.Text(label.astext().rstrip(" :"))
    return Row([words], [*cell, *entry.children[1:]], paragraph)


def row_of_pair(entry: nodes.Node) -> Row | None:
    """Read a field or a definition: name and body."""
    if len(entry.children) != 2:
        return None
    name, body = entry.children
    return Row(list(name.children), list(body.children), cast("nodes.Element", name))


def shared_labels(rows: list[dict[str, Row] | None]) -> list[str]:
    """Return the labels of all sides, in the order in which they first stand."""
    labels: list[str] = []
    for side in rows:
        labels += [label for label in side or () if label not in labels]
    return labels


def agree(rows: list[dict[str, Row]]) -> bool:
    """Whether every side has the same labels."""
    return len(rows) > 1 and all(set(row) == set(rows[0]) for row in rows)


def warn_missing_rows(
    rows: list[dict[str, Row] | None], sides: list[block], context: AssemblyContext
) -> None:
    """Warn about what keeps sides from being one table."""
    labels = shared_labels(rows)
    for row, side in zip(rows, sides, strict=True):
        if row is None:
            text = (
                "side: it cannot be a table's column; write it as one bullet list whose "
                "items each begin with a **bold label** of their own"
            )
            context.warn(Subtype.STRUCTURE, text, side)
            continue
        for missing in (label for label in labels if label not in row):
            text = f'side: it has no row "{missing}", which another side has'
            context.warn(Subtype.STRUCTURE, text, side)


def columns(node: block, sides: list[block]) -> nodes.definition_list:
    """Return the sides as boxes that a wide screen shows next to each other."""
    made = nodes.definition_list(classes=["ped-columns"])
    for side in sides:
        box = copy_place(side, item())
        box += part_title(side, nodes.term, _("Side"))
        box += nodes.definition("", *side.body)
        made += box
    if "highlight" in node.options:
        mark_differing_items(sides)
    return made


def mark_differing_items(sides: list[block]) -> None:
    """Mark the list items that are not the same in every side, place by place."""
    lists = [
        next(side.findall(nodes.bullet_list), None)
        or next(side.findall(nodes.enumerated_list), None)
        for side in sides
    ]
    for entries in zip(*(found.children for found in lists if found is not None), strict=False):
        if len({entry.astext() for entry in entries}) > 1:
            for entry in entries:
                entry["classes"].append("ped-differs")


def property_table(
    node: block, sides: list[block], rows: list[dict[str, Row]], labels: list[str]
) -> nodes.table:
    """Return one table: a row for each label, a column for each side."""
    width = len(sides) + 1
    group = nodes.tgroup(cols=width)
    group += nodes.colspec(colwidth=100 // width, stub=1)
    group += [nodes.colspec(colwidth=100 // width) for _side in sides]
    corner = corner_of(node)
    heads = [part_title(side, nodes.paragraph, _("Side")) for side in sides]
    group += nodes.thead("", nodes.row("", *(nodes.entry("", head) for head in (corner, *heads))))
    body = nodes.tbody()
    for label in labels:
        body += table_row(label, rows, "highlight" in node.options)
    group += body
    return nodes.table("", group, classes=["ped-properties", "colwidths-auto"])


def corner_of(node: block) -> nodes.paragraph:
    """Return the words that say what the rows are: the author's, which translators get, or ours."""
    rows = node.options.get("rows")
    if rows is None:
        return nodes.paragraph("", _("Aspect"), translatable=False)
    made = nodes.paragraph(rows, rows)
    made.source, made.line = node.source, node.line
    return made


def table_row(label: str, rows: list[dict[str, Row]], highlight: bool) -> nodes.row:
    """Return the row of *label*, marked if the sides differ and that is asked for."""
    given = [side.get(label) for side in rows]
    first = next(row for row in given if row)
    title = nodes.paragraph("".join(child.astext() for child in first.label), "", *first.label)
    title.source, title.line = first.origin.source, first.origin.line
    cells = [nodes.entry("", *(row.cell if row else ())) for row in given]
    node = nodes.row("", nodes.entry("", title), *cells)
    texts = {cell.astext().strip() for cell in cells}
    if highlight and len(texts) > 1:
        node["classes"].append("ped-differs")
        title["differs"] = True
    return node
