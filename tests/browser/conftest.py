"""The gallery, built once for each theme."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Site = Callable[..., Path]
    OpenPage = Callable[..., Page]

GALLERY = Path(__file__).parents[1] / "roots" / "gallery"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the gallery with a theme and return its folder. The pages are read once for all."""
    scratch = tmp_path_factory.mktemp("gallery")

    @cache
    def build(theme: str, *settings: str) -> Path:
        output = scratch / "-".join((theme, *settings))
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "-b",
            "html",
            "-D",
            f"html_theme={theme}",
        ]
        command += [option for setting in settings for option in ("-D", setting)]
        subprocess.run([*command, "-d", scratch / "doctrees", GALLERY, output], check=True)
        return output

    return build


@pytest.fixture
def open_page(page: Page, site: Site) -> OpenPage:
    """Open a page of the gallery."""

    def open_(
        name: str, theme: str = "sphinx_rtd_theme", scheme: str = "light", width: int = 1280
    ) -> Page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        document, _, target = name.partition("#")
        address = (site(theme) / f"{document}.html").as_uri()
        page.goto(f"{address}#{target}" if target else address)
        return page

    return open_
