"""The records of the course say what three of its lessons can build on.

The lessons' pages are read without running their cells. A lesson that is not written yet, or
does not say yet what it needs, is stood in for by a page that does.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

LESSONS = Path(__file__).resolve().parents[2] / "lessons"

EXTENSIONS = ["myst_nb", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_pedagogy"]

FROM_PIXELS_TO_LATENTS = """
# From pixels to latents

:::{lesson} 6.3.5
:::

:::{requires}
- VAE encode and decode (developed)
- organized latent space (developed)
- VAE quality ceiling (developed)
- reconstruction loss (developed)
- DDPM training (applied)
- DDPM sampling (applied)
- cost of 1000 steps (applied)
- closed-form forward process (developed)
- U-Net (developed)
- timestep conditioning (developed)
- cross-attention (developed)
- classifier-free guidance (developed)
:::

:::{recap} VAE, latent space
Clouds, and a city with roads.
:::

:::{concept} Latent diffusion
:depth: developed
:::
"""

SD3_AND_FLUX = """
# SD3 and Flux

:::{lesson} 7.4.3
:::

:::{requires}
- self-attention (developed)
- cross-attention (developed)
- DiT block (developed)
- patchify (developed)
- adaLN-Zero (developed)
- DiT replaces only the denoiser (introduced)
- CLIP text encoder (developed)
- SDXL dual encoders (developed)
- conditional flow matching (developed)
- rectified flow (introduced)
- T5 (introduced)
- IP-Adapter (introduced)
:::
"""

NANO_BANANA_PRO = """
# Nano Banana Pro

:::{lesson} 8.3.1
:::

:::{requires}
- AR text generation (developed)
- decoder-only transformer (developed)
- self-attention (developed)
- VAE encode and decode (developed)
- DDPM sampling (developed)
- CFG (introduced)
- cross-attention (introduced)
- patchify (introduced)
- discrete visual tokenization (introduced)
- AR image generation (introduced)
:::
"""

STAND_INS = {
    "6-3/6-3-5-from-pixels-to-latents.md": FROM_PIXELS_TO_LATENTS,
    "7-4/7-4-3-sd3-and-flux.md": SD3_AND_FLUX,
    "8-3/8-3-1-nano-banana-pro.md": NANO_BANANA_PRO,
}

Verdicts = dict[str, dict[str, Any]]


def stand_in(project: Project, name: str, page: str) -> None:
    """Write *page* in place of the lesson's record, unless the lesson says what it needs."""
    file = project.root / name
    if file.exists() and "{requires}" in file.read_text(encoding="utf-8"):
        return
    number = re.search(r"\{lesson\} (\S+)", page)
    assert number
    record = re.compile(rf"(?ms)^:::\{{lesson-record\}} {re.escape(number[1])} .*?^:::$")
    for records in sorted((project.root / "records").glob("series-*.md")):
        text = records.read_text(encoding="utf-8")
        for found in record.findall(text):
            page += as_blocks(found)
            records.write_text(text.replace(found, ""), encoding="utf-8")
    project.write({name: page})


def as_blocks(record: str) -> str:
    """Return what a record says of its lesson, as that lesson's page would say it."""
    taught = re.findall(r"(?m)^- (.+?) \((\w+)\)", record)
    used = re.search(r"(?m)^:uses: (.*)$", record)
    blocks = [f":::{{concept}} {concept}\n:depth: {depth}\n:::" for concept, depth in taught]
    blocks += [f"{{concept}}`{name}`" for name in used[1].split(", ")] if used else []
    return "\n" + "\n\n".join(blocks) + "\n"


def our_warnings(project: Project) -> Iterator[str]:
    """Build; yield what our extension finds wrong with the course."""
    for warning in project.build("dummy").warnings:
        if warning.subtype.startswith("pedagogy."):
            yield f"{warning.path}:{warning.line}: {warning.text}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("course")
    made = Project(
        root,
        LESSONS,
        extensions=EXTENSIONS,
        html_theme="basic",
        html_theme_options={},
        templates_path=[],
        pedagogy_folders={"notebooks": str(LESSONS.parent / "notebooks")},
        nb_execution_mode="off",
        # the stand-ins for lessons that are not written are no lessons to audit
        pedagogy_audit={"*": "off", "unknown": "error", "cycle": "error", "self": "error"},
    )
    for name, page in STAND_INS.items():
        stand_in(made, name, page)
    return made


@pytest.fixture(scope="module")
def curriculum(project: Project) -> dict[str, Any]:
    assert list(our_warnings(project)) == []
    facts: dict[str, Any] = json.loads(
        (project.root / "_build" / "dummy" / "curriculum.json").read_text(encoding="utf-8")
    )
    return facts


@pytest.fixture(scope="module")
def lessons(curriculum: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {lesson["slug"]: lesson for lesson in curriculum["lessons"]}


def verdicts(lesson: dict[str, Any]) -> Verdicts:
    return {one["concept"]: one for one in lesson["requires"]}


def with_status(found: Verdicts, status: str) -> set[str]:
    return {concept for concept, one in found.items() if one["status"] == status}


def test_from_pixels_to_latents_has_three_gaps_by_fading(lessons: Any) -> None:
    found = verdicts(lessons["from-pixels-to-latents"])
    faded = {
        "vae-encode-and-decode": "exploring-latent-spaces",
        "organized-latent-space": "exploring-latent-spaces",
        "self-attention": "scaling-and-efficiency",
    }
    assert with_status(found, "gap") == faded.keys()
    assert with_status(found, "ok") == found.keys() - faded.keys()
    for concept, last in faded.items():
        one = found[concept]
        # deep enough, last used long ago, and recapped: a small gap that the lesson closes
        assert (one["fading"], one["recapped"]) == (True, True)
        assert one["known"] == ("applied" if concept == "self-attention" else "developed")
        assert one["last_used"] == last
    assert found["vae-encode-and-decode"]["taught_in"] == "variational-autoencoders"
    assert {found[one]["known"] for one in ("ddpm-training", "cost-of-1000-steps")} == {"applied"}
    assert found["cost-of-1000-steps"]["taught_in"] == "build-a-diffusion-model"


def test_sd3_and_flux_lacks_only_t5(lessons: Any) -> None:
    found = verdicts(lessons["sd3-and-flux"])
    # queries, keys and values are known well enough, but were last used long ago
    assert with_status(found, "gap") == {"t5", "q-k-v-projections"}
    assert found["q-k-v-projections"]["recapped"]
    assert with_status(found, "missing") == set()
    t5 = found["t5"]
    assert (t5["known"], t5["taught_in"]) == ("mentioned", "decoder-only-transformers")
    assert found["decoupled-cross-attention"]["known"] == "developed"
    assert found["dual-text-encoders"]["taught_in"] == "sdxl"


def test_nano_banana_pro_teaches_what_is_discrete(lessons: Any) -> None:
    lesson = lessons["nano-banana-pro"]
    taught = {one["concept"]: one["depth"] for one in lesson["teaches"]}
    assert taught["discrete-visual-tokenization"] == "introduced"
    assert taught["autoregressive-image-generation"] == "developed"
    found = verdicts(lesson)
    # what it is about is missing on arrival, and it says where it brings it
    missing = {"discrete-visual-tokenization", "autoregressive-image-generation"}
    assert with_status(found, "missing") == missing
    assert all(found[name]["recapped"] for name in missing)
    # what series 4 taught is long ago: deep enough, but fading, and recapped
    faded = {"autoregressive-text-generation", "kv-cache", "chain-of-thought"}
    assert with_status(found, "gap") == faded
    assert all(found[one]["fading"] and found[one]["recapped"] for one in faded)
    assert found["autoregressive-text-generation"]["known"] == "applied"


@pytest.mark.parametrize(("module", "count"), [("4.2", 6), ("6.1", 4), ("6.2", 5), ("6.3", 5)])
def test_whole_modules_are_recorded(lessons: Any, module: str, count: int) -> None:
    numbers = {lesson["number"] for lesson in lessons.values()}
    expected = {f"{module}.{at}" for at in range(1, count + 1)}
    assert {one for one in numbers if one.startswith(f"{module}.")} == expected


def test_places_in_the_series(lessons: Any) -> None:
    """6.3.5 is lesson 14 of its series, 7.4.3 lesson 11 of its."""
    order = [lesson["number"] for lesson in lessons.values()]
    assert order.index("6.3.5") - order.index("6.1.1") == 13
    assert order.index("7.4.3") - order.index("7.1.1") == 10


def test_every_concept_is_defined_and_linked(curriculum: Any) -> None:
    undefined = [one["title"] for one in curriculum["concepts"] if not one["definition"]]
    assert undefined == []


def test_the_record_of_module_7_4_needs_nothing_by_hand(curriculum: Any, lessons: Any) -> None:
    """Each kind of row that a record has is there in each of its lessons."""
    record = [one for one in curriculum["lessons"] if one["number"].startswith("7.4.")]
    assert [one["number"] for one in record] == ["7.4.1", "7.4.2", "7.4.3", "7.4.4"]
    for lesson in record:
        assert lesson["status"] == "built"
        assert lesson["notebook"].startswith("/notebooks/")
        assert len(lesson["misconceptions"]) >= 5
        assert len(lesson["left_out"]) >= 4
        assert lesson["mental_models"]
        for teaching in lesson["teaches"]:
            assert teaching["note"], teaching["concept"]
        developed = [one for one in lesson["teaches"] if one["depth"] == "developed"]
        assert all(len(one["taught_by"]) > 3 for one in developed)
    assert sum(len(one["teaches"]) for one in record) == 37
    covered = {one["covered_in"] for lesson in record for one in lesson["left_out"]}
    assert {"diffusion-transformers", "sd3-and-flux"} <= covered


def test_earlier_lessons_gave_phrases(lessons: Any) -> None:
    planted = [one for one in lessons.values() if one["recorded"] and one["mental_models"]]
    assert len(planted) >= 12
    gate = lessons["diffusion-transformers"]["mental_models"]
    known = {name for one in gate for name in one["from"]}
    assert "controlnet" in known
