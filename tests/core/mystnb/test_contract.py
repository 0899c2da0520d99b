"""What the adapter relies on in MyST-NB, one thing a test: a new version that differs is named.

Most of it is not documented, and is read with a default: without these tests, cells would be missed
without a word. A message says what changed, and the file of `core/mystnb/` that is to follow.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from nbformat import from_dict, v4

import sphinx_pedagogy
from sphinx_pedagogy.core.mystnb import cell_nodes, kernels, metadata, readers

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.testing import Project

PACKAGE = Path(sphinx_pedagogy.__file__).parent
ADAPTER = PACKAGE / "core" / "mystnb"
INSIDES = re.compile(
    r"\bmyst_nb\.|nb_element|cell_metadata|\[\"cell_index\"\]|hide_mode|nb_metadata|mystnb_config"
    r"|create_nb_reader|glue\.json|NbMetadataCollector|custom_formats|metadata_key"
)
"""What stands in the code of MyST-NB alone."""
CONF = """
extensions = ["myst_nb"]
html_theme = "basic"
exclude_patterns = ["_build"]
nb_execution_mode = "off"
"""
TEXT = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
mystnb: {execution_mode: force, execution_timeout: 7}
---
# Text

```{code-cell} python3
:tags: [hide-input, mine]
:mystnb: {code_prompt_show: Look}
1 + 1
```
"""


def changed(what: str, module: str) -> str:
    """Return what a failed test says."""
    return f"MyST-NB {version('myst-nb')} has changed: {what}; follow it in core/mystnb/{module}.py"


def notebook_text() -> str:
    """Return a notebook with a cell of prose, one that glues, and one that failed."""
    glued: dict[str, Any] = {
        "output_type": "display_data",
        "data": {"application/papermill.record/text/plain": "42"},
        "metadata": {
            "scrapbook": {"name": "answer", "mime_prefix": "application/papermill.record/"}
        },
    }
    failed = {"output_type": "error", "ename": "E", "evalue": "no", "traceback": ["E: no"]}
    notebook = v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "P"}})
    notebook.cells = [
        v4.new_markdown_cell("# Notebook"),
        v4.new_code_cell("glue()", outputs=[from_dict(glued)], metadata={"tags": ["hide-cell"]}),
        v4.new_code_cell("fail()", outputs=[from_dict(failed)]),
    ]
    return str(v4.writes(notebook))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    from sphinx_pedagogy.testing import Project

    root = tmp_path_factory.mktemp("contract")
    index = "# Home\n\n```{toctree}\ntext\nfolder/notebook\n```\n"
    pages = {"index.md": index, "text.md": TEXT, "folder/notebook.ipynb": notebook_text()}
    return Project(root, {"conf.py": CONF, **pages})


@pytest.fixture(scope="module")
def env(project: Project) -> BuildEnvironment:
    return project.build("html").env


def document(env: BuildEnvironment, docname: str) -> nodes.document:
    return env.get_doctree(docname)


def test_only_the_adapter_knows_the_insides() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}: {match[0]}"
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(ADAPTER)
        for match in INSIDES.finditer(path.read_text("utf-8"))
    }
    assert not found, "core/mystnb/ is where the package reads MyST-NB's insides"


def test_its_settings_are_in_the_environment(env: BuildEnvironment) -> None:
    told = changed("the environment has no `mystnb_config`", "readers")
    assert type(readers.config_of(env)).__name__ == "NbParserConfig", told


@pytest.mark.parametrize(
    "name",
    [
        "custom_formats",
        "execution_allow_errors",
        "execution_excludepatterns",
        "execution_mode",
        "execution_raise_on_error",
        "execution_timeout",
        "kernel_rgx_aliases",
        "metadata_key",
        "output_folder",
    ],
)
def test_a_setting_that_we_read(name: str, env: BuildEnvironment) -> None:
    assert hasattr(readers.config_of(env), name), changed(f"no setting `{name}`", "readers")


def test_its_settings_can_be_copied_with_changes(env: BuildEnvironment) -> None:
    base = readers.config_of(env)
    told = changed("`NbParserConfig.copy` changes no settings", "readers")
    assert base is not None
    assert base.copy(execution_mode="force").execution_mode == "force", told
    assert base.execution_mode == "off", told


def test_a_page_may_state_settings_of_its_own(env: BuildEnvironment) -> None:
    read = readers.read_page(env, "text", TEXT)
    told = changed("front matter is read otherwise", "readers")
    assert read is not None, told
    assert (read.mode, read.cell_timeout, read.kernel) == ("force", 7, "python3"), told
    assert [cell.source for cell in read.code] == ["1 + 1"], told
    readers.forget_mode(read.notebook, read.config)
    assert "execution_mode" not in read.notebook.metadata[read.config.metadata_key], told


def test_a_page_of_text_alone_is_no_notebook(env: BuildEnvironment) -> None:
    told = changed("`create_nb_reader` reads any page", "readers")
    assert readers.read_page(env, "index", "# Home") is None, told


def test_it_asks_a_reader_of_ours(env: BuildEnvironment) -> None:
    base = readers.config_of(env)
    told = changed("`custom_formats` are called otherwise, by `create_nb_reader`", "readers")
    assert base is not None
    reader = f"{json.__name__}.loads"
    ours = readers.with_reader(base, "/a/b.md", reader, {"parse_int": str})
    myst = readers.myst_config_of(env)
    made: object = readers.read_notebook("[1]", path="/a/b.md", myst=myst, config=ours)
    assert made == ["1"], told
    assert ours.execution_mode == "off", told


def test_it_keeps_what_is_noted_of_an_execution(env: BuildEnvironment) -> None:
    told = changed("`NbMetadataCollector` keeps executions elsewhere", "metadata")
    metadata.note_execution(env, "text", {"succeeded": False})
    assert metadata.execution_of(env, "text") == {"succeeded": False}, told


def test_what_it_notes_of_an_execution_has_these_names() -> None:
    result = importlib.import_module("myst_nb.core.execute").ExecutionResult
    wanted = {"mtime", "runtime", "method", "succeeded", "error", "traceback"}
    missing = wanted - set(inspect.get_annotations(result))
    assert not missing, changed(f"executions have no {missing}", "metadata")


def test_it_writes_what_cells_glued(env: BuildEnvironment) -> None:
    found = metadata.glued_outputs(env, "folder/notebook") or {}
    told = changed("glued outputs are kept elsewhere", "metadata")
    assert found.keys() == {"answer"}, told
    assert "42" in str(found["answer"]["data"]), told


def test_it_writes_the_notebook_that_it_ran(env: BuildEnvironment) -> None:
    told = changed("the notebooks that it ran are written elsewhere", "readers")
    for docname in ("text", "folder/notebook"):
        assert readers.executed_file(env, docname).is_file(), told


def test_cells_in_a_page(env: BuildEnvironment) -> None:
    found = list(cell_nodes.cells_in(document(env, "text")))
    assert len(found) == 1, changed("code cells have another `nb_element`", "cell_nodes")
    told = changed("the metadata of cells are not in `cell_metadata`", "cell_nodes")
    assert cell_nodes.tags_of(found[0]) == ("hide-input", "mine"), told
    told = changed("a hidden cell has no `hide_mode`, or its prompt stands elsewhere", "cell_nodes")
    assert cell_nodes.prompt_of(found[0]) == "Look", told
    told = changed("`cell_index` counts otherwise", "cell_nodes")
    assert cell_nodes.index_of(found[0]) == 1, told
    assert cell_nodes.has_parts_of_cells(document(env, "text"))
    assert not cell_nodes.has_parts_of_cells(document(env, "index"))


def test_parts_of_a_cell(env: BuildEnvironment) -> None:
    failed = list(cell_nodes.cells_in(document(env, "folder/notebook")))[-1]
    told = changed("code and outputs have another `nb_element`", "cell_nodes")
    assert [cell_nodes.is_source(child) for child in failed.children] == [True, False], told
    assert [cell_nodes.is_output(child) for child in failed.children] == [False, True], told
    blocks = list(failed.findall(nodes.literal_block))
    told = changed("tracebacks have another class", "cell_nodes")
    assert [cell_nodes.is_traceback(block) for block in blocks] == [False, True], told


def test_the_kernel_of_a_page(env: BuildEnvironment) -> None:
    told = changed("the `kernelspec` is not in the metadata of the page", "metadata")
    assert metadata.kernel_of(env, "text") == "python3", told
    assert metadata.kernel_of(env, "index") == "", told


def test_lines_of_cells(env: BuildEnvironment) -> None:
    numbers = {
        docname: [
            cell_nodes.number_in_notebook(cell.line)
            for cell in cell_nodes.cells_in(document(env, docname))
        ]
        for docname in ("text", "folder/notebook")
    }
    told = changed("the cells of a notebook do not lie ten thousand lines apart", "cell_nodes")
    assert numbers == {"text": [None], "folder/notebook": [2, 3]}, told


@pytest.mark.parametrize("name", ["myst_nb.sphinx_", "myst_nb.docutils_"])
def test_its_parsers_ask_for_what_runs_cells(name: str) -> None:
    module = importlib.import_module(name)
    told = changed(f"`{name}` has no `create_client` of its own to ask", "kernels")
    assert "with create_client(" in inspect.getsource(module.Parser), told


def test_what_runs_nothing_can_be_made() -> None:
    made = kernels.make_idle_client(v4.new_notebook(), "a.md", None, None, None)
    told = changed("`NotebookClientBase` is made otherwise, or runs cells", "kernels")
    with made as client:
        assert client.exec_metadata is None, told


LATE = """
import sys
from sphinx_pedagogy.core.mystnb.late_clients import load_without_clients
load_without_clients()
import myst_nb.sphinx_ext
from myst_nb.core.execute import NotebookClientDirect as late
heavy = {"jupyter_cache", "nbclient", "sqlalchemy", "IPython", "IPython.display"}
loaded = sorted(heavy & set(sys.modules))
from myst_nb.core.config import NbParserConfig
from nbformat import v4
made = late(v4.new_notebook(), None, NbParserConfig(), None)
from myst_nb.core.execute.direct import NotebookClientDirect
from myst_nb.ext import glue
glue.ipy_display(5)
print(loaded, type(made) is NotebookClientDirect, len(glue.IPython.version_info))
"""


def test_what_runs_cells_is_loaded_when_it_is_called() -> None:
    """It takes a third of a warm audit to load (late_clients)."""
    ran = subprocess.run(
        [sys.executable, "-c", LATE], capture_output=True, encoding="utf-8", check=True
    )
    shown, told = ran.stdout.splitlines()
    assert (shown, told) == ("5", "[] True 4")
