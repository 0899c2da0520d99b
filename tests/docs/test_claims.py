"""Sentences of the manual that say how something behaves, held against what it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinx_pedagogy
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.course.lesson_status import BUILT, COMPLETE, PLANNED
from sphinx_pedagogy.model import RequirementStatus

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

DOCS = Path(__file__).parents[2] / "docs"


def said(page: str) -> str:
    """Return the words of a page, on one line."""
    return " ".join((DOCS / page).read_text("utf-8").split())


@pytest.mark.parametrize(("between", "fades"), [(2, False), (3, True)])
def test_when_a_concept_fades(between: int, fades: bool, make_project: MakeProject) -> None:
    assert "if {confval}`pedagogy_fading_after` lessons or more lie between the last use" in said(
        "guides/concepts.md"
    )
    pages = {
        "index.md": "# I\n",
        "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} X\n:depth: applied\nIs.\n:::\n",
        "z.md": "# Z\n\n:::{lesson} 1.1.9\n:::\n\n:::{requires}\n- X (applied)\n:::\n",
    }
    for at in range(between):
        pages[f"b{at}.md"] = f"# B{at}\n\n:::{{lesson}} 1.1.{at + 2}\n:::\n"
    project = make_project(
        pages, pedagogy_fading_after=3, pedagogy_audit={"*": "off", "fading": "warning"}
    )
    built = project.build("dummy")
    (known,) = catalogue_of(built.env).course.arriving_at("z")
    assert known.fading is fades
    assert [one.code for one in domain_of(built.env).diagnostics] == ["fading"] * fades


def test_the_next_step_may_be_a_record(make_project: MakeProject) -> None:
    assert "the block links to the record." in said("blocks/next-step.md")
    assert "can be the lesson that [`next-step`](../blocks/next-step.md) leads to" in said(
        "guides/records.md"
    )
    built = make_project(
        {
            "index.md": "# I\n\n```{toctree}\na\nrec\n```\n",
            "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n:::{next-step} On\nGo.\n:::\n",
            "rec.md": "# Records\n\n:::{lesson-record} 1.1.2 Recorded\n- X (applied)\n:::\n",
        }
    ).build()
    assert re.search(r'href="rec\.html[^"]*"[^>]*>[^<]*(?:<[^>]+>)*[^<]*Recorded', built.html("a"))


def test_the_names_of_notebooks_in_examples_are_such_as_the_audit_asks_for() -> None:
    page = (DOCS / "blocks" / "lesson.md").read_text("utf-8")
    names = re.findall(r"^\d\. .*`(?:[./]*notebooks/)?([\w-]+)`[;.]$", page, re.MULTILINE)
    assert len(names) == 3
    assert all(re.fullmatch(r"\d+-\d+-\d+-[a-z-]+", name) for name in names)


def test_a_course_may_have_no_numbers(make_project: MakeProject) -> None:
    assert "A course without any numbers follows its toctrees alone" in said("guides/records.md")
    pages = {"index.md": "# I\n\n```{toctree}\nz\na\n```\n"}
    pages |= {f"{name}.md": f"# {name}\n\n:::{{lesson}}\n:::\n" for name in "az"}
    built = make_project(pages, pedagogy_audit={"*": "off"}).build()
    assert built.warnings == []
    assert [one.slug for one in catalogue_of(built.env).course.lessons] == ["z", "a"]


def test_numbers_of_any_length_count(make_project: MakeProject) -> None:
    assert "The number of a lesson has one or more parts." in said("guides/records.md")
    assert "The number usually consists of series, module and position." in said("blocks/lesson.md")
    pages = {
        "index.md": "# I\n\n```{toctree}\na\nb\nc\n```\n",
        "a.md": "# A\n\n:::{lesson} 1\n:::\n",
        "b.md": "# B\n\n:::{lesson} 1.2\n:::\n",
        "c.md": "# C\n\n:::{lesson} 1.2.3.4\n:::\n",
    }
    built = make_project(pages, pedagogy_audit={"*": "off"}).build()
    assert built.warnings == []
    course = catalogue_of(built.env)
    assert [one.slug for one in course.course.lessons] == ["a", "b", "c"]


def test_pages_without_outputs_are_told_of_unless_one_asks_for_them(
    make_project: MakeProject,
) -> None:
    assert 'With `"skip"` there is no warning, since you asked for pages without outputs' in said(
        "guides/executing.md"
    )
    conf = {"extensions": ["myst_nb"], "nb_execution_mode": "cache", "pedagogy_executor": "none"}
    text = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n"
    project = make_project({"index.md": f"{text}# I\n\n```{{code-cell}}\n1\n```\n"}, **conf)
    for value, told in (("skip", []), ("stale", ["pedagogy.execution"])):
        project.configure(pedagogy_on_missing_output=value)
        for fresh in (False, True):
            built = project.build(fresh=fresh)
            ours = [one.subtype for one in built.warnings if one.subtype.startswith("pedagogy")]
            assert ours == told


def test_the_course_for_programs_lies_in_the_output(make_project: MakeProject) -> None:
    assert "writes `curriculum.json` into its output folder" in said("reference/curriculum-json.md")
    built = make_project("# L\n\n:::{lesson} 1.1.1\n:::\n").build()
    assert (built.outdir / "curriculum.json").is_file()


def test_the_least_that_is_kept_of_what_a_cell_prints(make_project: MakeProject) -> None:
    assert "With the smallest limit, 1, it is cut after 50,000 characters." in said(
        "guides/executing.md"
    )
    conf = {"extensions": ["myst_nb"], "nb_execution_mode": "cache", "pedagogy_max_output": 1}
    text = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n"
    cell = "```{code-cell}\nprint('x' * 3_000_000)\n```\n"
    built = make_project(f"{text}# I\n\n{cell}", **conf).build()
    assert built.html().count("x" * 1000) == 50
    assert "2,950,0" in built.html()


def test_what_is_said_of_the_length_of_files_is_said_of_the_source() -> None:
    """Nothing is promised of tests and styles: tests/test_architecture.py reads none."""
    assert "Files in `src` stay below 400 lines" in said("contributing/architecture.md")
    assert "Files in `src` stay under 400 lines" in said("../CONTRIBUTING.md")


def test_a_hidden_concept_counts(make_project: MakeProject) -> None:
    assert (
        "a hidden `concept` is taught, and mentions of the concept link to the place of the block"
        in said("blocks/index.md")
    )
    pages = {
        "index.md": "# I\n\n```{toctree}\na\nb\n```\n",
        "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} Unseen\n:hidden:\nIs.\n:::\n",
        "b.md": "# B\n\n:::{lesson} 1.1.2\n:::\n\n{concept}`unseen`\n",
    }
    built = make_project(pages, pedagogy_audit={"*": "off"}).build()
    assert built.warnings == []
    assert 'href="a.html#concept-unseen"' in built.html("b")
    assert 'id="concept-unseen"' in built.html("a")
    assert "Is." not in built.text("a")


def test_a_comment_that_silences_needs_a_reason_and_something_to_silence(
    make_project: MakeProject,
) -> None:
    lesson = ":::{{lesson}} 1.1.{}\n:::\n\n% audit: ignore[style]{}\nWords.\n"
    built = make_project(
        {
            "index.md": "# I\n\n```{toctree}\na\nb\n```\n",
            "a.md": "# A\n\n" + lesson.format(1, ""),
            "b.md": "# B\n\n" + lesson.format(2, " it is a quote"),
        },
        pedagogy_audit={"*": "off", "style": "warning"},
    ).build()
    assert [one.subtype for one in built.warnings] == ["pedagogy.ignore"] * 2
    assert [one.path for one in built.warnings] == ["a.md", "b.md"]


@pytest.mark.parametrize("word", [*RequirementStatus, PLANNED, BUILT, COMPLETE])
def test_the_glossary_has_the_words_that_pages_show(word: str) -> None:
    entry = said("reference/glossary.md").partition(" status 1. ")[2].partition(" use A place")[0]
    assert f"*{word}*" in entry


def test_the_wheel_of_the_guide_is_the_one_that_is_built() -> None:
    """Courses commit it, since the package index does not have it."""
    wheel = f"sphinx_pedagogy-{sphinx_pedagogy.__version__}-py3-none-any.whl"
    assert wheel in said("guides/publish.md")


MEDIA = """\
# Pictures

:::{{insight}} Look
{inside}
:::
"""


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (
            "```{figure} a.svg\n:name: attention\nEach looks.\n```\n\nSee {numref}`attention`.",
            "Fig. 1",
        ),
        ('<video controls src="../_static/talk.mp4"></video>', "<video controls"),
        ('<iframe src="https://example.org/ID" title="Talk"></iframe>', '<iframe src="https://'),
        ("```{mermaid}\n:alt: An arrow.\nflowchart LR\n  a --> b\n```", "a --&gt; b"),
        ("A mean.[^w]\n\n[^w]: The weights sum to one.", 'href="#w"'),
    ],
    ids=["figure", "video", "iframe", "diagram", "footnote"],
)
def test_media_work_inside_blocks(inside: str, shown: str, make_project: MakeProject) -> None:
    project = make_project(
        {"index.md": MEDIA.format(inside=inside), "a.svg": "<svg/>"},
        extensions=["sphinxcontrib.mermaid"],
        numfig=True,
    )
    built = project.build()
    assert built.warnings == []
    block = built.html().partition("ped-insight")[2]
    assert shown in block


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_paper_and_text_show_no_video(builder: str, make_project: MakeProject) -> None:
    video = '<video src="talk.mp4"></video>\n\nTalk: <https://example.org/talk>'
    built = make_project(MEDIA.format(inside=video)).build(builder)
    assert built.warnings == []
    (file,) = [*built.outdir.glob("index.txt"), *built.outdir.glob("*.tex")]
    text = file.read_text("utf-8")
    assert "talk.mp4" not in text
    assert "https://example.org/talk" in text


def test_colons_without_their_extension_are_text(make_project: MakeProject) -> None:
    page = "# Trouble\n\n:::{insight} One thing\nShort.\n:::\n\n```{insight} Another\nShort.\n```\n"
    project = make_project(page, myst_enable_extensions=[])
    text = project.build().text()
    assert ":::{insight} One thing" in text
    assert "```" not in text
    project.configure(myst_enable_extensions=["colon_fence"])
    assert ":::" not in project.build().text()


def test_without_our_extension_a_block_is_an_unknown_directive(make_project: MakeProject) -> None:
    conf = 'extensions = ["myst_parser"]\n'
    built = make_project(
        {"conf.py": conf, "index.md": "# T\n\n```{insight}\nShort.\n```\n"}
    ).build()
    assert "Unknown directive type: 'insight'" in built.warnings[0].text


def test_a_kind_of_warning_is_silenced_by_its_name(make_project: MakeProject) -> None:
    page = "# T\n\n:::{insight}\n:colour: red\nShort.\n:::\n"
    assert [one.subtype for one in make_project(page).build().warnings] == ["pedagogy.option"]
    assert make_project(page, suppress_warnings=["pedagogy.option"]).build().warnings == []


def test_vim_reads_the_lines_for_editors() -> None:
    lines = (DOCS / "snippets" / "commands" / "lines.txt").read_text("utf-8").splitlines()[1:]
    (form,) = re.findall(r"errorformat=(.+?%m)", said("guides/editors.md"))
    pattern = form.replace("\\ ", " ").replace("%f", r"(\S+?)").replace("%l", r"(\d+)")
    pattern = pattern.replace("%t%*[a-z]", "([a-z])[a-z]+").replace("%m", "(.+)")
    assert lines
    assert all(re.fullmatch(pattern, line) for line in lines)


@pytest.mark.parametrize(
    ("said_there", "used"),
    [
        ("[`recap`](../blocks/recap.md)", ":::{recap} X\nIs.\n:::\n"),
        ("[`gap`](../blocks/gap.md)", ":::{gap} X\n:size: small\nIs.\n:::\n"),
        ("option [`:code:`](#in-code)", "```python\nexes()\n```\n"),
        ("The role `{concept}`", "{concept}`X`\n"),
        ("[`example`](../blocks/example.md)", ":::{example} E\n:of: X\nIs.\n:::\n"),
        (
            "[`misconception`](../blocks/misconception.md)",
            ":::{misconception} M\n:of: X\nNo.\n:::\n",
        ),
        ("[`check`](../blocks/check.md)", ":::{check} C\n:tests: X\nIs?\n:::\n"),
        (
            "[`pipeline-trace`](../blocks/pipeline-trace.md)",
            "::::{pipeline-trace} P\n:::{trace-step} S\n:shape: (1,)\n:uses: X\n:::\n::::\n",
        ),
        ("`lesson-record`", ":::{lesson-record}\n:uses: X\n:::\n"),
    ],
)
def test_what_keeps_a_concept_fresh(said_there: str, used: str, make_project: MakeProject) -> None:
    page = said("guides/concepts.md")
    start = page.index("A lesson uses a concept, and so keeps the concept fresh")
    assert said_there in page[start : page.index("Requiring a concept does not count")]
    pages = {
        "index.md": "# I\n",
        "a.md": "# A\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} X\n:code: exes\nIs.\n:::\n",
        "b.md": f"# B\n\n:::{{lesson}} 1.1.2\n:::\n\n{used}",
    }
    built = make_project(pages, pedagogy_audit={"*": "off"}).build("dummy")
    course = catalogue_of(built.env).course
    assert {use.concept for use in course.used.get("b", ())} == {"x"}
