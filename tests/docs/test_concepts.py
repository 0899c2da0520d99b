"""The manual's pages about concepts: its views, its small course, and the program that reads it."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx import locale

from sphinx_pedagogy.audit.audit_views import VIEWS as AUDIT_VIEWS
from sphinx_pedagogy.concepts.views import VIEWS as SPECS
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.core.nodes import CATALOG
from sphinx_pedagogy.core.view import FILTERS, ViewContext
from sphinx_pedagogy.plans.plan_views import VIEWS as PLAN_VIEWS
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built

VIEWS = {spec.name: spec for spec in (*SPECS, *AUDIT_VIEWS, *PLAN_VIEWS) if not spec.internal}
DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "views.md").read_text(encoding="utf-8")
PROGRAM = DOCS / "snippets" / "gaps.py"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The manual's small course as a project of its own, fading as in the manual."""
    root = tmp_path_factory.mktemp("manual") / "course"
    files = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "course").glob("*")}
    return Project(root, files, pedagogy_fading_after=3).build()


class Asked(dict[str, str]):
    """Arguments of a view that remember which of them it asked for."""

    def __init__(self, **given: str) -> None:
        """Begin with nothing asked."""
        super().__init__(given)
        self.names: set[str] = set()

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Return an argument, and remember."""
        self.names.add(name)
        return super().get(name, default)


def test_every_view_has_its_facts_and_a_live_example() -> None:
    assert re.findall(r"^```\{view-facts\} (\S+)$", PAGE, re.MULTILINE) == list(VIEWS)
    examples = PAGE[PAGE.index("\n## ") :]
    for name in VIEWS:
        shown = re.findall(rf"^:::\{{{name}\}}(.*\n(?::[^:].*\n)*):::$", examples, re.MULTILINE)
        live = shown[1::2]
        assert shown[::2] == live, f"{name}: what is written is not what is shown"
        assert live, name


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_takes_the_options_that_it_asks_for(view: str, course: Built) -> None:
    locale.init([], "en", CATALOG)
    catalogue, scale = catalogue_of(course.env), scale_of(course.env.config)
    domain = domain_of(course.env)
    subject = VIEWS[view].subject
    given = {"lesson": "merge-sort", "concept": "merge", "module": "1.2"}
    asked: set[str] = set()
    for arguments in ({}, {subject: given[subject]} if subject else {}):
        asked |= (heard := Asked(**arguments)).names
        VIEWS[view].render(
            ViewContext(
                catalogue=catalogue,
                scale=scale,
                docname="index",
                arguments=heard,
                diagnostics=domain.diagnostics,
                enabled_rules=domain.enabled_rules,
            )
        )
        asked |= heard.names
    assert sorted(asked - {subject}) == sorted(VIEWS[view].filters)
    assert asked - {subject} <= set(FILTERS)


def test_the_small_course_deserves_no_warning(course: Built) -> None:
    assert course.warnings == []


def test_the_small_course_has_what_the_manual_says_of_it(course: Built) -> None:
    asked = course.text("1-2-4-merge-sort")
    assert "Merge ( developed ) ok" in asked or "Merge (developed) ok" in asked
    assert "last used 4 lessons ago, recapped here" in asked
    assert "missing" in asked
    assert "growth rate (later)" in course.text("1-2-2-insertion-sort")


def test_the_program_prints_what_the_manual_shows(course: Built) -> None:
    lines = PROGRAM.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line and not line.startswith('"')]) <= 10
    found = subprocess.run(
        [sys.executable, str(PROGRAM), str(course.outdir / "curriculum.json")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.replace("1-2-4", "course/1-2-4") == PROGRAM.with_suffix(".txt").read_text(
        encoding="utf-8"
    )


def test_the_tables_of_the_schema_are_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(DOCS / "_ext")
    manual = importlib.import_module("manual")
    page = (DOCS / "reference" / "curriculum-json.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```\{schema-table\} (\S+)$", page, re.MULTILINE)
    assert shown == ["curriculum", *manual.json.loads(manual.SCHEMA.read_text("utf-8"))["$defs"]]
