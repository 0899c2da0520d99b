"""Notebooks, settings and real Dask programs for the tests of execution."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psutil
import pytest
from nbformat import v4

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.core.config import SETTINGS
from sphinx_pedagogy.execute.execution_options import demand_of
from sphinx_pedagogy.execute.jobs import Job, ResourceLimits
from sphinx_pedagogy.execute.lesson import Lesson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

    from sphinx_pedagogy.testing import MakeProject, Project

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
PATIENCE = 180
"""Seconds after which something hangs, however busy the machine is. Who waits looks often."""


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


def make_lesson(name: str, *codes: str, device: str = "cpu", **more: Any) -> Lesson:
    notebook = make_notebook(*codes, execution={"device": device})
    return Lesson(name, notebook, demand_of(notebook), **more)


def make_settings(**changed: Any) -> dict[str, Any]:
    """Return the defaults, with a few changes, named without their prefix."""
    settings = {setting.name: setting.default for setting in SETTINGS}
    return settings | {f"pedagogy_{name}": value for name, value in changed.items()}


def make_limits(**changed: Any) -> ResourceLimits:
    return ResourceLimits(**{"cell": 30, **changed})


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def pid_in(file: Path) -> int:
    """Return the process id that a cell wrote to a file, once it is there."""
    wait_until(lambda: file.is_file() and file.read_text().strip() != "")
    return int(file.read_text())


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of settings in place of the account's: no test reads or writes that one."""
    folder = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority, and files of a worker, an author and a stranger."""
    folder = tmp_path_factory.mktemp("certificates")
    assert main(["certificates", str(folder), "worker", "author"]) == 0
    assert main(["certificates", str(folder / "other"), "stranger"]) == 0
    return folder


def tls_of(folder: Path, name: str, authority: str = "authority") -> dict[str, str]:
    return {
        "ca": str(folder / f"{authority}.pem"),
        "cert": str(folder / f"{name}.pem"),
        "key": str(folder / f"{name}-key.pem"),
    }


class Camp:
    """A scheduler with workers, started by our own command."""

    def __init__(self, *options: str, scheme: str = "tls") -> None:
        self.address = f"{scheme}://127.0.0.1:{free_port()}"
        self._log = tempfile.NamedTemporaryFile()  # noqa: SIM115 (closed when it stops)
        # without the folder where we are on the path (-P), like the program itself
        program = [sys.executable, "-P", "-m", "sphinx_pedagogy"]
        self.process = subprocess.Popen(
            # whether or not there is a GPU
            [*program, "worker", "--force", "--listen", self.address, *options],
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def children(self, word: str) -> list[psutil.Process]:
        """Return the processes below ours whose command line has a word."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in below if word in " ".join(_command(child))]

    def log(self) -> str:
        return Path(self._log.name).read_text()

    def has_logged(self, text: str) -> bool:
        return text in self.log()

    def stop(self) -> None:
        """End it, unless it has ended, and see that nothing stays."""
        if self.process.poll() is None:
            below = psutil.Process(self.process.pid).children(recursive=True)
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
            wait_until(lambda: not any(is_alive(child.pid) for child in below))
        self._log.close()


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


@contextmanager
def camp(*options: str, scheme: str = "tls", workers: int = 1) -> Iterator[Camp]:
    """Run a camp, once its workers are there."""
    made = Camp(*options, scheme=scheme)
    try:
        wait_until(lambda: made.has_logged("Register worker") or workers == 0)
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def gpu_camp() -> Iterator[Camp]:
    """A scheduler and one worker that says it has a GPU, for tests that leave it alive."""
    with camp() as made:
        yield made


@pytest.fixture
def make(make_project: MakeProject) -> Make:
    def write(files: dict[str, str] | str, **conf: object) -> Project:
        pages = {"index.md": files} if isinstance(files, str) else files
        return make_project({"conf.py": CONF, **pages}, **conf)

    return write
