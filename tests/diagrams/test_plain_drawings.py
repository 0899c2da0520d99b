"""Drawings as they come out of Mermaid, and what is left of them."""

from __future__ import annotations

import re
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from sphinx_pedagogy.diagrams import mermaid_engine
from sphinx_pedagogy.diagrams.diagram_error import DiagramError
from sphinx_pedagogy.diagrams.mermaid_engine import draw, merged, settings_of, without_lists
from sphinx_pedagogy.diagrams.mermaid_source import source_of
from sphinx_pedagogy.diagrams.outlines import rounded, simplified
from sphinx_pedagogy.diagrams.plain_svg import label_within, plain_svg
from sphinx_pedagogy.diagrams.scheme import for_both_schemes, in_the_dark
from sphinx_pedagogy.diagrams.word_room import with_room

SVG = "{http://www.w3.org/2000/svg}"
RAW = """<svg id="my-svg" width="100%" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 601.3259 88.04" style="max-width: 601px">
<title>Its title</title><desc>What it says</desc>
<style>#my-svg{font-size:16px;fill:#333;}#my-svg .node rect{fill:#ececff;stroke:hsl(0,0%,50%);}
#my-svg .edge{stroke:rgba(51, 51, 51, 0.5);stroke-width:2px;fill:none;stroke-dasharray:0;}
#my-svg .bold{font-weight:700!important;}#my-svg .gone{display:none;}
#my-svg a:hover{fill:red;}@keyframes dash{to{stroke-dashoffset:0;}}</style>
<defs><marker id="my-svg_end"><path d="M 0 0 L 10 5 L 0 10 z"/></marker>
<marker id="my-svg_unused"><path d="M0 0"/></marker><filter id="my-svg-shadow"/></defs>
<path class="edge" id="L_a_b" marker-end="url(#my-svg_end)" data-points="W3s=" d="M0.123,0L9.99,0"/>
<g class="empty"/><rect/><g class="gone"><text>never seen</text></g>
<a xlink:href="#ped-link-0"><g class="node" id="my-svg-a" transform="translate(57.14201354, 20.5)">
<rect class="box" width="10.04" height="20" style="stroke-width:3px !important" stroke-width="9"/>
<text class="bold" x="0"><tspan x="0" dy="1.1em"><tspan font-weight="normal">Merge</tspan>\
<tspan> sort</tspan></tspan></text></g></a></svg>"""


def test_a_drawing_keeps_what_is_seen_and_nothing_else() -> None:
    root = ET.fromstring(plain_svg(RAW))  # noqa: S314
    assert root.attrib == {
        "fill": "#333333",
        "viewBox": "0 0 601.3 88",
        "width": "602",
        "height": "89",
        "font-family": "sans-serif",
        "font-size": "16px",
    }
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        *("svg", "defs", "marker", "path", "a", "g", "rect", "text", "tspan")
    }
    edge = root.find(f"{SVG}path")
    assert edge is not None
    assert edge.attrib == {
        "d": "M0.1,0L10,0",
        "fill": "none",
        "marker-end": "url(#ped-part-0)",
        "stroke": "#33333380",
        "stroke-width": "2",
    }
    box = root.find(f".//{SVG}rect")
    assert box is not None
    assert (box.get("fill"), box.get("stroke"), box.get("width")) == ("#ececff", "#808080", "10")
    assert box.get("stroke-width") == "3"
    text = root.find(f".//{SVG}text")
    assert text is not None
    assert text.get("font-weight") == "bold"
    assert "".join(text.itertext()) == "Merge sort"
    assert [element.get("id") for element in root.iter(f"{SVG}marker")] == ["ped-part-0"]
    link = root.find(f"{SVG}a")
    assert link is not None
    assert link.get("href") == "#ped-link-0"


def test_what_the_source_says_of_its_drawing_is_its_description() -> None:
    assert label_within(RAW) == "What it says"
    assert label_within('<svg xmlns="http://www.w3.org/2000/svg"/>') == ""


@pytest.mark.parametrize(
    ("svg", "why"),
    [
        ("<svg>", "no XML"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 nan"/>', "no size"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><foreignObject width="1" '
            'height="1"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>',
            "<foreignObject>",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>',
            "<script>",
        ),
    ],
)
def test_what_not_every_page_can_show_is_refused(svg: str, why: str) -> None:
    with pytest.raises(DiagramError, match=why):
        plain_svg(svg)


@pytest.mark.parametrize(
    ("outline", "told"),
    [
        ("M0,0 L10,0", "M0,0L10,0"),
        ("M0 0 C3 0, 6 0, 10 0 C10 0, 10 0, 10 0 L20 0", "M0,0L20,0"),
        ("M0 0 L10 10 M0 0 L10 10", "M0,0L10,10"),
        ("M0 0 L10 0 L10 10 Z", "M0,0L10,0L10,10Z"),
        ("M0 0 C0 10, 10 10, 10 0", "M0,0C0,10 10,10 10,0"),
        ("M0.123 0 A5.55 5.55 0 0 1 10.01 0", "M0.1 0 A5.5 5.5 0 0 1 10 0"),
        ("", ""),
    ],
)
def test_an_outline_has_the_points_that_it_needs(outline: str, told: str) -> None:
    assert simplified(outline) == told


def test_a_round_end_stays_round() -> None:
    """Each point of a fine circle is no more than the eye sees away from what is left of it."""
    from math import cos, pi, sin

    points = [(20 * cos(at * pi / 90), 20 * sin(at * pi / 90)) for at in range(181)]
    told = simplified("M" + " L".join(f"{x},{y}" for x, y in points))
    left = [tuple(map(float, one.split(","))) for one in re.findall(r"[ML]([^ML]+)", told)]
    assert len(left) < 60
    assert all(abs((x * x + y * y) ** 0.5 - 20) < 0.15 for x, y in left)


def test_numbers_are_short() -> None:
    assert rounded("translate(57.142013, -0.04) 1e-9 12") == "translate(57.1, 0) 0 12"


@pytest.mark.parametrize("colour", ["#fff3c4", "#1a202c", "#b7791f", "#d6eaf8", "#000000"])
def test_the_partner_of_a_colour_is_light_where_it_is_dark(colour: str) -> None:
    def lightness(one: str) -> int:
        return sum(int(one[at : at + 2], 16) for at in (1, 3, 5))

    dark = in_the_dark(colour)
    assert re.fullmatch(r"#[0-9a-f]{6}", dark)
    if lightness(colour) > 600:
        assert lightness(dark) < 300
    if lightness(colour) < 200:
        assert lightness(dark) > 550


def test_paper_and_text_are_those_of_the_page() -> None:
    told = for_both_schemes('<rect fill="#ffffff" stroke="#1f2933"/><p fill="#fff3c480"/>')
    assert 'fill="var(--ped-drawing-paper)" stroke="currentColor"' in told
    assert re.search(r'fill="light-dark\(#fff3c480,#[0-9a-f]{6}80\)"', told)


def test_links_are_no_part_of_a_source() -> None:
    one = source_of('flowchart LR\n  a --> b\n  click a href "x.html#y"\n  click b "z?a&b" "tip"')
    other = source_of('flowchart LR\n  a --> b\n  click a href "../x/#y"\n  click b "../z" "tip"')
    assert one.key({}) == other.key({})
    assert one.links == ("x.html#y", "z?a&b")
    assert one.linked('<a href="#ped-link-1"><a href="#ped-link-9">') == (
        '<a href="z?a&amp;b"><a href="#ped-link-9">'
    )
    assert source_of('click a href "javascript:alert(1)"').links == ()
    assert one.key({"theme": "base"}) != one.key({})


class Config:
    """What a project says of Mermaid."""

    mermaid_light_theme = "default"
    mermaid_init_config: object = {"startOnLoad": False}


def test_a_project_chooses_colours_and_not_how_texts_are_made() -> None:
    config = Config()
    assert settings_of(config)["theme"] == "base"  # type: ignore[arg-type]
    config.mermaid_light_theme = "forest"
    assert "themeVariables" not in settings_of(config)  # type: ignore[arg-type]
    config.mermaid_init_config = {"theme": "dark", "flowchart": {"htmlLabels": True, "curve": "x"}}
    found = settings_of(config)  # type: ignore[arg-type]
    assert found["theme"] == "dark"
    assert found["flowchart"] == {"htmlLabels": False, "curve": "x"}
    assert merged({"a": {"b": 1}}, {"a": 2}) == {"a": 2}


def test_mermaid_draws() -> None:
    """The one test that asks Mermaid itself: it takes seconds."""
    settings = settings_of(Config())  # type: ignore[arg-type]
    code = 'flowchart LR\n  accDescr: A way\n  a(["one"]) -- "then" --> b["two<br>three"]\n'
    svg, says = draw(code, settings)
    assert says == "A way"
    root = ET.fromstring(svg)  # noqa: S314
    texts = [" ".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert sorted(texts) == ["one", "then", "two three"]
    assert len(svg) < 4_000
    journey, _says = draw("journey\n  section Go\n    Make tea: 5: Me\n", settings)
    assert not re.search(r'<text[^>]*fill="#ffffff"', journey)
    with pytest.raises(DiagramError, match="Parse error on line"):
        draw("flowchart LR\n  a[", settings)


def test_what_takes_too_long_or_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mermaid_engine, "_LONGEST", 0.2)
    monkeypatch.setattr(mermaid_engine, "_PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(DiagramError, match="three minutes"):
        draw("flowchart LR", {})
    monkeypatch.setattr(mermaid_engine, "_LONGEST", 60)
    monkeypatch.setattr(mermaid_engine, "_PROGRAM", "import os; os.abort()")
    with pytest.raises(DiagramError):
        draw("flowchart LR", {})


LISTED = (
    'flowchart LR\n  a("`2. Verify:\n  - test - twice\n  * run`") --> b["- x"] --> c["`1. one`"]\n'
)


def test_a_label_with_a_list_is_lines_of_text() -> None:
    """Those of a course that draws its own path failed: Mermaid breaks no list in plain text."""
    made = without_lists(LISTED).replace("\u00a0", "~")
    assert made == LISTED.replace("2. V", "2.~V").replace("- test", "-~test").replace(
        "* run", "*~run"
    ).replace("1. one", "1.~one")
    drawing, _label = draw(LISTED, {"htmlLabels": False, "flowchart": {"htmlLabels": False}})
    words = "".join(ET.fromstring(drawing).itertext()).replace("\u00a0", " ")  # noqa: S314
    assert "- test - twice" in words


LONG = "Aufmerksamkeitsmechanismusberechnung"


@pytest.mark.parametrize(
    "code",
    [
        f'flowchart LR\n a["The {LONG} of it"] --> b["short"]',
        f"flowchart LR\n {LONG} --> b",
        f"stateDiagram-v2\n [*] --> {LONG}",
        f"mindmap\n root(({LONG}))",
        f'flowchart LR\n a -- "the {LONG} of it" --> b',
        f"flowchart LR\n a -->|{LONG}| b",
        f"stateDiagram-v2\n a --> b: {LONG}",
        f"erDiagram\n A ||--o{{ B : {LONG}",
        f"classDiagram\n A --> B : {LONG}",
    ],
)
def test_no_word_is_broken(code: str) -> None:
    pytest.importorskip("mermaidx")
    drawing, _says = draw(code, with_room(settings_of(SimpleNamespace()), code))  # type: ignore[arg-type]
    lines = [line.strip() for line in ET.fromstring(drawing).itertext()]  # noqa: S314
    assert any(LONG in line for line in lines), lines


def test_room_is_made_for_a_long_label_of_an_arrow() -> None:
    """Its ground is as wide as the word, and boxes keep clear of it."""
    pytest.importorskip("mermaidx")
    code = f"flowchart LR\n a -->|{LONG}| b"
    drawing, _says = draw(code, with_room(settings_of(SimpleNamespace()), code))  # type: ignore[arg-type]
    root = ET.fromstring(drawing)  # noqa: S314
    widths = [float(rect.get("width", 0)) for rect in root.iter(f"{SVG}rect")]
    assert 250 < max(widths) < float(root.get("width", 0)) - 100


def test_scripts_without_spaces_are_still_broken() -> None:
    pytest.importorskip("mermaidx")
    signs = "这是一个没有空格的很长的标签因此可以在任何地方换行"
    drawing, _says = draw(f'flowchart LR\n a -- "{signs}" --> b', settings_of(SimpleNamespace()))  # type: ignore[arg-type]
    lines = [line.strip() for line in ET.fromstring(drawing).itertext()]  # noqa: S314
    assert signs not in lines
    assert signs in "".join(lines)


@pytest.mark.parametrize(
    "code",
    [
        'flowchart LR\n a["encoder<br>frozen, for good and all"] --> bcd[reparameterization]',
        "flowchart LR\n a --> b\n classDef new fill:#fff3c4,stroke:#b7791f,color:#1a202c;",
        '%%{init: {"flowchart": {"rankSpacing": 16, "nodeSpacing": 14}}}%%\nflowchart LR\n a --> b',
        'flowchart LR\n a["这是一个没有空格的很长的标签因此可以在任何地方换行"]',
    ],
)
def test_a_diagram_of_usual_words_is_told_nothing(code: str) -> None:
    settings = {"flowchart": {"htmlLabels": False}}
    assert with_room(settings, code) == settings
