"""What executors of plugins raise or yield amiss: an outcome that names them, and no dump."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest
from tests.execute.sample_pages import make_job, make_settings, page

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors import choice
from sphinx_pedagogy.execute.executors.answers import answers_of
from sphinx_pedagogy.execute.executors.choice import make_executor
from sphinx_pedagogy.execute.jobs import JobStatus, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.execute.sample_pages import Make

PLUGIN = """
from dataclasses import replace
from sphinx_pedagogy.api import JobStatus, Outcome, PedagogyError

closed = []

class Good:
    def __init__(self, settings):
        pass
    def run(self, jobs, report):
        try:
            for job in jobs:
                yield from self.answers(job)
        finally:
            closed.append(type(self).__name__)
    def answers(self, job):
        yield job, Outcome(JobStatus.DONE, notebook=job.notebook)

class NoSettings(Good):
    def __init__(self):
        pass

class Raises(Good):
    def answers(self, job):
        raise KeyError("gone\\nfor good")

class Refuses(Good):
    def answers(self, job):
        raise PedagogyError("no licence here")

class NoRun:
    def __init__(self, settings):
        pass

class ReturnsNone(Good):
    def run(self, jobs, report):
        return None

class Forgets(Good):
    def answers(self, job):
        return ()

class NoPair(Good):
    def answers(self, job):
        yield 3

class OnlyOutcome(Good):
    def answers(self, job):
        yield Outcome(JobStatus.DONE, notebook=job.notebook)

class Stranger(Good):
    def answers(self, job):
        yield replace(job, name="stranger"), Outcome(JobStatus.LOST)

class NoNotebook(Good):
    def answers(self, job):
        yield job, Outcome(JobStatus.DONE)

class NoJson(Good):
    def answers(self, job):
        yield job, Outcome(JobStatus.DONE, notebook="no json")

class NoCells(Good):
    def answers(self, job):
        yield job, Outcome(JobStatus.DONE, notebook="{}")

class OddOutput(Good):
    def answers(self, job):
        odd = job.notebook.replace('"outputs": []', '"outputs": [{"text": "4"}]')
        yield job, Outcome(JobStatus.DONE, notebook=odd)

class OddStatus(Good):
    def answers(self, job):
        yield job, Outcome("done", notebook=job.notebook)

class OddFiles(Good):
    def answers(self, job):
        yield job, Outcome(JobStatus.DONE, notebook=job.notebook, files={"a": "b"})
"""
FLAWS = {
    "NoSettings": "failed: TypeError: NoSettings.__init__() takes 1 positional argument",
    "Missing": "failed: AttributeError: module 'odd_executors' has no attribute 'Missing'",
    "Raises": "failed: KeyError: 'gone\\nfor good'; tell its author",
    "NoRun": "failed: AttributeError: 'NoRun' object has no attribute 'run'",
    "ReturnsNone": "failed: TypeError: 'NoneType' object is not iterable",
    "Forgets": ": it forgot the page",
    "NoPair": ": it yields 3, which is no pair of a job and an outcome",
    "OnlyOutcome": ": it yields Outcome(",
    "Stranger": ': it yields an outcome for "stranger", which is none of the jobs left',
    "NoNotebook": "yields an outcome that is done, and has no notebook",
    "NoJson": "yields an outcome whose notebook cannot be read: ",
    "NoCells": "yields an outcome whose notebook cannot be read: ",
    "OddOutput": "yields an outcome whose notebook cannot be read: ",
    "OddStatus": "yields an outcome with the status 'done', which is no JobStatus",
    "OddFiles": "yields an outcome whose files are no bytes",
}


@pytest.fixture(autouse=True)
def executors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Entry points of executors in which something is wrong."""
    (tmp_path / "odd_executors.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    names = {*FLAWS, "Good", "Refuses"}
    found = [EntryPoint(name, f"odd_executors:{name}", choice.GROUP) for name in names]
    found.append(EntryPoint("nowhere", "no_such_package:X", choice.GROUP))
    monkeypatch.setattr(choice, "entry_points", lambda group: found)


def answers(name: str) -> list[tuple[str, Outcome]]:
    jobs = [make_job("a", "1"), make_job("b", "2")]
    settings = make_settings(executor=name)

    def report(_progress: object) -> None:
        """Show nothing."""

    found = answers_of(name, lambda: make_executor(settings, jobs), jobs, report)
    return [(job.name, outcome) for job, outcome in found]


def test_what_is_right_passes() -> None:
    assert [(name, one.status) for name, one in answers("Good")] == [
        ("a", JobStatus.DONE),
        ("b", JobStatus.DONE),
    ]


@pytest.mark.parametrize("name", FLAWS)
def test_each_page_is_told_who_is_at_fault(name: str) -> None:
    found = answers(name)
    assert [page for page, _outcome in found] == ["a", "b"]
    for _page, outcome in found:
        assert outcome.status is JobStatus.NO_ENGINE
        assert outcome.error.startswith(f'the executor "{name}" (odd_executors:{name})')
        assert FLAWS[name].replace("\\n", " ") in outcome.error.replace("\\n", " ")
        assert "pedagogy_executor" in outcome.error
        assert "\n" not in outcome.error


def test_a_package_that_is_not_there() -> None:
    for _page, outcome in answers("nowhere"):
        assert "ModuleNotFoundError: No module named 'no_such_package'" in outcome.error


def test_who_refuses_says_so_in_its_own_words() -> None:
    with pytest.raises(ExecutionError, match=r"^no licence here$"):
        answers("Refuses")


def test_who_is_asked_no_more_is_closed() -> None:
    import odd_executors  # type: ignore[import-not-found]

    jobs = [make_job("a", "1"), make_job("b", "2")]
    made = odd_executors.Good({})
    running = answers_of("Good", lambda: made, jobs, print)
    next(running)
    odd_executors.closed.clear()
    running.close()
    assert odd_executors.closed == ["Good"]


@pytest.mark.parametrize("name", ["Raises", "NoSettings", "nowhere", "NoNotebook", "NoPair"])
def test_a_build_shows_the_page_and_warns(name: str, make: Make) -> None:
    [told] = make(page("6 * 7", prose="kept"), pedagogy_executor=name).build().warnings
    assert told.subtype == "pedagogy.execution"
    assert f'the executor "{name}" (' in told.text
