"""Fixtures that every test may use: Sphinx's own, and a browser that cannot reach the network."""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from sphinx.config import Config
from tests.quick_builds import quicken_builds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, Page

    CheckGold = Callable[[Path, str], None]

# A machine that does other work is slow, which is nobody's fault.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# nox asks every program for colours where a terminal or CI shows them, and tests read their words.
os.environ.pop("FORCE_COLOR", None)
os.environ["NO_COLOR"] = "1"

pytest_plugins = ["sphinx.testing.fixtures", "sphinx_pedagogy.testing"]
# Modules of browser tests import playwright, which only `nox -s browser` and `lint` install.
collect_ignore = [] if importlib.util.find_spec("playwright") else ["browser"]

# The last three keep a headless Chromium from calling its maker's hosts.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def quick_builds() -> Iterator[None]:
    """Do once what each small build would do anew: more than half of its time."""
    with pytest.MonkeyPatch.context() as patch:
        quicken_builds(patch)
        yield
        logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def own_defaults() -> Iterator[None]:
    """Keep what one project adds to a list of settings from the next.

    Sphinx adds suffixes to a default of the process, and themes add their folders of templates.
    """
    defaults = [option.default for option in Config.config_values.values()]
    lists = [default for default in defaults if isinstance(default, list)]
    dicts = [default for default in defaults if isinstance(default, dict)]
    before = [list(default) for default in lists], [dict(default) for default in dicts]
    yield
    for now, then in zip(lists, before[0], strict=True):
        now[:] = then
    for mapping, former in zip(dicts, before[1], strict=True):
        mapping.clear()
        mapping.update(former)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where `@pytest.mark.sphinx(testroot=...)` looks for its projects."""
    return Path(__file__).parent.resolve() / "roots"


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine."""
    if named := os.environ.get("CHROMIUM"):
        return named
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def why_no_browser() -> str | None:
    """Return the reason why browser tests cannot run here, if there is one."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed: run `nox -s browser`"
    if find_chromium() is None:
        return "no Chromium on this machine: install it, or set CHROMIUM to its path"
    return None


CONTENT = (
    "lessons/test_mentions.py",
    "lessons/test_register.py",
    "audit/test_measured.py",
    "audit/test_judged.py",
    # what rules say about language; `audit/test_examples.py` has each rule find something
    "audit/rules",
    "audit/text",
    "benchmarks",
    # the manual is built with the pins; its tutorial, samples and examples are not content
    *(f"docs/test_{name}.py" for name in ("claims", "concepts", "excerpts", "manual", "pages")),
    *(f"docs/test_{name}.py" for name in ("promises", "questions", "rules", "terms")),
    "docs/test_api_page.py",
    "execute/kernel/test_shifted_seeds.py",
    "model",
)
"""Tests of texts and figures, and of code without Sphinx: no version of Sphinx changes them."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark the tests of content, which need not run with the oldest versions as well."""
    folders = [Path(__file__).parent.resolve() / name for name in CONTENT]
    for item in items:
        if any(item.path.resolve().is_relative_to(folder) for folder in folders):
            item.add_marker("content")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test where it cannot run; in CI, where a browser must be, fail it."""
    if item.get_closest_marker("browser") and (reason := why_no_browser()):
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run. Tests that use it carry the mark `browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page. The test fails if it throws an error or asks another host for anything."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    trouble: list[str] = []
    page.on(
        "request",
        lambda request: (
            None if is_local(request.url) else trouble.append(f"asked for {request.url}")
        ),
    )
    page.on("pageerror", lambda error: trouble.append(f"threw {error}"))
    yield page
    context.close()
    assert not trouble, "\n".join(trouble)


def is_local(url: str) -> bool:
    """Tell whether a request stays on this machine."""
    return url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1:"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--gold-update`."""
    parser.addoption(
        "--gold-update",
        action="store_true",
        help="write what came out into the expected files; read what changed before you commit",
    )


@pytest.fixture(scope="session")
def check_gold(request: pytest.FixtureRequest) -> CheckGold:
    """Compare a text with the file that holds the expected one; `--gold-update` writes it."""
    update = request.config.getoption("--gold-update")

    def check(file: Path, text: str) -> None:
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file.name} is missing; write it with --gold-update"
        assert text == file.read_text(encoding="utf-8")

    return check
