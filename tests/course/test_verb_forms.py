"""Names of concepts as verbs: which forms count, and which words only look like them."""

from __future__ import annotations

import pytest

from sphinx_pedagogy.course.mentions import Matcher, Name
from sphinx_pedagogy.course.verb_forms import bases_of, is_verb_in, participles, verbs_of


def found(text: str, *names: str, language: str = "en") -> list[str]:
    """Return the words that are found, whatever else stands on the page."""
    matcher = Matcher([Name(name, name, is_plain=True) for name in names], language)
    return [text[one.start : one.end] for one in matcher.find(text) if not one.verb]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "Vaporization",
            "vaporized, vaporises, to vaporize, vaporising",
            "vaporized vaporises vaporize vaporising",
        ),
        ("Pulverisation", "it pulverizes, pulverization", "pulverizes pulverization"),
        ("Percolation", "percolating water percolates", "percolating percolates"),
        ("Grafting", "a grafted tree", "grafted"),
        ("Steam vaporization", "vaporized steam; steam vaporisation", "steam vaporisation"),
    ],
)
def test_the_verb_of_a_noun_counts(name: str, text: str, expected: str) -> None:
    assert " ".join(found(text, name)) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Organization", "an organ, well organized"),
        ("Generation", "in general"),
        ("Relation", "relative and related"),
        ("Information", "well informed"),
        ("Station", "as stated; the state"),
        ("State", "stated, stating"),
        ("Rate", "rated, a rating"),
        ("Normalization", "normal"),
        ("Sampling", "a sample"),
        ("Spring", "sped, spred"),
        ("Learning", "we learned that"),
        ("Cold vaporization", "vaporized"),
    ],
)
def test_words_that_only_look_like_its_verb_do_not(name: str, text: str) -> None:
    assert found(text, name) == []


def test_a_name_of_its_own_is_no_form_of_another() -> None:
    names = [Name("Graft", "graft", is_plain=True), Name("Grafting", "grafting", is_plain=True)]
    text = "Grafting and grafted"
    spans = Matcher(names).find(text)
    assert [(one.concept, one.verb) for one in spans] == [("grafting", ""), ("grafting", "")]


def test_other_languages_have_no_verbs_by_these_rules() -> None:
    assert found("interpolated", "Interpolation", language="de") == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("graft", {"grafted", "grafting"}),
        ("prune", {"pruned", "pruning"}),
        ("apply", {"applied", "applying"}),
        ("spray", {"sprayed", "spraying"}),
        ("strip", {"stripped", "stripping"}),
        ("submit", {"submitted", "submitting", "submited", "submiting"}),
        ("free", {"freed", "freeing"}),
        ("mean", set()),
        ("base", set()),
        ("s3", set()),
    ],
)
def test_forms_with_ed_and_ing_are_spelled_as_in_english(verb: str, forms: set[str]) -> None:
    assert set(participles(verb)) == forms


def test_they_are_marked_for_pages_must_use_the_word_as_a_verb() -> None:
    (span,) = Matcher([Name("Graft", "graft")]).find("grafted")
    assert (span.verb, span.is_ordinary) == ("graft", True)
    assert is_verb_in(["A graft.", "You can\ngraft it."], "graft")
    assert not is_verb_in(["A graft. Two grafts", "back to grafts", "canto graft"], "graft")


def test_short_nouns_have_no_verb() -> None:
    assert [list(verbs_of(noun)) for noun in ("nation", "ization", "ring", "king")] == [[]] * 4


@pytest.mark.parametrize(
    "text",
    [
        "Recall that water flows.",
        "Water flows. Recall from the first page how.",
        "If you recall the pump, it flows.",
        "So, recall when it rained.",
        "(Recall what the pump does.)",
        "We must recall the pump.",
    ],
)
def test_a_verb_that_speaks_to_the_reader_is_no_name(text: str) -> None:
    assert found(text, "Recall") == []


@pytest.mark.parametrize(
    "text",
    [
        "The recall that we measured.",
        "Recall is low.",
        "Recall, the second figure.",
        "from precision to recall",
        "a better recall when it rains",
        "High recall from little water.",
    ],
)
def test_the_same_word_is_a_name_elsewhere(text: str) -> None:
    assert [one.lower() for one in found(text, "Recall")] == ["recall"]


@pytest.mark.parametrize(
    "text",
    [
        "This means much; it means that.",
        "A lower ratio means banks lend more.",
        "The rule means that it rains.",
        "“Affine” means straight.",
        "So \ufffc means two.",
        "IID means \ufffc.",
        "What we mean, and you mean to say.",
        "A small sample means less.",
    ],
)
def test_what_something_means_is_no_mean(text: str) -> None:
    assert found(text, "Mean") == []


@pytest.mark.parametrize(
    "text",
    [
        "the means \ufffc differ",
        "Two means that differ.",
        "their means together",
        "Sample means and medians",
        "of posterior means.",
        "Means vary.",
        "population means are",
        "with mean zero",
    ],
)
def test_means_are_several_of_them(text: str) -> None:
    assert len(found(text, "Mean")) == 1


def test_states_are_not_what_somebody_states() -> None:
    text = "It states that hidden states of a chain and states communicate."
    assert found(text, "State") == ["states", "states"]


def test_other_verbs_are_names_at_the_beginning_of_a_sentence() -> None:
    assert found("Graft the tree. Diffusion that spreads.", "Graft", "Diffusion") == [
        "Graft",
        "Diffusion",
    ]


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        *(("clustering", "cluster"), ("sampling", "sample"), ("pruning", "prune")),
        *(("hashing", "hash"), ("merging", "merge"), ("padding", "pad"), ("pooling", "pool")),
        *(("passing", "pass"), ("spelling", "spell")),
    ],
)
def test_the_verb_itself_is_among_those_of_a_noun(noun: str, verb: str) -> None:
    assert verb in set(bases_of(noun))


@pytest.mark.parametrize("noun", ["string", "ring", "learning", "heading", "cluster"])
def test_other_nouns_have_none(noun: str) -> None:
    assert list(bases_of(noun)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a word that lists the tools, it lists them",
        "to list all of them, we can list",
        "a motor that functions well, which functions",
        "to function correctly, it may function",
        "By default it turns; it turns by default",
        "If you type it",
        "The threads process the same data, and that processes it.",
        "Our filters list the rows.",
        "A shed that has a name and lists its tools.",
        "The catalogue doesn’t list tools, it didn't list any.",
        "the pumps that function well",
    ],
)
def test_a_verb_that_does_something_else_is_no_name(text: str) -> None:
    assert found(text, "List", "Function", "Default", "Type", "Process") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a list, the lists that lists contain, both lists", 4),
        ("ensure that functions only return; so that lists grow", 2),
        ("add it to list elements", 1),
        ("a default value, the default", 2),
        ("these types, of type", 2),
        ("the process, of several processes a core runs", 2),
        ("any order, not just lists. Not only functions", 2),
        ("some lists its owner keeps", 1),
        ("write the function correctly", 1),
    ],
)
def test_the_noun_is_one(text: str, count: int) -> None:
    assert len(found(text, "List", "Function", "Default", "Type", "Process")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("That, means we are done. This, however, means that it holds.", 0),
        ("Medians, modes, means we know.", 0),
        ("Medians, modes, means. Of all, means differ.", 2),
    ],
)
def test_means_behind_an_insertion(text: str, count: int) -> None:
    assert len(found(text, "Mean")) == count
