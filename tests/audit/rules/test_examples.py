"""``examples``: which example counts for which concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import texts_on

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# A lesson\n\n:::{lesson} 1.1.1\n:::\n\n"

CORE = ":::{concept} Filter\n:depth: developed\n:aka: kernel\nWeights.\n:::\n\n"


OTHER = ":::{concept} Stride\n:depth: applied\nSteps.\n:::\n\n"


def example(kind: str, of: str = "") -> str:
    """Return an example block."""
    named = f":of: {of}\n" if of else ""
    return f":::{{example}}\n:kind: {kind}\n{named}\nText.\n:::\n\n"


ENOUGH = example("positive") * 2 + example("negative")


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (LESSON + CORE + ENOUGH, 0),
        (LESSON + CORE + example("contrastive") + example("stretch"), 0),
        (LESSON + CORE + example("positive") * 3, 1),
        (LESSON + CORE + example("bridge") + example("concrete") + example("negative nuance"), 0),
        (LESSON + CORE + example("quantitative") + example("nuance"), 1),
        (LESSON + CORE + example("Negative, with nuance") + example("positive (bridge)"), 1),
        (LESSON + CORE + example("negative"), 1),
        (LESSON + CORE, 1),
        (LESSON + CORE + CORE.replace("developed", "applied") + ENOUGH, 0),
        (LESSON + CORE + OTHER + ENOUGH, 1),
        (LESSON + CORE + ENOUGH + OTHER + ENOUGH, 0),
        (LESSON + OTHER + CORE + ENOUGH.replace("\n\nText", "\n:of: kernel\n\nText") + ENOUGH, 1),
        (LESSON + CORE.replace("developed", "introduced"), 0),
        (LESSON + ENOUGH, 0),
        ("# No lesson\n\n" + CORE, 0),
        ("", 0),
    ],
)
def test_examples(page: str, count: int, make_project: MakeProject) -> None:
    assert len(texts_on(make_project, "examples", page)) == count


def test_a_course_may_ask_for_fewer_examples(make_project: MakeProject) -> None:
    limits = {"examples": {"positive": 1, "negative": 0}}
    page = LESSON + CORE + example("positive")
    assert texts_on(make_project, "examples", page, pedagogy_audit_limits=limits) == []
