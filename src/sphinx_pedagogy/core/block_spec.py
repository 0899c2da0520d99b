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
    """The block takes none. If an author gives one, this gives a warning."""
    OPTIONAL = "optional"
    """The block may have one."""
    REQUIRED = "required"
    """The block needs one. If an author gives none, this gives a warning."""


class Audience(StrEnum):
    """Who gets to see a block."""

    EVERYONE = "everyone"
    """All readers."""
    AUTHORS = "authors"
    """Authors and teachers: the block appears if ``pedagogy_audience = "author"``. The readers'
    site has the block only in the sources that Sphinx copies (``html_copy_source``)."""


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
    """Turns the text into the value. For a text that is not allowed, it raises a ``ValueError``
    whose words say what is allowed."""
    default: str | None = None
    """The value if the author of a block gives none. The default is not converted."""
    required: bool = False
    """Whether a block without this option gives a warning."""
    markup: Markup = Markup.PLAIN
    """How the text of the option is read."""
    label: str = ""
    """For ``Markup.INLINE``: the words before the text, in English."""
    at_end: bool = False
    """For ``Markup.INLINE``: whether the text comes after the body instead of before it."""


def choice(*values: str) -> Callable[[str], str]:
    """Return a converter that takes one of *values*, in small or capital letters."""

    def convert(text: str) -> str:
        value = text.strip().lower()
        if value not in values:
            raise ValueError("it can be " + ", ".join(f'"{v}"' for v in values))
        return value

    return convert


Assembler = Callable[["block", "AssemblyContext"], None]
"""Gives a block its final shape, in place, when the whole body of the block is known.

An assembler runs while the document is read: after pairs of ``-start`` and ``-end`` are closed, and
before translations are looked up. Inner blocks come before outer ones. An assembler must keep all
content of the block.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSpec:
    """A block: its directive, its looks, and what it takes."""

    name: str
    """Name of the directive, lower case with hyphens."""
    roles: Set[BlockRole] = NO_ROLES
    """The roles of the block: what it counts as. Rules of the audit look for roles, not for names
    of blocks."""
    help: str
    """What the block is for: one sentence for the manual."""
    label: str = ""
    """The word that marks the block, in English; empty if the title is enough."""
    label_by: tuple[str, Mapping[str, str]] | None = None
    """The name of an option, and the label of the block for each value of this option."""
    tone: Tone = Tone.NEUTRAL
    """The tint of the block."""
    argument: Presence = Presence.OPTIONAL
    """Whether the block takes an argument: words after its name, such as a title."""
    argument_help: str = "a title"
    """What the argument is, for the manual."""
    body: Presence = Presence.REQUIRED
    """Whether the block takes a body."""
    options: tuple[Option, ...] = ()
    """The options of this block. Every block also takes ``label``, ``name``, ``class`` and
    ``hidden``."""
    inside: tuple[str | BlockRole, ...] = ()
    """Where the block may be: directly inside one of these blocks, or anywhere if this is empty. A
    string is the name of a block, and a member of ``BlockRole`` means all blocks of that role. If
    there are entries, at least one is a name, so that warnings can name a block."""
    reveal: bool = False
    """Whether the block is closed until the reader opens it. A medium that cannot fold text shows
    the whole block."""
    numbered: bool = False
    """Whether the blocks of this kind are counted on each page: "Exercise 2"."""
    yields_to: tuple[str, ...] = ()
    """Packages that may own the bare name. If one of them owns it, the block has only its ``ped:``
    name, and no warning says so."""
    audience: Audience = Audience.EVERYONE
    """Who sees the block."""
    notebook: InNotebook = InNotebook.QUOTED
    """How the block appears in a notebook that students download. For a block of the
    role ``EXERCISE`` or ``SOLUTION``, this has no effect: these two have forms of their
    own."""
    plans: str = ""
    """For a block of a plan: the name of the block that the lesson is to have. The rule ``plan``
    looks in the lesson for a block of that name with the same title, id or label."""
    assemble: Assembler | None = None
    """A function that gives the block its final shape, if the block needs a special one."""
    classes: tuple[str, ...] = field(default=())
    """CSS classes, in addition to the usual ones."""
    catalog: str = ""
    """The message catalogue that translates the labels of the block and of its options; empty for
    our blocks. A plugin adds its catalogue with ``app.add_message_catalog()``."""
