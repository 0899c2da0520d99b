"""With `pedagogy_executor = "none"` nothing runs, whatever pages or conf.py say of modes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jupyter_client.manager
import pytest
from nbformat import v4
from tests.execute.sample_pages import HEAD, page

from sphinx_pedagogy.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.execute.sample_pages import Make

CODE = "from pathlib import Path\nPath('{mark}').write_text('it ran')"
MODES = ("force", "inline", "auto", "cache")
TEMPLATE = """---
myst: {enable_extensions: [substitution]}
---
# S

{{ cycler.__init__.__globals__.os.sys.modules['builtins'].exec("CODE") }}

{{ env.app.registry.load_extension(env.app, "antigravity") }}
"""
OWN_INCLUDE = """
```{eval-rst}
.. include:: %s.ipynb
   :parser: myst_nb.docutils_
```
"""


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the kernels that anything in this process wanted to start."""
    asked: list[str] = []

    async def refuse(manager: Any, **_: object) -> None:
        asked.append(manager.kernel_name)
        raise RuntimeError("no kernel is to be started")

    for kind in (jupyter_client.manager.KernelManager, jupyter_client.manager.AsyncKernelManager):
        monkeypatch.setattr(kind, "start_kernel", refuse)
        monkeypatch.setattr(kind, "_async_start_kernel", refuse)
    return asked


def notebook(code: str | None, **metadata: object) -> str:
    made = v4.new_notebook(metadata=metadata, cells=[v4.new_markdown_cell("# N")])
    if code is not None:
        made.cells.append(v4.new_code_cell(code))
    return str(v4.writes(made))


def hostile(code: str) -> dict[str, str]:
    """Return pages that would all have their cells run."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "P"}}
    pages = {}
    for mode in MODES:
        stated = f"mystnb: {{execution_mode: {mode}}}"
        pages[f"md-{mode}.md"] = page(code, front=stated, prose="And {eval}`1` of it.")
        pages[f"nb-{mode}.ipynb"] = notebook(code, **kernel, mystnb={"execution_mode": mode})
        pages[f"empty-{mode}.ipynb"] = notebook(None, mystnb={"execution_mode": mode})
        pages[f"text-{mode}.md"] = f"{HEAD}{stated}\n---\n# No cells\n"
        pages[f"include-{mode}.md"] = f"# I\n{OWN_INCLUDE % f'nb-{mode}'}"
    pages["gpu.md"] = page(code, front="execution: {device: gpu}\nmystnb: {execution_mode: force}")
    pages["tag.md"] = page(f":tags: [gpu]\n{code}")
    pages["jupytext.md"] = pages["md-force.md"].replace(
        "file_format: mystnb", "jupytext: {text_representation: {format_name: myst}}"
    )
    pages["template.md"] = TEMPLATE.replace("CODE", code.replace("\n", ";"))
    pages["custom.txt"] = pages["nb-force.ipynb"]
    pages["index.md"] = "# I\n\n```{toctree}\n:glob:\n*\n```\n"
    return pages


@pytest.mark.parametrize("mode", MODES)
def test_none_runs_nothing(mode: str, make: Make, kernels: list[str], tmp_path: Path) -> None:
    project = make(
        hostile(CODE.format(mark=tmp_path / "mark")),
        nb_execution_mode=mode,
        pedagogy_executor="none",
        pedagogy_on_missing_output="stale",
        nb_custom_formats={".txt": "nbformat.v4.reads"},
    )
    built = project.build()
    assert kernels == []
    assert not (tmp_path / "mark").exists()
    assert not (project.root / "_build" / ".jupyter_cache").exists()
    quiet = {warned.path for warned in built.warnings if warned.subtype == "pedagogy.execution"}
    cells = {f"{kind}-{one}" for one in MODES for kind in ("md", "nb")}
    for name in (*cells, "gpu", "tag", "jupytext", "custom"):
        assert any(path.startswith(name) for path in quiet), name
        assert "there are no outputs" in built.text(name)


def test_what_runs_cells_is_free_again_afterwards(make: Make) -> None:
    code = page("print(6 * 7)", front="mystnb: {execution_mode: force}")
    project = make(code, pedagogy_executor="none")
    assert "42" not in project.build().text()
    project.configure(pedagogy_executor="auto")
    assert "42" in project.build(fresh=True).text()


LESSON = "# A\n\n:::{lesson} 1.1.1\n:::\n"


@pytest.mark.parametrize("command", ["audit", "state a", "impact --remove a", "new lesson T"])
@pytest.mark.parametrize("extension", ["sphinx_pedagogy", "sphinx_pedagogy.audit"])
def test_commands_that_only_ask_run_nothing(
    command: str, extension: str, make: Make, kernels: list[str], tmp_path: Path
) -> None:
    pages = hostile(CODE.format(mark=tmp_path / "mark"))
    del pages["custom.txt"]
    extensions = ["myst_nb", extension]
    project = make(
        pages, nb_execution_mode="force", extensions=extensions, pedagogy_on_missing_output="error"
    )
    project.write({"a.md": LESSON})
    main([*command.split(), str(project.root)])
    # or it would have run nothing for another reason
    assert (project.root / "_build" / "audit" / "environment.pickle").is_file()
    assert kernels == []
    assert not (tmp_path / "mark").exists()


def test_outputs_of_a_notebook_are_shown_where_nothing_runs(make: Make) -> None:
    kept = json.loads(notebook("print(1)\nx", language_info={"name": "python"}))
    kept["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "kept\n"}]
    kept["cells"].append({**kept["cells"][1], "outputs": [], "id": "z"})
    pages = {"index.ipynb": json.dumps(kept)}
    built = make(pages, nb_execution_mode="auto", pedagogy_executor="none").build()
    assert built.warnings == []
    assert "kept" in built.text()


def test_damage_and_files_that_could_be_run_are_told_where_nothing_runs(make: Make) -> None:
    files = [".git/config", "conf.py", "model.py", "plot.csv", "new.md"]
    code = "import pathlib\n" + "\n".join(
        f"file = pathlib.Path({name!r}); file.parent.mkdir(exist_ok=True); file.write_text('x')"
        for name in files
    )
    project = make(page(code), pedagogy_executor="local")
    conf = (project.root / "conf.py").read_text()
    (told, new) = sorted(warned.text for warned in project.build().warnings)[::-1]
    assert '".git/config" and 1 more' in told or '".git/config" and 1 more' in new
    assert any("exclude_patterns" in text for text in (told, new))
    assert (project.root / "model.py").is_file()
    assert (project.root / "conf.py").read_text() == conf
    assert not (project.root / ".git").exists()
    for name in ("model.py", "plot.csv"):
        (project.root / name).unlink()
    project.configure(pedagogy_executor="none", exclude_patterns=["new.md"])
    (told,) = (warned.text for warned in project.build(fresh=True).warnings)
    assert "model.py" in told
    assert not (project.root / "model.py").exists()
    assert (project.root / "plot.csv").is_file()
    stored = project.root / "executed" / "index.cpu.ipynb"
    stored.write_text(stored.read_text().replace('"pedagogy"', '"other"'))
    told = " ".join(warned.text for warned in project.build(fresh=True).warnings)
    assert "nothing is executed here" in told
    assert "executed again" not in told


def test_an_image_that_is_none_in_a_page_is_told(make: Make) -> None:
    made = json.loads(notebook("x"))
    made["cells"][1]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": "a"}}
    ]
    (told,) = make({"index.ipynb": json.dumps(made)}, pedagogy_executor="none").build().warnings
    assert told.path.startswith("index")
    assert "no base64" in told.text


@pytest.mark.parametrize("mode", ["cache", "auto", "force", "inline"])
def test_a_page_without_cells_starts_no_kernel(mode: str, kernels: list[str], make: Make) -> None:
    lesson = page(prose=":::{lesson} 1.1.1\nWhat it is about.\n:::\n\nWords.")
    files = {"index.md": lesson, "book.ipynb": notebook(None)}
    project = make(files, nb_execution_mode=mode, pedagogy_audit={"*": "off"})
    built = project.build()
    assert kernels == []
    assert [one for one in built.warnings if one.subtype != "toc.not_included"] == []
    assert "Words." in built.text("index")
    assert "N" in built.text("book")
