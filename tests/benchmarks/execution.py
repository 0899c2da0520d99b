"""Measure how cells run, beside myst-nb alone, and print how the two compare.

    python -m tests.benchmarks.execution --lessons 8 --seconds 3 --runs 3

What counts is the ratio: both sides are built in turns, on the same machine at the same time.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.builds import Cost, build

OURS, THEIRS = "pedagogy", "myst-nb"
CONF = """
extensions = {extensions!r}
html_theme = "basic"
exclude_patterns = ["_build", "jupyter_execute"]
nb_execution_mode = "cache"
nb_execution_timeout = 120
nb_execution_cache_path = {cache!r}
{settings}
"""
SETTINGS = 'pedagogy_executor = "dask"\npedagogy_workers = 2\n'
LESSON = """---
file_format: mystnb
kernelspec: {{name: python3, display_name: Python 3}}
---
# Lesson {number}

```{{code-cell}} python3
import time
time.sleep({seconds})
print("lesson {number}")
```
"""


class Goal(NamedTuple):
    """A ratio that we want to stay under."""

    name: str
    most: float


FRESH = Goal("nothing stored, 2 workers", 0.65)
HITS = Goal("everything stored", 1.15)


def write(folder: Path, dialect: str, lessons: int, seconds: float) -> Path:
    """Write a course of lessons that only wait, and return its folder."""
    source = folder / dialect
    source.mkdir(parents=True)
    extensions = ["myst_nb", "sphinx_pedagogy"] if dialect == OURS else ["myst_nb"]
    conf = CONF.format(
        extensions=extensions,
        cache=str(folder / f"{dialect}-cache"),
        settings=SETTINGS if dialect == OURS else "",
    )
    (source / "conf.py").write_text(conf, encoding="utf-8")
    names = [f"lesson-{number}" for number in range(lessons)]
    toctree = "\n".join(["# Course", "", "```{toctree}", *names, "```", ""])
    (source / "index.md").write_text(toctree, encoding="utf-8")
    for number, name in enumerate(names):
        text = LESSON.format(number=number, seconds=seconds)
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    return source


def measure(folder: Path, lessons: int, seconds: float, runs: int) -> dict[Goal, float]:
    """Build both, first from nothing and then with everything stored; return our ratios."""
    dialects = (THEIRS, OURS)
    sources = {dialect: write(folder, dialect, lessons, seconds) for dialect in dialects}
    fresh = {one: _build(sources[one], folder) for one in dialects}
    hits: dict[str, list[Cost]] = {one: [] for one in dialects}
    for _run in range(runs):
        for one in dialects:
            hits[one].append(_build(sources[one], folder))
    for name, costs in {"fresh": {one: [fresh[one]] for one in dialects}, "hits": hits}.items():
        for one, all_of_it in costs.items():
            least = min(cost.wall for cost in all_of_it)
            cpu = min(cost.cpu for cost in all_of_it)
            sys.stdout.write(f"{name:5} {one:8} {least:6.1f} s on the clock, {cpu:5.1f} s of cpu\n")
    # waiting costs no processor, so the first is of the clock; the second is of the processor,
    # which other work on the machine disturbs less
    return {
        FRESH: fresh[OURS].wall / fresh[THEIRS].wall,
        HITS: min(cost.cpu for cost in hits[OURS]) / min(cost.cpu for cost in hits[THEIRS]),
    }


def _build(source: Path, folder: Path) -> Cost:
    output = folder / f"{source.name}-out"
    shutil.rmtree(output, ignore_errors=True)
    cost = build(source, output, "-E", "-W", "--keep-going")
    for page in source.glob("lesson-*.md"):
        html = (output / f"{page.stem}.html").read_text("utf-8")
        if f"lesson {page.stem.rpartition('-')[2]}" not in html:
            sys.exit(f"{page.name} has no output")
    return cost


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ratios = measure(Path(folder), options.lessons, options.seconds, options.runs)
    for goal, ratio in ratios.items():
        met = "yes" if ratio <= goal.most else "no"
        sys.stdout.write(f"| {goal.name}, to myst-nb | {goal.most:.2f} | {ratio:.2f} | {met} |\n")


if __name__ == "__main__":
    main()
