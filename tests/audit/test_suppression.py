"""Comments that silence a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_an_included_lesson_is_silenced_by_any_comment_of_its_page(
    findings: Findings,
) -> None:
    need = ":::{requires}\n- gradient (introduced)\n:::\n\n" + GRADIENT
    included = {"part.txt": f":::{{lesson}} 1.1.1\n:::\n\n{need}"}
    page = "# A\n\n```{include} part.txt\n```\n"
    [found] = findings({"a.md": page, **included}, "self")
    assert found.startswith("a:5 ")
    silent = page.replace("# A\n", "# A\n\n% audit: ignore[self] a demonstration\n")
    assert findings({"a.md": silent, **included}, "self") == []
