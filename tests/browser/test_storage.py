"""What a browser keeps for a reader: carried over once, and never trusted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from sphinx_pedagogy.core.browser_keys import storage_prefix
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from .conftest import OpenPage, Site

pytestmark = pytest.mark.browser

PREFIX = storage_prefix("Gallery")
LESSON = f"{PREFIX}:progress:lesson"
PUT = "entries => { for (const [key, text] of Object.entries(entries)) localStorage[key] = text }"
ODD = (
    "null",
    "7",
    "1e999",
    "NaN",
    "",
    '"text"',
    "[]",
    "[[[[1]]]]",
    "{" * 500,
    '{"__proto__": {"done": "2026-01-01"}}',
    '{"done": true, "seen": 5, "on": {}, "opened": "yes", "picked": 3, "number": {}}',
    '{"prediction": [], "number": -1, "title": null}',
    '{"picked": [null, -1, 1.5, 1e99, {"a": 1}], "prediction": null, "number": NaN}',
    '{"picked": {"length": 9}, "path": 5, "title": {}, "section": []}',
    '{"first": 3}',
    '{"first": {"on": "2001-01-01", "right": "yes"}, "number": "7"}',
    '{"first": {"__proto__": {"on": 1}, "constructor": 2}}',
    '{"path": "http://[", "title": "", "section": "\\ud800"}',
    json.dumps({"prediction": "x" * 90_000, "number": "9" * 90_000, "path": "x" * 90_000}),
)


def stored(page: Page) -> dict[str, Any]:
    """Return what the browser keeps."""
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return {key: json.loads(text) for key, text in found.items()}


def test_a_tick_stays_with_its_lesson_when_that_gets_another_number(open_page: OpenPage) -> None:
    page = open_page("lesson")
    page.get_by_label("Done").check()
    kept = stored(page)
    assert kept[LESSON]["done"]
    assert not [key for key in kept if "7.4" in key], "no number is part of a key"


def test_what_an_earlier_version_kept_is_carried_over_once(open_page: OpenPage) -> None:
    page = open_page("index")
    page.evaluate("localStorage.clear()")
    old = {
        "pedagogy:lesson:7.4.3": {"done": "2026-01-02", "seen": "2026-01-03"},
        "pedagogy:lesson:1.1.1": {"done": "2026-01-02"},
        "pedagogy:check:predicted": {"prediction": "It explodes", "on": "2026-01-02"},
    }
    page.evaluate(PUT, {key: json.dumps(value) for key, value in old.items()})
    # all of it on the first page, whatever page that is
    page.reload()
    page.wait_for_function(f"localStorage['{PREFIX}:carried']")
    kept = stored(page)
    assert kept[LESSON] == old["pedagogy:lesson:7.4.3"]
    assert f"{PREFIX}:progress:1.1.1" not in kept, "the lesson of another course of the host"
    assert {key: kept[key] for key in old} == old, "which may need it itself"
    open_page("lesson")
    expect(page.get_by_label("Done")).to_be_checked()
    page.get_by_label("Done").uncheck()
    page.evaluate(PUT, {"pedagogy:lesson:7.4.4": json.dumps({"done": "2026-01-02"})})
    open_page("blocks")
    expect(page.get_by_label("Done")).not_to_be_checked()
    open_page("lesson")
    expect(page.get_by_label("Done")).not_to_be_checked()
    open_page("practice")
    expect(page.get_by_label("Your prediction")).to_have_value("It explodes")


def test_what_is_cleared_does_not_come_back(open_page: OpenPage) -> None:
    page = open_page("lesson")
    page.evaluate("localStorage.clear()")
    page.evaluate(PUT, {"pedagogy:lesson:7.4.3": '{"done": "2026-01-02"}'})
    page.reload()
    expect(page.get_by_label("Done")).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Your progress").click()
    page.get_by_role("button", name="Clear it").click()
    expect(page.get_by_label("Done")).not_to_be_checked()
    assert not [key for key in stored(page) if key.startswith("pedagogy:")]


def test_a_prefix_of_ones_own_is_tidied(page: Page, site: Site) -> None:
    address = (site("sphinx_rtd_theme", "pedagogy_storage_prefix=own") / "lesson.html").as_uri()
    page.goto(address)
    page.evaluate("localStorage.clear()")
    old = {"own:lesson:7.4.3": '{"done": "2026-01-02"}', "pedagogy:lesson:7.4.3": "{}"}
    page.evaluate(PUT, old)
    page.reload()
    expect(page.get_by_label("Done")).to_be_checked()
    assert "own:lesson:7.4.3" not in stored(page)
    assert "pedagogy:lesson:7.4.3" in stored(page)


def test_odd_values_stop_nothing(open_page: OpenPage, page: Page) -> None:
    """The fixture fails the test if the script throws."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    checks = ("check:choice", "check:counted", "check:predicted", "check:choices")
    names = ("last", "carried", "progress:lesson", *checks)
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    for odd in ODD:
        text = odd.replace("{", f'{{"on": "{today}", ', 1) if odd.startswith('{"') else odd
        open_page("index")
        page.evaluate(PUT, {f"{PREFIX}:{name}": text for name in names})
        page.reload()
        assert page.locator(".ped-continue a").count() == 0, odd
        open_page("practice")
        counted = page.locator("#counted")
        counted.get_by_label("Your number").fill("256")
        counted.get_by_role("button").click()
        expect(counted.get_by_role("status")).to_contain_text("Right.")
        assert page.locator(".ped-check.ped-live").count() == 6, odd
        open_page("lesson")
        expect(page.get_by_label("Done")).not_to_be_checked()
        page.get_by_label("Done").check()
        page.reload()
        expect(page.get_by_label("Done")).to_be_checked()
    assert not [text for text in said if "sphinx-pedagogy" in text]


def test_a_full_browser_says_so(open_page: OpenPage, page: Page, tmp_path: Path) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
    )
    open_page("lesson")
    page.get_by_label("Done").check()
    file = tmp_path / "progress.json"
    entries = {"progress:lesson": {"done": "2026-01-02"}}
    file.write_text(json.dumps({"format": "pedagogy-progress-2", "entries": entries}), "utf-8")
    take(page, file)
    expect(page.get_by_text("This browser keeps nothing more")).to_be_visible()
    assert stored(page) == {}


def take(page: Page, file: Path) -> None:
    """Load a file of progress."""
    page.get_by_label("Your progress").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load it from a file").click()
    chooser.value.set_files(file)


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_is_checked_and_one_of_an_earlier_version_is_read(
    open_page: OpenPage, tmp_path: Path, version: int
) -> None:
    page = open_page("lesson")
    done = {"done": "2026-01-02", "seen": 7, "more": {"a": [1]}}
    entries = {
        "lesson:7.4.3" if version == 1 else "progress:lesson": done,
        "lesson:constructor": done,
        "check:counted": {"number": ["256"], "prediction": "kept", "picked": {"0": 1}},
        "carried": {"on": "2001-01-01"},
        "elsewhere": done,
        "__proto__": done,
        "last": [1, 2],
    }
    file = tmp_path / "progress.json"
    text = json.dumps({"format": f"pedagogy-progress-{version}", "entries": entries})
    file.write_text(text, encoding="utf-8")
    with page.expect_navigation():
        take(page, file)
    expect(page.get_by_label("Done")).to_be_checked()
    kept = stored(page)
    assert kept[LESSON]["done"] == "2026-01-02"
    assert set(kept[LESSON]) == {"done", "seen"}
    assert kept[f"{PREFIX}:check:counted"] == {"prediction": "kept"}
    assert kept[f"{PREFIX}:carried"]["on"] != "2001-01-01"
    names = {"carried", "progress:lesson", "check:counted", "last", "due"}
    assert set(kept) == {f"{PREFIX}:{name}" for name in names}


@pytest.mark.parametrize(("here", "there"), [("02", "03"), ("03", "02")])
def test_of_two_first_attempts_the_earlier_stays(
    open_page: OpenPage, tmp_path: Path, here: str, there: str
) -> None:
    page = open_page("practice")
    key = f"{PREFIX}:check:counted"
    kept, saved = (
        {"first": {"on": f"2001-01-{day}", "number": day}, "number": day} for day in (here, there)
    )
    page.evaluate(PUT, {key: json.dumps(kept)})
    file = tmp_path / "progress.json"
    text = json.dumps({"format": "pedagogy-progress-2", "entries": {"check:counted": saved}})
    file.write_text(text, encoding="utf-8")
    open_page("lesson")
    with page.expect_navigation():
        take(page, file)
    page.wait_for_load_state()
    assert stored(page)[key] == {**saved, "first": {"on": "2001-01-02", "number": "02"}}


def test_two_tabs_agree(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(offline=True)
    address = (site("sphinx_rtd_theme") / "lesson.html").as_uri()
    one, other = context.new_page(), context.new_page()
    for tab in (one, other):
        tab.goto(address)
    one.get_by_label("Done").check()
    expect(other.get_by_label("Done")).to_be_checked()
    context.close()


def test_what_two_pages_shared_is_told_apart(page: Page, tmp_path: Path) -> None:
    check = (
        "::::{check} How many?\n:label: many\n:number: 4\n:predict:\n\nText.\n\n"
        ":::{answer}\nFour.\n:::\n::::\n"
    )
    lesson = f"# L\n\n:::{{lesson}} NUMBER\n:::\n\n{check}"
    pages = {
        "index.md": "# C\n\n```{toctree}\na/1-1-1-sort\nb/1-2-1-sort\n```\n",
        "a/1-1-1-sort.md": lesson.replace("NUMBER", "1.1.1"),
        "b/1-2-1-sort.md": lesson.replace("NUMBER", "1.2.1"),
    }
    outdir = Project(tmp_path, pages, pedagogy_audit={"*": "off"}).build().outdir
    one, other = (outdir / f"{name}.html" for name in ("a/1-1-1-sort", "b/1-2-1-sort"))
    page.goto((outdir / "index.html").as_uri())
    prefix = storage_prefix("Test")
    old = {
        f"{prefix}:progress:sort": '{"done": "2026-01-02"}',
        f"{prefix}:check:many": '{"prediction": "kept", "on": "2026-01-02"}',
    }
    page.evaluate("localStorage.clear()")
    page.evaluate(PUT, old)
    for file in (one, other):  # what both showed before
        page.goto(file.as_uri())
        expect(page.get_by_label("Done")).to_be_checked()
        expect(page.get_by_label("Your prediction")).to_have_value("kept")
    page.get_by_label("Done").uncheck()
    page.get_by_label("Your prediction").fill("another")
    page.goto(one.as_uri())
    expect(page.get_by_label("Done")).to_be_checked()
    expect(page.get_by_label("Your prediction")).to_have_value("kept")
    page.goto(other.as_uri())
    expect(page.get_by_label("Done")).not_to_be_checked()
    expect(page.get_by_label("Your prediction")).to_have_value("another")
