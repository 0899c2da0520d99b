"""Concepts with formulas in their names, and with names that have no letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

FIRST = (
    "# First\n\n:::{lesson} 1.1.1\nx\n:::\n\n:::{concept} $\\alpha$\nText.\n:::\n\n"
    ":::{concept} Learning rate $\\eta$\nText.\n:::\n"
)
CONF: dict[str, object] = {
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "pedagogy_audit": {"*": "off", "unknown": "error"},
}


def course(body: str, first: str = FIRST) -> dict[str, str]:
    """Return a course of two lessons."""
    tree = "# C\n\n```{toctree}\na\nb\n```\n"
    return {
        "index.md": tree,
        "a.md": first,
        "b.md": f"# Second\n\n:::{{lesson}} 1.1.2\nx\n:::\n\n{body}\n",
    }


def test_a_name_with_a_formula_is_written_as_in_the_title(make_project: MakeProject) -> None:
    body = (
        ":::{requires}\n- $\\alpha$ (introduced): as here\n- Learning rate $\\eta$ (introduced)\n"
        ":::\n\nSee {concept}`$\\alpha$` and {concept}`learning rate $\\eta$`, {concept}`alpha`."
    )
    built = make_project(course(body), **CONF).build()
    assert built.warnings == []
    html = built.html("b")
    needs = html[html.index("ped-requires") : html.index("<p>See")]
    assert needs.count(r"\(\alpha\)") == 1
    assert needs.count(r"\(\eta\)") == 1
    said = html[html.index("<p>See") :].partition("</p>")[0]
    assert said.count('href="a.html#') == 3
    assert said.count(r"\(\alpha\)") == said.count(r"\(\eta\)") == 1
    assert "$" not in said


def test_one_concept_is_offered_once_and_as_its_title_writes_it(make_project: MakeProject) -> None:
    built = make_project(course("See {concept}`Learning rates $\\eta$`."), **CONF).build()
    [warned] = built.warnings
    assert warned.text.endswith('did you mean "Learning rate $\\eta$"?')
    domain = built.env.get_domain("ped")
    [fix] = domain.catalogue.renamings("Learning rates $\\eta$")  # type: ignore[attr-defined]
    assert fix.new == "Learning rate $\\eta$"


def test_a_name_without_letters_is_told_and_names_nothing(make_project: MakeProject) -> None:
    first = (
        "# First\n\n:::{lesson} 1.1.1\nx\n:::\n\n:::{concept} Beta thing\n:code: foo\n"
        "Text.\n:::\n\n"
        "```python\nfoo()\n```\n"
    )
    page = ":::{concept} ---\nText.\n:::\n\nSee {concept}` `.\n"
    built = make_project(course(page, first), **CONF).build()
    told = {warning.subtype: warning for warning in built.warnings}
    assert set(told) == {"pedagogy.argument", "pedagogy.unknown"}
    assert '"---" has no letter or digit' in told["pedagogy.argument"].text
    assert told["pedagogy.argument"].line == 7
    catalogue = built.env.get_domain("ped").catalogue  # type: ignore[attr-defined]
    assert catalogue.find("") is None
    assert [use.concept for use in catalogue.course.used["a"]] == ["beta-thing"]


def test_a_name_of_signs_makes_no_id(make_project: MakeProject) -> None:
    page = ":::{concept} ***\nText.\n:::\n\n:::{concept} `:=`\n:id: walrus\nText.\n:::\n"
    built = make_project(course(page), **CONF).build()
    [told] = built.warnings
    assert (told.subtype, told.path, told.line) == ("pedagogy.argument", "b.md", 7)
    assert told.text == (
        'concept: "***" has no letter or digit, so it makes no id; '
        'give it an option "id" in letters'
    )


def test_a_requirement_is_proposed_as_the_title_writes_it(make_project: MakeProject) -> None:
    second = (
        "# Second\n\n:::{lesson} 1.1.2\nx\n:::\n\n:::{check} How fast?\n"
        "What does {concept}`Learning rate $\\eta$` do?\n\n:::{answer}\nIt scales.\n:::\n:::\n"
    )
    audit = {"*": "off", "undeclared": "error"}
    files = course("x") | {"b.md": second}
    conf = CONF | {"pedagogy_audit": audit}
    told = [one.text for one in make_project(files, **conf).build().warnings]
    assert any('"- Learning rate $\\eta$ (' in text for text in told), told
