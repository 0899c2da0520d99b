"""How checks do with many readers: the textbook's numbers, and bad questions are found."""

from __future__ import annotations

import random
from math import exp, sqrt
from statistics import correlation as pearson

import pytest

from sphinx_pedagogy.course.answer_files import GivenAnswer, HandedIn
from sphinx_pedagogy.course.check_statistics import FEWEST, POOR, from_json, statistics_of, to_json

READERS = 200
GOOD = [f"good-{number}" for number in range(16)]
AMBIGUOUS = ["ambiguous-1", "ambiguous-2"]
GUESSED = ["guessed-1", "guessed-2"]
PLANTED = {*AMBIGUOUS, *GUESSED}


def handed_in(scores: dict[str, bool]) -> HandedIn:
    """Return the answers of one reader."""
    return HandedIn("c", tuple(GivenAnswer(check, right) for check, right in scores.items()))


def chance_of(check: str, ability: float, difficulty: float) -> float:
    """Return how likely a reader is right: who reads an ambiguous question well, misses its key."""
    if check in AMBIGUOUS:
        return 1 / (1 + exp(0.7 * ability))
    if check in GUESSED:
        return 0.25
    return 1 / (1 + exp(-1.5 * (ability - difficulty)))


def simulated(seed: int) -> list[HandedIn]:
    """Return what 200 readers answered, each about seven of ten checks."""
    chance = random.Random(seed)  # noqa: S311
    difficulties = {check: chance.uniform(-1.2, 1.2) for check in GOOD}
    found = []
    for _reader in range(READERS):
        ability = chance.gauss(0, 1)
        scores = {
            check: chance.random() < chance_of(check, ability, difficulties.get(check, 0))
            for check in [*GOOD, *AMBIGUOUS, *GUESSED]
            if chance.random() < 0.7
        }
        found.append(handed_in(scores))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_planted_questions_are_the_weakest_and_no_good_one_is_poor(seed: int) -> None:
    found = statistics_of(simulated(seed))
    assert {one.check for one in found[: len(PLANTED)]} == PLANTED
    known = {one.check: one.discrimination or 0 for one in found}
    assert all(known[check] < 0 for check in AMBIGUOUS)
    assert all(known[check] < POOR for check in PLANTED)
    assert all(known[check] >= POOR for check in GOOD)


def test_where_all_answered_all_it_is_the_correlation_with_the_other_items() -> None:
    chance = random.Random(3)  # noqa: S311
    checks = ["a", "b", "c", "d", "e"]
    readers = [{check: chance.random() < 0.5 for check in checks} for _ in range(40)]
    found = {one.check: one for one in statistics_of([handed_in(scores) for scores in readers])}
    for check in checks:
        item = [float(scores[check]) for scores in readers]
        rest = [float(sum(scores.values()) - scores[check]) for scores in readers]
        assert found[check].discrimination == pytest.approx(pearson(item, rest))
        # which for two values is the point-biserial correlation
        right = [total for one, total in zip(item, rest, strict=True) if one]
        wrong = [total for one, total in zip(item, rest, strict=True) if not one]
        mean = sum(rest) / len(rest)
        spread = sqrt(sum((total - mean) ** 2 for total in rest) / len(rest))
        share = len(right) / len(item)
        apart = (sum(right) / len(right) - sum(wrong) / len(wrong)) / spread
        assert found[check].discrimination == pytest.approx(apart * sqrt(share * (1 - share)))
        assert found[check].difficulty == share


def test_nothing_is_said_of_few_answers_or_of_answers_all_alike() -> None:
    few = [handed_in({"a": bool(at % 2), "b": at > 2}) for at in range(FEWEST - 1)]
    assert {one.discrimination for one in statistics_of(few)} == {None}
    alike = [handed_in({"a": True, "b": bool(at % 2), "c": at % 3 > 1}) for at in range(30)]
    known = {one.check: one.discrimination for one in statistics_of(alike)}
    assert known["a"] is None
    assert known["b"] is not None
    assert statistics_of(alike)[-1].check == "a", "what is not known stands last"
    assert statistics_of([handed_in({"a": True})])[0].answers == 1


def test_a_file_holds_them() -> None:
    readers = [
        HandedIn("c", (GivenAnswer("a", bool(at % 2), (at % 2,)), GivenAnswer("b", at > 10)))
        for at in range(20)
    ]
    found = statistics_of(readers)
    again = from_json(to_json("c", len(readers), found))
    assert [one.check for one in again] == [one.check for one in found]
    assert {one.check: one.picked for one in again}["a"] == (((0,), 10), ((1,), 10))
    for text in ("[]", "{}", '{"format": "pedagogy-check-statistics-1"}', "{"):
        with pytest.raises(ValueError, match=r"format|lacks|JSON|Expecting"):
            from_json(text)
