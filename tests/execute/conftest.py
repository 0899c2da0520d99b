"""Fixtures of the tests of execution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.execute.processes import camp
from tests.execute.quick_executor import make_quick_executor
from tests.execute.sample_pages import CONF

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.execute.executors.choice import make_executor
from sphinx_pedagogy.execute.outputs import resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.execute.processes import Camp
    from tests.execute.sample_pages import Make

    from sphinx_pedagogy.execute.jobs import Executor, Job
    from sphinx_pedagogy.testing import MakeProject, Project

    MakeForJobs = Callable[[Mapping[str, Any], Sequence[Job]], Executor]


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of settings in place of the account's: no test reads or writes that one."""
    folder = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority, and files of a worker, an author and a stranger."""
    folder = tmp_path_factory.mktemp("certificates")
    assert main(["certificates", str(folder), "worker", "author"]) == 0
    assert main(["certificates", str(folder / "other"), "stranger"]) == 0
    return folder


@pytest.fixture(scope="session")
def gpu_camp() -> Iterator[Camp]:
    """A scheduler and one worker that says it has a GPU, for tests that leave it alive."""
    with camp() as made:
        yield made


@pytest.fixture
def make(make_project: MakeProject) -> Make:
    def write(files: dict[str, str] | str, **conf: object) -> Project:
        pages = {"index.md": files} if isinstance(files, str) else files
        return make_project({"conf.py": CONF, **pages}, **conf)

    return write


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the pages that were executed, in order: in kernels, but in no child process."""
    return watch(make_quick_executor, monkeypatch)


@pytest.fixture
def runs_in_children(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the pages that were executed, in order, by the executor that a project gets."""
    return watch(make_executor, monkeypatch)


def watch(make: MakeForJobs, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the names of the pages that builds execute."""
    ran: list[str] = []

    def watched(settings: Mapping[str, Any], jobs: Sequence[Job]) -> Executor:
        ran.extend(job.name for job in jobs)
        return make(settings, jobs)

    monkeypatch.setattr(resolver, "make_executor", watched)
    return ran
