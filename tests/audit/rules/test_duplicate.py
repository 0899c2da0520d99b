"""``duplicate``: what may be taught again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import GRADIENT, lesson

if TYPE_CHECKING:
    from tests.audit.conftest import Findings


def test_to_teach_deeper_is_no_duplicate(findings: Findings) -> None:
    deeper = ":::{concept} Gradient\n:depth: developed\nUphill, in numbers.\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", deeper)}
    assert findings(pages, "duplicate") == []


def test_one_mistake_in_a_block_is_told_once(findings: Findings) -> None:
    wrong = GRADIENT.replace("Uphill.", ":depth: deep\nUphill.")
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", ":::{recap} Gradient\nUphill.\n:::\n", GRADIENT, GRADIENT),
        "c.md": lesson("C", "1.1.3", wrong),
    }
    [twice] = findings(pages, "duplicate")
    assert 'this lesson defines "Gradient" twice' in twice


def test_to_mention_again_is_no_duplicate(findings: Findings) -> None:
    mention = ":::{concept} Gradient\n:depth: mentioned\n:display: none\n:::\n"
    pages = {"a.md": lesson("A", "1.1.1", GRADIENT), "b.md": lesson("B", "1.1.2", mention)}
    assert findings(pages, "duplicate") == []


def test_records_may_repeat_what_they_taught(findings: Findings) -> None:
    records = (
        "# Records\n\n:::{lesson-record} 1.1.1 One\n- Gradient (introduced)\n:::\n\n"
        ":::{lesson-record} 1.1.2 Two\n- Gradient (introduced)\n:::\n"
    )
    assert findings({"records.md": records}, "duplicate") == []
