"""A text that only talks about a belief is told by the grammar of its clauses."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.belief_talk import only_talks
from sphinx_pedagogy.audit.text.hollow import belief_denied


@pytest.mark.parametrize(
    "text",
    [
        "Gardeners of the old school pass on this notion with a nod. It is a mistake.",
        "It's a myth, against which beekeepers and museums warn in vain.",
        "Sailors repeat it, radio hosts believe it, and it is nonsense.",
        "This idea arose in 1820 among travellers on the Nile.",
        "It came up among travellers, and was refuted by the first divers.",
        "This is wrong. Carpenters correct it in each course.",
    ],
)
def test_talk_about_a_belief(text: str) -> None:
    assert only_talks(text)


@pytest.mark.parametrize(
    "text",
    [
        "It came up from the bottom of the lake.",
        "It is wrong, as bees have five eyes.",
        "Wrong. The keel turns it.",
        "Sailors repeat it, and it is still taught on ferries.",
        "It is taught on ferries, but a keel turns the boat.",
        "Sailors repeat it because they see the moon.",
        "This idea arose in 1820. The Nile carries sand.",
        "It is a mistake: 3 of 40 boats sank.",
        "",
    ],
)
def test_a_word_about_the_matter_is_enough(text: str) -> None:
    assert not only_talks(text)


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        ("Myth: bees sleep in winter. This is false, though it is printed on every jar.", True),
        (
            "Most guests believe that bees sleep. Waiters say it, guides repeat it. It is false.",
            True,
        ),
        ("Most guests believe that bees sleep. Waiters say it, guides repeat it.", False),
        ("Most guests believe that bees sleep. It is false, as they shiver all winter.", False),
        ("Myth: bees sleep in winter. This is false, and they shiver in a ball.", False),
    ],
)
def test_paragraphs_that_only_talk(text: str, talks: bool) -> None:
    assert bool(belief_denied(text)) is talks
