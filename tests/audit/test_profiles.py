"""How much the audit asks: the three profiles, and what a rule or a finding says of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import Registry
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.errors import RegistrationError
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.testing import Built, MakeProject

PAGE = """# T

:::{lesson} 1.1.1
:::

The encoder has 48 channels.

More of it. The encoder has 64 channels.

:::{requires}
- Calculus
:::

{concept}`nothing`
"""
ESSENTIAL = {"unknown"}


def build(make_project: MakeProject, page: str = PAGE, **conf: object) -> Built:
    """Build a page that is audited as a course without any setting is."""
    return make_project(page, **{"pedagogy_audit": {}, **conf}).build("dummy")


def codes(built: Built) -> set[str]:
    """Return which rules found something."""
    return {one.code for one in domain_of(built.env).diagnostics}


def test_a_course_that_sets_nothing_is_asked_the_essentials_alone(
    make_project: MakeProject,
) -> None:
    built = build(make_project)
    assert codes(built) == ESSENTIAL
    asked = {rule.rule for rule in domain_of(built.env).enabled_rules}
    assert asked == {rule.id for rule in BUILT_IN if rule.profile is Profile.ESSENTIALS}


def test_each_profile_asks_more_than_the_one_before(make_project: MakeProject) -> None:
    course = codes(build(make_project, pedagogy_audit_profile="course"))
    strict = codes(build(make_project, pedagogy_audit_profile="strict"))
    assert course >= {*ESSENTIAL, "misconceptions", "outline", "scope"}
    # two numbers in plain prose: a guess, though its rule is asked everywhere
    assert strict - course == {"quantity"}


@pytest.mark.parametrize(
    ("stated", "more"),
    [
        ({"scope": "note"}, {"scope"}),
        ({"quantity": "note"}, {"quantity"}),
        ({"scope": "off"}, set()),
        # these name no rule
        ({"*": "note"}, set()),
        ({"prose": "warning"}, set()),
    ],
)
def test_a_rule_of_a_higher_profile_is_asked_by_its_name(
    stated: Mapping[str, str], more: set[str], make_project: MakeProject
) -> None:
    assert codes(build(make_project, pedagogy_audit=stated)) == ESSENTIAL | more


def test_a_comment_about_what_the_profile_leaves_out_is_not_called_idle(
    make_project: MakeProject,
) -> None:
    page = PAGE.replace("More", "% audit: ignore[quantity] another encoder\n\nMore")
    for profile in Profile:
        built = build(make_project, page, pedagogy_audit_profile=profile.value)
        assert not any(one.subtype == "pedagogy.ignore" for one in built.warnings)


def test_another_profile_needs_no_page_read_again(make_project: MakeProject) -> None:
    project = make_project(PAGE, pedagogy_audit={})
    assert codes(project.build("dummy")) == ESSENTIAL
    project.configure(pedagogy_audit_profile="strict")
    assert "quantity" in codes(project.build("dummy"))
    project.configure(pedagogy_audit_profile="essentials")
    assert codes(project.build("dummy")) == ESSENTIAL


class Taste(Rule):
    """A rule that states a profile, as a plugin may."""

    id = "taste"
    profile = Profile.COURSE
    summary = "S."
    rationale = "R."

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        return ()


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (None, Profile.COURSE),
        (Profile.STRICT, Profile.STRICT),
        # no finding is asked for where its rule is not
        (Profile.ESSENTIALS, Profile.COURSE),
    ],
)
def test_a_finding_has_the_profile_of_its_rule_or_a_higher_one(
    stated: Profile | None, expected: Profile
) -> None:
    assert Taste().report(Place("p"), "text", profile=stated).profile is expected


def test_a_profile_that_is_none_is_refused() -> None:
    wrong = type("Wrong", (Taste,), {"profile": "course"})
    with pytest.raises(RegistrationError, match='its "profile" must be a Profile'):
        Registry().add_rule(wrong)
