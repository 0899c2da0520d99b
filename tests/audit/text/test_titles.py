"""Titles of sections: what says that a section sums up, and what only sounds like it."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.titles import is_summary, roles_of_title

SUMMARIES = [
    *("Summary", "Summary.", "5. Summary", "Lesson summary", "A short summary", "Summing up"),
    *(
        "Summary of this lesson",
        "Summary and outlook",
        "Summary: three ideas",
        "All: a summary",
    ),
    *("In a nutshell", "Convolution in a nutshell", "In short", "In short: look twice"),
    *("Looking back", "Remember", "Remember:", "To remember", "What to remember", "Conclusion"),
    *("What to take along", "What you take home", "Take-aways", "Key takeaways", "Key points"),
    *("What you learned", "What we have learned so far", "What you now know", "Wrapping up"),
    *(
        "Wrap-up",
        "The whole story",
        "What stays",
        "What remains",
        "All of it: in brief",
    ),
    *("Merke", "Fazit", "Zusammenfassung", "Das Wichtigste", "Kurz gesagt", "Zum Mitnehmen"),
    *("Bilan", "En bref", "Résumé", "À retenir", "Ce qu'il faut retenir", "Pour conclure"),
]
OTHERS = [
    *("Code review", "Review", "Peer review", "Gift wrapping algorithm", "Wrapper classes"),
    *("Summary statistics", "The five-number summary and its plot is drawn", "Summarizing texts"),
    *("How to remember names", "The remember gate", "Conclusion validity", "Drawing conclusions"),
    *(
        "What remains unknown",
        "What stays the same",
        "Recap",
        "Shortcuts",
        "A short circuit",
    ),
    *("In shorter steps", "Take-away food", "Merkel", "Keeping score", "", "Bilanz ziehen"),
]


@pytest.mark.parametrize("title", SUMMARIES)
def test_summaries(title: str) -> None:
    assert is_summary(title)
    assert "summary" in roles_of_title(title)


@pytest.mark.parametrize("title", OTHERS)
def test_what_is_no_summary(title: str) -> None:
    assert not is_summary(title)
    assert "summary" not in roles_of_title(title)


def test_a_long_title_is_read_at_once() -> None:
    assert not is_summary("the a our " * 5000 + "in " * 5000)
    assert not is_summary("the: the " * 5000)


@pytest.mark.parametrize(
    "title",
    ["Next", "Next steps", "Next: sorting", "What’s next?", "What comes next", "Looking ahead"],
)
def test_a_section_may_lead_on(title: str) -> None:
    assert "next" in roles_of_title(title)


@pytest.mark.parametrize(
    "title",
    ["The `Iterator` trait and the `next` method", "Ahead-of-time compilation", "Next-token loss"],
)
def test_the_name_of_a_thing_leads_nowhere(title: str) -> None:
    assert "next" not in roles_of_title(title)
