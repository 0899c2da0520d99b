"""What another site's `curriculum.json` teaches counts as known here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built

BASE = "https://latents.invalid/en/"
OURS = {
    "index.md": "# Index\n\n```{toctree}\npixels\n```\n\n{concept}`patches`\n",
    "pixels.md": """# Our pixels

:::{lesson} 2.1.1
:::

:::{requires}
- Patch (applied)
- Latent (applied)
- Joint attention (introduced)
:::

:::{concept} Latent
:depth: applied
:builds-on: bottleneck, MMDiT attention
Ours.
:::

{concept}`MMDiT attention` {concept}`Self-attention` {concept}`tensor`

:::{student-state}
:::

:::{concept-map}
:::

:::{concept-index}
:::
""",
}


@pytest.fixture(scope="module")
def theirs(course_html: Built) -> Path:
    """The facts of the small course, as its site publishes them."""
    return course_html.outdir / "curriculum.json"


@pytest.fixture(scope="module")
def built(theirs: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course that builds on the small one."""
    courses = {"latents": (BASE, str(theirs))}
    return Project(tmp_path_factory.mktemp("ours"), OURS, pedagogy_courses=courses).build()


def facts(built: Built) -> dict[str, Any]:
    """Return what a build writes."""
    found: dict[str, Any] = json.loads(built.read("curriculum.json"))
    return found


def test_nothing_is_wrong_with_it(built: Built) -> None:
    # they teach "Patch" twice, and we have a lesson with a name of theirs: neither is a mistake
    assert built.warnings == []


def test_requirements_are_met_by_the_other_course(built: Built) -> None:
    (lesson,) = [one for one in facts(built)["lessons"] if one["slug"] == "pixels"]
    stand = {one["concept"]: (one["status"], one["known"]) for one in lesson["requires"]}
    assert stand == {
        "patch": ("ok", "applied"),
        "latent": ("gap", "developed"),
        "joint-attention": ("ok", "introduced"),
    }
    assert "latent" not in lesson["new"]


def test_mentions_lead_to_the_other_site(built: Built) -> None:
    page = built.html("pixels")
    assert f'href="{BASE}1-2/1-2-3-joint.html#concept-joint-attention"' in page
    assert f'href="{BASE}1-2/1-2-2-attention.html#concept-self-attention"' in page
    assert f'href="{BASE}1-2/1-2-2-attention.html#concept-patch"' in built.html()
    assert "Latents" in built.text("pixels")


def test_what_is_theirs_is_not_in_our_inventory(built: Built) -> None:
    objects = {(kind, name) for name, _t, kind, *_ in built.env.get_domain("ped").get_objects()}
    assert objects == {("concept", "latent"), ("lesson", "pixels")}


def test_a_concept_that_they_only_define_has_its_name(built: Built, theirs: Path) -> None:
    page = built.html("pixels")
    assert f'href="{BASE}glossary.html#concept-tensor"' in page
    (tensor,) = [one for one in facts(built)["concepts"] if one["id"] == "tensor"]
    assert tensor["document"] == tensor["uri"] == f"{BASE}glossary.html"
    assert tensor["anchor"] == "concept-tensor"
    # what we never name is theirs alone
    (ours, all_of_them) = (
        {one["id"] for one in facts["concepts"]}
        for facts in (facts(built), json.loads(theirs.read_text("utf-8")))
    )
    assert ours < all_of_them


def test_a_third_course_is_led_to_the_first(built: Built, tmp_path: Path) -> None:
    courses = {"ours": ("https://ours.invalid/", str(built.outdir / "curriculum.json"))}
    page = "# Third\n\n{concept}`tensor` {concept}`latent`\n"
    third = Project(tmp_path, page, pedagogy_courses=courses).build()
    assert third.warnings == []
    assert f'href="{BASE}glossary.html#concept-tensor"' in third.html()
    assert 'href="https://ours.invalid/pixels.html#concept-latent"' in third.html()


def test_again_the_same(built: Built, theirs: Path, tmp_path: Path) -> None:
    courses = {"latents": (BASE, str(theirs))}
    project = Project(tmp_path, OURS, pedagogy_courses=courses)
    project.build(jobs=2)
    again = project.build()
    assert again.warnings == []
    for page in ("index", "pixels"):
        assert again.html(page) == built.html(page)


def test_a_change_of_theirs_is_seen(theirs: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    text = theirs.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    project = Project(tmp_path / "ours", OURS, pedagogy_courses={"latents": (BASE, str(file))})
    project.build()
    changed = json.loads(text)
    for lesson in changed["lessons"]:
        for teaching in lesson["teaches"]:
            if teaching["concept"] == "patch":
                teaching["depth"] = "mentioned"
    file.write_text(json.dumps(changed), encoding="utf-8")
    again = project.build()
    (lesson,) = [one for one in facts(again)["lessons"] if one["slug"] == "pixels"]
    assert lesson["requires"][0]["status"] == "gap"
    fresh = Project(tmp_path / "fresh", OURS, pedagogy_courses={"latents": (BASE, str(file))})
    assert fresh.build().html("pixels") == again.html("pixels")


BROKEN = {
    "missing": None,
    "no-json": "<html>",
    "no-object": "[]",
    "other-version": '{"version": 2}',
    "no-lessons": '{"version": 1, "project": "x", "concepts": []}',
    "wrong-lessons": '{"version": 1, "project": "x", "concepts": [], "lessons": [3]}',
    "unknown-concept": '{"version": 1, "project": "x", "concepts": [], '
    '"lessons": [{"teaches": [{"concept": "a", "depth": "applied", "anchor": ""}]}]}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_course_that_cannot_be_read_is_told_and_left_out(name: str, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    if (text := BROKEN[name]) is not None:
        file.write_text(text, encoding="utf-8")
    page = "# Index\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} A\n:::\n\n{concept}`a`\n"
    courses = {"theirs": (BASE, str(file))}
    built = Project(tmp_path / "ours", page, pedagogy_courses=courses).build()
    (warned,) = built.warnings
    assert warned.subtype == "pedagogy.course"
    assert '"theirs"' in warned.text
    assert str(file) in warned.text
