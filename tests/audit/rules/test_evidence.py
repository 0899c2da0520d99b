"""``evidence``: claims on any page, also without the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import LESSON, findings_in

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def test_claims_on_any_page_in_restructuredtext(make_project: MakeProject) -> None:
    page = "T\n=\n\n.. evidence::\n   :tier: disclosed\n\n   Said.\n\n.. evidence::\n\n   Said.\n"
    conf = {"pedagogy_audit": {"*": "off", "evidence": "warning"}}
    built = make_project({"index.rst": page}, **conf).build("dummy")
    assert [one.place.line for one in domain_of(built.env).diagnostics] == [4, 9]


def test_without_the_audit_the_block_says_it(make_project: MakeProject) -> None:
    page = "# T\n\n:::{evidence}\nSaid.\n:::\n\n:::{evidence}\n:tier: disclosed\nSaid.\n:::"
    files = {
        "index.md": page,
        "conf.py": 'extensions = ["myst_parser", "sphinx_pedagogy.blocks"]\n'
        'myst_enable_extensions = ["colon_fence"]\n',
    }
    built = make_project(files).build("dummy")
    assert [one.subtype for one in built.warnings] == ["pedagogy.option"] * 2


CLAIM = ":::{evidence}\n:tier: %s\n:source: here\nSaid.\n:::\n\n"
LIST = "- disclosed: said\n- inferred: reasoned\n\n"
CARDS = "::::{cards}\n:::{card-item} Disclosed\nx\n:::\n:::{card-item} Inferred\nx\n:::\n::::\n\n"


@pytest.mark.parametrize(
    ("announces", "found"),
    [
        ("Two tiers: disclosed and inferred.\n\n", 1),
        ("There are tiers:\n\n" + LIST, 1),
        ("Each claim has a tier:\n\n" + CARDS, 1),
        ("A claim of the tier inferred.\n\n", 0),
        ("Disclosed and inferred facts.\n\n", 0),
        ("Two tiers.\n\nText.\n\n" + LIST, 0),
        (":::{check} Which tier?\nDisclosed or inferred?\n:::\n\n", 0),
        ("", 0),
    ],
)
def test_tiers_that_are_announced_are_used(
    announces: str, found: int, make_project: MakeProject
) -> None:
    page = f"# T\n\n{LESSON}{announces}{CLAIM % 'disclosed'}"
    said = findings_in(make_project, "evidence", {"a.md": page})
    assert [one.guess for one in said] == [True] * found
    assert all("no claim of the lesson is inferred; " in one.text for one in said)
    both = page + CLAIM % "inferred"
    assert not findings_in(make_project, "evidence", {"a.md": both})
    assert not findings_in(make_project, "evidence", {"a.md": page.replace(LESSON, "")})
