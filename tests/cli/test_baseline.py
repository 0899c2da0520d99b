"""`sphinx-pedagogy audit --baseline`: what stands today fails nothing, and may only get less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from sphinx_pedagogy.audit.report.baseline import Baseline
from sphinx_pedagogy.audit.report.baseline_file import baseline_text
from sphinx_pedagogy.audit.report.identity import digest
from sphinx_pedagogy.audit.report.report import BaselineEntry
from sphinx_pedagogy.audit.report.report_json import SCHEMA, report_facts, report_of
from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.small_course import Run

    from sphinx_pedagogy.testing import Project

SARIF = Path(__file__).parents[1] / "audit" / "sarif" / "sarif-schema-2.1.0.json"
LATNET = "# Notes\n\nSee {concept}`latnet`.\n"


@pytest.fixture
def known(course: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The baseline of the small course, which is the current folder."""
    monkeypatch.chdir(course.root)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    said = run("audit", "--write-baseline", "known.json")
    assert (said.code, said.err) == (0, "known.json: 5 findings written down\n")
    assert summary(said.out) == "3 lessons: nothing new (5 in the baseline, 1 silenced)"
    return course.root / "known.json"


def summary(out: str) -> str:
    return out.splitlines()[-1]


def rows(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["findings"]
    return found


def test_what_stands_there_fails_nothing(known: Path, run: Run) -> None:
    assert run("audit").code == 1
    said = run("audit", "--baseline", known, "--fail-on", "note")
    assert (said.code, said.err) == (0, "")
    assert summary(said.out) == "3 lessons: nothing new (5 in the baseline, 1 silenced)"


def test_lines_may_move(known: Path, course: Project, run: Run) -> None:
    course.write({"notes.md": "# Notes\n\nMore.\n\nSee {concept}`latnet`.\n"})
    assert run("audit", "--baseline", known).code == 0


def test_what_is_new_is_listed_alone(known: Path, course: Project, run: Run) -> None:
    course.write({"notes.md": f"{LATNET}\n{{concept}}`pixle`\n"})
    said = run("audit", "--baseline", known)
    assert said.code == 1
    assert said.out.startswith("notes\n  notes.md:5: warning [unknown]\n    ")
    assert summary(said.out) == "3 lessons: 1 warning (5 in the baseline, 1 silenced)"
    [line] = run("audit", "--baseline", known, "--format", "lines").out.splitlines()
    assert line.startswith("notes.md:5: warning: ")
    facts = json_of(run, known)
    assert facts["summary"] == {"error": 0, "warning": 1, "note": 0, "silenced": 1, "baseline": 5}
    assert states(facts) == ["new", "new", *["unchanged"] * 5]  # one of them is silenced


@pytest.mark.parametrize(
    ("fail_on", "weight", "code"),
    [
        ("note", "note", 1),
        ("warning", "note", 0),
        ("warning", "warning", 1),
        ("error", "warning", 0),
        ("error", "error", 1),
        ("never", "error", 0),
    ],
)
def test_what_is_new_decides(
    fail_on: str, weight: str, code: int, known: Path, course: Project, run: Run
) -> None:
    course.write({"notes.md": f"{LATNET}\n{{concept}}`pixle`\n"})
    setting = ("-D", f"pedagogy_audit.unknown={weight}")
    assert run("audit", "--baseline", known, "--fail-on", fail_on, *setting).code == code


def test_one_more_of_the_same_is_new(known: Path, course: Project, run: Run) -> None:
    course.write({"notes.md": f"{LATNET}\nAnd {{concept}}`latnet`.\n"})
    said = run("audit", "--baseline", known)
    assert said.code == 1
    assert "  notes.md:5: " in said.out
    assert "  notes.md:3: " not in said.out
    known.unlink()
    run("audit", "--write-baseline", known)
    [both] = [one for one in rows(known) if one["rule"] == "unknown"]
    assert both["count"] == 2
    course.write({"notes.md": "# Notes\n"})
    assert "gone 2 times from" in run("audit", "--baseline", known).out


def test_what_is_gone_is_named(known: Path, course: Project, run: Run) -> None:
    course.write({"notes.md": "# Notes\n"})
    said = run("audit", "--baseline", known, "--fail-on", "note")
    assert said.code == 0
    assert said.out.startswith("known.json\n  known.json:7: note [unknown]\n    gone from ")
    assert (
        summary(said.out)
        == "3 lessons: nothing new (4 in the baseline, 1 gone from it, 1 silenced)"
    )
    assert '"latnet" is no concept' in said.out
    [line] = run("audit", "--baseline", known, "--format", "lines").out.splitlines()
    assert line.startswith('known.json:7: note: gone from "notes", so the baseline can shrink: ')
    [gone] = json_of(run, known)["gone"]
    assert (gone["rule"], gone["subject"], gone["line"]) == ("unknown", "notes", 7)


def test_to_write_it_again_only_takes_out(known: Path, course: Project, run: Run) -> None:
    before = known.read_text("utf-8").splitlines()
    course.write({"notes.md": "# Notes\n\n{concept}`pixle`\n"})
    said = run("audit", "--write-baseline", known)
    assert said.code == 1
    assert "  notes.md:3: " in said.out
    assert said.err == (
        f"{known}: 4 findings written down, 1 taken out, "
        "1 new not added: fix them, or delete the file first\n"
    )
    after = known.read_text("utf-8").splitlines()
    assert [one.rstrip(",") for one in after] == [
        one.rstrip(",") for one in before if "latnet" not in one
    ]
    course.write({"notes.md": LATNET})
    assert run("audit", "--baseline", known).code == 1  # what was mended must not come back


def test_the_file_is_the_same_in_any_order(known: Path, course: Project, run: Run) -> None:
    before = known.read_bytes()
    run("audit", "--write-baseline", known)
    assert known.read_bytes() == before
    last = (course.root / "1-1-1-pixels.md").read_text("utf-8").replace("1.1.1", "1.1.9")
    (course.root / "1-1-1-pixels.md").unlink()
    index = (course.root / "index.md").read_text("utf-8").replace("1-1-1-pixels\n", "")
    index = index.replace("notes\n", "1-1-9-pixels\nnotes\n")
    course.write({"1-1-9-pixels.md": last, "index.md": index})
    known.unlink()
    course.configure(pedagogy_audit={"*": "off", "scope": "note", "unknown": "warning"})
    run("audit", "--write-baseline", known)
    kept = [one for one in before.decode().splitlines() if "prerequisite" not in one]
    assert known.read_text("utf-8").splitlines() == kept
    assert [one["subject"] for one in rows(known)] == ["joint", "latents", "notes", "pixels"]
    assert json_of(run, known)["lessons"][-1]["slug"] == "pixels"


def test_no_findings_can_be_written_down(course: Project, run: Run) -> None:
    course.configure(pedagogy_audit={"*": "off"})
    file = course.root / "known.json"
    assert run("audit", course.root, "--write-baseline", file).code == 0
    assert rows(file) == []
    assert run("audit", course.root, "--baseline", file).code == 0


def test_what_is_silenced_can_leave_the_baseline(known: Path, course: Project, run: Run) -> None:
    course.write(
        {"notes.md": "# Notes\n\n% audit: ignore[unknown] a joke\nSee {concept}`latnet`.\n"}
    )
    assert "known.json:7: note [unknown]" in run("audit", "--baseline", known).out
    results = sarif_of(run, known)
    [joke] = [one for one in results if "suppressions" in one and one["ruleId"] == "unknown"]
    assert joke["baselineState"] == "unchanged"
    assert "absent" not in {one["baselineState"] for one in results}
    run("audit", "--write-baseline", known)
    course.write({"notes.md": LATNET})
    assert run("audit", "--baseline", known).code == 1


def test_what_is_silenced_does_not_take_the_place_of_what_is_known(
    known: Path, course: Project, run: Run
) -> None:
    silenced = "% audit: ignore[unknown] a joke\nSee {concept}`latnet`.\n"
    course.write({"notes.md": f"# Notes\n\n{silenced}\n## Below\n\nSee {{concept}}`latnet`.\n"})
    said = run("audit", "--baseline", known)
    assert said.code == 0
    assert summary(said.out) == "3 lessons: nothing new (5 in the baseline, 2 silenced)"


def test_warnings_of_others_that_were_not_asked_for_are_kept(
    known: Path, course: Project, run: Run
) -> None:
    known.unlink()
    course.write({"notes.md": f"{LATNET}\n{{ref}}`nowhere`\n"})
    run("audit", "--write-baseline", known)
    before = known.read_bytes()
    assert b'"ref.ref"' in before
    said = run("audit", "--findings-only", "--baseline", known)
    assert (said.code, said.out.count("gone")) == (0, 0)
    run("audit", "--findings-only", "--write-baseline", known)
    assert known.read_bytes() == before
    assert run("audit", "--baseline", known).code == 0


def test_a_rule_that_fails_takes_nothing_out(
    known: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(*_arguments: object) -> None:
        raise KeyError("x")

    before = known.read_bytes()
    [scope] = [rule for rule in BUILT_IN if rule.id == "scope"]
    monkeypatch.setattr(scope, "on_page", boom)
    said = run("audit", "--fresh", "--write-baseline", known)
    assert said.code == 2
    assert "gone" not in said.out
    assert f"{known}: not written, since findings may be missing\n" in said.err
    assert known.read_bytes() == before


# ── other programs ──────────────────────────────────────────────────────────────────


def json_of(run: Run, known: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("audit", "--baseline", known, "--format", "json").out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    assert report_facts(report_of(found)) == found
    return found


def states(facts: dict[str, Any]) -> list[str]:
    return sorted(one["baseline"] for one in facts["findings"])


def sarif_of(run: Run, known: Path) -> list[dict[str, Any]]:
    log = json.loads(run("audit", "--baseline", known, "--format", "sarif").out)
    Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(log)
    results: list[dict[str, Any]] = log["runs"][0]["results"]
    return results


def test_sarif_says_of_each_result_what_it_is(known: Path, course: Project, run: Run) -> None:
    plain = json.loads(run("audit", "--format", "sarif").out)["runs"][0]["results"]
    assert not any("baselineState" in one for one in plain)
    course.write({"notes.md": "# Notes\n\n{concept}`pixle`\n"})
    results = sarif_of(run, known)
    by_state = {
        state: [one for one in results if one["baselineState"] == state]
        for state in ("new", "unchanged", "absent")
    }
    assert sum(map(len, by_state.values())) == len(results)
    # three lessons lack the same, which is one result
    assert len(by_state["unchanged"]) == 2
    assert {one["ruleId"] for one in by_state["new"]} == {"unknown", "prerequisite"}
    [absent] = by_state["absent"]
    was = next(one for one in plain if "latnet" in one["message"]["text"])
    assert absent["partialFingerprints"] == was["partialFingerprints"]
    place = absent["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "known.json"
    assert "latnet" in place["region"]["snippet"]["text"]


def test_no_two_results_have_one_fingerprint(known: Path, course: Project, run: Run) -> None:
    course.write({"notes.md": f"{LATNET}\nAnd {{concept}}`latnet`.\n"})
    known.unlink()
    run("audit", "--write-baseline", known)
    course.write({"notes.md": LATNET})
    marks = [one["partialFingerprints"]["pedagogyFinding/v1"] for one in sarif_of(run, known)]
    assert len(set(marks)) == len(marks)


# ── mistakes ────────────────────────────────────────────────────────────────────────


def entry(text: str = "It has # words.") -> BaselineEntry:
    return BaselineEntry(code="r", subject="s", text=text, times=1, place=Place(""))


GOOD = baseline_text(Baseline([entry()]))
LINE = GOOD.splitlines()[3]


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (lambda text: text.replace("[", "<<<<<<< HEAD\n["), ":3", "it is no JSON"),
        (lambda text: text[:-20], ":4", "it is no JSON"),
        (lambda _text: "", ":1", "it is no JSON"),
        (lambda _text: "[" * 100_000, "", "nested too deeply"),
        (lambda _text: "[]", "", "no list of findings"),
        (lambda _text: '{"version": 1, "findings": 3}', "", "no list of findings"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "", "version is not 1"),
        (lambda text: text.replace(LINE, "3"), "", "finding 1: it has no fields"),
        (lambda text: text.replace('"count": 1', '"count": true'), "", 'no "count"'),
        (lambda text: text.replace('"count": 1', '"count": 0'), "", '"count" is below 1'),
        (lambda text: text.replace('"rule": "r", ', ""), "", 'no "rule"'),
        (lambda text: text.replace("words", "cells"), ":4", "that of another text"),
        (lambda text: text.replace(LINE, f"{LINE},\n{LINE}"), ":5", "finding 2 is there twice"),
    ],
)
def test_a_damaged_file_is_one_line(
    change: Callable[[str], str], line: str, message: str, course: Project, run: Run
) -> None:
    file = course.root / "known.json"
    file.write_text(change(GOOD), encoding="utf-8")
    for option in ("--baseline", "--write-baseline"):
        said = run("audit", course.root, option, file)
        assert (said.code, said.out) == (2, "")
        [told] = said.err.splitlines()
        assert told.startswith(f"sphinx-pedagogy: {file}{line}: this baseline is damaged, since ")
        assert message in told
        assert "delete it and write a new one" in told
    assert not (course.root / "_build").exists()  # it is told before the pages are read


def test_files_that_cannot_be_read(course: Project, run: Run) -> None:
    missing = course.root / "none.json"
    said = run("audit", course.root, "--baseline", missing)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"{missing}: there is no baseline; write one with --write-baseline" in said.err
    bad = course.root / "bad.json"
    bad.write_bytes(b"\xff\xfe")
    assert "it is no UTF-8" in run("audit", course.root, "--baseline", bad).err
    folder = run("audit", course.root, "--write-baseline", course.root)
    assert (folder.code, folder.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_fixes_have_no_baseline(option: str, course: Project, run: Run) -> None:
    said = run("audit", course.root, "--fix", option, "known.json")
    assert said.code == 2
    assert f"leave {option} out" in said.err


def test_only_one_of_the_two_is_asked_for(course: Project, run: Run) -> None:
    said = run("audit", course.root, "--baseline", "a", "--write-baseline", "b")
    assert said.code == 2
    assert "not allowed with" in said.err


def test_the_fingerprint_is_that_of_all_reports(known: Path, run: Run) -> None:
    stated = {one["fingerprint"] for one in rows(known)}
    found = json_of(run, known)["findings"]
    assert stated == {one["fingerprint"] for one in found if not one["silenced"]}
    assert digest(entry().identity) in GOOD
