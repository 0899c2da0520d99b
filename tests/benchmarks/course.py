"""A made-up course, as plain data.

It is a pure function of the number of lessons and the edits: lesson 17 has the same words
whatever the number of lessons. How it is written down is for a dialect to say.

One lesson holds

- prose: 900 to 1500 words in six sections, with 10 mentions of earlier concepts; 2 tables,
  2 listings that are not executed, 2 display formulas and some inline;
- blocks: 1 header, 1 constraint, 4 callouts, 3 comparisons of 2 sides with 5 bullets each,
  3 grids of 3 cards, 1 sequence of 4 phases, 4 checks with an answer, 1 next step;
- facts: it teaches 3 new concepts and requires 6 earlier ones at depths that were taught.

Ten lessons make a module, five modules a series. Earlier concepts are drawn from the last
ten lessons, from the whole past, and one from the first lesson, whose concepts all of the
course therefore refers to: an edit of these is the worst case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tests.benchmarks.parts import (
    DEPTHS,
    LESSONS_PER_MODULE,
    Callout,
    Cards,
    Check,
    Code,
    Comparison,
    Concept,
    Definitions,
    Edit,
    Formula,
    Heading,
    Lesson,
    Paragraph,
    Part,
    Phases,
    Table,
    module_of,
)
from tests.benchmarks.words import (
    marked_up,
    phrase,
    seeded,
    sentence,
    sentences,
    vocabulary,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

TEACHES = 3
SECTIONS = 6


@dataclass(frozen=True)
class Course:
    """A course of so many lessons, after some edits."""

    size: int
    edits: tuple[Edit, ...] = ()

    @cached_property
    def concepts(self) -> list[Concept]:
        """All concepts, in the order in which they are taught."""
        titles = concept_titles()
        return [self._concept(at, next(titles)) for at in range(self.size * TEACHES)]

    @cached_property
    def lessons(self) -> list[Lesson]:
        """All lessons, in order."""
        return [self._lesson(number) for number in range(1, self.size + 1)]

    @property
    def modules(self) -> range:
        """The numbers of the modules."""
        return range(1, module_of(self.size) + 1)

    def lessons_of(self, module: int) -> range:
        """Return the numbers of the lessons of a module."""
        first = (module - 1) * LESSONS_PER_MODULE + 1
        return range(first, min(first + LESSONS_PER_MODULE, self.size + 1))

    def _concept(self, at: int, title: str) -> Concept:
        lesson, place = divmod(at, TEACHES)
        number = lesson + 1
        rng = seeded("concept", at)
        renamed = place == 0 and Edit("title", number) in self.edits
        deeper = place == 0 and Edit("depth", number) in self.edits
        depth = depth_of(at) % len(DEPTHS) + 1 if deeper else depth_of(at)
        bases = earlier(seeded("bases", at), number, (1, 1, 0))
        return Concept(
            f"c{at + 1:05d}",
            f"{title} revised" if renamed else title,
            title,
            depth,
            number,
            sentences(rng, 3),
            tuple(bases),
        )

    def _lesson(self, number: int) -> Lesson:
        rng = seeded("lesson", number)
        teaches = tuple(self.concepts[(number - 1) * TEACHES : number * TEACHES])
        required = earlier(rng, number, (3, 2, 1))
        mentions = [self.concepts[at] for at in earlier(rng, number, (5, 4, 1))]
        requires = tuple((self.concepts[at], rng.randint(1, depth_of(at))) for at in required)
        revised = Edit("prose", number) in self.edits
        return Lesson(
            number=number,
            title=f"Lesson {number}: {phrase(rng, 3)}",
            level=rng.choice(("basic", "intermediate", "advanced")),
            minutes=5 * rng.randint(4, 18),
            summary=sentences(rng, 2),
            constraint=sentences(rng, 2),
            teaches=teaches,
            requires=requires,
            body=tuple(body(rng, number, teaches, mentions, revised)),
            next_step=sentence(rng),
        )


def concept_titles() -> Iterator[str]:
    """Yield different titles of two words each."""
    rng = seeded("titles")
    first, second = list(vocabulary()), list(vocabulary())
    rng.shuffle(first)
    rng.shuffle(second)
    for turn in range(len(second)):
        for at, word in enumerate(first):
            yield f"{word} {second[(at + turn) % len(second)]}".capitalize()


def depth_of(at: int) -> int:
    """Return the depth of a concept before edits, on which nothing that requires it depends."""
    return seeded("depth", at).randint(1, len(DEPTHS))


def earlier(rng: Random, lesson: int, shares: tuple[int, int, int]) -> list[int]:
    """Return concepts taught before a lesson: lately, at any time, and in the first lesson."""
    past = (lesson - 1) * TEACHES
    lately = range(max(0, past - LESSONS_PER_MODULE * TEACHES), past)
    chosen: dict[int, None] = {}
    for pool, share in zip((lately, range(past), range(min(past, TEACHES))), shares, strict=True):
        free = [at for at in pool if at not in chosen]
        chosen.update(dict.fromkeys(rng.sample(free, min(share, len(free)))))
    return list(chosen)


def body(
    rng: Random,
    number: int,
    teaches: tuple[Concept, ...],
    mentions: Sequence[Concept],
    revised: bool,
) -> Iterator[Part]:
    """Yield six sections: paragraphs, then this section's share of the rest."""
    prose = paragraphs(rng, mentions, revised)
    others = list(elements(rng, number))
    rng.shuffle(others)
    for section in range(SECTIONS):
        yield Heading(phrase(rng, 3), 2)
        mine: list[Part] = [*prose[section::SECTIONS], *others[section::SECTIONS]]
        middle = len(mine) // 2
        yield from mine[:middle]
        yield Heading(phrase(rng, 2), 3)
        yield from mine[middle:]
    yield Heading("Concepts of this lesson", 2)
    yield Definitions(teaches)


def paragraphs(rng: Random, mentions: Sequence[Concept], revised: bool) -> list[Paragraph]:
    """Return the prose of a lesson, with its mentions."""
    target = rng.randint(900, 1500)
    texts: list[list[str | Concept]] = []
    count = 0
    while count < target:
        lines = [sentence(rng) for _ in range(rng.randint(4, 7))]
        if rng.random() < 0.6:
            lines[0] = marked_up(rng, lines[0])
        count += sum(len(line.split()) for line in lines)
        texts.append([" ".join(lines)])
    for at, concept in enumerate(mentions):
        opening = " ".join(words(rng, 5)).capitalize()
        closing = " ".join(words(rng, 4))
        texts[at % len(texts)] += [f" {opening} ", concept, f" {closing}."]
    if revised:
        texts[0].append(" This sentence came later.")
    return [Paragraph(tuple(text)) for text in texts]


def elements(rng: Random, number: int) -> Iterator[Part]:
    """Yield all of a lesson but its prose."""
    for _ in range(2):
        yield Table(tuple(phrase(rng, 1) for _ in range(4)), tuple(row(rng) for _ in range(6)))
        yield Formula(formula(rng))
    yield Code("python", python(rng))
    yield Code("bash", shell(rng))
    for kind in ("insight", "tip", "warning", "insight"):
        yield Callout(kind, phrase(rng, 3), sentences(rng, 2))
    for _ in range(3):
        sides = ((phrase(rng, 2), tuple(phrase(rng, 7) for _ in range(5))) for _ in range(2))
        yield Comparison(phrase(rng, 3), tuple(sides))
        yield Cards(tuple((phrase(rng, 2), sentence(rng)) for _ in range(3)))
    yield Phases(phrase(rng, 3), tuple((phrase(rng, 2), sentence(rng)) for _ in range(4)))
    for check in range(1, 5):
        yield Check(check, number, sentence(rng)[:-1] + "?", sentences(rng, 2))


def row(rng: Random) -> tuple[str, ...]:
    """Return a row of a table."""
    figures = [str(rng.randint(1, 9999)) for _ in range(2)]
    return phrase(rng, 2), *figures, phrase(rng, 3)


def formula(rng: Random) -> str:
    """Return a formula in LaTeX."""
    a, b, n = rng.choice("abc"), rng.choice("xyz"), rng.randint(2, 9)
    total = rf"\sum_{{{a}=1}}^{{{n}}} \frac{{{b}_{a}}}{{{n} + {b}^2}}"
    return rf"{total} \le \int_0^{n} f({b})\,d{b}"


def python(rng: Random) -> str:
    """Return a function in Python."""
    name, one, other = (rng.choice(vocabulary()) for _ in range(3))
    lines = [f"def {name}({one}, {other}=None):", f'    """{sentence(rng)}"""', "    total = 0"]
    lines += [
        f"    total += {one}[{at}] * {rng.randint(2, 99)}  # {phrase(rng, 3)}" for at in range(6)
    ]
    lines += [f"    if {other} is not None:", f'        return {{"{one}": total}}']
    return "\n".join([*lines, "    return total"])


def shell(rng: Random) -> str:
    """Return some lines of a shell."""
    names = rng.choices(vocabulary(), k=6)
    lines = [f"mkdir -p ~/{names[0]}/{names[1]}", f"cd ~/{names[0]}", f"export {names[2]}=1"]
    lines += [f'for f in *.{name}; do echo "$f" >> {name}.txt; done' for name in names[3:]]
    return "\n".join(lines)
