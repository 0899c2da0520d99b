"""``alignment``: what is taught and what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import findings_in, lesson

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

MERGING = ":::{concept} Merging\n:depth: developed\nTwo sorted lists become one.\n:::\n"
APPLIED = MERGING.replace("developed", "applied")
REQUIRES = ":::{requires}\n- Merging (developed)\n:::\n"
EXERCISE = "::::{exercise} Do it\nMerge two piles.\n\n:::{solution}\nx\n:::\n::::\n"


def check(question: str, options: str = "") -> str:
    """Return a check."""
    return f"::::{{check}}\n{options}{question}\n\n:::{{answer}}\nSo.\n:::\n::::\n"


def texts(make_project: MakeProject, **pages: str) -> list[str]:
    """Return what the rule says of lessons."""
    files = {
        f"{name}.md": page if page.startswith("#") else lesson(name.upper(), f"1.1.{number}", page)
        for number, (name, page) in enumerate(pages.items(), start=1)
    }
    return [one.text for one in findings_in(make_project, "alignment", files)]


TESTS = check("Which card goes first?", ":tests: merging\n")


def test_what_is_taught_thoroughly_is_asked_for(make_project: MakeProject) -> None:
    other = check("Is sorting slow?", ":tests: sorting\n")
    sorting = ":::{concept} Sorting\nIn order.\n:::\n"
    [text] = texts(make_project, a=sorting + MERGING + other)
    assert 'teaches "Merging" to the depth `developed`, and its only check' in text


def test_options_words_and_exercises_ask(make_project: MakeProject) -> None:
    for asks in (TESTS, check("Why is merging fast?"), check("You merge two piles. Why?")):
        assert texts(make_project, a=MERGING + asks) == []
    assert texts(make_project, a=MERGING + EXERCISE.replace("Merge", "Try merging")) == []


def test_a_special_case_asks_for_what_it_is_a_case_of(make_project: MakeProject) -> None:
    special = ":::{concept} Two-way merging\nOf two.\n:::\n"
    asks = check("Which one?", ":tests: two-way merging\n")
    assert texts(make_project, a=MERGING + special + asks) == []


def test_a_lesson_without_questions_is_for_another_rule(make_project: MakeProject) -> None:
    assert texts(make_project, a=MERGING) == []


def test_later_lessons_ask_again_if_they_could(make_project: MakeProject) -> None:
    key = ":::{concept} Key\nWhat one sorts by.\n:::\n"
    other = REQUIRES + key + check("Which key?")
    [text] = texts(make_project, a=MERGING + TESTS, b=other)
    assert 'no later lesson asks for "Merging"' in text
    assert 'for example in "1.1.2 B"' in text
    again = REQUIRES + key + check("Which key, when merging?")
    assert texts(make_project, a=MERGING + TESTS, b=again) == []
    # these could not: one requires nothing, one asks nothing
    assert texts(make_project, a=MERGING + TESTS, b=key + check("Which key?"), c=REQUIRES) == []


def test_what_is_to_be_applied_has_an_exercise(make_project: MakeProject) -> None:
    [text] = texts(make_project, a=APPLIED + TESTS)
    assert 'teaches "Merging" to be applied, but no exercise' in text
    assert texts(make_project, a=APPLIED + TESTS + EXERCISE) == []
    # what is in a notebook elsewhere, nobody knows
    elsewhere = f"# A\n\n:::{{lesson}} 1.1.1\n:notebook: a-notebook\n:::\n\n{APPLIED}{TESTS}"
    assert texts(make_project, a=elsewhere) == []


def test_an_exercise_on_something_else_applies_nothing(make_project: MakeProject) -> None:
    stack = ":::{concept} Stack\n:depth: developed\nLast in, first out.\n:::\n"
    asks = TESTS + check("Which leaves first?", ":tests: stack\n")
    on_stack = EXERCISE.replace("Merge two piles", "Empty a stack")
    [text] = texts(make_project, a=APPLIED + stack + asks + on_stack)
    assert 'teaches "Merging" to be applied, but no exercise' in text
    # what an exercise in plain words is about, nobody knows
    assert texts(make_project, a=APPLIED + stack + asks + EXERCISE) == []
    # what is only introduced may be named in passing
    passing = stack.replace("developed", "introduced")
    assert texts(make_project, a=APPLIED + passing + asks + on_stack) == []


def test_a_title_does_not_tell_which_of_two_concepts_a_check_tests(
    make_project: MakeProject,
) -> None:
    stack = ":::{concept} Stack\nLast in, first out.\n:::\n"
    page = f"# Merging\n\n:::{{lesson}} 1.1.1\n:::\n\n{MERGING}{{}}{check('Red or blue?')}"
    assert texts(make_project, a=page.replace("{}", "")) == []
    [text] = texts(make_project, a=page.replace("{}", stack))
    assert text.startswith("1 check of this lesson (line ")


def test_a_check_says_what_it_tests(make_project: MakeProject) -> None:
    [text] = texts(make_project, a=MERGING + TESTS + check("Red or blue?"))
    assert text.startswith("1 check of this lesson (line ")
    assert texts(make_project, a=check("Red or blue?") + MERGING + TESTS) == []


def test_a_course_that_declares_nothing_hears_nothing(make_project: MakeProject) -> None:
    assert texts(make_project, a=check("Red or blue?"), b=check("One or two?") + EXERCISE) == []


def test_the_title_of_a_lesson_tells_what_its_checks_test(make_project: MakeProject) -> None:
    page = f"# {{}}\n\n:::{{lesson}} 1.1.1\n:::\n\n{MERGING}{check('Red or blue?')}"
    assert len(texts(make_project, a=page.replace("{}", "Cards"))) == 2
    assert texts(make_project, a=page.replace("{}", "To merge lists, by merging")) == []


def test_words_of_a_name_may_stand_apart(make_project: MakeProject) -> None:
    concept = MERGING.replace("Merging", "Standard deviation")
    assert len(texts(make_project, a=concept + check("What lies farther from the mean?"))) == 2
    assert texts(make_project, a=concept + check("What deviates more than is standard?")) == []


def test_many_words_of_a_definition_ask_as_well(make_project: MakeProject) -> None:
    paradox = (
        ":::{concept} Reversal\n:depth: developed\nA trend that holds in every group and turns "
        "round "
        "in the total, since groups have different sizes.\n:::\n"
    )
    meant = check("In every group the trend is up. Why is it down in the total of both groups?")
    assert texts(make_project, a=paradox + meant) == []
    other = check("A third group admits 18 of its 45 applicants. What is the rate?")
    assert len(texts(make_project, a=paradox + other)) == 2
