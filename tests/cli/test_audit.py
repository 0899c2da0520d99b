"""`sphinx-pedagogy audit`: what it says in each form, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from sphinx_pedagogy.audit.report.report_json import SCHEMA, VERSION, report_facts, report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.small_course import Run

    from sphinx_pedagogy.testing import Project

DOCS = Path(__file__).parents[2] / "docs"
SARIF = Path(__file__).parents[1] / "audit" / "sarif" / "sarif-schema-2.1.0.json"

TEXT = """\
Errors

1.1.2 Latents
  1-1-2-latents.md:8: error [prerequisite]
    {}

Facts

notes
  notes.md:3: warning [unknown]
    {}
    - latnet
    + Latent

The whole course
  note [scope]
    3 lessons do not say what they leave out; add to each of them a constraint block that does
    1-1-1-pixels.md:3
    1-1-2-latents.md:3
    1-1-3-joint.md:3

Silenced
  1-1-3-joint.md:8: [prerequisite]
    the maths course teaches it

3 lessons: 1 error, 1 warning, 1 note (1 silenced)
"""


def text(run: Run) -> str:
    """Return what the small course is told."""
    found = json_of(run)["findings"]
    told = (one for one in found if not one["silenced"] and not one["shared"])
    messages = (textwrap.wrap(one["text"], 96) for one in told)
    return TEXT.format(*("\n    ".join(lines) for lines in messages))


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment of the tests says of colours."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_text_by_lesson(read_once: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(read_once)
    said = run("audit")
    assert said.out == text(run)
    assert said.err == ""
    assert said.code == 1


def test_places_are_named_from_here(
    read_once: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(read_once.parent)
    assert "\n  course/notes.md:3: warning [unknown]\n" in run("audit", "course").out


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colours(
    variables: dict[str, str],
    coloured: bool,
    read_once: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(read_once)
    out = run("audit").out
    assert ("\x1b[31merror\x1b[0m" in out) is coloured
    assert re.sub(r"\x1b\[\d+m", "", out) == text(run)


@pytest.mark.parametrize(
    ("fail_on", "settings", "code"),
    [
        ("error", [], 1),
        ("error", ["pedagogy_audit.prerequisite=off"], 0),
        ("warning", ["pedagogy_audit.prerequisite=off"], 1),
        ("warning", ["pedagogy_audit.prerequisite=off", "pedagogy_audit.unknown=note"], 0),
        ("note", ["pedagogy_audit.prerequisite=off", "pedagogy_audit.unknown=note"], 1),
        ("never", [], 0),
    ],
)
def test_exit_codes(
    fail_on: str, settings: list[str], code: int, read_once: Path, run: Run
) -> None:
    stated = [part for one in settings for part in ("-D", one)]
    assert run("audit", read_once, "--fail-on", fail_on, *stated).code == code


def test_nothing_found(make_project: Any, run: Run) -> None:
    root = make_project("# Nothing\n").root
    said = run("audit", root)
    assert (said.code, said.out) == (0, "0 lessons: nothing found\n")


def test_lines_for_editors(read_once: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(read_once)
    lines = run("audit", "--format", "lines").out.splitlines()
    assert len(lines) == 3
    [scope] = (line for line in lines if "[scope]" in line)
    assert ": 1-1-1-pixels, 1-1-2-latents, 1-1-3-joint [" in scope
    assert re.fullmatch(r'notes\.md:3: warning: "latnet" is .* \[unknown\]', lines[-1])


# ── JSON ────────────────────────────────────────────────────────────────────────────


def json_of(run: Run, *arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("audit", "--format", "json", *arguments).out)
    return found


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def test_json_is_valid_and_comes_back(read_once: Path, run: Run) -> None:
    facts = json_of(run, read_once)
    Draft202012Validator(schema()).validate(facts)
    assert facts["summary"] == {"error": 1, "warning": 1, "note": 3, "silenced": 1, "baseline": 0}
    assert report_facts(report_of(facts)) == facts
    attention = facts["lessons"][1]["requires"][1]
    assert (attention["concept"], attention["status"]) == ("attention", "missing")
    silenced = next(one for one in facts["findings"] if one["silenced"])
    assert silenced["silenced"] == "the maths course teaches it"
    assert [one["checks"] for one in facts["lessons"]] == [
        {"passed": 2, "open": 1, "silenced": 0},
        {"passed": 1, "open": 2, "silenced": 0},
        {"passed": 1, "open": 1, "silenced": 1},
    ]


def test_an_empty_course_is_valid(make_project: Any, run: Run) -> None:
    Draft202012Validator(schema()).validate(json_of(run, make_project("# Nothing\n").root))


def test_the_schema_is_one_and_every_field_is_described() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"].endswith(f":{VERSION}")
    assert schema()["properties"]["version"]["const"] == VERSION
    for part in (schema(), *schema()["$defs"].values()):
        assert part["description"]
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
        assert all({"description", "const"} & set(field) for field in part["properties"].values())


# ── SARIF ───────────────────────────────────────────────────────────────────────────


def sarif_of(run: Run, *arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("audit", "--format", "sarif", *arguments).out)
    schema = json.loads(SARIF.read_text(encoding="utf-8"))
    Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER).validate(found)
    (one,) = found["runs"]
    return dict(one)


def places(results: list[dict[str, Any]]) -> Iterator[tuple[str, str, int, str]]:
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        file = place["artifactLocation"]["uri"]
        yield result["ruleId"], file, region["startLine"], region["snippet"]["text"]


def test_sarif_names_files_from_the_root_of_the_repository(course: Project, run: Run) -> None:
    (course.root.parent / ".git").mkdir()
    course.write({"a b/ü.md": "# Ü\n\n{concept}`nope`\n"})
    found = sarif_of(run, course.root)
    assert ("unknown", "course/a%20b/%C3%BC.md", 3, "{concept}`nope`") in set(
        places(found["results"])
    )
    assert {
        ("unknown", "course/notes.md", 3, "See {concept}`latnet`."),
        ("prerequisite", "course/1-1-2-latents.md", 8, "- attention (developed): it reads them"),
    } <= set(places(found["results"]))


def test_sarif_has_rules_levels_and_silences(read_once: Path, run: Run) -> None:
    found = sarif_of(run, read_once)
    rules = found["tool"]["driver"]["rules"]
    for result in found["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"].endswith(".")
        assert result["level"] == rule["defaultConfiguration"]["level"]
    silenced = [one for one in found["results"] if "suppressions" in one]
    assert [one["suppressions"] for one in silenced] == [
        [{"kind": "inSource", "justification": "the maths course teaches it"}]
    ]
    related = silenced[0]["relatedLocations"][0]
    assert related["physicalLocation"]["region"]["snippet"]["text"] == ":::{concept} Latent"
    assert related["message"]["text"] == "taught here"


def test_sarif_tells_the_columns_of_what_is_named(read_once: Path, run: Run) -> None:
    results = sarif_of(run, read_once)["results"]
    regions = {one["ruleId"]: one["locations"][0]["physicalLocation"]["region"] for one in results}
    line = "See {concept}`latnet`."
    start = line.index("latnet") + 1
    assert regions["unknown"]["startColumn"] == start
    assert regions["unknown"]["endColumn"] == start + len("latnet")
    # nothing that a message names stands there: the line itself
    whole = regions["scope"]
    assert (whole["startColumn"], whole["endColumn"]) == (1, len(whole["snippet"]["text"]) + 1)


def test_sarif_has_what_would_be_written(read_once: Path, run: Run) -> None:
    [one] = [found for found in sarif_of(run, read_once)["results"] if found["ruleId"] == "unknown"]
    [fix] = one["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"].endswith("notes.md")
    [made] = change["replacements"]
    assert made["insertedContent"] == {"text": "latent"}
    region = one["locations"][0]["physicalLocation"]["region"]
    assert made["deletedRegion"] == {
        "startLine": 3,
        "startColumn": region["startColumn"],
        "endLine": 3,
        "endColumn": region["endColumn"],
    }


def test_sarif_adds_lines_as_fix_does(course: Project, run: Run) -> None:
    course.configure(pedagogy_audit={"*": "off", "undeclared": "warning"})
    asked = ":::{check} How many?\nHow many rows has a {concept}`pixel grid`?\n:::\n"
    page = (course.root / "1-1-2-latents.md").read_text("utf-8")
    course.write({"1-1-2-latents.md": page.replace("- pixel grid (introduced)\n", "") + asked})
    [one] = sarif_of(run, course.root)["results"]
    [made] = one["fixes"][0]["artifactChanges"][0]["replacements"]
    region = made["deletedRegion"]
    assert region["startLine"] == region["endLine"]
    assert region["startColumn"] == region["endColumn"] == 1
    assert made["insertedContent"]["text"].startswith("- Pixel grid (")


def test_sarif_links_each_rule_to_its_page(read_once: Path, run: Run) -> None:
    manual = "https://example.org/manual/"
    found = sarif_of(run, read_once, "-D", f"pedagogy_manual={manual}")
    pages = {rule["id"]: rule["helpUri"] for rule in found["tool"]["driver"]["rules"]}
    assert pages["scope"] == f"{manual}rules/scope.html"
    assert all((DOCS / f"{page[len(manual) : -5]}.md").is_file() for page in pages.values())


def test_fingerprints_stay_when_lines_move(course: Project, run: Run) -> None:
    def marks() -> list[tuple[str, dict[str, str]]]:
        results = sarif_of(run, course.root)["results"]
        return [(one["ruleId"], one["partialFingerprints"]) for one in results]

    before = marks()
    assert len({str(mark) for mark in before}) == len(before)
    text = (course.root / "notes.md").read_text("utf-8")
    course.write({"notes.md": f"{text}\nmore\n", "1-1-2-latents.md": latents_moved(course)})
    assert marks() == before


def latents_moved(course: Project) -> str:
    text = (course.root / "1-1-2-latents.md").read_text("utf-8")
    return text.replace("# Latents\n", "# Latents\n\nA line.\n")


def test_the_help_of_a_rule_says_all(read_once: Path, run: Run) -> None:
    rules = sarif_of(run, read_once)["tool"]["driver"]["rules"]
    [unknown] = [one for one in rules if one["id"] == "unknown"]
    for form in ("text", "markdown"):
        said = unknown["help"][form]
        assert "% audit: ignore[unknown] REASON" in said
        assert 'pedagogy_audit = {"unknown": "note"}' in said
    assert "helpUri" not in unknown


NOTEBOOK = {
    "cells": [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": ["# T\n", "\n", "text\n", "\n", "{concept}`nix`"],
        },
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": ["1 + 1"],
        },
        {"cell_type": "markdown", "metadata": {}, "source": ["a\n", "\n", "{concept}`nope`"]},
    ],
    "metadata": {"kernelspec": {"display_name": "P", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 4,
}


def test_lines_of_notebooks(make_project: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"index.ipynb": json.dumps(NOTEBOOK, indent=1)}
    root = make_project(files, extensions=["myst_nb", "sphinx_pedagogy"]).root
    monkeypatch.chdir(root)
    # twice: nothing that the first time leaves behind is a page
    for _time in range(2):
        assert "  index.ipynb: cell 3, line 3: error [unknown]\n" in run("audit").out
    first, second = places(sarif_of(run)["results"])
    assert (first[3], second[3]) == ('    "{concept}`nix`"', '    "{concept}`nope`"')
    assert run("audit", "--format", "lines").out.startswith(f"index.ipynb:{first[2]}: error: ")
    facts = json_of(run)
    assert [(one["cell"], one["line"]) for one in facts["findings"]] == [(1, 5), (3, 3)]
    assert report_facts(report_of(facts)) == facts


# ── reading ─────────────────────────────────────────────────────────────────────────


def test_only_what_changed_is_read_again(course: Project, run: Run) -> None:
    run("audit", course.root)
    cache = course.root / "_build" / "audit"
    assert (cache / ".gitignore").read_text("utf-8") == "*\n"
    trees = {path: path.stat().st_mtime_ns for path in cache.rglob("*.doctree")}
    course.write({"notes.md": "# Notes\n\n{concept}`latent`\n"})
    assert "latnet" not in run("audit", course.root).out
    changed = {path.stem for path in trees if path.stat().st_mtime_ns != trees[path]}
    assert changed == {"notes"}


def test_no_page_is_written(course: Project, run: Run, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    run("audit", course.root, "--cache", cache)
    assert {path.suffix for path in cache.rglob("*") if path.is_file()} <= {
        "",
        ".doctree",
        ".json",
        ".pickle",
    }
    assert not (course.root / "_build").exists()


def test_warnings_of_pages_are_still_told(course: Project, run: Run) -> None:
    course.write({"notes.md": "# Notes\n\n{ref}`nowhere`\n\n:::{check}\n:::\n"})
    said = run("audit", course.root)
    assert ":5: warning [pedagogy.empty]" in said.out
    assert ":3: warning [ref.ref]" in said.out
    assert said.err == ""


def test_what_conf_prints_is_not_in_the_answer(course: Project, run: Run) -> None:
    with (course.root / "conf.py").open("a") as stream:
        stream.write("print('loud')\n")
    said = run("audit", course.root, "--format", "json")
    assert json.loads(said.out)
    assert "loud" in said.err


def test_the_answer_goes_to_a_file(course: Project, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new" / "audit.txt"
    said = run("audit", course.root, "--output", file)
    assert said.out == ""
    assert "\nnotes\n" in file.read_text("utf-8")


CELLS = """\
---
file_format: mystnb
kernelspec:
  name: python3
---
# T

```{code-cell} python
open("was-here", "w")
```
"""


def test_cells_are_run_only_if_that_is_asked(make_project: Any, run: Run) -> None:
    extensions = ["myst_nb", "sphinx_pedagogy"]
    root = make_project({"index.md": CELLS}, extensions=extensions).root
    run("audit", root)
    assert not (root / "was-here").exists()
    run("audit", root, "--cells")
    assert (root / "was-here").exists()


def test_nothing_is_said_of_outputs_that_nobody_asked_for(make_project: Any, run: Run) -> None:
    glued = "\n{glue:}`n` {glue:}`there::n` {any}`nowhere`\n"
    settings = {"extensions": ["myst_nb", "sphinx_pedagogy"], "suppress_warnings": ["ref.any"]}
    root = make_project({"index.md": CELLS + glued}, **settings).root
    assert run("audit", root).err == ""


# ── mistakes ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        ("1 / 0", "conf.py:1: ZeroDivisionError: division by zero"),
        ("\nf(", "conf.py:2: SyntaxError: "),
        ("extensions = ['no_such']", "Could not import extension no_such"),
        ("import sys; sys.exit(3)", "conf.py:1: SystemExit: 3"),
        ("extensions = ['myst_parser']", "have no audit"),
        ("extensions = ['sphinx_pedagogy']", "unable to load the master document"),
    ],
)
def test_a_project_that_cannot_be_read(conf: str, message: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    said = run("audit", tmp_path)
    assert said.code == 2
    assert message in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-folder"], "no conf.py"),
        (["-D", "nothing"], "SETTING=VALUE"),
        (["-j", "many"], "-j many"),
        (["--format", "html"], "invalid choice"),
        (["--fail-on", "off"], "invalid choice"),
    ],
)
def test_a_slip_on_the_command_line(
    arguments: list[str],
    message: str,
    read_once: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(read_once)
    said = run("audit", *arguments)
    assert said.code == 2
    assert message in said.err


def test_files_that_cannot_be_written(course: Project, run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for option in ("--cache", "--output"):
        said = run("audit", course.root, option, tmp_path / "file" / "below")
        assert said.code == 2
        assert said.err.startswith(f"sphinx-pedagogy: {tmp_path}")


@pytest.mark.parametrize(("command", "code"), [("audit", 1), ("impact --remove pixels", 0)])
def test_a_pipe_that_closes_is_no_error(command: str, code: int, read_once: Path) -> None:
    program = f"{sys.executable} -m sphinx_pedagogy {command} {read_once} --format json"
    # the reader is gone before anything is written
    done = subprocess.run(
        ["bash", "-c", f"{program} | true; exit ${{PIPESTATUS[0]}}"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {
                "odd.py": b"def setup(app):\n    app.connect('builder-inited', boom)\n\n"
                b"def boom(app):\n    raise KeyError('x')\n"
            },
            "for event 'builder-inited' threw an exception (exception: 'x')",
        ),
        (
            {
                "odd.py": b"def setup(app):\n    app.add_role('boom', boom)\n\n"
                b"def boom(*words, **others):\n    raise KeyError('in a role')\n",
                "notes.md": b"# Notes\n\n{boom}`x`\n",
            },
            "KeyError: 'in a role'; `sphinx-build -T` on the same folder shows where",
        ),
    ],
)
def test_what_others_raise_is_one_line(
    files: dict[str, bytes],
    message: str,
    course: Project,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, text in files.items():
        (course.root / name).write_bytes(text)
    if "odd.py" in files:
        monkeypatch.syspath_prepend(course.root)
        monkeypatch.delitem(sys.modules, "odd", raising=False)
        course.configure(extensions=["myst_parser", "sphinx_pedagogy", "odd"])
    said = run("audit", course.root)
    assert said.code == 2
    assert message in said.err.splitlines()[-1]
    assert "Traceback" not in said.err


def test_a_page_that_is_no_text_is_reported_with_its_file(course: Project, run: Run) -> None:
    (course.root / "notes.md").write_bytes(b"# Notes\n\n\xff\xfe\n")
    [told] = [
        one for one in json_of(run, course.root)["findings"] if one["rule"] == "pedagogy.unreadable"
    ]
    assert (told["file"], told["line"]) == ("notes.md", 3)


def test_plans_are_listed_with_their_lesson(course: Project, run: Run) -> None:
    course.write({"1-1-2-latents.plan.md": "# P\n\n:::{plan}\n:concepts: Latnet\nTeach.\n:::\n"})
    setting = ("-D", "pedagogy_audit.plan=warning")
    out = run("audit", course.root, *setting).out
    before, _, after = out.partition("\n1.1.3 Joint\n")
    assert "latents.plan.md:3: warning [plan]" in before
    assert "[plan]" not in after
    [plan, *_rest] = [
        one for one in json_of(run, course.root, *setting)["findings"] if one["rule"] == "plan"
    ]
    assert plan["lesson"] == "latents"
