"""Fixtures of the tests of execution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.execute.processes import camp
from tests.execute.sample_pages import CONF

from sphinx_pedagogy.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.execute.processes import Camp
    from tests.execute.sample_pages import Make

    from sphinx_pedagogy.testing import MakeProject, Project


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
