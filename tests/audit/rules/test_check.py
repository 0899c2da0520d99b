"""``check``: answers that evade, and answers that answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import audit, audits, counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


def check(question: str, answer: str) -> str:
    """Return a page with one check."""
    return f"# T\n\n::::{{check}}\n{question}\n\n:::{{answer}}\n{answer}\n:::\n::::\n"


EVASIVE = [
    ("Now you throw faster. To what height does it rise?", "A good bit higher, that is for sure."),
    (
        "State the amount of salt.",
        "Tastes differ in this. A household finds its own.",
    ),
    (
        "How many metres of chain are to be laid out?",
        "The skipper should open the pilot book.",
    ),
    ("How many weights are there?", "Quite a lot of them, many more than before."),
    ("By what factor does it shrink?", "It depends on implementation details."),
    ("Is it faster?", "That depends on many things. It could be, and it might not be."),
    ("Which one do you take?", "Both have their pros and cons."),
    ("Is it sorted?", "Try it, and find out."),
    ("Is it sorted?", "TODO"),
    ("Wie viele Gewichte sind es?", "Das hängt von der Umsetzung ab."),
    ("Est-ce plus rapide ?", "Ça dépend."),
]


def test_answers_that_evade(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in EVASIVE], make_project)
    assert [page for page, count in found.items() if count != 1] == []


STRAIGHT = [
    ("How long until he had an answer, at least?", "Fifty days."),
    ("To what height does it rise?", "The same as before: mass plays no part."),
    ("What distance does it cover?", "Until the fuel is gone."),
    ("How many steps does it take?", "Of the order of n."),
    ("Which one does the database compute first?", "The inner one, because the outer needs it."),
    ("How many weights are there?", "Nine. In practice a bias may be added."),
    ("By what factor does it shrink?", "It depends on the padding: 48, or 64 without."),
    ("Is it faster?", "It depends: with a cache yes, without one no."),
    ("Is it faster?", "Faster, although the first call may take longer."),
    ("Why is it faster?", "It may reuse what it has computed, and often does."),
    ("Which value does it reach?", "The same one. Much depends on the temperature."),
    ("How many are left?", "```\n3\n```"),
    ("Is it faster?", "$t_1 < t_2$"),
]


def test_answers_that_answer(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in STRAIGHT], make_project)
    assert [page for page, count in found.items() if count] == []


REWORDED = [
    ("Is it faster?", "It may or may not be, since compilers differ."),
    ("Is it faster?", "That depends, because every machine has its own cache."),
    ("Does White win the queen?", "Strong players would calculate it out."),
    ("What does the pattern match?", "Type it into your editor and see."),
    ("Is the loop faster?", "Measure it on your own machine."),
    ("Is the loop faster?", "An experienced programmer would profile it first."),
    ("Which of the two converges?", "Run both cells and compare the curves."),
    (
        "Which of the two converges?",
        "This is an excellent question, and one that comes up in every interview.",
    ),
    ("Does the bridge hold?", "Engineers have argued about this for decades."),
    ("Does the bridge hold?", "We will come back to this in the next lesson."),
    ("Does the bridge hold?", "There are arguments for both sides."),
    ("Would you treat the patient?", "Every doctor has to answer that for herself."),
    ("Would you treat the patient?", "Weigh the benefits against the risks."),
    ("How many bytes does it take?", "Work it out with the formula above."),
    ("How many bytes does it take?", "Not that many, all things considered."),
    ("How many bytes does it take?", "Quite a handful."),
    ("How many layers does adaLN-Zero need?", "The paper on adaLN-**Zero** tells."),
    ("By what factor does it shrink?", "By a noticeable amount."),
    ("How long does it take?", "Longer than one would think."),
    ("Does the list change?", "Whether the list changes is what this lesson is about."),
    ("Is it sorted?", "Experts disagree on that."),
    ("Is it sorted?", "Ask a colleague, and discuss it together."),
    ("Is it sorted?", "Let us leave that open for now."),
    ("Is it sorted?", "The answer becomes clear when you read the section once more."),
    ("Is it sorted?", "That is something everyone should think over carefully."),
    ("Which one is cheaper?", "One has to look at the whole picture here."),
    ("Which one is cheaper?", "As always in engineering, it is a balance."),
    ("Ist es sortiert?", "Das muss jeder selbst entscheiden."),
    ("Ist es sortiert?", "Gib es ein und schau, was passiert."),
    ("Est-ce trié ?", "Chacun doit en juger par lui-même."),
    (
        "Does black lose the rook?",
        "There is a lot going on here. One would have to look at each move.",
    ),
]
"""Ways to evade without a may, an often or a depends."""

COMMITTED = [
    ("Does White win the queen?", "The queen falls: the knight attacks it and the king at once."),
    (
        "What does the pattern match?",
        "The whole line, up to the last bracket. Type it into your editor and see.",
    ),
    (
        "Is the loop faster?",
        "The vectorised version wins. Measure it on your own machine to be sure.",
    ),
    ("Which of the two converges?", "The second. Run both cells and compare the curves."),
    ("Which of the two converges?", "Good question! The second."),
    (
        "Does the bridge hold?",
        "It breaks under its own weight, although engineers argued about it for decades.",
    ),
    ("Would you treat the patient?", "I would: the benefit outweighs the risk."),
    ("Would you treat the patient?", "Treat her. The risk is small."),
    ("How many bytes does it take?", "Eight: one for each letter."),
    ("How many bytes does it take?", "As many as there are letters."),
    ("How much does it cost?", "Nothing at all."),
    ("By what factor does it shrink?", "It halves."),
    ("How long does it take?", "A day and a half."),
    ("Does the list change?", "It stays as it was: the function returns a copy."),
    ("Is it sorted?", "Only the first half is sorted."),
    ("Is it sorted?", "Sorted, but in the wrong order."),
    ("Which one is cheaper?", "The train, by far."),
    ("Which one is cheaper?", "One has to look at the whole bill: the train costs 40 euros less."),
    ("Where would you put the index?", "On the column that the query filters by."),
    ("What would you do first?", "Run the tests. They show which part has broken."),
    (
        "What should you do when a build fails?",
        "Read the first error message, and ignore the others.",
    ),
    ("What do you measure to find out?", "Measure the time of both with a warm cache."),
    ("How do you know?", "Try it with an empty list: it raises an IndexError."),
    ("What does a doctor do then?", "Doctors would measure the blood pressure again."),
    ("Who is right?", "Experts disagree, but the measurements settle it: Bohr is right."),
    ("What does the command print?", "The names of all files whose size differs."),
    ("Which command copies?", "Use `cp`."),
    ("Which layers are frozen?", "All except adaLN-Zero."),
    ("Ist es sortiert?", "Nach Länge sortiert, nicht nach Alphabet."),
    (
        "Which is a better name, `m` or `minutes`?",
        "`minutes` is better because `min` might mean “minimum”.",
    ),
    (
        "What is the value now? 123.5 or 6.175?",
        "The value is still 6.175 because you have not re-run the line.",
    ),
]
"""Answers that only look like those."""


def test_answers_that_evade_in_other_words(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in REWORDED], make_project)
    assert [page for page, count in found.items() if count != 1] == []


def test_answers_that_commit_whatever_else_they_say(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in COMMITTED], make_project)
    assert [page for page, count in found.items() if count] == []


def test_checks_that_answer_themselves(make_project: MakeProject) -> None:
    bodies = (":number: 3\n\nHow many?", "Which?\n\n- [ ] this\n- [x] that\n")
    pages = [f"# T\n\n:::{{check}}\n{body}\n:::\n" for body in bodies]
    assert audits("check", pages, make_project) == [[], []]


def test_a_check_without_an_answer(make_project: MakeProject) -> None:
    found = audit("check", "# T\n\n:::{check} Why?\nWhy is it so?\n:::\n", make_project)
    assert found == [(3, "the check has no answer; add an answer block to it")]


def test_an_answer_that_another_build_shows_is_not_missing(make_project: MakeProject) -> None:
    page = "# T\n\n:::::{check} Why?\nWhy?\n\n::::{only} instructor\n:::{answer}\nSo.\n:::\n::::\n"
    assert audit("check", f"{page}:::::\n", make_project) == []


TALKS_PAST = [
    (
        "Anna is to windward, Ben below her. They get close. Which of them has to keep clear?",
        "That depends a lot on the situation. A good skipper will find the best way.",
    ),
    (
        "Which is larger, the mean or the median?",
        "Outliers are values far from the others, and one looks at each before throwing it away.",
    ),
    (
        "What happens to the red blood cells near the needle?",
        "Water that moves through a membrane is called osmosis. The word comes from the Greek.",
    ),
    (
        "Would a list or a set be quicker for this?",
        "Python has many types, and good programmers take time to learn what each is made for.",
    ),
    (
        "Which note results?",
        "The horn is the usual horn of the orchestra, and composers have loved its sound for long.",
    ),
]

SAYS_ONE = [
    (
        "Anna is to windward, Ben below her. Which of them has to keep clear?",
        "Anna, since she is to windward.",
    ),
    (
        "Anna is to windward, Ben below her. Which of them has to keep clear?",
        "The windward boat, which is the upper one here.",
    ),
    ("Which is larger, the mean or the median?", "The mean: the dear house pulls it up."),
    (
        "Which is larger, the mean or the median?",
        "They are the same here, as nothing pulls them apart.",
    ),
    ("Which is larger, the mean or the median?", "Neither, the sample is even."),
    ("What happens to the red blood cells?", "They swell and burst, which is called haemolysis."),
    ("What happens to the red blood cells?", "Water enters the cells; this is called osmosis."),
    (
        "What is this movement called, and why?",
        "The movement is called osmosis. The word comes from the Greek.",
    ),
    ("Would a list or a set be quicker?", "A set: it looks in one place only."),
    ("Would a list or a set be quicker?", "Sets are, as they look in one place only."),
    (
        "Who pays, the buyer or the seller?",
        "The one who sells pays, as the contract says nothing else.",
    ),
    ("Who was first?", "Gutenberg was, although printing was invented in China."),
]


def test_an_answer_that_talks_past_its_question(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in TALKS_PAST], make_project)
    assert [page for page, count in found.items() if count != 1] == []


def test_an_answer_that_takes_its_question_up(make_project: MakeProject) -> None:
    found = counts("check", [check(*one) for one in SAYS_ONE], make_project)
    assert [page for page, count in found.items() if count] == []
