"""When to review what: as the Python package of FSRS says, and in part for what one builds on."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from fsrs import Card, Rating, Scheduler

from sphinx_pedagogy.blocks.assets import schedule

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BEGIN = date(2026, 1, 1)
EPOCH = date(1970, 1, 1)
HISTORIES = 400

REPLAY = """histories => {
  const { reviewed, dueOf, retrievability } = document.getElementById("schedule").data;
  return histories.map((history) => {
    let known = null;
    return history.map(([day, rating]) => {
      const recall = known ? retrievability(known, day) : 0;
      known = reviewed(known, day, rating);
      return [known.stability, known.difficulty, dueOf(known), recall];
    });
  });
}"""
MEMORIES = """([graph, kept]) => {
  const { memories, dueOf, dueByLesson } = document.getElementById("schedule").data;
  const read = (key) => kept[key] ?? {};
  const found = memories(graph, read);
  const due = Object.fromEntries(Object.entries(found).map(([key, one]) => [key, dueOf(one)]));
  return [found, due, dueByLesson(graph, read)];
}"""


@pytest.fixture
def times(page: Page) -> Page:
    """Return a page that has the script."""
    page.set_content(f'<script id="schedule">{schedule()}</script>')
    return page


def histories() -> list[list[tuple[int, int]]]:
    """Return days and ratings of many readers: steady ones, late ones, and two reviews on a day."""
    chance = random.Random(18)  # noqa: S311
    found = []
    for _reader in range(HISTORIES):
        day, history = chance.randrange(30), []
        for _review in range(chance.randrange(1, 15)):
            history.append((day, chance.choice((1, 1, 2, 3, 3, 3, 4))))
            day += chance.choice((0, 1, 2, 5, 14, 60, 400))
        found.append(history)
    return found


def test_it_is_equal_to_the_python_package(times: Page) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    all_histories = histories()
    begin = (BEGIN - EPOCH).days
    shifted = [[(begin + day, rating) for day, rating in history] for history in all_histories]
    made = times.evaluate(REPLAY, shifted)
    reviews = 0
    for history, replayed in zip(all_histories, made, strict=True):
        card = Card()
        for (day, rating), (stability, difficulty, due, recall) in zip(
            history, replayed, strict=True
        ):
            at = datetime.combine(BEGIN, datetime.min.time(), UTC) + timedelta(days=day)
            assert recall == pytest.approx(scheduler.get_card_retrievability(card, at), rel=1e-9)
            card, _log = scheduler.review_card(card, Rating(rating), at)
            assert stability == pytest.approx(card.stability, rel=1e-9)
            assert difficulty == pytest.approx(card.difficulty, rel=1e-9)
            assert EPOCH + timedelta(days=due) == card.due.date()
            reviews += 1
    assert reviews > 2000


# ── a right answer counts in part for what its concept builds on ────────────────────────────────

# merging (0) is the base of merge sort (1), and that of sorting in parts (2); counting (3) of none
GRAPH: dict[str, Any] = {
    "concepts": [
        ["merging", "Merging", []],
        ["sort", "Sort", [0]],
        ["parts", "Parts", [1]],
        ["counting", "Counting", []],
    ],
    "lessons": [["first", "First", "first.html", "", [], [], []]],
    "checks": {
        "base": [0, "first.html#base", "Base", [0]],
        "above": [0, "first.html#above", "Above", [1]],
        "highest": [0, "first.html#highest", "Highest", [2]],
        "other": [-1, "other.html", "Other", [3]],
    },
}
FIRST = [["2026-01-01", 3], ["2026-01-04", 3]]


def due_of(times: Page, **reviews: list[Any]) -> dict[str, int]:
    """Return by check in how many days after 2026-01-01 it is due."""
    kept = {key: {"reviews": days} for key, days in reviews.items()}
    _memories, due, _lessons = times.evaluate(MEMORIES, [GRAPH, kept])
    begin = (BEGIN - EPOCH).days
    return {key: day - begin for key, day in due.items()}


def test_a_right_answer_counts_in_part_for_its_bases(times: Page) -> None:
    day = "2026-01-15"
    alone = due_of(times, base=FIRST)["base"]
    whole = due_of(times, base=[*FIRST, [day, 3]])["base"]
    half = due_of(times, base=FIRST, above=[[day, 3]])["base"]
    quarter = due_of(times, base=FIRST, highest=[[day, 3]])["base"]
    assert alone < quarter < half < whole
    # as far as half of the way, and a quarter of it: of days and of stability
    assert half == pytest.approx((alone + whole) / 2, abs=1)
    assert quarter == pytest.approx(alone + (whole - alone) / 4, abs=1)
    # no number of right answers above counts as much on one day as the base itself
    assert due_of(times, base=FIRST, above=[[day, 3]], highest=[[day, 3]])["base"] == half


def test_nothing_else_counts(times: Page) -> None:
    alone = due_of(times, base=FIRST)["base"]
    day = "2026-01-15"
    assert due_of(times, base=FIRST, above=[[day, 1]])["base"] == alone, "a wrong answer"
    assert due_of(times, base=FIRST, other=[[day, 3]])["base"] == alone, "what does not build on it"
    above = due_of(times, above=FIRST)["above"]
    assert due_of(times, above=FIRST, base=[[day, 3]])["above"] == above, "a base for what is above"
    assert "base" not in due_of(times, above=[[day, 3]]), "what was never asked"
    both = due_of(times, base=[*FIRST, [day, 1]], above=[[day, 3]])["base"]
    assert both == due_of(times, base=[*FIRST, [day, 1]])["base"], "what was asked that day"


def test_a_lesson_is_due_with_its_first_check_and_early_attempts_count(times: Page) -> None:
    kept = {
        "base": {"first": {"on": "2026-01-01", "right": True}},
        "above": {"first": {"on": "2026-01-01", "right": False}},
        "highest": {"first": {"on": "2026-01-01", "right": True, "opened": True}},
        "other": {"reviews": [["2026-01-01", 1]]},
    }
    found, _due, lessons = times.evaluate(MEMORIES, [GRAPH, kept])
    assert set(found) == {"base", "above", "other"}
    assert lessons == {"first": "2026-01-02"}
