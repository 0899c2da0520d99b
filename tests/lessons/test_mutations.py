"""Our own pages, damaged at random as an editor or a slip of the hand would: nothing crashes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.testing import MakeProject

ROOT = Path(__file__).parents[2] / "lessons"
FOLDERS = ("6-3", "8-3", "9-2", "records")
ODD = (
    *("\0", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\ufeff", "\u202e", "\x1b[31m", "\ufffd"),
    *("{", "}", "`", "```", ":::", "::::{concept}", "$", "[", "](", "<!--", "---", "\t", "|", " :"),
)


def without_line(lines: list[str], at: int, _chance: random.Random) -> None:
    del lines[at]


def doubled_line(lines: list[str], at: int, _chance: random.Random) -> None:
    lines.insert(at, lines[at])


def swapped_lines(lines: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def cut(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
    del lines[at + 1 :]


def without_sign(lines: list[str], at: int, chance: random.Random) -> None:
    found = [number for number, line in enumerate(lines) if set(line) & set(":{}`")]
    at = chance.choice(found or [at])
    places = [place for place, char in enumerate(lines[at]) if char in ":{}`"]
    if places:
        place = chance.choice(places)
        lines[at] = lines[at][:place] + lines[at][place + 1 :]


def odd_characters(lines: list[str], at: int, chance: random.Random) -> None:
    place = chance.randint(0, len(lines[at]))
    lines[at] = lines[at][:place] + chance.choice(ODD) + lines[at][place:]


def other_encoding(lines: list[str], _at: int, chance: random.Random) -> None:
    """Read the page as an editor does that takes it for another encoding."""
    wrong = (
        "\n".join(lines).encode().decode(chance.choice(["latin-1", "cp1252", "utf-16"]), "replace")
    )
    lines[:] = wrong.encode(errors="replace").decode().split("\n")


DAMAGES: tuple[Callable[[list[str], int, random.Random], None], ...] = (
    *(without_line, doubled_line, swapped_lines, cut),
    *(without_sign, without_sign, odd_characters, odd_characters, other_encoding),
)


def damaged(text: str, chance: random.Random) -> str:
    """Return a page with one or two things wrong."""
    lines = text.split("\n")
    for _time in range(chance.randint(1, 2)):
        chance.choice(DAMAGES)(lines, chance.randrange(len(lines)), chance)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_page_stops_nothing(make_project: MakeProject, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    files = {"index.md": "# C\n\n```{toctree}\n:glob:\n**\n```\n"}
    for path in sorted(one for folder in FOLDERS for one in (ROOT / folder).glob("*.md")):
        name = path.relative_to(ROOT).as_posix()
        files[name] = damaged(path.read_text(encoding="utf-8"), chance)
    extensions = ["myst_nb", "sphinx_design", "sphinx_pedagogy"]
    project = make_project(
        files,
        pedagogy_audience="author",
        pedagogy_audit={},
        pedagogy_executor="none",
        pedagogy_on_missing_output="skip",
    )
    project.configure(extensions=extensions)
    built = project.build("dummy")
    assert built.warnings, "what is wrong is told"
    failed = [one for one in built.warnings if one.subtype == "pedagogy.failure"]
    assert failed == []
    assert len(built.env.all_docs) == len(files)
