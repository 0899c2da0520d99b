"""Numbers in prose, held against what programs print."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.numerals import agrees, formatted, numerals, with_scale


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("86 million", "85983232"),
        ("86M", "86,012,345"),
        ("48%", "0.4766"),
        ("48%", "47.66%"),
        ("0.48", "'48%'"),
        ("300 K", "300"),
        ("86", "86 million"),
        ("12", "12.3 ms"),
        ("86 M", "86,012,345"),
        ("48%", "'48%'"),
        ("about 300", "334.4"),
        ("≈300", "334.4"),
        ("rund 300", "334.4"),
        ("(3, 512, 512)", "torch.Size([3, 512, 512])"),
        ("(3,512,512)", "(3, 512, 512)"),
        ("3×512×512", "(3, 512, 512)"),
        ("4x64x64", "(4, 64, 64)"),
        ("1,003 times", "'1,003'"),
        ("10\u202f000", "10000"),
        ("four channels", "4"),
        ("more than 300", "334"),
        ("at most 400", "334"),
        ("0.18215", "0.182149"),
        ("0,5", "0.5"),
        ("1e-3", "0.001"),
        ("−3.5", "-3.49"),
        ("12 ms", "0.0123"),
        ("12 ms", "12.3 ms"),
        ("12 ms", "12.3"),
        ("48%", "47.66"),
        ("16 GB", "16"),
        ("16 MiB", "16777216"),
        ("7B", "np.float64(7.04e9)"),
        ("16.4 thousand", "16384"),
        ("1.2 billion", "'1.2 billion'"),
        ("0.31", "tensor(0.3104)"),
    ],
)
def test_they_agree(written: str, value: str) -> None:
    assert agrees(written, value) is True


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("86 million", "87983232"),
        ("300", "334.4"),
        ("86,000,000", "85983232"),
        ("more than 400", "334"),
        ("under 300", "334"),
        ("(4, 64, 32)", "(4, 64, 64)"),
        ("(64, 64)", "(4, 64, 64)"),
        ("48%", "0.49"),
        ("five", "4"),
        ("86 million", "86"),
        ("86 thousand", "86"),
        ("16 GB", "16 MB"),
        ("16 GB", "17"),
        ("5%", "6"),
        ("48%", "4766"),
        ("12 ms", "12.3 s"),
        ("16M", "16"),
    ],
)
def test_they_differ(written: str, value: str) -> None:
    assert agrees(written, value) is False


@pytest.mark.parametrize(("written", "value"), [("a few", "3"), ("3", "'cuda'"), ("", "")])
def test_nothing_to_compare(written: str, value: str) -> None:
    assert agrees(written, value) is None


def test_what_is_part_of_a_word_is_no_number() -> None:
    assert [str(one.number) for one in numerals("float64 and v2, but 3 and 6.5")] == ["3", "6.5"]


@pytest.mark.parametrize(
    ("value", "spec", "shown"),
    [
        ("'48%'", "", "48%"),
        ("0.4766", ".0%", "48%"),
        ("85983232", ",", "85,983,232"),
        ("tensor(3.25)", ".2f", "3.25"),
        ("'1,003'", "d", "1003"),
    ],
)
def test_a_value_in_a_format(value: str, spec: str, shown: str) -> None:
    assert formatted(value, spec) == shown


@pytest.mark.parametrize(("value", "spec"), [("'cuda'", ".1f"), ("3", ".1q")])
def test_a_format_that_does_not_fit(value: str, spec: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        formatted(value, spec)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("12.345.678,25", "12345678.25"),
        ("1\u202f234,5", "1234.5"),
        ("1'234,5", "1234.5"),
        ("6,5", "6.5"),
        ("−6,5 Millionen", "-6512345"),
    ],
)
def test_numbers_of_other_languages(written: str, value: str) -> None:
    """Nothing else can be meant, whatever the language of the page."""
    assert agrees(written, value) is True


@pytest.mark.parametrize(
    ("written", "value", "language", "expected"),
    [
        ("1.234", "1234", "de", True),
        ("1.234", "1.234", "de", True),
        ("1,234", "1.2341", "de", True),
        ("1.234", "1234", "en", False),
        ("1,234", "1.2341", "en", False),
        ("1.234", "1234", "xx", False),
        ("1.234", "1234", "pt_BR", True),
        ("1.234", "1234", "de-CH", False),
        ("1.234", "5678", "de", False),
    ],
)
def test_a_sign_that_means_two_things(
    written: str, value: str, language: str, expected: bool
) -> None:
    assert agrees(written, value, language) is expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("12.3", "ms", "12.3 ms"),
        ("np.float64(47.66)", "%", "47.66 %"),
        ("'1,003'", "million", "1003 million"),
        ("'48%'", "%", "'48%'"),
        ("(3, 4)", "MiB", "(3, 4)"),
        ("'cuda'", "GB", "'cuda'"),
        ("three", "GB", "three"),
        ("85983232", "weights", "85983232"),
        ("", "ms", ""),
    ],
)
def test_the_unit_of_a_value_counts_if_it_multiplies(value: str, unit: str, expected: str) -> None:
    assert with_scale(value, unit) == expected
