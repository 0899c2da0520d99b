"""Plots on light and dark pages: the style that is shipped, and plates under all other pictures."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.theme.clear_plots import CLASS, is_clear

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject

matplotlib = pytest.importorskip("matplotlib")
PAPERS = ("#ffffff", "#14171b")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG has it."""

    def luminance(colour: str) -> float:
        parts = matplotlib.colors.to_rgb(colour)
        linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
        return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def draw(file: Path, *styles: str, name: str = "png") -> Path:
    """Draw a plot to a file."""
    from matplotlib.figure import Figure

    with matplotlib.style.context(list(styles)):
        figure = Figure(figsize=(2, 1))
        axes = figure.add_subplot()
        axes.plot([0, 1], [1, 0])
        axes.set(xlabel="x", title="T")
        figure.savefig(file, format=name)
    return file


def test_its_colours_are_seen_on_both_papers() -> None:
    import matplotlib.style

    style = matplotlib.style.library.get("sphinx_pedagogy.plots") or matplotlib.rc_params_from_file(
        str(files("sphinx_pedagogy") / "plots.mplstyle"), use_default_template=False
    )
    lines = style["axes.prop_cycle"].by_key()["color"]
    words = [style[name] for name in ("text.color", "axes.labelcolor", "xtick.color")]
    assert len(set(lines)) == 7
    for paper in PAPERS:
        assert min(contrast(colour, paper) for colour in lines) > 3.5
        assert min(contrast(colour, paper) for colour in words) > 4.2


def test_one_line_makes_a_plot_that_is_seen_through(tmp_path: Path) -> None:
    import matplotlib.style  # noqa: F401

    assert is_clear(draw(tmp_path / "a.png", "sphinx_pedagogy.plots").read_bytes())
    assert not is_clear(draw(tmp_path / "b.png").read_bytes())


def test_a_page_puts_a_plate_under_the_others_alone(
    make_project: MakeProject, tmp_path: Path
) -> None:
    import matplotlib.style  # noqa: F401

    project = make_project("# T\n\n![a](clear.png)\n\n![b](white.png)\n", html_theme="pedagogy")
    draw(project.root / "clear.png", "sphinx_pedagogy.plots")
    draw(project.root / "white.png")
    html = project.build().html()
    assert html.count(CLASS) == 1
    assert html.index(CLASS) < html.index("white.png")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_what_is_no_picture_is_not_seen_through(data: bytes) -> None:
    assert not is_clear(data)
