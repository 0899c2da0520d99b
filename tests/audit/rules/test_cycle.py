"""``cycle``: lessons that need each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_three_lessons_in_a_circle(findings: Findings) -> None:
    pages = {
        f"{name}.md": lesson(
            name,
            f"1.1.{at}",
            f":::{{requires}}\n- idea of {needs} (introduced)\n:::\n",
            f":::{{concept}} Idea of {name}\nWell.\n:::\n",
        )
        for at, (name, needs) in enumerate((("a", "b"), ("b", "c"), ("c", "a")), start=1)
    }
    [found] = findings(pages, "cycle")
    assert '"1.1.1 a" and "1.1.2 b" and "1.1.3 c" need each other' in found
    gap = pages["a.md"].replace(
        "\n\n:::{concept}", "\n\n:::{recap} idea of b\nSo.\n:::\n:::{concept}"
    )
    assert findings({**pages, "a.md": gap}, "cycle") == []
