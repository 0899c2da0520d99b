"""The small course of `tests/roots/concepts`, and ways to build and compare it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

ROOT = Path(__file__).parents[1] / "roots" / "concepts"


@pytest.fixture
def course(make_project: MakeProject) -> Project:
    """A fresh copy of the course."""
    return make_project(ROOT)


@pytest.fixture(scope="session")
def course_html(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course as it is, built as HTML once. Do not change it."""
    return Project(tmp_path_factory.mktemp("course"), ROOT).build()
