"""A site on one page: each id stands once, and each link leads to the block that is meant."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

LESSON = """# Lesson NAME

:::{lesson} 1.1.NUMBER
You.
:::

## Introduction

:::{exercise} The same
Do NAME.
:::

:::{concept} Momentum
:depth: DEPTH

Of NAME.
:::

:::{check} Which?
- [ ] one
- [x] two
:::

(here-NAME)=
### Here

Go to {concept}`momentum` in NAME. [^1] See {ref}`here-OTHER`, [](#here-NAME) and {lesson}`1.1.1`.

[^1]: Note of NAME.
"""


def lesson(name: str, other: str, number: str, depth: str) -> str:
    words = {"NAME": name, "OTHER": other, "NUMBER": number, "DEPTH": depth}
    return re.sub("|".join(words), lambda found: words[found[0]], LESSON)


PAGES = {
    "a.md": lesson("one", "two", "1", "introduced"),
    "sub/b.md": lesson("two", "one", "2", "developed"),
    "index.md": "# Course\n\n```{toctree}\n:numbered:\na\nsub/b\n```\n",
}


def test_ids_are_unique_and_links_lead_to_the_right_block(make_project: MakeProject) -> None:
    built = make_project(PAGES, html_theme="alabaster").build("singlehtml")
    assert built.warnings == []
    html = built.html()
    ids = Counter(re.findall(r'\bid="([^"]*)"', html))
    assert [name for name, count in ids.items() if count > 1] == []
    targets = [target for target in re.findall(r'href="#([^"]*)"', html) if target]
    assert [target for target in targets if target not in ids] == []
    for name, anchor in (("one", "concept-momentum"), ("two", "concept-momentum-sub-b")):
        line = re.search(rf"Go to (.*?) in {name}\.", html)
        assert line
        assert f'href="#{anchor}"' in line[1]
        at = html.index(f'id="{anchor}"')
        assert html.index(f"Of {name}.") > at
        assert html.index(f"Of {name}.") - at < 400
    # what Sphinx counts is found under the new names
    numbers = re.findall(r'section-number">([\d.]+)', html[: html.index("sphinxsidebar")])
    assert numbers == ["1.", "1.1.", "1.1.1.", "2.", "2.1.", "2.1.1."]
    notes = re.findall(r'footnote-reference brackets" href="#([^"]*)" id="([^"]*)"', html)
    assert len(set(notes)) == 2
    for target, origin in notes:
        assert f'id="{target}"' in html
        assert f'href="#{origin}"' in html


def test_links_of_a_map_lead_to_the_block(make_project: MakeProject) -> None:
    """They stand in the source of its diagram."""
    impulse = ":::{concept} Impulse\n:builds-on: momentum\n\nMore.\n:::\n"
    shown = ":::{concept-map}\n:::\n"
    pages = PAGES | {"sub/b.md": f"{PAGES['sub/b.md']}\n{impulse}\n{shown}"}
    pages["index.md"] += f"\n{shown}"
    html = make_project(pages, extensions=["sphinxcontrib.mermaid"]).build("singlehtml").html()
    clicks = re.findall(r'click \w+ href (?:"|&quot;)#(.*?)(?:"|&quot;)', html)
    assert clicks == ["concept-impulse", "concept-momentum-sub-b"] * 2
    assert set(clicks) <= set(re.findall(r'\bid="([^"]*)"', html))


def test_links_of_the_sidebar(make_project: MakeProject) -> None:
    pages = {**PAGES, "index.md": "# Course\n\n```{toctree}\n:maxdepth: 3\na\nsub/b\n```\n"}
    html = make_project(pages, html_theme="alabaster").build("singlehtml").html()
    side = html[html.index("sphinxsidebar") :]
    assert 'href="#introduction"' in side
    assert 'href="#introduction-sub-b"' in side


def test_in_latex_each_link_has_its_label(make_project: MakeProject) -> None:
    text = make_project(PAGES).build("latex").read("test.tex")
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text))
    targets = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text)
    assert {"a:concept-momentum", "sub/b:concept-momentum"} <= set(targets)
    assert set(targets) <= labels


def test_a_site_without_anything_of_ours_stays(make_project: MakeProject) -> None:
    page = "# NAME\n\n## Same\n\nText.\n"
    pages = {
        "a.md": page,
        "b.md": page,
        "index.md": "# Course\n\n```{toctree}\na\nb\n```\n",
    }
    html = make_project(pages).build("singlehtml").html()
    assert html.count('id="same"') == 2


def test_the_theme_for_courses_leads_nowhere_that_is_not_there(make_project: MakeProject) -> None:
    """One page has neither a search nor an index, and its first page has no mark of its own."""
    pages = PAGES | {"a.md": PAGES["a.md"] + "\n[](index.md)\n"}
    html = make_project(pages, html_theme="pedagogy").build("singlehtml").html()
    ids = Counter(re.findall(r'\bid="([^"]*)"', html))
    assert [name for name, count in ids.items() if count > 1] == []
    links = set(re.findall(r'<(?:a|form)\b[^>]*(?:href|action)="([^"]*)"', html))
    assert {link for link in links if not link.startswith("#")} == set()
    assert {link[1:] for link in links} - {""} <= ids.keys()
