"""A small course with findings of each severity, and the command line, for several folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from sphinx_pedagogy.cli import main as cli
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path


PAGES = {
    "index.md": """\
# Course

```{toctree}
1-1-1-pixels
1-1-2-latents
1-1-3-joint
notes
```
""",
    "1-1-1-pixels.md": """\
# Pixels

:::{lesson} 1.1.1
:::

:::{concept} Pixel grid
:depth: developed
Numbers in rows.
:::
""",
    "1-1-2-latents.md": """\
# Latents

:::{lesson} 1.1.2
:::

:::{requires}
- pixel grid (introduced)
- attention (developed): it reads them
:::

:::{concept} Latent
:depth: introduced
What the encoder keeps.
:::
""",
    "1-1-3-joint.md": """\
# Joint

:::{lesson} 1.1.3
:::

% audit: ignore[prerequisite] the maths course teaches it
:::{requires}
- latent (applied)
:::

:::{concept} Attention
:depth: developed
Looking everywhere at once.
:::
""",
    "notes.md": "# Notes\n\nSee {concept}`latnet`.\n",
}
AUDIT = {"*": "off", "prerequisite": "error", "unknown": "warning", "scope": "note"}


class Said(NamedTuple):
    """What a command said."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """The type of :func:`run`."""

    def __call__(self, *arguments: str | Path) -> Said:
        """Run a command."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def run(*arguments: str | Path) -> Said:
        capsys.readouterr()
        try:
            code = cli.main([str(one) for one in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course for tests that change nothing."""
    return Project(tmp_path_factory.mktemp("course") / "course", PAGES, pedagogy_audit=AUDIT).root


@pytest.fixture
def course(tmp_path: Path) -> Project:
    """The small course, for tests that change it."""
    return Project(tmp_path / "course", PAGES, pedagogy_audit=AUDIT)
