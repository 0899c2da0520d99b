"""The theme for courses: what stands beside the text, and in what order one reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project
from sphinx_pedagogy.theme.schemes import dark_stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_pedagogy.testing import Built, MakeProject

LESSON = "# {title}\n\n:::{{lesson}} {number}\n{options}:::\n\n## One\n\nText\n\n## Two\n\nText\n"
PAGES = {
    "index": "# Course\n\n```{toctree}\n:caption: Module 1.1\na\nbook\nb\n```\n\n"
    "```{toctree}\n:caption: More\nnotes\nElsewhere <https://example.org/>\n```\n",
    "a": LESSON.format(title="Alpha", number="1.1.1", options=":notebook: book\n"),
    "b": LESSON.format(title="Beta `code`", number="1.1.2", options=""),
    "book": "# Alpha in exercises\n\nText\n",
    "notes": "# Notes\n\n```{toctree}\ndeep\n```\n",
    "deep": "# Deep\n\nText\n",
}


def files(pages: Mapping[str, str]) -> dict[str, str]:
    """Return the files of some pages."""
    return {f"{name}.md": text for name, text in pages.items()}


def menu_of(html: str) -> str:
    """Return the tree of pages."""
    return html.partition('class="wy-menu')[2].partition("</nav>")[0]


def links(html: str) -> list[tuple[str, str]]:
    """Return address and words of each link."""
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(address, " ".join(re.sub("<[^>]*>", "", words).split())) for address, words in found]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the course as it is built."""
    folder = tmp_path_factory.mktemp("course")
    return Project(folder, files(PAGES), html_theme="pedagogy").build("html")


def test_lessons_stand_by_number_and_notebooks_below_them(course: Built) -> None:
    assert course.warnings == []
    assert links(menu_of(course.html("a"))) == [
        ("#", "1.1.1 Alpha"),
        ("book.html", "Notebook"),
        ("b.html", "1.1.2 Beta code"),
        ("notes.html", "Notes"),
        ("https://example.org/", "Elsewhere"),
    ]


def test_what_is_below_a_page_is_shown_there_only(course: Built) -> None:
    assert ("deep.html", "Deep") not in links(menu_of(course.html("a")))
    assert ("deep.html", "Deep") in links(menu_of(course.html("notes")))
    assert ("#", "Deep") in links(menu_of(course.html("deep")))


def test_only_the_group_of_the_page_is_open(course: Built) -> None:
    def opened(page: str) -> list[str]:
        return re.findall(
            r'<details class="group" open>.*?caption-text">(.*?)<',
            menu_of(course.html(page)),
            re.DOTALL,
        )

    assert opened("a") == ["Module 1.1"]
    assert opened("deep") == ["More"]
    assert opened("index") == ["Module 1.1", "More"]
    assert opened("search") == ["Module 1.1", "More"]


def test_the_page_says_which_entry_it_is(course: Built) -> None:
    assert course.html("b").count('aria-current="page"') == 1


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("index", None, "a.html"),
        ("a", None, "b.html"),
        ("book", "a.html", "b.html"),
        ("b", "a.html", "notes.html"),
        ("deep", "notes.html", None),
    ],
)
def test_notebooks_stand_beside_the_way(
    course: Built, page: str, before: str | None, after: str | None
) -> None:
    html = course.html(page)
    for rel, address in (("prev", before), ("next", after)):
        found = re.findall(rf'<link rel="{rel}"[^>]*href="([^"]*)"', html)
        assert found == ([address] if address else [])
        footer = html.partition('<footer class="page-end">')[2]
        assert re.findall(rf'rel="{rel}"[^>]*href="([^"]*)"', footer) == found


def test_contents_follow_the_page(course: Built) -> None:
    contents = course.html("a").partition('class="page-contents"')[2].partition("</aside>")[0]
    assert [address for address, _words in links(contents)] == ["#", "#one", "#two"]
    assert 'class="page-contents"' not in course.html("deep")


def test_a_page_loads_no_script_and_no_font_that_it_does_not_need(course: Built) -> None:
    html = course.html("a")
    assert "jquery" not in html
    assert "theme.js" not in html
    assert not re.search(r"<script>|style=", html)
    css = (course.outdir / "_static" / "css" / "pedagogy.css").read_text("utf-8")
    assert "@font-face" not in css
    assert "url(" not in css


def test_a_title_that_changes_changes_the_pages_beside_which_it_stands(
    make_project: MakeProject,
) -> None:
    project = make_project(files(PAGES), html_theme="pedagogy")
    project.build("html")
    project.write({"a.md": PAGES["a"].replace("Alpha", "Renamed")})
    again = project.build("html")
    assert ("a.html", "1.1.1 Renamed") in links(menu_of(again.html("b")))


def test_a_large_site_shows_the_branch_of_the_page(make_project: MakeProject) -> None:
    names = [f"page{number}" for number in range(160)]
    index = "# Course\n\n```{toctree}\n:caption: First\na\n```\n\n```{toctree}\n:caption: Rest\n"
    pages = {name: f"# {name}\n" for name in names}
    pages |= {
        "index": index + "\n".join(names) + "\n```\n",
        "a": PAGES["a"].replace("book", "none"),
    }
    large = make_project(files(pages), html_theme="pedagogy").build("html")
    assert links(menu_of(large.html("a"))) == [("#", "1.1.1 Alpha"), ("page0.html", "Rest")]


def test_what_an_author_calls_things_is_text_and_no_markup(make_project: MakeProject) -> None:
    index = (
        "# Course\n\n```{toctree}\n:caption: A < B & C\nD <E> & F <https://example.org/>\na\n```\n"
    )
    pages = {"index": index, "a": PAGES["notes"].replace("deep", "self")}
    html = (
        make_project(files(pages), html_theme="pedagogy", project="G <H> & I")
        .build("html")
        .html("a")
    )
    menu = menu_of(html)
    assert "A &lt; B &amp; C" in menu
    assert "D &lt;E&gt; &amp; F" in menu
    assert ">G &lt;H&gt; &amp; I</a>" in html


def test_a_group_of_a_large_site_may_hold_no_page(make_project: MakeProject) -> None:
    names = [f"page{number}" for number in range(160)]
    toctree = "```{{toctree}}\n:caption: {}\n{}\n```\n\n"
    index = toctree.format("Pages", "\n".join(names)) + toctree.format("Out", "X <https://e.org/>")
    pages = {name: f"# {name}\n" for name in names} | {"index": f"# Course\n\n{index}"}
    large = make_project(files(pages), html_theme="pedagogy").build("html")
    assert ("https://e.org/", "X") in links(menu_of(large.html("page3")))


def test_it_works_with_nothing_else_of_ours(make_project: MakeProject) -> None:
    conf = "extensions = ['myst_parser']\nhtml_theme = 'pedagogy'\n"
    index = "# Site\n\n```{toctree}\n:caption: All\nother\n```\n"
    pages = {"conf.py": conf, "index.md": index, "other.md": "# Other\n\n## Part\n"}
    html = make_project(pages).build("html").html("index")
    assert ("other.html", "Other") in links(menu_of(html))
    assert "data-prefix" not in html


def test_the_words_are_those_of_the_page(make_project: MakeProject) -> None:
    project = make_project(files(PAGES), html_theme="pedagogy", language="de")
    assert "Auf dieser Seite" in project.build("html").html("a")


def test_lines_of_code_are_as_high_on_dark_pages() -> None:
    assert "line-height" not in dark_stylesheet("github-dark")
