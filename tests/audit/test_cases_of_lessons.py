"""Examples and misconceptions, claims, made-up data: when the rules speak, and when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = "# A lesson\n\n:::{lesson} 1.1.1\n:::\n\n"
CORE = ":::{concept} Filter\n:depth: developed\n:aka: kernel\nWeights.\n:::\n\n"
OTHER = ":::{concept} Stride\n:depth: applied\nSteps.\n:::\n\n"


def audit(make_project: MakeProject, rule: str, page: str, **conf: object) -> list[str]:
    """Return what a rule says of a page."""
    conf = {"pedagogy_audit": {"*": "off", rule: "warning"}, **conf}
    built = make_project(page, **conf).build("dummy")
    return [one.finding.text for one in domain_of(built.env).judged]


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
    assert len(audit(make_project, "examples", page)) == count


def test_a_course_may_ask_for_fewer_examples(make_project: MakeProject) -> None:
    limits = {"examples": {"positive": 1, "negative": 0}}
    page = LESSON + CORE + example("positive")
    assert audit(make_project, "examples", page, pedagogy_audit_limits=limits) == []


GOOD = ":::{misconception} A belief\nTwo layers of 3 by 3 see 5 by 5 pixels.\n:::\n\n"
BARE = ":::{misconception} A belief\n:because: it sounds right\nNo, it is not.\n:::\n\n"
SHOWN = ":::{misconception} A belief\nNo:\n\n```python\nprint(2)\n```\n:::\n\n"


@pytest.mark.parametrize(
    ("page", "count"),
    [
        (LESSON + GOOD * 3, 0),
        (LESSON + GOOD * 2, 1),
        (LESSON + GOOD * 2 + BARE, 1),
        (LESSON + GOOD * 2 + SHOWN, 0),
        (LESSON, 1),
        (LESSON + ":::{misconception}\n:::\n\n" + GOOD * 2, 1),
        ("# No lesson\n\n" + GOOD, 0),
    ],
)
def test_misconceptions(page: str, count: int, make_project: MakeProject) -> None:
    assert len(audit(make_project, "misconceptions", page)) == count


def test_claims_on_any_page_in_restructuredtext(make_project: MakeProject) -> None:
    page = "T\n=\n\n.. evidence::\n   :tier: disclosed\n\n   Said.\n\n.. evidence::\n\n   Said.\n"
    conf = {"pedagogy_audit": {"*": "off", "evidence": "warning"}}
    built = make_project({"index.rst": page}, **conf).build("dummy")
    assert [one.finding.place.line for one in domain_of(built.env).judged] == [4, 9]


def test_without_the_audit_the_block_says_it(make_project: MakeProject) -> None:
    page = "# T\n\n:::{evidence}\nSaid.\n:::\n\n:::{evidence}\n:tier: disclosed\nSaid.\n:::"
    files = {
        "index.md": page,
        "conf.py": 'extensions = ["myst_parser", "sphinx_pedagogy.blocks"]\n'
        'myst_enable_extensions = ["colon_fence"]\n',
    }
    built = make_project(files).build("dummy")
    assert [one.subtype for one in built.warnings] == ["pedagogy.option"] * 2


HEADER = (
    "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n"
    "kernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n\n"
)


def cell(code: str) -> str:
    """Return a cell."""
    return f"```{{code-cell}} ipython3\n{code}\n```\n\n"


@pytest.mark.parametrize(
    ("title", "text", "code", "count"),
    [
        ("Faces of MNIST", "", "images = torch.rand(4)", 1),
        ("Clusters in the iris data set", "", "X, y = make_blobs(10)", 1),
        ("Sorting real photos", "", "x = np.random.normal(4)", 1),
        ("Faces of MNIST", "The data are synthetic.", "images = torch.rand(4)", 0),
        ("Faces of MNIST", "Digits of our own, a toy.", "images = torch.rand(4)", 0),
        ("Faces of MNIST", "", "images = torch.rand(4)\nreal = datasets.MNIST('.')", 0),
        ("Faces of MNIST", "", "noise = torch.rand(4)", 0),
        ("Faces of MNIST", "", "# images = torch.rand(4)", 0),
        ("Clusters", "", "X, y = make_blobs(10)", 0),
        ("Faces of MNIST", "", "", 0),
    ],
)
def test_synthetic(title: str, text: str, code: str, count: int, make_project: MakeProject) -> None:
    page = f"{HEADER}# {title}\n\n:::{{lesson}} 1.1.1\n:::\n\n{text}\n\n{cell(code)}"
    conf = {"extensions": ["myst_nb"], "nb_execution_mode": "off"}
    assert len(audit(make_project, "synthetic", page, **conf)) == count
