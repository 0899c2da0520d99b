"""Two versions of the rules are compared finding by finding."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.audit import compare as command
from tests.audit.compare import Excerpts, Found, compare, findings_of
from tests.audit.corpus.versions import courses_in, exported

if TYPE_CHECKING:
    from pathlib import Path

ONE = Found("c", "a.md", 3, "quantity", "note", "3 here, 4 there", "f1")


def kinds(before: list[Found], after: list[Found]) -> list[str]:
    return [change.kind for change in compare(before, after)]


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (ONE, "same"),
        (replace(ONE, fingerprint="another algorithm"), "same"),
        (replace(ONE, severity="warning"), "reweighed"),
        (replace(ONE, text="other words"), "reworded"),
        (replace(ONE, line=9, text="5 here, 6 there"), "reworded"),
    ],
)
def test_a_finding_is_known_again(after: Found, kind: str) -> None:
    assert kinds([ONE], [after]) == [kind]


@pytest.mark.parametrize(
    "after",
    [
        replace(ONE, rule="style"),
        replace(ONE, file="b.md"),
        replace(ONE, course="d"),
        replace(ONE, line=9, text="x"),
    ],
)
def test_another_finding_is_new_and_the_old_one_gone(after: Found) -> None:
    assert sorted(kinds([ONE], [after])) == ["gone", "new"]


def test_each_finding_is_paired_once() -> None:
    assert sorted(kinds([ONE, ONE, ONE], [ONE])) == ["gone", "gone", "same"]
    moved = replace(ONE, text="other")
    assert sorted(kinds([ONE, moved], [moved, ONE, moved])) == ["new", "same", "same"]


def report(*texts: str, silenced: str = "") -> dict[str, Any]:
    findings = [
        {
            "file": "a.md",
            "line": 3,
            "rule": "style",
            "severity": "note",
            "text": text,
            "silenced": silenced,
            "fingerprint": text,
        }
        for text in texts
    ]
    return {"findings": findings, "failed": []}


def test_what_is_silenced_is_not_compared_and_what_failed_is() -> None:
    assert not list(findings_of("c", report("a", silenced="because")))
    failed = {**report(), "failed": [{"document": "a", "text": "rule x failed"}]}
    (one,) = findings_of("c", failed)
    assert (one.rule, one.severity, one.text) == ("failed", "error", "rule x failed")


def test_kept_reports_are_compared_with_places_and_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = tmp_path / "courses" / "tea"
    course.mkdir(parents=True)
    (course / "conf.py").touch()
    (course / "a.md").write_text("# T\n\nAn em — dash.\n", encoding="utf-8")
    (course / "a.md.lines").write_text("1 2 7\n", encoding="utf-8")
    for side, texts in (("then", ["a", "b"]), ("now", ["b", "c", "d"])):
        (tmp_path / side).mkdir()
        for name in ("tea", "not-asked"):
            file = tmp_path / side / f"{name}.json"
            file.write_text(json.dumps(report(*texts)), encoding="utf-8")
    sides = ["--before", str(tmp_path / "then"), "--after", str(tmp_path / "now")]
    assert command.main([*sides, str(tmp_path / "courses")]) == 1
    shown = capsys.readouterr().out
    assert (
        "reworded: tea/a.md:3 (author's line 7)\n    | An em — dash.\n"
        "    - note style: a\n    + note style: c\n"
    ) in shown
    assert "new: tea/a.md:3 (author's line 7)" in shown
    (total,) = (line.split() for line in shown.splitlines() if line.startswith("all "))
    assert total[1:] == ["2", "3", "0", "1", "1", "0", "1"]
    assert command.main([*sides, "--rule", "quantity", str(course)]) == 0


def test_courses_are_found_in_a_folder_and_alone(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "conf.py").touch()
    assert courses_in([tmp_path]) == [tmp_path / "a", tmp_path / "b"]
    assert courses_in([tmp_path / "a"]) == [tmp_path / "a"]


PLUGIN = """\
from sphinx_pedagogy.api import Rule, add_rule


class Kettles(Rule):
    id = "kettles"
    summary = "A page."
    rationale = "It boils."

    def on_page(self, page):
        yield self.report(page.place(page.find("lesson")[0]), "{said}")


def setup(app):
    app.setup_extension("sphinx_pedagogy")
    add_rule(app, Kettles)
"""


def test_two_checkouts_of_a_plugin_are_asked_with_their_own_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for side in ("then", "now"):
        (tmp_path / side / "src").mkdir(parents=True)
        file = tmp_path / side / "src" / "kettle_rules.py"
        file.write_text(PLUGIN.format(said=f"it boils {side}"), encoding="utf-8")
    course = tmp_path / "tea"
    course.mkdir()
    (course / "conf.py").write_text('extensions = ["myst_nb", "kettle_rules"]\n', "utf-8")
    (course / "index.md").write_text("# T\n\n```{lesson} 1.1.1\n```\n", "utf-8")
    sides = ["--before", str(tmp_path / "then"), "--after", str(tmp_path / "now")]
    assert command.main([*sides, "--keep", str(tmp_path / "kept"), str(course)]) == 1
    shown = capsys.readouterr().out
    assert "    - warning kettles: it boils then\n    + warning kettles: it boils now\n" in shown
    kept = json.loads((tmp_path / "kept" / "tea.json").read_text("utf-8"))
    assert "it boils now" in [one["text"] for one in kept["findings"]]


def test_a_revision_is_exported_from_git(tmp_path: Path) -> None:
    source = exported("HEAD", tmp_path / "code")
    assert (source / "sphinx_pedagogy" / "__init__.py").is_file()
    with pytest.raises(SystemExit, match="no revision"):
        exported("no-such-revision", tmp_path / "more")


def test_a_finding_without_a_line_has_no_excerpt(tmp_path: Path) -> None:
    excerpts = Excerpts([tmp_path])
    assert excerpts.line(replace(ONE, course=tmp_path.name, line=0)) == ""
    assert excerpts.origin(ONE) == 0
