"""The tree of a page, as it is read off its nodes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from docutils.core import publish_doctree

from sphinx_pedagogy.audit.tree_reader import TreeReader
from sphinx_pedagogy.course.page_tree import PageElement

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

TABLE = """\
Before the table.

.. list-table::

   * - 64 hidden units
     - a \\*plain* |picture| word
   * - first

       second
     - - in a list

.. |picture| image:: drawn.png
   :alt: drawn
"""


def read(text: str) -> PageElement:
    """Return the tree of some reStructuredText."""
    env = SimpleNamespace(docname="page", doc2path=lambda _name: "page.rst")
    root = PageElement("page")
    document = publish_doctree(text, "page.rst")
    TreeReader(cast("BuildEnvironment", env), {}).read_children(document, root)
    return root


def test_an_entry_that_is_one_paragraph_has_its_words() -> None:
    one, two, several, nested = read(TABLE).find("entry")
    assert (one.text, one.line, one.children) == ("64 hidden units", 5, ())
    assert two.text == "a *plain* drawn word"
    assert [(part.kind, part.text) for part in two.children] == [("figure", "drawn")]
    assert several.text == ""
    assert [part.text for part in several.children] == ["first", "second"]
    assert [part.kind for part in nested.children] == ["list"]


def test_parts_know_what_is_around_them() -> None:
    root = read(TABLE)
    assert all(child.parent is part for part in root.walk() for child in part.children)
    assert root.words().startswith("Before the table. 64 hidden units a *plain* drawn word")


def test_a_part_gets_a_list_for_its_first_child() -> None:
    first, second = list(read("- one\n- two\n").find("paragraph"))
    assert first.children == ()
    first.add(PageElement("figure"))
    assert second.children == ()
