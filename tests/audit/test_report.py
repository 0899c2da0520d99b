"""A report as text and as rows: what it says in each is the same."""

from __future__ import annotations

import json
import textwrap

from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.audit.report.record import Entry, Failed, Need, Report, RuleEntry, Spot, Stop
from sphinx_pedagogy.audit.report.rows import report_from, report_rows
from sphinx_pedagogy.audit.report.text import wrapped
from sphinx_pedagogy.model.findings import Severity

WORDS = st.sampled_from(["a", "word", "well-known", "`x  y`", "(see", "§", "ü" * 30, "x" * 70])
GAPS = st.sampled_from([" ", " ", "  ", "\n"])


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=40), st.sampled_from([40, 60, 100]))
def test_lines_are_those_of_textwrap(words: list[tuple[str, str]], width: int) -> None:
    text = "".join(word + gap for word, gap in words)
    wrapper = textwrap.TextWrapper(
        width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert list(wrapped(text, width)) == wrapper.wrap(text)


def test_rows_come_back() -> None:
    need = Need("latent", "Latent", "introduced", "gap", "mentioned", "pixels", 3, recapped=True)
    spot = Spot("a", "a.ipynb", 3, "here", cell=2)
    report = Report(
        "A course",
        [RuleEntry("fading", Severity.WARNING, "A concept.", "They forget.")],
        [Stop("a", "1.1", "A", "a", "a.md", (need,)), Stop("b", "", "B", "b", "b.md")],
        [
            Entry("fading", Severity.WARNING, "a", spot, "It fades.", (spot, spot), "on purpose"),
            Entry("fading", Severity.ERROR, "", Spot("b", "", None), "So does it."),
        ],
        [Failed("a", "It raised.")],
    )
    stored = json.dumps(report_rows(report))
    assert report_from(json.loads(stored)) == report
    severity = report_from(json.loads(stored)).entries[0].severity
    assert severity is Severity.WARNING
