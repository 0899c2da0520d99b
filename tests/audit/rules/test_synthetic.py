"""``synthetic``: promises, data that are made, and words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import texts_on

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

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
    assert len(texts_on(make_project, "synthetic", page, **conf)) == count
