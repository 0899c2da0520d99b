"""The manual's figures on heuristic rules, read from the file that the measurement writes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

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


RIGHT = ("faults", "found")
"""All other figures of a run count false alarms."""


def false_alarms(figures: Mapping[str, int]) -> int:
    """Return the false alarms on all pages, whether they have a fault of another kind or none."""
    return sum(
        number for name, number in figures.items() if name not in RIGHT and isinstance(number, int)
    )


FIRST_RUNS = ("fresh-first", "fourth-first")
"""The last sets that a rule was run on before it was improved with them."""


def fresh_runs(rule: str) -> list[Mapping[str, int]]:
    """Return how a rule did on sets that it was not tuned on, on their first runs."""
    figures = read_figures().get(rule, {})
    return [figures[run] for run in FIRST_RUNS if run in figures]


class MeasuredTable(CodeTable):
    """``{measured-table}`` lists how well each heuristic rule does in three measurements."""

    heads: ClassVar[tuple[str, ...]] = (
        "Rule",
        "First run: found",
        "false",
        "After fixes: found",
        "false",
        "Held-out: found",
        "false",
    )
    widths: ClassVar[tuple[int, ...]] = (19, 16, 9, 20, 9, 18, 9)

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


class BlindTable(MeasuredTable):
    """``{blind-table}`` lists how well rules do on pages by somebody who had not read them."""

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each rule, and one for all of them."""
        rules = {rule: now for rule, now in read_figures().items() if "blind-first" in now}
        runs = ("blind-first", "fresh-first", "fourth-first", "fifth-first")
        for rule, now in rules.items():
            yield (f"{{ref}}`{rule} <rule-{rule}>`", *figures_of([now], runs))
        yield ("all", *figures_of(rules.values(), runs))

    heads = (
        "Rule",
        "Blind, first run: found",
        "false",
        "Fresh, first run: found",
        "false",
        "Fourth, first run: found",
        "false",
        "Fifth, first run: found",
        "false",
    )
    widths = (16, 13, 8, 13, 8, 13, 8, 13, 8)


def figures_of(rules: Collection[Mapping[str, Any]], runs: Sequence[str]) -> Iterator[str]:
    """Yield how some rules do together in some measurements: faults found, and false alarms."""
    for name in runs:
        found = [now[name] for now in rules]
        yield f"{sum(run['found'] for run in found)} of {sum(run['faults'] for run in found)}"
        yield str(sum(map(false_alarms, found)))


def cells(rules: Collection[Mapping[str, Any]]) -> Iterator[str]:
    """Yield how some rules do together on the older sets."""
    flat = [{**now, "tuned": now} for now in rules]
    yield from figures_of(flat, ("first", "tuned", "held-out"))


_NEW = "had never seen the set"
_IMPROVED = "was improved with the set"
SETS = {
    "fifth-first": ("fifth, with faults that this page describes", _NEW),
    "fourth-first": ("fourth", _NEW),
    "fresh-first": ("fresh", _NEW),
    "reworded": ("reworded", _IMPROVED),
    "blind": ("blind", _IMPROVED),
    "blind-first": ("blind", _NEW),
    "held-out": ("held-out", _IMPROVED),
}
"""The sets by run, the latest first: a name, and what the rule knew of the set."""


def measured(rule: str) -> str:
    """Return a few sentences of MyST on how well a rule does; empty if it was not measured."""
    figures = read_figures().get(rule, {})
    if "fresh-first" not in figures:
        return ""
    lines = [
        f"| {name} | {figures[run]['found']} of {figures[run]['faults']} "
        f"| {false_alarms(figures[run])} | {state} |"
        for run, (name, state) in SETS.items()
        if run in figures
    ]
    return "\n".join(
        [
            "We tried the rule on sets of short lessons with known faults. "
            "For a description of the sets, see [](../explanation/measured.md).",
            "",
            "| set | faults found | false alarms | the rule before this run |",
            "|---|---|---|---|",
            *lines,
            "",
        ]
    )


def precision(rule: str) -> str:
    """Return how many of a rule's findings on pages that it was not tuned on were right."""
    runs = fresh_runs(rule)
    if not runs:
        return "not measured"
    found = sum(run["found"] for run in runs)
    reported = found + sum(map(false_alarms, runs))
    return f"{found} of {reported}" if reported else "no findings"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_directive("measured-table", MeasuredTable)
    app.add_directive("blind-table", BlindTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
