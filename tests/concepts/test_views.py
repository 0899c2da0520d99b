"""Each generated view: what it says, in every builder, limited, empty, and asked wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.concepts.concept_map import escape, without_redundant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.testing import Built, MakeProject, Project

VIEWS = (
    "student-state",
    "prerequisites",
    "concept-index",
    "concept-glossary",
    "concept-map",
    "curriculum",
    "module-record",
    "left-out",
    "misconception-index",
    "mental-models",
    "where-used",
)

SAID = {
    "State": "Bottleneck developed 1.1.2 Autoencoders 4 lessons ago fading",
    "Needs": "Self-attention applied developed 1.2.2 Attention gap (not deep enough) "
    "two streams share it",
    "Index": "Patch 1.1.1 Pixels (introduced), 1.2.2 Attention (applied)",
    "Map": "Joint attention ← Latent, Patch, Self-attention",
    "Tree": "1.1 Compress (planned: build, stretch) "
    "1.1.1 Pixels (build, 30 min) 1.1.2 Autoencoders (stretch)",
    "Record": "1.1.2 Autoencoders (stretch) Status: built Concepts Bottleneck (developed) "
    "Taught by: Misconception: It memorizes Misconceptions It memorizes",
    "Mistakes": "It memorizes, 1.1.2 Autoencoders",
    "Models": "Pictures are spreadsheets, 1.1.1 Pixels",
    "Used": "Taught in 1.1.1 Pixels 1.2.2 Attention Used in 1.2.1 Latents 1.2.3 Joint attention "
    "Needed by 1.2.3 Joint attention",
}
"""A sentence of each section of the page "views"."""

LESSON = """# A lesson

:::{lesson} 1.1.1
:load: build
:::

:::{concept} One
:depth: developed
One.
:::

:::{misconception} Wrong one
:of: One
No.
:::

:::{mental-model} Model one
:::
"""
NEXT = """# The next

:::{lesson} 1.2.1
:load: stretch
:::

:::{requires}
- One (introduced)
:::

:::{concept} Two
:depth: introduced
:builds-on: One
Two.
:::

:::{misconception} Wrong two
No.
:::

:::{mental-model} Model two
:::
"""
INDEX = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"
FILES = {"index.md": INDEX, "1-1-1-first.md": LESSON, "1-2-1-second.md": NEXT}


def view(kind: str, argument: str = "", **options: str) -> str:
    """Return a view as MyST."""
    lines = [f":{name}: {value}" for name, value in options.items()]
    return "\n".join([f":::{{{kind}}} {argument}".strip(), *lines, ":::", ""])


@pytest.mark.parametrize("section", SAID)
def test_what_it_says(section: str, course_html: Built) -> None:
    assert SAID[section] in course_html.text("views")


def words(text: str) -> str:
    """Return *text* without the rules and marks that a text builder draws."""
    return " ".join(re.sub(r"[+|*=-]{2,}|(?m:^\s*[*|] ?)|\|", " ", text).split())


def squeezed(text: str) -> str:
    """Return *text* without blanks: a narrow cell breaks lines anywhere."""
    return "".join(text.split())


def test_text(course: Project) -> None:
    built = course.build("text")
    said = words(built.read("views.txt"))
    for section in ("Index", "Map", "Tree", "Mistakes", "Models", "Used"):
        if section != "Index":  # whose cells are broken into lines
            assert SAID[section] in said
    assert "flowchart" not in said


def test_latex(course: Project) -> None:
    built = course.build("latex")
    (file,) = built.outdir.glob("*.tex")
    text = file.read_text(encoding="utf-8")
    assert "flowchart" not in text
    labels = set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text))
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text))
    assert {"1-1/1-1-1-pixels:concept-pixel-grid", "1-1/1-1-1-pixels::doc"} <= wanted
    assert wanted <= labels


def test_epub(course: Project) -> None:
    course.configure(version="1", copyright="Test", exclude_patterns=["_build", "_templates"])
    built = course.build("epub")
    assert [one for one in built.warnings if not one.subtype.startswith("pedagogy")] == []
    pages = sorted(built.outdir.rglob("*.xhtml"))
    assert pages
    for page in pages:
        ET.parse(page)  # noqa: S314 (our own)
    text = (built.outdir / "views.xhtml").read_text(encoding="utf-8")
    # no script runs there: the list, not the source of a drawing
    assert "flowchart" not in text
    assert "Joint attention" in text


def test_xml(course: Project) -> None:
    built = course.build("xml")
    for page in sorted(built.outdir.rglob("*.xml")):
        ET.parse(page)  # noqa: S314 (our own)
    text = " ".join(built.read("views.xml").split())
    assert "Pictures are spreadsheets" in text


def test_templates_hold_the_words_of_the_author_alone(course: Project) -> None:
    built = course.build("gettext")
    found = {
        message
        for template in built.outdir.rglob("*.pot")
        for message in re.findall(r'(?m)^msgid "(.+)"$', template.read_text(encoding="utf-8"))
    }
    views = re.findall(r'(?m)^msgid "(.+)"$', built.read("views.pot"))
    assert set(views) == {"Views", *SAID}
    assert {"downhill", "two streams share it", "it is what goes in", "On"} <= found
    ours = {
        "Nothing yet.",
        "Taught in",
        "Concept",
        "developed",
        "fading",
        "later",
        "ok",
        "gap",
        "You need",
        "Uses",
    }
    assert not found & ours
    assert not [message for message in found if "lessons ago" in message]


# ── limits ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "kept", "gone"),
    [
        (view("concept-index"), ["One", "Two"], []),
        (view("concept-index", "1.1"), ["One"], ["Two"]),
        (view("concept-index", module="1.2"), ["Two"], ["One"]),
        (view("concept-index", lesson="second"), ["Two"], ["One"]),
        (view("concept-index", depth="developed"), ["One"], ["Two"]),
        (view("concept-glossary", "1.1"), ["One", "Wrong one"], ["Two Builds"]),
        (view("concept-glossary", lesson="second"), ["Two", "Builds on"], ["Also called"]),
        (view("curriculum", module="1"), ["A lesson", "The next"], []),
        (view("curriculum", module="1.2"), ["The next"], ["A lesson"]),
        (view("curriculum", lesson="first"), ["A lesson"], ["The next"]),
        (view("module-record", "1.1"), ["One", "Model one"], ["Two", "Model two"]),
        (view("module-record", lesson="first", depth="applied"), ["Model one"], ["One"]),
        (view("module-record", lesson="second"), ["Two", "Model two"], ["Model one"]),
        (view("misconception-index", "1.1"), ["Wrong one"], ["Wrong two"]),
        (view("misconception-index", lesson="1.2.1"), ["Wrong two"], ["Wrong one"]),
        (view("mental-models", module="1.2"), ["Model two"], ["Model one"]),
        (view("mental-models", lesson="first"), ["Model one"], ["Model two"]),
        (view("student-state", "second"), ["One"], ["Two"]),
        (view("student-state", lesson="1.2.1"), ["One"], ["Two"]),
        (view("student-state", "second", depth="applied"), ["Model one"], ["Taught in"]),
        (view("prerequisites", "second"), ["One", "ok"], ["Two"]),
        (view("prerequisites", "first"), ["Nothing yet."], []),
        (view("concept-map", "Two"), ["One", "Two"], []),
        (view("concept-map", lesson="second"), ["One", "Two"], []),
        (view("concept-map", module="1.1"), ["One", "Two"], []),
        (view("where-used", "one"), ["A lesson", "The next"], []),
        (view("where-used", "one", module="1.1"), ["A lesson"], ["The next"]),
    ],
)
def test_a_limit(asked: str, kept: list[str], gone: list[str], limits: Built) -> None:
    section = LIMITS[asked]
    said = limits.text("asked").partition(section)[2].partition("end-of-it")[0]
    assert [word for word in kept if word not in said] == []
    assert [word for word in gone if word in said] == []


LIMITS: dict[str, str] = {}
"""The heading under which each view of :func:`test_a_limit` stands."""


@pytest.fixture(scope="module")
def limits(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every view of :func:`test_a_limit`, built at once."""
    from sphinx_pedagogy.testing import Project

    marks = [mark for mark in test_a_limit.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    page = ["# Asked\n"]
    for at, (asked, _kept, _gone) in enumerate(marks[0].args[1]):
        LIMITS[asked] = f"begin-{at:02}"
        page.append(f"begin-{at:02}\n\n{asked}\nend-of-it\n")
    files = {**FILES, "asked.md": "\n".join(page)}
    return Project(tmp_path_factory.mktemp("limits"), files).build()


# ── empty, and asked wrongly ────────────────────────────────────────────────────────


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_an_empty_course(builder: str, make_project: MakeProject) -> None:
    page = "# Empty\n\n" + "\n".join(
        view(kind, "one" if kind in {"where-used", "concept-map"} else "") for kind in VIEWS[2:]
    )
    built = make_project(page).build(builder)
    assert {one.text for one in built.warnings} <= {
        '"one" is no concept of this course; no page defines any concept yet'
    }
    if builder == "html":
        assert built.text().count("Nothing yet.") == len(VIEWS[2:])


WRONG = {
    view("student-state", "secnd"): ("unknown", 'did you mean "second"'),
    view("prerequisites", "9.9.9"): ("unknown", '"9.9.9" is no lesson'),
    view("where-used", "Thre"): ("unknown", '"Thre" is no concept'),
    view("concept-map", "Thre"): ("unknown", '"Thre" is no concept'),
    view("module-record", "banana"): ("", "banana"),
    view("concept-index", module="banana"): ("option", "write a number, such as 6.3"),
    view("concept-index", depth="deep"): ("option", 'did you mean "developed"'),
    view("concept-index", colour="red"): ("option", 'it has no option "colour"'),
    view("curriculum", lesson="nowhere"): ("unknown", '"nowhere" is no lesson'),
    view("student-state"): ("argument", "lesson"),
    view("where-used"): ("argument", "concept"),
}


def test_asked_wrongly(make_project: MakeProject) -> None:
    files = {f"w{at:02}.md": f"# W\n\n{asked}" for at, asked in enumerate(WRONG)}
    built = make_project({**FILES, **files}).build()
    told = {one.path: one for one in built.warnings}
    assert len(told) == len(built.warnings)
    for at, (asked, (subtype, text)) in enumerate(WRONG.items()):
        warned = told.pop(f"w{at:02}.md", None)
        assert warned is not None, asked
        assert warned.line == (4 if re.search(r"\n:\w", asked) else 3)
        assert warned.subtype.startswith(f"pedagogy.{subtype}")
        assert text in warned.text
    assert told == {}


def test_a_depth_in_any_case(make_project: MakeProject) -> None:
    page = "# Asked\n\n" + view("concept-index", depth="Developed")
    built = make_project({**FILES, "asked.md": page}).build()
    assert built.warnings == []
    assert (
        "Two" not in built.text("asked").partition("Concept Taught in")[2].partition("Previous")[0]
    )


# ── the map ─────────────────────────────────────────────────────────────────────────

TITLES = [
    'p(x|z) "q" <b>&amp; #quot;',
    "a[b]{c}(d)",
    "end",
    "`code` %% comment",
    "注意力 → وجهة",
    "x; y --> z",
    "<script>alert(1)</script>",
    "$a_b$ \\frac 1",
]


def map_of(built: Built) -> str:
    """Return the source of the drawing, as the browser reads it."""
    from html import unescape

    (found,) = re.findall(r'(?s)<pre[^>]*class="mermaid"[^>]*>(.*?)</pre>', built.html("map"))
    return unescape(found)


def test_titles_with_signs_are_safe_in_the_drawing(make_project: MakeProject) -> None:
    blocks = "".join(
        f":::{{concept}} {title}\n:id: c{at}\n:builds-on: {f'c{at - 1}' if at else 'base'}\n:::\n\n"
        for at, title in enumerate(t.replace("`", r"\`").replace("$", r"\$") for t in TITLES)
    )
    page = f"# L\n\n:::{{lesson}} 1.1.1\n:::\n\n:::{{concept}} base\n:::\n\n{blocks}"
    files = {"index.md": INDEX, "lesson.md": page, "map.md": "# Map\n\n" + view("concept-map")}
    built = make_project(files, extensions=["sphinxcontrib.mermaid"]).build()
    source = map_of(built)
    nodes = re.findall(r'(?m)^ +(c\d+)\["(.*)"\]$', source)
    edges = re.findall(r"(?m)^ +(c\d+) --> (c\d+)$", source)
    assert len(nodes) == len(TITLES) + 1
    assert len(edges) == len(TITLES)
    # a box each, an edge each, and a way to each lesson
    assert len(source.strip().splitlines()) == 1 + 2 * len(nodes) + len(edges)
    for _name, label in nodes:
        assert not set('"<>`') & set(label)
    assert "alert(1)" in built.text("map")


@given(st.text(alphabet=st.characters(exclude_characters="\r\n")) | st.sampled_from(TITLES))
def test_a_label_says_the_title_and_stays_a_label(title: str) -> None:
    label = escape(title)
    assert not set('"<>`\n') & set(label)
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label) == title


def test_without_mermaid_there_is_the_list(make_project: MakeProject) -> None:
    built = make_project({**FILES, "map.md": "# Map\n\n" + view("concept-map")}).build()
    assert built.warnings == []
    assert "flowchart" not in built.html("map")
    assert "Two ← One" in built.text("map")


def test_redundant_edges_are_left_out() -> None:
    chain = {("c", "b"), ("b", "a")}
    assert without_redundant({*chain, ("c", "a")}) == chain
    assert without_redundant({("a", "a"), *chain}) >= chain
    assert without_redundant(set()) == set()


def reach(edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return all pairs of which the first leads to the second."""
    found = set(edges)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more


names = st.integers(0, 6)


@given(st.sets(st.tuples(names, names).filter(lambda edge: edge[0] > edge[1])))
def test_what_is_left_leads_as_far_and_is_the_least(numbers: set[tuple[int, int]]) -> None:
    edges = {(str(one), str(other)) for one, other in numbers}
    left = without_redundant(edges)
    assert left <= edges
    assert reach(left) == reach(edges)
    for edge in left:
        assert edge not in reach(left - {edge})


@given(st.sets(st.tuples(names, names)))
def test_in_circles_too_what_leads_somewhere_still_does(numbers: set[tuple[int, int]]) -> None:
    edges = {(str(one), str(other)) for one, other in numbers}
    left = without_redundant(edges)
    assert left <= edges
    assert reach(left) == reach(edges)
