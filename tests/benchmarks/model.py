"""Compare the model with the bare pass over dictionaries that answers the least.

    python -m tests.benchmarks.model --lessons 20000

The bare pass finds the requirements that no earlier lesson meets. The model builds a course
from records, gives a verdict on every requirement with what the student knows, says what is
new in every lesson, and where every mention leads. Both work in memory, without Sphinx.
"""

from __future__ import annotations

import argparse
import gc
import pickle
import statistics
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.words import seeded

from sphinx_pedagogy.model import (
    Course,
    Facts,
    Lesson,
    Place,
    Requirement,
    RequirementStatus,
    Teaching,
    Use,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TEACHES, REQUIRES = 5, 6
GOAL = 15

Bare = dict[str, tuple[dict[str, int], dict[str, int]]]
"""Of each lesson, in order: what it teaches and what it requires, how deep."""


class Comparison(NamedTuple):
    """The model's cost, and as a ratio to the bare pass."""

    seconds: float
    bare_seconds: float
    pickle: int
    bare_pickle: int
    memory: int
    """Bytes that the course takes beside its records."""
    gaps: int
    """Requirements not met: both must find as many."""
    bare_gaps: int

    @property
    def ratio(self) -> float:
        """How many times the bare pass the model takes."""
        return self.seconds / self.bare_seconds


def make_bare(lessons: int) -> Bare:
    """Make the facts; one in a hundred requirements is not met."""
    rng = seeded("model")
    depths: list[int] = []
    found: Bare = {}
    for number in range(lessons):
        requires = {}
        for _ in range(REQUIRES if depths else 0):
            low = max(0, len(depths) - 50) if rng.random() < 0.5 else 0
            at = rng.randrange(low, len(depths))
            requires[f"c{at}"] = rng.randint(1, depths[at]) + (rng.random() < 0.01)
        teaches = {}
        for _ in range(TEACHES):
            depths.append(rng.randint(1, 3))
            teaches[f"c{len(depths) - 1}"] = depths[-1]
        found[f"lesson-{number}"] = teaches, requires
    return found


def audit(facts: Bare) -> int:
    """Return how many requirements no earlier lesson meets: the bare pass."""
    reached: dict[str, int] = {}
    gaps = []
    for lesson, (teaches, requires) in facts.items():
        for concept, wanted in requires.items():
            have = reached.get(concept, 0)
            if have < wanted:
                gaps.append((lesson, concept, wanted, have))
        for concept, depth in teaches.items():
            if reached.get(concept, 0) < depth:
                reached[concept] = depth
    return len(gaps)


def records_of(facts: Bare) -> tuple[list[Lesson], Facts]:
    """Return the same facts as records; a lesson also mentions what it requires."""
    lessons, teachings, requirements, uses = [], [], [], []
    for at, (slug, (teaches, requires)) in enumerate(facts.items()):
        place = Place(slug, 1)
        lessons.append(Lesson(slug, (at,), slug, place))
        teachings += [Teaching(slug, concept, depth, place) for concept, depth in teaches.items()]
        requirements += [Requirement(slug, name, depth, place) for name, depth in requires.items()]
        uses += [Use(slug, concept, place) for concept in requires]
    return lessons, Facts(teachings=teachings, requirements=requirements, uses=uses)


def answer_everything(lessons: list[Lesson], facts: Facts, fading_after: int) -> int:
    """Build the course, ask it all, and return how many requirements are not met."""
    ok = RequirementStatus.OK
    course = Course(lessons, facts, fading_after)
    gaps = sum(verdict.status is not ok for verdict in course.all_verdicts())
    for lesson in lessons:
        course.new_in(lesson.slug)
    if sum(fit is None for _use, fit in course.all_fits()):
        raise ValueError("a mention leads nowhere")
    return gaps


def timed(call: Callable[[], int], runs: int) -> float:
    """Return the median of the processor's seconds that a call takes."""
    spans = []
    for _ in range(runs):
        gc.collect()
        started = time.process_time()
        call()
        spans.append(time.process_time() - started)
    return statistics.median(spans)


def memory_of(lessons: list[Lesson], facts: Facts) -> int:
    """Return the bytes that a course takes once it has answered everything."""
    gc.collect()
    tracemalloc.start()
    course = Course(lessons, facts)
    for lesson in lessons:
        course.new_in(lesson.slug)
    for use in facts.uses:
        course.fit(use.concept, use.lesson)  # keeps more than all_fits()
    taken, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken


def compare(lessons: int, runs: int) -> Comparison:
    """Measure both."""
    bare = make_bare(lessons)
    records, facts = records_of(bare)
    never = lessons  # nothing fades: the bare pass knows nothing of that
    return Comparison(
        seconds=timed(lambda: answer_everything(records, facts, never), runs),
        bare_seconds=timed(lambda: audit(bare), runs),
        pickle=len(pickle.dumps((records, facts), pickle.HIGHEST_PROTOCOL)),
        bare_pickle=len(pickle.dumps(bare, pickle.HIGHEST_PROTOCOL)),
        memory=memory_of(records, facts),
        gaps=answer_everything(records, facts, never),
        bare_gaps=audit(bare),
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lessons", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    found = compare(options.lessons, options.runs)
    megabyte = 1_000_000
    sys.stdout.write(
        f"{options.lessons} lessons, {options.lessons * TEACHES} concepts\n"
        f"bare pass {found.bare_seconds * 1000:.0f} ms, model {found.seconds * 1000:.0f} ms: "
        f"ratio {found.ratio:.1f} (goal: at most {GOAL})\n"
        f"pickle {found.bare_pickle / megabyte:.1f} MB and {found.pickle / megabyte:.1f} MB: "
        f"ratio {found.pickle / found.bare_pickle:.1f}\n"
        f"memory of the course beside its records {found.memory / megabyte:.0f} MB\n"
        f"requirements not met {found.bare_gaps} and {found.gaps}\n"
    )


if __name__ == "__main__":
    main()
