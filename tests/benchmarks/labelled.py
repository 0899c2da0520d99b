"""Hold what a course links in plain words against labels that somebody set by hand.

    python -m tests.benchmarks.labelled lessons tests/lessons/labels.tsv

The first argument is a folder with a ``conf.py`` that loads sphinx-pedagogy; cells are not run.
The table has a row for each mention, with the columns ``page``, ``paragraph`` (how it begins, in
the words that readers see), ``words``, ``concept`` (any of its names) and ``verdict``:

``right``
    a name of the concept, in any form, that a careful author would link
``other``
    the concept in words that are none of its names: found or not, it counts for itself
``doubtful``
    counts neither way
``wrong``
    no mention, though it looks like one

A row without words says that the paragraph was read: what is found there and has no row is taken
for wrong, and shown. Paragraphs that have no row count neither way, nor do words that are no longer
there.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.testing.util import SphinxTestApp

from sphinx_pedagogy.core.domain import catalogue_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.catalogue import Catalogue

COLUMNS = ("page", "paragraph", "words", "concept", "verdict")
VERDICTS = RIGHT, OTHER, DOUBTFUL, WRONG = ("right", "other", "doubtful", "wrong")
MISSED = {RIGHT: "missed", OTHER: "other missed"}
OPENING = 8
"""Words that tell a paragraph from the others of its page."""
SETTINGS = {
    "nb_execution_mode": "off",
    "pedagogy_audit": {"*": "off"},
    "pedagogy_link_mentions": "section",
    "suppress_warnings": ["*"],
    "html_theme": "basic",
    "html_theme_options": {},
}


class Paragraph(NamedTuple):
    """What tells a paragraph from others."""

    page: str
    opening: str


class Label(NamedTuple):
    """What somebody said of some words of a paragraph."""

    words: str
    concept: str
    verdict: str


class Hit(NamedTuple):
    """What the build found."""

    place: Paragraph
    words: str
    concept: str
    is_linked: bool
    line: int


class Judged(NamedTuple):
    """A hit or a label, and what came of holding them together."""

    kind: str
    """``right``, ``other`` and ``doubtful`` of a hit, ``wrong``, or ``missed`` and
    ``other missed`` of a label."""
    place: Paragraph
    words: str
    concept: str
    is_linked: bool = False
    line: int = 0


def labels_of(path: Path) -> dict[Paragraph, list[Label]]:
    """Return the labels of each paragraph that was read."""
    found: dict[Paragraph, list[Label]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            of = found.setdefault(Paragraph(row["page"], row["paragraph"]), [])
            if row["words"]:
                of.append(Label(row["words"], row["concept"], row["verdict"]))
    return found


def built(folder: Path, out: Path) -> BuildEnvironment:
    """Read a course, with plain words as mentions."""
    app = SphinxTestApp("dummy", srcdir=folder, builddir=out, confoverrides=SETTINGS)
    try:
        app.build()
        return app.env
    finally:
        app.cleanup()


def openings(texts: Iterable[str]) -> Iterator[str]:
    """Yield how each paragraph of a page begins; the second of two alike has a number."""
    seen: Counter[str] = Counter()
    for text in texts:
        opening = " ".join(re.findall(r"\w+", text)[:OPENING])
        seen[opening] += 1
        yield f"{opening} ({seen[opening]})" if seen[opening] > 1 else opening


def hits_of(catalogue: Catalogue, page: str) -> tuple[dict[Paragraph, str], list[Hit]]:
    """Return the text of each paragraph of a page, and what is found in them."""
    plain = catalogue.plain
    lesson = catalogue.lesson_of(page)
    if plain is None or page not in catalogue.pages:
        return {}, []
    runs = plain.runs(page)
    firsts = set(plain.firsts(page, runs, "section"))
    begun = [Paragraph(page, opening) for opening in openings(run.text for run in runs)]
    hits = []
    for one in plain.of(page):
        fit = catalogue.course.fit(one.concept, lesson.slug) if lesson else None
        hits.append(
            Hit(
                place=begun[one.run],
                words=runs[one.run].text[one.start : one.end],
                concept=one.concept,
                is_linked=one in firsts and not (fit and fit.later),
                line=one.line,
            )
        )
    return {place: run.text for place, run in zip(begun, runs, strict=True)}, hits


def letters(words: str) -> str:
    """Return what two ways to write a name have in common."""
    return re.sub(r"[\W_]+", "", words.lower())


def still_there(labels: Iterable[Label], text: str) -> list[Label]:
    """Return the labels of words that a paragraph has, each as often as it has them.

    It may have been written anew since.
    """
    written, seen = letters(text), Counter[str]()
    found = []
    for label in labels:
        words = letters(label.words)
        seen[words] += 1
        if seen[words] <= written.count(words):
            found.append(label)
    return found


def judge(
    catalogue: Catalogue, place: Paragraph, labels: Sequence[Label], hits: Iterable[Hit]
) -> Iterator[Judged]:
    """Hold the hits of a paragraph against its labels, each label against one hit at most."""
    rest, open_labels = list(hits), list(labels)
    # the same words first: "clustering" is "clustering" before it is a form of "cluster"
    for fits in (str.__eq__, str.__contains__, lambda label, hit: label in hit):
        for label in tuple(open_labels):
            concept = catalogue.find(label.concept)
            for hit in rest:
                if hit.concept == concept and fits(letters(label.words), letters(hit.words)):
                    rest.remove(hit)
                    open_labels.remove(label)
                    yield Judged(label.verdict, place, *hit[1:])
                    break
    for label in open_labels:
        if label.verdict in MISSED:
            yield Judged(MISSED[label.verdict], place, label.words, label.concept)
    for hit in rest:
        yield Judged(WRONG, place, *hit[1:])


def measure(env: BuildEnvironment, labels: dict[Paragraph, list[Label]]) -> list[Judged]:
    """Judge what was found in all paragraphs that have labels and are still there."""
    catalogue = catalogue_of(env)
    found: list[Judged] = []
    for page in sorted({place.page for place in labels}):
        texts, hits = hits_of(catalogue, page)
        for place in texts.keys() & labels.keys():
            there = still_there(labels[place], texts[place])
            in_it = [hit for hit in hits if hit.place == place]
            found.extend(judge(catalogue, place, there, in_it))
    return sorted(found)


class Figures(NamedTuple):
    """What the judged ones come to."""

    right: int
    wrong: int
    missed: int
    linked: int
    linked_wrong: int

    @property
    def precision(self) -> float:
        """The share of what counts that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def link_precision(self) -> float:
        """The share of the links that are right."""
        return self.linked / max(self.linked + self.linked_wrong, 1)

    @property
    def recall(self) -> float:
        """The share of the labels that count which is found."""
        return self.right / max(self.right + self.missed, 1)


def figures(judged: Sequence[Judged]) -> Figures:
    """Count."""
    kinds = Counter(one.kind for one in judged)
    linked = Counter(one.kind for one in judged if one.is_linked)
    return Figures(kinds[RIGHT], kinds[WRONG], kinds["missed"], linked[RIGHT], linked[WRONG])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, and what is wrong or missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="of the course, with its conf.py")
    parser.add_argument("labels", type=Path, help="the table")
    given = parser.parse_args(arguments)
    labels = labels_of(given.labels)
    with tempfile.TemporaryDirectory() as out:
        judged = measure(built(given.folder.resolve(), Path(out)), labels)
    for one in judged:
        if one.kind in (WRONG, "missed", "other missed"):
            at = f"{one.place.page}:{one.line or ''}"
            sys.stdout.write(f"{one.kind}\t{one.words!r}\t{one.concept}\t{at}\t{one.place[1]}\n")
    read = figures(judged)
    sys.stdout.write(
        f"mentions: {read.right} right, {read.wrong} wrong, precision {read.precision:.3f}; "
        f"{read.missed} missed, recall {read.recall:.3f}\n"
        f"links: {read.linked} right, {read.linked_wrong} wrong, {read.link_precision:.3f}\n"
    )


if __name__ == "__main__":
    main()
