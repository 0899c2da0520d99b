"""The views `audit` and `checklist`: what they show, in every builder, and when they change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Project

VIEWS = """\
# Desk

:::{audit}
:::

## Errors

:::{audit} 1.1
:severity: error
:::

## One

:::{audit}
:lesson: joint
:::

## List

:::{checklist} latents
:::

## All

:::{checklist}
:::
"""


@pytest.fixture
def desk(course: Project) -> Project:
    """The small course with a page for its authors."""
    index = (course.root / "index.md").read_text("utf-8").replace("notes\n", "notes\ndesk\n")
    course.write({"desk.md": VIEWS, "index.md": index})
    return course


def parts(text: str) -> dict[str, str]:
    """Return the sections of a page of the text builder."""
    found = re.split(r"(?m)^(\w+)\n[*=]+\n", text)
    words = [" ".join(part.split()) for part in found[2::2]]
    return dict(zip(found[1::2], words, strict=True))


def test_what_they_show(desk: Project) -> None:
    page = parts(desk.build("text").read("desk.txt"))
    assert page["Desk"].startswith(
        "* The whole course * note 3 lessons do not say what they leave out"
    )
    assert "[scope] * 1.1.1 Pixels, line 3 * 1.1.2 Latents, line 3 * 1.1.3" in page["Desk"]
    assert "note line 3: the lesson does not say what it leaves out" in page["One"]
    assert '"latnet" is no concept' in page["Desk"]
    assert (
        "(silenced: the maths course teaches it) * 1.1.2 Latents, line 11: taught here"
        in page["Desk"]
    )
    assert page["Errors"].count("error line") == 2
    assert "note line" not in page["Errors"]
    assert page["One"].startswith("* 1.1.3 Joint")
    assert "Pixels" not in page["One"]
    assert re.search(r"prerequisite .* open: 1", page["List"])
    assert re.search(r"\| unknown .* passed", page["List"])
    assert re.search(r"1\.1\.1 Pixels +\| 2 of 3 passed +\| scope", page["All"])


WHY = "the maths course teaches it"


ONE_AND_ALL = "# Desk\n\n:::{checklist} joint\n:::\n\n:::{checklist}\n:::\n"


def cells(html: str) -> dict[str, str]:
    """Return the rows of the tables of a page: their words, and their HTML."""
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]*>", "", row).split()): row for row in rows}


def test_what_is_silenced_has_not_passed(desk: Project) -> None:
    desk.write({"desk.md": ONE_AND_ALL})
    desk.configure(pedagogy_audit={"*": "off", "prerequisite": "error", "unknown": "warning"})
    rows = cells(desk.build().html("desk"))
    assert any(re.fullmatch(f"prerequisite .* silenced: {WHY}", row) for row in rows)
    assert {
        "1.1.1 Pixels 2 of 2 passed",
        "1.1.2 Latents 1 of 2 passed prerequisite",
    } <= set(rows)
    joint = rows[f"1.1.3 Joint 1 of 2 passed, 1 silenced prerequisite ({WHY})"]
    assert "ped-is-note" in joint
    assert "ped-is-ok" not in joint


def test_what_is_open_and_silenced_says_both(desk: Project) -> None:
    joint = (desk.root / "1-1-3-joint.md").read_text("utf-8")
    more = "\n:::{requires}\n- pixel grid (applied)\n:::\n"
    desk.write({"desk.md": ONE_AND_ALL, "1-1-3-joint.md": joint + more})
    desk.configure(pedagogy_audit={"*": "off", "prerequisite": "error"})
    rows = cells(desk.build().html("desk"))
    assert any(row.endswith(f"open: 1 (silenced: {WHY})") for row in rows)
    assert f"1.1.3 Joint 0 of 1 passed prerequisite prerequisite ({WHY})" in rows


def test_nobody_who_silences_nothing_has_the_column(desk: Project) -> None:
    desk.configure(pedagogy_audit={"*": "off", "scope": "note"})
    assert "Silenced" not in parts(desk.build("text").read("desk.txt"))["All"]


def test_a_page_is_written_again_when_the_audit_says_something_else(desk: Project) -> None:
    assert "latnet" in desk.build().text("desk")
    desk.write({"notes.md": "# Notes\n"})
    assert "latnet" not in desk.build().text("desk")


def test_a_page_is_written_again_when_a_finding_moves_to_another_line(desk: Project) -> None:
    assert "1.1.1 Pixels, line 3" in desk.build("text").read("desk.txt")
    path = desk.root / "1-1-1-pixels.md"
    path.write_text("\n\n" + path.read_text("utf-8"), "utf-8")
    assert "1.1.1 Pixels, line 5" in desk.build("text").read("desk.txt")


def test_nothing_found(desk: Project) -> None:
    desk.configure(pedagogy_audit={"*": "off"})
    page = desk.build().text("desk")
    assert page.count("The audit found nothing.") == 3
    assert page.count("Nothing yet.") == 2


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "xml", "epub", "singlehtml"])
def test_every_builder(desk: Project, builder: str) -> None:
    built = desk.build(builder)
    files = [path for path in built.outdir.rglob("*") if path.suffix in SUFFIXES]
    assert any("leaves out" in path.read_text("utf-8") for path in files)


SUFFIXES = {".tex", ".1", ".texi", ".xml", ".xhtml", ".html"}


def test_a_severity_that_is_none(desk: Project) -> None:
    desk.write({"desk.md": "# D\n\n:::{audit}\n:severity: bad\n:::\n"})
    texts = [one.text for one in desk.build().warnings if one.subtype == "pedagogy.option"]
    assert len(texts) == 1
    assert 'option "severity" cannot be "bad"' in texts[0]


def test_in_german(desk: Project) -> None:
    desk.configure(language="de")
    page = desk.build().text("desk")
    assert "Fehler Zeile 8:" in page
    assert "1 von 3 bestanden, 1 stummgeschaltet" in page


PLAN = "# Plan\n\n:::{plan}\n:load: stretch\n:concepts: Pixel grid, Latent\nTeach.\n:::\n"


def test_what_is_wrong_with_a_plan_is_told_with_its_lesson(desk: Project) -> None:
    desk.write({"1-1-1-pixels.plan.md": PLAN})
    desk.configure(pedagogy_audience="author", pedagogy_audit={"*": "off", "plan": "warning"})
    page = parts(desk.build("text").read("desk.txt"))
    assert page["Desk"].startswith("* 1.1.1 Pixels * 1-1-1-pixels.plan * warning line 3: ")
    assert re.search(r"1\.1\.1 Pixels \| 0 of 1 passed \| plan", page["All"])


def test_what_is_to_be_typed_is_shown_as_code(desk: Project) -> None:
    desk.configure(pedagogy_audit={"*": "off", "notebook": "note"})
    assert ">:notebook:</span></code>" in desk.build().html("desk")
