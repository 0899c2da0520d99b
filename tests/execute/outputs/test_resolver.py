"""Policies: what a page gets when its outputs cannot be made."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from tests.execute.sample_pages import make_notebook_page, make_settings

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.jobs import Job, JobStatus, Outcome, ResourceLimits
from sphinx_pedagogy.execute.outputs import resolver
from sphinx_pedagogy.execute.outputs.policy import Policy, policy_of
from sphinx_pedagogy.execute.outputs.resolver import OutputResolver, OutputState
from sphinx_pedagogy.execute.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

NO_GPU = Outcome(JobStatus.NO_WORKER, "no worker")


class CpuOnly:
    """An executor that counts, and has no GPU."""

    def __init__(self) -> None:
        self.ran: list[tuple[str, str]] = []

    def run(
        self, jobs: Sequence[Job], report: Callable[..., None]
    ) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            self.ran.append((job.name, job.device))
            done = Outcome(JobStatus.DONE, notebook=job.notebook, seconds=1)
            yield job, done if job.device == "cpu" else NO_GPU


class Quiet:
    """Shows nothing."""

    def report(self, *_: object) -> None: ...

    def ended(self, *_: object) -> None: ...


@pytest.fixture
def executor(monkeypatch: pytest.MonkeyPatch) -> CpuOnly:
    made = CpuOnly()
    monkeypatch.setattr(resolver, "make_executor", lambda settings, jobs: made)
    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "executed")


def make_resolver(
    store: Store, policy: Policy, complain: Any = print, **settings: Any
) -> OutputResolver:
    scratch = Store(store.folder.parent / "scratch")
    shown: Any = lambda total: nullcontext(Quiet())  # noqa: E731
    # the name of a plugin: of our own executors it is known that they have no GPU
    settings.setdefault("executor", "cpu-only")
    return OutputResolver(store, scratch, make_settings(**settings), policy, shown, complain, print)


def make_old_result(store: Store, page: NotebookPage) -> None:
    """Store an older result for a page, as if made on a GPU."""
    done = Outcome(JobStatus.DONE, notebook=page.job("gpu", ResourceLimits()).notebook)
    store.put("an-old-key", done, page.name, "gpu")


def test_what_is_stored_is_not_run_again(store: Store, executor: CpuOnly) -> None:
    pages = [make_notebook_page("a", "1"), make_notebook_page("b", "2")]
    for _ in range(2):
        found = make_resolver(store, Policy.ERROR).resolve(pages)
        assert {one.state for one in found.values()} == {OutputState.FRESH}
    assert executor.ran == [("a", "cpu"), ("b", "cpu")]
    make_resolver(store, Policy.ERROR).resolve(pages, force=True)
    assert len(executor.ran) == 4


def test_pages_with_the_same_code_and_needs_run_once(store: Store, executor: CpuOnly) -> None:
    found = make_resolver(store, Policy.ERROR).resolve(
        [make_notebook_page("a", "1"), make_notebook_page("b", "1")]
    )
    assert {one.state for one in found.values()} == {OutputState.FRESH}
    assert executor.ran == [("a", "cpu")]


def test_pages_with_the_same_code_and_other_needs_share_nothing(
    store: Store, executor: CpuOnly
) -> None:
    pages = [make_notebook_page("a", "1"), make_notebook_page("b", "1", device="gpu")]
    found = make_resolver(store, Policy.SKIP).resolve(pages)
    assert (found["a"].state, found["b"].state) == (OutputState.FRESH, OutputState.MISSING)


def test_error_fails_and_keeps_what_could_be_run(store: Store, executor: CpuOnly) -> None:
    pages = [make_notebook_page("bad", "1", device="gpu"), make_notebook_page("good", "2")]
    with pytest.raises(ExecutionError, match=r"- bad \(gpu\): no worker"):
        make_resolver(store, Policy.ERROR).resolve(pages)
    assert store.get(pages[1].key("cpu"), "good", "cpu")


def test_stale_shows_the_newest_result_of_the_page(store: Store, executor: CpuOnly) -> None:
    page = make_notebook_page("a", "new", device="gpu")
    assert make_resolver(store, Policy.STALE).resolve([page])["a"].state is OutputState.MISSING
    make_old_result(store, make_notebook_page("a", "old", device="gpu"))
    found = make_resolver(store, Policy.STALE).resolve([page])["a"]
    assert found.state is OutputState.STALE
    assert found.reason == NO_GPU
    assert found.changed == {0}


def test_cpu_runs_a_page_for_a_gpu_on_the_cpu_and_keeps_that_apart(
    store: Store, executor: CpuOnly
) -> None:
    page = make_notebook_page("a", "1", device="gpu")
    make_old_result(store, page)
    for _ in range(2):
        found = make_resolver(store, Policy.CPU).resolve([page])["a"]
        assert (found.state, found.reason) == (OutputState.CPU, NO_GPU)
    assert executor.ran == [("a", "gpu"), ("a", "cpu"), ("a", "gpu")]
    assert store.get(page.key("cpu"), "a", "cpu")
    assert store.get(page.key("gpu"), "a", "gpu") is None


def test_force_runs_a_page_for_a_gpu_on_the_cpu_again(store: Store, executor: CpuOnly) -> None:
    page = make_notebook_page("a", "1", device="gpu")
    for _ in range(2):
        make_resolver(store, Policy.CPU).resolve([page], force=True)
    assert executor.ran == [("a", "gpu"), ("a", "cpu")] * 2


@pytest.mark.parametrize("policy", [Policy.SKIP, Policy.STALE, Policy.ERROR])
def test_a_page_for_a_gpu_is_never_run_here_unasked(
    policy: Policy, store: Store, executor: CpuOnly
) -> None:
    with pytest.raises(ExecutionError) if policy is Policy.ERROR else nullcontext():
        make_resolver(store, policy).resolve([make_notebook_page("a", "1", device="gpu")])
    assert executor.ran == [("a", "gpu")]


def test_none_runs_nothing_at_all(store: Store, executor: CpuOnly) -> None:
    page = make_notebook_page("a", "1")
    found = make_resolver(store, Policy.CPU, executor="none").resolve([page])["a"]
    assert found.state is OutputState.MISSING
    assert found.reason is not None
    assert "nothing is run here" in found.reason.error
    assert executor.ran == []


def test_a_missing_input_costs_its_page_alone(store: Store, executor: CpuOnly) -> None:
    pages = [make_notebook_page("a", "1", problems=("it is gone",)), make_notebook_page("b", "2")]
    found = make_resolver(store, Policy.STALE).resolve(pages)
    assert (found["a"].state, found["b"].state) == (OutputState.MISSING, OutputState.FRESH)
    assert executor.ran == [("b", "cpu")]


def test_a_damaged_result_is_told_and_made_again(store: Store, executor: CpuOnly) -> None:
    page = make_notebook_page("a", "1")
    told: list[str] = []
    make_resolver(store, Policy.ERROR).resolve([page])
    store.path("a", "cpu").write_text("{")
    found = make_resolver(store, Policy.ERROR, told.append).resolve([page])["a"]
    assert found.state is OutputState.FRESH
    assert "cannot be read" in told[0]
    assert json.loads(store.path("a", "cpu").read_text())["cells"]


def test_a_result_that_somebody_edited_is_not_believed(store: Store, executor: CpuOnly) -> None:
    page = make_notebook_page("a", "print('1')")
    told: list[str] = []
    make_resolver(store, Policy.ERROR).resolve([page])
    path = store.path("a", "cpu")
    path.write_text(path.read_text().replace("print('1')", "print(1)"))
    assert (
        make_resolver(store, Policy.ERROR, told.append).resolve([page])["a"].state
        is OutputState.FRESH
    )
    assert "its code is not that of the page" in told[0]
    assert len(executor.ran) == 2


def test_a_folder_that_cannot_be_written_costs_a_warning(
    store: Store, executor: CpuOnly, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    store.folder.parent.mkdir(exist_ok=True)
    store.folder.write_text("a file where the folder should be")
    found = make_resolver(store, Policy.ERROR, told.append).resolve([make_notebook_page("a", "1")])[
        "a"
    ]
    assert found.state is OutputState.FRESH
    assert found.stored is not None
    assert found.stored.path.is_file()
    assert "cannot be stored" in told[0]


def test_an_executor_that_forgets_a_page_is_found_out(
    store: Store, executor: CpuOnly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CpuOnly, "run", lambda self, jobs, report: iter(()))
    found = make_resolver(store, Policy.STALE).resolve([make_notebook_page("a", "1")])["a"]
    assert found.reason is not None
    assert found.reason.error == "the executor forgot it"


def test_the_default_is_strict_where_nobody_looks() -> None:
    assert policy_of("auto", {}) is Policy.STALE
    assert policy_of("auto", {"CI": "true"}) is Policy.ERROR
    assert policy_of("auto", {"READTHEDOCS": "True"}) is Policy.ERROR
    assert policy_of("cpu", {"CI": "true"}) is Policy.CPU
