"""What counts as the same name, in any script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pedagogy.course.names import (
    concept_slug,
    key,
    lesson_slug,
    number_of,
    number_text,
    slug,
)

DECOMPOSED = "U\u0308mlaut"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joint attention", "joint attention"),
        ("joint-attention", "Joint  Attention"),
        ("joint_attention", " joint\nattention "),
        (DECOMPOSED, "ümlaut"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Straße", "STRASSE"),
        ("J\u030c", "\u01f0"),
    ],
)
def test_case_blanks_and_hyphens_say_nothing(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text(st.characters(max_codepoint=127)))
def test_beside_other_letters_ascii_is_folded_as_it_is_alone(name: str) -> None:
    assert key(f"{name} é") == f"{key(name)} é".strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++", "C#"),
        ("A", "A*"),
        ("p(x)", "p(x|z)"),
        ("β-VAE", "VAE"),
        ("का", "कि"),
        ("معلم", "علم"),
        ("注意力", "注意力机制"),
    ],
)
def test_other_signs_do(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Joint attention", "joint-attention"),
        ("adaLN-Zero", "adaln-zero"),
        ("p(x|z)", "p-x-z"),
        ("snake_case", "snake-case"),
        ("注意力 机制", "注意力-机制"),
        ("Ελληνικά", "ελληνικά"),
        ("معلم الآلة", "معلم-الآلة"),
        # vowels are marks here: without them two words are one
        ("कि", "कि"),
        ("ที่", "ที่"),
        (DECOMPOSED, "ümlaut"),
        ("σ²", "σ²"),
        ("C++", "c"),
        ("***", ""),
        ("", ""),
    ],
)
def test_slug(name: str, made: str) -> None:
    assert slug(name) == made


@given(st.text())
def test_a_slug_is_its_own_slug_and_an_address(name: str) -> None:
    made = slug(name)
    assert slug(made) == made
    assert not set(made) & set(" \t\n\"'<>&#%?/\\:")
    assert key(unicodedata.normalize("NFD", name)) == key(name)


@given(st.text(alphabet="aé कि1注-_ "))
def test_names_with_one_slug_but_for_signs_are_one_name(name: str) -> None:
    assert key(slug(name)) == key(name)


@pytest.mark.parametrize(
    ("docname", "made"),
    [
        ("6-3/6-3-5-from-pixels-to-latents", "from-pixels-to-latents"),
        ("7-4-3-sd3-and-flux", "sd3-and-flux"),
        ("01_intro", "intro"),
        ("1. intro", "intro"),
        ("SD3_and_Flux", "sd3-and-flux"),
        ("dit-2-blocks", "dit-2-blocks"),
        ("3d-models", "3d-models"),
        ("6-1-3d-models", "3d-models"),
        ("6-3-1", "6-3-1"),
        ("10", "10"),
        ("6-3-5-latents/index", "latents"),
        ("latents/lesson", "latents"),
        ("index", "index"),
        ("A/Intro", "intro"),
        ("6-1-注意力", "注意力"),
    ],
)
def test_slug_of_a_page(docname: str, made: str) -> None:
    assert lesson_slug(docname) == made


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6.3.5", (6, 3, 5)),
        (" 6-3-5 ", (6, 3, 5)),
        ("6", (6,)),
        ("", ()),
        ("6.3.a", ()),
        ("6.3.", ()),
        ("6..3", ()),
        ("v6.3", ()),
        ("9" * 5000, ()),
    ],
)
def test_numbers(text: str, number: tuple[int, ...]) -> None:
    assert number_of(text) == number


@given(st.lists(st.integers(0, 10**8), min_size=1).map(tuple))
def test_a_number_is_read_as_it_is_written(number: tuple[int, ...]) -> None:
    assert number_of(number_text(number)) == number


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("C++", "c-plus-plus"),
        ("C# and F#", "c-sharp-and-f-sharp"),
        ("A*", "a-star"),
        ("*latent* diffusion", "latent-diffusion"),
        ("**Bold**", "bold"),
        (".NET", "dot-net"),
        ("a + b", "a-b"),
        ("x+y", "x-y"),
        ("Node.js", "node-js"),
        ("and so on...", "and-so-on"),
        ("***", ""),
    ],
)
def test_in_the_id_of_a_concept_a_sign_of_its_name_is_spelled(name: str, made: str) -> None:
    assert concept_slug(name) == made
