"""Sentences that say of something that it comes later."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.announcements import says_later, sentence_at


@pytest.mark.parametrize(
    "sentence",
    [
        "In the next chapter we meet fog.",
        "A later lecture studies fog.",
        "The following two lessons are about fog.",
        "We will see later that fog lifts.",
        "Later, you'll measure fog.",
        "Fog will be explained later.",
        "In Chapter 7, you’ll learn about fog.",
        "Or fog, which we’ll cover in Chapter 18.",
        "Or fog, which we cover in Chapter 6 and Chapter 18, respectively.",
        "Chapter 20 contains fog, and Chapter 21 looks at rain.",
        "There is more to fog: Chapter 18 discusses it.",
        "Kapitel 7 erklärt den Nebel.",
        "Im nächsten Kapitel geht es um Nebel.",
        "Später werden wir Nebel messen.",
        "Dans le prochain chapitre, le brouillard.",
        "Nous verrons plus loin le brouillard.",
    ],
)
def test_a_sentence_may_say_that_something_comes_later(sentence: str) -> None:
    assert says_later(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The next figure shows fog.",
        "In the following section we measure fog.",
        "Two hours later fog lifts.",
        "We will see later in this lesson that fog lifts.",
        "In the last chapter we met fog.",
        "In Chapter 7 we met fog.",
        "As Chapter 7 said, fog lifts.",
        "We measure fog.",
    ],
)
def test_other_sentences_do_not(sentence: str) -> None:
    assert not says_later(sentence)


def test_a_sentence_ends_where_the_next_begins() -> None:
    text = 'It rains, e.g. here. "Fog!" At 3.5 mm, and more. \ufffc is fog'
    parts = {text[slice(*sentence_at(text, at))].strip() for at in range(len(text))}
    assert parts == {"It rains, e.g. here.", '"Fog!"', "At 3.5 mm, and more.", "\ufffc is fog"}
