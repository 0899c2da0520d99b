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
