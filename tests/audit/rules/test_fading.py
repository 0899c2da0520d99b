"""``fading``: a recap that comes too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def test_a_recap_below_the_first_use_comes_too_late(make_project: MakeProject) -> None:
    use = "It goes against the {concept}`gradient`.\n"
    recap = ":::{recap} gradient\nUphill.\n:::\n"
    need = ":::{requires}\n- gradient (introduced)\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2"),
        "c.md": lesson("C", "1.1.3", need, use, recap),
        "d.md": lesson("D", "1.1.4"),
        "e.md": lesson("E", "1.1.5", need, recap, use),
        "f.md": lesson("F", "1.1.6"),
        # what a lesson is about is said first
        "g.md": f"# G\n\n:::{{lesson}} 1.1.7\n{use}:::\n\n{need}\n{recap}\n{use}",
    }
    conf = {"*": "off", "fading": "warning"}
    built = make_project(
        {"index.md": "# I", **pages}, pedagogy_audit=conf, pedagogy_fading_after=1
    ).build("dummy")
    [found] = domain_of(built.env).diagnostics
    assert found.place.document == "c"
    assert "used here in line 10, before its recap in line 12" in found.text
