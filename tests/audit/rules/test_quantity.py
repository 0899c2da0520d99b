"""Numbers that drift, and numbers that contradict each other in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.one_rule import audits

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

CONTRADICTIONS = [
    "The encoder has 48 channels.\n\nThree blocks follow. The encoder's 64 channels go on.",
    "We train with a learning rate of 0.1.\n\n# Results\n\nThe learning rate is 0.01.",
    "The model reads 256 image tokens.\n\nAll 1024 image tokens of the model go in at once.",
    "The first hidden layer of this network has 128 units.\n\n"
    "The network's first hidden layer of 256 units sees them.",
    "The network has 25 million weights.\n\nThese 86 million weights of the network are stored.",
    "The batch size is 32.\n\n- The batch size is 64.",
    "We take 50 mL of hydrochloric acid.\n\nThe 60 mL of acid contained 0.06 mol.",
    "The model has 86 million parameters.\n\n## Summary\n\n- Of 92 M parameters, most are idle.",
    "It turns the image into 256 tokens.\n\nAll 1024 tokens describe the image.",
    "```python\nbatch, epochs = 125, 90\n```\n\nWith 100 epochs we are done.",
    "The work of 80 kg at 15 m/s is ½ · 80 · 15² = 6000 J.",
    "## The four steps\n\n1. Wash.\n2. Cut.\n3. Cook.\n4. Cool.\n5. Eat.",
    "| item | n |\n|---|---|\n| a | 12 |\n| b | 30 |\n| c | 7 |\n| total | 59 |",
    "The pump takes 3 litres a minute. The pool has 90 litres, so it is full in 40 minutes.",
    "The bridge opened in May 1883.\n\nThe opening in May 1889 drew a crowd.",
    "```python\nn_steps = 1_000  # enough\n```\n\nThe loop takes 800 steps.",
    "```python\nhours = 36\n```\n\nPlot the 48 hours on one sheet.",
    "The Weser ferry has 40 seats.\n\nSince the Weser ferry has 60 seats, two buses fill it.",
]

INNOCENT = [
    "Your bill is of 1 June 2020, and names a sum.\n\nThe claim on the bill lapses on 1 June 2025.",
    "## The four steps\n\nThey are short.\n\n1. Wash.\n2. Cut.\n3. Cook.",
    "## Three ideas\n\n- One.\n- Two.\n- Three.\n- And a fourth that came later.",
    "| item | n |\n|---|---|\n| a | 12 |\n| b | 30 |\n| c | 7 |\n| total | 49 |",
    "| item | n |\n|---|---|\n| a | 12 |\n| b | 30 |\n| c | 7 |\n| mean | 16 |",
    "The pump takes 3 litres a minute. The pool has 90 litres, so it is full in 30 minutes.",
    "The pump takes 3 litres a minute. The pool has 90 litres. A bath takes 5 minutes.",
    "At 6 knots the 36 miles take six hours, but against the tide nine hours.",
    "The bridge opened in May 1883.\n\nThe tunnel was begun in May 1889.",
    "The bridge opened in May 1883.\n\nThe bridge closed in June 1889.",
    "The price is 384 more, so it rose by 3.84% of 10,000.",
    "The image has 256 tokens.\n\nThe image has $8 \\cdot 256 = 2{,}048$ tokens.",
    "The encoder has 48 channels.\n\nThe decoder has 64 channels.",
    "The encoder has 48 channels.\n\nNow the encoder has 64 channels.",
    "The encoder has 48 channels. Its 48 channels are small.",
    "The model reads 256 tokens at first.\n\nAt twice the width, the model reads 1024 tokens.",
    "We drew 16 images.\n\nThe test set holds 10,000 images.",
    "In 2012 a net had 60 million weights.\n\nThe net of 2020 had 175 billion weights.",
    "It takes 5 steps.\n\nIt takes about 5 steps.",
    "There are 3 channels in an image.\n\nThe latent has 4 channels.",
    "The learning rate is 0.1.\n\nWith the same learning rate of 0.1 it converges.",
    "The network has 86 million weights.\n\nThe network has 85.98 million weights.",
    "| encoder | 48 channels |\n|---|---|\n| decoder | 64 channels |",
    "Use $64$ channels.\n\n```python\nchannels = 48  # the encoder has 48 channels\n```",
    ":::{check} How many?\n- [ ] The encoder has 12 heads.\n- [x] The encoder has 16 heads.\n"
    "\n:::{answer}\nIt has.\n:::\n:::",
    "Das Netz hat 48 Kanäle.\n\nDas Netz hat 64 Kanäle, denn es ist größer.",
    "The encoder has 48 channels.\n\n## Summary\n\nFrom 48 channels we grew to 64 channels.",
    "It takes 5 ms.\n\nIt takes 8 ms.",
    "The model has 86 million parameters.\n\n## Summary\n\n- 86 M parameters, 12 blocks.",
    "```python\nepochs = 90\n```\n\nAfter 30 epochs it slows down.",
    "```python\nepochs = 90\n```\n\n## Later\n\nIt took 100 epochs.",
    "```python\nif big:\n    epochs = 90\n```\n\nIt took 100 epochs.",
    "See section 3.2 of 6.1.3 in 12 pages.",
    "Model A has 12 layers.\n\nModel B has 24 layers.",
    "The model has 12 layers.\n\nModel B has 24 layers.",
    "Group X has 20 patients.\n\nGroup Y has 25 patients.",
    "Phase II has 20 patients.\n\nPhase III has 25 patients.",
    "Team α has 12 members.\n\nTeam β has 24 members.",
    "All 12 students of class A passed.\n\nAll 15 students of class B passed.",
    "The model of A has 12 layers.\n\nThe model of B has 24 layers.",
    "The learning rate is 0.1.\n\nFor the decoder the learning rate is 0.01.",
    "The learning rate is 0.1.\n\nThe learning rate is 0.01 for the decoder.",
    "With Adam the learning rate is 0.1.\n\nWith SGD the learning rate is 0.01.",
    "In Table 1 the learning rate is 0.1.\n\nIn Table 2 the learning rate is 0.2.",
    "In the trial the model has 12 layers.\n\nThe model has 24 layers.",
    "```python\nhours = 36\n```\n\nIt dries in 48 hours.",
    "The Weser ferry has 40 seats.\n\nSince the repair the Weser ferry has had 60 seats.",
    "**Oak.** The trunk takes 200 kg of load.\n\n**Pine.** The trunk takes 90 kg of load.",
    "A tank holds 80 l.\n\nIt bears the weight of 300 l of water.",
    "",
]


def audit(make_project: MakeProject, text: str, **conf: object) -> list[str]:
    """Return what the rule says of a page."""
    conf = {"pedagogy_audit": {"*": "off", "quantity": "error"}, **conf}
    built = make_project(f"# Lesson\n\n:::{{lesson}} 1.1.1\n:::\n\n{text}", **conf).build("dummy")
    return [one.text for one in domain_of(built.env).diagnostics]


@pytest.mark.parametrize("text", CONTRADICTIONS)
def test_prose_that_contradicts_itself(text: str, make_project: MakeProject) -> None:
    assert len(audit(make_project, text)) == 1


@pytest.mark.parametrize("text", INNOCENT)
def test_prose_that_does_not(text: str, make_project: MakeProject) -> None:
    assert audit(make_project, text) == []


def test_the_second_line_is_named_and_the_first_related(make_project: MakeProject) -> None:
    text = (
        "# T\n\nFirst line.\nThe encoder has 48 channels.\n\nMore.\nThe encoder has 64 channels.\n"
        "\n:::{lesson} 1.1.1\n:::\n"
    )
    conf = {"pedagogy_audit": {"*": "off", "quantity": "error"}}
    [judged] = domain_of(make_project(text, **conf).build("dummy").env).diagnostics
    assert judged.place.line == 7
    assert [one.place.line for one in judged.related] == [4]


TOKENS = ":::{quantity} Tokens\n:value: %s\n:::\n\n"
TIME = ":::{quantity} Time\n:value: 12.3\n:unit: ms\n:::\n\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (TOKENS % 256 + "{quantity}`about 250 <tokens>`", 0),
        (TOKENS % 256 + "{quantity}`250 <tokens>`", 1),
        (TOKENS % 256 + "{quantity}`some <tokens>`", 1),
        (TOKENS % 256 + TOKENS % 1024, 1),
        (TOKENS % 256 + TOKENS % "1024\n:bridge: the image is larger", 0),
        (TIME + "{quantity}`12 ms <time>`, or {quantity}`12 <time>` in ms, or {quantity}`time`", 0),
        (TIME + "{quantity}`13 ms <time>`", 1),
        (TIME + "{quantity}`12 s <time>`", 1),
        (TOKENS % 86 + "{quantity}`86 million <tokens>`", 1),
        ("{quantity}`86 million <params>` and {quantity}`860 million <params>`", 1),
        ("{quantity}`86 million <params>` and {quantity}`85.9 million <params>`", 0),
    ],
)
def test_named_quantities(text: str, count: int, make_project: MakeProject) -> None:
    assert len(audit(make_project, text)) == count


def test_an_include_has_lines_of_its_own(make_project: MakeProject) -> None:
    files = {
        "index.md": "# T\n\n```{include} part.txt\n```\n\nThe encoder has 64 channels.\n\n"
        ":::{lesson} 1.1.1\n:::\n",
        "part.txt": "\nThe encoder has 48 channels.\n",
    }
    built = make_project(files, pedagogy_audit={"*": "off", "quantity": "error"}).build("dummy")
    [judged] = domain_of(built.env).diagnostics
    assert judged.place.line == 6
    [related] = judged.related
    assert related.place.line == 2
    assert related.place.source.endswith("part.txt")


def test_odd_quantities_never_raise(make_project: MakeProject) -> None:
    text = ":::{quantity}\n:::\n\n{quantity}` `\n\n{quantity}`<x>`"
    assert audit(make_project, text) == []


def test_restructuredtext(make_project: MakeProject) -> None:
    text = "T\n=\n\nThe encoder has 48 channels.\n\nThe encoder has 64 channels.\n"
    text += "\n.. lesson:: 1.1.1\n"
    conf = {"pedagogy_audit": {"*": "off", "quantity": "error"}}
    built = make_project({"index.rst": text}, **conf).build("dummy")
    assert [one.place.line for one in domain_of(built.env).diagnostics] == [6]


REWORDED = [
    "The encoder has 48 channels.\n\nThree blocks follow. The encoder's 64 channels go on.",
    "The orchestra has 84 players.\n\nThe orchestra's 92 players tune their strings.",
    "The reservoir holds 30 million litres.\n\n"
    "## Summary\n\nThe reservoir holds 40 million litres.",
    "The interest rate is 4 %.\n\nSo we pay it back. The interest rate is 5 %.",
    "The satellite's orbital period is 92 minutes.\n\n"
    "The satellite's orbital period is 98 minutes.",
    "The dough of this recipe needs 500 g of flour.\n\n"
    "Knead it. The dough of this recipe needs 600 g of flour.",
    "The survey asked 1200 households.\n\nAll 1400 households of the survey answered by post.",
    "The choir has 32 voices.\n\nThe choir's 36 voices sing in pairs.",
    "The car loan is 12,000 euros.\n\nThe car loan of 15,000 euros is paid back monthly.",
    "The song has 120 beats per minute.\n\nThe song has 96 beats per minute.",
    "The batch size is 32.\n\nEach step reads one batch. The batch size is 64.",
    "The trial had 240 patients.\n\n## Summary\n\nOf 260 patients, most got well.",
]
"""One thing with two numbers, in other fields and other words."""

TOLD_APART = [
    "The base model (BERT Base) uses 12 layers. The large model (BERT Large) uses 24 layers.",
    "# Free plan\n\n- 5 GiB of storage\n\n# Other plan\n\n- 0.5 GiB of storage",
    "- Output leads sales by 6 cycles.\n- Investment leads sales by 4 cycles.",
    "| model | layers |\n|---|---|\n| The model has | 12 layers |\n| The model has | 24 layers |",
    "The algorithm converged in 7 iterations.\n\n"
    "# Probit\n\nThe algorithm converged in 9 iterations.",
    "A request takes 120 ms with one user. With a hundred users a request takes 900 ms.",
    "A request takes 120 ms.\n\n"
    "When the server is busy, at a hundred users, a request takes 900 ms.",
    "A request takes 120 ms in the morning, and at a hundred users 900 ms.",
    "A request takes 120 ms.\n\nThe load test shows it: a request takes 900 ms at a hundred users.",
    "The median time of a request is 120 ms.\n\n"
    "Under load, the median time of a request is 900 ms.",
    "A request takes 120 ms on the test machine.\n\n"
    "A request takes 900 ms once a hundred users come.",
    "The request time is 120 ms.\n\nAs soon as a hundred users log in, the request time is 900 ms.",
    "A request takes 120 ms. Ten users change nothing. At a hundred users a request takes 900 ms.",
    "A request takes 120 ms.\n\nFor a hundred users a request of the server takes 900 ms.",
    "Each request takes 120 ms; a hundred users wait 900 ms for each request.",
    "Product 1 uses 2 units of material.\n\nProduct 2 uses 5 units of material.",
    "The dataset has 300000 test images.\n\n"
    "The small sample of the dataset has the first 1000 images.",
    "Chapter 8 discusses vectors.\n\nChapter 15 discusses smart pointers and vectors.",
    "The outcome $y = 1$ yields the chance of default.\n\n"
    "The outcome y = 0 yields the chance of repayment.",
    "The MATH dataset has 12,500 problems from contests.\n\n"
    "The HumanEval dataset has 164 problems from programming contests.",
    "Step 2 uses 4 workers.\n\nStep 3 uses 8 workers.",
    "The train of 8 o'clock has 5 coaches.\n\nThe train has 7 coaches on Sundays.",
    "Firm 1 has 20 workers.\n\nFirm 2 has 30 workers.",
    "The river is 40 m wide at the bridge.\n\nThe river is 90 m wide at its mouth.",
    "The battery holds 50 kWh. Ten years later the battery holds 40 kWh.",
    "Water boils at 100 degrees.\n\nOn the mountain, water boils at 90 degrees.",
    "A class has 24 pupils.\n\nThe class across the street has 30 pupils.",
    "The melody has 12 bars in the first edition.\n\nThe melody has 16 bars in the second edition.",
    "In 1900 the town had 4000 inhabitants.\n\nThe town had 9000 inhabitants by 1950.",
    "The old engine has 4 cylinders.\n\nThe engine of the truck has 6 cylinders.",
    "Our budget is 300 euros.\n\nAfter the raise our budget is 400 euros.",
    "The clinic treated 120 patients in May.\n\nThe clinic treated 80 patients in June.",
    "The king had 6 sons.\n\nLater the king had 8 sons.",
]
"""Two cases, each with its number: another load, place, time, thing, or a part."""


def findings(make_project: MakeProject, texts: list[str]) -> list[int]:
    """Return how much the rule finds on each of some pages."""
    pages = [f"# Lesson\n\n:::{{lesson}} 1.1.{at}\n:::\n\n{text}" for at, text in enumerate(texts)]
    return [len(one) for one in audits("quantity", pages, make_project)]


def test_one_thing_with_two_numbers_in_other_words(make_project: MakeProject) -> None:
    found = findings(make_project, REWORDED)
    assert [text for text, count in zip(REWORDED, found, strict=True) if count != 1] == []


def test_two_cases_are_told_apart(make_project: MakeProject) -> None:
    found = findings(make_project, TOLD_APART)
    assert [text for text, count in zip(TOLD_APART, found, strict=True) if count] == []
