"""Names of concepts in plain words: which are found, and which only look like them."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.mentions import Matcher, Name, NameSpan
from sphinx_pedagogy.course.word_forms import WordForms

SOIL = [
    Name("Raised bed", "bed"),
    Name("Bed", "ground"),
    Name("Cover crop", "cover"),
    Name("Green cover crop", "green"),
    Name("NPK ratio", "npk"),
    Name("pH", "ph"),
    Name("Heat-loving plant", "heat"),
    Name("Sun/shade balance", "sun"),
    Name("Soil matrix", "matrix"),
    Name("Mulchify", "mulch", is_plain=True),
    Name("Neem", "neem", is_alias=True),
    Name("B++", "b"),
    Name("Pre-soaking", "soak"),
]


def found(text: str, names: list[Name] | None = None, language: str = "en") -> list[str]:
    """Return the words that are found, with their concepts."""
    matcher = Matcher(SOIL if names is None else names, language)
    return [f"{text[one.start : one.end]} = {one.concept}" for one in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two raised beds.", ["raised beds = bed"]),
        ("A raised-bed garden, a Raised\nBed", ["raised-bed = bed", "Raised\nBed = bed"]),
        ("the raised bed’s edge", ["raised bed = bed"]),
        (
            "“Raised bed”, (raised bed); raised bed.",
            ["Raised bed = bed"] + ["raised bed = bed"] * 2,
        ),
        ("a green cover crop", ["green cover crop = green"]),
        ("green crops, cover crops", ["cover crops = cover"]),
        ("three soil matrices", ["soil matrices = matrix"]),
        ("sun/shade balances", ["sun/shade balances = sun"]),
        ("it was mulchified", ["mulchified = mulch"]),
        (
            "a heatloving plant, heat loving plants",
            ["heatloving plant = heat", "heat loving plants = heat"],
        ),
        ("a B++ bag", ["B++ = b"]),
        ("presoaking", ["presoaking = soak"]),
        ("two raisedbeds, a greencover crop", ["raisedbeds = bed", "greencover crop = green"]),
        ("the raised bed(s) in May", ["raised bed = bed"]),
    ],
)
def test_forms_of_a_name_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "raised, bedded",
        "a B bag",
        "garden.raised_bed",
        "raised_bed(3)",
        "raised bed(s)x",
        "raised bed(3)",
        "un-raised bed",
        "the ph of",
        "neem oil",
        "npk ratio",
        "raised\ufffcbed",
    ],
)
def test_what_only_looks_like_a_name_is_not_found(text: str) -> None:
    assert [one for one in Matcher(SOIL).find(text) if not one.is_ordinary] == []


def test_the_longest_name_wins_and_words_are_not_shared() -> None:
    names = [
        Name("Plant hardiness", "p"),
        Name("Hardiness zone", "h"),
        Name("Plant", "x", is_plain=True),
    ]
    assert found("plant hardiness zone", names) == ["plant hardiness = p"]
    assert found("plant zones, hardiness zones", names) == ["plant = x", "hardiness zones = h"]


def test_capitals_inside_a_name_are_kept() -> None:
    assert found("pH and NPK ratios") == ["pH = ph", "NPK ratios = npk"]
    assert found("the pHs", [Name("pH", "ph")]) == ["pHs = ph"]
    assert found("COMPOST, Compost", [Name("Compost", "c", is_plain=True)]) == [
        "COMPOST = c",
        "Compost = c",
    ]


def test_a_capital_says_something_in_another_name_of_one_word_only() -> None:
    assert found("Neem and neem") == ["Neem = neem"]
    assert found("early blight", [Name("Early Blight", "e", is_alias=True)]) == ["early blight = e"]


@pytest.mark.parametrize(
    ("name", "text", "ordinary"),
    [
        (Name("Bed", "b"), "the bed", True),
        (Name("Bed", "b", is_plain=True), "the beds", False),
        (Name("Raised bed", "b"), "a raised bed", False),
        (Name("NPK", "b"), "NPK", False),
        (Name("K2", "b"), "K2", False),
        (Name("R", "b"), "in R", True),
        (Name("Neem", "b", is_alias=True), "Neem", False),
        (Name("Non-till", "b"), "a nontill field", False),
    ],
)
def test_a_name_of_one_word_may_be_an_ordinary_word(name: Name, text: str, ordinary: bool) -> None:
    spans = Matcher([name]).find(text)
    assert [one.is_ordinary for one in spans] == [ordinary]


def test_a_word_before_a_hyphen_makes_another_word() -> None:
    names = [Name("pH", "ph"), Name("Bed", "bed")]
    assert found("anti-pH paint, a pH-neutral soap", names) == ["pH = ph"]
    assert found("a dash -- pH - pH", names) == ["pH = ph"] * 2
    assert found("bed-time", names) == []


def test_a_number_or_a_name_behind_a_hyphen_makes_another_name() -> None:
    names = [Name("NPK", "npk"), Name("NPK-Pro", "pro")]
    assert found("NPK-4 and NPK-XL, NPK-bigX", names) == []
    assert found("NPK-free, NPK - 4, NPK-Pro", names) == ["NPK = npk", "NPK = npk", "NPK-Pro = pro"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Lotka-Volterra model", "the Lotka–Volterra model", "Lotka–Volterra model"),
        ("Lotka-Volterra model", "a Lotka--Volterra model", "Lotka--Volterra model"),
        ("Lotka-Volterra model", "a Lotka\u2011Volterra model", "Lotka\u2011Volterra model"),
        ("Lotka-Volterra model", "Lotka — Volterra model, Lotka – Volterra model", ""),
        ("HumusNet", "Humus-Net, humus-net, Humus Net", "Humus-Net"),
        ("NPKpH", "NP-KpH NPKp-H, N-PKpH", "NP-KpH NPKp-H"),
        ("Soil7", "Soil-7, Soil 7", "Soil-7"),
        ("SO-IL", "SOIL and soil", "SOIL"),
        ("NPK-7", "NPK7", "NPK7"),
        ("N-P", "NP", ""),
        ("t-soil", "tsoil", ""),
    ],
)
def test_a_hyphen_may_be_a_dash_or_be_added_or_left_out(
    name: str, text: str, expected: str
) -> None:
    assert " ".join(one.split(" = ")[0] for one in found(text, [Name(name, "x")])) == expected


def test_an_enumeration_in_a_name_may_have_commas() -> None:
    names = [Name("Sun soil and rain", "all"), Name("Soil rain", "two")]
    assert found("sun, soil and rain; sun soil and rain; soil, rain", names) == [
        "sun, soil and rain = all",
        "sun soil and rain = all",
    ]


def test_places_are_those_of_the_text_whatever_its_letters_become() -> None:
    text = "İİİ raised bed"  # in small letters this is longer
    assert Matcher(SOIL).find(text) == [NameSpan(4, 14, "bed", False)]


def test_a_name_without_letters_is_none() -> None:
    assert Matcher([Name("++", "x"), Name("", "y")]).find("a ++ b") == []


def test_english_does_not_take_one_word_for_another_that_it_comes_from() -> None:
    forms = WordForms(["normalization", "sampling", "hypothesis", "process", "series"], "en")
    assert [forms.of(word) for word in ("normal", "sample", "samples", "proces")] == [()] * 4
    assert forms.of("hypotheses") == ("hypothesis",)
    assert forms.of("processes") == ("process",)
    assert WordForms(["refiner layers", "classes", "studies"], "en").of("study") == ("studies",)


@pytest.mark.parametrize(
    ("language", "name", "text", "expected"),
    [
        ("de", "Offene Faltung", "mit offenen Faltungen", ["offenen Faltungen = x"]),
        ("de_CH", "Faltung zwei", "der Faltungen zwei", ["Faltungen zwei = x"]),
        ("fr", "Réseau profond", "des réseaux profonds", ["réseaux profonds = x"]),
        ("fr", "Cas normal", "normalisation des cas normalisés", []),
        ("ja", "GAN 学習", "GAN 学習 です", ["GAN 学習 = x"]),
    ],
)
def test_other_languages_have_their_own_endings(
    language: str, name: str, text: str, expected: list[str]
) -> None:
    assert found(text, [Name(name, "x")], language) == expected


COMPOUNDS = [
    Name("Data frame", "frame"),
    Name("Backpropagation", "back", is_plain=True),
    Name("Overfitting", "over", is_plain=True),
    Name("Clustering", "cluster", is_plain=True),
    Name("For loop", "loop"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a dataframe, Dataframes, DATAFRAME",
            ["dataframe = frame", "Dataframes = frame", "DATAFRAME = frame"],
        ),
        ("an object of class DataFrame", []),
        ("assigned to clusters", []),
        ("by back propagation", ["back propagation = back"]),
        ("by back-propagation", ["back-propagation = back"]),
        ("a forloop, the advantages over fitting a line", []),
        ("to cluster them, we then cluster", ["cluster = cluster"] * 2),
        ("You can’t cluster; please cluster", ["cluster = cluster"]),
        ("a cluster, the clusters, this cluster", []),
    ],
)
def test_compounds_and_verbs(text: str, expected: list[str]) -> None:
    assert found(text, COMPOUNDS) == expected


def test_compounds_are_english() -> None:
    assert found("wir reden über Anpassung", [Name("Überanpassung", "over")], "de") == []
