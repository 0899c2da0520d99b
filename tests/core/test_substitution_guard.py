"""A substitution of MyST shows data of the course, and runs nothing where nothing is to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.core.substitution_guard import Careful, allow_code, forbid_code

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

CONF = """
extensions = ["myst_nb", "sphinx_pedagogy"]
html_theme = "basic"
exclude_patterns = ["_build"]
pedagogy_executor = "none"
nb_execution_mode = "cache"
myst_enable_extensions = ["substitution"]
release = "1.2"
html_context = {"call": print, "numbers": [3, 4]}
myst_substitutions = {"word": "a b", "table": {"x": 5}, "call": print}
"""
KEPT = {
    "word": "a b",
    "word | upper": "A B",
    "word.split()[1] | title": "B",
    "table.x + 1": "6",
    "table['x']": "5",
    "'{:.1f}'.format(2)": "2.0",
    "env.docname": "index",
    "env.config.release": "1.2",
    "env.config.html_context.numbers[1]": "4",
    "range(3) | list | length": "3",
    "env.srcdir.name": "src",
}
REFUSED = [
    "cycler.__init__.__globals__.os.system('touch made')",
    "word.__class__.__mro__",
    "'{0.__class__}'.format(env)",
    "'{0.events}'.format(env)",
    "env.srcdir.joinpath('made').touch()",
    "env.srcdir.joinpath('conf.py').read_text()",
    "env.events.emit('build-finished', none)",
    "env.clear_doc('index')",
    "env.config.extensions.append('antigravity')",
    "env.config.html_context.call('made')",
    "call('made')",
    "([env] | map(attribute='events') | first).listeners",
    "env | attr('events') | attr('listeners')",
]


def test_what_a_template_may_show_and_do(make_project: MakeProject) -> None:
    templates = [*KEPT, *REFUSED]
    lines = "\n\n".join(f"- of {number}: {{{{ {one} }}}}." for number, one in enumerate(templates))
    project = make_project({"conf.py": CONF, "index.md": f"# S\n\n{lines}\n"})
    built = project.build()
    text = built.text()
    for number, (template, shown) in enumerate(KEPT.items()):
        assert f"of {number}: {shown.replace('src', project.root.name)}." in text, template
    assert [warned.subtype for warned in built.warnings] == ["myst.substitution"] * len(REFUSED)
    for warned, template in zip(built.warnings, REFUSED, strict=True):
        assert f"of {templates.index(template)}: ." in text
        assert "nothing is run here" in warned.text or "unsafe" in warned.text, template
        assert (warned.path, warned.line) == ("index.md", 3 + 2 * templates.index(template))
    assert not (project.root / "made").exists()


def test_what_is_not_forbidden_is_myst_parsers_own() -> None:
    base = pytest.importorskip("myst_parser.mdit_to_docutils.base")
    before = base.jinja2
    forbid_code()
    assert base.jinja2.Environment is Careful
    allow_code()
    assert base.jinja2 is before
