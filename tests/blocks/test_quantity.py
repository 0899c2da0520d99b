"""Quantities and traces: bound to what the cells of a notebook left, and to nothing without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from tests.blocks.notebooks import notebook

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

GLUED = {"params": "85983232", "z": "(4, 64, 64)", "share": "0.4766"}


def build(make_project: MakeProject, text: str, glued: dict[str, str] = GLUED) -> Built:
    """Build a notebook, and a page that may quote it."""
    files = {
        "index.md": "# Index\n\n```{toctree}\npage\nother\n```\n",
        "page.ipynb": notebook(f"# Page\n\n{text}", glued),
        "other.md": "# Other\n\n{quantity}`page::params:,` and {quantity}`1 <page::share>`.\n",
    }
    conf = {"extensions": ["myst_nb", "sphinx_pedagogy"], "nb_execution_mode": "off"}
    project = make_project(files, **conf)
    return project.build()


def test_the_role_shows_values(make_project: MakeProject) -> None:
    text = "It has {quantity}`params`, {quantity}`params:,`, {quantity}`86 million <params>`."
    built = build(make_project, text)
    assert built.warnings == []
    assert "It has 85983232, 85,983,232, 86 million." in built.text("page")


def test_another_page_shows_them_too(make_project: MakeProject) -> None:
    built = build(make_project, "Text.")
    assert built.warnings == []
    assert "85,983,232 and 1." in built.text("other")


def elsewhere(make_project: MakeProject, role: str, glued: dict[str, str] | None = GLUED) -> Built:
    """Build a page with a role that asks a notebook, which may not have run."""
    files = {
        "index.md": "# Index\n\n```{toctree}\npage\nother\n```\n",
        "page.ipynb": notebook("# Page", glued or {}),
        "other.md": f"# Other\n\nIt has {role}.\n",
    }
    conf = {"extensions": ["myst_nb", "sphinx_pedagogy"], "nb_execution_mode": "off"}
    if glued is None:
        del files["page.ipynb"]
        front = "file_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}"
        files["page.md"] = f"---\n{front}\n---\n# Page\n\n```{{code-cell}}\nx = 1\n```\n"
        conf["pedagogy_executor"] = "none"
    return make_project(files, **conf).build()


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("{quantity}`page::parms`", 'page "page" glues "parms": did you mean "params"?'),
        ("{quantity}`1 <page::nothing>`", 'glues "nothing": known are "params", "share", "z"'),
        ("{quantity}`index::params`", 'page "index" glues "params": they glue nothing'),
        ("{quantity}`pag::params`", 'no page "pag": did you mean "page"?'),
        ("{quantity}`1 <pag::params>`", 'no page "pag": did you mean "page"?'),
    ],
)
def test_a_name_that_another_page_lacks_is_told(
    make_project: MakeProject, role: str, text: str
) -> None:
    (warning,) = elsewhere(make_project, role).warnings
    assert (warning.subtype, warning.line) == ("pedagogy.unknown", 3)
    assert text in warning.text


def test_a_page_that_has_not_run_may_have_any_name(make_project: MakeProject) -> None:
    built = elsewhere(make_project, "{quantity}`page::params`", None)
    assert [it.text for it in built.warnings if it.subtype == "pedagogy.unknown"] == []


def test_another_page_follows_a_change(make_project: MakeProject) -> None:
    files = {
        "index.md": "# Index\n\n```{toctree}\npage\nother\n```\n",
        "page.ipynb": notebook("# Page", GLUED),
        "other.md": "# Other\n\nIt has {quantity}`page::params`.\n",
    }
    conf = {"extensions": ["myst_nb", "sphinx_pedagogy"], "nb_execution_mode": "off"}
    project = make_project(files, **conf)
    project.build()
    project.write({"page.ipynb": notebook("# Page", {"params": "7"})})
    assert "It has 7." in project.build().text("other")


def test_titles_show_values_wherever_they_are_shown(make_project: MakeProject) -> None:
    head = "# Trained {quantity}`params:,` weights to {quantity}`48% <share>`"
    block = ":::{exercise} Reach {quantity}`share:.0%` again\n:label: again\n\nDo.\n:::\n"
    files = {
        "index.md": "# Index\n\n```{toctree}\npage\nother\n```\n",
        "page.ipynb": notebook(f"{head}\n\n## Of {{quantity}}`z`\n\n{block}", GLUED),
        "other.md": "# Other\n\n{ref}`again`, {doc}`page`\n",
    }
    conf = {"extensions": ["myst_nb", "sphinx_pedagogy"], "nb_execution_mode": "off"}
    project = make_project(files, **conf)

    def check(number: str) -> None:
        built = project.build()
        assert built.warnings == []
        title = f"Trained {number} weights to 48%"
        assert f"<title>{title}" in built.html("page")
        assert f"{title} Of (4, 64, 64) Other" in built.text("index")
        assert f"Exercise 1: Reach 48% again, {title}" in built.text("other")

    check("85,983,232")
    changed = {**GLUED, "params": "7"}
    project.write({"page.ipynb": notebook(f"{head}\n\n## Of {{quantity}}`z`\n\n{block}", changed)})
    check("7")


def test_a_name_that_nothing_glues(make_project: MakeProject) -> None:
    built = build(make_project, "It has {quantity}`parms`.")
    assert [one.subtype for one in built.warnings] == ["pedagogy.unknown"]
    assert 'did you mean "params"?' in built.warnings[0].text


def test_a_format_that_does_not_fit(make_project: MakeProject) -> None:
    built = build(make_project, "It has {quantity}`z:.1f`.")
    assert [one.subtype for one in built.warnings] == ["pedagogy.option"]
    assert "It has (4, 64, 64)." in built.text("page")


def test_cells_that_did_not_run_cause_no_alarm(make_project: MakeProject) -> None:
    text = "It has {quantity}`params`, {quantity}`86 million <params>`."
    built = build(make_project, text, {})
    assert [one for one in built.warnings if one.path == "page.ipynb"] == []
    assert "It has params, 86 million." in built.text("page")


def test_without_a_program_for_cells_a_name_has_to_be_declared(make_project: MakeProject) -> None:
    declared = ":::{quantity} Params\n:value: 86 million\n:::\n\n"
    text = "It has {quantity}`Params`, {quantity}`86 million <params>`, {quantity}`parms`."
    built = make_project(f"# T\n\n{declared}{text}").build()
    [one] = built.warnings
    assert (one.subtype, one.line) == ("pedagogy.unknown", 7)
    assert one.text.endswith('did you mean "Params"?')
    assert "It has 86 million, 86 million, parms." in built.text()


def test_a_page_without_cells_that_names_nothing(make_project: MakeProject) -> None:
    project = make_project("# T\n\nIt has {quantity}`9 <params>`.", extensions=["myst_nb"])
    assert [one.subtype for one in project.build().warnings] == ["pedagogy.unknown"]


def test_a_declaration_gives_name_unit_and_format(make_project: MakeProject) -> None:
    text = (
        ":::{quantity} Size of the net\n:glued: params\n:format: ','\n:unit: weights\n:::\n\n"
        "It has {quantity}`size of the net`."
    )
    built = build(make_project, text.replace("','", ","))
    assert built.warnings == []
    assert "It has 85,983,232 weights." in built.text("page")


def test_the_latest_declaration_holds(make_project: MakeProject) -> None:
    tokens = ":::{quantity} Tokens\n:value: %s\n:::\n\n"
    text = f"{{quantity}}`tokens`\n\n{tokens % 16}{{quantity}}`tokens`\n\n{tokens % 64}"
    built = make_project(f"# T\n\n{text}{{quantity}}`tokens`").build()
    said = [node.astext() for node in built.doctree().findall(nodes.paragraph)]
    assert [one for one in said if one.isdigit()] == ["16", "16", "64"]


def test_a_trace_keeps_its_facts(make_project: MakeProject) -> None:
    text = (
        ":::{lesson} 1.1.1\n:::\n\n:::{concept} Noise\n:::\n\n"
        "::::{pipeline-trace}\n:::{trace-step} Draw {concept}`noise`\n:shape: (4, 64, 64)\n"
        ":glued: z\n:from: 1.1.1\n:::\n:::{trace-step} Decode\n:glued: z\n:uses: noise\n:::\n"
        "::::\n\n:::{pipeline-trace}\n- Look → {quantity}`z` from {lesson}`1.1.1`\n- Rest\n:::"
    )
    built = build(make_project, text)
    assert built.warnings == []
    facts = domain_of(built.env).pages["page"]
    assert [step.sources for step in facts.steps] == [("1.1.1",), (), ("1.1.1",), ()]
    assert [step.concepts for step in facts.steps] == [("noise",), ("noise",), (), ()]
    assert [(one.written, one.value) for one in facts.quantities] == [
        ("(4, 64, 64)", "(4, 64, 64)"),
        ("", "(4, 64, 64)"),
        ("", "(4, 64, 64)"),
    ]
    assert built.text("page").count("(4, 64, 64)") == 3


def test_a_trace_without_steps(make_project: MakeProject) -> None:
    built = make_project("# T\n\n:::{pipeline-trace} Empty\nText.\n:::").build()
    assert [one.subtype for one in built.warnings] == ["pedagogy.structure"]


@pytest.mark.parametrize("value", ["inf", "nan", "'lost'"])
def test_what_cannot_be_shown_as_a_number_is_told_on_each_page(
    value: str, make_project: MakeProject
) -> None:
    glued = {"params": value, "share": "0.9"}
    built = build(make_project, "It has {quantity}`params:.1f`.", glued)
    told = sorted((one.path, one.subtype) for one in built.warnings)
    assert told == [("other.md", "pedagogy.option"), ("page.ipynb", "pedagogy.option")]
    assert 3 in {one.line for one in built.warnings if one.path == "other.md"}
    assert all('"params" cannot be shown as' in one.text for one in built.warnings)
    for page in ("page", "other"):
        assert value.strip("'") in built.text(page)


def test_a_declared_infinity_stops_no_build(make_project: MakeProject) -> None:
    page = "# T\n\n:::{quantity} Loss\n:value: inf\n:format: .1f\n:::\n\n{quantity}`Loss:.2f`\n"
    built = make_project(page).build()
    assert not built.failed
    assert {one.subtype for one in built.warnings} == {"pedagogy.option"}
