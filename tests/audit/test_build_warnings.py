"""What Sphinx, MyST and docutils say of the pages stands in the report, and decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from sphinx_pedagogy.audit.report.report_json import SCHEMA

if TYPE_CHECKING:
    from tests.small_course import Run

    from sphinx_pedagogy.testing import MakeProject, Project

SARIF = Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json"
PAGES = {
    "index.md": """\
# T

```{toctree}
a
```

:::{zebra} X
Lost.
:::

{ref}`nowhere`, [a page](nope.md), {doc}`gone`

```{figure}
```

```{include} part.txt
```

:::{check}
:::
""",
    "part.txt": "{ref}`nowhere-else`\n",
    "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n{ref}`x` {concept}`nope`\n",
    "lost.md": "# Lost\n",
}
SAID = {
    ("index.md", 7, "myst.directive_unknown", "warning"),
    ("index.md", 11, "ref.ref", "warning"),
    ("index.md", 11, "myst.xref_missing", "warning"),
    ("index.md", 11, "ref.doc", "warning"),
    ("index.md", 13, "docutils", "error"),
    ("index.md", 19, "pedagogy.empty", "warning"),
    ("part.txt", 1, "ref.ref", "warning"),
    ("a.md", 6, "ref.ref", "warning"),
    ("a.md", 6, "unknown", "note"),
    ("lost.md", None, "toc.not_included", "warning"),
}
SETTINGS: dict[str, Any] = {"pedagogy_audit": {"*": "off", "unknown": "note"}}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A project of which much is said."""
    return make_project(PAGES, **SETTINGS)


def audit(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """Return the report, which is valid, and that nothing else is said."""
    said = run("audit", *arguments, "--format", "json")
    assert said.err == ""
    facts: dict[str, Any] = json.loads(said.out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(facts)
    return facts


def told(facts: dict[str, Any]) -> list[tuple[str, int | None, str, str]]:
    """Return place, kind and weight of what a report says."""
    return [(one["file"], one["line"], one["rule"], one["severity"]) for one in facts["findings"]]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_of_it_is_in_the_report_each_time_and_once(
    jobs: str, project: Project, run: Run
) -> None:
    for _time in range(2):  # the second time no page has changed
        found = told(audit(run, project.root, "-j", jobs))
        assert set(found) == SAID
        assert len(found) == len(SAID)


def test_a_mistake_in_one_word_fails(make_project: MakeProject, run: Run) -> None:
    root = make_project("# T\n\n:::{zebra} X\nLost.\n:::\n", **SETTINGS).root
    said = run("audit", root)
    assert said.code == 1
    assert "index.md:3: warning [myst.directive_unknown]\n    Unknown directive type" in said.out
    assert said.out.endswith("0 lessons: 1 warning\n")
    assert run("audit", root, "--fail-on", "error").code == 0
    assert ":3: warning: Unknown directive" in run("audit", root, "--format", "lines").out


def test_a_switch_leaves_it_out(make_project: MakeProject, run: Run) -> None:
    root = make_project("# T\n\n:::{zebra} X\nLost.\n:::\n", **SETTINGS).root
    said = run("audit", root, "--findings-only", "--fresh")
    assert (said.code, said.out) == (0, "0 lessons: nothing found\n")
    assert "Unknown directive type" in said.err  # it does not vanish


def test_what_a_project_suppresses_is_suppressed(project: Project, run: Run) -> None:
    audit(run, project.root)
    project.configure(suppress_warnings=["myst.directive_unknown", "ref", "docutils"], **SETTINGS)
    kinds = {kind for _file, _line, kind, _weight in told(audit(run, project.root))}
    assert kinds == {"myst.xref_missing", "pedagogy.empty", "toc.not_included", "unknown"}


def test_a_page_that_is_not_read_again_is_still_told_of(project: Project, run: Run) -> None:
    audit(run, project.root)
    project.write({"a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n"})
    assert set(told(audit(run, project.root))) == {one for one in SAID if one[0] != "a.md"}
    # another command reads what has changed, and does not ask
    project.write({"a.md": PAGES["a.md"]})
    run("state", "a", project.root)
    assert set(told(audit(run, project.root))) == SAID


def test_what_was_mended_elsewhere_is_gone(make_project: MakeProject, run: Run) -> None:
    pages = {
        "index.md": "# T\n\n```{toctree}\na\nb\n```\n",
        "a.md": "(x)=\n# A\n\n{ref}`y`\n",
        "b.md": "(x)=\n# B\n",
    }
    project = make_project(pages, **SETTINGS)
    assert len(audit(run, project.root)["findings"]) == 2
    project.write({"a.md": "# A\n\n{ref}`y`\n", "b.md": "(y)=\n# B\n"})
    assert audit(run, project.root)["findings"] == []
    project.write({"b.md": "# B\n"})  # a.md is not read again, and its reference leads nowhere now
    assert told(audit(run, project.root)) == [("a.md", 3, "ref.ref", "warning")]


def test_a_page_that_goes_is_missed_by_those_that_name_it(
    make_project: MakeProject, run: Run
) -> None:
    pages = {
        "index.md": "# T\n\n```{toctree}\n:glob:\n*\n```\n",
        "a.md": "# A\n\n{doc}`b` and {doc}`/b`\n",
        "b.md": "# B\n",
    }
    project = make_project(pages, **SETTINGS)
    assert audit(run, project.root)["findings"] == []
    (project.root / "b.md").unlink()  # a.md is not read again
    assert told(audit(run, project.root)) == [("a.md", 3, "ref.doc", "warning")] * 2
    project.write({"b.md": "# B\n"})
    assert audit(run, project.root)["findings"] == []


def test_what_is_about_no_page_is_said_of_the_settings(
    make_project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project("# T\n", pedagogy_fading_after=-1).root
    (one,) = audit(run, root)["findings"]
    assert (one["rule"], one["file"], one["line"]) == ("pedagogy.config", "conf.py", None)
    monkeypatch.chdir(root)
    assert run("audit").out.startswith(
        "conf.py\n  conf.py: warning [pedagogy.config]\n    pedagogy_fading_after = -1: it must be"
    )


def test_code_hosts_get_rules_of_their_own(project: Project, run: Run) -> None:
    found = json.loads(run("audit", project.root, "--format", "sarif").out)
    schema = json.loads(SARIF.read_text("utf-8"))
    Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER).validate(found)
    (log,) = found["runs"]
    rules = {one["id"]: one for one in log["tool"]["driver"]["rules"]}
    assert rules["docutils"]["defaultConfiguration"]["level"] == "error"
    remedy = rules["myst.directive_unknown"]["help"]["text"]
    assert 'suppress_warnings = ["myst.directive_unknown"]' in remedy
    assert "audit: ignore" not in remedy
    assert "audit: ignore[unknown]" in rules["unknown"]["help"]["text"]


def test_what_was_said_before_a_project_could_not_be_read(
    make_project: MakeProject, run: Run
) -> None:
    root = make_project({"index.md": "# T\n"}, master_doc="other", pedagogy_fading_after=-1).root
    said = run("audit", root)
    assert said.code == 2
    assert "pedagogy_fading_after" in said.err
    assert "other" in said.err.splitlines()[-1]


def test_each_time_settings_are_taken_as_they_are(make_project: MakeProject, run: Run) -> None:
    # what conf.py reads is no reason to repeat an old answer
    project = make_project("# T\n\n{concept}`nope`\n", **SETTINGS)
    with (project.root / "conf.py").open("a") as stream:
        stream.write(
            "import pathlib\n"
            "weight = pathlib.Path(__file__).with_name('weight.txt').read_text()\n"
            "pedagogy_audit = {'*': 'off', 'unknown': weight}\n"
        )
    for weight, code in (("note", 0), ("error", 1)):
        project.write({"weight.txt": weight})
        assert run("audit", project.root).code == code
