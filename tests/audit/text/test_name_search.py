"""Names and catch phrases in running text."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.audit.text.name_search import NameSearch, echoed


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("It is the same orchestra in a smaller hall.", True),
        ("SAME ORCHESTRA, SMALLER CONCERT HALL!", True),
        ("It is fast.", False),
        ("", False),
    ],
)
def test_an_echo_may_use_other_words_between(text: str, heard: bool) -> None:
    assert (echoed("Same orchestra, smaller concert hall", text) >= 0.5) is heard


def test_an_echo_in_a_script_without_blanks() -> None:
    assert echoed("同じ楽団", "これは同じ楽団です") == 1


def test_the_longer_name_is_found() -> None:
    names = NameSearch(["diffusion", "latent diffusion", "", "U-Net", "C++ (lang)"])
    assert list(names.found_in("Latent  diffusion, u net and C++ (lang)")) == [
        "Latent  diffusion",
        "u net",
        "C++ (lang)",
    ]
    assert list(names.found_in("two diffusions, a diffusionist")) == ["diffusion"]
    assert list(NameSearch([]).found_in("text")) == []
