"""Measure the audit's heuristic rules on the sets of labelled pages of `fragments/`.

`python -m tests.audit.measure`, from the root of the project, prints what each rule finds, misses
and invents. With `--write` it writes the figures to `docs/rules/measured.toml`, which the manual
shows; those of the first run stay as they are. A test compares file and figures.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.audit.blind import BLIND, COURSE_SETS, FIFTH, FOURTH, FRESH, SUBJECTS, tallies
from tests.audit.labelled import HELD_OUT, RULES, SETS, TUNED

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tests.audit.blind import Tally
    from tests.audit.labelled import Fault, PageSet

    from sphinx_pedagogy.model.findings import Diagnostic

FIGURES = Path(__file__).parents[2] / "docs" / "rules" / "measured.toml"
AUDIT = {"*": "off", **dict.fromkeys(RULES, "warning")}
FIRST_RUNS = {f"{one.name}-first": one.name for one in (BLIND, FRESH, FOURTH, FIFTH)}
"""How the rules did on sets before anybody looked at them."""
HEAD = """\
# How well the heuristic rules do on the pages of tests/audit/fragments, and of its folders
# heldout/, blind/, reworded/, fresh/, fourth/ and fifth/. "first" is a run before anything was
# mended with them.
# Written by: python -m tests.audit.measure --write
"""


def meets(finding: Diagnostic, fault: Fault) -> bool:
    """Whether a finding is about a fault of its page."""
    line = finding.place.line or 0
    return finding.code == fault.rule and any(first <= line <= last for first, last in fault.lines)


class Score(NamedTuple):
    """How one rule did on one set."""

    found: Sequence[Fault]
    missed: Sequence[Fault]
    false: Sequence[tuple[str, Diagnostic]]
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


def findings_on(
    pages: PageSet, kinds: Iterable[str], root: Path
) -> Iterator[tuple[str, Diagnostic]]:
    """Build pages in an empty folder, and yield what the audit finds on each."""
    project, names = pages.project(kinds, root, AUDIT)
    for judged in domain_of(project.build("dummy").env).diagnostics:
        if judged.place.document in names:
            yield names[judged.place.document], judged


def measure(pages: PageSet, folder: Path) -> dict[str, Score]:
    """Return how each rule does on a set; *folder* is empty and may be filled."""
    by_page: dict[str, list[Diagnostic]] = defaultdict(list)
    for kinds in (("faulty",), ("mended", "innocent")):
        root = folder / kinds[0]
        root.mkdir()
        for page, finding in findings_on(pages, kinds, root):
            by_page[page].append(finding)
    faults = pages.faults()
    return {rule: score(rule, faults, by_page) for rule in RULES}


def score(rule: str, faults: Iterable[Fault], by_page: Mapping[str, Sequence[Diagnostic]]) -> Score:
    """Return how one rule did."""
    own = [fault for fault in faults if fault.rule == rule]
    found = [f for f in own if any(meets(finding, f) for finding in by_page.get(f.page, ()))]
    false = [
        (page, finding)
        for page, findings in sorted(by_page.items())
        for finding in findings
        if finding.code == rule
        and not any(fault.page == page and meets(finding, fault) for fault in own)
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


def sizes(pages: PageSet) -> dict[str, int]:
    """Return how many pages a set has."""
    sound = len(pages.pages("mended", "innocent"))
    return {"faulty": len(pages.pages("faulty")), "sound": sound}


def report_courses(scores: Mapping[str, Tally]) -> Iterator[str]:
    """Yield what is to be read about a run on courses."""
    for rule, one in scores.items():
        yield f"{rule}: {one.figures}"
        for label in one.missed:
            at = ", ".join(f"{first}-{last}" for first, last in label.lines[:1])
            yield f"  missed {label.page}:{at}: {label.note}"
        for course, finding in one.false:
            yield f"  false  {course.name}:{finding.place.line}: {finding.text}"


def table(
    tuned: Mapping[str, Score],
    held_out: Mapping[str, Score],
    courses: Mapping[str, Mapping[str, Tally]],
) -> dict[str, Any]:
    """Return the figures to publish, with those of the first run of each rule.

    :param courses: how the rules do, by the name of the set
    """
    old = tomllib.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    rules: dict[str, dict[str, Any]] = {
        rule: {
            **one.figures,
            "first": old.get(rule, {}).get("first", one.figures),
            HELD_OUT.name: held_out[rule].figures,
        }
        for rule, one in tuned.items()
    }
    for rule in SUBJECTS:
        now = {name: scores[rule].figures for name, scores in courses.items()}
        first = {
            run: old.get(rule, {}).get(run, now[courses]) for run, courses in FIRST_RUNS.items()
        }
        rules.setdefault(rule, {}).update({**first, **now})
    pages = {HELD_OUT.name: sizes(HELD_OUT), **{one.name: one.sizes for one in COURSE_SETS}}
    return {"pages": {**sizes(TUNED), **pages}, **rules}


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
    scores = {}
    for pages in SETS:
        with tempfile.TemporaryDirectory() as folder:
            scores[pages.name] = measure(pages, Path(folder))
        sys.stdout.write(f"== {pages.name}\n")
        sys.stdout.writelines(f"{line}\n" for line in report(scores[pages.name]))
    by_course = {}
    for courses in COURSE_SETS:
        with tempfile.TemporaryDirectory() as folder:
            by_course[courses.name] = tallies(courses, Path(folder))
        sys.stdout.write(f"== {courses.name}\n")
        sys.stdout.writelines(f"{line}\n" for line in report_courses(by_course[courses.name]))
    if "--write" in sys.argv:
        FIGURES.parent.mkdir(exist_ok=True)
        figures = table(scores[TUNED.name], scores[HELD_OUT.name], by_course)
        FIGURES.write_text(as_toml(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
