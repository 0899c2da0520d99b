"""Who gets a bare name. Real neighbours are in test_neighbours.py; here is one made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.blocks.directives import directives_of, owner_of
from sphinx_pedagogy.core.block_spec import BlockSpec, Option

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
    # where theirs are used: nobody asked for `exercise` without "ped:"
    lines = PAGE.splitlines()
    assert [lines[(warned.line or 0) - 1] for warned in built.warnings] == [
        ":::{check}",
        ":::{insight}",
    ]
    for warned, name in zip(built.warnings, ("check", "insight"), strict=True):
        assert warned.subtype == "pedagogy.name"
        assert warned.text.startswith(f"{name}: the name belongs to owning_neighbour")
        assert f'"ped:{name}"' in warned.text


OWNING_CONF = (
    'extensions = ["myst_parser", "owning_neighbour", "sphinx_pedagogy"]\nhtml_theme = "basic"\n'
    'myst_enable_extensions = ["colon_fence"]\npedagogy_audit = {"*": "off"}\n'
)


def test_a_name_of_others_warns_once_and_only_beside_blocks_of_ours(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours = "# T\n\n:::{check}\nkept\n:::\n", ":::{example}\nkept\n:::\n"
    files = {"conf.py": OWNING_CONF, "owning_neighbour.py": NEIGHBOUR, "index.md": theirs}
    project = make_project(files | {"a.md": f"---\norphan: true\n---\n# A\n\n{ours}"})
    monkeypatch.syspath_prepend(project.root)
    assert project.build().warnings == []
    both = f"---\norphan: true\n---\n{theirs}\n{ours}\n{theirs}"
    project.write({"b.md": both, "c.md": both})
    (warned,) = project.build().warnings
    assert (warned.path, warned.line) == ("b.md", 6)
    # on each build, until it is mended or meant
    assert project.build().warnings == [warned]
    project.configure(pedagogy_bare_names=False)
    project.write({"a.md": "# A\n", "b.md": "# B\n", "c.md": "# C\n"})
    assert "pedagogy.name" not in {one.subtype for one in project.build().warnings}


def test_sphinx_is_an_owner_too(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "# T\n\n:::{note}\nkept\n:::\n\n:::{ped:note}\nkept\n:::\n\n:::{quiet}\nkept\n:::\n"
    project = make_project(source, extensions=["taking_plugin"])
    project.write({"taking_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(project.root)
    built = project.build()
    (warned,) = built.warnings
    assert warned.text.startswith("note: the name belongs to sphinx")
    assert warned.line == 3
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
