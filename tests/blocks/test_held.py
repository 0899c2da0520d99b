"""A check that holds what would give it away: it stands in the answer, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_pedagogy.core.mystnb.cell_nodes import cells_in, index_of
from sphinx_pedagogy.core.nodes import block

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

ANSWER = "\n:::{answer}\nOwn words.\n:::\n"
FIGURE = "```{figure} a.svg\n:alt: A shape\n\nA caption\n```\n"
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"
CELLS = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: python}\n---\n"
EXTENSIONS = ["myst_nb", "sphinx_pedagogy"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def check(*options: str, answer: str = ANSWER) -> str:
    """Return a check that asks for what follows."""
    lines = "".join(f":{option}:\n" if ":" not in option else f"{option}\n" for option in options)
    return f"::::{{check}} Q\n{lines}\nWhat will it be?\n{answer}::::\n\n"


def page(*parts: str) -> str:
    return "# T\n\n" + "\n".join(parts)


def build(make_project: MakeProject, text: str) -> Built:
    files = {"index.md": text, "a.svg": SVG}
    settings = {
        "pedagogy_audit": {"*": "off"},
        "nb_execution_mode": "off",
        "extensions": EXTENSIONS,
    }
    return make_project(files, **settings).build()


def answers(built: Built) -> list[block]:
    return [node for node in built.doctree().findall(block) if node.kind == "answer"]


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (FIGURE, nodes.figure),
        (TABLE, nodes.table),
        ("```text\nprinted\n```\n", nodes.literal_block),
        ("```{math}\nx\n```\n", nodes.math_block),
        ("![Alt](a.svg)\n", nodes.image),
        (":::{note}\nBoxed.\n:::\n", nodes.note),
        (":::{example} Shown\nA case.\n:::\n", block),
        ("% a comment\n\n(there)=\n" + FIGURE, nodes.figure),
    ],
    ids=["figure", "table", "code", "math", "picture", "note", "block", "labelled"],
)
def test_what_follows_opens_with_the_answer(
    make_project: MakeProject, held: str, kind: type[nodes.Element]
) -> None:
    built = build(make_project, page(check(":holds: next"), held, TABLE, "After."))
    assert built.warnings == []
    (answer,) = answers(built)
    assert "Own words." in answer.body[0].astext()
    assert isinstance(answer.children[-1], kind) or list(answer.children[-1].findall(kind))
    section = next(built.doctree().findall(nodes.section))
    assert isinstance(section.children[-2], nodes.table), "only the next is held"
    text = built.html()
    assert text.index("Own words.") < text.index("After.")


def test_a_label_leads_to_what_is_held(make_project: MakeProject) -> None:
    built = build(make_project, page(check(":holds: next"), "(there)=\n" + FIGURE, "{ref}`there`"))
    assert built.warnings == []
    (answer,) = answers(built)
    assert next(answer.findall(nodes.figure))["ids"]
    assert 'href="#there"' in built.html()


def test_a_check_without_an_answer_gets_one(make_project: MakeProject) -> None:
    choices = "\n- [ ] one\n  > because\n- [x] two\n"
    built = build(
        make_project,
        page(
            check(":holds: next", answer=""), FIGURE, check(":holds: next", answer=choices), TABLE
        ),
    )
    assert built.warnings == []
    first, second = answers(built)
    assert [type(child).__name__ for child in first.body] == ["figure"]
    assert [type(child).__name__ for child in second.body] == ["enumerated_list", "table"]
    assert built.html().count("<details") == 2


def test_a_number_holds_as_many(make_project: MakeProject) -> None:
    built = build(make_project, page(check(":holds: 2"), FIGURE, TABLE, FIGURE))
    assert [type(child).__name__ for child in answers(built)[0].body[1:]] == ["figure", "table"]


def test_cells_keep_their_order_and_their_lines(make_project: MakeProject) -> None:
    cells = [f"```{{code-cell}}\nprint({at})\n```\n" for at in range(3)]
    removed = "```{code-cell}\n:tags: [remove-cell]\n\nassert True\n```\n"
    text = CELLS + page(cells[0], check(":holds: next"), removed, cells[1], cells[2])
    built = build(make_project, text)
    assert not [one for one in built.warnings if one.subtype.startswith("pedagogy")]
    plain = build(make_project, text.replace(":holds: next\n", "\n"))
    found = [
        [(index_of(cell), cell.line, cell.astext()) for cell in cells_in(one.doctree())]
        for one in (built, plain)
    ]
    assert found[0] == found[1]
    (answer,) = answers(built)
    held = [cell.astext() for cell in cells_in(answer)]
    assert held == ["print(1)"]


def test_a_pair_holds_too(make_project: MakeProject) -> None:
    pair = ":::{check-start} Q\n:holds: next\n:::\n\nWhat?\n\n:::{check-end}\n:::\n"
    built = build(make_project, page(pair, TABLE))
    assert built.warnings == []
    assert list(answers(built)[0].findall(nodes.table))


def test_a_hidden_check_holds_nothing(make_project: MakeProject) -> None:
    built = build(make_project, page(check("hidden", ":holds: next"), TABLE))
    assert "<table" in built.html()
    assert "What will it be?" not in built.html()


def test_what_readers_do_not_see_is_passed_over(make_project: MakeProject) -> None:
    unseen = ":::{note}\n:class: x\nSeen.\n:::\n"
    hidden = ":::{example} E\n:hidden:\nA case.\n:::\n"
    built = build(make_project, page(check(":holds: next"), hidden, unseen))
    assert [type(child).__name__ for child in answers(built)[0].body[1:]] == ["note"]


@pytest.mark.parametrize(
    ("below", "reason"),
    [
        ("Some text.", "text follows in line 14"),
        ("- an\n- item", "text follows in line 14"),
        ("## More\n\nText.", "a heading follows"),
        ("", "nothing follows here"),
        (check(), "another check follows in line 14"),
        ("```{toctree}\n```", "a toctree follows in line 14"),
    ],
    ids=["text", "list", "heading", "nothing", "check", "toctree"],
)
def test_what_cannot_be_held_stays_and_is_told(
    make_project: MakeProject, below: str, reason: str
) -> None:
    built = build(make_project, page(check(":holds: next"), below))
    (warned,) = [one for one in built.warnings if one.subtype == "pedagogy.check"]
    assert warned.line == 4
    assert reason in warned.text
    assert "put the check right above" in warned.text
    assert all(len(answer.body) == 1 for answer in answers(built))


def test_in_a_block_only_what_stands_in_it_is_held(make_project: MakeProject) -> None:
    inner = check(":holds: next").rstrip()
    built = build(make_project, page(f":::::{{example}} E\n{inner}\n:::::\n", TABLE))
    (warned,) = [one for one in built.warnings if one.subtype == "pedagogy.check"]
    assert "nothing follows in the example block around it" in warned.text


def test_an_odd_value_is_told(make_project: MakeProject) -> None:
    built = build(make_project, page(check(":holds: soon"), TABLE))
    (warned,) = built.warnings
    assert warned.subtype == "pedagogy.option"
    assert "`next`, or how many" in warned.text


@pytest.mark.parametrize("builder", ["text", "xml", "latex", "epub", "singlehtml"])
def test_every_builder_shows_what_is_held_after_the_words(
    make_project: MakeProject, builder: str
) -> None:
    files = {"index.md": page(check(":holds: next"), "```text\nprinted\n```\n", "After.")}
    built = make_project(files, pedagogy_audit={"*": "off"}, copyright="x", version="1").build(
        builder
    )
    assert built.warnings == []
    suffix = {"text": "txt", "xml": "xml", "latex": "tex", "epub": "xhtml"}.get(builder, "html")
    (file,) = [
        file
        for file in built.outdir.glob(f"*.{suffix}")
        if "Own words." in file.read_text(encoding="utf-8")
    ]
    shown = file.read_text(encoding="utf-8")
    assert shown.index("Own words.") < shown.index("printed") < shown.index("After.")
