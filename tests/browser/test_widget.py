"""Widgets in a real browser: from a server and from disk, and where they cannot run."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from .conftest import OpenPage, Site

pytestmark = pytest.mark.browser
THEME = "sphinx_rtd_theme"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name it has)
        """Say nothing."""


@pytest.fixture
def server(site: Site) -> Iterator[str]:
    """Serve the gallery and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site(THEME))) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


def check_it_runs(page: Page) -> None:
    """Use the widget that works."""
    waves = page.get_by_role("region", name="Waves")
    expect(waves.get_by_role("status")).to_have_text("Wave 1 of 3</script>")
    expect(waves.get_by_text("The wave with one hill")).to_be_hidden()
    waves.get_by_role("button").click()
    expect(waves.get_by_role("status")).to_contain_text("Wave 2 of 3")
    # two widgets of one module do not share what they show
    linked = page.get_by_role("region", name="It can be linked into")
    expect(linked.get_by_role("status")).to_contain_text("Wave 1 of 3")


def test_it_runs_from_disk(open_page: OpenPage) -> None:
    check_it_runs(open_page("widgets"))


def test_it_runs_from_a_server(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    # the fixture is offline, which for Chromium is also the machine itself
    page.context.set_offline(False)
    page.goto(f"{server}/widgets.html")
    check_it_runs(page)
    modules = [name for name in asked if name.startswith("waves")]
    assert len(modules) == 1, "the module itself, once for both widgets"
    assert not modules[0].endswith(".disk.js")


def test_a_strict_policy_lets_it_run(page: Page, server: str) -> None:
    """A server may forbid all scripts but its own files."""

    def restrict(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        policy = {"content-security-policy": "script-src 'self'"}
        route.fulfill(response=response, headers={**response.headers, **policy})  # type: ignore[attr-defined]

    page.context.set_offline(False)
    page.route("**/widgets.html", restrict)
    page.goto(f"{server}/widgets.html")
    check_it_runs(page)


def test_by_keyboard(open_page: OpenPage) -> None:
    waves = open_page("widgets").get_by_role("region", name="Waves")
    waves.get_by_role("button").press("Enter")
    expect(waves.get_by_role("status")).to_contain_text("Wave 2 of 3")
    waves.get_by_role("button").press("Tab")
    drawer = waves.locator(".ped-still > summary")
    expect(drawer).to_be_focused()
    drawer.press("Enter")
    expect(waves.get_by_text("The wave with one hill")).to_be_visible()


def test_one_that_fails_leaves_its_static_version(open_page: OpenPage, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    fails = open_page("widgets").locator("#fails")
    expect(page.locator("#waves .ped-stage")).to_be_visible()
    expect(fails.get_by_text("What stands here stays")).to_be_visible()
    expect(fails.get_by_text("half of it")).to_have_count(0)
    assert any("on purpose" in text and "fails-" in text for text in said), said


def test_a_link_into_the_static_version_opens_it(open_page: OpenPage) -> None:
    page = open_page("widgets#within")
    expect(page.locator("#linked .ped-stage")).to_be_visible()
    expect(page.get_by_text("A place in the static version.")).to_be_visible()


def test_without_scripts_its_body_stands_there(chromium: Browser, site: Site) -> None:
    page = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto((site(THEME) / "widgets.html").as_uri())
    expect(page.locator("#waves").get_by_text("The wave with one hill")).to_be_visible()
    expect(page.locator(".ped-still")).to_have_count(0)
    page.context.close()


def test_on_paper_its_body_stands_there(open_page: OpenPage) -> None:
    page = open_page("widgets")
    waves = page.locator("#waves")
    expect(waves.locator(".ped-stage")).to_be_visible()
    page.emulate_media(media="print")
    expect(waves.locator(".ped-stage")).to_be_hidden()
    expect(waves.locator(".ped-still > summary")).to_be_hidden()
    box = waves.get_by_text("The wave with one hill").bounding_box()
    assert box
    assert box["height"] > 0


def test_other_pages_do_not_load_the_script(site: Site) -> None:
    assert "widgets.js" not in (site(THEME) / "blocks.html").read_text(encoding="utf-8")
