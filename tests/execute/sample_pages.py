"""Pages with cells, and what runs them, for the tests of execution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from nbformat import v4

from sphinx_pedagogy.core.settings import SETTINGS
from sphinx_pedagogy.execute.jobs import Job, ResourceLimits
from sphinx_pedagogy.execute.page.execution_options import execution_options_of
from sphinx_pedagogy.execute.page.notebook_page import NotebookPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode

    from sphinx_pedagogy.testing import Project

    Make = Callable[..., Project]

CONF = """
extensions = ["myst_nb", "sphinx_pedagogy"]
html_theme = "basic"
exclude_patterns = ["_build", "jupyter_execute"]
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "cache"
nb_execution_timeout = 60
pedagogy_on_missing_output = "stale"
"""
HEAD = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
"""
GPU = "execution: {device: gpu}"


def page(*codes: str, title: str = "T", front: str = "", prose: str = "") -> str:
    cells = [f"```{{code-cell}} python3\n{code}\n```\n" for code in codes]
    return "\n".join([f"{HEAD}{front}\n---\n# {title}\n\n{prose}\n", *cells])


def make_notebook(*codes: str, kernel: str = "python3", **metadata: object) -> NotebookNode:
    spec = {"name": kernel, "display_name": kernel}
    notebook = v4.new_notebook(metadata={"kernelspec": spec, **metadata})
    notebook.cells = [v4.new_code_cell(code) for code in codes]
    return cast("NotebookNode", notebook)


def make_job(name: str, *codes: str, kernel: str = "python3", **more: Any) -> Job:
    return Job(name, v4.writes(make_notebook(*codes, kernel=kernel)), **more)


def make_notebook_page(name: str, *codes: str, device: str = "cpu", **more: Any) -> NotebookPage:
    notebook = make_notebook(*codes, execution={"device": device})
    return NotebookPage(name, notebook, execution_options_of(notebook), **more)


def make_settings(**changed: Any) -> dict[str, Any]:
    """Return the defaults, with a few changes, named without their prefix."""
    settings = {setting.name: setting.default for setting in SETTINGS}
    return settings | {f"pedagogy_{name}": value for name, value in changed.items()}


def make_limits(**changed: Any) -> ResourceLimits:
    return ResourceLimits(**{"cell": 30, **changed})
