"""The directive behind every block, and the pair that gates executable cells."""

from __future__ import annotations

import linecache
from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_pedagogy.blocks.inline_text import is_rst, parse_inline
from sphinx_pedagogy.blocks.nesting import TOO_DEEP, parse_body
from sphinx_pedagogy.core.block_spec import BlockSpec, Option, Presence
from sphinx_pedagogy.core.converters import NUMBER_OPTIONS
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import block, block_title, fact, gate, reveal
from sphinx_pedagogy.core.opt_in import note_page
from sphinx_pedagogy.core.options import (
    COMMON_OPTIONS,
    AnyOption,
    given_options,
    given_twice,
    inline_options,
    is_cut_by_a_quote,
    lost_line,
    one_by_one,
    quoting_slip,
    read_options,
    slip_of,
    twice,
    value_of,
)
from sphinx_pedagogy.course.messages import Subtype, diagnostic_at
from sphinx_pedagogy.course.regex import regex

_TOLD = "pedagogy_told_too_deep"
_PLAIN = regex(r"[^\W_]+(?:,? [^\W_]+)*\??")
"""Words without a sign that any markup, or extension of it, could mean."""

_CELL = regex(r"([\s>*+-]*(?:\d+[.)]\s+)?(?:`{3,}|~{3,}|:{3,}))\s*\{code-cell\}")


class BlockDirective(SphinxDirective):
    """Parses a block into a ``block`` node; its spec's assembler does the rest.

    It takes an argument, any options and a body whatever the spec says, and complains
    itself: docutils would drop the block.
    """

    spec: ClassVar[BlockSpec]
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return the block."""
        self.count_from_first_line()
        self.show_cells_as_code()
        node = self.make_block()
        node += self.parse_body()
        self.place_inline_options(node)
        return [node]

    def count_from_first_line(self) -> None:
        """Take back the line that myst-parser puts before a fence right below the first line.

        It does so to tell the fence from options, and counts the line.
        """
        if self.is_rst or not self.content or not self.content[0].startswith(":::"):
            return
        source, line = self.get_source_info()
        linecache.checkcache(source)
        if linecache.getline(source, line + 1).lstrip(" >").startswith(":::"):
            self.content_offset = 0

    def parse_body(self) -> list[nodes.Node]:
        """Parse the body, or show its source if it is nested too deep."""
        body = parse_body(self)
        if body is None:
            if not self.env.temp_data.get(_TOLD):
                # one for all of the page: what is in it is often too deep, too
                self.env.temp_data[_TOLD] = True
                self.warn(Subtype.STRUCTURE, TOO_DEEP)
            source = "\n".join(self.content)
            body = [nodes.literal_block(source, source, language="text")]
        return body

    def show_cells_as_code(self) -> None:
        """Warn about executable cells in the body, and leave their code to be shown.

        myst-nb looks for cells before any directive is parsed, finds none in here, and
        would drop the code.
        """
        lines = self.content.data
        for index, line in enumerate(lines):
            fence = _CELL.match(line)
            if fence is None:
                continue
            name = self.spec.name
            text = (
                "a cell in its body is not executed; open the block with "
                f"{name}-start and close it with {name}-end, without indentation"
            )
            self.warn(Subtype.GATE, text, self.line_of_body(index))
            lines[index] = f"{fence[1]}{{code-block}} python"
            for option in range(index + 1, index + 1 + count_options(lines[index + 1 :])):
                # they mean something to a cell alone; an empty line keeps the numbers of the rest
                lines[option] = ""

    def line_of_body(self, index: int) -> int:
        """Return the line of the file that line *at* of the body is."""
        if self.is_rst:
            return int(self.content.offset(index)) + 1
        # MyST counts from the opening line
        return self.lineno + self.content_offset + index + 1

    @property
    def is_rst(self) -> bool:
        """Whether the page is reStructuredText: myst-parser has a stand-in for its machine."""
        return is_rst(self)

    def make_block(self) -> block:
        """Return the block with its title and options, without its body."""
        note_page(self.env)
        values = self.read_options()
        made = self.node_for(values)
        if self.refused:
            made["refused"] = self.refused
        self.set_source_info(made)
        first = made.line or 0
        made.option_lines = {name: first + offset for name, offset in self.option_lines.items()}
        self.add_label(made, values.get("label", ""))
        self.add_title(made)
        self._inline = [
            (option, made.options[option.name])
            for option in inline_options(self.spec.options)
            if made.options.get(option.name)
        ]
        return made

    def add_label(self, node: block, label: str) -> None:
        """Make *label* a target that leads to the block."""
        name = nodes.fully_normalize_name(label)
        if not name:
            return
        if self.state.document.nametypes.get(name):
            # docutils would take the label from both places
            text = f'its label "{label}" is on this page already; give it another'
            self.warn(Subtype.OPTION, text, offset=self.option_lines.get("label", 0))
            return
        node["names"].append(name)
        self.state.document.note_explicit_target(node, node)

    def read_options(self) -> dict[str, str]:
        """Return the options' values, after warnings about what is wrong with them."""
        given = given_options(self.block_text)
        self.option_lines = {option.name: option.offset for option in given}
        for option in twice(given):
            self.warn(Subtype.OPTION, given_twice(option.name), offset=option.offset)
        self.read_what_was_refused()
        values, complaints = read_options(self.named_options(), self.takes)
        unquoted = self.quoting_slips()
        complaints = [
            *unquoted,
            *(complaint for complaint in complaints if complaint[0] not in dict(unquoted)),
        ]
        for name, complaint in complaints:
            self.warn(Subtype.OPTION, complaint, offset=self.option_lines.get(name, 0))
        self.refused = tuple(name for name, _complaint in complaints)
        if {"number", "nonumber"} <= values.keys() & {option.name for option in NUMBER_OPTIONS}:
            text = 'its options "number" and "nonumber" exclude each other; remove one'
            self.warn(Subtype.OPTION, text, offset=self.option_lines.get("number", 0))
        self.look_for_lost_options()
        return values

    def quoting_slips(self) -> list[tuple[str, str]]:
        """Return the options that MyST reads otherwise than they are written, with complaints."""
        lines = self.block_text.splitlines()
        if self.is_rst or (lines[1:2] and lines[1].startswith("---")):
            return []  # there an author writes YAML, and knows
        values = {name: value_of(lines[at]) for name, at in self.option_lines.items() if at}
        slips = {name: quoting_slip(name, text) for name, text in values.items()}
        return [(name, slip) for name, slip in slips.items() if slip]

    def read_what_was_refused(self) -> None:
        """Read the options one by one where MyST dropped all of them for one that is none."""
        if self.is_rst or self.options:
            return
        found, bad = one_by_one(self.block_text)
        self.options = {option.name: text for option, text in found.items()}
        self.option_lines = {option.name: option.offset for option in found}
        for option, text in found.items():
            if is_cut_by_a_quote(text):
                complaint = (
                    f'its option "{option.name}" begins with a quotation mark, which MyST takes '
                    "for that of the whole value: begin with a word, or put all of it in single "
                    "quotes"
                )
                self.warn(Subtype.OPTION, complaint, offset=option.offset)
        for offset, line in bad:
            name = line.strip(":").split()[0].strip(":") if line.strip(": ") else ""
            rest = line.strip(":").partition(name)[2].strip(": ") if name else ""
            known = {option.name for option in self.takes}
            remedy = f":{name}: {rest}".rstrip() if name in known else ":name: value"
            text = f'"{line}" is no option, and is not read: write "{remedy}"'
            self.warn(Subtype.OPTION, text, offset=offset)

    def named_options(self) -> dict[str, str]:
        """Return the options; ``name``, which other directives take, is a ``label``."""
        options = dict(self.options)
        known = {option.name for option in self.takes}
        if "name" in options and "name" not in known and "label" not in options:
            options["label"] = options.pop("name")
            self.option_lines["label"] = self.option_lines.get("name", 0)
        return options

    def look_for_lost_options(self) -> None:
        """Warn of an option, or a part of one, that became text of the body."""
        body = list(self.content)
        after = self.line_of_body(0) if body else None
        if stray := lost_line(self.options, body, self.has_gap(), self.takes):
            self.warn(
                Subtype.OPTION,
                f'"{stray[1]}" looks like a second line of its option "{stray[0]}", which '
                "holds one: put all on that line, or leave a blank line before the body",
                after,
            )
        elif name := slip_of(body, self.takes):
            self.warn(
                Subtype.OPTION,
                f'its body begins like its option "{name}": write ":{name}: …" on a line right '
                "below its first one, or begin the body with another word",
                after,
            )

    @property
    def takes(self) -> tuple[Option, ...]:
        """The options that the block takes."""
        return (*COMMON_OPTIONS, *self.spec.options)

    def has_gap(self) -> bool:
        """Whether the options end before the body begins, beyond doubt."""
        if self.is_rst:
            return True  # an option may have many lines
        # MyST counts from the opening line, and an option takes one line
        return self.content_offset > len(self.options)

    def node_for(self, values: dict[str, str]) -> block:
        """Return the node, with all that CSS and later transforms need."""
        spec = self.spec
        node = (reveal if spec.reveal else block)()
        node["kind"] = spec.name
        node["options"] = values
        node["label"] = spec.label
        if spec.catalog:
            node["catalog"] = spec.catalog
        if spec.label_by:
            option, labels = spec.label_by
            node["label"] = labels.get(values.get(option, ""), spec.label)
        node["classes"] += ["ped", f"ped-{spec.name}", f"ped-{spec.tone}", *spec.classes]
        node["classes"] += values.get("class", "").split()
        return node

    def add_title(self, node: block) -> None:
        """Parse the argument as the title."""
        text = self.arguments[0].strip() if self.arguments else ""
        if text and self.spec.argument is Presence.NONE:
            shown = " ".join(text.split())
            is_body = self.is_rst and ("\n" in text or text.startswith(("- ", "* ", "1. ", "#. ")))
            remedy = "; leave a blank line before its body" if is_body else ""
            self.warn(Subtype.ARGUMENT, f'it takes no argument, but has "{shown}"{remedy}')
        if not text and self.spec.argument is Presence.REQUIRED:
            self.warn(Subtype.ARGUMENT, f"it needs {self.spec.argument_help} on its first line")
        if not text:
            return
        children, messages = self.parse_line(text)
        title = block_title(text, "", *children)
        self.set_source_info(title)
        node += [title, *messages]

    def parse_line(self, text: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse a line of prose; plain words, as most titles are, need no parser."""
        if _PLAIN.fullmatch(text):
            return [nodes.Text(text)], []
        return parse_inline(self, text)

    def place_inline_options(self, node: block) -> None:
        """Put the options that are prose before the body; those for its end say so.

        The body of a gated block is not there yet (see ``assembly.settle``).
        """
        before = 1 if node.title else 0
        for option, text in self._inline:
            offset = self.option_lines.get(option.name, 0)
            children, messages = parse_inline(self, text, offset)
            line = fact(text, "", *children, classes=[f"ped-{option.name}"])
            line["label"] = option.label
            line["option"] = option.name
            if self.spec.catalog:
                line["catalog"] = self.spec.catalog
            line["at_end"] = option.at_end
            self.set_source_info(line)
            line.line = (line.line or 0) + offset
            node[before:before] = [line, *messages]
            before += 1 + len(messages)

    def warn(
        self, subtype: Subtype, complaint: str, line: int | None = None, *, offset: int = 0
    ) -> None:
        """Record a warning about this directive, at its opening line if no other is given.

        :param line: another line of the file
        :param offset: how many lines below the opening one
        """
        here = nodes.Element()
        self.set_source_info(here)
        here.line = line or (here.line or 0) + offset
        problem = diagnostic_at(self.env, subtype, f"{self.name}: {complaint}", here)
        domain_of(self.env).add_problem(problem)


def count_options(lines: list[str]) -> int:
    """Return how many lines at the head of a cell's body are its options."""
    if lines and lines[0].strip() == "---":
        ends = [number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"]
        return ends[0] + 1 if ends else 0
    options = [line.lstrip().startswith(":") and line.strip(" :") != "" for line in lines]
    return options.index(False) if False in options else len(options)


class GateStart(BlockDirective):
    """``-start``: opens a block whose body is what stands up to its ``-end``."""

    def run(self) -> list[nodes.Node]:
        """Return the gate, which holds the block."""
        self.count_from_first_line()
        node = self.make_block()
        # a body written here by mistake is the beginning of the block's
        node += self.parse_body()
        self.place_inline_options(node)
        opening = gate("", node, kind=self.spec.name, closes=False)
        self.set_source_info(opening)
        return [opening]


class GateEnd(BlockDirective):
    """``-end``: closes the nearest open block of its name."""

    def run(self) -> list[nodes.Node]:
        """Return the gate, and anything that was put in it by mistake."""
        note_page(self.env)
        closing = gate("", kind=self.spec.name, closes=True)
        self.set_source_info(closing)
        if self.arguments or self.options:
            self.warn(Subtype.ARGUMENT, "it takes nothing: a title and options go to the -start")
        return [*self.parse_body(), closing]
