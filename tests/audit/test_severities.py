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
        ("check", {}, ("warning", "note")),
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
    assert right(rule.id) >= 0.9


MAY_BE_ERRORS = {
    # requirements and teachings that lessons declare
    "prerequisite",
    "cycle",
    "self",
    "unknown",
    # blocks that say what they are, and a cell that raised an error
    "resolution",
    "trace-source",
    "quantity",
    "solution",
    # reviews whose numbers and verdicts follow from their findings
    "review",
}
"""Rules that are certain, since they compare what is declared: no others find errors."""


def test_only_what_is_certain_is_an_error() -> None:
    errors = {rule.id for rule in BUILT_IN if rule.severity is Severity.ERROR}
    assert errors <= MAY_BE_ERRORS
    assert not any(RULES[rule].reads_prose is True for rule in errors)
    assert not any(rule.severity_of_guesses is Severity.ERROR for rule in BUILT_IN)


def right(rule: str) -> float:
    """Return the share of a rule's findings that were right on pages it was not tuned on."""
    runs: list[dict[str, int]] = [MEASURED[rule][run] for run in ("fresh-first", "fourth-first")]
    said = sum(sum(run.values()) - run["faults"] for run in runs)
    return sum(run["found"] for run in runs) / said if said else 0


@pytest.mark.parametrize(
    "rule", [rule for rule in MEASURED if rule in RULES and RULES[rule].reads_prose]
)
def test_a_rule_that_is_often_wrong_guesses_notes(rule: str) -> None:
    """Measured below 90 in 100, what it reads off prose is a note until it gets better."""
    whole = RULES[rule].reads_prose is True
    weighs_by_default = RULES[rule].severity if whole else RULES[rule].severity_of_guesses
    assert weighs_by_default is Severity.NOTE or right(rule) >= 0.9


UNSOLVED = "# T\n\n:::{exercise} E\nDo it.\n:::\n"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, ["warning"]),
        ({"solution": "error"}, ["error"]),
        ({"solution": "note"}, ["note"]),
        ({"*": "error"}, ["error"]),
        ({"prose": "off"}, ["warning"]),
    ],
)
def test_a_finding_may_weigh_less_than_its_rule_until_a_course_says_more(
    stated: Mapping[str, str], expected: list[str], make_project: MakeProject
) -> None:
    """That a solution fails is an error; that there is none may be meant."""
    built = make_project(UNSOLVED, pedagogy_audit=stated, **ALL).build("dummy")
    found = [one for one in domain_of(built.env).diagnostics if one.code == "solution"]
    assert [str(one.severity) for one in found] == expected


USED = "# U\n\n:::{lesson} 1.1.1\n:::\n\n"
TAUGHT = "# V\n\n:::{lesson} 1.1.2\n:::\n\n:::{concept} Gradient descent\nDown.\n:::\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Here is {concept}`gradient descent`.", "warning"),
        ("Here is gradient descent.", "note"),
        ("Here is gradient descent.\n\nAnd {concept}`gradient descent`.", "warning"),
    ],
)
def test_a_concept_in_plain_words_may_be_an_ordinary_word(
    words: str, expected: str, make_project: MakeProject
) -> None:
    files = {"index.md": "# I\n", "u.md": USED + words, "v.md": TAUGHT}
    built = make_project(files, pedagogy_audit={}, pedagogy_audit_profile="strict").build("dummy")
    found = [one for one in domain_of(built.env).diagnostics if one.code == "forward"]
    assert [str(one.severity) for one in found] == [expected]


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

    with pytest.raises(RegistrationError, match="means all guesses"):
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
