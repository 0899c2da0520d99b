"""The course answers what a patient reader of the records would answer."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pedagogy.model import (
    Concept,
    Course,
    Facts,
    Lesson,
    Place,
    Requirement,
    RequirementStatus,
    ResolvedTeaching,
    Teaching,
    Use,
)

if TYPE_CHECKING:
    from random import Random

SLUGS = [f"lesson-{number}" for number in range(7)]
CONCEPTS = ["attention", "patchify", "vae"]

lessons = st.sampled_from(SLUGS)
concepts = st.sampled_from(CONCEPTS)
depths = st.integers(1, 4)
places = st.builds(Place, st.sampled_from(["a", "b"]), st.integers(1, 3))
teachings = st.lists(st.builds(Teaching, lessons, concepts, depths, places), max_size=12)
uses = st.lists(st.builds(Use, lessons, concepts, places, st.booleans()), max_size=12)
requirements = st.lists(st.builds(Requirement, lessons, concepts, depths, places), max_size=8)
facts = st.builds(Facts, st.just(()), teachings, uses, requirements)


def lesson(slug: str) -> Lesson:
    """Return a lesson without a number."""
    return Lesson(slug, (), slug.title(), Place(slug, 1))


def course(facts: Facts, slugs: list[str] = SLUGS, fading_after: int = 2) -> Course:
    """Return a course of *slugs*."""
    return Course([lesson(slug) for slug in slugs], facts, fading_after)


def partly_recorded(facts: Facts, recorded: set[str]) -> Course:
    """Return a course of which some lessons have no page."""
    lessons = [lesson(slug)._replace(recorded=slug in recorded) for slug in SLUGS]
    return Course(lessons, facts, 2)


class Oracle:
    """Answers by looking at everything each time."""

    def __init__(self, facts: Facts, fading_after: int) -> None:
        self.facts = facts
        self.fading_after = fading_after

    def before(self, concept: str, slug: str) -> list[Teaching]:
        """Return the teachings of a concept before a lesson."""
        here = SLUGS.index(slug)
        return [
            teaching
            for teaching in self.facts.teachings
            if teaching.concept == concept and SLUGS.index(teaching.lesson) < here
        ]

    def last_event(self, concept: str, slug: str) -> int:
        """Return the position of the last lesson that taught or used it before a lesson."""
        records: list[Teaching | Use] = [*self.facts.teachings, *self.facts.uses]
        return max(
            SLUGS.index(record.lesson)
            for record in records
            if record.concept == concept and SLUGS.index(record.lesson) < SLUGS.index(slug)
        )

    def status(self, requirement: Requirement) -> RequirementStatus:
        """Return the status of a requirement."""
        earlier = self.before(requirement.concept, requirement.lesson)
        if not earlier:
            return RequirementStatus.MISSING
        ago = SLUGS.index(requirement.lesson) - self.last_event(
            requirement.concept, requirement.lesson
        )
        deep = max(teaching.depth for teaching in earlier) >= requirement.depth
        return RequirementStatus.OK if deep and ago <= self.fading_after else RequirementStatus.GAP


@given(facts)
def test_knowledge_is_the_oracles(facts: Facts) -> None:
    """Depth, source, last use and fading, for each concept at each lesson."""
    built, oracle = course(facts), Oracle(facts, 2)
    for slug in SLUGS:
        known = {knowledge.concept: knowledge for knowledge in built.arriving_at(slug)}
        assert list(known) == sorted(c for c in CONCEPTS if oracle.before(c, slug))
        for concept, knowledge in known.items():
            earlier = oracle.before(concept, slug)
            deepest = max(teaching.depth for teaching in earlier)
            recent = max(SLUGS.index(t.lesson) for t in earlier if t.depth == deepest)
            last = oracle.last_event(concept, slug)
            assert knowledge.depth == deepest
            assert knowledge.source.lesson == SLUGS[recent]
            assert knowledge.last_used == SLUGS[last]
            assert knowledge.lessons_ago == SLUGS.index(slug) - last
            assert knowledge.fading == (knowledge.lessons_ago > 2)


@given(facts)
def test_requirements_are_judged_alike_one_by_one_and_in_one_pass(facts: Facts) -> None:
    """`verdict` looks things up, `all_verdicts` sweeps: both agree with the oracle."""
    built, oracle = course(facts), Oracle(facts, 2)
    swept = list(built.all_verdicts())
    assert swept == [verdict for slug in SLUGS for verdict in built.verdicts(slug)]
    assert len(swept) == len(facts.requirements)
    for verdict in swept:
        requirement = verdict.requirement
        assert verdict.status is oracle.status(requirement)
        assert verdict.recapped == any(
            use.recap and use[:2] == requirement[:2] for use in facts.uses
        )


@given(facts, st.randoms(use_true_random=False))
def test_the_order_of_records_says_nothing(facts: Facts, random: Random) -> None:
    """Documents are read in any order, by any number of processes."""
    shuffled = Facts(
        teachings=random.sample(facts.teachings, len(facts.teachings)),
        uses=random.sample(facts.uses, len(facts.uses)),
        requirements=random.sample(facts.requirements, len(facts.requirements)),
    )
    one, other = course(facts), course(shuffled)
    assert list(one.all_verdicts()) == list(other.all_verdicts())
    for slug in SLUGS:
        assert list(one.arriving_at(slug)) == list(other.arriving_at(slug))
        assert one.new_in(slug) == other.new_in(slug)
        for concept in CONCEPTS:
            assert one.fit(concept, slug) == other.fit(concept, slug)
            assert one.uses_of(concept, slug) == other.uses_of(concept, slug)


@given(facts)
def test_depth_never_falls(facts: Facts) -> None:
    """A student does not unlearn."""
    built = course(facts)
    for concept in CONCEPTS:
        known = [built.depth_after(concept, slug) for slug in SLUGS]
        assert known == sorted(known)


@given(facts)
def test_a_concept_is_new_in_exactly_one_lesson(facts: Facts) -> None:
    """The first that teaches it."""
    built = course(facts)
    new = [concept for slug in SLUGS for concept in built.new_in(slug)]
    assert sorted(new) == sorted({teaching.concept for teaching in facts.teachings})


@settings(max_examples=50)
@given(facts)
def test_a_mention_leads_to_the_deepest_so_far_or_the_first_to_come(facts: Facts) -> None:
    """Own lesson included; outside of lessons, all have been."""
    built = course(facts)
    for concept in CONCEPTS:
        every = built.teachings_of(concept)
        for slug in SLUGS:
            fit = built.fit(concept, slug)
            here = SLUGS.index(slug)
            earlier = [t for t in every if SLUGS.index(t.lesson) <= here]
            if earlier:
                assert fit is not None
                assert not fit.later
                assert fit.teaching.depth == max(t.depth for t in earlier)
            else:
                assert fit == (ResolvedTeaching(every[0], later=True) if every else None)
        if every:
            outside = built.fit(concept, None)
            assert outside is not None
            assert outside.teaching.depth == max(t.depth for t in every)
            assert not outside.later


@given(facts)
def test_uses_lead_where_each_one_does_by_itself(facts: Facts) -> None:
    """`fit` looks things up, `all_fits` sweeps."""
    built = course(facts)
    swept = list(built.all_fits())
    assert sorted(use for use, _fit in swept) == sorted(facts.uses)
    assert all(fit == built.fit(use.concept, use.lesson) for use, fit in swept)


@given(facts, st.sets(lessons))
def test_of_equals_a_page_is_shown_before_a_record(facts: Facts, recorded: set[str]) -> None:
    """A record says that something was taught; a page teaches it."""
    built, oracle = partly_recorded(facts, recorded), Oracle(facts, 2)
    for concept in CONCEPTS:
        for slug in SLUGS:
            here = [t for t in facts.teachings if (t.concept, t.lesson) == (concept, slug)]
            known = [*oracle.before(concept, slug), *here]
            found = built.fit(concept, slug)
            if known:
                deepest = max(teaching.depth for teaching in known)
                equals = [t.lesson for t in known if t.depth == deepest]
                pages = [one for one in equals if one not in recorded]
                assert found
                assert found.teaching.lesson == max(pages or equals, key=SLUGS.index)
        assert built.best_to_show(built.teachings_of(concept)) == (
            found.teaching if (found := built.fit(concept, None)) else None
        )
    swept = list(built.all_fits())
    assert all(fit == built.fit(use.concept, use.lesson) for use, fit in swept)


@given(facts)
def test_what_comes_after_a_lesson(facts: Facts) -> None:
    """Who teaches, uses or requires a concept later, and who requires it at all."""
    built = course(facts)
    records: list[Teaching | Use | Requirement] = [*facts.teachings, *facts.uses]
    records += facts.requirements
    for concept in CONCEPTS:
        found = {record.lesson for record in records if record.concept == concept}
        for at, slug in enumerate(SLUGS):
            later = [one for one in SLUGS[at + 1 :] if one in found]
            assert built.named_after(concept, slug) == later
        assert built.named_after(concept) == [one for one in SLUGS if one in found]
        needing = {need.lesson for need in facts.requirements if need.concept == concept}
        assert built.needed_by(concept) == [one for one in SLUGS if one in needing]


def test_a_recap_marks_the_verdict_but_does_not_refresh_on_arrival() -> None:
    """The gap is there when the student arrives; the page itself closes it."""
    place = Place("x", 1)
    built = course(
        Facts(
            teachings=[Teaching("lesson-0", "vae", 3, place)],
            uses=[Use("lesson-6", "vae", place, recap=True)],
            requirements=[Requirement("lesson-6", "vae", 3, place)],
        )
    )
    (verdict,) = built.verdicts("lesson-6")
    assert verdict.status is RequirementStatus.GAP
    assert verdict.recapped
    assert verdict.knowledge is not None
    assert verdict.knowledge.lessons_ago == 6


def test_records_of_unknown_lessons_are_ignored() -> None:
    """Whoever makes the records has warned about them."""
    place = Place("x", 1)
    built = course(Facts(teachings=[Teaching("nowhere", "vae", 3, place)]))
    assert list(built.arriving_at("lesson-6")) == []
    assert built.teachings_of("vae") == []


def test_two_lessons_cannot_share_a_slug() -> None:
    """The key of a lesson is its slug."""
    with pytest.raises(ValueError, match="one slug"):
        course(Facts(), ["a", "a"])


def test_records_can_be_pickled() -> None:
    """Sphinx keeps them in its environment, and sends them between processes."""
    concept = Concept("vae", "VAE", Place("x", 1), ("autoencoder",), "A definition.")
    assert pickle.loads(pickle.dumps(concept)) == concept  # noqa: S301
