"""``forward``: what is no use of a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import CONF, GRADIENT, lesson

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject


def test_what_is_left_out_or_comes_next_is_no_use(findings: Findings) -> None:
    pages = {
        "a.md": lesson(
            "A",
            "1.1.1",
            ":::{constraint}\n- {concept}`gradient`\n:::\n",
            ":::{next-step} On\nThe {concept}`gradient`.\n:::\n",
        ),
        "b.md": lesson("B", "1.1.2", GRADIENT),
    }
    assert findings(pages, "forward", "undeclared", "preview") == []


def test_no_advice_is_to_teach_in_a_record(findings: Findings) -> None:
    use = "A {concept}`gradient`.\n"
    record = "# Records\n\n:::{lesson-record} 1.1.1 One\n- Sum (introduced)\n:::\n"
    pages = {
        "r.md": record,
        "b.md": lesson("B", "1.1.2", use),
        "c.md": lesson("C", "1.1.3", GRADIENT),
    }
    [found] = findings(pages, "forward")
    assert found.endswith("no earlier lesson of this course could teach it")


def test_a_glossary_teaches_nothing_and_is_not_held_against_a_lesson(
    findings: Findings,
) -> None:
    page = lesson("A", "1.1.1", "A {concept}`gradient`.\n")
    pages = {"a.md": page, "glossary.md": f"# Glossary\n\n{GRADIENT}"}
    rules = ("forward", "undeclared", "orphan", "unconnected", "prerequisite")
    assert findings(pages, *rules) == []


def test_a_word_is_found_on_its_line_of_the_paragraph(make_project: MakeProject) -> None:
    """A paragraph that fills five lines says nothing of where to look."""
    prose = "Who walks downhill\nneeds `no` map,\nonly the latent\nspace below.\n"
    concept = GRADIENT.replace("Gradient", "Latent space")
    files = {
        "index.md": "# Index\n",
        "a.md": lesson("A", "1.1.1", prose),
        "b.md": lesson("B", "1.1.2", concept),
    }
    conf = {**CONF, "pedagogy_link_mentions": "section"}
    built = make_project(files, pedagogy_audit={"*": "off", "forward": "warning"}, **conf)
    (one,) = domain_of(built.build("dummy").env).diagnostics
    line = one.place.line or 0
    assert files["a.md"].splitlines()[line - 1] == "only the latent"


ANNOUNCED = """\
In the next lesson we meet the latent space.

The latent space is what {doc}`b` is about.

See {doc}`b` for the latent space.

Of the latent space [a page](b.md) tells.

Or a latent space, of which {doc}`c` tells more.

As {lesson}`b` says, a latent space. As {ref}`B <label-of-b>` says, a latent space.

Later you will draw a {concept}`latent space`.

The latent space is small. Chapter 18 explains the latent space. It is a {concept}`latent space`.
"""
USED = """\
{doc}`b` comes next. The latent space is small. In the next lesson it is not.

What {doc}`a` says of the latent space.

A {concept}`latent space`. In the next lesson it is large.
"""


def _lines_of_forward(make_project: MakeProject, prose: str) -> list[int]:
    concept = GRADIENT.replace("Gradient", "Latent space")
    files = {
        "index.md": "# Index\n",
        "a.md": lesson("A", "1.1.1", prose),
        "b.md": "(label-of-b)=\n" + lesson("B", "1.1.2", concept),
        "c.md": lesson("C", "1.1.3"),
    }
    conf = {**CONF, "pedagogy_link_mentions": "section", "suppress_warnings": ["ref"]}
    built = make_project(files, pedagogy_audit={"*": "off", "forward": "warning"}, **conf)
    return [one.place.line or 0 for one in domain_of(built.build("dummy").env).diagnostics]


def test_who_says_that_a_lesson_will_teach_it_does_not_use_it(make_project: MakeProject) -> None:
    assert _lines_of_forward(make_project, ANNOUNCED) == []


def test_another_sentence_announces_nothing(make_project: MakeProject) -> None:
    for prose in USED.split("\n\n"):
        assert len(_lines_of_forward(make_project, prose)) == 1, prose


def test_a_record_uses_what_was_taught_before(findings: Findings) -> None:
    record = ":::{lesson-record} 1.1.%s %s\n:uses: gradient\n%s- Sum (introduced)\n:::\n\n"
    left_out = "::::{lesson-record} 1.1.2 Two\n- Step (introduced)\n\n:::{constraint}\n"
    left_out += "- {concept}`gradient`\n:::\n::::\n\n"
    pages = {
        "r.md": "# Records\n\n" + record % (1, "One", "") + left_out + record % (4, "Four", ""),
        "c.md": lesson("C", "1.1.3", GRADIENT),
    }
    assert findings(pages, "forward") == [
        'r:4 the record of "1.1.1 One" uses "Gradient", which is taught only later, in "1.1.3 C"; '
        "take it out there, or record which lesson taught it before"
    ]
    taught = pages["r.md"].replace("- Sum", "- Gradient (introduced)\n- Sum", 1)
    assert findings({**pages, "r.md": taught}, "forward") == []


def test_the_first_lesson_may_use_what_builds_on_its_own_concept(findings: Findings) -> None:
    later = ":::{concept} Momentum\n:builds-on: gradient\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", f"{GRADIENT}\nThe {{concept}}`momentum` helps.\n"),
        "b.md": lesson("B", "1.1.2", later),
    }
    [found] = findings(pages, "forward")
    assert found.endswith("no earlier lesson of this course could teach it")
