"""Lists for one reader: what they know, what is next, the way to a concept, what to review."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from sphinx_pedagogy.blocks.assets import reader
from sphinx_pedagogy.core.browser_keys import storage_prefix
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "build" / "axe" / "axe.min.js"
PREFIX = storage_prefix("Sorting")
PUT = """all => {
  for (const [key, kept] of Object.entries(all)) localStorage[key] = JSON.stringify(kept);
}"""
VIEWS = ("review-queue", "ready-next", "path-to-concept", "learner-state", "learner-record")
PROGRESS = "# My progress\n\n" + "".join(
    f"## Part {at}\n\n:::{{{name}}}\n:::\n\n" for at, name in enumerate(VIEWS)
)
LESSON = """# {title}

:::{{lesson}} {number}
:time: 20 min
What it is.
:::

{requires}

:::{{concept}} {concept}
:depth: developed
:builds-on: {bases}
What it is.
:::

::::{{check}} Ask {concept}
:label: ask-{slug}
:tests: {concept}
- [ ] no
- [x] yes

:::{{answer}}
Yes.
:::
::::

::::{{check}} Say {concept}
:label: say-{slug}
:tests: {concept}
:predict:
What happens?

:::{{answer}}
That.
:::
::::
"""


def lesson(number: str, concept: str, needs: str = "") -> str:
    """Return a lesson that teaches a concept, and needs another."""
    requires = f":::{{requires}}\n- {needs} (developed): to go on\n:::" if needs else ""
    slug, bases = concept.lower(), needs or '""'
    made = LESSON.format(
        title=concept, number=number, requires=requires, concept=concept, bases=bases, slug=slug
    )
    return made if needs else made.replace(':builds-on: ""\n', "")


PAGES = {
    "index.md": "# Sorting\n\n```{toctree}\n:glob:\nmine\norder\nmerging\nsorting\n*\n```\n",
    "mine.md": PROGRESS,
    "order.md": lesson("1.1.1", "Order"),
    "merging.md": lesson("1.1.2", "Merging", "Order"),
    "sorting.md": lesson("1.1.3", "Sorting", "Merging"),
    "runs.md": lesson("1.1.5", "Runs", "Merging")
    .replace("- Merging", "- Order (developed): both\n- Merging")
    .replace(":builds-on: Merging", ":builds-on: Streaks")
    .replace(
        ":::{concept} Runs", ":::{concept} Streaks\nWhat comes in order.\n:::\n\n:::{concept} Runs"
    ),
    "heaps.md": lesson("1.1.4", "Heaps", "Counting"),
    "records.md": "# Records\n\n:::{lesson-record} 0.1.1 Before\n- Counting (developed)\n:::\n",
}
CONF = """project = "Sorting"
extensions = ["myst_nb", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence"]
html_theme = "pedagogy"
pedagogy_audit = {"*": "off"}
pedagogy_audience = "reader"
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small course."""
    project = Project(tmp_path_factory.mktemp("reader"), {"conf.py": CONF, **PAGES})
    built = project.build("html")
    assert built.warnings == []
    return built.outdir


def day(ago: int) -> str:
    """Return a day so many days ago."""
    return (date.today() - timedelta(days=ago)).isoformat()


def opened(page: Page, course: Path, kept: dict[str, Any] | None = None) -> Page:
    """Open the page of the lists for a reader of whom something is kept."""
    page.goto((course / "mine.html").as_uri())
    page.evaluate(PUT, {f"{PREFIX}:{name}": value for name, value in (kept or {}).items()})
    page.reload()
    expect(page.get_by_role("button", name="Save answers for the authors")).to_be_visible()
    return page


DONE = {
    "progress:order": {"done": day(30), "seen": day(30)},
    "check:ask-order": {"on": day(30), "reviews": [[day(30), 3]]},
}


def test_a_new_reader_sees_where_to_begin(page: Page, course: Path) -> None:
    opened(page, course)
    assert page.locator(".ped-reader-next > ol > li > a").all_inner_texts() == [
        "1.1.1 Order",
        "1.1.4 Heaps",
    ]
    expect(page.locator(".ped-reader-next > details summary")).to_have_text("Not yet: 3 lessons")
    expect(page.locator(".ped-reader-state")).to_contain_text("Nothing yet.")
    expect(page.locator(".ped-reader-state details")).to_contain_text("Counting")
    expect(page.locator(".ped-reader-queue")).to_contain_text("Answer a check in a lesson")


def test_what_was_done_is_known_and_opens_what_builds_on_it(page: Page, course: Path) -> None:
    opened(page, course, DONE)
    expect(page.locator(".ped-reader-state")).to_contain_text("You know 1 of 6 concepts")
    expect(page.locator(".ped-fading + dd")).to_have_text("Order developed")
    ready = page.locator(".ped-reader-next > ol > li")
    assert ready.locator("> a").all_inner_texts() == ["1.1.2 Merging", "1.1.4 Heaps"]
    expect(ready.first).to_contain_text("Wake up first: Order")
    expect(page.locator(".ped-reader-next > details li").first).to_contain_text("needs Merging")
    due = page.locator(".ped-reader-queue li")
    expect(due).to_contain_text("Ask Order")
    expect(due).to_contain_text("answered 30 days ago")
    due.get_by_role("link").click()
    assert page.url.endswith("order.html#check-ask-order") or "#" in page.url
    expect(page.locator("#ask-order, #check-ask-order").first).to_be_in_viewport()


def test_an_answer_is_a_review_and_marks_the_sidebar(page: Page, course: Path) -> None:
    opened(page, course, DONE)
    page.evaluate(PUT, {f"{PREFIX}:due": {"on": day(1), "lessons": {"order": day(2)}}})
    page.goto((course / "order.html").as_uri())
    mark = page.locator(".wy-menu [aria-current=page] [role=img]")
    expect(mark).to_have_attribute("aria-label", "To review")
    check = page.locator(".ped-check").first
    check.get_by_label("yes").check()
    check.get_by_role("button", name="Check it").click()
    expect(mark).to_have_attribute("aria-label", "Done")
    kept = json.loads(page.evaluate(f"localStorage['{PREFIX}:check:ask-order']"))
    assert kept["reviews"] == [[day(30), 3], [day(0), 3]]
    # the second attempt of a day is none
    check.get_by_label("no", exact=True).check()
    check.get_by_role("button", name="Check it").click()
    assert json.loads(page.evaluate(f"localStorage['{PREFIX}:check:ask-order']")) == kept | {
        "picked": [0]
    }


def test_after_the_answer_nothing_counts_and_words_are_judged_by_the_reader(
    page: Page, course: Path
) -> None:
    opened(page, course)
    page.goto((course / "order.html").as_uri())
    first, second = page.locator(".ped-check").all()
    first.locator("summary").click()
    first.get_by_label("yes").check()
    first.get_by_role("button", name="Check it").click()
    kept = json.loads(page.evaluate(f"localStorage['{PREFIX}:check:ask-order']"))
    assert "reviews" not in kept
    second.locator("summary").click()
    second.get_by_role("button", name="Not yet").click()
    second.get_by_role("button", name="Yes").click()
    expect(second.get_by_role("button", name="Yes")).to_have_attribute("aria-pressed", "true")
    expect(second.get_by_role("button", name="Not yet")).to_have_attribute("aria-pressed", "false")
    page.wait_for_function(f"localStorage['{PREFIX}:due']")
    kept = json.loads(page.evaluate(f"localStorage['{PREFIX}:check:say-order']"))
    assert kept["reviews"] == [[day(0), 3]]


def test_the_way_to_a_concept_by_keyboard(page: Page, course: Path) -> None:
    opened(page, course)
    field = page.get_by_label("Concept")
    field.focus()
    page.keyboard.type("sorting")
    page.keyboard.press("Enter")
    way = page.locator(".ped-way")
    expect(way).to_contain_text("3 lessons from what you know to Sorting")
    assert way.locator("li > a").all_inner_texts() == [
        "1.1.1 Order",
        "1.1.2 Merging",
        "1.1.3 Sorting",
    ]
    assert way.locator("li p a").all_inner_texts() == ["Order", "Merging", "Sorting"]
    for name, said in (("Counting", "You know this already"), ("Nothing", "has no concept")):
        field.fill(name)
        field.press("Enter")
        expect(way).to_contain_text(said)
    opened(page, course, DONE)
    page.get_by_label("Concept").fill("Merging")
    page.get_by_role("button", name="Show the way").click()
    way = page.locator(".ped-way")
    expect(way).to_contain_text("1 lesson from what you know to Merging")
    page.get_by_label("Concept").fill("Runs")
    page.get_by_role("button", name="Show the way").click()
    assert way.locator("li > a").all_inner_texts() == ["1.1.2 Merging", "1.1.5 Runs"]
    # the base of the goal in the same lesson; and Order, which both lessons need, is woken once
    assert way.locator("li p").all_inner_texts() == [
        "Wake up first: Order",
        "On the way: Merging",
        "On the way: Streaks, Runs",
    ]


def test_an_answer_that_was_mended_is_not_told_as_wrong(page: Page, course: Path) -> None:
    """Only the first answer of a day is a review."""
    asked = {"check:ask-order": {"on": day(1), "picked": [1], "reviews": [[day(1), 1]]}}
    opened(page, course, DONE | asked)
    expect(page.locator(".ped-fading + dd")).to_have_text("Order not right at first, yesterday")


SHORTEST = """([graph, depths, goal]) => {
  const { shortestPath } = document.getElementById("reader").data;
  const names = ["key", "name", "address", "time", "taught", "needs", "used"];
  const named = (one) => Object.fromEntries(names.map((name, at) => [name, one[at]]));
  const lessons = graph.lessons.map(named);
  return shortestPath(graph, lessons, depths, goal);
}"""


def test_no_way_is_shorter(page: Page) -> None:
    """Against all sets of lessons, on random courses in which much is taught twice."""
    page.set_content(f'<script id="reader">{reader()}</script>')
    chance = random.Random(7)  # noqa: S311
    found = 0
    for _course in range(60):
        graph, depths = random_course(chance)
        goal = chance.randrange(len(graph["concepts"]))
        if not any(goal == one for lesson in graph["lessons"] for one, _d, _a in lesson[4]):
            continue
        deepest = max(d for lesson in graph["lessons"] for one, d, _a in lesson[4] if one == goal)
        path = page.evaluate(SHORTEST, [graph, depths, goal])
        shortest = by_trying(graph, depths, goal, min(2, deepest))
        assert (path is None) == (shortest is None)
        if path is not None and shortest is not None:
            assert len(path) == shortest
            assert leads_to(graph, depths, path, goal, min(2, deepest))
            found += 1
    assert found > 30


def random_course(chance: random.Random) -> tuple[dict[str, Any], list[int]]:
    """Return a course of nine lessons, and what a reader knows of it."""
    concepts = [[str(at), str(at), []] for at in range(7)]
    lessons = []
    for place in range(9):
        taught = {chance.randrange(7): chance.randrange(1, 4) for _ in range(2)}
        needs = {chance.randrange(7): chance.randrange(1, 3) for _ in range(place and 2)}
        pairs = [[one, depth, ""] for one, depth in taught.items()]
        lessons.append([f"l{place}", "", "", "", pairs, [list(need) for need in needs.items()], []])
    return {"concepts": concepts, "lessons": lessons}, [
        chance.choice((0, 0, 0, 2)) for _ in concepts
    ]


def needs_of(graph: dict[str, Any], place: int) -> list[tuple[int, int]]:
    """Return what a lesson needs, as deep as those before it teach it."""
    lessons = graph["lessons"]
    deepest = [
        max(
            (d for lesson in lessons[:place] for one, d, _a in lesson[4] if one == concept),
            default=0,
        )
        for concept in range(len(graph["concepts"]))
    ]
    return [(one, min(depth, deepest[one])) for one, depth in lessons[place][5]]


def leads_to(graph: dict[str, Any], depths: list[int], path: Any, goal: int, depth: int) -> bool:
    """Whether all that the lessons of a path need is known, or taught on the path."""
    known = list(depths)
    for place in path:
        for one, taught, _address in graph["lessons"][place][4]:
            known[one] = max(known[one], taught)
    needed = [need for place in path for need in needs_of(graph, place)]
    return all(known[one] >= wanted for one, wanted in [*needed, (goal, depth)])


def by_trying(graph: dict[str, Any], depths: list[int], goal: int, depth: int) -> int | None:
    """Return the size of the smallest set of lessons that leads to a concept."""
    places = range(len(graph["lessons"]))
    for size in range(len(places) + 1):
        if any(leads_to(graph, depths, path, goal, depth) for path in combinations(places, size)):
            return size
    return None


def test_answers_are_handed_in_without_a_name(page: Page, course: Path, tmp_path: Path) -> None:
    secret = {"on": day(3), "right": True}
    kept = {
        "check:ask-order": {"on": day(3), "first": secret | {"picked": [1]}},
        "check:ask-merging": {"first": secret | {"opened": True, "picked": [0]}},
        "check:say-order": {"prediction": "I am Ada", "first": {"prediction": "I am Ada"}},
        "check:ask-sorting": {"first": {"on": day(2), "right": False, "number": "48 by Ada"}},
    }
    opened(page, course, kept)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save answers for the authors").click()
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8")) == {
        "format": "pedagogy-answers-1",
        "course": PREFIX,
        "answers": [
            {"check": "ask-order", "right": True, "picked": [1]},
            {"check": "ask-sorting", "right": False},
        ],
    }
    expect(page.get_by_role("status").last).to_contain_text("2 answers are in the file")


def test_all_of_it_travels_and_a_bad_file_loses_nothing(
    page: Page, chromium: Browser, course: Path, tmp_path: Path
) -> None:
    opened(page, course, DONE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as a file").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    elsewhere = chromium.new_context(offline=True).new_page()
    own = {"check:ask-order": {"reviews": [[day(40), 1], [day(30), 1]]}}
    opened(elsewhere, course, own)
    with elsewhere.expect_navigation():
        take(elsewhere, file)
    expect(elsewhere.locator(".ped-reader-state")).to_contain_text("You know 1 of 6")
    kept = json.loads(elsewhere.evaluate(f"localStorage['{PREFIX}:check:ask-order']"))
    assert kept["reviews"] == [[day(40), 1], [day(30), 1]], "of one day, what was here"
    before = elsewhere.evaluate("JSON.stringify(localStorage)")
    file.write_text('{"format": "pedagogy-progress-2", "entries": 3}', "utf-8")
    take(elsewhere, file)
    expect(elsewhere.locator(".ped-buttons:has-text('Load it') + p")).to_have_text(
        "This file holds no progress of a course."
    )
    assert elsewhere.evaluate("JSON.stringify(localStorage)") == before
    elsewhere.context.close()


def take(page: Page, file: Path) -> None:
    """Load a file of progress."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load it from a file").click()
    chooser.value.set_files(file)


@pytest.mark.parametrize("odd", ['[["2026-99-01", 3]]', '[["2026-01-01", 9]]', "7", "[[1, 2, 3]]"])
def test_odd_reviews_stop_nothing(page: Page, course: Path, odd: str) -> None:
    """The fixture fails the test if the script throws."""
    odd_record = {"reviews": json.loads(odd)}
    opened(page, course, {"check:ask-order": odd_record, "due": {"lessons": {"order": odd}}})
    expect(page.locator(".ped-reader-queue")).to_contain_text("Answer a check in a lesson")


def test_paper_has_the_lists_and_nothing_to_fill_in(page: Page, course: Path) -> None:
    opened(page, course, DONE)
    page.emulate_media(media="print")
    expect(page.get_by_text("You know 1 of 6 concepts")).to_be_visible()
    for gone in ("Part 2", "Part 4", "Save answers for the authors", "View page source"):
        expect(page.get_by_text(gone, exact=True).last).to_be_hidden()
    page.evaluate("document.getElementById('ped-goal').value = 'Merging'")
    page.evaluate("document.querySelector('.ped-reader form').requestSubmit()")
    expect(page.get_by_text("1 lesson from what you know to Merging")).to_be_visible()
    expect(page.get_by_label("Concept")).to_be_hidden()


def test_without_a_script_each_list_is_a_line(chromium: Browser, course: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((course / "mine.html").as_uri())
    lines = page.locator("main p", has_text="it needs JavaScript")
    assert lines.count() == len(VIEWS)
    assert all(line.is_visible() for line in lines.all())
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_and_nothing_moves(
    page: Page, course: Path, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, course, DONE)
    page.get_by_label("Concept").fill("Sorting")
    page.get_by_label("Concept").press("Enter")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if AXE.exists():
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run(document).then(({ violations }) => violations)")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " window.moved += one.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    page.reload()
    expect(page.locator(".ped-reader-record button").first).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") < 0.02
