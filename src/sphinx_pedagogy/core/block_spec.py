"""What a block is, as data: the types that a plugin fills in.

The built-in blocks are the same data (see :mod:`sphinx_pedagogy.blocks.builtin`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.block_roles import NO_ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block
    from sphinx_pedagogy.course.block_roles import BlockRole


class Tone(StrEnum):
    """The tint of a block, which carries no meaning alone: a block has an icon or a word, too."""

    NEUTRAL = "neutral"
    IDEA = "idea"
    SUCCESS = "success"
    CAUTION = "caution"
    DANGER = "danger"
    ACCENT = "accent"


class Presence(StrEnum):
    """Whether a block takes something: its argument or its body."""

    NONE = "none"
    """It takes none: one that is there gives a warning."""
    OPTIONAL = "optional"
    """It may have one."""
    REQUIRED = "required"
    """It needs one: a block without it gives a warning."""


class Audience(StrEnum):
    """Who gets to see a block."""

    EVERYONE = "everyone"
    """All readers."""
    AUTHORS = "authors"
    """Authors and teachers: it appears if ``pedagogy_audience = "author"``. The readers' site does
    not contain it, except in the sources that Sphinx copies (``html_copy_source``)."""


class InNotebook(StrEnum):
    """How a block appears in a notebook that students download."""

    QUOTED = "quoted"
    """As a quotation under its title."""
    PLAIN = "plain"
    """As text under its title."""
    LEFT_OUT = "left-out"
    """Not at all. Its cells are left out, too."""


class Markup(StrEnum):
    """How the text of an option is read."""

    PLAIN = "plain"
    """As plain text, which ``convert`` turns into the value."""
    INLINE = "inline"
    """As inline markup; it becomes a labelled paragraph of the block."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a block (``:name: value``)."""

    name: str
    """Lower-case words joined by hyphens."""
    help: str
    """One sentence for the manual's table."""
    convert: Callable[[str], str] = str.strip
    """Text to value. Raises ``ValueError`` whose text says what the value can be."""
    default: str | None = None
    """The value if the author of a block gives none. It is used as it is, without ``convert``."""
    required: bool = False
    """Whether a block without it gives a warning."""
    markup: Markup = Markup.PLAIN
    """How its text is read."""
    label: str = ""
    """For ``Markup.INLINE``: the words before the text, in English."""
    at_end: bool = False
    """For ``Markup.INLINE``: after the body instead of before it."""


def choice(*values: str) -> Callable[[str], str]:
    """Return a converter that takes one of *values*, in any case."""

    def convert(text: str) -> str:
        value = text.strip().lower()
        if value not in values:
            raise ValueError("it can be " + ", ".join(f'"{v}"' for v in values))
        return value

    return convert


Assembler = Callable[["block", "AssemblyContext"], None]
"""Gives a block its final shape, in place, once its whole body is known.

It runs while the document is read, inner blocks before outer ones, after ``-start`` and
``-end`` pairs were closed and before translations are looked up. It must lose nothing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSpec:
    """A block: its directive, its looks, and what it takes."""

    name: str
    """Name of the directive, lower case with hyphens."""
    roles: Set[BlockRole] = NO_ROLES
    """What it counts as. Rules of the audit look for roles, not for names."""
    help: str
    """What the block is for: one sentence for the manual."""
    label: str = ""
    """The word that marks the block, in English; empty if the title is enough."""
    label_by: tuple[str, Mapping[str, str]] | None = None
    """An option's name, and the label for each of its values."""
    tone: Tone = Tone.NEUTRAL
    """Its tint."""
    argument: Presence = Presence.OPTIONAL
    """Whether it takes an argument: words behind its name, such as a title."""
    argument_help: str = "a title"
    """What the argument is, for the manual."""
    body: Presence = Presence.REQUIRED
    """Whether it takes a body."""
    options: tuple[Option, ...] = ()
    """Its own options. Every block also takes ``label``, ``name``, ``class`` and ``hidden``."""
    inside: tuple[str | BlockRole, ...] = ()
    """The blocks that must directly contain it; if empty, it may be anywhere. A string is a name,
    and a member of ``BlockRole`` means all blocks of that role. At least one is a name, which
    warnings show."""
    reveal: bool = False
    """Whether it is closed until the reader opens it. A medium that cannot fold text shows all."""
    numbered: bool = False
    """Counted on each page: "Exercise 2"."""
    yields_to: tuple[str, ...] = ()
    """Packages that may own the bare name. If one does, the block gives it up without a warning."""
    audience: Audience = Audience.EVERYONE
    """Who gets to see it."""
    notebook: InNotebook = InNotebook.QUOTED
    """How it appears in a notebook that students download. Blocks that count as an exercise or a
    solution have their own ways there."""
    plans: str = ""
    """For a block of a plan: the name of the block that the lesson is to have. The rule ``plan``
    looks in the lesson for one of that name with the same title, id or label."""
    assemble: Assembler | None = None
    """Gives it its final shape, if it needs one of its own."""
    classes: tuple[str, ...] = field(default=())
    """Further CSS classes."""
    catalog: str = ""
    """The message catalogue that translates its labels and those of its options; empty for ours. A
    plugin adds its catalogue with ``app.add_message_catalog()``."""
