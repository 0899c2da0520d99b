"""The labelled pages of `fragments/` are sound: they build, and their labels fit them."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sphinx_pedagogy.testing import Project

FRAGMENTS = Path(__file__).with_name("fragments")
LABELS: dict[str, Any] = tomllib.loads((FRAGMENTS / "labels.toml").read_text(encoding="utf-8"))
RULES = ("asymmetric", "check", "echo", "modalities", "outline", "quantity", "scaffold", "style")
LEAST = 8
"""How many faulty pages each rule must at least be measured on."""

FAULTS = [(page, fault) for page, label in LABELS.items() for fault in label["faults"]]
KINDS = {
    "faulty": "*/*.faulty.md",
    "mended": "*/*.mended.md",
    "innocent": "innocent/*.md",
}
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.mermaid", "sphinx_pedagogy"],
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "nb_execution_mode": "off",
    "suppress_warnings": ["myst-nb.lexer"],  # the kernel tells it, and none is started
    "html_theme": "basic",
    # what the audit finds here is measured elsewhere; that names are known is no matter of taste
    "pedagogy_audit": {"*": "off", "unknown": "error"},
}


def pages(kind: str) -> set[str]:
    """Return the paths of the pages of a kind, from the folder of fragments."""
    return {path.relative_to(FRAGMENTS).as_posix() for path in FRAGMENTS.glob(KINDS[kind])}


def number(page: str) -> tuple[int, ...]:
    """Return the number of a page's lesson."""
    text = (FRAGMENTS / page).read_text(encoding="utf-8")
    (found,) = re.findall(r"(?m)^:::\{lesson\} ([\d.]+)$", text)
    return tuple(int(part) for part in found.split("."))


def ranges(fault: dict[str, str]) -> list[tuple[int, int]]:
    """Read `"12, 30-34"` as the ranges 12 to 12 and 30 to 34."""
    bounds = [part.strip().partition("-") for part in fault["lines"].split(",")]
    return [(int(first), int(last or first)) for first, _, last in bounds]


@pytest.mark.parametrize("kinds", [("faulty",), ("mended", "innocent")], ids=" and ".join)
def test_pages_build_without_a_warning(kinds: tuple[str, ...], tmp_path: Path) -> None:
    listed = []
    for page in sorted(set().union(*map(pages, kinds)), key=number):
        listed.append(re.sub(r"\.(faulty|mended)", "", page))
        copy = tmp_path / listed[-1]
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(FRAGMENTS / page, copy)
    shutil.copytree(FRAGMENTS / "figures", tmp_path / "figures")
    conf = "".join(f"{name} = {value!r}\n" for name, value in SETTINGS.items())
    index = "\n".join(["# Fragments", "", "```{toctree}", *listed, "```", ""])
    # what can be wrong with a page is found when it is read, so none is written
    assert Project(tmp_path, {"conf.py": conf, "index.md": index}).build("dummy").warnings == []


def test_each_page_is_labelled() -> None:
    assert set(LABELS) == set().union(*map(pages, KINDS))


def test_each_faulty_page_has_a_mended_one() -> None:
    assert {page.replace(".faulty.", ".mended.") for page in pages("faulty")} == pages("mended")


def test_faulty_pages_have_the_fault_of_their_folder_and_mended_ones_have_not() -> None:
    for page, label in LABELS.items():
        rules = {fault["rule"] for fault in label["faults"]}
        assert (page.split("/")[0] in rules) == (page in pages("faulty")), page


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_enough_faulty_pages(rule: str) -> None:
    assert len({page for page, fault in FAULTS if fault["rule"] == rule}) >= LEAST


@pytest.mark.parametrize(
    ("page", "fault"), FAULTS, ids=[f"{page}-{fault['rule']}" for page, fault in FAULTS]
)
def test_label_fits_its_page(page: str, fault: dict[str, str]) -> None:
    assert set(fault) == {"rule", "lines", "begins", "note"}
    assert fault["rule"] in RULES
    assert fault["note"]
    lines = (FRAGMENTS / page).read_text(encoding="utf-8").splitlines()
    for first, last in ranges(fault):
        assert 1 <= first <= last <= len(lines)
    # so that a label is moved along when lines are added above it
    assert lines[ranges(fault)[0][0] - 1].strip().startswith(fault["begins"])
