"""`sphinx-pedagogy audit --fix`: what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.small_course import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run

    from sphinx_pedagogy.testing import MakeProject, Project

__all__ = ["run"]

AUDIT = {
    "*": "off",
    "undeclared": "warning",
    "unknown": "error",
    "unconnected": "warning",
    "quantity": "error",
}
INDEX = "# Course\n\n```{toctree}\n:glob:\n\n[a-z]-*\n```\n"
FIRST = """# First

:::{lesson} 1.1.1
:::

:::{concept} Gradient descent
:aka: GD
Walk downhill.
:::

:::{concept} VAE
:builds-on: gradient descent
It squeezes.
:::

:::{concept} Loss
:builds-on: gradient descent
What is made small.
:::
"""


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A course of which the first lesson is all right."""
    return make_project({"index.md": INDEX, "a-first.md": FIRST}, pedagogy_audit=AUDIT)


def lesson(body: str) -> str:
    """Return the second lesson in MyST."""
    return f"# Second\n\n:::{{lesson}} 1.1.2\n:::\n\n{body}\n"


def added(diff: str, sign: str = "+") -> list[str]:
    """Return the lines that a diff adds, or takes away."""
    wanted = re.compile(re.escape(sign) + r"(?!\+\+|--)")
    return [line[1:] for line in diff.splitlines() if wanted.match(line)]


def fixed(run: Run, project: Project, text: str, name: str = "b-second.md") -> list[str]:
    """Return what is added to a page, which has no finding with a fix from then on."""
    project.write({name: text})
    said = run("audit", project.root, "--fix", "--write")
    assert said.code == 0, said.err
    again = run("audit", project.root, "--fix")
    assert (again.code, again.out) == (0, "")
    project.build(strict=False)
    return added(said.out)


CHECK = "::::{check} Where to?\n:tests: loss\nThere?\n::::"


def test_a_requirement_in_its_block(project: Project, run: Run) -> None:
    block = ":::{requires}\n- VAE (introduced): it is\n  needed\n:::\n\n"
    assert fixed(run, project, lesson(block + CHECK)) == ["- Loss (introduced)"]
    text = (project.root / "b-second.md").read_text(encoding="utf-8")
    assert "needed\n- Loss (introduced)\n:::\n" in text


def test_a_block_of_its_own(project: Project, run: Run) -> None:
    two = f"{CHECK}\n\n{CHECK.replace('loss', 'vae')}"
    fixed(run, project, lesson(two))
    block = "\n\n:::{requires}\n- Loss (introduced)\n- VAE (introduced)\n:::\n\n"
    text = (project.root / "b-second.md").read_text(encoding="utf-8")
    assert text == lesson(two).replace(":::\n\n", f":::{block}", 1)


def test_a_requirement_in_restructured_text(project: Project, run: Run) -> None:
    check = ".. check:: Where to?\n   :tests: loss\n\n   There?\n"
    head = "Second\n======\n\n.. lesson:: 1.1.2\n\n   Words.\n\n"
    fixed(run, project, f"{head}{check}", "b-second.rst")
    block = ".. requires::\n\n   - Loss (introduced)\n\n"
    text = (project.root / "b-second.rst").read_text(encoding="utf-8")
    assert text == f"{head}{block}{check}"
    block = ".. requires::\n\n   - VAE (introduced)\n\n"
    assert fixed(run, project, f"{head}{block}{check}", "b-second.rst") == [
        "   - Loss (introduced)"
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("See {concept}`gradent descent`.", "See {concept}`gradient descent`."),
        ("{concept}`Gradent descent`.", "{concept}`Gradient descent`."),
        ("{concept}`it <gradent descent>`.", "{concept}`it <gradient descent>`."),
        ("{ped:concept}`gradent descent`", "{ped:concept}`gradient descent`"),
        ("Two\nlines {concept}`gradent descent`", "lines {concept}`gradient descent`"),
        (":::{recap} Gradent descent\nIt.\n:::", ":::{recap} Gradient descent"),
        (":::{where-used} gradent descent\n:::", ":::{where-used} gradient descent"),
        (
            ":::{concept} X\n:builds-on: VAE, gradent descent\nY.\n:::",
            ":builds-on: VAE, gradient descent",
        ),
        (
            ":::{requires}\n- gradent descent (introduced): gradent descent it is\n:::",
            "- gradient descent (introduced): gradent descent it is",
        ),
    ],
)
def test_a_name(wrong: str, right: str, project: Project, run: Run) -> None:
    assert fixed(run, project, lesson(wrong)) == [right]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("See {lesson}`a-frst`.", "See {lesson}`a-first`."),
        ("{lesson}`the one before <a-firstt>`", "{lesson}`the one before <a-first>`"),
        (":::{prerequisites} a-frist\n:::", ":::{prerequisites} a-first"),
    ],
)
def test_the_name_of_a_lesson(wrong: str, right: str, project: Project, run: Run) -> None:
    assert fixed(run, project, lesson(wrong)) == [right]


@pytest.mark.parametrize("text", ["{lesson}`1.1.7`", "{lesson}`somewhere`", "Code `a-frst`."])
def test_a_lesson_that_may_be_any(text: str, project: Project, run: Run) -> None:
    project.write({"b-second.md": lesson(text)})
    assert run("audit", project.root, "--fix").out == ""


LATER = """# Third

:::{lesson} 1.1.3
:::

:::{concept} Weight decay
It shrinks.
:::
"""


@pytest.mark.parametrize(
    ("early", "announced"),
    [
        (
            "Some code `weight decay`, but\nweight decay is good.",
            "weight decay ({lesson}`c-third`) is good.",
        ),
        (
            "By {concept}`it <weight decay>` it shrinks.",
            "By {concept}`it <weight decay>` ({lesson}`c-third`) it shrinks.",
        ),
    ],
)
def test_what_comes_later_is_announced(
    early: str, announced: str, project: Project, run: Run
) -> None:
    project.write({"c-third.md": LATER})
    project.configure(
        pedagogy_link_mentions="section", pedagogy_audit={"*": "off", "forward": "warning"}
    )
    assert fixed(run, project, lesson(early)) == [announced]
    assert run("audit", project.root, "--fix").out == ""


@pytest.mark.parametrize("text", ["It is *weight*\n*decay* again.", "```python\ndecay()\n```"])
def test_what_is_not_on_one_line_or_is_code_is_announced_by_hand(
    text: str, project: Project, run: Run
) -> None:
    third = LATER.replace("{concept} Weight decay\n", "{concept} Weight decay\n:code: decay\n")
    project.write({"c-third.md": third, "b-second.md": lesson(text)})
    project.configure(
        pedagogy_link_mentions="section", pedagogy_audit={"*": "off", "forward": "warning"}
    )
    assert run("audit", project.root, "--fix").out == ""


@pytest.mark.parametrize(
    "text", ["{concept}`something else`", "{concept}`gradent` and `gradent descent`"]
)
def test_a_name_that_may_mean_two_things_or_none(text: str, project: Project, run: Run) -> None:
    project.write(
        {"b-second.md": lesson(f":::{{concept}} Gradient ascent\n:builds-on: VAE\n:::\n\n{text}")}
    )
    said = run("audit", project.root, "--fix")
    assert (said.code, said.out) == (0, "")


def test_a_role_in_a_definition(project: Project, run: Run) -> None:
    block = ":::{concept} Momentum\n:aka: GD in motion\nCode `GD`, and GD\nagain: GD.\n:::"
    assert fixed(run, project, lesson(block)) == ["Code `GD`, and {concept}`GD`"]


def test_a_role_around_another_form(project: Project, run: Run) -> None:
    block = ":::{concept} Zoo\nMany VAEs.\n:::\n\nVAEs outside."
    assert fixed(run, project, lesson(block)) == ["Many {concept}`VAEs <VAE>`."]


def test_a_number(project: Project, run: Run) -> None:
    text = ":::{quantity} tokens\n:value: 4096\n:::\n\nTake {quantity}`4,906 <tokens>`."
    assert fixed(run, project, lesson(text)) == ["Take {quantity}`tokens`."]


def test_a_name_that_cannot_be_written_is_its_id(project: Project, run: Run) -> None:
    blocks = ":::{concept} Norm (of x, y)\n:id: norm\n:aka: magnitudes\n:builds-on: VAE\nIt.\n:::\n"
    project.write({"a-first.md": f"{FIRST}\n{blocks}"})
    assert fixed(run, project, lesson(CHECK.replace("loss", "norm"))) != []
    text = (project.root / "b-second.md").read_text(encoding="utf-8")
    assert "- norm (introduced)\n" in text


# ── safety ──────────────────────────────────────────────────────────────────────────


def test_a_diff_changes_nothing_and_git_takes_it(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = lesson(f"See {{concept}}`gradent descent`.\n\n{CHECK}")
    file = project.root / "b-second.md"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    monkeypatch.chdir(project.root)
    said = run("audit", "--fix")
    assert file.read_bytes() == text.replace("\n", "\r\n").encode()
    assert said.err == "2 of 2 fixes shown\n"
    run("audit", "--fix", "--output", "fix.diff")
    apply = ["git", "apply", "--whitespace=nowarn", "fix.diff"]
    subprocess.run(apply, cwd=project.root, check=True)
    after = file.read_bytes()
    file.write_bytes(text.replace("\n", "\r\n").encode())
    assert run("audit", "--fix", "--write").code == 0
    assert file.read_bytes() == after
    assert after.count(b"\r\n") == after.count(b"\n")
    assert b"`gradient descent`" in after


def test_what_is_silenced_stays(project: Project, run: Run) -> None:
    text = lesson(f"% audit: ignore[undeclared] they know\n{CHECK}")
    project.write({"b-second.md": text})
    assert run("audit", project.root, "--fix").out == ""


def test_files_outside_the_sources_stay(project: Project, run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "shared.md"
    outside.write_text("See {concept}`gradent descent`.\n", encoding="utf-8")
    path = os.path.relpath(outside, project.root)
    project.write({"b-second.md": lesson(f"```{{include}} {path}\n```")})
    (project.root / "inside.txt").write_text("{concept}`gradent descent`\n", encoding="utf-8")
    project.write({"c-third.md": "# Third\n\n```{include} inside.txt\n```\n"})
    said = run("audit", project.root, "--fix", "--write")
    assert said.code == 1
    assert "it lies outside the sources" in said.err
    assert "gradent" in outside.read_text(encoding="utf-8")
    # what lies inside is mended where it stands
    text = (project.root / "inside.txt").read_text(encoding="utf-8")
    assert text == "{concept}`gradient descent`\n"


def test_a_notebook_stays(make_project: MakeProject, run: Run) -> None:
    text = lesson("See {concept}`gradent descent`.")
    cell = {"cell_type": "markdown", "metadata": {}, "source": text}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    files = {"index.md": INDEX, "a-first.md": FIRST, "b-second.ipynb": json.dumps(notebook)}
    made = make_project(files, extensions=["myst_nb"], pedagogy_audit=AUDIT)
    said = run("audit", made.root, "--fix", "--write")
    assert (said.code, said.out) == (1, "")
    why = "it is a notebook, whose lines are no text; fix it by hand"
    assert f"[unknown]: not written: {why}\n" in said.err
    assert said.err.endswith("0 of 1 fix written\n")


def test_what_cannot_be_placed_is_named(project: Project, run: Run) -> None:
    """A name that goes on in the next line is not touched."""
    text = lesson(
        "See {concept}`gradent\ndescent`, {concept}`words <gradent\ndescent>`,\n"
        "{concept}`gradent\ndescent` and {concept}`lost\nwords <los>`."
    )
    project.write({"b-second.md": text})
    said = run("audit", project.root, "--fix", "--write")
    assert said.code == 1
    lines = [line.rpartition("/")[2] for line in said.err.splitlines()]
    why = '"gradent descent" is not on one line of the file; fix it by hand'
    assert lines.count(f"b-second.md:6 [unknown]: not written: {why}") == 1
    assert said.err.endswith("\n1 of 4 fixes written\n"), said.err
    after = text.replace("<los>", "<loss>")
    assert (project.root / "b-second.md").read_text(encoding="utf-8") == after


def test_a_name_that_another_fix_mends_is_not_required_again(project: Project, run: Run) -> None:
    block = ":::{requires}\n- Los (introduced)\n:::\n\n"
    assert fixed(run, project, lesson(block + CHECK)) == ["- Loss (introduced)"]
    assert project.build(strict=False).warnings == []


@pytest.mark.parametrize(
    "text",
    [
        "``{{concept}}`gradent descent` `` is {{concept}}`{} descent`",
        "\\{{concept}}`gradent descent` is {{concept}}`{} descent`",
        "{{concept}}`{} descent`\n```\n{{concept}}`gradent descent`\n```",
    ],
)
def test_code_stays(text: str, project: Project, run: Run) -> None:
    fixed(run, project, lesson(text.format("gradent")))
    after = (project.root / "b-second.md").read_text(encoding="utf-8")
    assert after == lesson(text.format("gradient"))


def test_literals_of_restructured_text_stay(project: Project, run: Run) -> None:
    text = "Second\n======\n\n``x :concept:`gradent descent` x`` is :concept:`{} descent`.\n"
    fixed(run, project, text.format("gradent"), "b-second.rst")
    after = (project.root / "b-second.rst").read_text(encoding="utf-8")
    assert after == text.format("gradient")


def test_words_in_code_with_backticks_get_no_role(project: Project, run: Run) -> None:
    block = ":::{concept} Momentum\n``a ` GD `` and GD.\n:::"
    assert fixed(run, project, lesson(block)) == ["``a ` GD `` and {concept}`GD`."]


def test_slips_on_the_command_line(project: Project, run: Run) -> None:
    assert "--write works only with --fix" in run("audit", project.root, "--write").err
    said = run("audit", project.root, "--fix", "--format", "json")
    assert (said.code, "leave --format out" in said.err) == (2, True)
