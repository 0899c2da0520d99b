"""What several rules ask about a page is worked out once, and never for another page."""

from sphinx_pedagogy.audit.once_a_page import once_a_page
from sphinx_pedagogy.core.rule import PageContext
from sphinx_pedagogy.course.facts import PageFacts
from sphinx_pedagogy.course.page_tree import PageElement
from sphinx_pedagogy.model.depth import DepthScale


def page(name: str) -> PageContext:
    """Return a page without parts."""
    return PageContext(
        docname=name,
        tree=PageElement("page"),
        facts=PageFacts(),
        scale=DepthScale(("mentioned", "introduced")),
        read_source=str,
    )


def test_it_is_worked_out_once_for_each_page() -> None:
    asked: list[str] = []

    @once_a_page
    def shouted(page: PageContext) -> str:
        asked.append(page.docname)
        return page.docname.upper()

    first, second = page("first"), page("second")
    assert [shouted(first), shouted(second), shouted(first)] == ["FIRST", "SECOND", "FIRST"]
    assert asked == ["first", "second"]


def test_two_functions_are_kept_apart() -> None:
    @once_a_page
    def long(page: PageContext) -> int:
        return len(page.docname)

    @once_a_page
    def parts(page: PageContext) -> int:
        return len(page.parts)

    lesson = page("lesson")
    assert (long(lesson), parts(lesson)) == (6, 1)
    assert (long(lesson), parts(lesson)) == (6, 1)
