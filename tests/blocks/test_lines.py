"""A warning names the line where the mistake stands: every block, in every place, in each part."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.block_spec import Presence
from sphinx_pedagogy.core.options import inline_options
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.block_spec import BlockSpec

SPECS = (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)

NUMBERS = {"lesson", "course-module", "course-series", "plan", "review"}
"""What takes a number or a name, where a role means nothing."""


def mistakes(spec: BlockSpec, part: str, *, concept: bool = True) -> str:
    """Return a role that is none, and the name of a concept that is none, in MyST."""
    names = f"{{wrong-{spec.name}-{part}}}`x`"
    return f"{names} {{concept}}`none-{spec.name}-{part}`" if concept else names


def myst(spec: BlockSpec, fence: str = ":::") -> list[str]:
    """Return a block with a mistake in each part of it, in MyST."""
    title = ""
    if spec.argument is not Presence.NONE and fence[0] == ":":  # a first line with "`" has no "`"
        title = f" T {mistakes(spec, 'title', concept=spec.name not in NUMBERS)}"
    values = [f":{one.name}: v {mistakes(spec, one.name)}" for one in inline_options(spec.options)]
    return [
        f"{fence}{{ped:{spec.name}}}{title}",
        *(":class: c", f":none-{spec.name}-option: x"),
        *values,
        *("", "First.", ""),
        f"Second {mistakes(spec, 'body')}.",
        *("", "- item", f"- item {mistakes(spec, 'item')}"),
        *(fence, ""),
    ]


def rst(spec: BlockSpec) -> list[str]:
    """Return that block in reStructuredText."""
    first, *rest = (re.sub(r"\{([\w-]+)\}`", r":\1:`", line) for line in myst(spec)[:-2])
    name = f".. ped:{spec.name}::"
    return [first.replace(f":::{{ped:{spec.name}}}", name), *indented(rest, "   "), ""]


def in_yaml(lines: list[str]) -> list[str]:
    """Return a block with its options in the other way of MyST."""
    gap = lines.index("")
    options = [re.sub(r"^:([\w-]+): (.*)", r"\1: \"\2\"", line) for line in lines[1:gap]]
    return [lines[0], "---", *options, "---", *lines[gap:]]


def gated(lines: list[str]) -> list[str]:
    """Return a block as a pair."""
    gap = lines.index("")
    name = lines[0].partition("{")[2].partition("}")[0]
    first = lines[0].replace("}", "-start}", 1)
    return [first, *lines[1:gap], ":::", *lines[gap:-2], "", f":::{{{name}-end}}", ":::", ""]


def tight(lines: list[str]) -> list[str]:
    """Return a block without a blank line between options and body."""
    gap = lines.index("")
    return lines[:gap] + lines[gap + 1 :]


def indented(lines: Iterable[str], by: str) -> list[str]:
    """Return lines behind an indentation."""
    return [f"{by}{line}".rstrip() for line in lines]


def around(first: str, lines: Iterable[str], last: str, *, gap: bool = False) -> list[str]:
    """Return lines between two others."""
    return [first, *([""] if gap else []), *lines, last, ""]


HEADING = ["# T", ""]
RST_HEADING = ["T", "=", ""]
COLONS = [myst(spec) for spec in SPECS]
BACKTICKS = [myst(spec, "```") for spec in SPECS]
RST = [rst(spec) for spec in SPECS]


def page(heading: list[str], blocks: Iterable[list[str]]) -> list[str]:
    """Return the lines of a page."""
    return heading + [line for lines in blocks for line in lines]


FRONT = ["---", *(f"key{at}: {at}" for at in range(30)), "---", "", "Text.", ""]
PAGES = {
    "backticks.md": page(HEADING, BACKTICKS),
    "colons.md": page(HEADING, COLONS),
    "tight.md": page(HEADING, map(tight, COLONS)),
    "yaml.md": page(HEADING, map(in_yaml, COLONS)),
    "pairs.md": page(HEADING, map(gated, COLONS)),
    "front.md": page(FRONT + HEADING, COLONS),
    "in-block.md": page(HEADING, (around("::::{insight} I", one, "::::") for one in COLONS)),
    "in-gap.md": page(
        HEADING, (around("::::{insight} I", one, "::::", gap=True) for one in COLONS)
    ),
    "in-note.md": page(HEADING, (around("````{note}", one, "````") for one in BACKTICKS)),
    "in-item.md": page(HEADING, (["- item", "", *indented(one, "  ")] for one in COLONS)),
    "in-quote.md": page(HEADING, ([*indented(one[:-1], "> "), ""] for one in COLONS)),
    "part.txt": page(["Text.", ""], COLONS),
    "inner.txt": page(["Text.", ""], BACKTICKS),
    "plain.rst": page(RST_HEADING, RST),
    "in-directive.rst": page(
        RST_HEADING, ([".. insight:: I", "", *indented(one, "   ")] for one in RST)
    ),
    "in-list.rst": page(RST_HEADING, (["- item", "", *indented(one, "  ")] for one in RST)),
    "rest.txt": page(["Text.", ""], RST),
}
INCLUDING = {
    "part.txt": "# T\n\n```{include} part.txt\n```\n",
    "inner.txt": "# T\n\nText.\n\n````{insight} I\n\n```{include} inner.txt\n```\n````\n",
    "rest.txt": "T\n=\n\nText.\n\n.. include:: rest.txt\n",
}
INCLUDED_BY = {"including-part.md": "part.txt", "including-inner.md": "inner.txt"}
"""MyST says of its own mistakes in what is included that they stand in the page."""

_NAME = re.compile(r"(?:wrong|none)-[a-z-]+")


def stands(lines: list[str]) -> dict[str, int]:
    """Return each mistake of a page with the line where it stands, counted from 1."""
    found = ((name, at) for at, line in enumerate(lines, 1) for name in _NAME.findall(line))
    return dict(found)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, set[int | None]]]:
    """File to mistake to the lines that warnings named."""
    files = {name: "\n".join(lines) + "\n" for name, lines in PAGES.items()}
    for part, text in INCLUDING.items():
        name = part.partition(".")[0]
        files[f"including-{name}.{'rst' if name == 'rest' else 'md'}"] = text
    files["index.rst"] = "I\n=\n\n.. toctree::\n   :glob:\n\n   *\n"
    built = Project(tmp_path_factory.mktemp("lines"), files).build()
    at = {name: stands(lines) for name, lines in PAGES.items()}
    found: dict[str, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))
    for one in built.warnings:
        # the first that it names: others are offered instead, and slugs are made of some
        path = INCLUDED_BY.get(one.path, one.path)
        match = _NAME.search(one.text)
        if match and match[0] in at.get(path, {}):
            found[path][match[0]].add(one.line)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_mistake_is_told_where_it_stands(
    name: str, told: dict[str, dict[str, set[int | None]]]
) -> None:
    expected = {mistake: {line} for mistake, line in stands(PAGES[name]).items()}
    assert len(expected) > 4 * len(SPECS)
    assert told[name] == expected
