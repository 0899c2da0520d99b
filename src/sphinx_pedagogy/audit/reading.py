"""What a page gives to read, to look at and to answer, counted by kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.words import has_boxes
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.course.page_tree import PageElement

HIDDEN = frozenset({"remove-cell", "remove_cell"})
"""Tags of cells that are not on the page."""
FOLDED = frozenset(
    {"hide-input", "hide_input", "hide-cell", "hide_cell", "remove-input", "remove_input"}
)
"""Tags of cells whose code is not there, or stays closed until a reader opens it."""
_APART = frozenset({BlockRole.HINT, BlockRole.SOLUTION})
"""What belongs to the time of an exercise."""
_TEXT = frozenset({"paragraph", "entry"})
_CODE = frozenset({"code", "cell"})


class Reading(NamedTuple):
    """What a page gives to its readers."""

    words: int = 0
    """In text, lists and tables, also in answers that are opened; not in code or formulas."""
    code_lines: int = 0
    """Of code that is in sight, without empty lines."""
    formulas: int = 0
    """Those that stand by themselves."""
    pictures: int = 0
    """Figures, diagrams, plots, and what can be tried."""
    choices: int = 0
    """Questions with answers to choose from."""
    questions: int = 0
    """All other questions."""
    exercises: tuple[str, ...] = ()
    """How long each exercise takes, as its author wrote; empty where that is not said."""


def reading_of(tree: PageElement) -> Reading:
    """Count what the tree of a page has."""
    counts: Counter[str] = Counter()
    exercises = []
    for part in read_parts(tree):
        if is_picture(part):
            counts["pictures"] += 1
        elif part.kind in _TEXT:
            counts["words"] += len(part.text.split())
        elif part.kind in _CODE:
            counts["code_lines"] += code_lines_in(part)
        elif part.kind == "math":
            counts["formulas"] += 1
        elif part.is_a(BlockRole.EXERCISE):
            exercises.append(part.options.get("time", ""))
        elif part.is_a(BlockRole.QUESTION):
            counts["choices" if has_boxes(part.words()) else "questions"] += 1
    return Reading(**counts, exercises=tuple(exercises))


def read_parts(tree: PageElement) -> Iterator[PageElement]:
    """Yield the parts of a page that are read, in order; those in a picture are no text."""
    stack = [tree]
    while stack:
        part = stack.pop()
        if is_read(part):
            yield part
            if part.children and not is_picture(part):
                stack += reversed(part.children)


def is_read(part: PageElement) -> bool:
    """Whether a part is one that readers of the page go through."""
    if part.kind == "comment" or (part.roles and not part.roles.isdisjoint(_APART)):
        return False
    return part.kind != "cell" or HIDDEN.isdisjoint(part.options.get("tags", "").split())


def is_picture(part: PageElement) -> bool:
    """Whether a part is something to look at or to try, and no text."""
    if part.kind == "output":
        return "image/" in part.options.get("mime", "")
    return part.is_a(BlockRole.VISUAL, BlockRole.INTERACTIVE)


def code_lines_in(part: PageElement) -> int:
    """Return how many lines of code stand in a part in sight, without empty ones."""
    if not FOLDED.isdisjoint(part.options.get("tags", "").split()):
        return 0
    return sum(1 for line in part.text.splitlines() if line.strip())
