"""Reading the options of a directive so that a mistake costs a warning, not the block.

docutils drops a whole directive for one unknown option, and myst-parser for none. Here
both hand every option over as text, and :func:`read_options` says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.core.block_spec import Markup, Option
from sphinx_pedagogy.core.converters import css_classes, filled, flag, named
from sphinx_pedagogy.core.failures import described
from sphinx_pedagogy.core.setting_checks import shown
from sphinx_pedagogy.course.messages import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COMMON_OPTIONS = (
    Option(
        "label",
        "A name to which `{ref}` links. `:name:`, as in other directives, means the same.",
        named,
    ),
    Option(
        "class",
        "CSS classes for the block, in addition to its own; separated by spaces.",
        css_classes,
    ),
    Option(
        "hidden", "Leaves the block out of every output. What the block states still counts.", flag
    ),
)
"""What every block takes."""

_YAML_KEY = re.compile(r"(?P<name>[\w-]+)\s*:(?=\s|$)")
_COMMENT = re.compile(r"(?:^|\s)#")
_OPTION = re.compile(r"\s*:(?P<name>[^:\s][^:]*):(?=\s|$)")
_SLIP = re.compile(r"\s*(?P<before>:{0,2})(?P<name>[a-z][a-z-]*)\s?(?P<after>:{0,2})(?=\s|$)")


class AnyOption(dict[str, Callable[[str], object]]):
    """An ``option_spec`` that takes any option as text."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """List *names* for those who look, such as editors and the manual."""
        super().__init__(dict.fromkeys(names, as_text))

    def __bool__(self) -> bool:
        """Say that there are options, also where none is listed: else nobody reads any."""
        return True

    def __missing__(self, name: str) -> Callable[[str], object]:
        """Take an unknown option too."""
        return as_text


def as_text(value: str | None) -> str:
    """Return the text of an option; a flag's is empty."""
    return value or ""


class Given(NamedTuple):
    """An option as it stands in the source."""

    name: str
    offset: int
    """Its line, counted from that of the directive's name."""


def given_options(block_text: str) -> list[Given]:
    """Return the options at the head of a directive's source, each time that one is there."""
    lines = block_text.splitlines()
    found = []
    if len(lines) > 1 and lines[1].startswith("---"):
        for number, line in enumerate(lines[2:], 2):
            if line.startswith("---"):
                break
            if match := _YAML_KEY.match(line):
                found.append(Given(match["name"], number))
        return found
    for number, line in enumerate(lines[1:], 1):
        if match := _OPTION.match(line):
            found.append(Given(match["name"].strip(), number))
        elif not (found and line[:1].isspace() and line.strip()):
            break  # in reStructuredText, an option may have more lines
    return found


def one_by_one(block_text: str) -> tuple[dict[Given, str], list[tuple[int, str]]]:
    """Read the options at the head of a directive's source, where MyST has refused them all.

    :returns: the options, and the lines that are none, each with its number counted from that of
        the directive's name
    """
    lines = block_text.splitlines()
    yaml = len(lines) > 1 and lines[1].startswith("---")
    found: dict[Given, str] = {}
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(lines[2:] if yaml else lines[1:], 2 if yaml else 1):
        text = line.strip()
        if text.startswith("---") if yaml else not text.startswith(":") or text.startswith(":::"):
            break
        match = (_YAML_KEY if yaml else _OPTION).match(text)
        if match is not None:
            found[Given(match["name"].strip(), number)] = text[match.end() :].strip()
        elif text and not (yaml and (line[:1].isspace() or text.startswith("#"))):
            bad.append((number, text))
    return found, bad


def is_cut_by_a_quote(text: str) -> bool:
    """Whether a value begins with a quotation mark that ends before the value does."""
    quote = text[:1]
    return quote in {'"', "'"} and text.find(quote, 1) != len(text) - 1


def value_of(line: str) -> str:
    """Return what a line of an option says, as it is written."""
    match = _OPTION.match(line)
    return line[match.end() :].strip() if match else ""


def quoting_slip(name: str, text: str) -> str:
    """Return the complaint about a value that MyST does not read as it is written, or nothing.

    MyST reads options as YAML. There ``#`` begins a comment, and ``|`` and ``>`` a text of more
    lines, which an option does not have.
    """
    if text.startswith(("|", ">")):
        why = f'begins with "{text[0]}"'
    elif not text.startswith(('"', "'")) and _COMMENT.search(text):
        why = 'has a "#", where MyST takes the rest for a comment'
    else:
        return ""
    quote = "'" if '"' in text else '"'
    return f'its option "{name}" {why}: put all of it in quotes, :{name}: {quote}{text}{quote}'


def twice(given: Sequence[Given]) -> list[Given]:
    """Return the options that were given before."""
    return [
        option
        for index, option in enumerate(given)
        if option.name in {other.name for other in given[:index]}
    ]


def given_twice(name: str) -> str:
    """Return the message about an option that was given before."""
    return f'its option "{name}" is given twice; the last one counts: remove the other'


def slip_of(body: Sequence[str], takes: Iterable[Option]) -> str | None:
    """Return the option that the first line of a body would be with its colons right."""
    match = _SLIP.match(body[0]) if body else None
    if match is None or not (match["before"] or match["after"]):
        return None
    return match["name"] if match["name"] in {option.name for option in takes} else None


def read_options(
    given: Mapping[str, str], takes: Sequence[Option]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Convert *given* options.

    :returns: the values, defaults included, and for each mistake the name of the option and a
        complaint. An inline option's value is its text.
    """
    known = {option.name: option for option in takes}
    values: dict[str, str] = {}
    complaints: list[tuple[str, str]] = []
    for name, text in given.items():
        if name not in known:
            complaints.append((name, f'it has no option "{name}": {suggest(name, known)}'))
            continue
        try:
            values[name] = checked_text(known[name].convert(text))
        except ValueError as error:
            complaints.append((name, f'its option "{name}" cannot be "{text}": {error}'))
        except Exception as error:
            # the converter of a plugin
            failed = f'its option "{name}" failed to read "{text}": {described(error)}'
            complaints.append((name, f"{failed}; tell the author of the block"))
    for option in takes:
        if option.name in values:
            continue
        if option.default is not None:
            values[option.name] = option.default
        elif option.required and option.name not in given:
            needed = f'it needs the option "{option.name}": {option.help}'
            complaints.append((option.name, needed))
    return values, complaints


def checked_text(value: object) -> str:
    """Return what a converter made of an option.

    :raises TypeError: it is no string, as that of a plugin may be
    """
    if not isinstance(value, str):
        raise TypeError(f"its converter returns {shown(value)}, which is no string")
    return value


def lost_line(
    given: Mapping[str, str], body: Sequence[str], gap: bool, takes: Iterable[Option] = ()
) -> tuple[str, str] | None:
    """Find an option that the author broke over two lines.

    A MyST option holds one line, and a second becomes the start of the body without a
    word (myst-parser 5.2). It cannot be told from a body that follows without a blank line,
    but by how it reads: indented, after a comma, or with a small letter. A line that begins a
    sentence is taken for the body that it mostly is.

    :param gap: whether a blank line stands between options and body
    :returns: the option's name and the stray line
    """
    if not given or not body or gap:
        return None
    name, value = list(given.items())[-1]
    text = body[0].strip()
    option = next((option for option in takes if option.name == name), None)
    is_prose = option is not None and option.markup is Markup.INLINE
    goes_on = text[:1].islower() and option is not None and (is_prose or option.convert is filled)
    if body[0][:1].isspace() or value.rstrip().endswith(",") or goes_on:
        return name, text
    return None


def inline_options(takes: Sequence[Option]) -> list[Option]:
    """Return the options whose text is parsed as inline markup."""
    return [option for option in takes if option.markup is Markup.INLINE]
