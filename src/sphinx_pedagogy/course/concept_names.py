"""The names of concepts: one is the same closed up, with a hyphen and apart."""

from __future__ import annotations

_SHORTEST = 6
"""Letters from which words that are closed up are no other word: "in put" is nobody's input."""


class ConceptNames(dict[str, str]):
    """The id of the concept that each name stands for, by its key."""

    def __init__(self) -> None:
        """Know none."""
        super().__init__()
        self._closed: dict[str, str] = {}

    def setdefault(self, name: str, concept: str) -> str:
        """Give a name to a concept, unless another has it, and return whose it is."""
        self._closed.setdefault(name.replace(" ", ""), concept)
        return super().setdefault(name, concept)

    def find(self, name: str) -> str | None:
        """Return the concept of a name: a dataframe is a data frame where nothing else is."""
        found = self.get(name) if name else None
        if found is None and len(closed := name.replace(" ", "")) >= _SHORTEST and closed.isalpha():
            return self._closed.get(closed)
        return found
