"""Who gets a bare name. Real neighbours are in test_neighbours.py; here is one made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.blocks.register import directives_of, owner_of
from sphinx_pedagogy.spec import BlockSpec, Option

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

NEIGHBOUR = """
from docutils import nodes
from docutils.parsers.rst import Directive

class Theirs(Directive):
    has_content = True
    optional_arguments = 9
    def run(self):
        return [nodes.paragraph("", "THEIRS")]

def setup(app):
    app.add_directive("check", Theirs)
    app.add_directive("exercise-end", Theirs)
    app.connect("config-inited", lambda app, config: app.add_directive("insight", Theirs))
"""
PLUGIN = """
from sphinx_pedagogy.api import BlockSpec, add_block

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    for name in ("note", "option", "quiet"):
        yields = ("sphinx",) if name == "quiet" else ()
        add_block(app, BlockSpec(name=name, help="Taken.", label="PLUGIN", yields_to=yields))
"""
PAGE = """
# T

:::{check}
kept
:::
:::{insight}
kept
:::
:::{ped:check} kept-check
kept
:::
:::{ped:insight} kept-insight
kept
:::
:::{ped:exercise} kept-exercise
kept
:::
:::{example} kept-example
kept
:::
"""


@pytest.mark.parametrize("first", [True, False], ids=["they-first", "we-first"])
def test_what_another_owns_stays_theirs(
    first: bool, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = ["owning_neighbour", "sphinx_pedagogy"]
    conf = (
        f"extensions = {['myst_parser', *(both if first else both[::-1])]}\n"
        'html_theme = "basic"\nmyst_enable_extensions = ["colon_fence"]\n'
        'pedagogy_audit = {"*": "off"}\n'
    )
    files = {"conf.py": conf, "index.md": PAGE, "owning_neighbour.py": NEIGHBOUR}
    project = make_project(files)
    monkeypatch.syspath_prepend(project.root)
    built = project.build()
    assert built.text().count("THEIRS") == 2
    for name in ("check", "insight", "exercise", "example"):
        assert f"kept-{name}" in built.text()
    (warned,) = built.warnings
    assert warned.subtype == "pedagogy.name"
    assert warned.text.startswith("owning_neighbour has directives of the names ")
    for name in ("insight", "check", "exercise"):
        assert f'"{name}"' in warned.text
        assert f'"ped:{name}"' in warned.text


def test_sphinx_is_an_owner_too(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "# T\n\n:::{note}\nkept\n:::\n\n:::{ped:note}\nkept\n:::\n\n:::{quiet}\nkept\n:::\n"
    project = make_project(source, extensions=["taking_plugin"])
    project.write({"taking_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(project.root)
    built = project.build()
    (warned,) = built.warnings
    assert '"note", "option"' in warned.text
    assert "quiet" not in warned.text
    assert '<div class="admonition note">' in built.html()
    assert built.text().count("PLUGIN") == 2


def test_an_aside_is_ours_without_sphinx_design(make_project: MakeProject) -> None:
    source = "# T\n\n:::{aside}\nkept\n:::\n"
    alone = make_project(source).build()
    assert 'class="ped ped-aside' in alone.html()
    beside = make_project(source, extensions=["sphinx_design"]).build()
    assert alone.warnings == beside.warnings == []


def test_owners_are_known_by_name() -> None:
    assert owner_of("pull-quote") == "docutils"
    assert owner_of("option") == "sphinx"
    assert owner_of("nobody-has-this") is None


def test_a_block_has_three_directives_which_list_its_options() -> None:
    spec = BlockSpec(name="new", help="New.", options=(Option("size", "How big."),))
    made = directives_of(spec)
    assert list(made) == ["new", "new-start", "new-end"]
    for directive in made.values():
        assert directive.spec is spec
        assert list(directive.option_spec) == ["label", "class", "hidden", "size"]
        assert directive.has_content
