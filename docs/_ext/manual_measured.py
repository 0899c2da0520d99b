"""The manual's figures on heuristic rules, read from the file that the measurement writes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manual import CodeTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FILE = Path(__file__).parents[1] / "rules" / "measured.toml"


def read_figures() -> dict[str, Any]:
    """Return the figures by rule, and how many pages they were measured on."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def false_alarms(figures: Mapping[str, int]) -> int:
    """Return the false alarms on all pages, whether they have a fault of another kind or none."""
    return figures["false"] + figures["false-beside"]


class MeasuredTable(CodeTable):
    """``{measured-table}`` lists how well each heuristic rule does in three measurements."""

    heads = (
        "Rule",
        "First run: found",
        "false",
        "After mending: found",
        "false",
        "Held-out: found",
        "false",
    )
    widths = (19, 16, 9, 20, 9, 18, 9)

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.env.note_dependency(str(FILE))
        return super().run()

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each rule, and one for all of them."""
        rules = {rule: now for rule, now in read_figures().items() if "found" in now}
        for rule, now in rules.items():
            yield (f"{{ref}}`{rule} <rule-{rule}>`", *cells([now]))
        yield ("all", *cells(rules.values()))


def cells(rules: Collection[Mapping[str, Any]]) -> Iterator[str]:
    """Yield how some rules do together, in three measurements: faults found, and false alarms."""
    for runs in (
        [now["first"] for now in rules],
        rules,
        [now["held-out"] for now in rules],
    ):
        yield f"{sum(run['found'] for run in runs)} of {sum(run['faults'] for run in runs)}"
        yield str(sum(map(false_alarms, runs)))


def measured(rule: str) -> str:
    """Return a few sentences of MyST on how well a rule does; empty if it was not measured."""
    figures = read_figures()
    if "held-out" not in figures.get(rule, {}):
        return ""
    now, first, fresh = figures[rule], figures[rule]["first"], figures[rule]["held-out"]
    pages = figures["pages"]
    return (
        f"On {pages['held-out']['faulty'] + pages['held-out']['sound']} labelled lessons "
        f"that were held out until 29 November 2026, it finds {fresh['found']} of "
        f"{fresh['faults']} faults; false alarms: {false_alarms(fresh)}. "
        f"On the {pages['faulty'] + pages['sound']} lessons that it was mended with, it finds "
        f"{now['found']} of {now['faults']}; false alarms: {false_alarms(now)}. On its first run "
        f"there it found {first['found']}; false alarms: {false_alarms(first)}. "
        "[](measured.md) tells what these figures are worth."
    )


def precision(rule: str) -> str:
    """Return how many of a rule's findings on held-out pages were right."""
    figures = read_figures()
    if "held-out" not in figures.get(rule, {}):
        return "not measured"
    fresh = figures[rule]["held-out"]
    return f"{fresh['found']} of {fresh['found'] + false_alarms(fresh)}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_directive("measured-table", MeasuredTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
