"""What is public changes on purpose only, and with a line in the changelog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.api_surface import surface

from sphinx_pedagogy import api

if TYPE_CHECKING:
    from collections.abc import Callable

SURFACE = Path(__file__).with_name("api_surface.txt")
REMEDY = (
    "what is public has changed: add a fragment to docs/changes/ (docs/reference/stability.md says "
    "what may go, and how), then run `pytest tests/test_api_surface.py --gold-update`"
)


def test_what_is_public_is_what_was_public(check_gold: Callable[[Path, str], None]) -> None:
    try:
        check_gold(SURFACE, surface())
    except AssertionError as error:
        pytest.fail(f"{REMEDY}\n{error}")


def test_a_former_name_still_works_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api.FORMER, "Desk", ("AssemblyContext", "9.9"))
    told = r"sphinx_pedagogy\.api\.Desk is deprecated and goes in version 9\.9: use .*Context"
    with pytest.warns(api.PedagogyDeprecationWarning, match=told) as caught:
        assert api.Desk is api.AssemblyContext
    assert caught[0].filename == __file__


def test_what_never_was_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'NeverWas'"):
        _ = api.NeverWas


def test_former_names_lead_somewhere() -> None:
    assert all(instead in api.__all__ for instead, _gone in api.FORMER.values())
    assert not api.FORMER.keys() & set(api.__all__)
