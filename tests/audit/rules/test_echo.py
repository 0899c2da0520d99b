"""``echo``: what repeats the text beside it, and what may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import audit, counts

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

REPEATED = (
    "The encoder squeezes every picture through a narrow bottleneck, and the decoder rebuilds it "
    "from the few numbers that came through."
)

BESIDE = [
    (f":::{{insight}}\n{REPEATED}\n:::", 1),
    (f":::{{ped:aside}} Bottleneck\n{REPEATED}\n:::", 1),
    (f":::{{tip}}\n{REPEATED}\n:::", 1),
    (f"::::{{check}}\nWhat?\n:::{{answer}}\n{REPEATED}\n:::\n::::", 1),
    (f"::::{{check}}\n{REPEATED} Why?\n:::{{answer}}\nIt is short.\n:::\n::::", 0),
    (f":::{{recap}} encoder\n{REPEATED}\n:::", 0),
    (":::{insight}\nEncoder, decoder: only the narrow bottleneck decides.\n:::", 0),
    (f"## Summary\n\n{REPEATED}", 0),
]
"""A block beside the text, and how many findings it gives."""


def test_echoes(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{REPEATED}\n\n{block}\n" for block, _count in BESIDE]
    assert list(counts("echo", pages, make_project).values()) == [count for _, count in BESIDE]


def test_an_echo_names_both_places(make_project: MakeProject) -> None:
    page = f"# T\n\n:::{{insight}} Narrow\n{REPEATED}\n:::\n\n{REPEATED}\n"
    ((line, text),) = audit("echo", page, make_project)
    assert line == 3
    assert text.startswith('the insight "Narrow" repeats the text in line 7:')


def test_far_away_is_no_echo(make_project: MakeProject) -> None:
    page = f"# T\n\n## A\n\n{REPEATED}\n\n## B\n\nb\n\n## C\n\n:::{{insight}}\n{REPEATED}\n:::\n"
    assert audit("echo", page, make_project) == []


def test_a_share_may_be_allowed(make_project: MakeProject) -> None:
    page = f"# T\n\n{REPEATED}\n\n:::{{insight}}\n{REPEATED}\n:::\n"
    assert audit("echo", page, make_project, share=1) == []


TOLD = (
    "A hash table spreads its keys over many buckets. The hash of a key decides which bucket it "
    "goes to, so a lookup visits a single bucket, however large the table grows."
)

AGAIN = [
    # in another order
    "However large the table grows, a lookup visits a single bucket: the hash of the key decides "
    "which one. The keys are spread over many buckets.",
    # with other endings
    "Hash tables are spreading keys over buckets. The hashes of keys decided the bucket, and "
    "lookups are visiting single buckets, however large tables are growing.",
    # as a list
    "- many buckets, over which a hash table spreads keys\n- the hash of a key decides the bucket\n"
    "- a lookup visits a single bucket, however large the table",
]
ANEW = [
    "With a bad hash all keys fall into one bucket, and a lookup has to walk through all of them.",
    "The price is order: whoever wants the keys sorted has to visit every bucket and sort.",
    "A table with 1000 keys and 64 buckets has 16 keys in each bucket, so a lookup compares 8.",
    "Large table, small bucket.",
    # the same words, and the opposite
    "A hash table does not spread its keys over many buckets where their hashes are alike: however "
    "large the table, a lookup that visits this bucket reads them all.",
    # a few of the same words, one here and one there
    "Many a large key grows, single hashes goes, and lookup decides its table.",
]


def test_an_echo_in_another_order_or_inflection(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{TOLD}\n\n::::{{insight}}\n{again}\n::::\n" for again in AGAIN]
    assert list(counts("echo", pages, make_project).values()) == [1] * len(AGAIN)


def test_what_says_something_new_with_the_same_terms(make_project: MakeProject) -> None:
    pages = [f"# T\n\n{TOLD}\n\n::::{{insight}}\n{anew}\n::::\n" for anew in ANEW]
    assert list(counts("echo", pages, make_project).values()) == [0] * len(ANEW)


def test_words_from_many_passages_are_no_echo(make_project: MakeProject) -> None:
    parts = [f"{part}." for part in REPEATED.split(",")[0].split(" through ")]
    spread = "\n\n".join(
        f"{part} Of {at} other matters more is told here."
        for at, part in enumerate([*parts, "The decoder rebuilds it", "From few numbers"])
    )
    page = f"# T\n\n{spread}\n\n:::{{insight}}\n{REPEATED}\n:::\n"
    assert audit("echo", page, make_project) == []


WHYS = [
    ("Why does the gradient vanish in deep networks?", "In deep networks gradients vanish.", 1),
    (
        "Why does the gradient vanish in deep networks?",
        "Because in deep networks the vanishing gradient vanishes.",
        1,
    ),
    (
        "Why does the gradient vanish in deep networks?",
        "Each layer of a deep network multiplies the gradient by a factor below 1.",
        0,
    ),
    (
        "Does the gradient vanish in deep networks, or in flat ones?",
        "The gradient vanishes in deep networks.",
        0,
    ),
    ("Why can you not throw stones through glass?", "You cannot throw stones through glass.", 1),
    ("Why does the paper tear here?", "The paper tears at this fold, which is the weakest.", 0),
    ("Which networks have gradients that vanish, deep or flat?", "Deep networks.", 0),
]


def test_an_answer_that_is_only_its_question(make_project: MakeProject) -> None:
    pages = [
        f"# T\n\n::::{{check}}\n{asked}\n\n:::{{answer}}\n{answer}\n:::\n::::\n"
        for asked, answer, _count in WHYS
    ]
    assert list(counts("echo", pages, make_project).values()) == [one[2] for one in WHYS]


def test_notes_that_point_to_files_are_no_echo_of_each_other(make_project: MakeProject) -> None:
    note = (
        ":::{{note}}\nYou can download the [start of this task](https://a.org/{}) and work "
        "in your own editor, or try it online beside the others.\n:::\n\n"
    )
    page = f"# T\n\n## One\n\nDo it.\n\n{note.format(1)}## Two\n\nDo that.\n\n{note.format(2)}"
    assert audit("echo", page, make_project) == []
