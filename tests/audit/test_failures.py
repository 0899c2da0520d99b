"""What plugins raise: a warning with its place, an exit code, and a build that goes on."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft4Validator

if TYPE_CHECKING:
    from tests.small_course import Run

    from sphinx_pedagogy.testing import MakeProject, Project

SARIF = Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json"
PLUGIN = """
from docutils import nodes
import sphinx_pedagogy.api as api

class OfPages(api.Rule):
    id, summary, rationale = "of-pages", "F.", "W."
    def on_page(self, page):
        yield self.report(page.place(1), "before it failed")
        if page.docname == "a":
            raise KeyError("no such\\nthing")

class OfCourses(api.Rule):
    id, summary, rationale = "of-courses", "F.", "W."
    def on_course(self, site):
        raise RuntimeError

class NoFindings(api.Rule):
    id, summary, rationale = "no-findings", "F.", "W."
    def on_course(self, site):
        yield 3

class SpeaksForOthers(api.Rule):
    id, summary, rationale = "speaks-for-others", "F.", "W."
    def on_course(self, site):
        yield self.report(api.Place("b", 3), "its own")
        yield api.Diagnostic(code="fading", place=api.Place("b", 3), text="another's")

class KeepsCode(api.Rule):
    id, summary, rationale = "keeps-code", "F.", "W."
    def on_page(self, page):
        return ()
    def collect(self, page):
        if page.docname == "a":
            yield lambda: 1

class ReturnsNothing(api.Rule):
    id, summary, rationale = "returns-nothing", "F.", "W."
    def on_page(self, page):
        return None if page.docname == "a" else ()
    def collect(self, page):
        return None if page.docname == "b" else ()

def assemble(node, desk):
    node.clear()
    node.options.clear()
    node += nodes.paragraph("", "ASSEMBLED")
    node.options["missing"]

def convert(text):
    return {}[text]

RULES = (OfPages, OfCourses, NoFindings, SpeaksForOthers, KeepsCode, ReturnsNothing)

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    for rule in RULES:
        api.add_rule(app, rule)
    api.add_view(app, api.ViewSpec(name="broken-view", render=lambda context: [1 / 0]))
    options = (api.Option("odd", "Odd.", convert),)
    block = api.BlockSpec(name="broken", help="B.", options=options, assemble=assemble)
    api.add_block(app, block)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
PAGES = {
    "index.md": "# Course\n\n```{toctree}\na\nb\n```\n",
    "a.md": "# A\n\n:::{broken-view}\n:::\n\n::::{broken} Title\n:odd: 3\n\nkept\n\n"
    ":::{insight} inner-title\ninner-text\n:::\n::::\n",
    "b.md": "# B\n\n{concept}`nope`\n",
}
RULES = (
    *("of-pages", "of-courses", "no-findings", "speaks-for-others", "keeps-code"),
    "returns-nothing",
)
FAILED = [
    ("a.md", None, "the rule \"of-pages\" of failing_plugin failed: KeyError: 'no such\\nthing'"),
    ("a.md", None, 'the rule "keeps-code" of failing_plugin failed: '),
    ("a.md", None, 'the rule "returns-nothing" of failing_plugin failed: TypeError'),
    ("a.md", 6, 'the assembler of the block "broken" of failing_plugin failed: KeyError'),
    ("b.md", None, 'the rule "returns-nothing" of failing_plugin failed: TypeError'),
    ("", None, 'the rule "of-courses" of failing_plugin failed: RuntimeError; tell its author'),
    ("", None, 'the rule "no-findings" of failing_plugin failed: TypeError: it yields 3'),
    ("", None, 'the rule "speaks-for-others" of failing_plugin failed: TypeError: it yields a '),
    ("a.md", 3, 'the view "broken-view" of failing_plugin failed: ZeroDivisionError'),
]


@pytest.fixture
def project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A course with a plugin in which everything fails."""
    audit = {"*": "off", "unknown": "error", **dict.fromkeys(RULES, "warning")}
    made = make_project(PAGES, extensions=["failing_plugin"], pedagogy_audit=audit)
    made.write({"failing_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(made.root)
    return made


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_that_fails_is_a_warning_and_comes_back(project: Project, jobs: int) -> None:
    for _time in range(2):
        built = project.build(jobs=jobs)
        failed = [one for one in built.warnings if one.subtype == "pedagogy.failure"]
        assert [(one.path, one.line) for one in failed] == [one[:2] for one in FAILED]
        for one, (_path, _line, text) in zip(failed, FAILED, strict=True):
            assert one.text.startswith(text)
        others = {one.subtype for one in built.warnings} - {"pedagogy.failure"}
        assert others == {
            *("pedagogy.of-pages", "pedagogy.speaks-for-others"),
            *("pedagogy.unknown", "pedagogy.option"),
        }
        assert "ASSEMBLED" not in built.text("a")
        for word in ("Title", "kept", "inner-title", "inner-text"):
            assert built.text("a").count(word) == 1


def test_a_rule_that_speaks_for_another_is_told_how_to_speak_for_itself(project: Project) -> None:
    texts = [one.text for one in project.build().warnings]
    assert "its own" in texts
    [told] = [text for text in texts if '"speaks-for-others"' in text]
    assert 'a finding with the code "fading"' in told
    assert "yield what report() returns" in told


def test_a_rule_that_is_off_may_fail(project: Project) -> None:
    project.build()
    project.configure(pedagogy_audit={"*": "off"})
    texts = [one.text for one in project.build().warnings]
    assert not [text for text in texts if "the rule" in text]


def test_what_was_mended_is_asked_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build()
    module = importlib.import_module("failing_plugin")
    for rule in module.RULES:
        for method in ("on_page", "on_course", "collect"):
            monkeypatch.setattr(rule, method, lambda self, _seen: ())
    built = project.build()
    assert not [one.text for one in built.warnings if "the rule" in one.text]


def test_the_command_says_so(project: Project, run: Run) -> None:
    for _time in range(2):  # the second time no page has changed
        said = run("audit", project.root, "--fail-on", "never")
        assert said.code == 2
        assert "8 failures of rules or blocks" in said.out
        assert "KeyError" in said.err
        assert "Traceback" not in said.err
    facts = json.loads(run("audit", project.root, "--format", "json").out)
    assert [one["document"] for one in facts["failed"]] == ["a", "a", "a", "a", "b", "", "", ""]
    sarif = json.loads(run("audit", project.root, "--format", "sarif").out)
    Draft4Validator(json.loads(SARIF.read_text("utf-8"))).validate(sarif)
    [told] = sarif["runs"][0]["invocations"]
    assert told["executionSuccessful"] is False
    assert len(told["toolExecutionNotifications"]) == 8


def test_a_comment_is_not_called_idle_because_its_rule_failed(project: Project) -> None:
    project.write({"b.md": "# B\n\n% audit: ignore[of-courses] as agreed\nText.\n"})
    assert not [one for one in project.build().warnings if one.subtype == "pedagogy.ignore"]
