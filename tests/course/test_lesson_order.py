"""Lessons come by number, and without one after the page before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.course.lesson_order import in_order
from sphinx_pedagogy.course.names import number_of
from sphinx_pedagogy.model import Lesson, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pedagogy.course.messages import Subtype

Told = list[tuple[str, str, str]]


def written(slug: str, number: str = "", line: int = 3) -> Lesson:
    """Return a lesson on a page of its own."""
    return Lesson(slug, number_of(number), slug.title(), Place(slug, line))


def recorded(slug: str, number: str, line: int) -> Lesson:
    """Return a lesson that the page "records" records."""
    return Lesson(slug, number_of(number), slug, Place("records", line), recorded=True)


def order(lessons: Iterable[Lesson], toctree: Sequence[str]) -> tuple[list[str], Told]:
    """Return the slugs in order, and subtype, page and text of what was told."""
    told: Told = []

    def warn(subtype: Subtype, text: str, place: Place) -> None:
        told.append((subtype.value, place.document, text))

    return [lesson.slug for lesson in in_order(lessons, toctree, warn)], told


def test_numbers_decide() -> None:
    lessons = [written("c", "6.10.1"), written("b", "6.2.1"), written("a", "6.2")]
    assert order(lessons, ["a", "b", "c"]) == (["a", "b", "c"], [])


def test_without_numbers_the_table_of_contents_decides() -> None:
    lessons = [written(name) for name in "abcd"]
    assert order(lessons, ["d", "b", "a", "c"]) == (["d", "b", "a", "c"], [])


def test_without_a_number_a_lesson_follows_the_page_before_it() -> None:
    lessons = [written("a", "1.1"), written("x"), written("b", "1.2"), written("y"), written("0")]
    assert order(lessons, ["0", "a", "x", "b", "y"]) == (["0", "a", "x", "b", "y"], [])


def test_a_page_outside_the_table_of_contents_comes_last() -> None:
    lessons = [written("orphan"), written("b"), written("also")]
    assert order(lessons, ["index", "b"]) == (["b", "also", "orphan"], [])


def test_records_stand_where_their_numbers_are() -> None:
    lessons = [
        written("b", "1.2"),
        recorded("c", "1.3", 9),
        recorded("a", "1.1", 3),
        written("free"),
    ]
    # the page of records stands before "free", but does not draw it to its last number
    found, told = order(lessons, ["b", "records", "free"])
    assert found == ["a", "b", "free", "c"]
    assert told == []


def test_the_table_of_contents_disagrees() -> None:
    lessons = [written("a", "1.1"), written("b", "1.2"), written("c", "1.3")]
    found, told = order(lessons, ["b", "a", "c"])
    assert found == ["a", "b", "c"]
    assert told == [
        (
            "order",
            "a",
            "lesson: 1.1 comes after 1.2 in the table of contents; the numbers decide: "
            "move the page, or change one number",
        )
    ]


def test_a_number_taken_twice() -> None:
    lessons = [written("a", "1.1"), written("b", "1.1")]
    found, told = order(lessons, ["a", "b"])
    assert found == ["a", "b"]
    assert told == [
        (
            "order",
            "b",
            'lesson: 1.1 is also the number of "a" (a); give one of them another',
        )
    ]


def test_a_slug_taken_twice() -> None:
    first = Lesson("vae", (1, 1), "VAE", Place("1/vae", 3))
    second = Lesson("vae", (2, 1), "VAE", Place("2/vae", 3))
    found, told = order([second, first], ["1/vae", "2/vae"])
    assert found == ["vae"]
    assert told == [
        (
            "duplicate",
            "2/vae",
            'lesson: "vae" is also the lesson in 1/vae; rename one of the two files, or the record',
        )
    ]


def test_no_lesson() -> None:
    assert order([], ["index"]) == ([], [])


numbers = st.sampled_from(["", "1", "1.1", "1.2", "1.10", "2.1"])
courses = st.lists(numbers, max_size=7)


@given(courses, st.randoms(use_true_random=False))
def test_the_order_of_input_says_nothing(texts: list[str], random: object) -> None:
    lessons = [written(f"l{at}", text) for at, text in enumerate(texts)]
    toctree = [lesson.slug for lesson in lessons]
    mixed = list(lessons)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert order(mixed, toctree) == order(lessons, toctree)


@given(courses)
def test_every_lesson_once_and_numbers_never_fall(texts: list[str]) -> None:
    lessons = [written(f"l{at}", text) for at, text in enumerate(texts)]
    found, _told = order(lessons, [lesson.slug for lesson in lessons])
    assert sorted(found) == sorted(lesson.slug for lesson in lessons)
    by_slug = {lesson.slug: lesson for lesson in lessons}
    kept = [by_slug[slug].number for slug in found if by_slug[slug].number]
    assert kept == sorted(kept)
