"""A number that prose states, with what it counts and the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.stems import stem

if TYPE_CHECKING:
    from sphinx_pedagogy.course.page_tree import PageElement

NOBODY: frozenset[str] = frozenset()


class Sentence(NamedTuple):
    """A sentence with a number, and what is around it."""

    text: str
    around: str
    """The sentence before and after it, too."""
    part: PageElement
    line: int | None
    """Where it begins."""

    def line_at(self, offset: int) -> int | None:
        """Return the line of a place in it."""
        return None if self.line is None else self.line + self.text.count("\n", 0, offset)


class ProseQuantity(NamedTuple):
    """A number, and what it counts."""

    number: str
    noun: str
    """What is counted, or the whole name of a value."""
    case: frozenset[str]
    """Words and labels for the case in which it holds; none if it holds anyway."""
    sentence: Sentence
    line: int | None
    before: tuple[str, ...] = ()
    """Words between number and noun: the "hidden" in 64 hidden units."""
    owner: frozenset[str] = NOBODY
    """Words for who has them; none if that is not said."""
    context: frozenset[str] = NOBODY
    """Other words of the sentence that carry meaning."""
    named: bool = False
    """Whether a name is given a value: "the learning rate is 0.1"."""
    definite: bool = False
    """Whether it is spoken of as known: "all 1024 tokens"."""

    @property
    def part(self) -> PageElement:
        """What the number stands in."""
        return self.sentence.part

    @property
    def key(self) -> str:
        """What is counted, as it is compared."""
        return " ".join(map(stem, self.noun.split()))

    @property
    def words(self) -> str:
        """What was said, for a message."""
        if self.named:
            return f"{self.noun}: {self.number}"
        return " ".join((self.number, *self.before, self.noun))
