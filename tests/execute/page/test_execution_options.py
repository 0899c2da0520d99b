"""What an author may state, and what is told when it cannot be meant."""

from __future__ import annotations

from typing import Any

import pytest
from tests.execute.sample_pages import make_notebook

from sphinx_pedagogy.execute.page.execution_options import ExecutionOptions, execution_options_of


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ({}, ExecutionOptions()),
        ({"device": "gpu"}, ExecutionOptions("gpu")),
        ({"inputs": "a.npz"}, ExecutionOptions(inputs=("a.npz",))),
        (
            {"inputs": ["a.npz", "b/*.csv"], "timeout": 600},
            ExecutionOptions("cpu", ("a.npz", "b/*.csv"), 600),
        ),
    ],
)
def test_front_matter(stated: dict[str, Any], meant: ExecutionOptions) -> None:
    assert execution_options_of(make_notebook("1", execution=stated)) == meant


def test_the_place_that_survives_jupytext_is_read_first() -> None:
    stated = {"execution": {"device": "gpu", "timeout": 9}, "text_representation": {}}
    assert execution_options_of(make_notebook("1", jupytext=stated)) == ExecutionOptions(
        "gpu", timeout=9
    )
    twice = execution_options_of(make_notebook("1", jupytext=stated, execution={"device": "cpu"}))
    assert twice.device == "gpu"
    assert "and they differ" in twice.complaints[0]
    assert not execution_options_of(make_notebook("1", jupytext="odd", execution={})).complaints


def test_nothing_stated_is_the_cpu() -> None:
    assert (
        execution_options_of(make_notebook("import torch; torch.device('cuda')"))
        == ExecutionOptions()
    )


def test_a_tag_on_one_cell_moves_the_page() -> None:
    notebook = make_notebook("1", "2")
    notebook.cells[1].metadata["tags"] = ["hide-input", "gpu"]
    assert execution_options_of(notebook).device == "gpu"


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("gpu", "must be a mapping"),
        ({"device": "tpu"}, "must be cpu or gpu"),
        ({"devise": "gpu"}, 'did you mean "device"?'),
        ({"inputs": 3}, "must be a list of paths"),
        ({"inputs": [3]}, "must be a list of paths"),
        ({"timeout": "long"}, "must be seconds above 0"),
        ({"timeout": -1}, "must be seconds above 0"),
    ],
)
def test_what_cannot_be_meant_is_told(stated: object, told: str) -> None:
    (complaint,) = execution_options_of(make_notebook("1", execution=stated)).complaints
    assert told in complaint
