"""The manual's snippets: MyST and reStructuredText say the same, and always the same.

Each snippet in `docs/snippets/` is written in both. Its doctree is in `tests/blocks/gold/`;
after a change that is meant, `pytest tests/blocks/test_gold.py --gold-update` writes it again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.testing import Built

SNIPPETS = Path(__file__).parents[2] / "docs" / "snippets"
GOLD = Path(__file__).parent / "gold"
NAMES = sorted(path.stem for path in SNIPPETS.glob("*.md"))

MYST = {"myst_enable_extensions": ["colon_fence", "dollarmath"]}

INDEX = """Index
=====

.. toctree::
   :glob:

   *

.. lesson-record:: 1.1.2 The lesson that the traces take steps from

.. lesson-record:: 1.1.3 The lesson that the plan takes an analogy from
"""


@pytest.fixture(scope="session")
def snippets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The snippets of each language, read."""
    built = {}
    for suffix in ("md", "rst"):
        files = {
            path.name: path.read_text(encoding="utf-8") for path in SNIPPETS.glob(f"*.{suffix}")
        }
        for path in (SNIPPETS / "widget.js", SNIPPETS / "widget.json"):
            files[f"snippets/{path.name}"] = path.read_text(encoding="utf-8")
        project = Project(tmp_path_factory.mktemp(suffix), {"index.rst": INDEX, **files}, **MYST)
        built[suffix] = project.build("dummy")
    return built


def show(document: nodes.document) -> str:
    """Return a doctree without what is only a matter of how it was written."""
    for bullets in document.findall(nodes.bullet_list):
        bullets.attributes.pop("bullet", None)
    for text in list(document.findall(nodes.TextElement)):
        join_texts(text)
    shown = "".join(child.pformat() for child in document.children)
    # docutils before 0.22 writes truth values as Python does.
    return shown.replace('="False"', '="0"').replace('="True"', '="1"')


def join_texts(node: nodes.TextElement) -> None:
    """Join neighbouring texts: MyST makes one of each line, docutils one of all."""
    joined: list[nodes.Node] = []
    for child in node.children:
        if joined and isinstance(child, nodes.Text) and isinstance(joined[-1], nodes.Text):
            joined[-1] = nodes.Text(joined[-1] + child)
        else:
            joined.append(child)
    node.children = joined


def test_every_snippet_is_in_both_languages() -> None:
    assert sorted(path.stem for path in SNIPPETS.glob("*.rst")) == NAMES


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_snippets_deserve_no_warning(snippets: dict[str, Built], suffix: str) -> None:
    assert [w for w in snippets[suffix].warnings if not w.subtype.startswith("toc.")] == []


@pytest.mark.parametrize("name", NAMES)
def test_snippet(
    name: str, snippets: dict[str, Built], check_gold: Callable[[Path, str], None]
) -> None:
    myst = show(snippets["md"].doctree(name))
    assert myst == show(snippets["rst"].doctree(name))
    check_gold(GOLD / f"{name}.xml", myst)


def test_no_gold_is_left_over() -> None:
    assert {path.stem for path in GOLD.glob("*.xml")} == set(NAMES)
