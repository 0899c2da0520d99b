"""Plain words in our lessons, labelled by hand: is what is linked right, what is missed?

``mentions.tsv`` says for the first mention of a concept in a section whether a careful author
would link it; "wrong" is what must not be linked. Who labelled had seen the links that were set,
and two rules were mended after these lessons: so this guards what was reached, and measures no
other text. What is not labelled, since its lesson was changed, counts neither way. To see the
figures and what is not labelled: ``pytest -s tests/lessons/test_mentions.py``.

``labels.tsv`` has every mention in passages of all seven lessons. Who labelled had read the
manual, but neither the code nor what it finds. The form is that of
``tests/benchmarks/labelled.py``.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docutils import nodes
from tests.benchmarks.labelled import WRONG, figures, labels_of, measure
from tests.lessons.test_register import EXTENSIONS, LESSONS

from sphinx_pedagogy.core.domain import catalogue_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.testing import Built

LABELS = Path(__file__).with_name("mentions.tsv")
LEAST_PRECISION = 0.98
LEAST_RECALL = 0.89
EVERY_MENTION = Path(__file__).with_name("labels.tsv")
LEAST_RECALL_OF_ALL = 0.95
MOST_CHANGED = 0.25
"""The share of the labels that may have fallen out of use before somebody must label anew."""


class Link(NamedTuple):
    """A concept that a section links."""

    page: str
    section: str
    concept: str


def labels() -> dict[Link, bool]:
    """Return whether each labelled mention is to be linked."""
    with LABELS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return {
        Link(row["page"], row["section"], row["concept"]): row["link"] == "right" for row in rows
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course, read with plain words as mentions."""
    project = Project(
        tmp_path_factory.mktemp("course"),
        LESSONS,
        extensions=EXTENSIONS,
        html_theme="basic",
        html_theme_options={},
        templates_path=[],
        exclude_patterns=["**/*.plan.md", "**/*.reviews.md", "executed"],
        nb_execution_mode="off",
        pedagogy_audit={"*": "off"},
        pedagogy_link_mentions="section",
        suppress_warnings=["*"],
    )
    return project.build("dummy")


def links(built: Built, page: str) -> set[Link]:
    """Return what a page links in plain words."""
    catalogue = catalogue_of(built.env)
    lesson = catalogue.lesson_of(page)
    assert catalogue.plain
    assert lesson
    runs = catalogue.plain.runs(page)
    sections = ["", *(one["ids"][0] for one in built.doctree(page).findall(nodes.section))]
    found = set()
    for one in catalogue.plain.firsts(page, runs, "section"):
        fit = catalogue.course.fit(one.concept, lesson.slug)
        if fit is None or not fit.later:
            found.add(Link(page, sections[runs[one.run].section], one.concept))
    return found


def named(built: Built, known: Iterable[Link]) -> set[Link]:
    """Return the mentions that have a link already: a role, or the title of a recap."""
    catalogue = catalogue_of(built.env)
    assert catalogue.plain
    found = set()
    for page in {one.page for one in known}:
        sections = ["", *(one["ids"][0] for one in built.doctree(page).findall(nodes.section))]
        for run in catalogue.plain.runs(page):
            for _start, name in run.named:
                found.add(Link(page, sections[run.section], catalogue.find(name) or ""))
    return found


def test_links_in_plain_words_are_right_and_few_are_missed(built: Built) -> None:
    known = labels()
    shown = {link for page in {one.page for one in known} for link in links(built, page)}
    right = {link for link in shown | named(built, known) if known.get(link)}
    wrong = {link for link in shown if known.get(link) is False}
    missed = {link for link, wanted in known.items() if wanted} - right
    precision = len(right) / (len(right) + len(wrong))
    recall = len(right) / (len(right) + len(missed))
    told = f"{len(shown)} links: precision {precision:.3f}, recall {recall:.3f}"
    rest = "".join(f"\n  not labelled: {link}" for link in sorted(shown - known.keys()))
    sys.stdout.write(f"{told}{rest}\n")
    assert precision >= LEAST_PRECISION, sorted(wrong)
    assert recall >= LEAST_RECALL, sorted(missed)


def test_all_mentions_of_some_passages_are_found_and_no_others(built: Built) -> None:
    known = labels_of(EVERY_MENTION)
    judged = measure(built.env, known)
    reached = figures(judged)
    sys.stdout.write(f"{reached}\n")
    wanted = sum(one.verdict == "right" for of in known.values() for one in of)
    assert reached.right + reached.missed >= wanted * (1 - MOST_CHANGED)
    assert reached.precision >= LEAST_PRECISION, [one for one in judged if one.kind == WRONG]
    missed = [one for one in judged if one.kind == "missed"]
    assert reached.recall >= LEAST_RECALL_OF_ALL, missed
