"""Whole builds: pages get their outputs before Sphinx reads them, and say where these come from."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from nbformat import v4
from sphinx.testing.util import SphinxTestApp
from tests.execute.sample_pages import GPU, page

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors.choice import LocalExecutor
from sphinx_pedagogy.execute.handlers.execution_handlers import ExecutionHandlers, store_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.execute.sample_pages import Make

    from sphinx_pedagogy.testing import Built, MakeProject, Project


def told(built: Built) -> list[tuple[str, str]]:
    return [(warned.path, warned.subtype) for warned in built.warnings]


def test_a_page_runs_once_and_is_kept_in_a_folder(make: Make, runs_in_children: list[str]) -> None:
    project = make(page("print(6 * 7)"))
    built = project.build()
    assert built.warnings == []
    assert "42" in built.text()
    assert "Outputs: CPU, Python 3" in built.text()
    (kept,) = (project.root / "executed").glob("*.ipynb")
    assert json.loads(kept.read_text())["metadata"]["pedagogy"]["document"] == "index"
    for fresh in (False, True):
        built = project.build(fresh=fresh)
        assert built.warnings == []
        assert "42" in built.text()
    shutil.rmtree(project.root / "_build")
    assert "42" in project.build().text()
    assert runs_in_children == ["index"]
    # myst-nb's own database is not there, so it cannot be corrupt
    assert not list(project.root.rglob("global.db"))


def stored(project: Project) -> list[str]:
    """Return the names of what is stored."""
    folder = project.root / "executed"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_outputs_bear_the_name_of_their_page(make: Make, runs: list[str]) -> None:
    """Also those of a page that is renamed, or that has the cells of another, without a run."""
    write = "print('said'); open('made.svg', 'w').write('<svg/>')"
    source = page(write, title="Made", prose="![kept](made.svg)")
    index = "# I\n\n```{toctree}\n:glob:\n\n6/*\n```\n"
    project = make({"index.md": index, "6/a.md": source})
    project.build()
    assert stored(project) == ["6/a.cpu", "6/a.cpu.ipynb", "6/a.cpu/6/made.svg"]
    (project.root / "6" / "a.md").rename(project.root / "b.md")
    (project.root / "6" / "made.svg").unlink()
    project.write({"index.md": index.replace("6/*", "b\nc"), "c.md": source})
    for fresh in (False, True):
        built = project.build(fresh=fresh)
        assert built.warnings == []
        assert "said" in built.text("b")
        assert "said" in built.text("c")
        assert built.read("_images/made.svg") == "<svg/>"
    assert {"b.cpu.ipynb", "b.cpu/made.svg", "c.cpu.ipynb"} < set(stored(project))
    assert runs == ["6/a"]


def test_outputs_of_an_earlier_version_are_taken_over(make: Make, runs: list[str]) -> None:
    project = make(page("print(6 * 7); open('a.txt', 'w').write('x')"))
    project.build()
    executed = project.root / "executed"
    notebook = json.loads((executed / "index.cpu.ipynb").read_text())
    key = notebook["metadata"]["pedagogy"].pop("key")
    shutil.rmtree(executed)
    (executed / key).mkdir(parents=True)
    (executed / key / "a.txt").write_text("x")
    (executed / f"{key}.ipynb").write_text(json.dumps(notebook))
    before = stored(project)
    # a build that runs nothing writes nothing beside the sources
    project.configure(pedagogy_executor="none")
    built = project.build(fresh=True)
    assert (built.warnings, "42" in built.text()) == ([], True)
    assert stored(project) == before
    project.configure(pedagogy_executor="auto")
    built = project.build(fresh=True)
    assert (built.warnings, "42" in built.text()) == ([], True)
    assert stored(project) == ["index.cpu", "index.cpu.ipynb", "index.cpu/a.txt"]
    assert runs == ["index"]
    # the second build is at rest
    read = built.env.all_docs["index"]
    assert project.build().env.all_docs["index"] == read


@pytest.mark.usefixtures("runs")
def test_another_build_may_store_other_outputs_while_this_one_reads(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(page("print('mine')"))
    real = ExecutionHandlers.before_reading

    def and_then(self: ExecutionHandlers, *more: Any) -> None:
        real(self, *more)
        (kept,) = (project.root / "executed").glob("*.ipynb")
        kept.write_text(kept.read_text().replace("mine", "that of another"))

    monkeypatch.setattr(ExecutionHandlers, "before_reading", and_then)
    built = project.build()
    assert "another" not in built.text()


def test_prose_and_looks_run_nothing_and_code_does(make: Make, runs: list[str]) -> None:
    project = make(page("print('first')"))
    project.build()
    project.write({"index.md": page(":tags: [hide-input]\n\nprint('first')", prose="New words.")})
    built = project.build()
    assert "New words." in built.text()
    assert "first" in built.text()
    assert runs == ["index"]
    project.write({"index.md": page("print('second')")})
    assert "second" in project.build().text()
    assert runs == ["index", "index"]


@pytest.mark.usefixtures("runs")
def test_the_executed_notebook_can_be_downloaded_with_its_outputs(make: Make) -> None:
    project = make(page("print(6 * 7)"))
    for _ in range(2):
        project.build(fresh=True)
        written = v4.reads(
            (project.root / "_build" / "jupyter_execute" / "index.ipynb").read_text()
        )
        code = [cell for cell in written.cells if cell.cell_type == "code"]
        assert code[0].outputs[0].text == "42\n"


@pytest.mark.usefixtures("runs")
def test_every_kind_of_output(make: Make) -> None:
    codes = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()",
        "from IPython.display import HTML\nHTML('<table><tr><th>kept-column</th></tr></table>')",
        "import ipywidgets\nipywidgets.IntSlider(description='kept')",
        "from myst_nb import glue\nglue('answer', 42, display=False)",
        "import sys\nprint('kept-error', file=sys.stderr)",
    )
    project = make(page(*codes, prose="It is {glue:}`answer`."))
    for fresh in (False, True):
        built = project.build(fresh=fresh)
        assert [one for one in built.warnings if one.subtype != "mystnb.stderr"] == []
        html = built.html()
        assert 'src="_images/' in html
        assert "<th>kept-column</th>" in html
        assert "application/vnd.jupyter.widget-state+json" in html
        assert "It is 42" in built.text()
        assert "kept-error" in built.text()


@pytest.mark.usefixtures("runs")
def test_notebooks_load_files_and_cells_that_are_meant_to_fail(make: Make) -> None:
    notebook = v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}}
    )
    notebook.cells = [
        v4.new_markdown_cell("# N"),
        v4.new_code_cell("print('from-ipynb')"),
        v4.new_code_cell("1 / 0", metadata={"tags": ["raises-exception"]}),
    ]
    files = {
        "index.md": page(":load: code/part.py", prose="```{toctree}\nn\n```"),
        "code/part.py": "print('from-file')",
        "n.ipynb": v4.writes(notebook),
    }
    project = make(files)
    built = project.build()
    assert built.warnings == []
    assert "from-file" in built.text()
    assert "from-ipynb" in built.text("n")
    assert "ZeroDivisionError" in built.text("n")
    project.write({"code/part.py": "print('changed')"})
    assert "changed" in project.build().text()


def read_again(project: Project) -> set[str]:
    """Build, and return the names of the pages that were read."""
    read: set[str] = set()
    app = SphinxTestApp("html", project.root, project.root / "_build")
    app.connect("source-read", lambda _app, docname, _source: read.add(docname))
    try:
        app.build()
    finally:
        app.cleanup()
    return read


LOAD_OF_A_LESSON = """\
:::{lesson} 1.1.1
:load: build

They can.
:::

````
```{code-cell}
:load: nowhere.py
```
````
"""


@pytest.mark.usefixtures("runs")
def test_what_only_looks_like_the_option_of_a_cell_is_none(make: Make) -> None:
    loads = "---\nload: part.py\n---"
    project = make({"index.md": page("1", loads, prose=LOAD_OF_A_LESSON), "part.py": "print(2)"})
    project.build()
    assert read_again(project) == set()
    project.write({"part.py": "print(3)"})
    assert read_again(project) == {"index"}


def test_a_page_that_cannot_run_is_not_read_for_ever(make: Make, runs: list[str]) -> None:
    pages = {"index.md": page("print(1)"), "new.md": f"{page('2', title='New')}\n{{doc}}`index`\n"}
    project = make(pages)
    project.build()
    stored = (project.root / "executed" / "new.cpu.ipynb").read_text()
    project.configure(pedagogy_executor="none")
    (project.root / "executed" / "new.cpu.ipynb").unlink()
    project.write({"index.md": page("print(3)")})
    assert read_again(project) == {"index", "new"}
    for _ in range(2):
        # one shows what is old and one shows nothing, and the warnings stay
        built = project.build()
        assert [kind for _, kind in told(built) if kind == "pedagogy.execution"] == [
            "pedagogy.execution"
        ] * 2
        assert read_again(project) == set()
    (project.root / "executed" / "new.cpu.ipynb").write_text(stored)
    assert read_again(project) == {"new"}
    project.configure(pedagogy_on_missing_output="error")
    with pytest.raises(ExecutionError, match="index"):
        project.build()
    assert runs == ["index", "new"]


def test_what_other_extensions_write_into_a_page_is_what_runs(make: Make, runs: list[str]) -> None:
    project = make(page("print('NAME')"))
    with (project.root / "conf.py").open("a") as conf:
        conf.write(
            "def setup(app):\n"
            "    def replace(app, name, source):\n"
            "        source[0] = source[0].replace('NAME', 'replaced')\n"
            "    app.connect('source-read', replace)\n"
        )
    for fresh in (False, True):
        built = project.build(fresh=fresh)
        assert built.warnings == []
        assert "print ( 'replaced' )" in built.text() or "replaced" in built.text()
        assert "NAME" not in built.text()
    assert runs == ["index"]


def test_a_kernel_of_another_name_here(make: Make, runs: list[str]) -> None:
    source = page("print(6 * 7)").replace("name: python3", "name: conda-env-py")
    project = make(source, nb_kernel_rgx_aliases={"conda-.*": "python3"})
    for fresh in (False, True):
        built = project.build(fresh=fresh)
        assert built.warnings == []
        assert "42" in built.text()
    assert runs == ["index"]


def test_readers_side_by_side(make: Make, runs_in_children: list[str]) -> None:
    """More pages than one reader takes; the odd ones have cells, and the last one fails."""
    names = [f"p{number}" for number in range(8)]
    odd = names[1::2]
    files = {f"{name}.md": f"# {name}\n\nsaid-{name}\n" for name in names}
    files |= {f"{name}.md": page(f"print('said-{name}')", title=name) for name in odd}
    files["index.md"] = "# I\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
    files["p7.md"] = page("1 / 0", title="p7")
    project = make(files)
    first = project.build(jobs=2)
    again = project.build(jobs=2, fresh=True)
    serial = project.build(fresh=True)
    for built in (first, again, serial):
        assert all(f"said-{name}" in built.text(name) for name in names[:7])
        assert told(built) == [("p7.md", "pedagogy.cell")]
    assert sorted(runs_in_children) == sorted([*odd, "p7", "p7"])
    assert first.env.domaindata["ped"]["executions"].keys() == set(odd)


def test_inputs_and_what_cells_write(make: Make, runs: list[str]) -> None:
    code = "text = open('data/a.txt').read(); open('made.svg', 'w').write(f'<svg>{text}</svg>')"
    front = "execution: {inputs: [data/*.txt]}"
    source = page(code, front=front, prose="![kept](made.svg)")
    project = make({"index.md": source, "data/a.txt": "one"})
    built = project.build()
    assert built.warnings == []
    assert built.read("_images/made.svg") == "<svg>one</svg>"
    # a clone has the store, and none of what cells wrote
    (project.root / "made.svg").unlink()
    assert project.build(fresh=True).warnings == []
    assert runs == ["index"]
    project.write({"data/a.txt": "two"})
    assert project.build().read("_images/made.svg") == "<svg>two</svg>"
    project.write({"data/b.txt": "new file"})
    project.build()
    assert runs == ["index"] * 3
    project.write({"made.svg": "<svg>drawn by hand</svg>"})
    built = project.build(fresh=True)
    assert built.read("_images/made.svg") == "<svg>drawn by hand</svg>"
    assert told(built) == [("", "pedagogy.store")]


FRONT_OF_GONE = "execution: {inputs: [gone.npz], colour: red}"


def test_a_missing_input_is_named(make: Make, runs: list[str]) -> None:
    project = make(page("1", front=FRONT_OF_GONE))
    for _ in range(2):
        built = project.build()
        assert told(built) == [("index.md", "pedagogy.inputs")] * 2
        assert {one.line for one in built.warnings} == {project_line(project, FRONT_OF_GONE)}
        assert '"gone.npz" does not exist' in built.warnings[1].text
        assert "there are no outputs" in built.text()
    assert runs == []


def test_a_failing_page_shows_what_there_is_and_fails_again(make: Make, runs: list[str]) -> None:
    project = make(page("print('before')", "x = 1\n1 / 0", "print('never')"))
    for _ in range(2):
        built = project.build()
        (warned,) = built.warnings
        assert warned.subtype == "pedagogy.cell"
        assert warned.line == project_line(project, "1 / 0")
        assert "before" in built.text()
        assert "The cells of this page could not be run to the end" in built.text()
        assert "Outputs:" not in built.text()
    assert runs == ["index", "index"]
    project.write({"index.md": page("print('mended')")})
    assert project.build().warnings == []


@pytest.mark.usefixtures("runs")
def test_a_file_that_was_not_declared_is_missed_with_a_hint(make: Make) -> None:
    built = make({"index.md": page("open('data.csv')"), "data.csv": "1"}).build()
    (warned,) = built.warnings
    assert "FileNotFoundError" in warned.text
    assert "cells see only the files that `execution: {inputs: [...]}` names" in warned.text


@pytest.mark.usefixtures("runs")
def test_an_error_that_is_a_sentence_gets_no_second_full_stop(make: Make) -> None:
    built = make(page("raise RuntimeError('Enough.')")).build()
    (warned,) = built.warnings
    assert "failed: RuntimeError: Enough; fix it" in warned.text
    assert "could not be run to the end: RuntimeError: Enough. " in built.text()


def project_line(project: Project, text: str) -> int:
    return (project.root / "index.md").read_text().splitlines().index(text) + 1


@pytest.mark.usefixtures("runs")
def test_a_page_that_takes_too_long_says_so(make: Make) -> None:
    built = make(page("import time; time.sleep(60)", front="execution: {timeout: 1}")).build()
    (warned,) = built.warnings
    assert warned.text == ("its cells could not be run to the end: it was not finished after 1 s")


@pytest.mark.usefixtures("runs")
def test_one_bad_page_does_not_end_the_build(make: Make) -> None:
    files = {
        "index.md": page("print('said')", prose="```{toctree}\ndead\nnone\n```"),
        "dead.md": page("import os; os._exit(1)", title="dead"),
        "none.md": page("1", title="none").replace("name: python3", "name: cobol"),
    }
    built = make(files).build()
    assert "said" in built.text()
    assert {path: subtype for path, subtype in told(built) if path} == {
        "dead.md": "pedagogy.cell",
        "none.md": "pedagogy.execution",
    }
    assert "no Jupyter kernel" in str([warned.text for warned in built.warnings])


@pytest.mark.usefixtures("runs")
def test_raise_on_error_is_honoured(make: Make) -> None:
    with pytest.raises(ExecutionError, match="index: ZeroDivisionError"):
        make(page("1 / 0"), nb_execution_raise_on_error=True).build()


def test_a_page_for_a_gpu_without_one(make: Make, runs: list[str]) -> None:
    source = page("import os; print('on', os.environ['PEDAGOGY_DEVICE'])", front=GPU)
    project = make(source, pedagogy_on_missing_output="cpu")
    built = project.build()
    assert built.warnings == []
    assert "on cpu" in built.text()
    told = "This page is meant for a GPU. Its outputs were made on a CPU. on cpu"
    assert told in built.text(), "beside the outputs: no reader meets it before the lesson"
    project.configure(pedagogy_on_missing_output="skip")
    built = project.build(fresh=True)
    assert built.warnings == []
    assert "there are no outputs" in built.text()
    project.configure(pedagogy_on_missing_output="error")
    with pytest.raises(ExecutionError, match=r"index \(gpu\)"):
        project.build(fresh=True)


def test_outputs_of_the_cpu_do_until_those_of_a_gpu_are_there(make: Make, runs: list[str]) -> None:
    source = page("import os; print('on', os.environ['PEDAGOGY_DEVICE'])", front=GPU)
    project = make(source, pedagogy_on_missing_output="cpu")
    read = project.build().env.all_docs["index"]
    again = project.build()
    assert again.env.all_docs["index"] == read
    assert "on cpu" in again.text()
    # no executor is asked for a GPU that nobody has
    assert runs == ["index"]
    project.configure(pedagogy_local_gpus=1)
    built = project.build()
    assert "on gpu" in built.text()
    assert "meant for a GPU" not in built.text()
    project.configure(pedagogy_local_gpus=0)
    assert "on gpu" in project.build(fresh=True).text()
    assert runs == ["index", "index"]


@pytest.mark.usefixtures("runs")
def test_outputs_of_a_gpu_that_somebody_brings_are_shown(make: Make, tmp_path: Path) -> None:
    source = page("import os; print('on', os.environ['PEDAGOGY_DEVICE'])", front=GPU)
    project = make(source, pedagogy_on_missing_output="cpu", pedagogy_local_gpus=1)
    assert "on gpu" in project.build().text()
    (made,) = (project.root / "executed").glob("*.ipynb")
    made.rename(tmp_path / made.name)
    project.configure(pedagogy_local_gpus=0)
    assert "on cpu" in project.build(fresh=True).text()
    shutil.copy(tmp_path / made.name, made)
    assert "on gpu" in project.build().text()


def test_outputs_of_a_gpu_are_shown_everywhere(make: Make, runs: list[str]) -> None:
    source = page("print('made on the GPU')", "print('second')", front=GPU)
    project = make(source, pedagogy_local_gpus=1)
    project.build()
    project.configure(pedagogy_local_gpus=0)
    built = project.build(fresh=True)
    assert built.warnings == []
    assert "made on the GPU" in built.text()
    assert runs == ["index"]
    changed = page("print('made on the GPU')", "print('changed')", front=GPU)
    project.write({"index.md": changed})
    for _ in range(2):
        built = project.build()
        assert told(built) == [("index.md", "pedagogy.execution")]
        assert "the page shows stored outputs of" in built.warnings[0].text
        assert "The outputs on this page are from 2" in built.text()
        assert "made on the GPU" in built.text()
        assert built.text().count("made by an earlier version of the cell") == 1


@pytest.mark.parametrize("mode", ["force", "auto", "inline"])
def test_myst_nb_never_runs_a_page_for_a_gpu_itself(mode: str, make: Make, runs: list[str]) -> None:
    front = f"{GPU}\nmystnb: {{execution_mode: {mode}}}"
    source = page("open('ran-here', 'w')", front=front)
    project = make(source, nb_execution_mode=mode)
    built = project.build()
    assert told(built) == [("index.md", "pedagogy.execution")]
    assert not list(project.root.rglob("ran-here"))


@pytest.mark.parametrize("mode", ["force", "off"])
def test_other_modes_are_left_to_myst_nb(mode: str, make: Make, runs: list[str]) -> None:
    built = make(page("print(6 * 7)"), nb_execution_mode=mode).build()
    assert runs == []
    assert ("42" in built.text()) is (mode == "force")


@pytest.mark.usefixtures("runs")
def test_other_versions_of_pytorch_are_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version
    here = lambda name: "2.13.0+cpu" if name == "torch" else real(name)  # noqa: E731
    monkeypatch.setattr(importlib.metadata, "version", here)
    project = make(page("print('kept')"))
    project.build()
    (kept,) = (project.root / "executed").glob("*.ipynb")
    notebook = json.loads(kept.read_text())
    notebook["metadata"]["pedagogy"]["environment"]["torch"] = "1.0.0+cu118"
    kept.write_text(json.dumps(notebook))
    built = project.build()
    assert told(built) == [("index.md", "pedagogy.versions")]
    assert "PyTorch 1.0.0+cu118, and 2.13.0+cpu is installed here" in built.warnings[0].text
    assert "kept" in built.text()
    kept.write_text(kept.read_text().replace("1.0.0+cu118", "2.13.0+cu128"))
    assert project.build().warnings == []


def test_a_damaged_file_and_a_folder_that_cannot_be_written(make: Make, runs: list[str]) -> None:
    project = make(page("print('said')"))
    project.build()
    (kept,) = (project.root / "executed").glob("*.ipynb")
    kept.write_text("{")
    built = project.build()
    assert told(built) == [("", "pedagogy.store")]
    assert "said" in built.text()
    assert len(runs) == 2
    shutil.rmtree(project.root / "executed")
    (project.root / "executed").write_text("no folder")
    built = project.build(fresh=True)
    assert "said" in built.text()
    assert "cannot be stored" in built.warnings[0].text


def test_links_in_a_circle_stop_no_build(make: Make) -> None:
    project = make(page("print('said')"))
    (project.root / "executed").symlink_to("executed")
    built = project.build()
    assert "said" in built.text()
    (warned,) = built.warnings
    assert warned.subtype == "pedagogy.store"


def test_stored_outputs_need_no_kernel_no_dask_and_no_torch(make: Make) -> None:
    project = make(page("print('stored')", front=GPU), pedagogy_local_gpus=1)
    project.build()
    script = (
        "import sys, jupyter_client.manager, subprocess\n"
        "def refuse(*args, **more): raise AssertionError('a process was started')\n"
        "subprocess.Popen.__init__ = refuse\n"
        "for name in list(sys.modules):\n"
        "    if name.startswith(('jupyter_client', 'zmq')): del sys.modules[name]\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        banned = {'distributed', 'dask', 'torch', 'ipykernel'}\n"
        "        if name.partition('.')[0] in banned: raise ImportError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from sphinx.cmd.build import main\n"
        f"sys.exit(main(['-q', '-W', '-E', {str(project.root)!r}, {str(project.root / 'out')!r}]))"
    )
    environ = {**os.environ, "READTHEDOCS": "True"}
    project.configure(pedagogy_local_gpus=0, pedagogy_on_missing_output="auto")
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "stored" in (project.root / "out" / "index.html").read_text()


def test_the_fallback_of_a_bare_install_runs_pages(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    files = {"index.md": page("print(1)", prose="```{toctree}\nb\n```"), "b.md": page("print(2)")}
    chosen: list[LocalExecutor] = []
    real = LocalExecutor.run

    def watched(self: LocalExecutor, *more: Any) -> Any:
        chosen.append(self)
        return real(self, *more)

    monkeypatch.setattr(LocalExecutor, "run", watched)
    assert make(files).build().warnings == []
    assert len(chosen) == 1


def test_without_myst_nb_nothing_happens(make_project: MakeProject) -> None:
    assert make_project("# T\n\ntext\n").build().warnings == []


@pytest.mark.usefixtures("runs")
def test_a_page_that_stops_says_at_which_cell(make: Make, tmp_path: Path) -> None:
    dead = ("print('before')", "import os; os._exit(1)", "print('after')")
    notebook = v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "P"}})
    codes = ("print(1)\n1 / 0",)
    notebook.cells = [v4.new_markdown_cell("# N"), *map(v4.new_code_cell, codes)]
    gone = v4.new_notebook(metadata=notebook.metadata)
    gone.cells = [v4.new_markdown_cell("# G"), *map(v4.new_code_cell, dead)]
    pages = {
        "index.md": page(*dead, prose="```{toctree}\nn\ngone\nlost\n```"),
        "n.ipynb": v4.writes(notebook),
        "gone.ipynb": v4.writes(gone),
        "lost.md": page("open('data.csv')"),
    }
    built = make(pages).build()
    said = {one.path: (one.line, one.text) for one in built.warnings}
    line = pages["index.md"].splitlines().index(dead[1]) + 1
    assert said["index.md"] == (line, "its cells could not be run to the end: its kernel died")
    assert said["gone.ipynb"][1] == (
        "its cells could not be run to the end (cell 3): its kernel died"
    )
    assert said["n.ipynb"][1].startswith("cell 2, line 2, failed: ZeroDivisionError")
    assert "cells see only the files" in said["lost.md"][1]
    mark = "The page stopped at this cell"
    for name in ("index", "gone"):
        shown = built.text(name)
        assert shown.index("os._exit") < shown.index(mark) < shown.index("after")


def test_a_build_that_cannot_go_on_says_why_and_no_more(make: Make) -> None:
    project = make(page("1", front=GPU), pedagogy_on_missing_output="error")
    command = [sys.executable, "-m", "sphinx", "-q", str(project.root), str(project.root / "_o")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "these pages have no stored outputs" in done.stderr
    assert "index (gpu)" in done.stderr
    assert not {"Traceback", "report", "Versions"} & set(done.stderr.split())


def test_another_conf_py_finds_what_is_stored(tmp_path: Path) -> None:
    source, conf = tmp_path / "source", tmp_path / "conf"
    app: Any = SimpleNamespace(
        srcdir=source, confdir=conf, config=SimpleNamespace(pedagogy_executed="executed")
    )
    assert store_of(app).folder == source / "executed"
    (conf / "executed").mkdir(parents=True)
    assert store_of(app).folder == conf / "executed"
    (source / "executed").mkdir(parents=True)
    assert store_of(app).folder == source / "executed"


def test_copies_of_pages_are_no_pages(make: Make) -> None:
    copy = v4.writes(v4.new_notebook(cells=[v4.new_markdown_cell("# Copy")]))
    files = (
        "jupyter_execute/index.ipynb",
        "site/jupyter_execute/a.ipynb",
        ".jupyter_cache/b.ipynb",
    )
    project = make({"index.md": "# I\n", **dict.fromkeys(files, copy)}, exclude_patterns=[])
    assert project.build().env.found_docs == {"index"}
