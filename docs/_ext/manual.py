"""The manual's own directives: snippets with their result, and tables read from the code.

Nothing in the manual repeats by hand what the code knows. The pages are MyST, so the help
texts of blocks, options and settings are read as MyST too.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from manual_objects import PACKAGE, block_text, directive_option, note_sources, option_text
from manual_since import since_of
from sphinx.util.docutils import SphinxDirective

from sphinx_pedagogy.audit.audit_views import VIEWS as AUDIT_VIEWS
from sphinx_pedagogy.blocks.builtin import (
    BUILT_IN,
    STRUCTURES,
    UNDERSTANDING,
)
from sphinx_pedagogy.blocks.builtin_course import LESSON_PARTS
from sphinx_pedagogy.blocks.builtin_practice import PRACTICE
from sphinx_pedagogy.concepts.view_directive import SEVERITIES
from sphinx_pedagogy.concepts.views import VIEWS
from sphinx_pedagogy.core.block_spec import Presence
from sphinx_pedagogy.core.options import COMMON_OPTIONS
from sphinx_pedagogy.core.view import FILTERS
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.export.curriculum import SCHEMA
from sphinx_pedagogy.plans.plan_views import VIEWS as PLAN_VIEWS
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_pedagogy.core.block_spec import BlockSpec

VIEW_SPECS = {spec.name: spec for spec in (*VIEWS, *AUDIT_VIEWS, *PLAN_VIEWS) if not spec.internal}
BLOCKS = {spec.name: spec for spec in (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)}
GROUPS = {
    "lesson": LESSON_PARTS,
    "understanding": UNDERSTANDING,
    "structures": STRUCTURES,
    "practice": PRACTICE,
    "authors": (*PLAN_BLOCKS, *REVIEW_BLOCKS),
}

NAMES = "[when each name works](/blocks/index.md#names)"
"""A link to what the names of blocks are."""

FILTER_VALUES = {
    "depth": "a word of {confval}`pedagogy_depths`",
    "lesson": "the {term}`slug` or the number of a lesson",
    "module": "the number of a module or series, such as `1.2`",
    "severity": ", ".join(f"`{word}`" for word in SEVERITIES),
}
"""What each option of a view can be."""

ARGUMENTS = {
    "": "none",
    "lesson": "a lesson; optional. Without an argument: the lesson of the page",
    "module": "a module or series; optional. Without an argument: the whole course",
    "left-out": "a lesson; optional. Without an argument: the lesson of the page, or the end of "
    "the course if the page is not a lesson",
    "checklist": "a lesson; optional. Without an argument: the lesson of the page, or all lessons "
    "if the page is not a lesson",
    "concept-map": "a concept; optional. Without an argument: the concepts of the lesson of the "
    "page, or all concepts if the page is not a lesson",
    "where-used": "a concept; required",
}
"""The argument of a view, by its name or by its subject."""

STYLESHEET = PACKAGE / "static" / "css" / "frame.css"
_TOKENS = re.compile(r":where\(body\) \{(.*?)\n\}", re.DOTALL)
_TOKEN = re.compile(r"(--ped-[\w-]+): ([^;]+);(?: */\*(.*?)\*/)?")

TABS = """\
:::::{{tab-set}}
:sync-group: syntax
::::{{tab-item}} MyST
:sync: myst
:::{{literalinclude}} /snippets/{name}.md
:language: md
:::
::::
::::{{tab-item}} reStructuredText
:sync: rst
:::{{literalinclude}} /snippets/{name}.rst
:language: rst
:::
::::
:::::
"""


class SnippetDirective(SphinxDirective):
    """``{snippet} NAME`` shows ``snippets/NAME`` in both syntaxes, and what it gives."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the tabs, and the result in its frame."""
        name = self.arguments[0]
        shown = nodes.container(classes=["manual-snippet"])
        shown += self.parse_text_to_nodes(TABS.format(name=name))
        return [shown, result_of(f"/snippets/{name}.md", self)]


class ResultDirective(SphinxDirective):
    """``{result} FILE`` shows what a file gives, from the line that begins with ``:from:``."""

    required_arguments = 1
    option_spec: ClassVar = {"from": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the result in its frame."""
        return [result_of(self.arguments[0], self, self.options.get("from", ""))]


def result_of(file: str, directive: SphinxDirective, first: str = "") -> nodes.container:
    """Return what a file gives, from the line that begins with *first*, in a frame."""
    option = ""
    if first:
        lines = Path(directive.env.srcdir, file.lstrip("/")).read_text("utf-8").splitlines()
        line = next(at for at, text in enumerate(lines) if text.startswith(first))
        option = f":start-line: {line}\n"
    frame = nodes.container(classes=["manual-result"])
    frame += directive.parse_text_to_nodes(f":::{{include}} {file}\n{option}:::\n")
    return frame


class CodeTable(SphinxDirective):
    """Base of the directives that show what the code knows as a table."""

    heads: ClassVar[tuple[str, ...]]
    widths: ClassVar[tuple[int, ...]]

    def rows(self) -> Iterable[Sequence[str]]:
        """Yield the cells of each row as inline MyST."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        note_sources(self.env)
        return [self.table(self.heads, self.widths, self.rows())]

    def target(self, label: str, title: str) -> list[nodes.Node]:
        """Return a place that a label refers to."""
        note_sources(self.env)
        self.env.domains.standard_domain.note_hyperlink_target(
            label, self.env.docname, label, title
        )
        return [nodes.target("", "", ids=[label])]

    def table(
        self, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]
    ) -> nodes.table:
        """Return a table with one head row.

        :param widths: of its columns in a PDF; on a page they fit what stands in them
        """
        group = nodes.tgroup(cols=len(heads))
        group += [nodes.colspec(colwidth=width) for width in widths]
        group += nodes.thead("", self.row(heads))
        group += nodes.tbody("", *(self.row(row) for row in rows))
        return nodes.table("", group, classes=["manual-table", "colwidths-auto"])

    def row(self, cells: Sequence[str]) -> nodes.row:
        """Return a row whose cells hold inline MyST."""
        return nodes.row("", *(nodes.entry("", self.paragraph(cell)) for cell in cells))

    def paragraph(self, text: str) -> nodes.paragraph:
        """Return *text*, read as inline MyST."""
        children, messages = self.parse_inline(text)
        return nodes.paragraph(text, "", *children, *messages)


class CodeList(CodeTable):
    """Base of the directives that show names with a sentence on each."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list."""
        note_sources(self.env)
        listed = nodes.definition_list(classes=["manual-pages"])
        for row in self.rows():
            term, *texts = (self.parse_inline(cell)[0] for cell in row)
            body = nodes.definition("", *(nodes.paragraph("", "", *text) for text in texts))
            listed += nodes.definition_list_item("", nodes.term("", "", *term), body)
        return [listed]


class BlockTable(CodeList):
    """``{block-table} GROUP`` lists the blocks of one of :data:`GROUPS`."""

    required_arguments = 1

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield each block, with a link to its description."""
        for spec in GROUPS[self.arguments[0]]:
            yield f"{{rst:dir}}`{spec.name}`", spec.help


class BlockFacts(CodeTable):
    """``{block-facts} NAME`` tells what a block takes; ``block-NAME`` refers to it.

    It is a ``rst:directive``, and so are its options.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the description."""
        spec = BLOCKS[self.arguments[0]]
        options = "\n\n".join(option_text(option, spec.name) for option in spec.options)
        facts = [*facts_of(spec), ("Since", since_of("rst:directive", spec.name))]
        text = block_text(spec.name, spec.help, facts, options)
        return [*self.target(f"block-{spec.name}", spec.name), *self.parse_text_to_nodes(text)]


class CommonOptions(CodeTable):
    """``{common-options}`` describes the options that every block takes."""

    def run(self) -> list[nodes.Node]:
        """Return their descriptions."""
        note_sources(self.env)
        return self.parse_text_to_nodes("\n\n".join(map(option_text, COMMON_OPTIONS)))


class ViewTable(CodeList):
    """``{view-table}`` lists the views, with a link to each."""

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield each view."""
        for name in VIEW_SPECS:
            yield f"{{rst:dir}}`{name}`", shown_by(name)


class ViewLimits(CodeTable):
    """``{view-limits}`` lists the options of views, and which takes which."""

    heads = ("Option", "Views")
    widths = (14, 86)

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each option."""
        for name in FILTERS:
            takers = [view for view, kind in VIEW_SPECS.items() if name in kind.filters]
            links = [f"{{rst:dir}}`{view} <{view}:{name}>`" for view in takers]
            yield f"`:{name}:`", ", ".join(links)


class ViewFacts(CodeTable):
    """``{view-facts} NAME`` tells what a view shows and takes; ``view-NAME`` refers to it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the description."""
        name = self.arguments[0]
        options = [
            directive_option(one, FILTERS[one], ("Value", FILTER_VALUES[one]))
            for one in VIEW_SPECS[name].filters
        ]
        facts = [*view_facts(name), ("Since", since_of("rst:directive", name))]
        text = block_text(name, shown_by(name), facts, "\n\n".join(options))
        return [*self.target(f"view-{name}", name), *self.parse_text_to_nodes(text)]


class SchemaTable(CodeList):
    """``{schema-table} PATH`` lists the properties of an object of ``curriculum.json``.

    The path leads there from the file's top, which is ``curriculum``.
    """

    required_arguments = 1

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield each property, with its kind of value."""
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        name = self.arguments[0]
        wanted = schema if name == "curriculum" else schema["$defs"][name]
        for key, property_ in wanted["properties"].items():
            yield f"`{key}` ({value_of(property_)})", property_.get("description", "")


class TokenTable(CodeTable):
    """``{token-table}`` lists the custom properties that the stylesheet offers."""

    heads = ("Token", "Default", "What it is")
    widths = (22, 38, 40)

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each token, with the comment at the end of its line."""
        self.env.note_dependency(str(STYLESHEET))
        tokens = _TOKENS.search(STYLESHEET.read_text(encoding="utf-8"))
        for name, default, comment in _TOKEN.findall(tokens[1] if tokens else ""):
            yield f"`{name}`", f"`{default}`", comment.strip() or "—"


class UnreleasedChanges(SphinxDirective):
    """``{unreleased-changes}`` lists the changelog fragments of the next release."""

    def run(self) -> list[nodes.Node]:
        """Return a list with one item for each fragment."""
        fragments = fragments_of(self.env)
        changes = nodes.bullet_list(bullet="-")
        for path in fragments:
            self.env.note_dependency(str(path))
            kind = path.suffixes[-2].removeprefix(".").capitalize()
            text = f"**{kind}:** {path.read_text(encoding='utf-8')}"
            changes += nodes.list_item("", *self.parse_text_to_nodes(text))
        return [changes] if fragments else self.parse_text_to_nodes("Nothing yet.")


def fragments_of(env: BuildEnvironment) -> list[Path]:
    """Return the changelog fragments of the next release."""
    return sorted((Path(env.srcdir) / "changes").glob("*.*.md"))


def find_new_fragments(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Ask for the changelog when a fragment is new or gone.

    A folder can be no dependency: Sphinx takes it for a file that is missing, and reads the page
    on every build.
    """
    shown = {Path(path) for path in env.dependencies.get("changelog", ())}
    page = {"changelog"} & env.found_docs & env.all_docs.keys()
    return sorted(page) if not shown.issuperset(fragments_of(env)) else []


def facts_of(spec: BlockSpec) -> Iterator[tuple[str, str]]:
    """Yield what a block takes, as names and inline MyST."""
    needs = {Presence.NONE: "none", Presence.OPTIONAL: "optional", Presence.REQUIRED: "required"}
    argument = needs[spec.argument]
    if spec.argument is not Presence.NONE:
        argument = f"{spec.argument_help}; {argument}"
    yield "Argument", argument
    yield "Body", needs[spec.body]
    if spec.inside:
        yield (
            "Goes inside",
            " or ".join(
                f"{{ref}}`{name} <block-{name}>`"
                for name in spec.inside
                if not isinstance(name, BlockRole)
            ),
        )
    if spec.yields_to:
        where = "where no other extension owns that name"
        if spec.name == "hint":  # docutils always owns it
            where = "directly inside an exercise"
        yield "Names", f"`ped:{spec.name}`, or `{spec.name}` {where} ({NAMES})"
    else:
        yield "Names", f"`{spec.name}` or `ped:{spec.name}` ({NAMES})"
    if spec.roles:
        roles = " and ".join(f"`{role}`" for role in sorted(spec.roles)[-2:])
        roles = ", ".join([*(f"`{role}`" for role in sorted(spec.roles)[:-2]), roles])
        yield (
            "Roles",
            f"{roles}. The roles of a block tell rules and notebooks what the block does in a "
            "lesson; see {class}`.BlockRole`",
        )
    yield (
        "With a code cell inside",
        f"`{spec.name}-start` and `{spec.name}-end`; see [](../guides/cells-in-blocks.md)",
    )


def shown_by(view: str) -> str:
    """Return what a view shows, as its function says it."""
    summary = (VIEW_SPECS[view].render.__doc__ or "").partition("\n")[0].removeprefix("Return ")
    return summary[:1].upper() + summary[1:]


def view_facts(view: str) -> Iterator[tuple[str, str]]:
    """Yield what a view shows and takes, as names and inline MyST."""
    argument = ARGUMENTS.get(view) or ARGUMENTS[VIEW_SPECS[view].subject]
    yield "Argument", argument
    yield "Names", f"`{view}` or `ped:{view}` ({NAMES})"


_PLURALS = {"front": "front pages", "left_out": "things left out"}
"""Names of definitions in a JSON schema whose plural is not the name with an s."""


def value_of(property_: dict[str, Any]) -> str:
    """Return what kind of value a property of a JSON schema has."""
    if "const" in property_:
        return f"`{property_['const']}`"
    if "enum" in property_:
        return ", ".join(f"`{value}`" for value in property_["enum"])
    if "$ref" in property_:
        return str(property_["$ref"]).rpartition("/")[2]
    if property_.get("type") == "array":
        item = value_of(property_["items"])
        return f"list of {_PLURALS.get(item, f'{item}s')}"
    kinds = property_["type"]
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "snippet": SnippetDirective,
    "result": ResultDirective,
    "block-table": BlockTable,
    "block-facts": BlockFacts,
    "common-options": CommonOptions,
    "view-table": ViewTable,
    "view-limits": ViewLimits,
    "view-facts": ViewFacts,
    "schema-table": SchemaTable,
    "token-table": TokenTable,
    "unreleased-changes": UnreleasedChanges,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.connect("env-get-outdated", find_new_fragments)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
