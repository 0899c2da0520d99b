"""Whatever has a name in the code is an object of the manual: it can be linked, and is described.

The names come from the code, the objects from the inventory of the built manual.
"""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_pedagogy.audit.audit_views import VIEWS as AUDIT_VIEWS
from sphinx_pedagogy.audit.rules import BUILT_IN as RULES
from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.cli.main import COMMANDS, make_parser
from sphinx_pedagogy.concepts import ROLES
from sphinx_pedagogy.concepts.views import VIEWS
from sphinx_pedagogy.core.options import COMMON_OPTIONS
from sphinx_pedagogy.core.settings import SETTINGS
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.execute.page import execution_options
from sphinx_pedagogy.execute.page.notebook_page import _TAGS_THAT_RUN
from sphinx_pedagogy.notebooks import cells
from sphinx_pedagogy.plans.plan_views import VIEWS as PLAN_VIEWS
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sphinx_pedagogy.core.block_spec import BlockSpec
    from sphinx_pedagogy.testing import MakeProject

DOCS = Path(__file__).parents[2] / "docs"
BLOCKS: tuple[BlockSpec, ...] = (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)
ALL_VIEWS = [view for view in (*VIEWS, *AUDIT_VIEWS, *PLAN_VIEWS) if not view.internal]


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the name and the parser of each command."""
    for name in COMMANDS:
        parser = below(make_parser(name))[name]
        parts = below(parser)
        yield from ((f"{name} {part}", one) for part, one in parts.items())
        if not parts:
            yield name, parser


def below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands below a command."""
    found = [action.choices for action in parser._actions if isinstance(action.choices, dict)]
    return found[0] if found else {}


def options() -> Iterator[str]:
    """Yield the options and arguments of each command, as the inventory has them."""
    for name, parser in commands():
        for action in parser._actions:
            if action.dest != "help" and not isinstance(action.choices, dict):
                for option in action.option_strings or [str(action.metavar or action.dest)]:
                    yield f"sphinx-pedagogy-{name.replace(' ', '-')}.{option}"


def front_matter() -> set[str]:
    """Return the keys that the build reads, as a page states them."""
    field = execution_options.FIELD
    return {field, *(f"{field}.{name}" for name in execution_options._KNOWN), "no-mentions"}


WANTED = {
    "std:confval": {setting.name for setting in SETTINGS},
    "std:pedagogy-warning": {f"pedagogy.{one.value}" for one in Subtype},
    "std:audit-rule": {rule.id for rule in RULES},
    "std:command": {name for name, _parser in commands()},
    "std:cmdoption": set(options()),
    "std:front-matter": front_matter(),
    "std:cell-tag": {"gpu", *cells._HIDE_INPUT, *cells._HIDE_OUTPUT, *_TAGS_THAT_RUN},
    "rst:role": {*ROLES, "quantity"},
    "rst:directive": {block.name for block in BLOCKS} | {view.name for view in ALL_VIEWS},
    "rst:directive:option": {
        *(f"{block.name}:{option.name}" for block in BLOCKS for option in block.options),
        *(f"{view.name}:{name}" for view in ALL_VIEWS for name in view.filters),
        *(option.name for option in COMMON_OPTIONS),
    },
}
EXACT = {"std:confval", "std:pedagogy-warning", "std:audit-rule", "std:command", "std:cell-tag"}
"""Kinds of which the manual has nothing else."""


@pytest.fixture(scope="session")
def inventory(manual: Path) -> dict[str, dict[str, str]]:
    """The address of each object of the manual, by kind and name."""
    with (manual / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "", lambda _base, uri: uri)
    return {kind: {name: item.uri for name, item in items.items()} for kind, items in found.items()}


@pytest.mark.parametrize("kind", WANTED)
def test_each_name_is_an_object(kind: str, inventory: dict[str, dict[str, str]]) -> None:
    found = inventory[kind].keys()
    assert WANTED[kind] - found == set()
    if kind in EXACT:
        assert found - WANTED[kind] == set()


class Texts(HTMLParser):
    """Reads what each description of a page says, by the anchors of what it describes."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.said: dict[str, str] = {}
        self._heads: list[str] = []
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id") or ""
        self.ids.add(anchor)
        if tag == "dt":
            if self._heads and not anchor:
                self._heads = []
            self._heads += [anchor] if anchor else []
        elif tag == "dd":
            self._open.append(self._heads)
            self._heads = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "dd" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for heads in self._open[-1:]:
            for head in heads:
                self.said[head] = self.said.get(head, "") + data.strip()


@cache
def texts(page: Path) -> Texts:
    """Read a page."""
    found = Texts()
    found.feed(page.read_text("utf-8"))
    return found


IN_TEXT = {"std:audit-rule", "std:command"}
"""Kinds that a page or a section describes: the place is in the text, and no description list."""


@pytest.mark.parametrize("kind", WANTED)
def test_each_object_has_a_place_and_says_what_it_is(
    kind: str, inventory: dict[str, dict[str, str]], manual: Path
) -> None:
    for name, address in inventory[kind].items():
        page, _, anchor = address.partition("#")
        found = texts(manual / page)
        assert anchor in found.ids, f"{name}: {address}"
        if kind not in IN_TEXT:
            assert len(found.said.get(anchor, "")) > 8, f"{name} has no description: {address}"


FACTS = {
    "std:confval": ("Type:", "Allowed:", "Default:", "Since:"),
    "std:front-matter": ("Type:", "Allowed:", "Default:", "Since:"),
    "std:pedagogy-warning": ("WARNING: ", "Since:"),
    "std:cell-tag": (":tags: [", "Since:"),
    "rst:role": ("Takes:", "Since:"),
    "rst:directive": ("Argument:", "Names:", "Since:"),
    "rst:directive:option": ("Value:",),
}
"""What the description of each object of a kind says."""


@pytest.mark.parametrize("kind", FACTS)
def test_each_object_says_what_it_can_be_and_since_when(
    kind: str, inventory: dict[str, dict[str, str]], manual: Path
) -> None:
    for name, address in inventory[kind].items():
        page, _, anchor = address.partition("#")
        said = texts(manual / page).said[anchor]
        assert [fact for fact in FACTS[kind] if fact not in said] == [], f"{name}: {said}"
        assert "\N{SECTION SIGN}" not in said, "what the manual tries on options is no value"


@pytest.mark.parametrize("kind", WANTED)
def test_each_object_is_in_the_index(
    kind: str, inventory: dict[str, dict[str, str]], manual: Path
) -> None:
    index = (manual / "genindex.html").read_text("utf-8")
    missing = {
        name
        for name, address in inventory[kind].items()
        if f'href="{address}"' not in index and not is_of_a_list(kind, name)
    }
    assert missing == set()


def is_of_a_list(kind: str, name: str) -> bool:
    """Whether an option stands once for many commands, in the list of what all of them take."""
    return kind == "std:cmdoption" and name in set(options())


@pytest.fixture(scope="session")
def examples() -> dict[str, Any]:
    """The example of each setting."""
    return tomllib.loads((DOCS / "snippets" / "settings.toml").read_text("utf-8"))


def test_each_setting_has_an_example(examples: dict[str, Any]) -> None:
    assert examples.keys() == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_an_example_is_allowed_and_changes_something(
    setting: Any, examples: dict[str, Any]
) -> None:
    example = examples[setting.name]
    assert setting.complaint(example) is None
    assert example != setting.default


def test_what_the_list_of_releases_names_is_there(
    inventory: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(DOCS / "_ext"))
    released = importlib.import_module("manual_since").released()
    sys.modules.pop("manual_since")
    for kind, name in released:
        domain = "rst" if kind.startswith("rst:") else "std"
        assert name in inventory[kind if domain == "rst" else f"std:{kind}"]


def test_another_project_links_to_objects(manual: Path, make_project: MakeProject) -> None:
    text = (DOCS / "reference" / "index.md").read_text("utf-8")
    links = text.partition("```md\n")[2].partition("```")[0]
    places = {"pedagogy": ("https://example.org/manual/", str(manual / "objects.inv"))}
    project = make_project(
        {"index.md": f"# Links\n\n{links}"},
        extensions=["myst_parser", "sphinx.ext.intersphinx"],
        intersphinx_mapping=places,
    )
    built = project.build()
    assert built.warnings == []
    addresses = re.findall(r'href="https://example.org/manual/([^"]+)"', built.read("index.html"))
    assert addresses == [
        "reference/settings.html#confval-pedagogy_audit",
        "blocks/check.html#directive-check",
        "blocks/check.html#directive-option-check-predict",
        "reference/command-line.html#cmdoption-sphinx-pedagogy-audit-baseline",
        "rules/fading.html#audit-rule-fading",
    ]
