"""The tree of a page: what asks for kinds, and what for roles."""

from __future__ import annotations

from sphinx_pedagogy.core.rule import CourseContext, PageContext
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.catalogue import Catalogue
from sphinx_pedagogy.course.facts import PageFacts
from sphinx_pedagogy.course.page_tree import LEFT_OUT, PageElement
from sphinx_pedagogy.model.depth import DEFAULT_SCALE


def tree() -> PageElement:
    """A page with an example, a story that counts as one, and a block named like a role."""
    page = PageElement("page")
    example = page.add(PageElement("example", roles=frozenset({BlockRole.EXAMPLE}), text="one"))
    example.add(PageElement("paragraph", text="inside"))
    page.add(PageElement("story", roles=frozenset({BlockRole.EXAMPLE}), text="two"))
    page.add(PageElement("visual", text="three"))
    return page


def kinds(parts: object) -> list[str]:
    return [part.kind for part in parts]  # type: ignore[attr-defined]


def test_strings_are_kinds_and_members_are_roles() -> None:
    page = tree()
    # in both orders: what is remembered of one must not answer the other
    for _again in range(2):
        assert kinds(page.find("example")) == ["example"]
        assert kinds(page.find(BlockRole.EXAMPLE)) == ["example", "story"]
        assert kinds(page.find("visual")) == ["visual"]
        assert kinds(page.find(BlockRole.VISUAL)) == []
        assert kinds(page.find("visual", BlockRole.EXAMPLE)) == ["example", "story", "visual"]


def test_what_is_around_and_what_is_left_out() -> None:
    page = tree()
    inner = page.children[0].children[0]
    assert inner.inside(BlockRole.EXAMPLE) is inner.inside("example") is not None
    assert inner.inside("story") is None
    assert page.words(without=["example"]) == "two three"
    assert page.words(without={BlockRole.EXAMPLE}) == "three"
    words = {LEFT_OUT: "example a\nstory b\nrole:example b\nrole:visual c"}
    page.add(PageElement("comment", options=words))
    assert list(page.left_out("example")) == ["a"]
    assert list(page.left_out(BlockRole.EXAMPLE)) == ["b"]
    assert list(page.left_out("visual")) == []


def test_a_page_and_a_course_are_asked_in_the_same_way() -> None:
    page = PageContext("p", tree(), PageFacts(), DEFAULT_SCALE, str)
    assert kinds(page.find("example")) == ["example"]
    assert kinds(page.find(BlockRole.EXAMPLE)) == ["example", "story"]
    assert kinds(page.find(BlockRole.VISUAL)) == []
    assert kinds(page.find("story", "visual")) == ["story", "visual"]
    course = CourseContext(
        catalogue=Catalogue({}, [], 10),
        trees={},
        scale=DEFAULT_SCALE,
        kept={},
        roles={"story": frozenset({BlockRole.EXAMPLE})},
    )
    assert course.is_a("story", BlockRole.EXAMPLE)
    assert course.is_a("story", "story")
    assert not course.is_a("story", "example")
    assert not course.is_a("visual", BlockRole.VISUAL)
