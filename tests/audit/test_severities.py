"""What findings and guesses weigh, and which rules guess."""

from __future__ import annotations

import tomllib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.audit.measure import FIGURES

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.audit.severities import severity_of, severity_of_guesses
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import Registry
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.errors import RegistrationError
from sphinx_pedagogy.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.config import Config

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.testing import MakeProject

RULES = {rule.id: rule for rule in BUILT_IN}
ALL = {"pedagogy_audit_profile": "strict"}
"""Whatever a rule finds is asked for."""
MEASURED: dict[str, Any] = tomllib.loads(FIGURES.read_text(encoding="utf-8"))


def weighs(rule: str, stated: Mapping[str, str]) -> tuple[str, str]:
    """Return what findings and guesses of a rule weigh with a setting."""
    config = cast("Config", SimpleNamespace(pedagogy_audit=stated, **ALL))
    return str(severity_of(config, RULES[rule])), str(severity_of_guesses(config, RULES[rule]))


@pytest.mark.parametrize(
    ("rule", "stated", "expected"),
    [
        ("quantity", {}, ("error", "note")),
        ("quantity", {"*": "error"}, ("error", "note")),
        ("quantity", {"*": "off"}, ("off", "off")),
        ("quantity", {"quantity": "error"}, ("error", "warning")),
        ("quantity", {"quantity": "note"}, ("note", "note")),
        ("quantity", {"quantity": "off", "prose": "error"}, ("off", "off")),
        ("quantity", {"prose": "off"}, ("error", "off")),
        ("quantity", {"prose": "error"}, ("error", "error")),
        ("quantity", {"quantity": "error", "prose": "off"}, ("error", "off")),
        ("check", {}, ("warning", "warning")),
        ("check", {"*": "note"}, ("note", "note")),
        ("echo", {}, ("note", "note")),
        ("echo", {"prose": "off"}, ("off", "off")),
        ("echo", {"prose": "off", "*": "error"}, ("off", "off")),
        ("echo", {"prose": "off", "echo": "warning"}, ("warning", "warning")),
        ("fading", {"prose": "off"}, ("warning", "off")),
    ],
)
def test_the_setting_decides(
    rule: str, stated: Mapping[str, str], expected: tuple[str, str]
) -> None:
    assert weighs(rule, stated) == expected


@pytest.mark.parametrize("rule", [rule for rule in BUILT_IN if rule.reads_prose])
def test_a_guess_is_a_note_unless_it_was_measured(rule: type[Rule]) -> None:
    severity = rule.severity if rule.reads_prose is True else rule.severity_of_guesses
    if severity is Severity.NOTE:
        return
    assert severity is Severity.WARNING, "a guess is no error"
    figures = MEASURED[rule.id]["held-out"]
    false = figures["false"] + figures["false-beside"]
    assert figures["found"] >= 0.9 * (figures["found"] + false) > 0


PAGE = """# T

:::{lesson} 1.1.1
:::

The encoder has 48 channels.

More of it. The encoder has 64 channels.

:::{quantity} Tokens
:value: 256
:::

All {quantity}`300 <tokens>` of them.
"""


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, ["note", "error"]),
        ({"prose": "off"}, ["error"]),
        ({"prose": "warning"}, ["warning", "error"]),
        ({"quantity": "off"}, []),
    ],
)
def test_guesses_can_be_left_out_and_what_is_declared_stays(
    stated: Mapping[str, str], expected: list[str], make_project: MakeProject
) -> None:
    others = dict.fromkeys(RULES.keys() - {"quantity"}, "off")
    built = make_project(PAGE, pedagogy_audit={**others, **stated}, **ALL).build("dummy")
    assert [str(one.severity) for one in domain_of(built.env).diagnostics] == expected
    assert not any("no rule" in one.text for one in built.warnings)


def test_a_comment_about_a_guess_is_not_called_idle_where_guesses_are_left_out(
    make_project: MakeProject,
) -> None:
    page = PAGE.replace("More", "% audit: ignore[quantity] another encoder\n\nMore")
    others = dict.fromkeys(RULES.keys() - {"quantity"}, "off")
    for stated in ({}, {"prose": "off"}):
        built = make_project(page, pedagogy_audit={**others, **stated}, **ALL).build("dummy")
        assert not any(one.subtype == "pedagogy.ignore" for one in built.warnings)


def test_no_rule_may_be_called_as_all_guesses_are() -> None:
    class Prose(Rule):
        """A rule with the name that settings use."""

        id = "prose"
        summary = "S."
        rationale = "R."

        def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
            return ()

    with pytest.raises(RegistrationError, match="stands for all guesses"):
        Registry().add_rule(Prose)


LESSON = "# T\n\n:::{lesson} 1.1.1\nAbout it.\n:::\n\nHow many steps is it from here to there?\n\n"
CONCEPT = ":::{concept} Distance\nHow far.\n:::\n\n"
ASKED = "::::{check} Far?\nIs a distance negative?\n:::{answer}\nNo.\n:::\n::::\n\n"
REQUIRES = ":::{requires}\n- Number\n:::\n\n"
END = "## In short\n\nFar is far.\n\n:::{next-step} On\nGo.\n:::\n\n"
TASK = ":::{{exercise}} E\n:scaffold: {}\nGuess.\n:::\n\n"


@pytest.mark.parametrize(
    ("rule", "page", "expected"),
    [
        # a guess: there may be a summary that no title tells of
        ("outline", LESSON + CONCEPT + ASKED, ["note"]),
        ("outline", LESSON + END + CONCEPT + ASKED, ["note", "warning"]),
        # declared: blocks, and what a check says that it tests
        ("outline", LESSON + CONCEPT + REQUIRES + ASKED + END, ["warning"]),
        ("outline", LESSON + ASKED + CONCEPT + END, ["note"]),
        (
            "outline",
            LESSON + ASKED.replace("Is a", ":tests: distance\n\nIs a") + CONCEPT + END,
            ["warning"],
        ),
        ("scaffold", "# T\n\n" + TASK.format("independent") + TASK.format("guided"), ["warning"]),
        ("scaffold", "# T\n\n" + TASK.format("guided").replace("Guess", "Do it"), ["note"]),
        ("check", "# T\n\n:::{check} Far?\nIs it far?\n:::\n", ["warning"]),
        ("scope", LESSON + ":::{constraint}\n+ All.\n:::\n", ["warning"]),
        ("scope", LESSON + ":::{constraint}\nAll of it.\n:::\n", ["note"]),
    ],
)
def test_what_is_declared_is_no_guess(
    rule: str, page: str, expected: list[str], make_project: MakeProject
) -> None:
    others = dict.fromkeys(RULES.keys() - {rule}, "off")
    built = make_project(page, pedagogy_audit=others, **ALL).build("dummy")
    found = domain_of(built.env).diagnostics
    assert [str(one.severity) for one in found] == expected, [one.text for one in found]
