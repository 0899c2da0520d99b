"""The gallery, built once for each theme, and what else several processes of a run share."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Site = Callable[..., Path]
    OpenPage = Callable[..., Page]

GALLERY = Path(__file__).parents[1] / "roots" / "gallery"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run have together."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """Build the gallery with a theme and return its folder. The pages are read once for all."""
    scratch = shared / "gallery"

    @cache
    def build(theme: str, *settings: str) -> Path:
        output = scratch / "-".join((theme, *settings))
        conf = [f"html_theme={theme}", *settings]
        build_once(GALLERY, output, scratch / "doctrees", *conf)
        return output

    return build


def build_once(source: Path, output: Path, doctrees: Path, *settings: str) -> None:
    """Build a project to HTML, with settings, unless some process of the run has done so."""
    doctrees.mkdir(parents=True, exist_ok=True)
    with FileLock(doctrees.with_suffix(".lock")):
        if (output / "objects.inv").exists():  # it is written last
            return
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html"]
        command += [option for setting in settings for option in ("-D", setting)]
        subprocess.run([*command, "-d", doctrees, source, output], check=True)


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
