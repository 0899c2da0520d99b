"""Made-up words and sentences: no dictionary, no markup, the same in every run."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from random import Random

_FUNCTION_WORDS = (
    "the of and to a in is that it for as with on by this from or at which are be an not"
    " have can when one each more than so if we they its into then only also between"
    " after before over through because while where most some any other same both few"
)
_ONSETS = "b br c cl d dr f fl g gr h k l m n p pl pr qu r s sl st t tr v w"
FUNCTION_WORDS = _FUNCTION_WORDS.split()
ONSETS = _ONSETS.split()
NUCLEI = ("a", "e", "i", "o", "u", "ai", "ea", "io", "ou")
CODAS = ("", "n", "r", "l", "s", "t", "m", "nd", "rt", "st", "x")
ENDINGS = ("", "", "ing", "ed", "s")

VOCABULARY_SIZE = 1500
SHARE_OF_FUNCTION_WORDS = 0.45


def seeded(*of: object) -> Random:
    """Return the random numbers of one thing, which depend on nothing else."""
    return Random("/".join(map(str, of)))  # noqa: S311 (no secret)


def zipf(count: int, flat: int) -> list[float]:
    """Return the cumulative weights of words of which the one of rank r weighs 1/(r + flat)."""
    return list(accumulate(1 / (rank + flat) for rank in range(count)))


CONTENT_WEIGHTS = zipf(VOCABULARY_SIZE, flat=25)
FUNCTION_WEIGHTS = zipf(len(FUNCTION_WORDS), flat=3)


def syllable(rng: Random) -> str:
    """Return one syllable."""
    return rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS)


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the content words, all different."""
    rng = seeded("vocabulary")
    found: dict[str, None] = {}
    while len(found) < VOCABULARY_SIZE:
        found[syllable(rng) + syllable(rng) + rng.choice(ENDINGS)] = None
    return tuple(found)


def words(rng: Random, count: int) -> list[str]:
    """Return words as prose has them: few are frequent, most are rare."""
    content = rng.choices(vocabulary(), cum_weights=CONTENT_WEIGHTS, k=count)
    function = rng.choices(FUNCTION_WORDS, cum_weights=FUNCTION_WEIGHTS, k=count)
    pairs = zip(content, function, strict=True)
    return [f if rng.random() < SHARE_OF_FUNCTION_WORDS else c for c, f in pairs]


def phrase(rng: Random, count: int) -> str:
    """Return a title or a bullet: content words, the first with a capital."""
    found = rng.choices(vocabulary(), cum_weights=CONTENT_WEIGHTS, k=count)
    return " ".join(found).capitalize()


def sentence(rng: Random) -> str:
    """Return 8 to 18 words and a full stop."""
    return " ".join(words(rng, rng.randint(8, 18))).capitalize() + "."


def sentences(rng: Random, count: int) -> str:
    """Return several sentences."""
    return " ".join(sentence(rng) for _ in range(count))


def marked_up(rng: Random, text: str) -> str:
    """Return the sentence with one of its words emphasised, or as code, or with a formula."""
    parts = text.split(" ")
    at = rng.randrange(1, len(parts) - 1)
    mark = rng.choice(("*{}*", "**{}**", "`{}()`", "{} $x_{{{n}}} + y^{{{n}}}$"))
    parts[at] = mark.format(parts[at], n=rng.randint(1, 9))
    return " ".join(parts)
