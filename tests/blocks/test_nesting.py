"""Blocks in blocks at random: nothing crashes, nothing is lost, and MyST and reST agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pedagogy.audit.rules import BUILT_IN as RULES
from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.blocks.nesting import DEEPEST
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

# hint is docutils' own where it is bare
NAMES = sorted(f"ped:{spec.name}" for spec in BUILT_IN)
OPTIONS = (
    *("kind", "layout", "tone", "load", "number", "tolerance", "for", "to", "tier"),
    *("highlight", "predict", "because", "misleads", "source", "class", "nonsense"),
)
VALUES = ("", "table", "auto", "predict", "negative", "idea", "48", "nan", "*a", "`", "x, y,")
TEXTS = (
    *("{w}", "- {w}\n- **{v}**: {w}", "- [ ] {w}\n- [x] {v}", "1. {w}\n2. {v}", "+ {w}\n\n- {v}"),
    *("- [x] {w}\n\n  > {v}", "> {w}", "- **{w}**: {v}"),
)


@dataclass
class Node:
    """A block, or a text if it has no name."""

    name: str = ""
    title: str = ""
    gated: bool = False
    options: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""


# Most children of these are the parts that belong there; chance alone would rarely find them.
PARTS = {
    "ped:comparison": "ped:side",
    "ped:cards": "ped:card-item",
    "ped:phases": "ped:phase",
    "ped:check": "ped:answer",
    "ped:exercise": "ped:solution",
}


def fitting(node: Node) -> Node:
    """Return the node with two of three blocks in it made fitting parts."""
    blocks = [child for child in node.children if child.name]
    for number, child in enumerate(blocks):
        if number % 3 != 2:
            child.name = PARTS.get(node.name, child.name)
    return node


texts = st.builds(lambda text: Node(text=text), st.sampled_from(TEXTS))
leaves = st.one_of(texts, st.builds(lambda name: Node(name=name), st.sampled_from(NAMES)))
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        Node,
        name=st.sampled_from([*NAMES, *PARTS] * 2 + [*PARTS]),
        title=st.sampled_from(["", "{w}", "*{w}* and {v}", "**{w}"]),
        gated=st.booleans(),
        options=st.dictionaries(st.sampled_from(OPTIONS), st.sampled_from(VALUES), max_size=2),
        children=st.lists(inner, min_size=1, max_size=4),
    ).map(fitting),
    max_leaves=20,
)


class Writer:
    """Writes a tree, with words that occur once."""

    def __init__(self) -> None:
        self.counter = count()

    def fill(self, text: str) -> str:
        """Put fresh words into a text."""
        return text.format(w=f"kept{next(self.counter)}x", v=f"kept{next(self.counter)}y")

    def myst(self, node: Node) -> str:
        """Return the tree as MyST."""
        if not node.name:
            return self.fill(node.text)
        title = self.fill(node.title)
        body = "\n\n".join(self.myst(child) for child in node.children)
        options = "".join(f":{name}: {value}\n" for name, value in node.options.items())
        if node.gated:
            start = f":::{{{node.name}-start}} {title}\n{options}:::"
            return f"{start}\n\n{body}\n\n:::{{{node.name}-end}}\n:::"
        fence = ":" * (3 + max([len(found) for found in re.findall(r":{3,}", body)], default=0))
        return f"{fence}{{{node.name}}} {title}\n{options}\n{body}\n{fence}"

    def rest(self, node: Node) -> str:
        """Return the tree as reStructuredText."""
        if not node.name:
            return self.fill(node.text).replace("> ", "  ")
        title = self.fill(node.title)
        body = "\n\n".join(self.rest(child) for child in node.children)
        options = "".join(f"\n   :{name}: {value}" for name, value in node.options.items())
        if node.gated:
            return (
                f".. {node.name}-start:: {title}{options}\n\n..\n\n{body}\n\n.. {node.name}-end::"
            )
        return f".. {node.name}:: {title}{options}\n\n{indent(body)}\n\n.."


def indent(text: str) -> str:
    return "\n".join(f"   {line}" if line else "" for line in text.splitlines())


# Other people's warnings about references and markup that the values above make on purpose.
OTHERS = {"docutils", "ref.ref", "ref.doc", ""}


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(trees.filter(lambda tree: tree.children), min_size=6, max_size=6))
def test_random_nesting(tmp_path_factory: pytest.TempPathFactory, pages: list[Node]) -> None:
    files = {"index.rst": "I\n=\n\n.. toctree::\n   :glob:\n\n   *\n"}
    for number, tree in enumerate(pages):
        files[f"m{number}.md"] = f"# T\n\n{Writer().myst(tree)}\n"
        files[f"r{number}.rst"] = f"T\n=\n\n{Writer().rest(tree)}\n"
    built = Project(tmp_path_factory.mktemp("random"), files).build()

    known = {f"pedagogy.{name}" for name in (*Subtype, *(rule.id for rule in RULES))}
    strangers = [warned for warned in built.warnings if warned.subtype not in known | OTHERS]
    assert strangers == []
    for name, source in files.items():
        lost = set(re.findall(r"kept\d+[xy]", source)) - set(
            re.findall(r"kept\d+[xy]", built.text(name.partition(".")[0]))
        )
        assert not lost, f"{lost} in\n{source}"


def test_too_deep_pairs_are_told_once(tmp_path: Path) -> None:
    pairs = [":::{insight-start} T\n:::\n"] * 60 + ["Kept.\n"] + [":::{insight-end}\n:::\n"] * 60
    built = Project(tmp_path, "# T\n\n" + "\n".join(pairs)).build()
    (told,) = built.warnings
    assert f"more than {DEEPEST} blocks" in told.text
    assert "Kept." in built.text()
