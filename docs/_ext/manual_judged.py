"""The manual's figures on findings in public courses, from the file that the judging writes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manual import CodeTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FILE = Path(__file__).parents[1] / "rules" / "judged.toml"
VERDICTS = ("right", "trivial", "wrong")


def read_judged() -> list[dict[str, Any]]:
    """Return the figures, one entry for each rule, severity and profile."""
    judged: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["judged"]
    return judged


class JudgedTable(CodeTable):
    """``{judged-table}`` lists how many findings in public courses were right, rule by rule."""

    heads = (
        "Rule",
        "Severity",
        "From profile",
        "Judged",
        "Right",
        "Trivial",
        "Wrong",
        "Right in 100",
    )
    widths = (20, 12, 14, 10, 10, 10, 10, 14)

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.env.note_dependency(str(FILE))
        return super().run()

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each rule, and one for all of each severity."""
        judged = read_judged()
        for one in judged:
            name = f"{{ref}}`{one['rule']} <rule-{one['rule']}>`"
            yield (name, one["severity"], one["profile"], *counts([one]))
        for severity in dict.fromkeys(one["severity"] for one in judged):
            own = [one for one in judged if one["severity"] == severity]
            yield (f"all {severity}s", severity, "", *counts(own))


def counts(judged: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield how many findings were judged, and how."""
    of = {verdict: sum(one[verdict] for one in judged) for verdict in VERDICTS}
    total = sum(of.values())
    yield str(total)
    yield from map(str, of.values())
    yield str(round(100 * of["right"] / total)) if total else ""


def judged_sentence(rule: str) -> str:
    """Return a sentence of MyST on how often a rule was right; empty if it was not judged."""
    own = [one for one in read_judged() if one["rule"] == rule]
    of = {verdict: sum(one[verdict] for one in own) for verdict in VERDICTS}
    if not own:
        return ""
    return (
        f"We judged findings of the rule in public courses by hand. Right: {of['right']}; true "
        f"but trivial: {of['trivial']}; wrong: {of['wrong']}. See "
        "[](../explanation/measured.md#in-public-courses)."
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive."""
    app.add_directive("judged-table", JudgedTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
