"""``mental-model``: what counts as an echo, and what as a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_without_a_summary_any_echo_will_do(findings: Findings) -> None:
    model = ":::{mental-model} Every word asks\nSo.\n:::\n"
    said = lesson("A", "1.1.1", model, "## Then\n\nEvery word asks again.\n")
    assert findings({"a.md": said}, "mental-model") == []
    unsaid = lesson("A", "1.1.1", model, "## Then\n\nNothing of the kind.\n")
    assert len(findings({"a.md": unsaid}, "mental-model")) == 1


def test_a_warning_below_an_analogy_is_its_limit(findings: Findings) -> None:
    analogy = ":::{analogy} A library\nBooks.\n:::\n"
    warned = ":::{warning}\nYou take one book home.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", analogy, warned)}
    assert findings(pages, "mental-model") == []
