"""The executor of this package, as its author would test it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
from pedagogy_sample.executor import Pool

from sphinx_pedagogy.api import Job, JobStatus

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PAGE = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
# A page

```{code-cell} python3
print(6 * 7)
```
"""


def job(name: str, code: str, device: str = "cpu") -> Job:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    return Job(name, nbformat.writes(notebook), device)


def test_each_page_gets_its_outcome() -> None:
    jobs = [job("good", "1"), job("bad", "1 / 0"), job("away", "1", "gpu")]
    found = Pool({"pedagogy_workers": 2}).run(jobs, lambda progress: None)
    assert {job.name: outcome.status for job, outcome in found} == {
        "good": JobStatus.DONE,
        "bad": JobStatus.CELL_ERROR,
        "away": JobStatus.NO_WORKER,
    }


def test_a_project_uses_it_by_its_name(make_project: MakeProject) -> None:
    conf = {"extensions": ["myst_nb"], "nb_execution_mode": "cache", "pedagogy_executor": "pool"}
    built = make_project(PAGE, **conf).build()
    assert built.warnings == []
    assert "42" in built.text()
