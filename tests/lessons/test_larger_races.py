"""The settings for a GPU: their code runs here in miniature, on the definitions of each page."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import jupytext
import pytest

torch: Any = pytest.importorskip("torch")

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
RACES = {
    "7-4/7-4-2-diffusion-transformers": 7,
    "7-4/7-4-4-z-image": 5,
    "9-2/9-2-1-why-discrete": 7,
}
"""How many networks, or ways to ask them, each larger race compares."""
TOKENIZERS = {"9-2/9-2-1-why-discrete": [(64, 4), (16, 2)]}
"""What a race is handed by its page, where it is trained: entries and side of each tokenizer."""


def cells_of(page: str) -> list[str]:
    """Return the code of a page, cell by cell, with the files that its cells load."""
    path = LESSONS / f"{page}.md"
    found = []
    for cell in jupytext.read(path)["cells"]:
        if cell["cell_type"] == "code":
            load = cell["metadata"].get("load")
            found.append((path.parent / load).read_text("utf-8") if load else cell["source"])
    return found


def is_constant(statement: ast.stmt) -> bool:
    """Tell whether a statement names a constant, such as `SIZE, TOLERANCE = 16, 5`."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    names = [it.id for target in targets for it in ast.walk(target) if isinstance(it, ast.Name)]
    return bool(names) and all(name.isupper() for name in names)


def defined_on(page: str) -> dict[str, Any]:
    """Return what a page defines, without what it trains."""
    names: dict[str, Any] = {}
    for cell in cells_of(page):
        for statement in ast.parse(cell).body:
            if not isinstance(statement, DEFINITIONS) and not is_constant(statement):
                continue
            code = compile(ast.Module([statement], []), page, "exec")
            try:
                exec(code, names)  # noqa: S102, it is our own page
            except NameError:  # a constant that was made of something trained
                assert is_constant(statement), ast.unparse(statement)
    return names


@pytest.fixture(scope="module")
def tiles() -> dict[str, Any]:
    """The small world, and the larger one that is made of it."""
    return {
        **runpy.run_path(str(LESSONS / "world.py")),
        **runpy.run_path(str(LESSONS / "tiles.py")),
    }


def test_tiles_of_the_larger_world_keep_its_rule(tiles: dict[str, Any]) -> None:
    torch.manual_seed(0)
    drawn, classes = tiles["draw_tied"](500)
    kinds = tiles["LABELS"][drawn]
    assert torch.equal(kinds, drawn % tiles["KINDS"])
    assert torch.equal(tiles["tied_class"](kinds), classes)
    assert len(classes.unique()) > 75
    assert classes.max() < tiles["TIED_CLASSES"]


@pytest.mark.parametrize("broken", [[0, 3, 0, 0], [0, 1, 1, 0], [8, 0, 0, 0]])
def test_tiles_that_break_the_rule_have_no_class(tiles: dict[str, Any], broken: list[int]) -> None:
    assert tiles["tied_class"](torch.tensor([broken, [0, 0, 0, 0]])).tolist() == [-1, 0]


def test_tiles_are_put_together_and_cut_again(tiles: dict[str, Any]) -> None:
    drawn, _ = tiles["draw_tied"](6)
    images = tiles["paste"](tiles["WORLD"][drawn])
    assert tuple(images.shape) == (6, 3, 32, 32)
    assert torch.equal(images[:, :, :16, 16:], tiles["WORLD"][drawn[:, 1]])
    assert torch.equal(tiles["cut"](images), tiles["WORLD"][drawn])


@pytest.mark.parametrize("page", RACES)
def test_a_larger_race_runs_in_miniature(page: str) -> None:
    names = defined_on(page)
    coders = [names["Tokenizer"](*size) for size in TOKENIZERS.get(page, [])]
    found = names["larger_race"](names["MINIATURE"], *(it.requires_grad_(False) for it in coders))
    assert len(found) == RACES[page]
    assert all(0 <= share <= 1 for shares in found.values() for share in shares)


@pytest.mark.parametrize("page", RACES)
def test_a_page_with_a_larger_race_asks_for_a_gpu_and_says_where_it_ran(page: str) -> None:
    text = (LESSONS / f"{page}.md").read_text("utf-8")
    front = jupytext.read(LESSONS / f"{page}.md")["metadata"]["jupytext"]
    assert front["execution"]["device"] == "gpu"
    assert "{quantity}`larger-state`" in text
