"""Concepts in plain words on pages: what is linked, what counts, what is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.site_cards import cards_of

from sphinx_pedagogy.concepts.link_targets import link_of
from sphinx_pedagogy.core.domain import catalogue_of
from sphinx_pedagogy.course import rare_words

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject, Project

COVER = """\
# Cover

:::{lesson} 1.1.1
:::

:::{concept} Cover crop
:depth: developed
:aka: green manure
A cover crop feeds the soil.
:::

:::{concept} Bed
A bed holds plants.
:::
"""

TILTH = """\
# Tilth

:::{lesson} 1.1.3
:::

:::{concept} Soil tilth
How the soil crumbles.
:::
"""

LINK = re.compile(
    r'<a class="ped-plain[^"]*"[^>]* data-ped-concept="([^"]+)"[^>]* href="([^"]+)">([^<]+)</a>'
)


def links(built: Built, docname: str = "use") -> list[tuple[str, str]]:
    """Return concept and words of each quiet link of a page."""
    return [(concept, words) for concept, _href, words in LINK.findall(built.html(docname))]


def words(built: Built, docname: str = "use") -> list[str]:
    """Return the words of each quiet link of a page."""
    return [shown for _concept, shown in links(built, docname)]


def files(use: str, name: str = "use.md") -> dict[str, str]:
    """Return a course whose middle lesson is *use*."""
    tree = "```{toctree}\ncover\nuse\ntilth\n```\n"
    return {"index.md": f"# Course\n\n{tree}", "cover.md": COVER, name: use, "tilth.md": TILTH}


def lesson(body: str, front: str = "") -> str:
    """Return a lesson between the two others."""
    return f"{front}# Use\n\n:::{{lesson}} 1.1.2\n:::\n\n{body}\n"


def build(make_project: MakeProject, body: str, scope: str = "section", **conf: object) -> Built:
    """Build the course with another middle lesson."""
    built = make_project(files(lesson(body)), pedagogy_link_mentions=scope, **conf).build()
    assert built.warnings == []
    return built


TWICE = """\
Cover crops are sown; a cover crop is cut.

## Later

Green manure, again a cover crop.
"""


def test_the_first_mention_of_a_section_is_linked(make_project: MakeProject) -> None:
    built = build(make_project, TWICE)
    assert words(built) == ["Cover crops", "Green manure"]
    assert LINK.findall(built.html("use"))[0][1] == "cover.html#concept-cover-crop"
    assert cards_of(built)["cover-crop"][:2] == ["Cover crop", "A cover crop feeds the soil."]


def test_the_first_mention_of_a_page_is_linked(make_project: MakeProject) -> None:
    assert words(build(make_project, TWICE, "page")) == ["Cover crops"]


def test_off_links_and_keeps_nothing(make_project: MakeProject) -> None:
    built = build(make_project, TWICE, "off")
    assert words(built) == []
    assert built.env.domaindata["ped"]["prose"] == {}
    assert catalogue_of(built.env).course.uses_of("cover-crop") == []


def test_a_project_with_lessons_is_linked_unless_it_says_otherwise(
    make_project: MakeProject,
) -> None:
    source = {**files(lesson(TWICE)), "rest.md": "---\norphan:\n---\n# Rest\n\nA cover crop.\n"}
    built = make_project(source).build()
    assert words(built) == ["Cover crops", "Green manure"]
    assert words(built, "rest") == []  # nothing of ours stands there
    asked = make_project(source, pedagogy_link_mentions="section").build()
    assert words(asked, "rest") == ["cover crop"]


def test_a_project_without_lessons_is_not_linked_unless_it_asks(make_project: MakeProject) -> None:
    source = {"index.md": ":::{concept} Cover crop\nIt feeds.\n:::\n\n# Use\n\nA cover crop.\n"}
    source["index.md"] = "# Index\n\n" + source["index.md"].replace("# Use", "## Use")
    project = make_project(source)
    assert words(project.build(), "index") == []
    asked = make_project(source, pedagogy_link_mentions="section")
    assert words(asked.build(), "index") == ["cover crop"]
    project.write({"more.md": "# More\n\n:::{lesson} 1.1\n:::\n"})
    assert words(project.build(), "index") == ["cover crop"]


def test_a_role_is_the_first_mention(make_project: MakeProject) -> None:
    body = (
        "A {concept}`cover crop`, and cover crops.\n\n## B\n\nGreen manure, {concept}`cover crop`."
    )
    assert words(build(make_project, body)) == ["Green manure"]


PROSE = """\
- a list with a cover crop

## Table

| plant | use |
|---|---|
| clover | a cover crop |

## Caption

```{figure} none.png
Drawn: a cover crop
```

## Block

:::{insight} A title
Think of a cover crop.
:::

## Marked

The **cover crop** of *all*, and a cover *crop*.

## Definition

Term
: The cover crop again.

## Note

:::{note}
A cover crop.
:::
"""


def test_mentions_stand_in_all_kinds_of_prose(make_project: MakeProject) -> None:
    project = make_project(
        {**files(lesson(PROSE)), "none.png": ""},
        pedagogy_link_mentions="section",
        suppress_warnings=["image"],
    )
    assert words(project.build()) == ["cover crop"] * 7


SPLIT = """\
A *cover* crop grows, as does a `cover` crop.

## Whole

The **cover crop *twice***, `a` or `b` or a cover crop.

## Half

The *big cover* crop and more.

## Alike

`a` cover crop `b` cover crop `c`
"""


def test_a_name_may_have_markup_in_it(make_project: MakeProject) -> None:
    built = build(make_project, SPLIT)
    shown = re.findall('<a class="ped-plain[^>]*>(.*?)</a>', built.html("use"))
    assert shown == ["<em>cover</em> crop", "cover crop", "cover crop"]
    uses = catalogue_of(built.env).course.uses_of("cover-crop")
    assert [use.place.line for use in uses if use.lesson == "use"] == [6, 10, 10, 14, 18, 18]
    assert re.search("<strong>.*cover crop</a> <em>twice</em>", built.html("use"))


LEFT_OUT = """\
`cover crop`, $cover crop$ and [cover crop](https://example.org), {ref}`cover crop <here>`

(here)=
## A cover crop

```python
"cover crop"
```

> A cover crop, somebody said.

:::{constraint}
- No cover crop here.
:::

:::{insight} Cover crop
Nothing.
:::

:::{requires}
- Cover crop (mentioned): because of the cover crop
:::

- A. Hill, *The cover crop* (1999).
- B. Dale, [Green manure](https://example.org), 2004. On the cover crop.

Cover crop
: Nothing.

The {no-mentions}`cover crop`, and [the cover crop]{.no-mentions}.

{.no-mentions}
A whole cover crop.

:::{note}
:class: no-mentions
A cover crop.
:::

<!-- cover crop -->

:::{next-step} Cover crop
A cover crop comes next.
:::
"""


def test_what_is_no_prose_of_the_author_is_left_alone(make_project: MakeProject) -> None:
    more = ["colon_fence", "deflist", "fieldlist", "dollarmath", "attrs_inline", "attrs_block"]
    built = build(make_project, LEFT_OUT, myst_enable_extensions=more)
    assert words(built) == []
    uses = catalogue_of(built.env).course.uses_of("cover-crop")
    assert [use for use in uses if use.lesson == "use"] == []


def test_a_definition_does_not_link_to_itself(make_project: MakeProject) -> None:
    body = ":::{concept} Fallow\nFallow, or: no cover crop.\n:::\n\nFallow.\n\n## B\n\nFallow land."
    assert links(build(make_project, body)) == [("cover-crop", "cover crop"), ("fallow", "Fallow")]


@pytest.mark.parametrize(
    ("display", "scope", "count"),
    [
        # what stands before a block leads to it, and what stands behind it does not
        ("", "section", 2),
        ("", "page", 1),
        # there is nothing to see where the block stands
        (":display: none\n", "section", 1),
        (":display: none\n", "page", 0),
    ],
)
def test_behind_its_definition_or_beside_an_unseen_one_nothing_links_to_a_concept(
    make_project: MakeProject, display: str, scope: str, count: int
) -> None:
    body = (
        "A fallow field rests.\n\n"
        f":::{{concept}} Fallow field\n{display}It rests.\n:::\n\nNo fallow field.\n\n"
        "## B\n\nA fallow field.\n"
    )
    built = build(make_project, body, scope)
    found = [concept for concept, _shown in links(built) if concept == "fallow-field"]
    assert found == ["fallow-field"] * count


def test_a_page_is_left_out_by_its_front_matter(make_project: MakeProject) -> None:
    text = lesson("A cover crop.", "---\nno-mentions: true\n---\n\n")
    built = make_project(files(text), pedagogy_link_mentions="section").build()
    assert words(built) == []
    text = lesson("A cover crop.", "---\nno-mentions: false\n---\n\n")
    built = make_project(files(text), pedagogy_link_mentions="section").build()
    assert words(built) == ["cover crop"]


def test_front_matter_that_says_neither_yes_nor_no_is_told(make_project: MakeProject) -> None:
    page = "---\nno-mentions: maybe\n---\n\n# T\n\nWords.\n"
    [one] = make_project(page, pedagogy_link_mentions="section").build("dummy").warnings
    assert one.text == 'front matter: "no-mentions" cannot be "maybe"; write true or false'


def test_a_concept_is_left_out_by_its_option(make_project: MakeProject) -> None:
    source = files(lesson("A cover crop."))
    source["cover.md"] = COVER.replace(":aka:", ":no-mentions:\n:aka:")
    built = make_project(source, pedagogy_link_mentions="section").build()
    assert words(built) == []
    assert built.warnings == []
    source["cover.md"] = COVER.replace(":aka:", ":plain:\n:no-mentions:\n:aka:")
    built = make_project(source, pedagogy_link_mentions="section").build()
    assert words(built) == []
    assert [one.subtype for one in built.warnings] == ["pedagogy.option"]


NUMBERS = """\
As in 1.1.1, and again in 1.1.1; in 1.1.2 and 1.1.9. Lesson 1.1.3, module 1.1 and series 1.

## Not

It needs PyTorch 1.1.1 (version 1.1.1), section 1.1.1, and costs 1.1.

## Again

See 1.1.1 and 1.1.3. Not {no-mentions}`in 1.1.1`, `1.1.1` or *1.1*.1.
"""

NUMBER = re.compile(r'<a class="ped-plain" href="([^"]+)" title="([^"]*)">([^<]+)</a>')


def test_numbers_of_lessons_and_modules_are_links(make_project: MakeProject) -> None:
    source = files(lesson(NUMBERS))
    source["index.md"] += "\n:::{course-module} 1.1\nSoil.\n:::\n"
    source["tilth.md"] = TILTH.replace(":::{lesson} 1.1.3\n:::\n", "").replace(
        ":::{concept}", ":::{lesson-record} 1.1.3 On *tilth*\n:::\n\n:::{concept}"
    )
    project = make_project(source, pedagogy_link_mentions="section")
    built = project.build()
    assert built.warnings == []
    cover = ("cover.html", "1.1.1 Cover", "1.1.1")
    record = ("tilth.html#lesson-on-tilth", "1.1.3 On tilth")
    assert NUMBER.findall(built.html("use")) == [
        cover,
        (*record, "Lesson 1.1.3"),
        ("index.html", "Course", "module 1.1"),
        cover,
        (*record, "1.1.3"),
    ]
    assert "1.1.3" in built.text("use")
    off = make_project(source, pedagogy_link_mentions="off").build()
    assert NUMBER.findall(off.html("use")) == []


def test_a_lesson_that_gets_a_number_writes_the_pages_that_name_it(
    make_project: MakeProject,
) -> None:
    source = files(lesson("See 1.1.7."))
    project = make_project(source, pedagogy_link_mentions="section", pedagogy_backlinks=0)
    assert NUMBER.findall(project.build().html("use")) == []
    project.write({"tilth.md": TILTH.replace("1.1.3", "1.1.7")})
    assert "use" in written_by(project)
    assert NUMBER.findall(project.build().html("use")) == [("tilth.html", "1.1.7 Tilth", "1.1.7")]


BED = "The bed is ready."


def test_an_ordinary_word_is_no_mention(make_project: MakeProject) -> None:
    assert words(build(make_project, BED)) == []


@pytest.mark.parametrize(
    "before",
    [
        ":::{requires}\n- Bed (mentioned): why\n:::\n\n",
        ":::{recap} Bed\nWe had it.\n:::\n\n## B\n\n",
        "{concept}`Bed`.\n\n## B\n\n",
        ":::{concept} Bed\n:depth: developed\n:::\n\n## B\n\n",
    ],
)
def test_an_ordinary_word_counts_where_the_lesson_says_what_it_is(
    make_project: MakeProject, before: str
) -> None:
    assert words(build(make_project, before + BED))[-1:] == ["bed"]


@pytest.mark.parametrize(
    ("use", "count"),
    [
        ("Crumbs. The crumb, a crumb.", 1),
        ("A crumb. The crumb.", 0),
        ("Crumbs. The crumb, a crumb.\n\n## More\n\nA crumb.", 2),
        ("Beds. The bed, a bed. The bed, a bed.", 0),
        ("Beds. The bed, a bed. The bed, a bed. Beds.", 1),
        ("More or less, more and more, more, more, more, more, more.", 0),
    ],
)
def test_an_ordinary_word_that_comes_again_and_again_is_what_was_taught(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, use: str, count: int
) -> None:
    monkeypatch.setattr(rare_words, "everyday_words", lambda: frozenset({"bed"}))
    source = files(lesson(use))
    source["cover.md"] += "".join(
        f"\n:::{{concept}} {name}\nIn a garden.\n:::\n" for name in ("Crumb", "Mores")
    )
    assert len(links(make_project(source, pedagogy_link_mentions="section").build())) == count


def test_but_not_what_is_taught_only_later(make_project: MakeProject) -> None:
    later = ":::{concept} Crumb\nA crumb of soil.\n:::\n"
    pages = files(lesson("Crumbs. The crumb, a crumb.")) | {
        "z.md": f"# Z\n\n:::{{lesson}} 1.1.9\n:::\n\n{later}"
    }
    pages["index.md"] = pages["index.md"].replace("tilth", "tilth\nz")
    built = make_project(pages, pedagogy_audit={"*": "off", "forward": "warning"}).build()
    assert built.warnings == []


def test_an_ordinary_word_counts_if_the_concept_says_so(make_project: MakeProject) -> None:
    source = files(lesson(BED))
    source["cover.md"] = COVER.replace("{concept} Bed\n", "{concept} Bed\n:plain:\n")
    assert words(make_project(source, pedagogy_link_mentions="section").build()) == ["bed"]


RARE_PAGES = {
    "index.md": "# Sails\n\n```{toctree}\nuse\nstern\n```\n",
    "use.md": "# Round\n\n:::{lesson} 1.1.1\n:::\n\nRound the buoy and gybe.\n",
    "stern.md": "# Stern\n\n:::{lesson} 1.1.2\n:::\n\n:::{concept} Gybe\nA turn.\n:::\n",
}


def test_a_rare_word_is_no_ordinary_one(make_project: MakeProject) -> None:
    project = make_project(
        RARE_PAGES,
        pedagogy_audit={"*": "off", "forward": "warning"},
        pedagogy_audit_profile="strict",
    )
    (told,) = project.build().warnings
    assert (told.path, told.line, told.subtype) == ("use.md", 6, "pedagogy.forward")


def test_what_the_list_says_of_a_word_is_kept(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(RARE_PAGES)
    project.build()
    for reader in ("frequent_words", "everyday_words"):
        monkeypatch.setattr(rare_words, reader, lambda: pytest.fail("the list is read"))
    project.write({"use.md": RARE_PAGES["use.md"].replace("buoy", "mark")})
    plain = catalogue_of(project.build().env).plain
    assert plain is not None
    assert [mention.concept for mention in plain.of("use")] == ["gybe"]


def test_what_comes_later_is_no_link_but_a_finding(make_project: MakeProject) -> None:
    source = files(lesson("The soil tilth improves."))
    conf = {
        "pedagogy_link_mentions": "section",
        "pedagogy_audit": {"*": "off", "forward": "warning"},
    }
    built = make_project(source, **conf).build()
    assert words(built) == []
    (told,) = built.warnings
    assert (told.path, told.line, told.subtype) == ("use.md", 6, "pedagogy.forward")
    assert "taught only later" in told.text
    off = make_project(source, **{**conf, "pedagogy_link_mentions": "off"}).build()
    assert off.warnings == []


def test_mentions_in_words_are_required_as_those_of_roles_are(make_project: MakeProject) -> None:
    body = "A cover crop.\n\nA cover crop.\n\nA cover crop."
    conf = {
        "pedagogy_link_mentions": "page",
        "pedagogy_audit": {"*": "off", "undeclared": "warning"},
    }
    (told,) = make_project(files(lesson(body)), **conf).build().warnings
    assert told.line == 6
    assert 'names "Cover crop" 3 times' in told.text
    check = "::::{check}\nWhat does a cover crop do?\n\n:::{answer}\nFeed.\n:::\n::::\n"
    (told,) = make_project(files(lesson(check)), **conf).build().warnings
    assert 'this check uses "Cover crop"' in told.text
    off = {**conf, "pedagogy_link_mentions": "off"}
    assert make_project(files(lesson(body)), **off).build().warnings == []


@pytest.mark.parametrize(("scope", "fades"), [("section", False), ("off", True)])
def test_a_mention_in_words_keeps_a_concept_fresh(
    make_project: MakeProject, scope: str, fades: bool
) -> None:
    source = files(lesson("A cover crop."))
    source["tilth.md"] = TILTH + "\n:::{requires}\n- Cover crop (mentioned): why\n:::\n"
    audit = {"*": "off", "fading": "warning"}
    conf = {"pedagogy_link_mentions": scope, "pedagogy_audit": audit, "pedagogy_fading_after": 1}
    built = make_project(source, **conf).build()
    assert [one.subtype for one in built.warnings] == ["pedagogy.fading"] * fades


def test_a_mention_in_words_is_listed_where_the_concept_is_used(make_project: MakeProject) -> None:
    source = files(lesson("A cover crop."))
    source["index.md"] += "\n:::{where-used} Cover crop\n:::\n"
    built = make_project(source, pedagogy_link_mentions="section").build()
    assert "Use" in built.text("index").partition("1.1.2")[2]
    assert "Used in: 1.1.2" in built.text("cover")


@pytest.mark.parametrize(("scope", "ago"), [("section", 1), ("off", 2)])
def test_a_mention_in_words_is_when_the_concept_was_last_seen(
    make_project: MakeProject, scope: str, ago: int
) -> None:
    built = make_project(files(lesson("A cover crop.")), pedagogy_link_mentions=scope).build()
    catalogue = catalogue_of(built.env)
    known = catalogue.course.knows("cover-crop", "tilth")
    assert known
    assert known.lessons_ago == ago
    link = link_of(catalogue, "cover-crop", "tilth")
    assert link
    assert link.ago == ago


def test_both_syntaxes_agree(make_project: MakeProject) -> None:
    text = """\
Use
===

.. lesson:: 1.1.2

Cover crops, ``cover crop``; *cover crop*.

.. note:: A cover crop.

Later
-----

:no-mentions:`Green manure`. Green manure.

.. rst-class:: no-mentions

Later
-----

A cover crop.
"""
    project = make_project(files(text, "use.rst"), pedagogy_link_mentions="section")
    assert words(project.build()) == ["Cover crops", "Green manure"]
    text = ":no-mentions: yes\n\n" + text
    project = make_project(files(text, "use.rst"), pedagogy_link_mentions="section")
    assert words(project.build()) == []


def test_the_language_of_the_pages_says_how_words_end(make_project: MakeProject) -> None:
    source = files(lesson("Mit offenen Faltungen, der offenen Faltung."))
    source["cover.md"] = COVER.replace("{concept} Cover crop", "{concept} Offene Faltung")
    conf = {"pedagogy_link_mentions": "page", "language": "de"}
    assert words(make_project(source, **conf).build()) == ["offenen Faltungen"]


def test_a_page_without_anything_of_ours_is_linked_too(make_project: MakeProject) -> None:
    source = files("# Other\n\nA cover crop, and soil tilth.\n")
    built = make_project(source, pedagogy_link_mentions="section").build()
    assert words(built) == ["cover crop", "soil tilth"]
    assert {"cover-crop", "soil-tilth"} <= cards_of(built).keys()
    assert "sphinx-pedagogy/blocks.js" in built.html("use")
    assert "pedagogy" in "".join(re.findall("<link[^>]*css[^>]*>", built.html("use")))


def test_processes_side_by_side_do_the_same(make_project: MakeProject) -> None:
    source = files(lesson(TWICE))
    source |= {f"more{at}.md": f"---\norphan:\n---\n# {at}\n\nA cover crop.\n" for at in range(8)}
    one = make_project(source, pedagogy_link_mentions="section").build()
    two = make_project(source, pedagogy_link_mentions="section").build(jobs=2)
    for name in ("use", "cover", "more7"):
        assert two.html(name) == one.html(name)
    assert words(two, "more7") == ["cover crop"]


def written_by(project: Project) -> set[str]:
    """Build again, and return the pages that were written."""
    folder = project.root / "_build" / "html"
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.html")}
    project.build()
    now = {path: path.stat().st_mtime_ns for path in folder.glob("*.html")}
    changed = {path.stem for path, at in now.items() if before.get(path) != at}
    return changed - {"genindex", "search", "index"}


def test_a_new_name_writes_the_pages_that_have_it_and_no_others(make_project: MakeProject) -> None:
    source = files(lesson("Nothing. Living mulch."))
    source |= dict.fromkeys(("other.md", "rest.md"), "---\norphan:\n---\n# Other\n\nNo more.\n")
    project = make_project(source, pedagogy_link_mentions="section", pedagogy_backlinks=0)
    assert words(project.build()) == []
    project.write({"cover.md": COVER.replace("green manure", "green manure, living mulch")})
    assert written_by(project) == {"cover", "use"}
    assert words(project.build()) == ["Living mulch"]
    assert written_by(project) == set()
    project.write({"rest.md": "---\norphan:\n---\n# Other\n\nA living mulch.\n"})
    assert written_by(project) == {"rest"}
    project.write({"cover.md": COVER})
    assert written_by(project) == {"cover", "use", "rest"}
    assert words(project.build()) == []


def test_an_edit_of_prose_costs_its_own_page_only(make_project: MakeProject) -> None:
    project = make_project(
        files(lesson("A cover crop.")), pedagogy_link_mentions="section", pedagogy_backlinks=0
    )
    project.build()
    project.write({"use.md": lesson("Longer than before: a cover crop.")})
    assert written_by(project) == {"use"}
    project.write({"tilth.md": TILTH.replace("Soil tilth", "Soil tilth of old")})
    assert written_by(project) == {"tilth"}


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "gettext", "man"])
def test_every_builder_takes_it(make_project: MakeProject, builder: str) -> None:
    conf = {"pedagogy_link_mentions": "section", "version": "1", "epub_show_urls": "no"}
    built = make_project(files(lesson(TWICE)), **conf).build(builder)
    assert [one.text for one in built.warnings if "epub" not in one.text] == []
    if builder == "text":
        assert "Cover crops are sown; a cover crop is cut." in built.read("use.txt")
    elif builder == "latex":
        tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
        assert tex.count("{Cover crops}") == 1
        assert r"\hyperref[\detokenize{cover:concept-cover-crop}]" in tex
    elif builder == "epub":
        page = (built.outdir / "use.xhtml").read_text(encoding="utf-8")
        assert page.count("cover.xhtml#concept-cover-crop") == 2
    elif builder == "singlehtml":
        page = built.html("index")
        assert [shown for _concept, shown in LINK_OF_BOOK.findall(page)] == [
            "Cover crops",
            "Green manure",
        ]
    elif builder == "gettext":
        assert "Cover crops are sown; a cover crop is cut." in built.read("use.pot")


LINK_OF_BOOK = re.compile(
    r'<a class="ped-plain[^"]*"[^>]* data-ped-concept="([^"]+)"[^>]*>([^<]+)</a>'
)
