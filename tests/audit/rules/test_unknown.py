"""``unknown``: names that are nothing, and names that only look so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_the_nearest_name_is_offered(findings: Findings) -> None:
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": "# B\n\n{concept}`gradeint`\n"}
    [found] = findings(pages, "unknown")
    assert found.startswith("b:3 ")
    assert '"Gradient"' in found


def test_case_blanks_and_aliases_make_no_other_name(findings: Findings) -> None:
    known = ":::{concept} Learning rate\n:aka: step size\nHow far.\n:::\n"
    names = "{concept}`LEARNING  rate`, {concept}`step size`\n"
    pages = {"a.md": lesson("A", "1.1.1", known), "b.md": f"# B\n\n{names}"}
    assert findings(pages, "unknown") == []
