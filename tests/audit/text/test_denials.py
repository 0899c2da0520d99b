"""Texts that only deny a belief, and texts that say more."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.denials import only_denies

BELIEF = "A larger filter always sees more"

ONLY = [
    "This is wrong.",
    "No, it is not.",
    "This is a very common misconception, and you should not believe it.",
    "Many students think so. This is simply not true!",
    "That’s false. Don’t fall for it.",
    "Wrong! This belief is a popular myth, but it is completely false.",
    "In reality, this is not the case.",
    "A larger filter does not always see more.",
    "It isn’t true that a larger filter always sees more.",
    "Many people believe this. However, it is incorrect. Remember this.",
    "That is not how it works. Be careful not to fall into this trap.",
    "Nothing could be further from the truth.",
    "This is an error that many beginners make.",
    "You may have heard this, but it's false, plain and simple.",
    "Students often believe this, but they are mistaken. It should be avoided.",
    "It is important to understand that this is incorrect.",
    "Experts agree that this is not true.",
    "Das stimmt nicht. Viele glauben das, aber das ist falsch.",
    "Beaucoup le croient, mais c'est faux.",
]
MORE = [
    "",
    "This is wrong, because a stack of small ones sees as much.",
    "This is wrong. Two layers of 3 by 3 see 5 by 5 pixels.",
    "No: it sees more at once, and less often.",
    "Not always. On a flat image both see the same.",
    "A larger filter does not always see more: a dilated one skips pixels.",
    "Many students think so, since they count weights.",
    "A small filter sees more.",
    "A larger filter is not a better GPU.",
    "The opposite is true.",
    "This is an error that many beginners make when they count weights.",
    "Experts agree that this is not true of small images.",
    "This is one of the mistakes that a test on five pixels shows.",
    "You may have heard this of cameras.",
    "This is wrong. What counts is the stack.",
    "Set both to zero and the filter sees nothing.",
]


@pytest.mark.parametrize("text", ONLY)
def test_what_only_denies(text: str) -> None:
    assert only_denies(BELIEF, text)


@pytest.mark.parametrize("text", MORE)
def test_what_says_more(text: str) -> None:
    assert not only_denies(BELIEF, text)
