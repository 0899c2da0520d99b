"""`curriculum.json`: valid, the same from every builder, and each fact where it says it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from sphinx_pedagogy.export.curriculum import SCHEMA, VERSION
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.testing import Built, MakeProject

ROOT = Path(__file__).parents[1] / "roots" / "concepts"
FILE = "curriculum.json"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small course."""
    return Project(tmp_path_factory.mktemp("course"), ROOT)


@pytest.fixture(scope="module")
def built(project: Project) -> Built:
    """The small course, built as HTML."""
    return project.build()


@pytest.fixture(scope="module")
def facts(built: Built) -> dict[str, Any]:
    """What it writes."""
    found: dict[str, Any] = json.loads(built.read(FILE))
    return found


def schema() -> dict[str, Any]:
    """Return the published schema."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def test_the_schema_is_one_and_of_the_version() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"].endswith(f":{VERSION}")
    assert schema()["properties"]["version"]["const"] == VERSION


def test_every_field_is_described() -> None:
    def fields(part: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for key, field in part.get("properties", {}).items():
            yield f"{name}.{key}", field

    found = dict(fields(schema(), "course"))
    for name, part in schema()["$defs"].items():
        assert part["description"]
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
        found |= dict(fields(part, name))
    plain = {
        name for name, field in found.items() if not {"description", "const", "enum"} & set(field)
    }
    # these say it by their names
    assert plain <= {
        "concept.aliases",
        "lesson.teaches",
        "lesson.uses",
        "lesson.requires",
        "requirement.lessons_ago",
    }


def test_it_is_valid(facts: dict[str, Any]) -> None:
    Draft202012Validator(schema()).validate(facts)


@pytest.mark.parametrize("page", ["# Nothing\n", "# T\n\n:::{insight}\nNo course.\n:::\n"])
def test_without_a_course_there_is_none(page: str, make_project: MakeProject) -> None:
    project = make_project("# T\n\n:::{concept} A concept\nText.\n:::\n")
    built = project.build()
    Draft202012Validator(schema()).validate(json.loads(built.read(FILE)))
    project.write({"index.md": page})
    assert not (project.build().outdir / FILE).exists()


def test_lessons_in_order(facts: dict[str, Any]) -> None:
    assert [(one["number"], one["slug"], one["recorded"]) for one in facts["lessons"]] == [
        ("0.1.1", "gradient-descent", True),
        ("1.1.1", "pixels", False),
        ("1.1.2", "autoencoders", False),
        ("1.1.3", "byte-pairs", True),
        ("1.2.1", "latents", False),
        ("1.2.2", "attention", False),
        ("1.2.3", "joint", False),
    ]
    pixels = facts["lessons"][1]
    assert (pixels["title"], pixels["load"], pixels["time"]) == ("Pixels", "build", "30 min")
    assert pixels["new"] == ["pixel-grid", "patch"]
    assert facts["lessons"][5]["new"] == ["self-attention"]


def test_concepts(facts: dict[str, Any]) -> None:
    concepts = {one["id"]: one for one in facts["concepts"]}
    assert list(concepts) == sorted(concepts)
    latent = concepts["latent"]
    assert latent["title"] == "Latent"
    assert latent["aliases"] == ["latents", "code"]
    assert latent["definition"] == "What the encoder keeps."
    assert latent["builds_on"] == ["bottleneck", "pixel-grid"]
    # named by a record alone
    assert concepts["loss"]["title"] == "Loss"
    assert concepts["loss"]["definition"] == ""
    # defined where no lesson teaches it
    assert concepts["tensor"]["document"] == "glossary"


def test_requirements_and_how_they_stand(facts: dict[str, Any]) -> None:
    joint = next(one for one in facts["lessons"] if one["slug"] == "joint")
    stand = {
        one["concept"]: (one["depth"], one["status"], one["known"], one["taught_in"])
        for one in joint["requires"]
    }
    assert stand == {
        "self-attention": ("applied", "gap", "developed", "attention"),
        "patch": ("developed", "ok", "applied", "attention"),
        "pixel-grid": ("mentioned", "gap", "developed", "pixels"),
        "joint-attention": ("mentioned", "missing", "", None),
        "byte-pairs": ("introduced", "ok", "introduced", "byte-pairs"),
    }
    grid = next(one for one in joint["requires"] if one["concept"] == "pixel-grid")
    assert grid["fading"]
    assert grid["recapped"]
    assert (grid["last_used"], grid["lessons_ago"]) == ("pixels", 5)
    assert joint["requires"][0]["reason"] == "two streams share it"
    assert {"concept": "pixel-grid", "recap": True} in [
        {"concept": one["concept"], "recap": one["recap"]} for one in joint["uses"]
    ]


def stated(facts: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each fact with what its line of the source says."""
    titles = {one["id"]: one["title"] for one in facts["concepts"]}
    names = {one["id"]: [one["title"], one["id"], *one["aliases"]] for one in facts["concepts"]}
    for concept in facts["concepts"]:
        yield concept, titles[concept["id"]]
    for lesson in facts["lessons"]:
        yield lesson, lesson["number"]
        for teaching in lesson["teaches"]:
            yield teaching, titles[teaching["concept"]]
        for kind in ("uses", "requires"):
            for fact in lesson[kind]:
                yield fact, "|".join(names[fact["concept"]])


def source_line(document: str, line: int) -> str:
    """Return a line of the source of the course."""
    file = next(path for path in ROOT.glob(f"{document}.*") if path.suffix in {".md", ".rst"})
    return file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_each_fact_stands_where_it_says(facts: dict[str, Any]) -> None:
    checked = 0
    for fact, said in stated(facts):
        line = source_line(fact["document"], fact["line"]).casefold()
        if fact.get("recap") is False and "lesson-record" in line:
            continue  # an option of the record, which stands at its head
        assert any(name.casefold() in line for name in said.split("|")), (fact, line)
        checked += 1
    assert checked > 40


def test_its_anchors_are_on_the_pages(facts: dict[str, Any], built: Built) -> None:
    for lesson in facts["lessons"]:
        for teaching in lesson["teaches"]:
            assert teaching["anchor"]
            assert f'id="{teaching["anchor"]}"' in built.html(teaching["document"])


def test_uris_lead_to_the_pages(facts: dict[str, Any], built: Built) -> None:
    for lesson in facts["lessons"]:
        assert (built.outdir / lesson["uri"].partition("#")[0]).is_file()


BUILDERS = ("text", "latex", "xml", "dirhtml", "singlehtml", "man", "gettext")


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_writes_the_same(
    builder: str, facts: dict[str, Any], project: Project
) -> None:
    found = json.loads(project.build(builder).read(FILE))
    for course in (found, facts):
        for entry in (*course["lessons"], *course["concepts"]):
            # each builder has its own addresses
            entry.pop("uri", None)
    assert found == facts


def test_it_is_deterministic(built: Built, tmp_path: Path) -> None:
    assert Project(tmp_path, ROOT).build(jobs=2).read(FILE) == built.read(FILE)


def test_a_build_without_a_change_leaves_the_file_alone(tmp_path: Path) -> None:
    project = Project(tmp_path, ROOT)
    file = project.build().outdir / FILE
    before = file.stat().st_mtime_ns
    project.build()
    assert file.stat().st_mtime_ns == before


def test_any_script_is_written_as_it_is(make_project: MakeProject) -> None:
    page = '# 注意力\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} Προσοχή\n«ορισμός» \\"x\\"\n:::\n'
    text = make_project({"index.md": page}).build().read(FILE)
    assert '"title": "注意力"' in text
    assert '"id": "προσοχή"' in text
    assert json.loads(text)["concepts"][0]["definition"].startswith("«ορισμός»")


RECORDED = """# Latents

:::{lesson} 1.1.1
:notebook: none, on paper
:::

:::{concept} Latent
:note: in $d$ numbers
Few.
:::

:::{example} A shoe
:kind: negative nuance
x
:::

:::{mental-model} Small is enough
:::

:::{constraint}
+ numbers
- {concept}`Grid`
:::
"""
NEXT = """# Grids

:::{lesson} 1.1.2
:::

:::{concept} Grid
:depth: developed
Rows.
:::

:::{analogy} Smaller still
:from: latents
x
:::
"""


def test_what_records_tell(make_project: MakeProject) -> None:
    index = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"
    reviews = "# R\n\n:::{review} 1\n:lesson: latents\n:::\n\n:::{review-praise} The shoe\n:::\n"
    plan = "# P\n\n:::{plan}\nx\n:::\n\n:::{plan-facts}\n- an *old* one\n:::\n"
    pages = {
        "index.md": index,
        "1-1-1-latents.md": RECORDED,
        "1-1-2-grids.md": NEXT,
        "1-1-1-latents.reviews.md": reviews,
        "1-1-1-latents.plan.md": plan,
    }
    built = make_project(
        pages, pedagogy_audience="author", myst_enable_extensions=["colon_fence", "dollarmath"]
    ).build()
    facts = json.loads(built.read(FILE))
    Draft202012Validator(schema()).validate(facts)
    first, second = facts["lessons"]
    (latent,) = first["teaches"]
    assert latent["note"] == "in $d$ numbers"
    shown = {(one["kind"], one["variant"], one["title"]) for one in latent["taught_by"]}
    assert shown >= {("example", "negative-nuance", "A shoe")}
    assert first["notebook"] == "none, on paper"
    assert first["status"] == second["status"] == "built"
    assert [one["title"] for one in first["mental_models"]] == ["Small is enough"]
    (left_out,) = first["left_out"]
    assert (left_out["text"], left_out["concepts"]) == ("Grid", ["grid"])
    assert left_out["covered_in"] == "grids"
    assert [one["from"] for one in second["analogies"]] == [["latents"]]
    assert first["new_facts"] == ["an *old* one"]
    (review,) = first["reviews"]
    assert (review["verdict"], review["praises"]) == ("pass", ["The shoe"])


def test_the_file_of_an_earlier_version_is_replaced(make_project: MakeProject) -> None:
    project = make_project("# L\n\n:::{lesson} 1.1.1\n:::\n")
    outdir = project.build().outdir
    (outdir / FILE).write_text('{\n"version": 1,\n"project": "Test"\n}\n', encoding="utf-8")
    built = project.build(fresh=True)
    assert built.warnings == []
    assert json.loads(built.read(FILE))["version"] == VERSION
