"""Measure builds of one course in all dialects, and print how they compare.

    python -m tests.benchmarks.measure --lessons 50 200 --runs 3

All dialects are built in turns, so that what else the machine does meets all of them. In one
run, each phase of one dialect is followed by the same phase of the next. Each build is made twice:
with Python's garbage collector as it is, and with it rested for all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.builds import Cost, audit, build, build_together, weigh
from tests.benchmarks.course import Course
from tests.benchmarks.generate import DIALECTS, installed, write
from tests.benchmarks.parts import Edit
from tests.benchmarks.report import OURS, Results, add_options, report

if TYPE_CHECKING:
    from collections.abc import Sequence

PHASES = ("full", "parallel", "same", "prose", "title", "depth")
"""A full build; one with ``-j 2``; one with nothing changed; one after an edit of the prose of
one lesson; and after a change of title and of depth of a concept of the first lesson, to which
all the course refers."""


COLLECTOR = {"plain": False, "rested": True}
"""Whether a build lets Python's garbage collector rest."""


class Bench:
    """The builds of one size, with or without a rest for Python's garbage collector."""

    def __init__(
        self,
        folder: Path,
        lessons: int,
        dialects: Sequence[str],
        *,
        rested: bool = False,
        together: bool = False,
    ) -> None:
        self.folder = folder / f"{lessons}{'-rested' if rested else ''}"
        self.lessons = lessons
        self.rested = rested
        self.together = together
        """Whether all dialects are built at the same time, on one processor."""
        self.dialects = list(dialects)
        self.costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
        self.weights: dict[str, dict[str, int]] = {}
        self.audits: dict[str, list[Cost]] = defaultdict(list)

    def run(self, phase: str, edits: Sequence[Edit]) -> None:
        """Build each dialect once in a phase."""
        course = Course(self.lessons, tuple(edits))
        if self.together:
            self.run_together(phase, course)
            return
        for dialect in self.dialects:
            if phase == "parallel" and not DIALECTS[dialect].parallel:
                continue
            self.costs[dialect, phase].append(self.build(dialect, phase, course))
            say(f"{self.title}, {phase}, {dialect}: {self.last(dialect, phase)}")

    @property
    def title(self) -> str:
        """What is measured, in words."""
        return f"{self.lessons} lessons{', collector rested' if self.rested else ''}"

    def build(self, dialect: str, phase: str, course: Course) -> Cost:
        """Build one dialect in one phase."""
        source = self.folder / dialect
        edited = write(source, dialect, course)
        if phase == "parallel":
            aside = self.folder / f"{dialect}-parallel"
            cost = build(source, aside, "-j", "2", edited=edited, rested=self.rested)
            shutil.rmtree(aside)
            return cost
        output = self.folder / f"{dialect}-build"
        if phase == "full":
            shutil.rmtree(output, ignore_errors=True)
        cost = build(source, output, edited=edited, rested=self.rested)
        if phase == "full":
            self.weights[dialect] = weigh(output)
        return cost

    def audit(self, runs: int) -> None:
        """Audit ours from the command line, once for each kind of costs and run."""
        source, output = self.folder / OURS, self.folder / "audit"
        write(source, OURS, Course(self.lessons))
        audit(source, output)
        for _run in range(runs):
            self.audits["same"].append(audit(source, output))
            course = Course(self.lessons, (Edit("prose", self.lessons // 2),))
            self.audits["prose"].append(audit(source, output, write(source, OURS, course)))
            write(source, OURS, Course(self.lessons))
            audit(source, output)
        for kind, costs in self.audits.items():
            say(f"{self.title}, audit, {kind}: {[f'{one.cpu:.2f}' for one in costs]} s")

    def run_together(self, phase: str, course: Course) -> None:
        """Build all dialects in a phase at the same time."""
        projects = []
        for dialect in self.dialects:
            source, output = self.folder / dialect, self.folder / f"{dialect}-build"
            if phase == "full":
                shutil.rmtree(output, ignore_errors=True)
            projects.append((source, output, write(source, dialect, course)))
        costs = build_together(projects, rested=self.rested)
        for dialect, cost, (_source, output, _edited) in zip(
            self.dialects, costs, projects, strict=True
        ):
            self.costs[dialect, phase].append(cost)
            if phase == "full":
                self.weights[dialect] = weigh(output)
            say(f"{self.title}, {phase}, at the same time, {dialect}: {self.last(dialect, phase)}")

    def last(self, dialect: str, phase: str) -> str:
        """Return the last cost of a dialect in a phase, in words."""
        cost = self.costs[dialect, phase][-1]
        return f"{cost.cpu:.2f} s CPU, {cost.wall:.2f} s, {cost.read} read, {cost.written} written"

    def results(self) -> Results:
        """Return all that was measured."""
        phases: dict[str, dict[str, list[dict[str, float]]]] = {}
        for (dialect, phase), costs in self.costs.items():
            phases.setdefault(dialect, {})[phase] = [cost._asdict() for cost in costs]
        return {
            "lessons": self.lessons,
            "rested": self.rested,
            "phases": phases,
            "weights": self.weights,
            "together": self.together,
            "audits": {
                kind: [cost._asdict() for cost in costs] for kind, costs in self.audits.items()
            },
        }


def run_all(benches: Sequence[Bench], phases: Sequence[str]) -> None:
    """Build each dialect once in each phase, with and without a rest for the collector."""
    edits: list[Edit] = []
    for phase in phases:
        if phase in ("prose", "title", "depth"):
            # edits add up within a run; the next begins with none
            edits.append(Edit(phase, benches[0].lessons // 2 if phase == "prose" else 1))
        for bench in benches:
            bench.run(phase, edits)
    for bench in benches:
        # whoever was first is last in the next run
        bench.dialects.append(bench.dialects.pop(0))


def say(text: str) -> None:
    """Tell whoever waits how far it has come."""
    sys.stderr.write(f"{text}\n")


def warm_up(folder: Path, dialects: Sequence[str]) -> None:
    """Build each dialect once, so that Python has compiled all that it imports."""
    bench = Bench(folder, 1, dialects)
    for dialect in dialects:
        bench.build(dialect, "full", Course(1))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lessons", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind")
    parser.add_argument("--dialects", nargs="+", choices=DIALECTS, default=list(DIALECTS))
    parser.add_argument("--phases", nargs="*", choices=PHASES, default=list(PHASES))
    parser.add_argument(
        "--together",
        action="store_true",
        help="build all dialects at the same time, on one processor: ratios that no other work "
        "changes; never with -j 2",
    )
    parser.add_argument("--no-audit", action="store_true", help="leave the command line out")
    parser.add_argument(
        "--collector",
        nargs="+",
        choices=COLLECTOR,
        default=list(COLLECTOR),
        help="how Python's garbage collector runs, the same for all dialects",
    )
    parser.add_argument("--json", type=Path, help="file for the cost of each build")
    add_options(parser)
    parser.add_argument("--folder", type=Path, help="keep the projects and their builds there")
    options = parser.parse_args()
    dialects = [name for name in options.dialects if installed(name)]
    for name in sorted({*options.dialects} - {*dialects}):
        say(f"{name} is left out: not all of its extensions are installed")
    phases = [
        phase
        for phase in PHASES
        if phase in options.phases and not (options.together and phase == "parallel")
    ]
    found: list[Results] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        warm_up(folder, dialects)
        for lessons in options.lessons:
            benches = [
                Bench(folder, lessons, dialects, rested=rested, together=options.together)
                for name, rested in COLLECTOR.items()
                if name in options.collector
            ]
            for _run in range(options.runs):
                run_all(benches, phases)
            if OURS in dialects and not options.no_audit:
                benches[0].audit(options.runs)  # it sets its own pace
            found += [bench.results() for bench in benches]
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    sys.stdout.write(report(found, options.by, options.take) + "\n")


if __name__ == "__main__":
    main()
