"""A mention leads to the teaching that fits the reader of its page, in every builder."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile
from tests.site_cards import card_file, cards_of, data_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject, Project


def lesson(number: str, title: str, body: str) -> str:
    """Return the page of a lesson."""
    return f"# {title}\n\n:::{{lesson}} {number}\n:::\n\n{body}\n"


def concept(title: str, depth: str, **options: str) -> str:
    """Return a concept block."""
    more = "".join(f":{name}: {value}\n" for name, value in options.items())
    return f":::{{concept}} {title}\n:depth: {depth}\n{more}What {title} is.\n:::\n"


AGAIN = "% audit: ignore[duplicate] to see which of two equals wins\n"
INDEX = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n\n{concept}`thing`\n"
COURSE = {
    "index.md": INDEX,
    "a.md": lesson("1.1.1", "A", "{concept}`thing`\n"),
    "b.md": lesson("1.1.2", "B", concept("Thing", "developed") + "\n{concept}`thing`\n"),
    "c.md": lesson("1.1.3", "C", concept("Thing", "mentioned") + "\n{concept}`thing`\n"),
    "d.md": lesson("1.1.4", "D", AGAIN + concept("Thing", "developed") + "\n{concept}`thing`\n"),
    "e.md": lesson("1.1.5", "E", "{concept}`thing`\n"),
    "f.md": lesson("1.1.6", "F", concept("Thing", "applied") + "\n{concept}`thing`\n"),
    "g.md": lesson("1.1.7", "G", "{concept}`THING`\n"),
}


@pytest.fixture(scope="module")
def fits(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One concept, taught four times."""
    from sphinx_pedagogy.testing import Project

    return Project(tmp_path_factory.mktemp("fits"), COURSE).build()


LINK = re.compile(r'(?s)<a [^>]*data-ped-concept="[^"]*"[^>]* href="([^"]*)"[^>]*>(.*?)</a>([^<]*)')


@pytest.mark.parametrize(
    ("docname", "href", "later"),
    [
        ("a", "b.html#concept-thing", True),  # not taught yet: the first that comes
        ("b", "#concept-thing", False),  # here
        ("c", "b.html#concept-thing", False),  # here, but deeper before
        ("d", "#concept-thing", False),  # as deep as before: the most recent
        ("e", "d.html#concept-thing", False),
        ("f", "#concept-thing", False),
        ("g", "f.html#concept-thing", False),
        ("index", "f.html#concept-thing", False),  # outside of all lessons nothing is later
    ],
)
def test_the_teaching_that_fits(docname: str, href: str, later: bool, fits: Built) -> None:
    (found,) = LINK.findall(fits.html(docname).partition("</section>")[0])
    assert found[0] == href
    assert ("(" in found[2]) is later
    assert ("later" in fits.text(docname)) is later


class Links(HTMLParser):
    """All links and anchors of a page."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and links."""
        found = dict(attrs)
        if named := found.get("id"):
            self.ids.append(named)
        if tag == "a" and (href := found.get("href")) is not None:
            self.hrefs.append(href)


def broken(built: Built, suffix: str = ".html") -> list[tuple[str, str]]:
    """Return the links of a site that lead nowhere, each with the page that has it."""
    pages = {
        str(path.relative_to(built.outdir)): Links(path.read_text(encoding="utf-8"))
        for path in built.outdir.rglob(f"*{suffix}")
        if "_static" not in path.parts
    }
    found = []
    for name, page in pages.items():
        for href in page.hrefs:
            if href.startswith(("http:", "https:", "mailto:")) or "_sources/" in href:
                continue
            address, _hash, anchor = href.partition("#")
            target = normpath(join(dirname(name), unescape(address))) if address else name
            if address.endswith("/") or target in {".", ""} or (target + "/index.html") in pages:
                target = normpath(join(target, "index.html"))
            if target not in pages or (anchor and anchor not in pages[target].ids):
                found.append((name, href))
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_every_link_leads_somewhere(builder: str, course: Project) -> None:
    built = course.build(builder)
    assert broken(built, ".xhtml" if builder == "epub" else ".html") == []


def test_in_a_single_page(course: Project) -> None:
    built = course.build("singlehtml")
    page = Links(built.html())
    ours = re.findall(r'data-ped-concept="[^"]*"[^>]* href="([^"]*)"', built.html())
    assert "#concept-pixel-grid" in ours
    for href in ours:
        assert href.startswith("#")
        assert href[1:] in page.ids


PLACES_MD = """# In {concept}`thing`, the heading

:::{lesson} 1.1.8
:::

## Of {lesson}`b` and {concept}`the words <Thing>`

| {concept}`in a head <thing>` | x |
|---|---|
| {concept}`in a cell <thing>` | {lesson}`words in a cell <1.1.2>` |

:::{insight} About {concept}`in a title <thing>`
Body, {concept}`in a block <thing>` and **bold {concept}`in bold <thing>`**.

- {concept}`in an item <thing>`
:::

::::{check}
Question {concept}`in a check <thing>`?
:::{answer}
{concept}`in an answer <thing>`
:::
::::

Words[^note].

[^note]: {concept}`in a note <thing>`
"""
PLACES_RST = """In rst
======

.. lesson:: 1.1.9

See :concept:`thing`, :ped:concept:`in rst <Thing>`, :lesson:`b`, :ped:lesson:`in rst <1.1.2>`.

.. insight:: A title

   :concept:`in a block of rst <thing>`
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Mentions wherever text can stand."""
    from sphinx_pedagogy.testing import Project

    files = {**COURSE, "h.md": PLACES_MD, "i.rst": PLACES_RST}
    return Project(tmp_path_factory.mktemp("places"), files)


WORDS = (
    "the words",
    "in a head",
    "in a cell",
    "in a title",
    "in a block",
    "in bold",
    "in an item",
    "in a check",
    "in an answer",
    "in a note",
)


def words_of(html: str) -> dict[str, str]:
    """Return where each mention on a page leads, by its words."""
    return {unescape(re.sub("<.*?>", "", words)): href for href, words, _ in LINK.findall(html)}


def test_wherever_text_can_stand(places: Project) -> None:
    built = places.build()
    assert built.warnings == []
    links = {
        unescape(re.sub("<.*?>", "", words)): href
        for href, words, _ in LINK.findall(built.html("h"))
    }
    for words in WORDS:
        assert links.get(words) == "f.html#concept-thing", words
    assert '<a href="b.html">1.1.2 B</a>' in built.html("h")
    assert '<a href="b.html">words in a cell</a>' in built.html("h")
    rest = built.html("i")
    assert {"thing", "in rst", "in a block of rst"} == {
        words for _href, words, _ in LINK.findall(rest)
    }
    assert '<a href="b.html">1.1.2 B</a>' in rest
    assert '<a href="b.html">in rst</a>' in rest
    # the heading as contents and neighbours show it
    assert "In thing, the heading" in built.text("index")
    assert "Of 1.1.2 B and the words" in built.text("h")
    assert broken(built) == []


@pytest.mark.parametrize(
    "builder", ["text", "latex", "epub", "singlehtml", "xml", "man", "texinfo"]
)
def test_wherever_text_can_stand_in_other_builders(builder: str, places: Project) -> None:
    built = places.build(builder)
    ours = [one for one in built.warnings if "epub" not in one.text.lower()]
    assert ours == []


def test_any(make_project: MakeProject) -> None:
    page = "# Any\n\n{any}`thing` {any}`words <Thing>` {any}`it-is` {any}`the-eighth`\n"
    page += "{any}`1.1.8` {any}`No way out` {any}`eighth lesson`\n"
    more = (
        ":::{misconception} It is\n:id: it-is\nNo.\n:::\n:::{mental-model} No way out\nUp.\n:::\n"
    )
    index = INDEX.replace("*\n", "*\nz/*\n")
    files = {
        **COURSE,
        "index.md": index,
        "any.md": page,
        "z/1-1-8-the-eighth.md": lesson("1.1.8", "Eighth lesson", more),
    }
    built = make_project(files).build()
    assert built.warnings == []
    page = built.html("any").partition("<h1>")[2]
    links = re.findall(r'<a class="reference internal" href="([^"]*)"', page)
    assert links.count("z/1-1-8-the-eighth.html") == 3  # its slug, number and title
    for href in (
        "f.html#concept-thing",
        "z/1-1-8-the-eighth.html",
        "z/1-1-8-the-eighth.html#misconception-it-is",
        "z/1-1-8-the-eighth.html#mental-model-no-way-out",
    ):
        assert href in links
    assert broken(built) == []


def test_the_inventory(course_html: Built) -> None:
    with (course_html.outdir / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "/", join)

    def entries(kind: str) -> dict[str, tuple[str, str]]:
        items = found[f"ped:{kind}"]
        return {name: (item.uri, item.display_name) for name, item in items.items()}

    assert entries("concept") == {
        "bottleneck": ("/1-1/1-1-2-autoencoders.html#concept-bottleneck", "Bottleneck"),
        "byte-pairs": ("/1-2/1-2-3-joint.html#concept-byte-pairs", "Byte pairs"),
        "gradient-descent": entries("concept")["gradient-descent"],
        "joint-attention": ("/1-2/1-2-3-joint.html#concept-joint-attention", "Joint attention"),
        "latent": ("/1-2/1-2-1-latents.html#concept-latent", "Latent"),
        "loss": entries("concept")["loss"],
        # at its deepest teaching
        "patch": ("/1-2/1-2-2-attention.html#concept-patch", "Patch"),
        "pixel-grid": ("/1-1/1-1-1-pixels.html#concept-pixel-grid", "Pixel grid"),
        "self-attention": ("/1-2/1-2-2-attention.html#concept-self-attention", "Self-attention"),
        "tensor": ("/glossary.html#concept-tensor", "Tensor"),
    }
    assert entries("lesson")["pixels"] == ("/1-1/1-1-1-pixels.html", "Pixels")
    assert entries("module") == {"1.1": ("/1-1/index.html", "Compress")}
    assert entries("misconception")["it-memorizes"] == (
        "/1-1/1-1-2-autoencoders.html#misconception-it-memorizes",
        "It memorizes",
    )
    # a record is where its block stands, not merely on its page
    assert entries("concept")["loss"][0].startswith("/records.html#")
    assert entries("lesson")["gradient-descent"][0].startswith("/records.html#")


def test_ids_on_a_page_are_unique(make_project: MakeProject) -> None:
    twice = "::::{check}\nQ\n:::{answer}\nA\n:::\n::::\n\n:::{mental-model} One\n:::\n\n"
    page = lesson("1.1.1", "L", twice * 2 + concept("X", "mentioned") + concept("X", "developed"))
    built = make_project({"index.md": INDEX, "l.md": page + "\n{concept}`x`\n"}).build()
    ids = Links(built.html("l")).ids
    assert sorted(set(ids)) == sorted(ids)
    objects = built.env.get_domain("ped").get_objects()
    checks = [name for name, _title, kind, *_ in objects if kind == "check"]
    assert len(set(checks)) == len(checks) == 2


def test_a_concept_that_is_not_shown_can_be_referred_to(make_project: MakeProject) -> None:
    page = lesson("1.1.1", "L", concept("X", "developed", display="none") + "{concept}`x`")
    project = make_project(
        {"index.md": "# I\n\n```{toctree}\nl\n```\n\n{concept}`x`\n", "l.md": page}
    )
    built = project.build()
    assert built.warnings == []
    assert broken(built) == []
    text = project.build("latex").read("test.tex")
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text))
    assert wanted <= set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text))


# ── cards ───────────────────────────────────────────────────────────────────────────

DEFINITION = 'A <b>"quoted"</b> & \\\\ </script> <!-- <script> ]]> ünï 注意力 \u2028 end.'


def test_cards_hold_any_text(make_project: MakeProject) -> None:
    code = "```{code-block} none\nno\n```"
    block = f":::{{concept}} X & \\<i>\n:id: x\n{code}\n\n`{DEFINITION}`\n:::\n"
    page = lesson("1.1.1", "L", block + "\n{concept}`x`")
    built = make_project({"index.md": INDEX.replace("thing", "x"), "l.md": page}).build()
    assert built.warnings == []
    title, definition, _taught = cards_of(built)["x"]
    assert title == "X & <i>"
    shown = unescape(re.sub("<[^>]*>", "", definition["html"]))
    assert shown == " ".join(DEFINITION.split())
    for docname in ("l", "index"):
        assert "<script> ]]>" not in built.html(docname)


def test_a_card_says_what_its_reader_knows(fits: Built) -> None:
    title, definition, taught = cards_of(fits)["thing"]
    assert (title, definition) == ("Thing", "What Thing is.")
    link = re.search(r'<a ([^>]*data-ped-concept="thing"[^>]*)>', fits.html("g"))
    assert link
    said = dict(re.findall(r'data-ped-(taught|ago)="([^"]*)"', link[1]))
    assert said["ago"] == "1"
    at = said["taught"]
    assert dict(taught)[at] == "applied"
    assert data_of(card_file(fits))["lessons"][at] == "1.1.6 F"
    assert data_of(card_file(fits))["ago"][0] == "the lesson before"


def test_a_link_weighs_little_and_a_definition_is_on_no_page_that_mentions_it(
    make_project: MakeProject,
) -> None:
    names = [f"Concept {at}" for at in range(40)]
    blocks = "\n".join(concept(name, "developed") for name in names)
    text = " ".join(f"{{concept}}`{name}`" for name in names * 3)
    plain = " ".join(name for name in names * 3)
    files = {
        "index.md": INDEX.replace("{concept}`thing`", ""),
        "1-1-1-l.md": lesson("1.1.1", "L", blocks),
        "many.md": f"# Many\n\n{text}\n",
        "none.md": f"# None\n\n{plain}\n",
    }
    built = make_project(files).build()
    many, none = built.html("many"), built.html("none")
    assert "What Concept 1 is" not in many
    assert len(cards_of(built)) == len(names)
    assert card_file(built).stat().st_size < len(names) * 150
    # a link has its address and one name
    assert len(many.encode()) - len(none.encode()) < 3 * len(names) * 100 + 500


def test_a_card_holds_no_more_than_it_can_show(make_project: MakeProject) -> None:
    one = "This is a first sentence, which alone says all that a reader has to know of it today."
    files = {
        "index.md": "# Index\n\n"
        + " ".join(f"{{concept}}`{name}`" for name in ("whole", "two", "endless", "Two")),
        "a.md": ":::{concept} Whole\nShort.\n:::\n"
        f":::{{concept}} Two\n{one} {one} {one}\n:::\n"
        f":::{{concept}} endless\n{'word ' * 50}\n:::\n",
    }
    cards = cards_of(make_project(files, suppress_warnings=["toc"]).build())
    assert cards["whole"][:2] == ["Whole", "Short."]
    assert cards["two"][:2] == ["Two", one]
    assert cards["endless"][0] == "endless"
    assert str(cards["endless"][1]).endswith("word…")
    assert len(str(cards["endless"][1])) <= 120
