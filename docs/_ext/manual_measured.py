"""The manual's figures on heuristic rules, read from the file that the measurement writes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manual import CodeTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    """``{measured-table}`` lists how well each heuristic rule does, now and at first."""

    heads = ("Rule", "Faults", "Found", "False alarms", "Found at first", "False at first")
    widths = (20, 12, 12, 18, 18, 20)

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.env.note_dependency(str(FILE))
        return super().run()

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each rule."""
        for rule, now in read_figures().items():
            if rule != "pages":
                first = now["first"]
                yield (
                    f"{{ref}}`{rule} <rule-{rule}>`",
                    str(now["faults"]),
                    str(now["found"]),
                    str(false_alarms(now)),
                    str(first["found"]),
                    str(false_alarms(first)),
                )


def measured(rule: str) -> str:
    """Return a sentence of MyST on how well a rule does; empty if it was not measured."""
    figures = read_figures()
    if rule not in figures:
        return ""
    now, first = figures[rule], figures[rule]["first"]
    pages = sum(figures["pages"].values())
    return (
        f"On {pages} labelled lessons it finds {now['found']} of {now['faults']} faults, and cries "
        f"wolf {false_alarms(now)} times. On its first run, before anybody had held it against "
        f"them, it found {first['found']} and cried wolf {false_alarms(first)} times. "
        "[](measured.md) tells what these figures are worth."
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_directive("measured-table", MeasuredTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
