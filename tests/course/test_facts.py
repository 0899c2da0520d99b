"""Facts of a page: what their digest tells apart."""

from __future__ import annotations

from sphinx_pedagogy.course.facts import Mention, PageFacts
from sphinx_pedagogy.model import Place


def mark_of(name: str, line: int) -> str:
    """Return the digest of a page with one mention."""
    facts = PageFacts(mentions=[Mention(name, "", Place("a", line))])
    facts.set_mark()
    once = facts.mark
    facts.set_mark()
    assert facts.mark == once, "it does not digest itself"
    return once


def test_lines_do_not_change_it_and_names_do() -> None:
    assert mark_of("Latent", 3) == mark_of("Latent", 30)
    assert mark_of("Latent", 3) != mark_of("Token", 3)
