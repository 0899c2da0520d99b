"""Compare the search for names in plain words with one compiled alternation of all names.

    python -m tests.benchmarks.mentions --names 200 1000 5000

Texts and names are made up, the same in every run. Both search all texts several times; the
least time counts.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.words import FUNCTION_WORDS, NUCLEI, ONSETS, seeded

from sphinx_pedagogy.course.mentions import Matcher, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PARAGRAPHS = 200
WORDS = 60
STEMS = 1500


class Compared(NamedTuple):
    """Microseconds for each word of the texts."""

    names: int
    table: float
    alternation: float
    found: int
    """Names that the table finds; it knows more forms than the alternation."""


def compare(names: int, runs: int = 3) -> Compared:
    """Search all texts for so many names, in both ways."""
    chance = seeded("mentions")

    def syllable() -> str:
        return chance.choice(ONSETS) + chance.choice(NUCLEI)

    stems = ["".join(syllable() for _ in range(3)) for _ in range(STEMS)]
    vocabulary = [*stems, *FUNCTION_WORDS * 20]
    texts = [" ".join(chance.choices(vocabulary, k=WORDS)) for _ in range(PARAGRAPHS)]
    wanted = [" ".join(chance.choices(stems, k=2)) for _ in range(names)]
    matcher = Matcher([Name(name, name) for name in wanted])
    # longer names first, as of two that fit the first one counts
    either = "|".join(map(re.escape, sorted(wanted, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{either})s?(?!\w)", re.IGNORECASE)
    return Compared(
        names,
        least(matcher.find, texts, runs),
        least(pattern.findall, texts, runs),
        sum(len(matcher.find(text)) for text in texts),
    )


def least(search: Callable[[str], object], texts: Sequence[str], runs: int) -> float:
    """Return the least time of some runs, in microseconds for each word."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        for text in texts:
            search(text)
        times.append(time.process_time() - begun)
    return min(times) * 1e6 / (len(texts) * WORDS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each number of names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, nargs="+", default=[200, 1000, 5000])
    sys.stdout.write("  names    table   alternation  (microseconds for each word)\n")
    for names in parser.parse_args(arguments).names:
        found = compare(names)
        sys.stdout.write(f"{names:7} {found.table:8.2f} {found.alternation:13.2f}\n")


if __name__ == "__main__":
    main()
