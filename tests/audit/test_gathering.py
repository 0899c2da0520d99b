"""What is only missing is said once for a course, with a list of its lessons."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.audit.gathering import by_cause, gathered, in_one_line
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Severity, Shared

if TYPE_CHECKING:
    from tests.small_course import Run

    from sphinx_pedagogy.testing import MakeProject, Project


def finding(page: str, **facts: Any) -> Diagnostic:
    """Return what a rule finds on a page; other pages have the same."""
    stated = {"text": f"the lesson {page} lacks it", "shared": Shared("{} lack it", page[:1])}
    return Diagnostic(**{"code": "r", "place": Place(page, 3), **stated, **facts})


def test_what_several_pages_have_is_said_once_with_their_places() -> None:
    other = finding("x", shared=None)
    one, same = gathered([finding("a"), other, finding("b")])
    assert one.text == "2 lack it"
    assert [(also.place, also.text) for also in one.related] == [
        (Place("a", 3), "a"),
        (Place("b", 3), "b"),
    ]
    assert same is other


def test_one_alone_says_what_it_says() -> None:
    alone = finding("a")
    assert gathered([alone]) == [alone]


def test_what_differs_is_not_gathered() -> None:
    found = [
        finding("a"),
        finding("b", code="s"),
        finding("c", severity=Severity.NOTE),
        finding("d", guess=True),
        finding("e", suppressed="a reason of its own"),
        finding("f", shared=Shared("{} lack more")),
    ]
    assert gathered(found) == found


def test_a_line_names_the_pages_and_not_a_hundred() -> None:
    [line] = in_one_line(finding(f"p{at}") for at in range(12))
    assert line.text.startswith("12 lack it: p0 (p), p1 (p), ")
    assert line.text.endswith("p9 (p) and 2 more")
    [line] = in_one_line(finding(page, shared=Shared("{} lack it")) for page in "ab")
    assert line.text == "2 lack it: a, b"


def test_readers_are_told_one_cause_once() -> None:
    told = {"shared": None, "text": '"latnet" is no concept'}
    [one] = by_cause(gathered([finding("a", **told), finding("b", **told)]))
    assert [also.place.document for also in one.related] == ["b"]
    # a program is told of each
    assert len(gathered([finding("a", **told), finding("b", **told)])) == 2


PAGE = """# {0}

:::{{lesson}} 1.1.{0}
:::
"""
PRESENCE = ("misconceptions", "scope", "outline", "notebook")


def course(make_project: MakeProject, **more: str) -> Project:
    """Return a course whose three lessons lack everything."""
    pages = {f"{at}.md": PAGE.format(at) for at in (1, 2, 3)}
    audit = {"*": "off", **dict.fromkeys(PRESENCE, "warning")}
    return make_project({"index.md": "# I", **pages, **more}, pedagogy_audit=audit)


def test_a_build_speaks_once_for_a_course(make_project: MakeProject) -> None:
    # the last lesson of the course is the first by its name
    built = course(make_project, **{"0.md": PAGE.format(9)}).build("dummy")
    told = [one for one in built.warnings if one.subtype.startswith("pedagogy.")]
    assert sorted(one.subtype for one in told) == sorted(f"pedagogy.{rule}" for rule in PRESENCE)
    named = r": 1\b.*, 2\b.*, 3\b.*, 0\b"
    assert all(re.match("4 lessons", one.text) and re.search(named, one.text) for one in told)
    assert {one.path for one in told} == {"1.md"}


def test_a_lesson_may_say_why_it_lacks_it(make_project: MakeProject) -> None:
    project = course(make_project)
    project.write({"2.md": "% audit: ignore[scope] all of it is said\n\n" + PAGE.format(2)})
    [scope] = [one for one in project.build("dummy").warnings if "scope" in one.subtype]
    assert scope.text.startswith("2 lessons")
    assert scope.text.endswith(": 1, 3")


def test_a_new_lesson_is_new_against_a_baseline(make_project: MakeProject, run: Run) -> None:
    project = course(make_project)
    file = project.root / "known.json"
    run("audit", project.root, "--write-baseline", file)
    assert run("audit", project.root, "--baseline", file).code == 0
    project.write({"4.md": PAGE.format(4)})
    said = run("audit", project.root, "--baseline", file)
    assert said.code == 1
    assert "the lesson does not say what it leaves out" in said.out
    assert "3.md" not in said.out


def test_each_lesson_has_its_own_in_json_and_its_checks(
    make_project: MakeProject, run: Run
) -> None:
    project = course(make_project)
    facts = json.loads(run("audit", project.root, "--format", "json").out)
    assert [one["document"] for one in facts["findings"] if one["rule"] == "scope"] == [*"123"]
    assert all(lesson["checks"]["open"] == len(PRESENCE) for lesson in facts["lessons"])


def test_a_code_host_gets_one_result_with_related_locations(
    make_project: MakeProject, run: Run
) -> None:
    project = course(make_project)
    log = json.loads(run("audit", project.root, "--format", "sarif").out)
    results = [one for one in log["runs"][0]["results"] if one["ruleId"] in PRESENCE]
    assert len(results) == len(PRESENCE)
    assert all(len(one["relatedLocations"]) == 3 for one in results)
