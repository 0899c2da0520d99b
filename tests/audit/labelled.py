"""The two sets of labelled pages in `fragments/`, as the tests read them."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

KINDS = {"faulty": "*/*.faulty.md", "mended": "*/*.mended.md", "innocent": "innocent/*.md"}
RULES = ("modalities", "outline", "check", "echo", "asymmetric", "quantity", "style", "scaffold")
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.mermaid", "sphinx_pedagogy"],
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "nb_execution_mode": "off",
    "suppress_warnings": ["myst-nb.lexer"],  # the kernel tells it, and none is started
    "html_theme": "basic",
}


class Fault(NamedTuple):
    """Something that a careful reader found."""

    page: str
    rule: str
    lines: Sequence[tuple[int, int]]
    """A finding in any of these ranges is about it."""
    begins: str
    """How the first of these lines begins."""
    note: str


class PageSet(NamedTuple):
    """A folder of labelled pages."""

    name: str
    folder: Path
    least: int
    """On how many faulty pages each rule is measured at least."""

    def pages(self, *kinds: str) -> set[str]:
        """Return the paths of the pages of some kinds, from the folder."""
        found = (path for kind in kinds for path in self.folder.glob(KINDS[kind]))
        return {path.relative_to(self.folder).as_posix() for path in found}

    def text(self, page: str) -> str:
        """Return what stands on a page."""
        return (self.folder / page).read_text(encoding="utf-8")

    def number(self, page: str) -> tuple[int, ...]:
        """Return the number of a page's lesson."""
        (found,) = re.findall(r"(?m)^:::\{lesson\} ([\d.]+)$", self.text(page))
        return tuple(int(part) for part in found.split("."))

    def labels(self) -> dict[str, list[Fault]]:
        """Return the faults of each page."""
        labels = tomllib.loads((self.folder / "labels.toml").read_text(encoding="utf-8"))
        return {
            page: [
                Fault(page, fault["rule"], ranges(fault["lines"]), fault["begins"], fault["note"])
                for fault in label["faults"]
            ]
            for page, label in labels.items()
        }

    def faults(self) -> list[Fault]:
        """Return all faults."""
        return [fault for faults in self.labels().values() for fault in faults]

    def project(
        self, kinds: Iterable[str], root: Path, audit: Mapping[str, str]
    ) -> tuple[Project, dict[str, str]]:
        """Copy pages into an empty folder: a faulty page and its mended one do not go together.

        :return: the project, and which page each of its documents is
        """
        names = {}
        for page in sorted(self.pages(*kinds), key=self.number):
            name = re.sub(r"\.(faulty|mended)|\.md$", "", page)
            names[name] = page
            copy = root / f"{name}.md"
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(self.folder / page, copy)
        shutil.copytree(self.folder / "figures", root / "figures")
        conf: dict[str, Any] = {**SETTINGS, "pedagogy_audit": audit}
        index = "\n".join(["# Fragments", "", "```{toctree}", *names, "```", ""])
        files = {
            "conf.py": "".join(f"{name} = {value!r}\n" for name, value in conf.items()),
            "index.md": index,
        }
        return Project(root, files), names


def ranges(lines: str) -> list[tuple[int, int]]:
    """Read `"12, 30-34"` as the ranges 12 to 12 and 30 to 34."""
    bounds = [part.strip().partition("-") for part in lines.split(",")]
    return [(int(first), int(last or first)) for first, _, last in bounds]


FRAGMENTS = Path(__file__).with_name("fragments")
TUNED = PageSet("tuned", FRAGMENTS, 8)
"""The pages with which the rules were mended."""
HELD_OUT = PageSet("held-out", FRAGMENTS / "heldout", 5)
"""Pages that no rule is ever tuned on."""
SETS = (TUNED, HELD_OUT)
