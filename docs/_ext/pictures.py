"""The pictures of the README and of the manual's home page, made from the real thing.

``nox -s pictures`` runs it: small projects are built, and Chromium takes the shots. What a terminal
shows is what the command printed, colours included.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = Path(__file__).resolve().parents[1]
PICTURES = DOCS / "images"
COURSE = DOCS / "snippets" / "rules" / "prerequisite.breaks.txt"
LESSON = "lessons/6-3/6-3-5-from-pixels-to-latents.html"

CONF = """\
project = "Attention, from the inside"
extensions = ["myst_parser", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence"]
html_theme = "pedagogy"
suppress_warnings = ["pedagogy.prerequisite"]
"""
INDEX = "# Course\n\n```{toctree}\nattention\ntransformers\nwords\n```\n"
FINDINGS = "# What the audit finds\n\n```{audit}\n```\n\n## Checklist\n\n```{checklist}\n```\n"
TERMINAL = """\
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #1e2227; color: #e6e6e6; font: 15px/1.5 "DejaVu Sans Mono" }
pre { margin: 0; padding: 20px 24px; font: inherit }
.s1 { font-weight: bold } .s2 { color: #9aa4ad } .s31 { color: #ff8585 } .s33 { color: #f2c55c }
</style><pre>%s</pre>"""
CHROMIUM = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_CODE = re.compile("\x1b\\[(\\d+)m")


def write_course(folder: Path) -> None:
    """Write the course of the README's example as files."""
    text = COURSE.read_text(encoding="utf-8")
    for name, page in re.findall(r"(?ms)^=== (\S+\.md)\n(.*?)(?=^=== |\Z)", text):
        (folder / name).write_text(page, encoding="utf-8")
    (folder / "index.md").write_text(INDEX, encoding="utf-8")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")


def printed(text: str) -> str:
    """Return what was printed to a terminal as HTML."""
    parts = _CODE.split(html.escape(text))
    spans = [parts[0]]
    for code, words in zip(parts[1::2], parts[2::2], strict=True):
        spans.append(f'<span class="s{code}">{words}</span>' if code != "0" else words)
    return TERMINAL % "".join(spans)


def page_of(browser: Browser, width: int, height: int) -> Page:
    """Open an empty page, twice as fine as it is large."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2, color_scheme="light"
    )
    return context.new_page()


def shoot_course(browser: Browser, folder: Path) -> None:
    """Take the student's page, and what the author reads in a terminal."""
    write_course(folder)
    build = [sys.executable, "-m", "sphinx", "-q", str(folder), str(folder / "_build")]
    subprocess.run(build, check=True)  # noqa: S603 (ours)
    page = page_of(browser, 1060, 560)
    page.goto((folder / "_build" / "transformers.html").as_uri())
    page.click(".ped-requires > summary")
    page.screenshot(path=PICTURES / "student.png")
    audit = [sys.executable, "-m", "sphinx_pedagogy", "audit", "."]
    said = subprocess.run(  # noqa: S603 (ours)
        audit,
        cwd=folder,
        env=os.environ | {"FORCE_COLOR": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,  # there are findings
    )
    page = page_of(browser, 980, 100)
    page.set_content(printed(f"$ sphinx-pedagogy audit\n{said.stdout.strip()}"))
    page.screenshot(path=PICTURES / "audit.png", full_page=True)


def shoot_findings(browser: Browser, folder: Path) -> None:
    """Take a page of the authors' site with the findings of the course."""
    write_course(folder)
    (folder / "findings.md").write_text(FINDINGS, encoding="utf-8")
    (folder / "index.md").write_text(INDEX.replace("words\n", "words\nfindings\n"), "utf-8")
    author = ["-D", "pedagogy_audience=author"]
    build = [sys.executable, "-m", "sphinx", "-q", *author, str(folder), str(folder / "_build")]
    subprocess.run(build, check=True)  # noqa: S603 (ours)
    page = page_of(browser, 1060, 620)
    page.goto((folder / "_build" / "findings.html").as_uri())
    page.screenshot(path=PICTURES / "authors.png")


def shoot_lesson(browser: Browser, site: Path) -> None:
    """Take the first screen of a lesson of the built course."""
    page = page_of(browser, 1280, 800)
    page.goto((site / LESSON.removeprefix("lessons/")).as_uri())
    page.screenshot(path=PICTURES / "lesson.png")


def main(site: Path) -> None:
    """Make all pictures.

    :param site: the built course
    """
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    path = os.environ.get("CHROMIUM", found)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        for name, shoot in (("course", shoot_course), ("authors", shoot_findings)):
            (Path(folder) / name).mkdir()
            shoot(browser, Path(folder) / name)
        shoot_lesson(browser, site)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
