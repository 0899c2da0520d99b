"""A plugin's code is asked in each build: nothing that is stored tells whether it was edited."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Project

PLUGIN = """
import sphinx_pedagogy.api as api

class Version(api.Rule):
    id, summary, rationale = "version-of-code", "F.", "W."
    severity = api.Severity.WARNING
    def on_course(self, context):
        for name, _facts in context.pages():
            yield self.report(context.catalogue.course.lessons[0].place, "RULE {version}")

def shown(context):
    return [api.Paragraph(("VIEW {version}",))]

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    api.add_rule(app, Version)
    api.add_view(app, api.ViewSpec(name="version", render=shown, static=True))
    api.add_exporter(
        app, api.Exporter(file="version.txt", help="V.", render=lambda reader: "FILE {version}")
    )
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""
AUDIT = {"pedagogy_audit": {"*": "off", "version-of-code": "warning"}}
LESSON = (
    "# Heaps\n\n:::{lesson} 1.1\nx\n:::\n\n:::{concept} Heap\nA tree.\n:::\n\n:::{version}\n:::\n"
)


@pytest.fixture
def project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A course of one lesson with a plugin that says its version."""
    made = make_project({"index.md": LESSON}, extensions=["edited_plugin"], **AUDIT)
    monkeypatch.syspath_prepend(made.root)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return made


def edit(project: Project, version: str) -> None:
    """Write the plugin, and let the next build import it anew."""
    project.write({"edited_plugin.py": PLUGIN.format(version=version)})
    sys.modules.pop("edited_plugin", None)
    importlib.invalidate_caches()


def test_what_is_edited_is_asked_anew_though_no_page_has_changed(project: Project) -> None:
    for version in ("one", "two"):
        edit(project, version)
        built = project.build()
        assert [one.text for one in built.warnings if "RULE" in one.text] == [f"RULE {version}"]
        assert f"VIEW {version}" in built.text()
        assert built.read("version.txt") == f"FILE {version}"


def test_what_stays_the_same_writes_no_page(project: Project) -> None:
    edit(project, "one")
    project.build()
    page = project.root / "_build" / "html" / "index.html"
    before = page.stat().st_mtime_ns
    again = project.build()
    assert [one.text for one in again.warnings if "RULE" in one.text] == ["RULE one"]
    assert page.stat().st_mtime_ns == before
