"""What the script adds to a page, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from sphinx_pedagogy.core.browser_keys import storage_prefix

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from .conftest import OpenPage, Site

pytestmark = pytest.mark.browser


PREFIX = storage_prefix("Gallery")
KEEP = "([key, value]) => localStorage.setItem(key, value)"


def stored(page: Page) -> dict[str, Any]:
    """Return what the browser keeps."""
    return {key: json.loads(value) for key, value in page.evaluate("({...localStorage})").items()}


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("256", "Right."),
        ("255.6", "Right. More exactly, it is 256."),
        ("255", "Too low."),
        ("many", "Write a number"),
        ("256,0", "Right."),
        ("", "Write a number"),
    ],
)
def test_a_number_is_checked(open_page: OpenPage, answer: str, verdict: str) -> None:
    check = open_page("practice").locator("#counted")
    check.get_by_label("Your number").fill(answer)
    check.get_by_label("Your number").press("Enter")
    expect(check.get_by_role("status")).to_contain_text(verdict)
    expect(check.get_by_role("status")).not_to_contain_text("reason")  # nobody asked for one


def test_the_first_answer_is_told_beside_a_later_one(open_page: OpenPage, page: Page) -> None:
    check = open_page("practice").locator("#counted")

    def answer(number: str) -> None:
        check.get_by_label("Your number").fill(number)
        check.get_by_role("button").click()

    told = check.locator(".ped-first")
    answer("300")
    expect(check.get_by_role("status")).to_contain_text("Too high.")
    expect(told).to_have_count(0)
    check.locator("summary").click()
    answer("256")
    expect(check.get_by_role("status")).to_have_text("Right.")  # the answer is open
    expect(told).to_contain_text("was not right.")
    first = json.dumps({"first": {"on": "2001-02-03", "right": True}, "on": "2001-02-03"})
    page.evaluate(KEEP, [f"{PREFIX}:check:counted", first])
    open_page("practice")
    expect(told).to_have_text("Your first answer, on February 3, 2001, was right.")
    expect(check.get_by_role("status")).to_be_empty()


def test_a_comma_may_part_thousands(open_page: OpenPage) -> None:
    check = open_page("lesson").locator(".ped-check")
    check.get_by_label("Your number").fill("16,384")
    check.get_by_role("button", name="Check").click()
    expect(check.get_by_role("status")).to_contain_text("Right.")


def test_one_choice_by_keyboard(open_page: OpenPage) -> None:
    check = open_page("practice").locator("#choice")
    first = check.get_by_role("radio").first
    first.focus()
    first.press(" ")
    check.get_by_role("button").press("Enter")
    expect(check.get_by_role("status")).to_contain_text("Wrong.")
    expect(check.get_by_role("status")).to_contain_text("their means differ")
    first.press("ArrowDown")
    expect(check.get_by_role("status")).to_be_empty()
    check.get_by_role("radio").nth(1).press("Enter")
    expect(check.get_by_role("status")).to_contain_text("A mean does not know an order.")


def test_many_choices(open_page: OpenPage) -> None:
    check = open_page("practice").locator("#choices")
    status, button = check.get_by_role("status"), check.get_by_role("button")
    button.click()
    expect(status).to_contain_text("Choose an answer first.")
    check.get_by_label("joint").check()
    button.click()
    expect(status).to_contain_text("Not all of them yet.")
    check.get_by_label("adaLN").check()
    button.click()
    expect(status).to_contain_text("Some of them are right, and some are not.")
    expect(status).to_contain_text("It scales and shifts.")
    check.get_by_label("adaLN").uncheck()
    check.get_by_label("cross").check()
    button.click()
    expect(status).to_contain_text("Right.")


def test_the_question_names_its_choices(open_page: OpenPage) -> None:
    page = open_page("practice")
    expect(page.get_by_role("group", name="What does the network see?")).to_have_count(1)


def test_a_reveal_opens_by_keyboard(open_page: OpenPage) -> None:
    check = open_page("practice").locator("#predicted")
    expect(check.get_by_text("It explodes.")).to_be_hidden()
    check.locator("summary").press("Enter")
    expect(check.get_by_text("It explodes.")).to_be_visible()
    check.locator("summary").press(" ")
    expect(check.get_by_text("It explodes.")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_what_a_check_holds_opens_with_its_answer(
    chromium: Browser, site: Site, scripts: bool
) -> None:
    context = chromium.new_context(offline=True, java_script_enabled=scripts)
    page = context.new_page()
    page.goto((site("sphinx_rtd_theme") / "practice.html").as_uri())
    check = page.locator("#held")
    held = check.locator(".cell_output")
    expect(check.get_by_text("The program goes round")).to_be_visible()
    expect(held).to_be_hidden()
    check.locator("summary").first.click()
    expect(held).to_be_visible()
    expect(held).to_contain_text("lap 2")
    page.emulate_media(media="print")
    expect(held).to_be_visible()
    context.close()


def test_what_the_reader_left_is_there_again(open_page: OpenPage) -> None:
    page = open_page("practice")
    check = page.locator("#predicted")
    expect(check.locator("summary")).to_contain_text("write your prediction first")
    check.get_by_label("Your prediction").fill("It explodes")
    expect(check.locator("summary")).to_contain_text("compare it with your prediction")
    check.locator("summary").click()
    page.locator("#choice").get_by_role("radio").nth(1).check()
    page.locator("#choice").get_by_role("button").click()
    page.locator("#counted").get_by_label("Your number").fill("256")
    page.locator("#counted").get_by_role("button").click()
    page.wait_for_function(f"localStorage['{PREFIX}:due']")
    assert set(stored(page)) == {
        f"{PREFIX}:check:{key}" for key in ("predicted", "choice", "counted")
    } | {f"{PREFIX}:carried", f"{PREFIX}:due"}

    page.reload()
    expect(check.get_by_label("Your prediction")).to_have_value("It explodes")
    expect(check.get_by_text("It explodes.", exact=True)).to_be_visible()
    expect(page.locator("#choice").get_by_role("radio").nth(1)).to_be_checked()
    expect(page.locator("#counted").get_by_role("status")).to_contain_text("Right.")


def test_on_another_day_only_the_prediction_is_left(open_page: OpenPage) -> None:
    page = open_page("practice")
    kept = {"prediction": "It explodes", "opened": True, "number": "256", "on": "2001-01-01"}
    for key in ("predicted", "counted"):
        page.evaluate(KEEP, [f"{PREFIX}:check:{key}", json.dumps(kept)])
    page.reload()
    expect(page.locator("#predicted").get_by_label("Your prediction")).to_have_value("It explodes")
    expect(page.locator("#predicted .ped-answer")).not_to_have_attribute("open", "")
    expect(page.locator("#counted").get_by_label("Your number")).to_have_value("")


def first_of(page: Page, key: str) -> dict[str, Any]:
    """Return the first attempt that is kept of a check."""
    found: dict[str, Any] = stored(page)[f"{PREFIX}:check:{key}"].get("first", {})
    return found


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("300", "Too high. The order of magnitude is right."),
        ("90", "Too low. The order of magnitude is right."),
        ("1000", "Too high."),
        ("2561", "Too high. It is off by more than a factor of ten."),
        ("2.56", "Too low. It is off by more than a factor of ten."),
        ("-256", "Too low. The sign is not right."),
        ("0", "Too low."),
    ],
)
def test_a_wrong_number_is_told_how_it_is_wrong(
    open_page: OpenPage, answer: str, said: str
) -> None:
    check = open_page("practice").locator("#counted")
    check.get_by_label("Your number").fill(answer)
    check.get_by_role("button").click()
    expect(check.get_by_role("status")).to_have_text(said)


def test_the_first_attempt_stays(open_page: OpenPage) -> None:
    page = open_page("practice")
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    counted, choice, predicted = (page.locator(f"#{k}") for k in ("counted", "choice", "predicted"))
    for answer in ("many", "255", "256"):
        counted.get_by_label("Your number").fill(answer)
        counted.get_by_role("button").click()
        counted.get_by_role("button").click()
    expect(counted.get_by_role("status")).to_contain_text("Right.")
    choice.get_by_role("button").click()
    assert f"{PREFIX}:check:choice" not in stored(page), "nothing was picked"
    for at in (0, 1):
        choice.get_by_role("radio").nth(at).check()
        choice.get_by_role("button").click()
    predicted.get_by_label("Your prediction").fill("It falls")
    predicted.locator("summary").click()
    predicted.locator("summary").click()
    predicted.get_by_label("Your prediction").fill("It explodes")
    predicted.locator("summary").click()
    assert stored(page)[f"{PREFIX}:check:counted"]["number"] == "256"
    wrong = {"on": today, "right": False}
    assert first_of(page, "counted") == {**wrong, "number": "255"}
    assert first_of(page, "choice") == {**wrong, "picked": [0]}
    assert first_of(page, "predicted") == {"on": today, "prediction": "It falls"}


def test_an_attempt_after_the_answer_says_so(open_page: OpenPage) -> None:
    page = open_page("practice")
    counted = page.locator("#counted")
    counted.locator("summary").click()
    assert "first" not in stored(page)[f"{PREFIX}:check:counted"]
    counted.get_by_label("Your number").fill("256")
    counted.get_by_role("button").click()
    expect(counted.get_by_role("status")).to_contain_text("Right.")
    first = first_of(page, "counted")
    assert (first["opened"], first["right"], first["number"]) == (True, True, "256")


def test_what_was_kept_without_a_first_attempt_gets_none(open_page: OpenPage) -> None:
    page = open_page("practice")
    page.evaluate(KEEP, [f"{PREFIX}:check:counted", '{"number": "7", "on": "2001-01-01"}'])
    page.reload()
    counted = page.locator("#counted")
    counted.get_by_label("Your number").fill("256")
    counted.get_by_role("button").click()
    expect(counted.get_by_role("status")).to_contain_text("Right.")
    assert stored(page)[f"{PREFIX}:check:counted"]["number"] == "256"
    assert first_of(page, "counted") == {}


def test_a_number_is_checked_without_the_script_that_reads_it(open_page: OpenPage) -> None:
    page = open_page("index")
    page.route("**/numbers.js", lambda route: route.abort())
    check = open_page("practice").locator("#counted")
    for answer, verdict in (("256", "Right."), ("300", "Too high."), ("1/2", "Write a number")):
        check.get_by_label("Your number").fill(answer)
        check.get_by_role("button").click()
        expect(check.get_by_role("status")).to_contain_text(verdict)


@pytest.mark.parametrize("target", ["deep", "patch"])
def test_a_link_opens_what_hides_its_target(open_page: OpenPage, target: str) -> None:
    page = open_page(f"practice#{target}")
    expect(page.locator(f"#{target}")).to_be_in_viewport()


def test_a_link_on_the_page_opens_its_target(open_page: OpenPage) -> None:
    page = open_page("practice")
    page.evaluate("location.hash = 'deep'")
    expect(page.get_by_text("zebra")).to_be_in_viewport()


def test_a_search_opens_its_hits(open_page: OpenPage, page: Page) -> None:
    open_page("practice")
    page.goto(page.url + "?highlight=zebra")
    expect(page.get_by_text("zebra")).to_be_visible()


def test_printing_opens_and_closes(open_page: OpenPage) -> None:
    page = open_page("practice")
    page.evaluate("document.querySelector('#predicted .ped-answer').open = true")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("[role=main] details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.ped[open]").count() == 1
    assert not any("opened" in record for record in stored(page).values())


def test_a_lesson_is_done_and_the_front_page_leads_back(open_page: OpenPage) -> None:
    page = open_page("lesson")
    page.get_by_label("Done").check()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    open_page("index")
    link = page.locator(".ped-continue a")
    expect(link).to_have_text("One room, one conversation")
    link.click()
    assert page.url.endswith("lesson.html#side-by-side")
    expect(page.get_by_label("Done")).to_be_checked()
    page.get_by_label("Done").uncheck()
    page.reload()
    expect(page.get_by_label("Done")).not_to_be_checked()


def test_progress_travels_as_a_file(
    open_page: OpenPage, chromium: Browser, site: Site, tmp_path: Path
) -> None:
    page = open_page("lesson")
    page.get_by_label("Done").check()
    page.get_by_label("Your progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as a file").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)

    elsewhere = chromium.new_context(offline=True).new_page()
    elsewhere.goto((site("furo") / "lesson.html").as_uri())
    load(elsewhere, file)
    expect(elsewhere.get_by_label("Done")).to_be_checked()
    elsewhere.on("dialog", lambda dialog: dialog.accept())
    elsewhere.get_by_label("Your progress").click()
    elsewhere.get_by_role("button", name="Clear it").click()
    expect(elsewhere.get_by_label("Done")).not_to_be_checked()
    elsewhere.context.close()


def load(page: Page, file: Path) -> None:
    """Load progress from a file."""
    page.get_by_label("Your progress").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load it from a file").click()
    chooser.value.set_files(file)


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{}", '{"format": "pedagogy-progress-1", "entries": []}']
)
def test_a_file_that_holds_no_progress(open_page: OpenPage, tmp_path: Path, text: str) -> None:
    page = open_page("lesson")
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    before = stored(page)
    load(page, file)
    expect(page.get_by_text("This file holds no progress")).to_be_visible()
    assert stored(page) == before


@pytest.mark.parametrize(
    "path", ["javascript:alert(1)", "https://example.org/", "../../elsewhere.html", "//example.org"]
)
def test_a_file_cannot_lead_out_of_the_site(open_page: OpenPage, path: str) -> None:
    page = open_page("index")
    page.evaluate(KEEP, [f"{PREFIX}:last", json.dumps({"path": path, "title": "x"})])
    page.reload()
    assert page.locator(".ped-continue a").count() == 0


def test_the_menu_closes(open_page: OpenPage) -> None:
    page = open_page("lesson")
    save, summary = (
        page.get_by_role("button", name="Save it as a file"),
        page.get_by_label("Your progress"),
    )
    summary.press("Enter")
    expect(save).to_be_visible()
    save.press("Escape")
    expect(save).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(save).to_be_hidden()


def test_a_site_may_keep_nothing(page: Page, site: Site) -> None:
    for name in ("practice", "lesson", "index"):
        page.goto((site("sphinx_rtd_theme", "pedagogy_progress=0") / f"{name}.html").as_uri())
        assert page.locator(".ped-progress, .ped-continue a").count() == 0
        if name == "practice":
            page.locator("#predicted").get_by_label("Your prediction").fill("gone tomorrow")
            page.locator("#predicted summary").click()
    assert stored(page) == {}


def test_a_browser_may_refuse_to_keep(chromium: Browser, site: Site) -> None:
    page = chromium.new_context(offline=True).new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })"
    )
    page.goto((site("sphinx_rtd_theme") / "practice.html").as_uri())
    page.locator("#predicted").get_by_label("Your prediction").fill("all the same")
    page.locator("#counted").get_by_label("Your number").fill("256")
    page.locator("#counted").get_by_role("button").click()
    expect(page.locator("#counted").get_by_role("status")).to_contain_text("Right.")
    page.context.close()


def test_the_words_come_from_the_page(page: Page, site: Site) -> None:
    address = site("sphinx_rtd_theme") / "practice.html"
    html = address.read_text(encoding="utf-8")
    words = "data-words='{&quot;check&quot;:&quot;Prüfen&quot;}'"
    german = address.with_name("german.html")
    german.write_text(
        html.replace("<script data-prefix", f"<script {words} data-prefix"), encoding="utf-8"
    )
    page.goto(german.as_uri())
    expect(page.locator("#counted").get_by_role("button", name="Prüfen")).to_be_visible()
    expect(page.locator("#counted").get_by_label("Your number")).to_be_visible()
