"""The project's own promises: the README's commands, the pins, the wheel, the tree."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
NOX_SESSION = re.compile(r"^@nox\.session.*\ndef (\w+)\(", re.MULTILINE)


def requirements() -> list[Requirement]:
    texts = [*PROJECT["dependencies"]]
    for extra in PROJECT["optional-dependencies"].values():
        texts += extra
    for group in PYPROJECT["dependency-groups"].values():
        texts += [entry for entry in group if isinstance(entry, str)]
    return [Requirement(text) for text in texts]


def pins(file: str) -> dict[str, str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    wanted = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in wanted}


def readme_command(name: str) -> str:
    """Return the one line between the README's markers, which CI runs as it stands there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(rf"<!-- {name} -->\n```\w*\n(.+)\n```\n<!-- /{name} -->", text)
    assert len(found) == 1, f"README.md must hold exactly one command marked {name}"
    return str(found[0])


def git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("name", ["site-command", "test-command"])
def test_readme_command_names_sessions_that_exist(name: str) -> None:
    sessions = set(NOX_SESSION.findall((ROOT / "noxfile.py").read_text(encoding="utf-8")))
    words = shlex.split(readme_command(name))
    named = words[words.index("-s") + 1 :]
    assert named
    assert set(named) <= sessions


def test_readme_shows_what_the_audit_says() -> None:
    """The file that it names is kept true by the tests of the rules."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- findings: (\S+) -->\n((?:- .+\n)+)", text)
    assert shown
    example = (ROOT / shown[1]).read_text(encoding="utf-8")
    told = re.sub(r"^- `(.+? error:)`", r"\1", shown[2], flags=re.MULTILINE)
    assert example.endswith(f"=== findings\n{told}")
    asked = re.findall(r"```\{requires\}\n(.+?)```", text, re.DOTALL)
    assert asked
    assert all(lines in example for lines in asked)


@pytest.mark.parametrize("file", ["constraints.txt", "tests/minimums.txt"])
def test_pins_satisfy_what_pyproject_claims(file: str) -> None:
    pinned = pins(file)
    wrong = [
        f"{requirement} is pinned to {version}"
        for requirement in requirements()
        if (version := pinned.get(canonicalize_name(requirement.name)))
        and version not in requirement.specifier
    ]
    assert wrong == []


def test_minimums_are_the_lower_bounds() -> None:
    """`nox -s minimums` would prove nothing about a bound that it does not install."""
    pinned = pins("tests/minimums.txt")
    wrong = []
    for text in PROJECT["dependencies"]:
        requirement = Requirement(text)
        lowest = next(bound.version for bound in requirement.specifier if bound.operator == ">=")
        tested = pinned[canonicalize_name(requirement.name)]
        if Version(tested) != Version(lowest):
            wrong.append(f"{text} is tested at {tested}")
    assert wrong == []


def test_every_direct_requirement_of_a_session_is_pinned() -> None:
    wanted = {canonicalize_name(requirement.name) for requirement in requirements()}
    assert wanted <= set(pins("constraints.txt"))


def test_lock_file_has_hashes_and_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in text
    assert "resolved" not in text
    assert "://" not in text


def test_top_level_holds_only_the_known_folders() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folders = {path.split("/")[0] for path in git("ls-files").splitlines() if "/" in path}
    assert folders <= {".ci", "docs", "lessons", "notebooks", "src", "tests"}


def test_wheel_ships_styles_scripts_catalogues_and_types(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith("sphinx_pedagogy/")}
    package = ROOT / "src" / "sphinx_pedagogy"
    data = [
        path
        for path in package.rglob("*")
        if path.is_file() and path.suffix in {".css", ".js", ".mo", ".typed", ".svg"}
    ]
    expected = {path.relative_to(ROOT / "src").as_posix() for path in [*data, package / "py.typed"]}
    assert expected <= shipped


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of what the source distribution holds."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("sdist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    (root,) = (path for path in folder.iterdir() if path.is_dir())
    return root


def test_the_source_distribution_holds_all_that_the_tests_need(unpacked: Path) -> None:
    shipped = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    tracked = {name for name in git("ls-files").splitlines() if (ROOT / name).exists()}
    assert tracked <= shipped


def test_the_tests_pass_from_the_source_distribution(unpacked: Path) -> None:
    """Quick ones that read files of the source, the manual, the course and the tests."""
    settings = {name: value for name, value in os.environ.items() if "XDIST" not in name}
    settings["PYTHONPATH"] = str(unpacked / "src")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=unpacked, env=settings, capture_output=True, text=True)

    where = run("-c", "import sphinx_pedagogy; print(sphinx_pedagogy.__file__)").stdout
    assert Path(where.strip()).is_relative_to(unpacked)
    quick = ("test_api_surface", "test_architecture", "test_project", "model/test_depth")
    made = run(
        *("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", "not wheel"),
        *(f"tests/{name}.py" for name in quick),
    )
    assert made.returncode == 0, made.stdout + made.stderr
    passed = re.search(r"\b(\d+) passed", made.stdout)
    assert passed
    assert int(passed[1]) > 20


@pytest.mark.parametrize("name", ["docs", "lessons"])
def test_our_own_sites_know_their_address(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the Docs says it; canonical links and the links in notebooks need it."""
    address = "https://example.org/en/latest/"
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", address)
    assert runpy.run_path(str(ROOT / name / "conf.py"))["html_baseurl"] == address
    monkeypatch.delenv("READTHEDOCS_CANONICAL_URL")
    assert runpy.run_path(str(ROOT / name / "conf.py"))["html_baseurl"] == ""
