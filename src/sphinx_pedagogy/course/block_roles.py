"""What a block counts as in its lesson, in the words of learning science.

Rules ask for roles, and not for names of blocks: so a new block, also a plugin's, counts in every
rule.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Set


class BlockRole(StrEnum):
    """What a block counts as. Most blocks have several roles, and some have none."""

    # The course of a lesson, from its beginning to its end.
    CONTEXT = "context"
    """Gives the context of the lesson: what the lesson needs, what students know, and what the
    lesson is about."""
    ADVANCE_ORGANIZER = "advance-organizer"
    """Tells students, before the lesson begins to teach, what to expect."""
    RECAP = "recap"
    """Recalls what another lesson taught."""
    SCOPE = "scope"
    """Says what the lesson leaves out."""
    HOOK = "hook"
    """Makes students curious, if it comes before the first definition."""
    DEFINITION = "definition"
    """Says what a concept is. What comes before the first definition is the opening of the
    lesson."""
    EXPLANATION = "explanation"
    """Explains what the lesson teaches."""
    SUMMARY = "summary"
    """Sums up what was taught."""
    TAKEAWAY = "takeaway"
    """Says what to remember. It counts as a summary if nothing is taught or asked after it."""
    NEXT_STEP = "next-step"
    """Says what comes after the lesson."""
    COMPLETION = "completion"
    """Ends a module or a series, and says what students have reached. It counts as a next step,
    too."""
    # Ways of explaining.
    EXAMPLE = "example"
    """Shows a case. An example with numbers is concrete.

    The option ``of`` names the concepts of the example, separated by commas. In a block without
    this role, an option ``of`` does not count as a use of a concept.

    The option ``kind`` is ``positive`` (the default) or ``negative``. There are also six flavours:
    ``contrastive``, ``stretch``, ``bridge``, ``concrete``, ``quantitative`` and ``nuance``. A
    flavour may replace ``positive``, or follow ``negative``, as in ``negative-nuance``."""
    ANALOGY = "analogy"
    """Compares a concept with something known. The option ``misleads`` says where the comparison
    ends."""
    MENTAL_MODEL = "mental-model"
    """Introduces a phrase that students will meet again. The title of the block is the phrase."""
    MISCONCEPTION = "misconception"
    """Disproves a wrong belief."""
    COMPARISON = "comparison"
    """Compares things, each in a block of the role ``SIDE``."""
    SIDE = "side"
    """One of the things that are compared. Its title names the thing."""
    APPLICATION = "application"
    """Applies concepts: readers cannot follow the block if they do not know these concepts."""
    CLAIM = "claim"
    """Claims something that not everybody can check. The option ``tier`` says what the claim rests
    on: ``disclosed``, ``observable``, ``inferred`` or ``open``. The first two need an option
    ``source``."""
    ASIDE = "aside"
    """Says something beside the text, or in a part that readers open after the text. What it
    says should be new."""
    # What students do.
    QUESTION = "question"
    """Asks for an answer. The answer is in a block of the role ``ANSWER``, among the choices, or in
    the option ``number``. The option ``tests`` names the concepts that the question tests,
    separated by commas. In blocks without this role, ``tests`` does not count."""
    ANSWER = "answer"
    """Answers the question around it."""
    EXERCISE = "exercise"
    """Gives students something to do. The option ``scaffold`` says how much help they get."""
    HINT = "hint"
    """Helps with an exercise."""
    SOLUTION = "solution"
    """Solves an exercise: the exercise around it, the exercise before it, or the exercise whose
    label is in the option ``for``."""
    # Representations.
    VISUAL = "visual"
    """Shows a picture."""
    INTERACTIVE = "interactive"
    """Lets students try something out. A plan calls such a block a widget."""
    SYMBOLIC = "symbolic"
    """Shows symbols: a formula or code."""
    CONCRETE = "concrete"
    """Shows a number."""
    VERBAL = "verbal"
    """Says something in other words."""
    INTUITIVE = "intuitive"
    """Shows why something must be so."""
    # What the numbers and words in it are.
    OWN_NUMBERS = "own-numbers"
    """Has numbers of its own: they are about another case than the numbers of the text, or are not
    for readers."""


NO_ROLES: Set[BlockRole] = frozenset()


@lru_cache(maxsize=1024, typed=True)  # typed, since a role equals the string of its name
def kinds_and_roles(*wanted: str | BlockRole) -> tuple[Set[str], Set[BlockRole]]:
    """Return what was asked for: strings are kinds, and members of :class:`BlockRole` roles."""
    roles = frozenset(key for key in wanted if isinstance(key, BlockRole))
    return frozenset(key for key in wanted if not isinstance(key, BlockRole)), roles


def as_word(wanted: str | BlockRole) -> str:
    """Return a kind or a role as text that tells which of the two it is."""
    return f"role:{wanted.value}" if isinstance(wanted, BlockRole) else wanted


ELEMENT_ROLES: Mapping[str, Set[BlockRole]] = {
    **dict.fromkeys(("figure", "diagram"), frozenset({BlockRole.VISUAL, BlockRole.HOOK})),
    **dict.fromkeys(("code", "cell"), frozenset({BlockRole.SYMBOLIC, BlockRole.HOOK})),
    "math": frozenset({BlockRole.SYMBOLIC}),
    "table": frozenset({BlockRole.HOOK}),
    **dict.fromkeys(("tip", "note"), frozenset({BlockRole.ASIDE})),
    "hint": frozenset({BlockRole.HINT}),
}
"""What the elements of Sphinx and MyST-NB count as, by their kind in a page's tree."""
