"""Which words may be the name of a concept."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.suggest.name_candidates import cleaned, of_heading


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("a data frame", "data frame"),
        ("The staging area", "staging area"),
        ("K-nearest neighbors.", "K-nearest neighbors"),
        ("C++", "C++"),
        ("IP", "IP"),
        ("ein Zeiger", "Zeiger"),
        ("mémoire vive", "mémoire vive"),
        ("interpreter lock (IL)", "interpreter lock"),
        ("free", ""),
        ("watered", ""),
        ("gradually", ""),
        ("speed", "speed"),
        ("family", "family"),
        ("free energy", "free energy"),
        ("Seeds needed", ""),
        ("not", ""),
        ("all of them", ""),
        ("Exercise 3", ""),
        ("Exercise", ""),
        ("add the files", ""),
        ("git/config", ""),
        ("my_file", ""),
        ("setup.py", ""),
        ("Is it so?", ""),
        ("a very long run of words that goes on", ""),
        ("on", ""),
        ("3", ""),
        ("ab", ""),
    ],
)
def test_cleaned(said: str, name: str) -> None:
    assert cleaned(said) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What is a branch?", "branch"),
        ("1.2 Branches", "Branches"),
        ("Introduction to clustering", "clustering"),
        ("Summary", ""),
        ("Where to go from here", ""),
        ("🌱 Branches", "Branches"),
        ("Was ist eine Liste?", "Liste"),
    ],
)
def test_headings(heading: str, name: str) -> None:
    assert of_heading(heading) == name
