"""What was measured, as tables in Markdown.

python -m tests.benchmarks.report results.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

OURS = "pedagogy"
FLOOR = "plain"
NOTHING = "—"
"""For a build that the dialect is not capable of."""

PHASES = {
    "full": "full build",
    "parallel": "full build, `-j 2`",
    "same": "nothing changed",
    "prose": "one lesson's prose changed",
    "title": "one concept renamed",
    "depth": "one concept's depth changed",
}

AUDITS = {
    "same": "nothing changed",
    "prose": "one lesson's prose changed",
}

WEIGHTS = {
    "lesson": "HTML of a lesson",
    "css": "CSS that it loads",
    "js": "JavaScript that it loads",
    "html": "all HTML",
    "search": "search index",
    "environment": "stored environment",
    "doctrees": "stored pages",
}


class Results(TypedDict):
    """What was measured at one size."""

    lessons: int
    rested: bool
    """Whether Python's garbage collector rested in all builds."""
    phases: dict[str, dict[str, list[dict[str, float]]]]
    """Dialect, phase, and of each build the fields of its cost."""
    weights: dict[str, dict[str, int]]
    together: bool
    """Whether the dialects were built at the same time on one processor, run by run."""
    audits: dict[str, list[dict[str, float]]]
    """What the command line costs, with all pages read before: ``same`` if nothing has changed
    since, ``prose`` if one lesson has; empty if it was not measured."""


class Summary(NamedTuple):
    """One figure for each cost."""

    lessons: int
    rested: bool
    phases: dict[str, dict[str, dict[str, float]]]
    weights: dict[str, dict[str, int]]
    pairs: dict[str, dict[str, list[dict[str, float]]]]
    """The cost of each build, run by run, if the dialects were built at the same time."""
    audits: dict[str, dict[str, float]]

    def ratio(self, dialect: str, other: str, phase: str, by: str) -> float:
        """Return what a build of a dialect costs, as a ratio to that of another.

        Of builds at the same time, it is the median of the ratios: each two met the same.
        """
        if self.pairs:
            costs, others = self.pairs[dialect][phase], self.pairs[other][phase]
            return median(one[by] / two[by] for one, two in zip(costs, others, strict=True))
        return self.phases[dialect][phase][by] / self.phases[other][phase][by]


class Goal(NamedTuple):
    """What we want to cost at most, as a ratio to another dialect."""

    phase: str
    other: str
    ratio: float


GOALS = (
    Goal("full", "design", 1.0),
    Goal("full", "needs", 0.8),
    Goal("full", "unaudited", 1.05),
    Goal("same", "plain", 1.1),
    Goal("prose", "plain", 1.1),
)
LESSON_GOAL = 1.0
"""HTML of a lesson, as a ratio to that of ``design``."""

OWN_GOALS = {"own_css": ("our CSS, compressed", 12), "own_js": ("our JavaScript, compressed", 8)}
"""In kB."""


AUDIT_GOAL = 2
"""Seconds of the command line for 800 lessons that were read before, its start included."""

TAKES: dict[str, Callable[[Iterable[float]], float]] = {"median": median, "least": min}
"""What of several builds counts. On a machine that does other work, the least is nearest to
what the build itself takes."""


def summary(results: Results, take: str) -> Summary:
    """Return one figure for the builds of each kind."""
    phases = {
        dialect: {phase: one_cost(costs, take) for phase, costs in found.items()}
        for dialect, found in results["phases"].items()
    }
    audits = {kind: one_cost(costs, take) for kind, costs in results.get("audits", {}).items()}
    return Summary(
        lessons=results["lessons"],
        rested=results["rested"],
        phases=phases,
        weights=results["weights"],
        pairs=results["phases"] if results["together"] else {},
        audits=audits,
    )


def one_cost(costs: Sequence[dict[str, float]], take: str) -> dict[str, float]:
    """Return one figure for each field."""
    return {name: TAKES[take](cost[name] for cost in costs) for name in costs[0]}


def report(found: Sequence[Results], by: str, take: str) -> str:
    """Return all tables."""
    parts = []
    summaries = [summary(results, take) for results in found]
    for one in summaries:
        parts.append(f"### {title_of(one)}")
        if one.phases:
            parts += [ratios(one, by), memory_and_files(one)]
        if one.weights:
            parts.append(weights(one))
        if OURS in one.phases:
            parts.append(goals(one, by))
    sizes = {one.lessons for one in summaries}
    if len(sizes) > 1 and any("full" in one for one in summaries[0].phases.values()):
        parts += ["### Growth", growth(summaries, by)]
    return "\n\n".join(parts)


def title_of(results: Summary) -> str:
    """Return what was measured, in words."""
    rested = ", collector rested for all" if results.rested else ", collector rested for none"
    return f"{results.lessons} lessons{rested}{', at the same time' if results.pairs else ''}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def ratios(results: Summary, by: str) -> str:
    """Return what each dialect costs, as a ratio to the floor."""
    phases = results.phases
    lowest = floor_of(phases)
    rows = []
    for phase in phases[lowest]:
        floor = phases[lowest][phase][by]
        cells = [
            f"{results.ratio(name, lowest, phase, by):.2f}" if phase in phases[name] else NOTHING
            for name in phases
        ]
        rows.append([PHASES[phase], *cells, f"{floor:.1f} s"])
    return table([f"{by} as a ratio to {lowest}", *phases, f"{lowest} takes"], rows)


def floor_of(dialects: Collection[str]) -> str:
    """Return the dialect that the others are held against: the first, where the floor is absent."""
    return FLOOR if FLOOR in dialects else next(iter(dialects))


def memory_and_files(results: Summary) -> str:
    """Return the memory of each dialect, and what an edit makes it do."""
    phases = results.phases
    rows = []
    for phase in phases[floor_of(phases)]:
        if phase in ("full", "parallel"):
            costs = [phases[name].get(phase) for name in phases]
            peaks = (f"{cost['peak']:.0f} MiB" if cost else NOTHING for cost in costs)
            rows.append([f"{PHASES[phase]}: memory", *peaks])
        else:
            rows.append(
                [f"{PHASES[phase]}: files", *(files(phases[name][phase]) for name in phases)]
            )
    return table(["memory; files edited, read, written", *phases], rows)


def files(cost: dict[str, float]) -> str:
    """Return the files that a build was about."""
    return ", ".join(f"{cost[name]:.0f}" for name in ("edited", "read", "written"))


def weights(results: Summary) -> str:
    """Return the size of what was built."""
    found = results.weights
    rows = [
        [title, *(f"{weight[key] / 1000:.0f} kB" for weight in found.values())]
        for key, title in WEIGHTS.items()
    ]
    return table(["size", *found], rows)


def goals(results: Summary, by: str) -> str:
    """Return our goals, and whether they are met."""
    phases, weighed = results.phases, results.weights
    rows = []
    for phase, other, goal in GOALS:
        if phase in phases.get(OURS, ()) and other in phases:
            ratio = results.ratio(OURS, other, phase, by)
            name = f"{PHASES[phase]}, to {other}"
            rows.append([name, f"{goal:.2f}", f"{ratio:.2f}", verdict(ratio, goal)])
    if "design" in weighed and OURS in weighed:
        ratio = weighed[OURS]["lesson"] / weighed["design"]["lesson"]
        name = "HTML of a lesson, to design"
        rows.append([name, f"{LESSON_GOAL:.2f}", f"{ratio:.2f}", verdict(ratio, LESSON_GOAL)])
    for key, (name, kilobytes) in OWN_GOALS.items() if OURS in weighed else ():
        size = weighed[OURS][key] / 1000
        rows.append([name, f"{kilobytes} kB", f"{size:.1f} kB", verdict(size, kilobytes)])
    full = phases.get(OURS, {}).get("full")
    for kind, cost in results.audits.items():
        name = f"sphinx-pedagogy audit, {AUDITS[kind]}"
        seconds = cost[by]
        measured = f"{seconds:.2f} s"
        if full:
            measured += f", {seconds / full[by]:.3f} of a full build"
        rows.append([name, f"{AUDIT_GOAL} s", measured, verdict(seconds, AUDIT_GOAL)])
    return table(["goal", "at most", "measured", "met"], rows)


def verdict(measured: float, goal: float, digits: int = 2) -> str:
    """Return whether a goal is met, as precisely as it is printed."""
    return "yes" if round(measured, digits) <= goal else "no"


def growth(found: Sequence[Summary], by: str) -> str:
    """Return milliseconds for each lesson of a full build: equal, if it is linear."""
    dialects = [name for name in found[0].phases if "full" in found[0].phases[name]]
    rows = []
    for results in found:
        costs = (results.phases[name]["full"][by] for name in dialects)
        cells = (f"{cost / results.lessons * 1000:.0f} ms" for cost in costs)
        rows.append([title_of(results), *cells])
    return table(["full build, for each lesson", *dialects], rows)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of a report."""
    parser.add_argument("--by", choices=("cpu", "wall"), default="cpu", help="what is compared")
    parser.add_argument("--take", choices=TAKES, default="median", help="which of several builds")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("results", type=Path, nargs="+")
    add_options(parser)
    options = parser.parse_args()
    found = [one for file in options.results for one in json.loads(file.read_text("utf-8"))]
    sys.stdout.write(report(found, options.by, options.take) + "\n")


if __name__ == "__main__":
    main()
