"""Blocks, lists and quotes that stand in each other deeper than anybody can read."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.blocks.nesting import DEEPEST

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject, Project

DEEP = 250


def gates(deep: int) -> str:
    """Return pairs in pairs, in MyST."""
    starts = "".join(f":::{{example-start}} E{at}\n:::\n\n" for at in range(deep))
    return f"# T\n\n{starts}deepest\n\n" + ":::{example-end}\n:::\n\n" * deep


def fences(deep: int, name: str = "example") -> str:
    """Return fences in fences."""
    colons = [":" * (3 + at) for at in range(deep)]
    opening = "".join(f"{fence}{{{name}}}\n" for fence in reversed(colons))
    return opening + "deepest\n" + "".join(f"{fence}\n" for fence in colons)


def rst(deep: int) -> str:
    """Return directives in directives, in reStructuredText."""
    lines = [f"{'   ' * at}.. example:: E\n\n" for at in range(deep)]
    return "T\n=\n\n" + "".join(lines) + "   " * deep + "deepest\n"


def within(text: str) -> str:
    """Return a text in a block."""
    return f"# T\n\n{'`' * 3}{{insight}}\n{text}{'`' * 3}\n"


LISTS = "".join(f"{'  ' * at}- item\n" for at in range(30)) + "  " * 30 + "- deepest\n"
RST_LISTS = "T\n=\n\n.. insight::\n\n" + "".join(f"{'  ' * at}   - item\n\n" for at in range(DEEP))
PAGES = {
    "gates.md": (gates(DEEP), "pedagogy.gate", 3 + 3 * DEEPEST),
    "fences.md": ("# T\n\n" + fences(DEEP), "pedagogy.structure", 3 + DEEPEST),
    "notes.md": (within(fences(DEEP, "note")), "pedagogy.structure", 3),
    "lists.md": (within(LISTS), "pedagogy.structure", None),
    "quotes.md": (within(f"{'> ' * 30}deepest\n"), "pedagogy.structure", None),
    "blocks.rst": (rst(DEEP), "pedagogy.structure", 4 + 2 * DEEPEST),
    "lists.rst": (RST_LISTS, "pedagogy.structure", 4),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_too_deep_is_told_and_stops_nothing(make_project: MakeProject, name: str) -> None:
    text, subtype, line = PAGES[name]
    index = f"index{name[name.index('.') :]}"
    built = make_project({index: text}, myst_enable_extensions=["colon_fence"]).build()
    told = [one.line for one in built.warnings if one.subtype == subtype]
    assert told
    assert line is None or line in told
    if name not in {"lists.md", "quotes.md"}:  # there, MyST drops it
        assert "deepest" in built.text() or "item" in built.text()


def mixed(deep: int) -> str:
    """Return blocks in list items in blocks, in reStructuredText."""
    lines = [
        f"{' ' * 5 * at}.. example:: E\n\n{' ' * (5 * at + 3)}- item\n\n" for at in range(deep)
    ]
    return "T\n=\n\n" + "".join(lines) + " " * 5 * deep + "deepest\n"


BUILDERS = ("html", "singlehtml", "epub", "text", "latex", "man", "texinfo", "xml", "gettext")


def at_depth(make_project: MakeProject, deep: int) -> Project:
    """Return a project whose pages have blocks in blocks, in each way."""
    pages = {
        "index.rst": "T\n=\n\n.. toctree::\n\n   gates\n   fences\n   blocks\n   mixed\n",
        "gates.md": gates(deep),
        "fences.md": "# T\n\n" + fences(deep),
        "blocks.rst": rst(deep),
        "mixed.rst": mixed(deep),
    }
    papers = [("index", "one.tex", "T", "A", "manual")]
    return make_project(pages, version="1", copyright="A", latex_documents=papers)


@pytest.mark.parametrize("over", [0, 1], ids=["at the limit", "one above it"])
def test_every_builder_shows_what_is_as_deep_as_blocks_may_be(
    make_project: MakeProject, over: int
) -> None:
    project = at_depth(make_project, DEEPEST + over)
    told: list[tuple[str, str]] = []
    for builder in BUILDERS:
        built = project.build(builder)
        told += [(one.path, one.subtype) for one in built.warnings]
        shown = [
            path
            for path in built.outdir.rglob("*")
            if path.is_file() and path.suffix in {".html", ".xhtml", ".txt", ".tex", ".xml", ".pot"}
        ]
        if builder not in {"man", "texinfo"}:
            assert any(b"deepest" in path.read_bytes() for path in shown)
    expected = {
        ("gates.md", "pedagogy.gate"),
        ("fences.md", "pedagogy.structure"),
        ("blocks.rst", "pedagogy.structure"),
        ("mixed.rst", "pedagogy.structure"),
    }
    assert set(told) == (expected if over else set())


def test_pairs_count_what_they_stand_in(make_project: MakeProject) -> None:
    # the fence around takes the pairs one by one, and has them closed in it
    inner = gates(DEEPEST).removeprefix("# T\n\n")
    built = make_project(f"# T\n\n::::{{insight}}\n{inner}::::\n").build()
    assert [one.subtype for one in built.warnings] == ["pedagogy.gate"]


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs LaTeX")
def test_latex_has_memory_for_all_that_may_be(make_project: MakeProject) -> None:
    papers = [("index", "one.tex", "T", "A", "manual")]
    built = make_project(gates(DEEPEST), latex_documents=papers).build("latex")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "one.tex"]
    done = subprocess.run(command, cwd=built.outdir, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:]
