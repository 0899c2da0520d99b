"""A page loads and holds nothing that it does not show."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from pygments.styles import get_style_by_name

from sphinx_pedagogy.testing import Project
from sphinx_pedagogy.theme.lean_pages import lean_code, plain_classes

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built

PAGES = {
    "conf.py": """project = "Lean"
extensions = ["myst_nb", "sphinx_design", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence"]
html_theme = "pedagogy"
nb_execution_mode = "off"
""",
    "index.md": "# Index\n\n```{toctree}\nwords\ntabs\ncells\n```\n",
    "words.md": "# Words\n\nOnly words.\n\n```python\nif names[0]:  # said\n    names = 'a'\n```\n",
    "tabs.md": "# Tabs\n\n::::{tab-set}\n:::{tab-item} One\nText.\n:::\n::::\n",
    "cells.md": "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n# Cells\n\n"
    "```{code-cell} python\nprint(1)\n```\n",
}


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site whose pages need different things."""
    return Project(tmp_path_factory.mktemp("lean"), PAGES).build("html")


@pytest.mark.parametrize(
    ("page", "needed"),
    [
        ("words", set()),
        ("tabs", {"sphinx-design.min.css", "design-tabs.js"}),
        ("cells", {"mystnb"}),
        ("search", set()),
    ],
)
def test_a_file_of_a_neighbour_is_loaded_where_it_is_needed(
    lean: Built, page: str, needed: set[str]
) -> None:
    names = r"(sphinx-design\.min\.css|design-tabs\.js|mystnb)\b[^\"]*\""
    assert set(re.findall(names, lean.html(page).partition("</head>")[0])) == needed


def test_code_keeps_its_colours_and_its_text(lean: Built) -> None:
    code = lean.html("words").partition('<div class="highlight"><pre>')[2].partition("</pre>")[0]
    assert '<span class="k">if</span> names[' in code
    assert '<span class="c1"># said</span>' in code
    assert 'class="w"' not in code
    text = unescape(re.sub("<[^>]*>", "", code))
    assert text.strip() == "if names[0]:  # said\n    names = 'a'"


def test_what_either_style_colours_keeps_its_mark() -> None:
    light, dark = (plain_classes(get_style_by_name(name)) for name in ("default", "monokai"))
    assert {"n", "p"} <= light
    assert "nb" not in light
    assert "kn" not in dark


def test_only_blocks_of_code_are_made_lean() -> None:
    body = '<code class="highlight"><span class="n">a</span></code>'
    assert lean_code(body, get_style_by_name("default"), "github-dark") == body
