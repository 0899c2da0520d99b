"""Settings of execution that cannot be: a warning, and nothing runs that nobody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.execute.sample_pages import GPU, page

if TYPE_CHECKING:
    from tests.execute.sample_pages import Make

MAKES_A_FILE = "open('made', 'w').close()"


def test_an_unknown_executor_runs_nothing(make: Make) -> None:
    """Whoever mistypes "none" must not get the cells run."""
    project = make(page(MAKES_A_FILE), pedagogy_executor="nnoe")
    built = project.build()
    (first, second) = built.warnings
    assert first.subtype == "pedagogy.config"
    assert first.text.startswith('pedagogy_executor = "nnoe": there is no such executor; did you')
    assert '"none"' in first.text
    assert second.subtype == "pedagogy.execution"
    assert list(project.root.rglob("made")) == []


def test_an_address_that_is_refused_runs_no_page_that_should_go_there(make: Make) -> None:
    files = {
        "index.md": "# T\n\n```{toctree}\naway\nhere\n```\n",
        "away.md": page(MAKES_A_FILE, front=GPU),
        "here.md": page("print(6 * 7)"),
    }
    built = make(files, pedagogy_worker_address="tcp://127.0.0.1:8786").build()
    told = {(one.subtype, one.path) for one in built.warnings}
    assert told == {("pedagogy.config", ""), ("pedagogy.execution", "away.md")}
    assert all("sphinx-pedagogy worker" in one.text for one in built.warnings)
    assert "42" in built.text("here")


def test_missing_certificates_matter_only_to_who_runs_something(make: Make) -> None:
    address = "tls://127.0.0.1:8786"
    settings = {"ca": "gone.pem", "cert": "gone.pem", "key": "gone.pem"}
    front = {"pedagogy_worker_address": address, "pedagogy_worker_tls": settings}
    assert make("# Only prose\n", **front).build().warnings == []
    (warned,) = make(page("1", front=GPU), **front).build().warnings
    assert warned.subtype == "pedagogy.execution"
    assert "gone.pem" in warned.text


@pytest.mark.parametrize("mode", ["auto", "force", "inline"])
def test_an_executor_that_is_not_asked_is_told(make: Make, mode: str) -> None:
    files = "# T\n\nOnly prose.\n"
    project = make(files, pedagogy_executor="local", nb_execution_mode=mode)
    for _time in range(2):
        [told] = project.build().warnings
        assert told.subtype == "pedagogy.config"
        assert 'pedagogy_executor = "local" is asked for pages for a GPU only' in told.text
        assert f'nb_execution_mode = "{mode}"' in told.text


@pytest.mark.parametrize(
    "conf",
    [
        {"pedagogy_executor": "local", "nb_execution_mode": "cache"},
        {"pedagogy_executor": "local", "nb_execution_mode": "off"},
        {"pedagogy_executor": "none", "nb_execution_mode": "auto"},
        {"pedagogy_executor": "auto", "nb_execution_mode": "auto"},
        {"pedagogy_executor": "dask", "nb_execution_mode": "auto", "pedagogy_local_gpus": 1},
        {"nb_execution_mode": "force"},
        {"pedagogy_executor": "local", "extensions": ["myst_parser", "sphinx_pedagogy"]},
    ],
)
def test_an_executor_that_is_as_it_is_meant_is_no_mistake(
    make: Make, conf: dict[str, object]
) -> None:
    assert make("# T\n\nOnly prose.\n", **conf).build().warnings == []
