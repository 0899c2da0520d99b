"""Sphinx's own ways to refer: intersphinx, nitpicky, missing-reference, any, the general index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built, MakeProject, Project

OTHER = {
    "index.md": "# Other\n\n```{toctree}\nheaps\n```\n",
    "heaps.md": (
        "# Heaps\n\n:::{lesson} 1.1\nx\n:::\n\n"
        ":::{concept} Binary heap\n:aka: Priority tree, heap\nA tree.\n:::\n\n"
        ":::{mental-model} A pile\nx\n:::\n"
    ),
}
SITE = "https://other.example/"


@pytest.fixture(scope="module")
def inventory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inventory of another course."""
    from sphinx_pedagogy.testing import Project as Made

    built = Made(tmp_path_factory.mktemp("other"), OTHER, project="Other").build()
    assert not built.warnings
    return built.outdir / "objects.inv"


def build(
    make_project: MakeProject, inventory: Path, page: str, **conf: object
) -> tuple[Project, Built]:
    """Build a page beside the other course."""
    project = make_project(
        page,
        extensions=["sphinx.ext.intersphinx"],
        intersphinx_mapping={"other": (SITE, str(inventory))},
        **conf,
    )
    return project, project.build()


def test_the_inventory_has_what_the_course_has(inventory: Path) -> None:
    found = InventoryFile.loads(inventory.read_bytes(), uri=SITE).data
    assert found["ped:concept"].keys() == {"binary-heap"}
    assert found["ped:concept"]["binary-heap"].display_name == "Binary heap"
    assert found["ped:concept"]["binary-heap"].uri == f"{SITE}heaps.html#concept-binary-heap"
    assert found["ped:lesson"].keys() == {"heaps"}
    assert "ped:mental-model" in found


CONCEPT = f'href="{SITE}heaps.html#concept-binary-heap"'
LESSON = f'href="{SITE}heaps.html'


@pytest.mark.parametrize(
    ("role", "address", "words"),
    [
        ("{external+other:ped:concept}`binary-heap`", CONCEPT, "Binary heap"),
        ("{external+other:ped:concept}`Binary heap`", CONCEPT, "Binary heap"),
        ("{external+other:ped:concept}`such a heap <binary-heap>`", CONCEPT, "such a heap"),
        ("{external:ped:concept}`binary-heap`", CONCEPT, "Binary heap"),
        ("{external:ped:concept}`such a heap <Binary heap>`", CONCEPT, "such a heap"),
        ("{external+other:ped:lesson}`heaps`", LESSON, "Heaps"),
        ("{external+other:ped:lesson}`that lesson <heaps>`", LESSON, "that lesson"),
        ("{external:ped:lesson}`heaps`", LESSON, "Heaps"),
        ("{any}`binary-heap`", CONCEPT, "Binary heap"),
        # no name of this course: Sphinx asks the others
        ("{ped:concept}`other:binary-heap`", CONCEPT, "Binary heap"),
    ],
)
def test_a_name_of_another_project_is_a_link(
    role: str, address: str, words: str, make_project: MakeProject, inventory: Path
) -> None:
    page = f"# Here\n\n:::{{lesson}} 2.1\nx\n:::\n\nSee {role} there.\n"
    _project, built = build(make_project, inventory, page)
    html = built.html()
    assert address in html
    assert f"See {words} there." in built.text()
    if "external" in role or "any" in role:
        assert not built.warnings


def test_an_external_name_says_nothing_of_this_course(
    make_project: MakeProject, inventory: Path
) -> None:
    page = (
        "# After {external+other:ped:lesson}`heaps`\n\n:::{lesson} 2.1\nx\n:::\n\n"
        "{external+other:ped:concept}`binary-heap`\n"
    )
    _project, built = build(make_project, inventory, page)
    assert not built.warnings
    assert "binary-heap" not in built.read("curriculum.json")


@pytest.mark.parametrize(
    "role",
    [
        ":external+other:ped:concept:`such a heap <Binary heap>`",
        "`such a heap <binary-heap>`:external:ped:concept:",
    ],
)
def test_in_restructuredtext(role: str, make_project: MakeProject, inventory: Path) -> None:
    page = f"# Here\n\n```{{eval-rst}}\nSee {role} there.\n```\n"
    _project, built = build(make_project, inventory, page)
    assert not built.warnings
    assert CONCEPT in built.html()
    assert "See such a heap there." in built.text()


def test_an_external_name_that_is_none_is_told(make_project: MakeProject, inventory: Path) -> None:
    page = "# Here\n\n{external+other:ped:concept}`nope`\n"
    _project, built = build(make_project, inventory, page)
    [warned] = built.warnings
    assert "external ped:concept reference target not found: nope" in warned.text
    assert "nope" in built.text()


UNKNOWN = "# Here\n\n:::{lesson} 2.1\nx\n:::\n\nSee {concept}`nope` and {lesson}`never`.\n"


def test_nitpicky_tells_of_each_name(make_project: MakeProject) -> None:
    texts = [one.text for one in make_project(UNKNOWN, nitpicky=True).build().warnings]
    assert "ped:concept reference target not found: nope" in texts
    assert "ped:lesson reference target not found: never" in texts


@pytest.mark.parametrize("nitpicky", [False, True])
@pytest.mark.parametrize(
    "ignored",
    [
        {"nitpick_ignore": [("ped:concept", "nope"), ("ped:lesson", "never")]},
        {"nitpick_ignore_regex": [("ped:.*", "n.*")]},
    ],
)
def test_what_is_ignored_is_not_told(
    nitpicky: bool, ignored: dict[str, object], make_project: MakeProject
) -> None:
    built = make_project(UNKNOWN, nitpicky=nitpicky, **ignored).build()
    assert not built.warnings
    assert "See nope and never." in built.text()


def test_what_is_ignored_is_that_name_alone(make_project: MakeProject) -> None:
    page = UNKNOWN.replace("nope", "nope2")
    built = make_project(page, nitpick_ignore=[("ped:concept", "nope"), ("ped:lesson", "never")])
    [warned] = built.build().warnings
    assert '"nope2" is no concept' in warned.text


LISTENER = """
from docutils import nodes

def found(app, env, node, contnode):
    if node.get("refdomain") == "ped":
        print("MISSING", node["reftype"], node["reftarget"], node["refdoc"])
        return nodes.reference("", "", contnode, refuri=f"https://x.example/{node['reftarget']}")

def setup(app):
    app.connect("missing-reference", found)
"""


def test_others_are_asked_for_what_is_missing(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    known = ":::{concept} Heap\nx\n:::\n\n{concept}`Heap`\n"
    project = make_project(UNKNOWN + known)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(LISTENER)
    html = project.build().html()
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("MISSING")]
    assert told == ["MISSING concept nope index", "MISSING lesson never index"]
    assert 'href="https://x.example/nope"' in html


def test_a_reference_that_another_extension_makes_is_resolved(make_project: MakeProject) -> None:
    page = "# Here\n\n:::{lesson} 2.1\nx\n:::\n\n:::{concept} Heap\nx\n:::\n"
    project = make_project(page)
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "from sphinx.roles import XRefRole\n"
            "class Shown(XRefRole):\n"
            "    def process_link(self, env, ref, explicit, title, target):\n"
            "        ref['refdomain'], ref['reftype'] = 'ped', 'concept'\n"
            "        return title, target\n"
            "def setup(app):\n"
            "    app.add_role('shown', Shown())\n"
        )
    project.write({"index.md": f"{page}\nSee {{shown}}`heap` and {{any}}`heap`.\n"})
    built = project.build()
    assert not built.warnings
    assert built.html().count('href="#concept-heap"') >= 2
    assert "See Heap and Heap." in built.text()


def test_object_types_name_roles_that_exist(make_project: MakeProject) -> None:
    from sphinx_pedagogy.core.domain import PedagogyDomain

    roles = {role for kind in PedagogyDomain.object_types.values() for role in kind.roles}
    assert roles == {"concept", "lesson"}


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_concepts_are_in_the_general_index(builder: str, make_project: MakeProject) -> None:
    hidden = ":::{concept} Secret\n:hidden:\nx\n:::\n"
    project = make_project({**OTHER, "heaps.md": OTHER["heaps.md"] + "\n" + hidden})
    built = project.build(builder)
    if builder == "html":
        index = built.html("genindex")
        for name in ("Binary heap", "Priority tree", "heap"):
            assert f'<a href="heaps.html#concept-binary-heap">{name}</a>' in index
    else:
        [index] = [file.read_text("utf-8") for file in built.outdir.glob("*.tex")]
        assert r"\index{Binary heap@\spxentry{Binary heap}}" in index
    assert "Secret</a>" not in index
    assert r"\spxentry{Secret}" not in index


@pytest.mark.parametrize(
    "role",
    [
        "{concept}`no such thing`",
        "{lesson}`9.9.9`",
        "{any}`Known`",
        "{any}`that <Known>`",
        "{external+other:ped:concept}`binary-heap`",
        "{external+other:ped:concept}`no such thing`",
    ],
)
def test_no_reference_in_prose_looks_like_a_block(
    role: str, make_project: MakeProject, inventory: Path
) -> None:
    page = f"# Here\n\n:::{{concept}} Known\nx\n:::\n\nSee {role} there.\n"
    _project, built = build(make_project, inventory, page)
    [prose] = [line for line in built.html().splitlines() if "See" in line]
    assert not re.search(r'class="(?:[^"]* )?ped(?:-concept|-lesson)?[ "]', prose), prose
