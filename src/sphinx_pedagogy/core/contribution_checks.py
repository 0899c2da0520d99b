"""Whether what a plugin adds is what it can be: told when it is added, and not pages later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from typing import TYPE_CHECKING, cast

from sphinx_pedagogy.core.block_spec import Audience, BlockSpec, InNotebook, Option, Presence, Tone
from sphinx_pedagogy.core.exporter import Exporter
from sphinx_pedagogy.core.options import COMMON_OPTIONS
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.core.setting_checks import shown
from sphinx_pedagogy.core.view import FILTERS, ViewSpec
from sphinx_pedagogy.course.block_roles import BlockRole, kinds_and_roles
from sphinx_pedagogy.course.errors import RegistrationError
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""How names are written: those of blocks, options, views and rules."""

_MISSING = object()

Wanted = tuple[Callable[[object], bool], str]
"""Whether a value can be that of an attribute, and what it must be, in words."""


def _is_a(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _all_of(outer: type, inner: type) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, outer)
        and all(
            isinstance(item, inner)
            for item in value  # type: ignore[attr-defined]
        )
    )


def _is_limits(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(name, str) and isinstance(item, Threshold) for name, item in value.items()
    )


def _is_label_by(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], Mapping)


_TEXT: Wanted = (_is_a(str), "a string")
_SENTENCE: Wanted = (_is_filled, "a string that says something")
_SWITCH: Wanted = (_is_a(bool), "True or False")
_TEXTS: Wanted = (_all_of(tuple, str), "a tuple of strings")
_FUNCTION: Wanted = (callable, "a function")
_SEVERITY: Wanted = (_is_a(Severity), "a Severity, such as Severity.NOTE")
_PRESENCE: Wanted = (_is_a(Presence), "a Presence, such as Presence.REQUIRED")

_PROFILE: Wanted = (_is_a(Profile), "a Profile, such as Profile.COURSE")

RULE: Mapping[str, Wanted] = {
    "id": _SENTENCE,
    "summary": _SENTENCE,
    "rationale": _SENTENCE,
    "profile": _PROFILE,
    "page": _TEXT,
    "severity": _SEVERITY,
    "severity_of_guesses": _SEVERITY,
    "reads_prose": (
        lambda value: isinstance(value, bool) or value == "partly",
        'True, False or "partly"',
    ),
    "limits": (_is_limits, "a dictionary of names and Thresholds"),
}
OPTION: Mapping[str, Wanted] = {
    "name": _SENTENCE,
    "help": _TEXT,
    "convert": _FUNCTION,
    "default": (_is_a(str, type(None)), "a string or None"),
    "label": _TEXT,
}
BLOCK: Mapping[str, Wanted] = {
    "name": _TEXT,
    "roles": (_all_of(Set, BlockRole), "a set of BlockRoles, such as {BlockRole.EXAMPLE}"),
    "help": _TEXT,
    "label": _TEXT,
    "label_by": (_is_label_by, "a pair of an option's name and a dictionary of labels"),
    "tone": (_is_a(Tone), "a Tone, such as Tone.IDEA"),
    "argument": _PRESENCE,
    "argument_help": _TEXT,
    "body": _PRESENCE,
    "options": (_all_of(tuple, Option), "a tuple of Options"),
    "inside": _TEXTS,
    "reveal": _SWITCH,
    "numbered": _SWITCH,
    "yields_to": _TEXTS,
    "audience": (_is_a(Audience), "an Audience, such as Audience.AUTHORS"),
    "notebook": (_is_a(InNotebook), "an InNotebook, such as InNotebook.PLAIN"),
    "plans": _TEXT,
    "assemble": (lambda value: value is None or callable(value), "a function"),
    "classes": _TEXTS,
    "catalog": _TEXT,
}
VIEW: Mapping[str, Wanted] = {
    "name": _TEXT,
    "render": _FUNCTION,
    "subject": (
        lambda value: value in ("", "concept", "lesson", "module"),
        '"concept", "lesson", "module" or empty',
    ),
    "filters": (
        lambda value: isinstance(value, tuple) and all(item in FILTERS for item in value),
        f"a tuple of some of {', '.join(FILTERS)}",
    ),
    "internal": _SWITCH,
    "static": _SWITCH,
}
EXPORTER: Mapping[str, Wanted] = {
    "file": _TEXT,
    "help": _TEXT,
    "render": _FUNCTION,
    "begins": _TEXT,
}


def check_attributes(what: str, value: object, wanted: Mapping[str, Wanted]) -> None:
    """Check the attributes of something.

    :param what: how a message names it
    :raises RegistrationError: one is missing, or cannot be what it is
    """
    for name, (fits, words) in wanted.items():
        stated = getattr(value, name, _MISSING)
        if stated is _MISSING:
            raise RegistrationError(f'{what} has no "{name}", which must be {words}')
        if not fits(stated):
            raise RegistrationError(f'{what}: its "{name}" must be {words}, not {shown(stated)}')


def check_kind(call: str, value: object, kind: type) -> None:
    """Check that a call was given what it takes.

    :raises RegistrationError: it was given something else
    """
    if not isinstance(value, kind):
        raise RegistrationError(f"{call} takes an instance of {kind.__name__}, not {shown(value)}")


def check_block(spec: object) -> None:
    """Check a block, all but what its names stand for.

    :raises RegistrationError: see :func:`check_attributes`
    """
    check_kind("add_block()", spec, BlockSpec)
    block = cast("BlockSpec", spec)
    what = f'the block "{block.name}"'
    check_attributes(what, block, BLOCK)
    check_options(what, block.options)
    if block.label_by and block.label_by[0] not in {option.name for option in block.options}:
        raise RegistrationError(
            f'{what}: its "label_by" names "{block.label_by[0]}", which is none of its options'
        )


def check_options(what: str, options: Sequence[Option]) -> None:
    """Check the options of a block.

    :param what: how a message names the block
    :raises RegistrationError: see :func:`check_attributes`; or two share a name, or one has a name
        that no author could write, or that of an option of all blocks
    """
    names = [option.name for option in options]
    for option in options:
        named = f'{what}, option "{option.name}"'
        check_attributes(named, option, OPTION)
        if names.count(option.name) > 1:
            raise RegistrationError(f'{what} has two options "{option.name}"')
        if not NAME.fullmatch(option.name):
            raise RegistrationError(f"{named}: its name must be lower-case words joined by hyphens")
        if option.name in {"name", *(common.name for common in COMMON_OPTIONS)}:
            raise RegistrationError(f"{named}: all blocks have one of this name; use another")


def check_view(view: object) -> None:
    """Check a view.

    :raises RegistrationError: see :func:`check_attributes`
    """
    check_kind("add_view()", view, ViewSpec)
    check_attributes(f'the view "{cast("ViewSpec", view).name}"', view, VIEW)


def check_exporter(exporter: object) -> None:
    """Check an exporter.

    :raises RegistrationError: see :func:`check_attributes`
    """
    check_kind("add_exporter()", exporter, Exporter)
    check_attributes(f'the exporter of "{cast("Exporter", exporter).file}"', exporter, EXPORTER)


def check_rule(rule: object) -> None:
    """Check a rule.

    :raises RegistrationError: it is no class of a rule, lacks what readers of reports are told, is
        never asked, cannot be made, or has the name of our own warnings
    """
    if not isinstance(rule, type) or not issubclass(rule, Rule):
        raise RegistrationError(f"add_rule() takes a class derived from Rule, not {shown(rule)}")
    what = f"the rule {rule.__module__}.{rule.__qualname__}"
    check_attributes(what, rule, RULE)
    if rule.on_page is Rule.on_page and rule.on_course is Rule.on_course:
        raise RegistrationError(f"{what} finds nothing: give it on_page() or on_course()")
    is_ours = rule.__module__.startswith("sphinx_pedagogy.")
    if rule.id in set(Subtype) and not is_ours:
        raise RegistrationError(
            f'{what} cannot be called "{rule.id}": pedagogy.{rule.id} is a warning of ours'
        )
    try:
        rule(None)
    except Exception as error:
        raise RegistrationError(
            f"{what} cannot be made: its __init__() must take the limits of a course ({error})"
        ) from error


def check_names(blocks: Mapping[str, BlockSpec]) -> None:
    """Check the names of blocks that blocks give, when all are known.

    :raises RegistrationError: there is none of a name
    """
    for spec in blocks.values():
        names, _roles = kinds_and_roles(*spec.inside)
        check_known(spec, "inside", sorted(names), blocks)
        check_known(spec, "plans", [spec.plans] if spec.plans else [], blocks)
        if spec.inside and not names:
            raise RegistrationError(
                f'the block "{spec.name}": its "inside" names roles only; name a block as well'
            )


def check_known(
    spec: BlockSpec, attribute: str, names: Iterable[str], known: Iterable[str]
) -> None:
    """Check that all of some names are known."""
    known = list(known)
    for name in names:
        if name not in known:
            is_role = attribute == "inside" and name in {role.value for role in BlockRole}
            hint = (
                f"the role is BlockRole.{BlockRole(name).name}" if is_role else suggest(name, known)
            )
            raise RegistrationError(
                f'the block "{spec.name}": its "{attribute}" names "{name}", and there is no such '
                f"block: {hint}"
            )
