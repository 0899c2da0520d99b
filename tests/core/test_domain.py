"""What the domain keeps of each document."""

from __future__ import annotations

import pickle
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from sphinx_pedagogy.core.domain import PedagogyDomain
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def problem(docname: str, line: int | None, text: str = "x") -> Diagnostic:
    return Diagnostic(code=Subtype.OPTION, place=Place(docname, line), text=text)


@pytest.fixture
def domain() -> PedagogyDomain:
    env = SimpleNamespace(domaindata={})
    return PedagogyDomain(cast("BuildEnvironment", env))


def test_problems_come_by_document_and_line(domain: PedagogyDomain) -> None:
    for docname, line in (("b", 1), ("a", 9), ("a", 2), ("a", None)):
        domain.add_problem(problem(docname, line))
    order = [(found.place.document, found.place.line) for found in domain.all_problems()]
    assert order == [("a", None), ("a", 2), ("a", 9), ("b", 1)]


def test_a_problem_is_kept_once(domain: PedagogyDomain) -> None:
    domain.add_problem(problem("a", 1))
    domain.add_problem(problem("a", 1))
    domain.add_problem(problem("a", 1, "another"))
    assert len(list(domain.all_problems())) == 2


def test_a_document_is_forgotten(domain: PedagogyDomain) -> None:
    domain.add_problem(problem("a", 1))
    domain.add_problem(problem("b", 1))
    domain.clear_doc("a")
    domain.clear_doc("never read")
    assert [found.place.document for found in domain.all_problems()] == ["b"]


def test_a_worker_brings_only_its_documents(domain: PedagogyDomain) -> None:
    domain.add_problem(problem("a", 1, "ours"))
    problems = {"a": [problem("a", 1, "stale")], "b": [problem("b", 1)]}
    theirs = {"pages": {}, "audits": {}, "problems": problems}
    domain.merge_domaindata({"b", "c"}, theirs)
    assert [found.text for found in domain.all_problems()] == ["ours", "x"]


def test_two_environments_share_nothing(domain: PedagogyDomain) -> None:
    domain.add_problem(problem("a", 1))
    env = cast("BuildEnvironment", SimpleNamespace(domaindata={}))
    assert list(PedagogyDomain(env).all_problems()) == []


def test_what_is_stored_can_be_pickled(domain: PedagogyDomain) -> None:
    domain.add_problem(problem("a", 1))
    assert pickle.loads(pickle.dumps(domain.data)) == domain.data  # noqa: S301
