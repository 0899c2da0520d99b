"""``preview``: what announces nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import CONF, GRADIENT, lesson

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject


def test_a_lesson_that_looks_back_announces_nothing(findings: Findings) -> None:
    back = "As {lesson}`a` said, the {concept}`gradient` and {concept}`momentum`.\n"
    momentum = ":::{concept} Momentum\nInertia.\n:::\n"
    pages = {
        "a.md": lesson("A", "1.1.1", GRADIENT),
        "b.md": lesson("B", "1.1.2", back),
        "c.md": lesson("C", "1.1.3", momentum),
    }
    assert findings(pages, "preview") == []


def test_plain_words_are_announced_anywhere_in_the_paragraph_of_a_lesson(
    make_project: MakeProject,
) -> None:
    """They have a line of their own, the role has that of its paragraph."""
    space = GRADIENT.replace("Gradient", "Latent space")
    text = "In {lesson}`b` you will hear\nwhat lives\nin the latent space.\n"
    files = {
        "index.md": "# Index\n",
        "a.md": lesson("A", "1.1.1", text),
        "b.md": lesson("B", "1.1.2", "Nothing of it.\n"),
        "c.md": lesson("C", "1.1.3", space),
    }
    conf = {**CONF, "pedagogy_link_mentions": "section"}
    built = make_project(files, pedagogy_audit={"*": "off", "preview": "warning"}, **conf)
    [one] = domain_of(built.build("dummy").env).diagnostics
    assert "which does not teach it" in one.text
