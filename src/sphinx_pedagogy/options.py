"""Reading the options of a directive so that a mistake costs a warning, not the block.

docutils drops a whole directive for one unknown option, and myst-parser for none. Here
both hand every option over as text, and :func:`read_options` says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_pedagogy.failures import described
from sphinx_pedagogy.messages import one_of
from sphinx_pedagogy.spec import Markup, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COMMON_OPTIONS = (
    Option("label", "A target for `{ref}`.", lambda text: text.strip()),
    Option("class", "Further CSS classes, separated by blanks."),
    Option("hidden", "Leaves the block out of every output; what it states still counts."),
)
"""What every block takes."""


class AnyOption(dict[str, Callable[[str], object]]):
    """An ``option_spec`` that takes any option as text."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """List *names* for those who look, such as editors and the manual."""
        super().__init__(dict.fromkeys(names, as_text))

    def __missing__(self, name: str) -> Callable[[str], object]:
        """Take an unknown option too."""
        return as_text


def as_text(value: str | None) -> str:
    """Return the text of an option; a flag's is empty."""
    return value or ""


def read_options(
    given: Mapping[str, str], takes: Sequence[Option]
) -> tuple[dict[str, str], list[str]]:
    """Convert *given* options.

    :returns: the values, defaults included, and one complaint for each mistake.
        An inline option's value is its text.
    """
    known = {option.name: option for option in takes}
    values: dict[str, str] = {}
    complaints = []
    for name, text in given.items():
        if name not in known:
            complaints.append(f'it has no option "{name}": {one_of(name, known)}')
            continue
        try:
            values[name] = known[name].convert(text)
        except ValueError as error:
            complaints.append(f'its option "{name}" cannot be "{text}": {error}')
        except Exception as error:
            # the converter of a plugin
            complaints.append(f'its option "{name}" failed to read "{text}": {described(error)}')
    for option in takes:
        if option.name in values:
            continue
        if option.default is not None:
            values[option.name] = option.default
        elif option.required and option.name not in given:
            complaints.append(f'it needs the option "{option.name}": {option.help}')
    return values, complaints


def lost_line(given: Mapping[str, str], body: Sequence[str], gap: bool) -> tuple[str, str] | None:
    """Find an option that the author broke over two lines.

    A MyST option holds one line, and a second becomes the start of the body without a
    word (myst-parser 5.2).

    :param gap: whether a blank line stands between options and body
    :returns: the option's name and the stray line
    """
    if not given or not body or gap:
        return None
    name, value = list(given.items())[-1]
    if body[0][:1].isspace() or value.rstrip().endswith(","):
        return name, body[0].strip()
    return None


def inline_options(takes: Sequence[Option]) -> list[Option]:
    """Return the options whose text is parsed as inline markup."""
    return [option for option in takes if option.markup is Markup.INLINE]
