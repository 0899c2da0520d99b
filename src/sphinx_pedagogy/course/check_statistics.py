"""How checks do with many readers: how hard each is, and whether it tells apart who knows.

Classical test theory, for checks that are right or wrong, of which no reader answered all:

- The *difficulty* of check ``i`` is the share ``p_i`` of right answers: 0.9 is easy.
- Its *discrimination* is the corrected item-total correlation: the Pearson correlation between the
  answers to ``i``, 1 or 0, and how the same readers did in all other checks. With answers of two
  values, that is the point-biserial correlation. *Corrected* says that ``i`` itself is not part
  of the total, which would correlate it with itself (Henrysson, *Correction of item-total
  correlations in item analysis*, Psychometrika 28, 1963). A reader ``r`` did in the others

  ``t_ri = mean over all other checks j that r answered of (x_rj - p_j)``,

  where ``x_rj`` is 1 or 0: who chose hard checks is not taken for a weak reader. If all readers
  answered all checks, this differs from the sum of the other answers by a factor and a constant,
  so that the correlation is the textbook's.

A check that the better readers answer right no more often than the others has a discrimination
around 0: it can be guessed, is answered by all, or has the wrong key. Below 0 the better readers
are the ones who miss it: its key is wrong, or its words mean two things. Below 0.2 a check is
commonly taken for poor (Ebel and Frisbie, *Essentials of educational measurement*, 1991).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.course.answer_files import HandedIn

FORMAT = "pedagogy-check-statistics-1"
"""What a file of statistics says that it is."""

FEWEST = 10
"""Readers with answers to other checks, below which nothing is said of the discrimination."""
POOR = 0.2
"""A discrimination below this is poor."""

_DIGITS = 4


class CheckStatistics(NamedTuple):
    """How a check did."""

    check: str
    """Its key."""
    answers: int
    """How many readers answered it."""
    difficulty: float
    """The share of right answers."""
    discrimination: float | None
    """From -1 to 1; ``None`` where too few answered, or all alike."""
    picked: tuple[tuple[tuple[int, ...], int], ...] = ()
    """What was picked how often, the most frequent first."""


def statistics_of(handed_in: Sequence[HandedIn]) -> list[CheckStatistics]:
    """Return the statistics of each check, the weakest first; what is not known stands last."""
    scores = [
        {answer.check: int(answer.right) for answer in reader.answers} for reader in handed_in
    ]
    given: dict[str, list[int]] = defaultdict(list)
    for reader in scores:
        for check, score in reader.items():
            given[check].append(score)
    shares = {check: sum(found) / len(found) for check, found in given.items()}
    pairs: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for reader in scores:
        total = sum(score - shares[check] for check, score in reader.items())
        if (others := len(reader) - 1) > 0:
            for check, score in reader.items():
                pairs[check].append((score, (total - (score - shares[check])) / others))
    picked: dict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for answers in handed_in:
        picked_now = ((answer.check, answer.picked) for answer in answers.answers if answer.picked)
        for check, choices in picked_now:
            picked[check][choices] += 1
    found = [
        CheckStatistics(
            check=check,
            answers=len(given[check]),
            difficulty=share,
            discrimination=correlation(pairs[check]),
            picked=tuple(sorted(picked[check].items(), key=lambda pick: (-pick[1], pick[0]))),
        )
        for check, share in shares.items()
    ]
    return sorted(found, key=weakness)


def weakness(check: CheckStatistics) -> tuple[bool, float, str]:
    """Return what sorts checks, the weakest first."""
    return check.discrimination is None, round(check.discrimination or 0, _DIGITS), check.check


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the Pearson correlation of pairs; ``None`` for few of them, or if one never varies."""
    if len(pairs) < FEWEST:
        return None
    mean = sum(one for one, _other in pairs) / len(pairs)
    mean_of_other = sum(other for _one, other in pairs) / len(pairs)
    apart = [(one - mean, other - mean_of_other) for one, other in pairs]
    spread = sum(one * one for one, _other in apart) * sum(other * other for _one, other in apart)
    if spread < 1e-18:
        return None
    return sum(one * other for one, other in apart) / sqrt(spread)


# ── as a file, which the site of the authors shows ──────────────────────────────────


def to_json(course: str, readers: int, found: Iterable[CheckStatistics]) -> str:
    """Return statistics as a file."""
    checks = [
        {
            "check": check.check,
            "answers": check.answers,
            "difficulty": round(check.difficulty, _DIGITS),
            "discrimination": _rounded(check.discrimination),
            "picked": [[list(choices), count] for choices, count in check.picked],
        }
        for check in found
    ]
    content = {"format": FORMAT, "course": course, "readers": readers, "checks": checks}
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def from_json(text: str) -> list[CheckStatistics]:
    """Return the statistics of a file.

    :raises ValueError: it is no such file
    """
    content: Any = json.loads(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError(f'its format is not "{FORMAT}"; `answers merge --format json` writes it')
    try:
        return sorted((_one(entry) for entry in content["checks"]), key=weakness)
    except (KeyError, TypeError) as error:
        raise ValueError("an entry of its checks lacks something") from error


def _one(entry: Mapping[str, Any]) -> CheckStatistics:
    discrimination = entry["discrimination"]
    return CheckStatistics(
        check=str(entry["check"]),
        answers=int(entry["answers"]),
        difficulty=float(entry["difficulty"]),
        discrimination=None if discrimination is None else float(discrimination),
        picked=tuple((tuple(map(int, choices)), int(count)) for choices, count in entry["picked"]),
    )
