"""Directives and roles whose names are nearly ours: a warning, and their text stays.

Nobody answers to such a name, and the parsers drop what has it. A page's text is searched for
names before it is parsed, and those that only we may be meant by get a stand-in.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from sphinx_pedagogy.blocks.directives import owner_of
from sphinx_pedagogy.blocks.inline_text import parse_inline
from sphinx_pedagogy.blocks.nesting import parse_body
from sphinx_pedagogy.blocks.source_checks import names_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.opt_in import ROLES
from sphinx_pedagogy.core.options import AnyOption
from sphinx_pedagogy.core.registry import DOMAIN, app_of, registry_of
from sphinx_pedagogy.course.messages import Subtype, diagnostic_at, suggest
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Set
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PREFIX = f"{DOMAIN}:"
NEAR = 0.8
"""How much of a name must be that of one of ours: no other word is that near."""

_DIRECTIVE = regex(r"(?:`{3,}|~{3,}|:{3,})[ ]*\{([A-Za-z][\w:-]*)\}|\.\.[ ]+([A-Za-z][\w:-]*)::")
_ROLE = regex(r"(?<![`:~])\{([A-Za-z][\w:-]*)\}`|:([A-Za-z][\w:-]*):`")
_ENDS = ((regex(r"-(?:begin|open)$"), "-start"), (regex(r"-(?:stop|close)$"), "-end"))


@lru_cache(2048)
def nearest(wanted: str, names: frozenset[str]) -> str:
    """Return the one of *names* that *wanted* is a slip of; empty if of none."""
    spelled = wanted.lower().replace("_", "-")
    for pattern, end in _ENDS:
        spelled = pattern.sub(end, spelled)
    if spelled in names:
        return spelled
    best, name = max(
        ((likeness(spelled, name), name) for name in names),
        default=(0.0, ""),
        key=lambda pair: pair,
    )
    return name if best >= NEAR else ""


def likeness(one: str, other: str) -> float:
    """Return how much of two names is the same; the prefix, which says nothing, apart.

    :returns: 0 if less than :data:`NEAR`, which most names tell by their lengths or letters
    """
    if one.startswith(PREFIX) != other.startswith(PREFIX):
        return 0.0
    one, other = one.removeprefix(PREFIX), other.removeprefix(PREFIX)
    if 2 * min(len(one), len(other)) / (len(one) + len(other)) < NEAR:
        return 0.0
    match = SequenceMatcher(None, one, other)
    return match.ratio() if match.quick_ratio() >= NEAR else 0.0


def roles_of(app: Sphinx) -> frozenset[str]:
    """Return the names of our roles, as a page may write them."""
    bare = registry_of(app).bare
    return frozenset(
        {f"{PREFIX}{name}" for name in ROLES} | {name for name in ROLES if f":{name}:" in bare}
    )


def is_slip(name: str, names: frozenset[str]) -> bool:
    """Whether *name* is none of ours, and meant to be one; all with the prefix are."""
    return name not in names and (name.startswith(PREFIX) or bool(nearest(name, names)))


def stand_in(app: Sphinx, text: str) -> None:
    """Answer to the names in a text that are slips of ours, and that nobody else answers to."""
    blocks, ours = frozenset(names_of(app).ours), roles_of(app)
    for name in found(_DIRECTIVE, text):
        if is_slip(name, blocks) and owner_of(name) is None:
            directives.register_directive(name, MisspeltDirective)
    for name in found(_ROLE, text):
        taken = name in roles._roles or name in en.roles  # type: ignore[attr-defined]
        if not taken and is_slip(name, ours):
            roles.register_local_role(name, MisspeltRole())  # type: ignore[arg-type]


def found(pattern: re.Pattern[str], text: str) -> Set[str]:
    """Return the names in a text that stand as those of directives, or of roles."""
    return {(match[1] or match[2]).lower() for match in pattern.finditer(text)}


def stand_in_for_page(app: Sphinx, _docname: str, source: list[str]) -> None:
    """Look at a page before it is parsed."""
    stand_in(app, source[0])


def stand_in_for_part(app: Sphinx, _path: Path, _docname: str, source: list[str]) -> None:
    """Look at a file that a page includes."""
    stand_in(app, source[0])


def record(
    env: BuildEnvironment, place: nodes.Node, name: str, names: frozenset[str], what: str
) -> None:
    """Record that *name* is no directive or role, with the one that is near."""
    near = nearest(name.lower(), names)
    hint = f'did you mean "{near}"?' if near else suggest(name, names)
    text = f'"{name}" is no {what}; {hint}'
    domain_of(env).add_problem(diagnostic_at(env, Subtype.DIRECTIVE, text, place))


class MisspeltDirective(SphinxDirective):
    """Shows the text of a directive that does not exist in a plain box."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return the box; nothing where there is no text."""
        names = frozenset(names_of(app_of(self.env)).ours)
        box = nodes.admonition("", classes=["ped-misspelt"])
        self.set_source_info(box)
        record(self.env, box, self.name, names, "directive, and its text is shown in a plain box")
        body = parse_body(self)
        if body is None:
            source = "\n".join(self.content)
            body = [nodes.literal_block(source, source, language="text")]
        text = self.arguments[0].strip() if self.arguments else ""
        if not (text or body):
            return []
        children, messages = parse_inline(self, text or self.name)
        box += [nodes.title(text or self.name, "", *children), *messages, *body]
        label = self.options.get("label") or self.options.get("name") or ""
        if name := nodes.fully_normalize_name(label):
            box["names"].append(name)
            self.state.document.note_explicit_target(box, box)
        return [box]


class MisspeltRole(ReferenceRole):
    """Shows the words of a role that does not exist."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words."""
        node = nodes.inline(self.rawtext, self.title)
        self.set_source_info(node)
        record(self.env, node, self.name, roles_of(app_of(self.env)), "role")
        return [node], []
