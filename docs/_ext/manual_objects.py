"""The reference as objects of Sphinx: each has an anchor, an entry of the index, and can be linked.

Settings are ``confval``, blocks and views ``rst:directive``, options of commands ``option``. For
what Sphinx has no kind, the manual adds one: see :data:`KINDS`. All are made from the code.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from manual_since import since_of
from sphinx import addnodes
from sphinx.domains.rst import ReSTDirective
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id

import sphinx_pedagogy
from sphinx_pedagogy.cli.main import COMMANDS, make_parser
from sphinx_pedagogy.core.block_spec import Markup
from sphinx_pedagogy.core.setting_checks import is_seconds
from sphinx_pedagogy.core.settings import SETTINGS
from sphinx_pedagogy.course.messages import WARNING_TYPE, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_pedagogy.core.block_spec import Option
    from sphinx_pedagogy.core.settings import Setting

KINDS = {
    "audit-rule": ("rule", "rule of the audit"),
    "pedagogy-warning": ("warning", "warning"),
    "front-matter": ("front-matter", "front matter key"),
    "cell-tag": ("cell-tag", "cell tag"),
    "command": ("cmd", "command"),
}
"""What Sphinx has no kind of object for: the role that refers to it, and how an index calls it."""

PROGRAM = "sphinx-pedagogy"
FENCE = ":" * 6
TILDES = "~" * 4
FACTS = ("Takes", "Type", "Allowed", "Default")
"""What is said of roles, front matter keys and cell tags, in this order."""
PACKAGE = Path(sphinx_pedagogy.__file__).parent
OWN = Path(__file__).parent
SOURCES = (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.schema.json"), *OWN.glob("manual*.*"))
"""What the reference is made from: a change in one of them makes a page out of date."""
SNIPPETS = Path(__file__).parent.parent / "snippets"
EXAMPLES = SNIPPETS / "settings.toml"
OPTION_EXAMPLES = SNIPPETS / "options.toml"
MARKUP = SNIPPETS / "markup.toml"
WARNINGS = SNIPPETS / "warnings.txt"
SETTING_BY_NAME = {setting.name: setting for setting in SETTINGS}
AGAIN = {"env": "everything", "html": "the HTML pages", "": "nothing"}
_ODD_VALUE = "\N{SECTION SIGN}"
"""What no converter takes that takes certain words or numbers."""
_QUOTED = re.compile(
    r"""`[^`]*` | \{[^{}]*(?:\{[^{}]*\}[^{}]*)*\} | \[[^\]]*\] | "[^"]*"
    | \b(?:True|False)\b | [.]\ _\ :\ -""",
    re.VERBOSE,
)
_MESSAGES = {
    "it can be ": "",
    "it must be a format of Python, such as , or .1f or .0%": "`,`, `.1f`, `.0%`, as in Python",
    "it must be ": "",
    "it must say why": "a reason",
    "it needs a letter or a digit": "a name",
    "it holds no number": "a number",
    "it takes no value; write the option alone": "none: write the option alone",
}
"""How messages about a wrong value begin, and what the manual says there."""
_VALUES = {
    "data": "a name or a path",
    "module": "a path",
    "class": "names that begin with a letter, separated by spaces",
    "depth": "a word of {confval}`pedagogy_depths`",
    "tolerance": "a number, or a share of the right number, such as `5%`",
}
"""What options can be whose messages do not say all of it."""
_FLAG = re.compile(r"(?<![\w`-])--?[a-z][\w-]*(?!`)")


class BlockObject(ReSTDirective):
    """A ``rst:directive`` that is shown by its name: both syntaxes have it, and no other sign."""

    def run(self) -> list[nodes.Node]:
        """Return what Sphinx makes of a directive."""
        self.name = "rst:directive"
        return super().run()

    def handle_signature(self, sig: str, signode: addnodes.desc_signature) -> str:
        """Show the name alone."""
        signode["fullname"] = sig
        signode += addnodes.desc_name(sig, sig)
        return sig


class SettingObjects(SphinxDirective):
    """``{settings}`` describes the settings that its lines name."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return their descriptions."""
        note_sources(self.env)
        self.env.note_dependency(str(EXAMPLES))
        texts = [setting_text(SETTING_BY_NAME[name.strip()]) for name in self.content]
        return self.parse_text_to_nodes("\n\n".join(texts))


class WarningObjects(SphinxDirective):
    """``{warnings}`` describes all warnings."""

    def run(self) -> list[nodes.Node]:
        """Return their descriptions."""
        note_sources(self.env)
        self.env.note_dependency(str(WARNINGS))
        lines = WARNINGS.read_text(encoding="utf-8").splitlines()
        said = {line.rpartition("[")[2].rstrip("]"): line for line in lines}
        names = {f"{WARNING_TYPE}.{one.value}": one.description for one in Subtype}
        texts = [
            described(
                "pedagogy-warning",
                name,
                f"{text}\n\n{code_block(said[name], 'none', 'manual-wrap')}",
                ("Since", since_of("pedagogy-warning", name)),
            )
            for name, text in names.items()
        ]
        return self.parse_text_to_nodes("\n\n".join(texts))


class MarkupObjects(SphinxDirective):
    """``{markup-objects} KIND`` describes roles, front matter keys or cell tags."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return their descriptions."""
        note_sources(self.env)
        self.env.note_dependency(str(MARKUP))
        kind = self.arguments[0]
        objects = tomllib.loads(MARKUP.read_text(encoding="utf-8"))[kind]
        texts = [markup_text(kind, name, facts) for name, facts in objects.items()]
        return self.parse_text_to_nodes("\n\n".join(texts))


class CommandObject(SphinxDirective):
    """``{command-options} NAME`` describes the options of a command, and makes it an object.

    ``{command-options} course`` has those that all commands take that read a course.
    """

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return their descriptions."""
        note_sources(self.env)
        name = self.arguments[0]
        if name == "course":
            return self.parse_text_to_nodes(options_text(PROGRAM, course_actions()))
        parser = parser_of(name)
        own, shared = parted(parser)
        command = f"{PROGRAM} {name}"
        text = options_text(command, own)
        if shared:
            text += (
                "\n\nThe command also takes the [options for reading a course](#reading-a-course)."
            )
        text += f"\n\nThe command was added in version {since_of('command', name)}."
        self.share(command, shared)
        return [*registered(self, "command", name), *self.parse_text_to_nodes(text)]

    def share(self, command: str, actions: Iterable[argparse.Action]) -> None:
        """Make options that stand elsewhere on the page known as those of a command too."""
        domain = self.env.domains.standard_domain
        for action in actions:
            for option in names_of(action):
                kind = "" if option.startswith("-") else "arg-"
                anchor = f"cmdoption-{PROGRAM}-{kind}{option.lstrip('-')}"
                domain.add_program_option(
                    command.replace(" ", "-"), option, self.env.docname, anchor
                )


def note_sources(env: BuildEnvironment) -> None:
    """Read the page again when the code has changed."""
    for source in SOURCES:
        env.note_dependency(str(source))


def described(kind: str, name: str, text: str, *fields: tuple[str, str]) -> str:
    """Return MyST that describes an object."""
    listed = "\n".join(f":{head}: {value}" for head, value in fields if value)
    head = f"{FENCE}{{{kind}}} {name}\n:no-contents-entry:"
    return f"{head}\n\n{text}\n\n{listed}\n{FENCE}"


def code_block(text: str, language: str, style: str = "") -> str:
    """Return MyST that shows a text as it is."""
    options = f":class: {style}\n" if style else ""
    return f"{TILDES}{{code-block}} {language}\n{options}\n{text.rstrip()}\n{TILDES}"


def markup_text(kind: str, name: str, facts: Mapping[str, str]) -> str:
    """Return the description of a role, a front matter key or a cell tag as MyST.

    :param facts: its ``text`` and an ``example``, and what it can be
    """
    fields = [(head, facts[head.lower()]) for head in FACTS if head.lower() in facts]
    fields.append(("Since", since_of(kind, name)))
    example = code_block(facts["example"], "yaml" if kind == "front-matter" else "md")
    return described(kind, name, f"{facts['text'].strip()}\n\n{example}", *fields)


def setting_text(setting: Setting) -> str:
    """Return the description of a setting as MyST."""
    allowed = (setting.complaint(object()) or "").removeprefix("it must be ")
    example = f"{setting.name} = {python_of(examples()[setting.name])}"
    return f"""\
{FENCE}{{confval}} {setting.name}

{setting.help}

:Type: {type_of(setting)}
:Allowed: {code_in(allowed)}
:Default: `{python_of(setting.default)}`
:A change builds again: {AGAIN[setting.rebuild]}
:Since: {since_of("confval", setting.name)}

```python
{example}
```
{FENCE}"""


def type_of(setting: Setting) -> str:
    """Return the Python type of a setting's values as MyST."""
    if setting.complaint is is_seconds:
        return "`int` or `float`"
    return f"`{type(setting.default).__name__}`"


def code_in(text: str) -> str:
    """Mark as code what a message quotes, so that nothing in it is read as MyST."""
    return _QUOTED.sub(lambda found: f"`{found[0].strip('`')}`", text)


def python_of(value: object) -> str:
    """Return a value as Python writes it, with the quotes that the manual has."""
    return repr(value) if isinstance(value, bool) else json.dumps(value)


@cache
def examples() -> dict[str, Any]:
    """Return an example of each setting."""
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))


@cache
def option_examples() -> dict[str, Any]:
    """Return an example of each option: of blocks, of commands, and of what commands share."""
    return tomllib.loads(OPTION_EXAMPLES.read_text(encoding="utf-8"))


def block_text(name: str, text: str, facts: Iterable[tuple[str, str]], options: str) -> str:
    """Return the description of a block or view as MyST."""
    listed = "\n".join(f":{head}: {value}" for head, value in facts)
    return f"""\
{FENCE}:{{block-object}} {name}
:no-contents-entry:

{text}

{listed}

{options}
{FENCE}:"""


def option_text(option: Option, block: str = "") -> str:
    """Return the description of an option of a block as MyST."""
    fields = [("Value", value_of_option(option))]
    if option.required:
        fields.append(("Required", "yes; a block without this option gets a warning"))
    elif option.default is not None:
        fields.append(("Default", f"`{option.default}`"))
    example = option_examples()["blocks"].get(f"{block}:{option.name}")
    if example is not None:
        fields.append(("Example", code_of(f":{option.name}: {example}".strip())))
    since = since_of("rst:directive:option", f"{block}:{option.name}")
    if since != since_of("rst:directive", block):
        fields.append(("Since", since))
    return directive_option(option.name, option.help, *fields)


def directive_option(name: str, text: str, *fields: tuple[str, str]) -> str:
    """Return the description of an option of a directive as MyST."""
    listed = "\n".join(f":{head}: {value}" for head, value in fields)
    return f"""\
{FENCE}{{rst:directive:option}} {name}
:no-contents-entry:

{text}

{listed}
{FENCE}"""


def value_of_option(option: Option) -> str:
    """Return what an option can be as MyST: what a message says of a value that it cannot be."""
    if option.markup is Markup.INLINE:
        return "text, with markup"
    if option.name in _VALUES:
        return _VALUES[option.name]
    try:
        option.convert(_ODD_VALUE)
    except ValueError as complaint:
        said = str(complaint)
    else:
        return "text"
    for before, instead in _MESSAGES.items():
        if said.startswith(before):
            said = instead + said.removeprefix(before)
            break
    # a message quotes words, which an author writes without quotes
    return code_in(said).replace('`"', "`").replace('"`', "`")


def options_text(program: str, actions: Iterable[argparse.Action]) -> str:
    """Return the description of the options of a command as MyST."""
    command = program.removeprefix(f"{PROGRAM} ")
    texts = [f"```{{program}} {program}\n```"]
    for action in actions:
        names = ", ".join(f"{name}{value_in(action)}" for name in names_of(action))
        text = help_of(action)
        since = since_of("cmdoption", f"{program.replace(' ', '-')}.{names_of(action)[0]}")
        if since != since_of("command", command):
            text += f" Since {since}."
        if example := command_example(command, action):
            text += f" Example: {code_of(f'{PROGRAM} {example}')}."
        texts.append(f"{FENCE}{{option}} {names}\n:no-contents-entry:\n\n{text}\n{FENCE}")
    return "\n\n".join(texts)


def command_example(command: str, action: argparse.Action) -> str:
    """Return what one types to use an option of a command; empty for an argument."""
    name = names_of(action)[-1]
    found = option_examples()["commands"].get(command, {}) | option_examples()["shared"]
    return str(found.get(name, ""))


def code_of(text: str) -> str:
    """Return a text as code in MyST, whatever backticks it has."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def names_of(action: argparse.Action) -> list[str]:
    """Return the names of an option, or that of an argument."""
    return list(action.option_strings) or [str(action.metavar or action.dest)]


def value_in(action: argparse.Action) -> str:
    """Return how a value stands behind an option."""
    if not action.option_strings or action.nargs == 0:
        return ""
    return f" <{action.metavar or ('|'.join(map(str, action.choices or ())) or 'VALUE')}>"


def help_of(action: argparse.Action) -> str:
    """Return what an option does as MyST: a sentence."""
    text = (action.help or "") % {**vars(action), "prog": PROGRAM}
    text = text[:1].upper() + text[1:]
    return _FLAG.sub(r"`\g<0>`", text.replace("*", r"\*").replace("_", r"\_")).rstrip(".") + "."


def parser_of(name: str) -> argparse.ArgumentParser:
    """Return the parser of a command, such as ``audit`` or ``new lesson``."""
    first, *rest = name.split()
    parser = make_parser(first)
    for part in (first, *rest):
        parser = subparsers_of(parser)[part]
    return parser


def subparsers_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands below a command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def all_commands() -> Iterator[str]:
    """Yield the name of each of our commands."""
    for name in COMMANDS:
        below = subparsers_of(parser_of(name))
        yield from (f"{name} {part}" for part in below) if below else (name,)


def course_actions() -> list[argparse.Action]:
    """Return what all commands take that read a course."""
    names = ("source", "settings", "tags", "jobs", "cells", "cache", "fresh")
    actions = {action.dest: action for action in parser_of("audit")._actions}
    return [actions[name] for name in names]


def parted(
    parser: argparse.ArgumentParser,
) -> tuple[list[argparse.Action], list[argparse.Action]]:
    """Return what a command takes alone, and what it shares with those that read a course."""
    actions = [
        action
        for action in parser._actions
        if not isinstance(action, (argparse._HelpAction, argparse._SubParsersAction))
    ]
    shared = {(action.dest, action.help) for action in course_actions()}
    common = [action for action in actions if (action.dest, action.help) in shared]
    if len(common) < len(shared):  # it only has a source of its own
        return actions, []
    return [action for action in actions if action not in common], common


def registered(directive: SphinxDirective, kind: str, name: str) -> list[nodes.Node]:
    """Make an object of the place of a directive, with an entry of the index.

    It is for what its page or section describes: there the name is in the title already.
    """
    anchor = make_id(directive.env, directive.state.document, kind, name)
    target = nodes.target("", "", ids=[anchor])
    directive.state.document.note_explicit_target(target)
    directive.env.domains.standard_domain.note_object(kind, name, anchor, location=target)
    entries = [("pair", f"{name}; {KINDS[kind][1]}", anchor, "", None)]
    return [addnodes.index(entries=entries), target]


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "block-object": BlockObject,
    "settings": SettingObjects,
    "markup-objects": MarkupObjects,
    "warnings": WarningObjects,
    "command-options": CommandObject,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the kinds of objects, and the directives."""
    for kind, (role, words) in KINDS.items():
        app.add_object_type(kind, role, indextemplate=f"pair: %s; {words}", objname=words)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
