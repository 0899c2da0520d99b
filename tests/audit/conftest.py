"""A small course with findings of each severity, the command line, and what single rules find."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest

from sphinx_pedagogy import cli
from sphinx_pedagogy.domain import domain_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject

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


class Findings(Protocol):
    """Builds pages, and returns what some rules find on them: ``page:line text``."""

    def __call__(self, files: Mapping[str, str], *rules: str) -> list[str]:
        """Ask no rule but those."""


@pytest.fixture
def findings(make_project: MakeProject) -> Findings:
    """Return the function."""

    def find(files: Mapping[str, str], *rules: str) -> list[str]:
        conf = {"*": "off"} | dict.fromkeys(rules, "warning")
        project = make_project({"index.md": "# Index", **files}, pedagogy_audit=conf)
        return [
            f"{one.finding.place.document}:{one.finding.place.line or ''} {one.finding.text}"
            for one in domain_of(project.build("dummy").env).judged
            if not one.silenced
        ]

    return find
