"""A gated pair makes the same block as the plain directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.core.block_spec import Markup
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from sphinx_pedagogy.core.block_spec import BlockSpec
    from sphinx_pedagogy.testing import Built

BODY = "- **label**: *text*\n\nMore text.\n"


def option_lines(spec: BlockSpec) -> str:
    """Give each option of prose, and what is required."""
    lines = [
        f":{option.name}: the *{option.name}*" for option in spec.options if is_prose(option.markup)
    ]
    lines += [":tier: disclosed"] * (spec.name == "evidence")
    lines += [":for: elsewhere"] * (spec.name in {"hint", "solution"})
    return "".join(f"{line}\n" for line in lines)


def is_prose(markup: Markup) -> bool:
    return markup is Markup.INLINE


def plain(spec: BlockSpec, title: str) -> str:
    return f":::{{ped:{spec.name}}} {title}\n{option_lines(spec)}\n{BODY}:::\n"


def gated(spec: BlockSpec, title: str) -> str:
    start = f":::{{ped:{spec.name}-start}} {title}\n{option_lines(spec)}:::\n"
    return f"{start}\n{BODY}\n:::{{ped:{spec.name}-end}}\n:::\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page for each block, title and way to write it."""
    files = {"index.rst": "Index\n=====\n", "there.md": "(elsewhere)=\n# Elsewhere\n"}
    for spec in BUILT_IN:
        for number, title in enumerate(("", "9.9.9")):
            files[f"plain-{spec.name}-{number}.md"] = plain(spec, title)
            files[f"gated-{spec.name}-{number}.md"] = gated(spec, title)
    return Project(tmp_path_factory.mktemp("gated"), files).build("dummy")


@pytest.mark.parametrize("number", [0, 1], ids=["untitled", "titled"])
@pytest.mark.parametrize("spec", BUILT_IN, ids=lambda spec: spec.name)
def test_the_same_doctree(spec: BlockSpec, number: int, built: Built) -> None:
    one, other = (show(built, f"{way}-{spec.name}-{number}") for way in ("plain", "gated"))
    assert one == other


def show(built: Built, docname: str) -> str:
    """Return a doctree without the name of its page."""
    shown = "".join(child.pformat() for child in built.doctree(docname).children)
    return shown.replace(docname, "PAGE")


BETWEEN_PAGES = {"pedagogy.order", "pedagogy.duplicate"}
"""What the course says of two pages that state the same."""


@pytest.mark.parametrize("spec", BUILT_IN, ids=lambda spec: spec.name)
def test_the_same_warnings(spec: BlockSpec, built: Built) -> None:
    told = {
        way: [
            (warned.subtype, warned.text.replace("-start", ""))
            for warned in built.warnings
            if warned.path.startswith(f"{way}-{spec.name}-")
            and warned.subtype.startswith("ped")
            and warned.subtype not in BETWEEN_PAGES
        ]
        for way in ("plain", "gated")
    }
    assert told["plain"] == told["gated"]
