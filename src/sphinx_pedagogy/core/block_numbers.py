"""Numbers of blocks, and what a reference to a block shows.

A numbered block is counted on its page. Where ``numfig`` is on, it is counted as Sphinx counts
figures: through the whole book, with the number of the section before it, in the words of
``numfig_format``. The domain tells Sphinx which blocks to count
(:meth:`~sphinx_pedagogy.core.domain.PedagogyDomain.get_enumerable_node_type`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import block, is_label, label_text, page_of, walk
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.messages import Subtype, emit, emit_warning
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import BlockLabel


def counted(env: BuildEnvironment, docname: str, kind: str, anchor: str, number: str) -> str:
    """Return the number of a block in this build.

    :param number: the one on its page, which stays where Sphinx counts none: outside of the
        table of contents
    """
    if not env.config.numfig:
        return number
    found = env.toc_fignumbers.get(docname, {}).get(kind, {}).get(anchor)
    return ".".join(map(str, found)) if found else number


def format_of(env: BuildEnvironment, kind: str) -> str:
    """Return how the author wants numbers of a kind to be written; empty for our way."""
    given = str(env.config.numfig_format.get(kind, "")) if env.config.numfig else ""
    return given if formatted(given, "1", "") is not None else ""


def formatted(text: str, number: str, name: str) -> str | None:
    """Return a text with number and name in their places, as ``numref`` has them.

    :returns: ``None`` if the places cannot be read, or there are none
    """
    try:
        if "{name}" in text or "{number}" in text:
            return text.format(name=name, number=number)
        return text % number
    except (IndexError, KeyError, TypeError, ValueError):
        return None


def numbered_label(env: BuildEnvironment, kind: str, label: str, number: str) -> str:
    """Return label and number: "Exercise 2".

    :param label: the label in the language of the build, with the number on its page or without
    """
    wanted = format_of(env, kind)
    if not wanted or not number:
        return f"{label} {number}".strip()
    return (formatted(wanted, number, "") or "").strip()


def shown_label(env: BuildEnvironment, docname: str, entry: BlockLabel) -> str:
    """Return what a reference to a labelled block shows."""
    if not entry.number:
        return entry.shown
    number = number_of(env, docname, entry)
    return entry.with_label(numbered_label(env, entry.kind, entry.label, number))


def tell_labels(app: Sphinx, env: BuildEnvironment) -> tuple[str, ...]:
    """Tell the standard domain what references to numbered blocks show, now that all are counted.

    Sphinx has just counted them.
    """
    known = env.domains.standard_domain.labels
    if env.config.numfig:
        for docname, labels in domain_of(env).labels.items():
            for name, entry in labels.items():
                if name in known and known[name][:2] == (docname, entry.anchor):
                    known[name] = docname, entry.anchor, shown_label(env, docname, entry)
    return ()


class Numbered(NamedTuple):
    """What links to a block on their own page show."""

    before: str
    """What they showed when the page was read."""
    after: str
    number: str
    name: str

    def correct(self, link: nodes.Element) -> None:
        """Let a link show the number of this build."""
        for text in list(link.findall(nodes.Text)):
            if text == self.before:
                text.parent.replace(text, nodes.Text(self.after))
            else:
                fill(text, self.number, self.name)


def fill(text: nodes.Text, number: str, name: str) -> None:
    """Put number and name in their places."""
    if "{number}" in text or "{name}" in text:
        made = text.replace("{number}", number).replace("{name}", name)
        text.parent.replace(text, nodes.Text(made))


class NumberBlocks(SphinxPostTransform):
    """Writes the numbers that Sphinx counted, and the numbers that Markdown links ask for."""

    default_priority = transforms.NUMBER_BLOCKS

    def run(self, **kwargs: object) -> None:
        """Number the blocks of the page, or of a book; also a page without any may refer to one."""
        if not domain_of(self.env).pages:
            return
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link.get("own_page_first"):
                self.link_within_page(link)
            elif link.get("reftype") == "myst" and link.get("refexplicit"):
                self.fill_places(link)
        blocks: dict[tuple[str, str], Numbered] = {}
        for node in walk(self.document, block):
            if not (isinstance(node, block) and "counts" in node and node.title):
                continue
            # Sphinx counts by the id
            if node["ids"] or not node["counts"]:
                docname = page_of(node, self.env.docname)
                found = self.number(node, node.title, docname)
                blocks |= {(docname, anchor): found for anchor in node["ids"]}
        # myst-parser has resolved links within a page already
        for inside in self.document.findall(nodes.reference) if blocks else ():
            key = page_of(inside, self.env.docname), str(inside.get("refid", ""))
            if key in blocks:
                blocks[key].correct(inside)

    def link_within_page(self, link: addnodes.pending_xref) -> None:
        """Let a label mean the block of its own page, where another page has the same.

        Sphinx has one target for each label: that of the page read last.
        """
        docname, name = str(link["refdoc"]), str(link["reftarget"])
        entry = domain_of(self.env).labels.get(docname, {}).get(name)
        known = self.env.domains.standard_domain.labels.get(name)
        if entry is None or known is None or known[0] == docname:
            return
        text = shown_label(self.env, docname, entry)
        words = nodes.inline(text, text, classes=["std", "std-ref"])
        builder = app_of(self.env).builder
        link.parent.replace(link, make_refnode(builder, docname, docname, entry.anchor, words))

    def number(self, node: block, title: nodes.Element, docname: str) -> Numbered:
        """Write the number into the title of a block, if Sphinx counted it."""
        before, number = title.astext(), str(node["number"])
        # a number that the author wrote stays, and is shown as references show it
        counts = self.config.numfig and node["counts"]
        if not counts and not format_of(self.env, node.kind):
            return Numbered(before=before, after=before, number=number, name=node.title_text())
        label = label_text(node).removesuffix(number).strip()
        if counts:
            number = counted(self.env, docname, node.kind, node["ids"][0], number)
        text = numbered_label(self.env, node.kind, label, number)
        first = title.children[0] if title.children else None
        if isinstance(first, nodes.inline) and is_label(first):
            first.children = []
            first += nodes.Text(f"{text}:")
            return Numbered(
                before=before, after=title.astext(), number=number, name=node.title_text()
            )
        title.children = []
        title += nodes.Text(text)
        return Numbered(before=before, after=text, number=number, name="")

    def fill_places(self, node: addnodes.pending_xref) -> None:
        """Write number and name into ``[{number}](#label)``."""
        found = find(self.env, str(node["reftarget"]))
        if found is None:
            return
        docname, entry = found
        for text in list(node.findall(nodes.Text)):
            fill(text, number_of(self.env, docname, entry), entry.title)


def find(env: BuildEnvironment, target: str) -> tuple[str, BlockLabel] | None:
    """Return the block with a label, and its page."""
    place = env.domains.standard_domain.labels.get(target)
    entry = domain_of(env).labels.get(place[0], {}).get(target) if place else None
    return (place[0], entry) if place and entry else None


def number_of(env: BuildEnvironment, docname: str, entry: BlockLabel) -> str:
    """Return the number of a labelled block; empty if it has none."""
    if not entry.counts:
        return entry.number
    return counted(env, docname, entry.kind, entry.anchor, entry.number)


def resolve_number(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Resolve ``numref`` to a block: Sphinx knows figures, tables, listings and sections."""
    if node.get("reftype") != "numref" or node.get("refdomain") != "std":
        return None
    found = find(env, str(node["reftarget"]))
    if found is None:
        return None
    docname, entry = found
    number = number_of(env, docname, entry)
    text = entry.title or entry.label
    if not number:
        complaint = f'numref: "{node["reftarget"]}" leads to a block without a number; use ref'
        place = Place(str(node.get("refdoc", env.docname)), node.line)
        emit(env, [Diagnostic(code=Subtype.OPTION, place=place, text=complaint)])
    elif node["refexplicit"]:
        text = formatted(contnode.astext(), number, entry.title) or contnode.astext()
    else:
        wanted = format_of(env, entry.kind)
        text = formatted(wanted, number, entry.title) or f"{entry.label} {number}"
    words = nodes.inline(text, text, classes=["std", "std-numref"])
    origin = str(node.get("refdoc", env.docname))
    return make_refnode(app.builder, origin, docname, entry.anchor, words)


def labels_shown(env: BuildEnvironment, names: Iterable[str]) -> list[object]:
    """Return what a page shows of the labelled blocks that it refers to."""
    found = ((name, find(env, name)) for name in names)
    return [
        (name, place[0], place[1].anchor, shown_label(env, *place), number_of(env, *place))
        for name, place in found
        if place
    ]


def check_formats(app: Sphinx, config: Config) -> None:
    """Warn about a format of our numbers that has no place for the number."""
    blocks = registry_of(app).blocks
    for kind, given in config.numfig_format.items():
        if kind in blocks and blocks[kind].numbered and formatted(str(given), "1", "") is None:
            label = blocks[kind].label
            text = f'numfig_format: "{given}", for "{kind}", has no place for the number, and is '
            emit_warning(Subtype.CONFIG, f'{text}not used; write one such as "{label} %s"')


def setup_numbers(app: Sphinx) -> None:
    """Let numbers be written and referred to."""
    app.connect("config-inited", check_formats, priority=910)
    app.add_post_transform(NumberBlocks)
    app.connect("missing-reference", resolve_number)
    # after Sphinx has counted (500)
    app.connect("env-get-updated", tell_labels, priority=600)
