"""Warnings: their subtypes, their places, and that they come back on every build."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.course import near_names as nearest
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.course.near_names import Names, shortened

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_pedagogy.testing import MakeProject


def test_a_subtype_is_its_own_string_and_describes_itself() -> None:
    assert str(Subtype.OPTION) == "option"
    for subtype in Subtype:
        assert subtype.description.endswith(".")
        assert subtype.value.isalpha()
        assert subtype.value.islower()


@pytest.mark.parametrize(
    ("wanted", "known", "said"),
    [
        ("knid", ["kind", "of"], 'did you mean "kind"?'),
        ("bests", ["rest", "best"], 'did you mean "best" or "rest"?'),
        ("xyz", ["b", "a"], 'known are "a", "b"'),
        ("xyz", ['a "b"', "a “b”"], 'the only one is "a "b""'),
        ("nowhere", ["Hertz"], 'the only one is "Hertz"'),
    ],
)
def test_the_nearest_names(wanted: str, known: list[str], said: str) -> None:
    assert suggest(wanted, known) == said


def test_many_names_are_not_all_listed() -> None:
    assert len(suggest("nothing like it", [f"page-{i:03}" for i in range(500)])) < 500


def typos(name: str) -> list[str]:
    """Return a name as it is often mistyped: a letter lost, doubled, or two of them swapped."""
    at = len(name) // 2
    swapped = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    return [name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], swapped]


WORDS = ("tensor", "gradient", "patch", "latent", "attention", "kernel", "sampler", "noise")
MANY = sorted(f"{one} {other} {n}" for one in WORDS for other in WORDS for n in range(25))


def test_among_many_names_the_meant_one_is_offered() -> None:
    """As by comparing with every one of them."""
    assert len(MANY) == 1600
    index = Names(MANY)
    for name in MANY[::97]:
        for wrong in typos(name):
            (best, *_) = index.near(wrong)
            assert SequenceMatcher(None, best, wrong).ratio() >= max(
                SequenceMatcher(None, one, wrong).ratio() for one in MANY if one != name
            )
            assert name in index.near(wrong)


@pytest.mark.parametrize("size", [150, 300, 1200, 4800])
def test_the_work_for_a_hint_does_not_grow_with_the_names(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def count(wanted: str, names: Collection[str], **more: Any) -> list[str]:
        compared.append(len(names) * (len(wanted) + max(map(len, names), default=0)))
        return []

    monkeypatch.setattr(nearest, "get_close_matches", count)
    index = Names(f"concept {n} " + "x" * 10_000 for n in range(size))
    for n in range(20):
        suggest(f"unknown {n} " + "x" * 10_000, index)
    assert len(compared) == 20
    assert max(compared) <= nearest._FEW * 2 * nearest.LONGEST


def test_names_are_cut_where_they_are_quoted() -> None:
    long = "x" * 10_000
    said = suggest(f"{long}y", [long])
    assert said == f'did you mean "{"x" * 80}…"?'
    assert shortened(f'"{long}" is no concept; did you mean `{long}`?') == (
        f'"{"x" * 80}…" is no concept; did you mean `{"x" * 80}…`?'
    )
    usual = 'a "quoted name", and "another one that is longer", ' + "and plain words " * 20
    assert shortened(usual) == usual


def test_a_page_of_long_names_gives_short_messages(make_project: MakeProject) -> None:
    long = "word " * 2000
    page = f"# T\n\n{{concept}}`{long}`\n\n:::{{requires}}\n- {long}\n:::\n"
    page += f"\n:::{{concept}} A\n:depth: {long}\n:builds-on: {long}\nText.\n:::\n"
    built = make_project(page).build()
    assert len(built.warnings) >= 3
    assert all(len(warned.text) < 600 for warned in built.warnings)


def test_an_included_file_is_named_wherever_the_build_is_started(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Docutils names it from the current folder, if that is near."""
    files = {
        "index.rst": "Page\n====\n\n.. include:: part.inc\n",
        "part.inc": ".. insight:: A\n   :colour: red\n\n   Text.\n",
    }
    project = make_project(files, exclude_patterns=["_build"])
    (project.root.parent / "elsewhere").mkdir()
    monkeypatch.chdir(project.root.parent / "elsewhere")
    (warned,) = project.build().warnings
    assert (warned.path, warned.line) == ("part.inc", 2)
    (problem,) = domain_of(project.build().env).problems["index"]
    assert problem.place.source == str(project.root / "part.inc")
