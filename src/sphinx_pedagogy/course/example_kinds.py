"""What an example is: whether it shows what is meant, and in which way.

An example is positive or negative, and may have a flavour beside that. Its option ``kind`` holds
one word for both: ``bridge`` is a positive example that bridges, ``negative-nuance`` a negative
one that shows a nuance.
"""

from __future__ import annotations

from sphinx_pedagogy.course.regex import regex

SIGNS = ("positive", "negative")
FLAVOURS = ("contrastive", "stretch", "bridge", "concrete", "quantitative", "nuance")
"""How it shows that: by a contrast; at the edge; from something known; by a case that one can
touch; in numbers; by a fine difference."""

EXAMPLE_LABELS = {
    "positive": "Example",
    "negative": "Counter-example",
    "contrastive": "Contrast",
    "stretch": "Stretch example",
    "bridge": "Bridging example",
    "concrete": "Concrete example",
    "quantitative": "Example in numbers",
    "nuance": "Example of a nuance",
    "negative-contrastive": "Counter-example by contrast",
    "negative-stretch": "Counter-example at the edge",
    "negative-bridge": "Bridging counter-example",
    "negative-concrete": "Concrete counter-example",
    "negative-quantitative": "Counter-example in numbers",
    "negative-nuance": "Counter-example of a nuance",
}
"""The label of each kind, in English."""

_BETWEEN = regex(r"[^a-z]+")
_FILLERS = {"", "a", "with", "and"}


def example_kind(text: str) -> str:
    """Return the kind that a text names: a sign, a flavour, or both in any order.

    :raises ValueError: it names something else, or two of one sort
    """
    words = [word for word in _BETWEEN.split(text.strip().lower()) if word not in _FILLERS]
    signs = [word for word in words if word in SIGNS]
    flavours = [word for word in words if word in FLAVOURS]
    if not words or len(words) > len(signs) + len(flavours) or len(signs) > 1 or len(flavours) > 1:
        listed = ", ".join(f'"{word}"' for word in FLAVOURS)
        raise ValueError(
            f'it can be "positive", "negative", a flavour ({listed}), or "negative" with a '
            'flavour, as in "negative nuance"'
        )
    if not flavours:
        return signs[0]
    return f"negative-{flavours[0]}" if signs == ["negative"] else flavours[0]


def is_positive(kind: str) -> bool:
    """Whether an example of a kind shows what is meant; a contrast does both."""
    return kind == "contrastive" or not kind.startswith("negative")


def is_negative(kind: str) -> bool:
    """Whether an example of a kind shows what is not meant; a contrast does both."""
    return kind == "contrastive" or kind.startswith("negative")
