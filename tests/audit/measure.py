"""Measure the audit's heuristic rules on the labelled pages of `fragments/`.

`python -m tests.audit.measure`, from the root of the project, prints what each rule finds, misses
and invents. With `--write` it writes the figures to `docs/rules/measured.toml`, which the manual
shows; those of the first run stay as they are. A test compares file and figures.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.domain import domain_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_pedagogy.model.findings import Finding

FRAGMENTS = Path(__file__).with_name("fragments")
FIGURES = Path(__file__).parents[2] / "docs" / "rules" / "measured.toml"
RULES = tuple(
    rule.id
    for rule in BUILT_IN
    if rule.id
    in {"asymmetric", "check", "echo", "modalities", "outline", "quantity", "scaffold", "style"}
)
KINDS = {"faulty": "*/*.faulty.md", "sound": "*/*.mended.md", "innocent": "innocent/*.md"}
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.mermaid", "sphinx_pedagogy"],
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "nb_execution_mode": "off",
    "suppress_warnings": ["myst-nb.lexer"],
    "html_theme": "basic",
    "pedagogy_audit": {"*": "off", **dict.fromkeys(RULES, "warning")},
}
HEAD = """\
# How well the heuristic rules do on the pages of tests/audit/fragments.
# Written by: python -m tests.audit.measure --write
"""


class Fault(NamedTuple):
    """Something that a careful reader found."""

    page: str
    rule: str
    lines: Sequence[tuple[int, int]]
    """A finding in any of these ranges is about it."""
    note: str

    def meets(self, finding: Finding) -> bool:
        """Whether a finding is about this fault, on its page."""
        line = finding.place.line or 0
        return finding.rule == self.rule and any(
            first <= line <= last for first, last in self.lines
        )


class Score(NamedTuple):
    """How one rule did."""

    found: Sequence[Fault]
    missed: Sequence[Fault]
    false: Sequence[tuple[str, Finding]]
    """False alarms with their pages."""

    @property
    def figures(self) -> dict[str, int]:
        """What is published."""
        sound = sum(".faulty." not in page for page, _finding in self.false)
        return {
            "faults": len(self.found) + len(self.missed),
            "found": len(self.found),
            "false": sound,
            "false-beside": len(self.false) - sound,
        }


def labelled() -> list[Fault]:
    """Return all labelled faults."""
    labels = tomllib.loads((FRAGMENTS / "labels.toml").read_text(encoding="utf-8"))
    return [
        Fault(page, fault["rule"], ranges(fault["lines"]), fault["note"])
        for page, label in labels.items()
        for fault in label["faults"]
    ]


def ranges(lines: str) -> list[tuple[int, int]]:
    """Read `"12, 30-34"` as the ranges 12 to 12 and 30 to 34."""
    bounds = [part.strip().partition("-") for part in lines.split(",")]
    return [(int(first), int(last or first)) for first, _, last in bounds]


def pages(*kinds: str) -> list[str]:
    """Return the paths of the pages of some kinds, from the folder of fragments."""
    found = [path for kind in kinds for path in FRAGMENTS.glob(KINDS[kind])]
    return sorted(path.relative_to(FRAGMENTS).as_posix() for path in found)


def findings_on(wanted: Iterable[str], folder: Path) -> Iterator[tuple[str, Finding]]:
    """Build pages in an empty folder, and yield what the audit finds on each."""
    names = {re.sub(r"\.(faulty|mended)|\.md$", "", page): page for page in wanted}
    for name, page in names.items():
        copy = folder / f"{name}.md"
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(FRAGMENTS / page, copy)
    shutil.copytree(FRAGMENTS / "figures", folder / "figures")
    conf = "".join(f"{name} = {value!r}\n" for name, value in SETTINGS.items())
    index = "\n".join(["# Fragments", "", "```{toctree}", *names, "```", ""])
    built = Project(folder, {"conf.py": conf, "index.md": index}).build("dummy")
    for judged in domain_of(built.env).judged:
        if judged.finding.place.document in names:
            yield names[judged.finding.place.document], judged.finding


def measure(folder: Path) -> dict[str, Score]:
    """Return how each rule does; *folder* is empty and may be filled."""
    by_page: dict[str, list[Finding]] = defaultdict(list)
    for kinds in (("faulty",), ("sound", "innocent")):
        root = folder / kinds[0]
        root.mkdir()
        for page, finding in findings_on(pages(*kinds), root):
            by_page[page].append(finding)
    faults = labelled()
    return {rule: score(rule, faults, by_page) for rule in RULES}


def score(rule: str, faults: Iterable[Fault], by_page: Mapping[str, Sequence[Finding]]) -> Score:
    """Return how one rule did."""
    own = [fault for fault in faults if fault.rule == rule]
    found = [fault for fault in own if any(map(fault.meets, by_page.get(fault.page, ())))]
    false = [
        (page, finding)
        for page, findings in sorted(by_page.items())
        for finding in findings
        if finding.rule == rule
        and not any(fault.page == page and fault.meets(finding) for fault in own)
    ]
    return Score(found, [fault for fault in own if fault not in found], false)


def report(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield what is to be read about a run."""
    for rule, one in scores.items():
        yield f"{rule}: {one.figures}"
        for fault in one.missed:
            yield f"  missed {fault.page}:{fault.lines[0][0]}: {fault.note}"
        for page, finding in one.false:
            yield f"  false  {page}:{finding.place.line}: {finding.text}"


def table(scores: Mapping[str, Score]) -> dict[str, Any]:
    """Return the figures to publish, with those of the first run of each rule."""
    old = tomllib.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    rules = {}
    for rule, one in scores.items():
        first = old.get(rule, {}).get("first", one.figures)
        rules[rule] = {**one.figures, "first": first}
    return {
        "pages": {"faulty": len(pages("faulty")), "sound": len(pages("sound", "innocent"))},
        **rules,
    }


def as_toml(figures: Mapping[str, Any]) -> str:
    """Return tables of numbers as TOML."""
    lines = [HEAD]
    for name, values in figures.items():
        lines.append(f"[{name}]")
        for key, value in values.items():
            if isinstance(value, dict):
                inner = ", ".join(f"{inner} = {number}" for inner, number in value.items())
                lines.append(f"{key} = {{ {inner} }}")
            else:
                lines.append(f"{key} = {value}")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Print how the rules do, and write it down if asked."""
    with tempfile.TemporaryDirectory() as folder:
        scores = measure(Path(folder))
    sys.stdout.writelines(f"{line}\n" for line in report(scores))
    if "--write" in sys.argv:
        FIGURES.parent.mkdir(exist_ok=True)
        FIGURES.write_text(as_toml(table(scores)), encoding="utf-8")


if __name__ == "__main__":
    main()
