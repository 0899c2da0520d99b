"""The sample plugin of the manual: installed as a package, and tested by its own tests."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.course.errors import RegistrationError

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PLUGIN = Path(__file__).parents[2] / "docs" / "sample-plugin"
PACKAGE = "pedagogy_sample"


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the plugin's source on the path of this test only."""
    monkeypatch.syspath_prepend(PLUGIN / "src")
    monkeypatch.delitem(sys.modules, PACKAGE, raising=False)


@pytest.mark.usefixtures("importable")
def test_its_block_stands_in_a_lesson(make_project: MakeProject) -> None:
    page = """
::::{phases}
:::{phase} Split
```{field-note} Twins
:told-by: Bo
They were in both halves.
```
:::
::::
"""
    built = make_project(page, extensions=[PACKAGE]).build()
    assert built.warnings == []
    assert "Field note: Twins" in built.text()


@pytest.mark.usefixtures("importable")
def test_it_also_comes_before_sphinx_pedagogy(make_project: MakeProject) -> None:
    project = make_project(":::{field-note}\n:told-by: Bo\nx\n:::")
    project.configure(extensions=[PACKAGE, "myst_parser"])
    assert project.build().warnings == []


@pytest.mark.usefixtures("importable")
def test_bad_input_costs_warnings_and_no_text(make_project: MakeProject) -> None:
    page = ":::{field-note}\n:cost: much\n:colour: red\nA story.\n:::"
    built = make_project(page, extensions=[PACKAGE]).build()
    assert {warned.subtype for warned in built.warnings} == {"pedagogy.option"}
    assert len(built.warnings) == 3
    assert "A story." in built.text()


@pytest.mark.usefixtures("importable")
def test_a_second_block_of_its_name_is_refused(make_project: MakeProject) -> None:
    again = (
        "def setup(app):\n"
        "    from pedagogy_sample import FIELD_NOTE, add_block\n"
        "    add_block(app, FIELD_NOTE)\n"
    )
    project = make_project({"index.md": "# T"}, extensions=[PACKAGE])
    with (project.root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(again)
    with pytest.raises(RegistrationError, match="exists already"):
        project.build()


def test_it_installs_and_passes_its_own_tests(tmp_path: Path) -> None:
    if not importlib.util.find_spec("hatchling") or not importlib.util.find_spec("pip"):
        pytest.skip("needs pip and hatchling, which the extra `test` has")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-index"]
    alone = ["--no-deps", "--no-build-isolation", "--target", str(tmp_path)]
    subprocess.run([*pip, *alone, str(PLUGIN)], check=True)
    assert (tmp_path / PACKAGE / "py.typed").is_file()
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(PLUGIN / "tests")],
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=PLUGIN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_shows_its_files() -> None:
    page = (PLUGIN.parent / "plugins.md").read_text(encoding="utf-8")
    shown = {"pyproject.toml", "src/pedagogy_sample/__init__.py", "tests/conftest.py"}
    shown |= {"src/pedagogy_sample/executor.py", "tests/test_executor.py"}
    for name in shown | {"tests/test_field_note.py", "tests/test_field_notes.py"}:
        assert f"{{literalinclude}} sample-plugin/{name}" in page
