"""How well a lesson teaches a concept: an ordered scale of words."""

from __future__ import annotations

from dataclasses import dataclass

NOT_TAUGHT = 0
"""Below every word of a scale."""


@dataclass(frozen=True, slots=True)
class DepthScale:
    """The words for depths. Depths themselves are integers: the first word stands for depth 1."""

    words: tuple[str, ...]
    """From the least deep to the deepest."""

    def __post_init__(self) -> None:
        """Refuse a scale that cannot order anything."""
        folded = [word.casefold() for word in self.words]
        if not folded or "" in folded or len(set(folded)) != len(folded):
            raise ValueError("a depth scale is one or more different, non-empty words")

    def depth(self, word: str) -> int:
        """Return the depth that *word* names. Small and capital letters count the same.

        :raises ValueError: the scale has no such word
        """
        folded = word.strip().casefold()
        for depth, known in enumerate(self.words, start=1):
            if known.casefold() == folded:
                return depth
        raise ValueError(f'"{word}" is not one of ' + ", ".join(self.words))

    def word(self, depth: int) -> str:
        """Return the word of *depth*; the empty string for 0, which means "not taught"."""
        return self.words[depth - 1] if depth > NOT_TAUGHT else ""


DEFAULT_SCALE = DepthScale(("mentioned", "introduced", "developed", "applied"))
