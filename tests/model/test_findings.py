"""The one class for all that is wrong, and the names that it had."""

from __future__ import annotations

import pickle

import pytest

from sphinx_pedagogy import api
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Related

FOUND = Diagnostic(
    code="fading", place=Place("a", 3), text="It fades.", related=(Related(Place("b"), "here"),)
)


def test_equal_ones_are_one_also_from_another_process() -> None:
    again = pickle.loads(pickle.dumps(FOUND))  # noqa: S301 (it was written a moment ago)
    assert len({FOUND, again}) == 1


def test_it_is_active_until_a_comment_suppresses_it() -> None:
    assert FOUND.is_active
    assert not Diagnostic(code="x", place=Place("a"), text="", suppressed="why").is_active


@pytest.mark.parametrize(("former", "now"), [("rule", FOUND.code), ("finding", FOUND)])
def test_former_attributes_still_work_with_a_warning(former: str, now: object) -> None:
    with pytest.warns(api.PedagogyDeprecationWarning, match=rf"\.{former} is deprecated") as told:
        assert getattr(FOUND, former) == now
    assert told[0].filename == __file__


def test_the_former_class_is_the_one_of_today() -> None:
    with pytest.warns(api.PedagogyDeprecationWarning, match="use sphinx_pedagogy.api.Diagnostic"):
        assert getattr(api, "Finding") is Diagnostic  # noqa: B009 (type checkers know it)
