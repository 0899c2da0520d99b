"""A course in another language: translated titles, the same ids, our words from our catalogue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

FILES = {
    "index.md": "# Course\n\n```{toctree}\na\nb\n```\n\n:::{concept-index}\n:::\n",
    "a.md": """# Pictures

:::{lesson} 1.1.1
A picture is numbers.
:::

:::{concept} Pixel grid
:depth: developed
Rows and columns.
:::

See {concept}`Latent`.
""",
    "b.md": """# Latents

:::{lesson} 1.1.2
:::

:::{requires}
- Pixel grid (developed): it goes in
:::

:::{recap} Pixel grid
Rows.
:::

:::{concept} Latent
:builds-on: Pixel grid
What is kept.
:::

Not a {concept}`pixel grid`.

:::{misconception} It is a small picture
No.
:::

:::{lesson-record} 0.1.1 Counting
- Number (applied): one, two, three
:::
""",
}
FACTS = {
    "index.md": "# I\n\n```{toctree}\na\nb\nc\n```\n",
    "a.md": """# A

:::{lesson} 1.1.1
:time: an hour
:::

:::{concept} Factorial
:aka: n bang
The product.
:::

:::{misconception} It is small
:because: It looks so
No: 10! is 3,628,800.
:::
""",
    "b.md": """# B

:::{lesson} 1.1.2
:::

:::{requires}
- n bang (introduced): a reason
:::

:::{concept} Binomial
:builds-on: factorial
A quotient.
:::

::::{comparison}
:layout: table
:rows: Property
:::{side} Left
- **Size**: small
:::
:::{side} Right
- **Size**: large
:::
::::
""",
    "c.md": """# C

:::{lesson} 1.1.3
:::

:::{requires}
- factorial (introduced)
:::

:::{student-state}
:::
""",
}
GERMAN = {
    "Pictures": "Bilder",
    "Latents": "Verborgenes",
    "Pixel grid": "Pixelraster",
    "Latent": "Latente Größe",
    "Rows and columns.": "Zeilen und Spalten.",
    "it goes in": "das kommt hinein",
    "It is a small picture": "Es ist ein kleines Bild",
    "Counting": "Zählen",
    "one, two, three": "eins, zwei, drei",
    "See {concept}`Latent`.": "Siehe {concept}`die Größe <Latent>`.",
    "Not a {concept}`pixel grid`.": "Kein {concept}`Pixelraster`.",
}


@pytest.fixture
def german(make_project: MakeProject) -> Built:
    """The course in German."""
    entries = "".join(f'\nmsgid "{one}"\nmsgstr "{other}"\n' for one, other in GERMAN.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    catalogues = {f"locale/de/LC_MESSAGES/{page}.po": head + entries for page in ("a", "b")}
    conf = {"language": "de", "locale_dirs": ["locale"], "gettext_compact": False}
    return make_project({**FILES, **catalogues}, **conf).build()


def test_names_are_those_of_the_source_and_titles_of_the_reader(german: Built) -> None:
    assert german.warnings == []
    found = json.loads(german.read("curriculum.json"))
    concepts = {one["id"]: one["title"] for one in found["concepts"]}
    assert concepts == {"pixel-grid": "Pixelraster", "latent": "Latente Größe", "number": "Number"}
    lessons = {one["slug"]: one for one in found["lessons"]}
    titles = {slug: lesson["title"] for slug, lesson in lessons.items()}
    assert titles == {"counting": "Zählen", "a": "Bilder", "b": "Verborgenes"}
    # words of the scale are data, and stay
    assert lessons["a"]["teaches"][0]["depth"] == "developed"
    assert lessons["counting"]["teaches"][0]["note"] == "eins, zwei, drei"
    objects = german.env.get_domain("ped").get_objects()
    assert ("it-is-a-small-picture", "Es ist ein kleines Bild") in [one[:2] for one in objects]


def test_names_in_facts_are_the_readers(make_project: MakeProject) -> None:
    """With a message of their own, or as the title that the concept has in that language."""
    files = dict(FACTS)
    words = {
        "a": {"Factorial": "Fakultät", "n bang": "n Ausruf", "an hour": "eine Stunde"},
        "b": {"Property": "Merkmal", "factorial": "Fakultät von n"},
    }
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    for page, told in words.items():
        entries = "".join(f'\nmsgid "{one}"\nmsgstr "{other}"\n' for one, other in told.items())
        files[f"locale/de/LC_MESSAGES/{page}.po"] = head + entries
    project = make_project(
        files, language="de", locale_dirs=["locale"], pedagogy_audit={"*": "off"}
    )
    built = project.build(strict=True)
    assert built.warnings == []
    first, second, third = (built.text(name) for name in "abc")
    assert "Dauer: eine Stunde" in first
    assert "Auch genannt: n Ausruf" in first
    assert "n Ausruf (eingeführt)" in second
    assert "Fakultät von n" in second
    assert "Merkmal" in second
    assert "Fakultät (eingeführt)" in third
    assert "n bang" not in first + second + third
    found = json.loads(built.read("curriculum.json"))
    aliases = {one["id"]: one["aliases"] for one in found["concepts"]}
    assert aliases == {"factorial": ["n Ausruf"], "binomial": []}


def test_links_and_words(german: Built) -> None:
    first, second, index = german.text("a"), german.text("b"), german.text()
    assert "die Größe (später)" in first
    assert 'href="b.html#concept-latent"' in german.html("a")
    assert 'href="a.html#concept-pixel-grid"' in german.html("b")
    assert "das kommt hinein" in second
    assert "Pixelraster 1.1.1 Bilder" in index
    for ours in ("Taught in", "You need", "introduced", "later", "You will learn"):
        assert ours not in f"{first} {second} {index}"
