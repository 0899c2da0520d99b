"""``seed``: draws with and without a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import HEADER, NOTEBOOKS, findings_in

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("x = torch.randn(3)", 1),
        ("torch.manual_seed(0)\nx = torch.randn(3)", 0),
        ("x = np.random.rand(3)\ny = torch.rand(3)", 2),
        ("np.random.seed(1)\nx = np.random.rand(3)", 0),
        ("rng = np.random.default_rng(0)\nx = np.random.randn()", 1),
        ("rng = np.random.default_rng()", 1),
        ("np.random.seed(0)\nrng = np.random.default_rng()", 1),
        ("g = torch.Generator().manual_seed(0)\nx = torch.rand(3)", 1),
        ("g = torch.Generator().manual_seed(0)\nx = torch.rand(3, generator=g)", 0),
        ("rng = np.random.default_rng(1)\nx = rng.random(3)", 0),
        ("import random\nrandom.shuffle(x)", 1),
        ("random.seed(1)\nrandom.shuffle(x)", 0),
        ("loader = DataLoader(data, shuffle=True)", 1),
        ("seed_everything(1)\nx = torch.randn(3)", 0),
        ("X, y = train_test_split(X, random_state=0)", 0),
        ("# x = torch.randn(3)", 0),
        ("operand.random.choice(x)", 0),
        ("", 0),
    ],
)
def test_seeds(code: str, count: int, make_project: MakeProject) -> None:
    page = f"{HEADER}```{{code-cell}} ipython3\n{code}\n```\n"
    assert len(findings_in(make_project, "seed", {"page.md": page}, **NOTEBOOKS)) == count


@pytest.mark.parametrize(
    ("draw", "remedy"),
    [
        ("rng = np.random.default_rng(0)\nx = np.random.randn()", "np.random.seed(0)"),
        ("np.random.seed(0)\nx = np.random.default_rng().normal()", "np.random.default_rng(0)"),
        ("x = random.random()", "random.seed(0)"),
        ("x = torch.rand(3)", "torch.manual_seed(0)"),
        ("x = tf.random.normal([3])", "tf.random.set_seed(0)"),
    ],
)
def test_the_seed_that_is_advised_helps(draw: str, remedy: str, make_project: MakeProject) -> None:
    page = "{}```{{code-cell}} ipython3\n{}\n```\n"
    [found] = findings_in(make_project, "seed", {"page.md": page.format(HEADER, draw)}, **NOTEBOOKS)
    assert f"`{remedy}`" in found.text or f"= {remedy}`" in found.text
    mended = draw.replace("default_rng()", "default_rng(0)")
    mended = mended if mended != draw else f"{remedy}\n{draw}"
    files = {"page.md": page.format(HEADER, mended)}
    assert findings_in(make_project, "seed", files, **NOTEBOOKS) == []


def test_a_draw_is_found_at_its_line(make_project: MakeProject) -> None:
    cell = (
        "```{code-cell} ipython3\n:tags: [hide-input]\n\nimport torch\n\nx = torch.rand(3)\n```\n"
    )
    [found] = findings_in(
        make_project, "seed", {"page.md": HEADER + "Text.\n\n" + cell}, **NOTEBOOKS
    )
    text = (HEADER + "Text.\n\n" + cell).splitlines()
    assert text[(found.place.line or 0) - 1] == "x = torch.rand(3)"
