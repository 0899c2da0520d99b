"""``evidence``: claims on any page, also without the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
