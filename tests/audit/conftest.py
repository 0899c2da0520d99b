"""The small course, the command line, and what single rules find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from tests.small_course import course, read_once, run

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.testing import MakeProject

__all__ = ["course", "findings", "read_once", "run"]


class Findings(Protocol):
    """Builds pages, and returns what some rules find on them: ``page:line text``."""

    def __call__(self, files: Mapping[str, str], *rules: str) -> list[str]:
        """Ask no rule but those."""


@pytest.fixture
def findings(make_project: MakeProject) -> Findings:
    """Return the function."""

    def find(files: Mapping[str, str], *rules: str) -> list[str]:
        conf = {"*": "off"} | dict.fromkeys(rules, "warning")
        project = make_project({"index.md": "# Index", **files}, pedagogy_audit=conf)
        return [
            f"{one.place.document}:{one.place.line or ''} {one.text}"
            for one in domain_of(project.build("dummy").env).diagnostics
            if not one.suppressed
        ]

    return find
