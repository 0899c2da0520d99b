"""The sample plugin of the manual: installed as a package, and tested by its own tests."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sphinx_pedagogy.course.errors import RegistrationError

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PLUGIN = Path(__file__).parents[2] / "docs" / "sample-plugin"
PACKAGE = "pedagogy_sample"


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the plugin's source on the path of this test only."""
    monkeypatch.syspath_prepend(PLUGIN / "src")
    for name in [one for one in sys.modules if one.partition(".")[0] == PACKAGE]:
        monkeypatch.delitem(sys.modules, name)


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
    page = (PLUGIN.parent / "guides" / "plugins.md").read_text(encoding="utf-8")
    files = {path.relative_to(PLUGIN).as_posix() for path in PLUGIN.rglob("*.py")}
    for name in {"pyproject.toml", *files}:
        assert f"{{literalinclude}} /sample-plugin/{name}" in page


def test_it_imports_nothing_but_what_is_public() -> None:
    public = {"sphinx_pedagogy.api", "sphinx_pedagogy.testing"}
    for path in PLUGIN.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"from (sphinx_pedagogy[\w.]*) import", text)) <= public, path


def test_it_has_one_of_each_kind() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.py"))
    for kind in ("add_block", "add_view", "add_exporter", "add_command", "on_page", "on_course"):
        assert kind in text
    assert 'entry-points."sphinx_pedagogy.executors"' in (PLUGIN / "pyproject.toml").read_text()


@pytest.mark.usefixtures("importable")
def test_what_sphinx_keeps_of_it_has_a_version(make_project: MakeProject) -> None:
    env = make_project("# T", extensions=[PACKAGE]).build().env
    assert env.version[PACKAGE] == 1


def test_its_words_are_compiled() -> None:
    for source in PLUGIN.rglob("*.po"):
        with source.open("rb") as stream:
            catalog = read_po(stream, locale=source.parents[1].name)
        made = io.BytesIO()
        write_mo(made, catalog)
        assert source.with_suffix(".mo").read_bytes() == made.getvalue()
