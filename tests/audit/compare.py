"""Compare what two versions of the rules find in public courses, finding by finding.

    python -m tests.audit.compare --before main --after . COURSES
    python -m tests.audit.compare --before REPORTS --after . COURSES --rule quantity

Each side is a revision of git, a checkout (of ours, or of a plugin with rules), or a folder of
reports that `--keep` wrote. COURSES are Sphinx projects, or a folder of them, such as those that
`tests.audit.corpus.project` writes. So a change of a rule is judged by what it does to real text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.audit.corpus.versions import courses_in, version

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from tests.audit.corpus.versions import Version

KINDS = ("gone", "new", "reworded", "reweighed", "same")
FAILED = "failed"
"""What stands for the rule where one failed instead of finding anything."""


@dataclass(frozen=True)
class Found:
    """A finding in a public course."""

    course: str
    file: str
    line: int
    """0 if it is not known."""
    rule: str
    severity: str
    text: str
    fingerprint: str

    @property
    def place(self) -> str:
        """Where it is."""
        return f"{self.course}/{self.file}:{self.line}"


@dataclass(frozen=True)
class Change:
    """What became of a finding."""

    kind: str
    before: Found | None
    after: Found | None

    @property
    def shown(self) -> Found:
        """The finding of today or, if it is gone, of then."""
        found = self.after or self.before
        assert found is not None
        return found


def findings_of(course: str, report: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the findings in a report that nobody silenced, and the failures of rules."""
    for one in report["findings"]:
        if not one["silenced"]:
            yield Found(
                course=course,
                file=one["file"],
                line=one["line"] or 0,
                rule=one["rule"],
                severity=one["severity"],
                text=one["text"],
                fingerprint=one["fingerprint"],
            )
    for one in report["failed"]:
        yield Found(course, one["document"], 0, FAILED, "error", one["text"], "")


def compare(before: Iterable[Found], after: Iterable[Found]) -> list[Change]:
    """Pair the findings of two versions: the same in all, then in all but the words or the line."""
    old, new = list(before), list(after)
    changes = []
    steps: list[Callable[[Found], Hashable]] = [
        lambda one: replace(one, fingerprint=""),
        lambda one: (one.course, one.file, one.line, one.rule, one.text),
        lambda one: (one.course, one.file, one.line, one.rule),
        lambda one: (one.course, one.file, one.rule, re.sub(r"\d+", "#", one.text)),
    ]
    for step in steps:
        waiting: dict[Hashable, list[Found]] = defaultdict(list)
        for one in old:
            waiting[step(one)].append(one)
        left = []
        for one in new:
            partners = waiting[step(one)]
            if partners:
                partner = partners.pop(0)
                changes.append(Change(kind_of(partner, one), partner, one))
            else:
                left.append(one)
        new = left
        old = [one for partners in waiting.values() for one in partners]
    changes += [Change("gone", one, None) for one in old]
    changes += [Change("new", None, one) for one in new]
    return sorted(changes, key=lambda one: (one.shown.course, one.shown.file, one.shown.line))


def kind_of(before: Found, after: Found) -> str:
    """Return what became of a finding that both versions have."""
    if before.severity != after.severity:
        return "reweighed"
    return "same" if before.text == after.text and before.line == after.line else "reworded"


def all_findings(one: Version, rules: Sequence[str]) -> list[Found]:
    """Return all findings of a version by some rules; by all if none is named."""
    return [
        found
        for course, report in one.reports.items()
        for found in findings_of(course, report)
        if not rules or found.rule in rules
    ]


class Excerpts:
    """What stands in courses, for those who judge."""

    def __init__(self, courses: Sequence[Path]) -> None:
        self.folders = {course.name: course for course in courses}
        self.lines = cache(self._lines)

    def line(self, found: Found) -> str:
        """Return the line that a finding is on; empty if it is not known."""
        lines = self.lines(found.course, found.file)
        return lines[found.line - 1].strip() if 0 < found.line <= len(lines) else ""

    def origin(self, found: Found) -> int:
        """Return that line's number in the author's file; 0 if it is not known."""
        numbers = " ".join(self.lines(found.course, f"{found.file}.lines")).split()
        return int(numbers[found.line - 1]) if 0 < found.line <= len(numbers) else 0

    def _lines(self, course: str, file: str) -> list[str]:
        path = self.folders.get(course, Path()) / file
        return path.read_text("utf-8").splitlines() if path.is_file() else []


def text_report(changes: Sequence[Change], excerpts: Excerpts, width: int = 110) -> Iterator[str]:
    """Yield what changed, finding by finding, and a table of the rules."""
    for change in changes:
        if change.kind == "same":
            continue
        one = change.shown
        origin = excerpts.origin(one)
        yield f"{change.kind}: {one.place}" + (f" (author's line {origin})" if origin else "")
        if quoted := excerpts.line(one):
            yield f"    | {quoted[:width]}"
        for sign, found in (("-", change.before), ("+", change.after)):
            if found is not None:
                yield f"    {sign} {found.severity} {found.rule}: {found.text}"
    yield from table(changes)


def table(changes: Iterable[Change]) -> Iterator[str]:
    """Yield how many findings of each rule there were, and what became of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for change in changes:
        counts[change.shown.rule][change.kind] += 1
        counts["all"][change.kind] += 1
    yield ""
    yield f"{'rule':<20}{'before':>9}{'after':>9}" + "".join(f"{kind:>11}" for kind in KINDS)
    for rule in sorted(counts, key=lambda name: (name == "all", name)):
        of = counts[rule]
        before, after = of.total() - of["new"], of.total() - of["gone"]
        yield f"{rule:<20}{before:>9}{after:>9}" + "".join(f"{of[kind]:>11}" for kind in KINDS)


def json_report(changes: Iterable[Change]) -> str:
    """Return all pairs as JSON."""
    facts = [
        {
            "kind": one.kind,
            "before": vars(one.before) if one.before else None,
            "after": vars(one.after) if one.after else None,
        }
        for one in changes
    ]
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def keep(one: Version, folder: Path) -> None:
    """Write the reports of a version, to be named as a side later."""
    folder.mkdir(parents=True, exist_ok=True)
    for course, report in one.reports.items():
        text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{course}.json").write_text(text, encoding="utf-8")


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    side = "revision, checkout, or folder of reports"
    parser.add_argument("courses", nargs="+", type=Path, help="folders of Sphinx projects")
    parser.add_argument("--before", required=True, help=side)
    parser.add_argument("--after", help=f"{side}; without it, --before is audited and kept")
    parser.add_argument("--keep", type=Path, help="where to write the reports of the last side")
    parser.add_argument("--rule", action="append", default=[], help="only this rule; repeatable")
    parser.add_argument(
        "-D",
        dest="settings",
        action="append",
        default=[],
        metavar="SETTING=VALUE",
        help="replace a setting of each conf.py, such as pedagogy_audit_profile=course",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and return 1 if a finding is gone, new or another one."""
    options = parse(arguments)
    courses = courses_in(options.courses)
    if not courses:
        sys.exit(f"no conf.py in {', '.join(map(str, options.courses))}, nor a folder below")
    sides = []
    for side in filter(None, (options.before, options.after)):
        with tempfile.TemporaryDirectory() as work:
            sides.append(version(side, courses, Path(work), options.settings))
    if options.keep:
        keep(sides[-1], options.keep)
    for one in sides:
        sys.stderr.write(f"{one.name}: {one.seconds:.1f} s of the processor\n")
    before = all_findings(sides[0], options.rule)
    after = all_findings(sides[-1], options.rule)
    changes = compare(before, after)
    if options.format == "json":
        sys.stdout.write(json_report(changes))
    else:
        sys.stdout.writelines(f"{line}\n" for line in text_report(changes, Excerpts(courses)))
    return int(any(change.kind != "same" for change in changes))


if __name__ == "__main__":
    sys.exit(main())
