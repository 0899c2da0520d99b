"""Odd front matter and odd notebooks: a warning that names the file, and the build goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.execute.sample_pages import make_notebook, page

from sphinx_pedagogy.cli.main import main

if TYPE_CHECKING:
    from tests.execute.sample_pages import Make

    from sphinx_pedagogy.testing import Built

KERNEL = "kernelspec: {name: python3, display_name: Python 3}"
CELL = "```{code-cell}\nprint(1)\n```\n"


def front(*lines: str) -> str:
    return "\n".join(["---", "file_format: mystnb", *lines, "---", "# T", "", CELL])


def notebook(**changed: Any) -> str:
    made = json.loads(json.dumps(make_notebook("print(1)")))
    made["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": "# T"})
    return json.dumps({**made, "nbformat_minor": 4, **changed})


def cell(**changed: Any) -> str:
    made = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": []}
    made |= {"execution_count": None} | changed
    return notebook(cells=[{name: one for name, one in made.items() if one != "gone"}])


SHOWN: dict[str, str] = {
    "date.md": front(KERNEL, "date: 2026-01-01"),
    "time.md": front(KERNEL, "when: 2026-01-01 10:00:00", "nan: .nan"),
    "number-keys.md": front(KERNEL, "1: 2", "2026-01-01: x"),
    "set.md": front(KERNEL, "words: !!set {a, b}"),
    "half-pair.md": front(KERNEL, 'title: "\\ud800"'),
    "no-kernel.md": front(),
    "null-settings.md": front(KERNEL, "mystnb:"),
    "half-pair.ipynb": cell(source="print('\ud800')"),
    "half-pair-output.ipynb": cell(
        outputs=[{"output_type": "stream", "name": "stdout", "text": "\ud800"}]
    ),
    "no-metadata.ipynb": notebook(metadata={}),
    "no-cells.ipynb": notebook(cells=[]),
}
"""Odd, and shown all the same."""

TOLD: dict[str, str] = {
    "null-kernel.md": front("kernelspec:"),
    "list-kernel.md": front("kernelspec: [python3]"),
    "number-kernel.md": front("kernelspec: 3"),
    "number-name.md": front("kernelspec: {name: 3}"),
    "number-settings.md": front(KERNEL, "mystnb: 3"),
    "number-tags.md": front(KERNEL).replace("print(1)", "---\ntags: 3\n---\nprint(1)"),
    "bad-options.md": front(KERNEL).replace("print(1)", "---\ntags: [\n---\nprint(1)"),
    "no-such-file.md": front(KERNEL).replace("print(1)", ":load: gone.py"),
    "empty.ipynb": "",
    "truncated.ipynb": notebook()[:40],
    "list.ipynb": "[]",
    "number.ipynb": "3",
    "null.ipynb": "null",
    "deep.ipynb": '{"cells": ' + "[" * 100_000,
    "version.ipynb": notebook(nbformat=99),
    "text-version.ipynb": notebook(nbformat="4"),
    "null-metadata.ipynb": notebook(metadata=None),
    "text-kernel.ipynb": notebook(metadata={"kernelspec": "python3"}),
    "null-cells.ipynb": notebook(cells=None),
    "number-cells.ipynb": notebook(cells=[3]),
    "no-source.ipynb": cell(source="gone"),
    "null-source.ipynb": cell(source=None),
    "null-cell-metadata.ipynb": cell(metadata=None),
    "odd-type.ipynb": cell(cell_type="odd"),
    "text-tags.ipynb": cell(metadata={"tags": 3}),
    "text-outputs.ipynb": cell(outputs="x"),
    "odd-outputs.ipynb": cell(outputs=[3]),
    "no-type.ipynb": cell(outputs=[{}]),
}
"""Cannot be shown, and are told of."""


def build(make: Make, files: dict[str, str], **conf: object) -> Built:
    names = [name.rpartition(".")[0] for name in files]
    index = "# I\n\n```{toctree}\n" + "\n".join([*names, "fine"]) + "\n```\n"
    project = make({"index.md": index, "fine.md": page("print('said')", title="F")}, **conf)
    for name, text in files.items():
        (project.root / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    return project.build()


@pytest.mark.parametrize("suffix", [".md", ".ipynb"])
def test_odd_pages_that_can_be_shown_are(suffix: str, make: Make) -> None:
    files = {name: text for name, text in SHOWN.items() if name.endswith(suffix)}
    built = build(make, files, pedagogy_executor="none", pedagogy_on_missing_output="skip")
    assert [one for one in built.warnings if one.subtype.startswith("pedagogy")] == []
    assert all((built.outdir / name).with_suffix(".html").is_file() for name in files)


@pytest.mark.parametrize("suffix", [".md", ".ipynb"])
def test_odd_pages_that_cannot_be_shown_are_told_of(suffix: str, make: Make) -> None:
    files = {name: text for name, text in TOLD.items() if name.endswith(suffix)}
    built = build(make, files, pedagogy_executor="none", pedagogy_on_missing_output="skip")
    told = [one.path for one in built.warnings if "cannot be read as a notebook" in one.text]
    assert sorted(told) == sorted(files)
    assert all((built.outdir / name).with_suffix(".html").is_file() for name in files)
    assert (built.outdir / "fine.html").is_file()


@pytest.mark.parametrize(
    ("kernel", "line", "says"),
    [
        (("kernelspec:", "name: python3"), 3, "`kernelspec` has nothing below it; write "),
        (("kernelspec:", "  nam: python3"), 3, "`kernelspec` has no `name`; write "),
        (("title: X", "kernelspec: python3"), 4, "`kernelspec` is 'python3'; write "),
    ],
)
def test_a_kernelspec_that_is_no_mapping_is_named(
    kernel: tuple[str, ...], line: int, says: str, make: Make
) -> None:
    built = build(make, {"odd.md": front(*kernel)}, pedagogy_executor="none")
    [told] = [one for one in built.warnings if one.subtype == "pedagogy.unreadable"]
    assert (told.path, told.line) == ("odd.md", line)
    assert says in told.text
    assert "on the next line, indented by two spaces, `name: python3`" in told.text


@pytest.mark.parametrize("mode", ["auto", "cache"])
def test_an_unknown_kernel_is_named_with_those_there_are(mode: str, make: Make) -> None:
    text = front("kernelspec:", "  display_name: P", "  name: pyhton3")
    project = make({"index.md": text + "\n:::{insight} X\nY\n:::\n"}, nb_execution_mode=mode)
    built = project.build()
    [told] = [one for one in built.warnings if one.subtype == "pedagogy.execution"]
    assert (told.path, told.line) == ("index.md", 5)
    assert 'no Jupyter kernel "pyhton3" (it has ' in told.text
    assert "python3" in told.text.partition("(it has ")[2]
    assert "print(1)" in built.text("index")


@pytest.mark.parametrize("mode", ["off", "cache", "force"])
@pytest.mark.parametrize("name", ["none-such", "[3]"])
def test_a_renderer_that_nobody_has_costs_no_text(mode: str, name: str, make: Make) -> None:
    text = front(KERNEL, "mystnb:", f"  render_plugin: {name}") + "\nSaid below.\n"
    project = make({"index.md": text}, nb_execution_mode=mode, pedagogy_executor="auto")
    built = project.build()
    [told] = [one for one in built.warnings if one.subtype.startswith("pedagogy")]
    assert (told.path, told.line, told.subtype) == ("index.md", 5, "pedagogy.unreadable")
    assert "(there is default); MyST-NB's own shows the page" in told.text
    assert "none-such" in told.text or "[3]" in told.text
    assert ("its cells are not run" in told.text) == (mode == "force")
    assert "print(1)" in built.text("index")
    assert "Said below." in built.text("index")
    assert ("1\n" in built.html("index").partition('class="output')[2]) == (mode == "cache")
    assert told in project.build().warnings


@pytest.mark.parametrize("mode", ["off", "cache", "force"])
@pytest.mark.parametrize("line", ["date: 2026-01-01", "nan: .nan", "1: 2", "mystnb:"])
def test_what_can_be_mended_keeps_no_cell_from_running(mode: str, line: str, make: Make) -> None:
    project = make(
        {"index.md": front(KERNEL, line)}, nb_execution_mode=mode, pedagogy_executor="auto"
    )
    built = project.build()
    told = [one for one in built.warnings if one.subtype.startswith("pedagogy")]
    assert "print(1)" in built.text("index")
    is_run = "1\n" in built.html("index").partition('class="output')[2]
    if mode == "off":
        assert not is_run
        assert told == []
    elif mode == "cache":
        assert is_run
        assert told == []
        assert main(["execute", str(project.root), "--list"]) == 0
    else:  # what MyST-NB cannot run is told
        assert is_run == (told == [])
        assert all("so its cells are not run; correct the file" in one.text for one in told)
