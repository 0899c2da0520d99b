"""The course that pages state: names, and what is wrong with them. No Sphinx in here."""

from __future__ import annotations

import itertools
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinx_pedagogy.course.catalogue import Catalogue
from sphinx_pedagogy.course.facts import (
    ConceptRecord,
    ListedBlock,
    Mention,
    ModulePage,
    PageFacts,
    RequirementLine,
    View,
)
from sphinx_pedagogy.course.mistakes import checked
from sphinx_pedagogy.course.names import lesson_slug, number_of, slug
from sphinx_pedagogy.model import Lesson, Place, RequirementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

FADING_AFTER = 10


class Page:
    """A page being written, line by line."""

    def __init__(self, docname: str, number: str | None = None) -> None:
        """Begin a page; a lesson if it has a number, which may be empty."""
        self.docname = docname
        self.facts = PageFacts()
        self.line = 0
        self.slug = ""
        if number is not None:
            self.slug = lesson_slug(docname)
            made = Lesson(self.slug, number_of(number), self.slug.title(), self.place())
            self.facts.lessons.append(made)

    def place(self) -> Place:
        """Return the next line."""
        self.line += 1
        return Place(self.docname, self.line)

    def concept(
        self,
        title: str,
        depth: int = 2,
        *,
        own: str = "",
        aka: Sequence[str] = (),
        bases: Sequence[str] = (),
        definition: str = "",
    ) -> Page:
        """Define or teach a concept."""
        anchor = f"concept-{self.line}"
        made = ConceptRecord(
            title, self.place(), own, title, tuple(aka), tuple(bases), definition, self.slug, depth
        )
        self.facts.statements.append(made._replace(anchor=anchor))
        return self

    def record(self, number: str, title: str, *taught: tuple[str, int]) -> Page:
        """Record a lesson elsewhere."""
        own = lesson_slug(title)
        made = Lesson(own, number_of(number), title, self.place(), recorded=True)
        self.facts.lessons.append(made)
        for name, depth in taught:
            stated = ConceptRecord(name, self.place(), lesson=own, depth=depth)
            self.facts.statements.append(stated)
        return self

    def needs(self, name: str, depth: int = 2) -> Page:
        """Require a concept."""
        self.facts.needs.append(RequirementLine(name, depth, "", self.slug, self.place()))
        return self

    def names(self, name: str, *, recap: bool = False) -> Page:
        """Name a concept in the text, or recap it."""
        self.facts.mentions.append(Mention(name, self.slug, self.place(), recap))
        return self

    def belief(self, title: str) -> Page:
        """Meet a misconception."""
        name = slug(title)
        made = ListedBlock("misconception", name, title, "", self.slug, f"m-{name}", self.place())
        self.facts.targets.append(made)
        return self

    def view(self, kind: str, **arguments: str) -> Page:
        """Place a view."""
        given = tuple(f"{name}={value}" for name, value in arguments.items())
        self.facts.views.append(View(kind, given, self.place()))
        return self


def catalogue(*pages: Page, fading_after: int = FADING_AFTER) -> Catalogue:
    """Return what *pages*, in the order of the table of contents, state together."""
    facts = {page.docname: page.facts for page in pages}
    return checked(Catalogue(facts, [page.docname for page in pages], fading_after))


class Told(NamedTuple):
    """A warning, for comparing."""

    subtype: str
    docname: str
    line: int | None


def told(made: Catalogue) -> list[Told]:
    """Return what is wrong, without the words."""
    return [Told(one.code, one.place.document, one.place.line) for one in made.problems]


def words(made: Catalogue) -> str:
    """Return what is wrong, in words; there must be one thing."""
    (problem,) = made.problems
    return problem.text


def test_which_page_was_read_last_says_nothing() -> None:
    pages = {page.docname: page.facts for page in (Page("b"), Page("a"), Page("c"))}
    assert list(Catalogue(pages, ["c", "b", "a"], FADING_AFTER).pages) == ["a", "b", "c"]


# ── names ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        "Joint attention",
        "JOINT  attention",
        "joint-attention",
        "joint_attention",
        "mmdit attention",
        "MMDiT-Attention",
        "ja",
    ],
)
def test_id_title_and_alias_all_name_it(name: str) -> None:
    page = Page("a", "1").concept("Joint attention", own="ja", aka=["MMDiT attention"])
    made = catalogue(page)
    assert made.find(name) == "ja"
    assert made.problems == []


def test_nothing_is_found_under_another_name() -> None:
    made = catalogue(Page("a", "1").concept("Joint attention"))
    assert made.find("attention") is None
    assert made.find("") is None


@pytest.mark.parametrize(
    "titles",
    [
        ["注意力机制", "注意力", "机制"],
        ["معلم", "علم", "معلم الآلة"],
        ["Προσοχή", "Προσοχές"],
        ["का", "कि", "की"],
        ["ที่", "ทา", "ท"],
        ["Überanpassung", "Uberanpassung"],
        ["Ёлка", "Елка"],
        ["∇f", "∂f", "f"],
    ],
)
def test_concepts_of_any_script_stay_apart(titles: list[str]) -> None:
    page = Page("a", "1")
    for title in titles:
        page.concept(title)
    made = catalogue(page)
    ids = [made.find(title) for title in titles]
    if titles[0] == "∇f":  # signs are no part of an id, so these collide, and that is told
        assert [one.code for one in made.problems] == ["duplicate"] * 2
    else:
        assert len(set(ids)) == len(titles)
        assert made.problems == []


@pytest.mark.parametrize("order", list(itertools.permutations(["C", "C++", "C#", ".NET", "Net"])))
def test_concepts_that_differ_by_a_sign_have_their_ids_in_any_order(
    order: tuple[str, ...],
) -> None:
    pages = [Page(f"p{number}", str(number + 1)).concept(name) for number, name in enumerate(order)]
    made = catalogue(*pages)
    assert made.problems == []
    ids = {"C": "c", "C++": "c-plus-plus", "C#": "c-sharp", ".NET": "dot-net", "Net": "net"}
    assert {name: made.find(name) for name in order} == ids


def test_of_two_concepts_with_one_id_the_second_is_told() -> None:
    made = catalogue(Page("a", "1").concept("P(A|B)"), Page("b", "2").concept("P(A, B)"))
    assert told(made) == [("duplicate", "b", 2)]
    assert words(made) == (
        'concept: "P(A, B)" would have the id "p-a-b", which is that of "P(A|B)" (a:2), and gets '
        '"p-a-b-2"; give one of them an option "id"'
    )


def test_closed_up_with_a_hyphen_and_apart_it_is_one_name() -> None:
    made = catalogue(Page("a", "1").concept("Data frame"), Page("b", "2").concept("Dataframe"))
    assert made.problems == []
    assert list(made.concepts) == ["data-frame"]
    assert {made.find(name) for name in ("dataframe", "data-frame", "DataFrame")} == {"data-frame"}
    made = catalogue(Page("a", "1").concept("Inset"), Page("b", "2").concept("In set"))
    assert len(made.concepts) == 2  # too short to tell


def test_a_decomposed_letter_is_the_letter() -> None:
    made = catalogue(Page("a", "1").concept("Ünique"))
    assert made.find("U\u0308nique") == "ünique"


def test_a_title_without_any_letter() -> None:
    made = catalogue(Page("a", "1").concept("***").names("***"))
    assert made.problems == []
    assert made.find("***") == "***"


def test_one_name_for_two_concepts() -> None:
    made = catalogue(
        Page("a", "1").concept("Attention", aka=["focus"]),
        Page("b", "2").concept("Saliency", aka=["Focus"]),
    )
    assert told(made) == [("duplicate", "b", 2)]
    assert words(made) == (
        'concept: "Focus" already names "Attention" (a:2); give one of the two another name'
    )
    assert made.find("focus") == "attention"


def test_the_title_of_one_is_the_alias_of_another() -> None:
    made = catalogue(
        Page("a", "1").concept("Attention"), Page("b", "2").concept("Focus", aka=["attention"])
    )
    assert told(made) == [("duplicate", "b", 2)]


def test_the_id_of_one_is_the_title_of_another() -> None:
    made = catalogue(
        Page("a", "1").concept("Attention", own="focus"), Page("b", "2").concept("Focus", own="x")
    )
    assert told(made) == [("duplicate", "b", 2)]


def test_teaching_again_under_any_name_is_one_concept() -> None:
    made = catalogue(
        Page("a", "1").concept("Attention", 1, own="att", aka=["focus"]),
        Page("b", "2").concept("Focus", 2),
        Page("c", "3").concept("attention", 3, own="att", aka=["gaze"]),
    )
    assert made.problems == []
    assert list(made.concepts) == ["att"]
    assert made.concepts["att"].aliases == ("focus", "gaze")
    assert [one.depth for one in made.course.teachings_of("att")] == [1, 2, 3]


def test_a_record_may_use_a_title_that_comes_later() -> None:
    made = catalogue(
        Page("records").record("1.1", "Early", ("MMDiT attention", 1)),
        Page("b", "1.2").concept("Joint attention", 3, aka=["MMDiT attention"]),
    )
    assert made.problems == []
    assert list(made.concepts) == ["joint-attention"]
    assert made.concepts["joint-attention"].title == "Joint attention"


def test_a_record_alone_defines() -> None:
    made = catalogue(Page("records").record("1.1", "Early", ("VAE latents", 3)))
    assert made.problems == []
    assert made.concepts["vae-latents"].title == "VAE latents"


def test_two_definitions_in_one_lesson() -> None:
    page = Page("a", "1").concept("Attention", definition="One.")
    made = catalogue(page.concept("attention", definition="Two."))
    assert told(made) == [("duplicate", "a", 3)]
    assert words(made) == (
        'concept: this lesson defines "attention" twice, first in a:2; '
        "make one of them a recap, or leave its body out"
    )
    assert made.concepts["attention"].definition == "One."


def test_two_definitions_of_one_concept_in_two_lessons_are_fine() -> None:
    made = catalogue(
        Page("a", "1").concept("Attention", definition="One."),
        Page("b", "2").concept("Attention", definition="Two."),
    )
    assert made.problems == []


# ── unknown names ───────────────────────────────────────────────────────────────────


def known() -> Page:
    """Return a page that defines a few concepts."""
    page = Page("a", "1")
    for title in ("Patchify", "Self-attention", "Cross-attention", "Joint attention", "VAE"):
        page.concept(title)
    return page


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    made = catalogue(known(), Page("b", "2").names("pachify"))
    assert told(made) == [("unknown", "b", 2)]
    assert words(made) == '"pachify" is no concept of this course; did you mean "Patchify"?'


def test_three_nearest_at_most_and_each_concept_once() -> None:
    made = catalogue(known(), Page("b", "2").needs("atention"))
    offered = words(made).partition("did you mean ")[2]
    assert offered.count('"') == 6
    for title in ("Self-attention", "Cross-attention", "Joint attention"):
        assert offered.count(f'"{title}"') == 1


def test_each_unknown_name_is_told_where_it_stands() -> None:
    page = Page("b", "2").names("nowhere").needs("nowhere").names("nowhere", recap=True)
    page.concept("Base", bases=["nowhere"]).view("where-used", concept="nowhere")
    page.view("student-state", lesson="nowhere")
    made = catalogue(page)
    assert sorted(told(made)) == [("unknown", "b", line) for line in range(2, 8)]


def test_no_concept_at_all() -> None:
    made = catalogue(Page("b").names("anything"))
    assert words(made) == '"anything" is no concept of this course; no page defines any concept yet'


def test_no_lesson_at_all() -> None:
    made = catalogue(Page("b").view("student-state", lesson="first"))
    assert words(made) == '"first" is no lesson of this course; no page is a lesson yet'


def test_an_unknown_lesson() -> None:
    made = catalogue(Page("1-1-latents", "1.1").view("student-state", lesson="latent"))
    assert words(made) == '"latent" is no lesson of this course; did you mean "latents"?'


@pytest.mark.parametrize("name", ["1.1", "1-1", "the-latents", "The Latents", "the_latents"])
def test_lessons_by_slug_and_number(name: str) -> None:
    made = catalogue(Page("1-1-The_latents", "1.1"))
    found = made.find_lesson(name)
    assert found is not None
    assert found.slug == "the-latents"


# ── builds on ───────────────────────────────────────────────────────────────────────


def test_a_circle() -> None:
    page = Page("a", "1").concept("A", bases=["B"]).concept("B", bases=["C"])
    made = catalogue(page.concept("C", bases=["a"]).concept("D", bases=["A"]))
    assert told(made) == [("cycle", "a", 2)]
    assert words(made) == (
        'the concepts "A", "B" and "C" build on each other in a circle; remove one builds-on'
    )


def test_a_concept_that_builds_on_itself() -> None:
    made = catalogue(Page("a", "1").concept("A", aka=["alpha"], bases=["Alpha"]))
    assert told(made) == [("self", "a", 2)]
    assert words(made) == 'concept: "A" builds on itself; remove that from its builds-on'


def test_bases_of_all_teachings_come_together() -> None:
    made = catalogue(
        Page("a", "1").concept("A").concept("B").concept("C", bases=["A"]),
        Page("b", "2").concept("C", bases=["B", "a"]),
    )
    assert made.course.bases == {"c": ["a", "b"]}


# ── requirements ────────────────────────────────────────────────────────────────────


def test_a_requirement_that_stands_twice() -> None:
    first = Page("a", "1").concept("A").concept("B")
    made = catalogue(first, Page("b", "2").needs("A").needs("B").needs("a"))
    assert told(made) == [("duplicate", "b", 4)]
    assert words(made) == ('this lesson requires "A" already (b:2); remove one of the two lines')


def test_a_requirement_on_oneself() -> None:
    made = catalogue(Page("a", "1").needs("A").concept("A"), Page("b", "2").concept("B"))
    assert told(made) == [("self", "a", 2)]
    assert words(made) == (
        'this lesson requires "A", which only this lesson teaches; let an earlier lesson teach '
        "it, explain it here in a `gap` block, or remove the requirement"
    )


def test_a_requirement_on_what_is_taught_again_is_fine() -> None:
    made = catalogue(Page("a", "1").concept("A"), Page("b", "2").needs("A").concept("A", 3))
    assert made.problems == []
    (verdict,) = made.course.verdicts("b")
    assert verdict.status is RequirementStatus.OK


def test_fading_counts_lessons_of_the_course_order_records_included() -> None:
    def status(between: int) -> RequirementStatus:
        records = Page("records")
        for at in range(between):
            records.record(f"1.{at + 2}", f"Lesson {at}x")
        made = catalogue(
            Page("a", "1.1").concept("A"), Page("z", "2.1").needs("A"), records, fading_after=3
        )
        (verdict,) = made.course.verdicts("z")
        return verdict.status

    assert [status(between) for between in range(5)] == ["ok", "ok", "ok", "gap", "gap"]


# ── pages that are no lessons, and lessons that are refused ─────────────────────────


def test_an_empty_course() -> None:
    made = catalogue(Page("index"))
    assert made.problems == []
    assert list(made.objects()) == []
    assert made.lesson_of("index") is None
    assert made.lesson_of("nowhere") is None
    assert catalogue().problems == []


def test_a_concept_on_a_page_that_is_no_lesson_is_defined_but_not_taught() -> None:
    page = Page("glossary").concept("A", definition="What it is.").names("A")
    made = catalogue(page)
    assert made.problems == []
    assert made.course.teachings_of("a") == []
    assert made.concepts["a"].definition == "What it is."


def test_of_two_lessons_with_one_slug_the_later_gets_another() -> None:
    made = catalogue(Page("1/vae", "1"), Page("2/vae", "2"))
    assert told(made) == [("duplicate", "2/vae", 1)]
    first, second = made.lesson_of("1/vae"), made.lesson_of("2/vae")
    assert first is not None
    assert second is not None
    assert (first.slug, second.slug) == ("vae", "vae-2")


@pytest.mark.parametrize("name", ["a", "1.1", "A", "it-is", "It is", "a concept", "ac"])
def test_what_an_author_may_mean(name: str) -> None:
    page = Page("1-1-a", "1.1").concept("A concept", aka=["ac"]).belief("It is")
    (found,) = catalogue(page).named(name)
    assert found.kind in {"lesson", "misconception", "concept"}


def test_a_title_counts_where_no_name_fits() -> None:
    made = catalogue(Page("1-1-attention", "1.1").concept("Attending").belief("Attention"))
    assert [one.kind for one in made.named("Attention")] == ["lesson"]
    assert made.named("nothing") == []


def test_one_belief_twice() -> None:
    made = catalogue(Page("a", "1").belief("It is"), Page("b", "2").belief("it  is!"))
    assert told(made) == [("duplicate", "b", 2)]
    assert words(made) == (
        'misconception: "it  is!" has the id "it-is", which is that of the one in a:2; '
        'give one of them another option "id"'
    )


@pytest.mark.parametrize(("number", "wrong"), [("1", 0), ("1.1", 0), ("1.1.1", 0), ("9.9", 1)])
def test_a_module_that_no_lesson_has(number: str, wrong: int) -> None:
    made = catalogue(Page("a", "1.1.1"), Page("b").view("curriculum", module=number))
    assert len(made.problems) == wrong
    if wrong:
        assert words(made) == '"9.9" is the number of no module; known are "1", "1.1"'


def test_objects() -> None:
    page = Page("1-1-a", "1.1").concept("A concept").belief("It is")
    page.facts.module_pages.append(ModulePage("module", (1,), "Module one", "", (), page.place()))
    assert [(one.kind, one.name, one.title) for one in catalogue(page).objects()] == [
        ("concept", "a-concept", "A concept"),
        ("lesson", "a", "A"),
        ("module", "1", "Module one"),
        ("misconception", "it-is", "It is"),
    ]


def test_two_fronts_of_one_module() -> None:
    first, second = Page("a"), Page("b")
    for page in (first, second):
        page.facts.module_pages.append(
            ModulePage("module", (1,), page.docname, "", (), page.place())
        )
    made = catalogue(first, second)
    assert told(made) == [("duplicate", "b", 1)]
    assert made.module_pages[1,].title == "a"


# ── scale ───────────────────────────────────────────────────────────────────────────


def many(aliases: int) -> Page:
    """Return a page with a concept for each ten aliases, in four scripts."""
    page = Page("a", "1")
    for at in range(aliases // 10):
        aka = [f"{word} {at}/{name}" for name, word in enumerate(("alpha", "概念", "مفهوم") * 3)]
        page.concept(f"Concept {at}", aka=aka, bases=[f"alpha {at - 1}/0"] if at else [])
    return page


def seconds(aliases: int) -> float:
    """Return what it takes to derive a course of so many aliases: the best of three.

    Seconds of the processor: what else the machine does counts for little.
    """
    page = many(aliases)
    found = []
    for _try in range(3):
        start = process_time()
        made = catalogue(page)
        found.append(process_time() - start)
        assert made.problems == []
    return min(found)


def test_thousands_of_aliases_cost_what_they_weigh() -> None:
    assert seconds(40_000) < 20 * seconds(4_000)


def test_a_wrong_name_is_compared_with_all_others_once() -> None:
    def cost(times: int) -> float:
        page = many(4_000)
        for _time in range(times):
            page.names("konzept 5")
        start = process_time()
        assert len(catalogue(page).problems) == times
        return process_time() - start

    assert cost(200) < 20 * cost(1)
