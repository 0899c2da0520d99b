"""The registry of blocks, and the door that a plugin's blocks come in by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from sphinx_pedagogy.api import BlockSpec, PedagogyError, RegistrationError, ViewSpec
from sphinx_pedagogy.core.registry import Registry

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def spec(name: str) -> BlockSpec:
    return BlockSpec(name=name, help="For this test.")


def test_blocks_stay_in_order() -> None:
    registry = Registry()
    for name in ("b", "a", "c-d"):
        registry.add_block(spec(name))
    assert list(registry.blocks) == ["b", "a", "c-d"]


@pytest.mark.parametrize("name", ["", "Block", "a_b", "-a", "a-", "1a", "a--b", "a-start", "a-end"])
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(RegistrationError, match="cannot name a block"):
        Registry().add_block(spec(name))


def test_the_name_of_a_view_is_malformed_or_taken_and_says_which() -> None:
    registry = Registry()
    registry.add_block(spec("talk"))
    registry.add_view(ViewSpec(name="times", render=lambda _context: []))
    for name, told in (
        ("Times", '"Times" cannot name a view: use lower-case words'),
        ("times", 'a view "times" exists already; use another name'),
        ("talk", 'a block "talk" exists already; use another name'),
    ):
        with pytest.raises(RegistrationError, match=told):
            registry.add_view(ViewSpec(name=name, render=lambda _context: []))


def test_a_name_can_be_taken_once() -> None:
    registry = Registry()
    registry.add_block(spec("twice"))
    with pytest.raises(RegistrationError, match="exists already"):
        registry.add_block(spec("twice"))


def test_nothing_is_added_once_the_build_began() -> None:
    registry = Registry()
    registry.freeze()
    with pytest.raises(RegistrationError, match="too late"):
        registry.add_block(spec("late"))


def test_errors_are_sphinx_errors_with_our_name() -> None:
    assert issubclass(RegistrationError, PedagogyError)
    assert issubclass(PedagogyError, SphinxError)
    assert PedagogyError.category == "sphinx-pedagogy"


PLUGIN = """
from docutils import nodes
from sphinx_pedagogy import api

def shout(node, desk):
    if node.title is None:
        desk.warn(api.Subtype.STRUCTURE, "shout: it is quiet", node)
    node += nodes.paragraph("", "ASSEMBLED")

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    api.add_block(app, api.BlockSpec(
        name="shout", label="Shout", help="Shouts.", tone=api.Tone.DANGER,
        argument=api.Presence.NONE,
        body=api.Presence.NONE, assemble=shout,
        options=(api.Option("volume", "How loud.", api.choice("high", "higher")),),
    ))
    return {"parallel_read_safe": True}
"""


def test_a_plugins_block_is_like_our_own(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(
        "# T\n\n:::{shout} kept-title\n:volume: low\n\nkept-body\n:::\n\n"
        ":::{ped:shout-start}\n:::\n\nkept-gated\n\n:::{shout-end}\n:::\n",
        extensions=["shouting_plugin"],
    )
    project.write({"shouting_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(project.root)
    built = project.build()
    texts = [warned.text for warned in built.warnings]
    assert texts == [
        'shout: it takes no argument, but has "kept-title"',
        "shout: it takes no body; move the text out",
        'shout: its option "volume" cannot be "low": it can be "high", "higher"',
        "shout: it takes no body; move the text out",
        "shout: it is quiet",
    ]
    for word in ("kept-title", "kept-body", "kept-gated", "ASSEMBLED", "Shout"):
        assert word in built.text()


LATE = """
from sphinx_pedagogy.api import BlockSpec, add_block

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    spec = BlockSpec(name="late", help="Late.")
    app.connect("builder-inited", lambda app: add_block(app, spec))
"""


def test_a_plugin_that_comes_late_is_told(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project("# T", extensions=["late_plugin"])
    project.write({"late_plugin.py": LATE})
    monkeypatch.syspath_prepend(project.root)
    with pytest.raises(RegistrationError, match=r'"late" comes too late: .* in setup\(\)'):
        project.build()


EARLY = """
from sphinx_pedagogy import api

class Rule(api.Rule):
    id = summary = rationale = "early"
    def on_page(self, page): return ()

CALLS = {
    "add_block": lambda app: api.add_block(app, api.BlockSpec(name="early", help="Early.")),
    "add_view": lambda app: api.add_view(app, api.ViewSpec(name="early", render=list)),
    "add_rule": lambda app: api.add_rule(app, Rule),
    "add_exporter": lambda app: api.add_exporter(
        app, api.Exporter(file="early", help="Early.", render=str)),
}

def setup(app):
    CALLS[app.config.call](app)
"""


@pytest.mark.parametrize("call", ["add_block", "add_view", "add_rule", "add_exporter"])
def test_a_plugin_that_does_not_load_us_is_told(
    call: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the block would be an unknown directive, and the rule would never be asked."""
    project = make_project("# T")
    project.write(
        {
            # a name of its own, as modules stay imported
            f"early_{call}.py": EARLY.replace("app.config.call", f'"{call}"'),
            "conf.py": f'extensions = ["early_{call}", "sphinx_pedagogy"]\n',
        }
    )
    monkeypatch.syspath_prepend(project.root)
    with pytest.raises(
        RegistrationError, match=rf'{call}\(\) comes too early: call app.setup_extension\("sph'
    ):
        project.build()
