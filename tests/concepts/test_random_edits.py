"""A course with everything that pages show of each other, edited at random.

After each edit an incremental build leaves what a build from nothing would, in HTML, in text and on
one page: titles, numbers, formulas, conditions, tags and places of pages change.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import Built

PAGE = """# TITLE

:::{lesson} 1.1.NUMBER
You.
:::

:::{requires}

- Momentum (introduced): for $x$
:::

EXTRA

:::{exercise} EXERCISE
:label: ex-NAME

Do.
:::

::::{only} CONDITION
:::{concept} Secret NAME

Hidden $a_1$.
:::
::::

:::{concept} CONCEPT
:id: of-NAME

A `thing` $y$, see {ref}`ex-NAME`.
:::

WORDS

## Again

Other b and other c are secret c and secret a, and momentum.

{concept}`of-a` {ref}`ex-a` {numref}`ex-b` {lesson}`1.1.1` [](#ex-c)

:::{misconception} EXERCISE is $z$
:because: It looks so.

No.
:::
"""
VIEWS = """# Views

:::{curriculum}
:::

:::{concept-index}
:::

:::{misconception-index}
:::

:::{concept-glossary}
:::

{ref}`ex-a` {numref}`ex-c`
"""
NAMES = ("a", "b", "c")


@dataclass
class Course:
    """What the pages of a course say."""

    titles: dict[str, str] = field(
        default_factory=lambda: {"a": "Alpha", "b": "Beta $b$", "c": "After {lesson}`1.1.1`"}
    )
    numbers: dict[str, int] = field(default_factory=lambda: {"a": 1, "b": 2, "c": 3})
    exercises: dict[str, str] = field(default_factory=lambda: dict.fromkeys(NAMES, "One"))
    extra: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    conditions: dict[str, str] = field(
        default_factory=lambda: {"a": "teachers", "b": "html", "c": "text"}
    )
    words: dict[str, str] = field(default_factory=lambda: dict.fromkeys(NAMES, "Inertia."))
    concept: str = "Momentum"
    order: list[str] = field(default_factory=lambda: list(NAMES))
    for_teachers: bool = False

    def edit(self, chance: random.Random) -> str:
        """Change one thing, and say which."""
        name, other = chance.choice(NAMES), chance.choice(NAMES)
        match chance.randrange(9):
            case 0:
                self.titles[name] = chance.choice(["X", "Y $q$", "Z `k`"]) + name
            case 1:
                numbers = self.numbers
                numbers[name], numbers[other] = numbers[other], numbers[name]
            case 2:
                self.extra[name] = chance.randint(0, 2)
            case 3:
                self.exercises[name] = chance.choice(["P", "Q $r$", "S"])
            case 4:
                self.concept = chance.choice(["Momentum", "Inertia $v$"])
            case 5:
                chance.shuffle(self.order)
            case 6:
                self.words[name] = chance.choice(["Other b.", "Longer: other b, inertia.", "None."])
            case 7:
                self.for_teachers = not self.for_teachers
            case _:
                self.conditions[name] = chance.choice(["teachers", "html", "not teachers"])
        return repr(self)

    def page(self, name: str) -> str:
        """Return the source of a page."""
        parts = {
            "TITLE": self.titles[name],
            "NUMBER": str(self.numbers[name]),
            "EXERCISE": self.exercises[name],
            "EXTRA": ":::{exercise}\nNew.\n:::\n\n" * self.extra[name],
            "CONDITION": self.conditions[name],
            "CONCEPT": self.concept if name == "a" else f"Other {name}",
            "WORDS": self.words[name],
            "NAME": name,
        }
        text = PAGE
        for key, value in parts.items():
            text = text.replace(key, value)
        return text

    def write(self, project: Project, conf: str) -> None:
        """Write what differs: Sphinx reads a page again when its file was written."""
        files = {f"{name}.md": self.page(name) for name in NAMES}
        listed = "\n".join([*self.order, "views"])
        files["index.md"] = f"# Course\n\n```{{toctree}}\n:numbered:\n{listed}\n```\n"
        files["conf.py"] = conf + ("tags.add('teachers')\n" if self.for_teachers else "")
        for name, text in files.items():
            file = project.root / name
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                project.write({name: text})


def outputs(built: Built) -> dict[str, str]:
    """Return all that the course decides, by name."""
    suffixes = {".html", ".txt", ".json"}
    files = [path for path in built.outdir.rglob("*") if path.suffix in suffixes]
    mine = [path for path in files if not {"_static", "_sources"} & set(path.parts)]
    return {str(path.relative_to(built.outdir)): path.read_text(encoding="utf-8") for path in mine}


@pytest.mark.parametrize("numfig", [False, True])
def test_what_is_built_after_edits_is_what_is_built_from_nothing(
    tmp_path: Path, numfig: bool
) -> None:
    chance = random.Random(5 + numfig)  # noqa: S311 (no secret)
    course = Course()
    conf = {
        "numfig": numfig,
        "myst_enable_extensions": ["colon_fence", "dollarmath"],
        "pedagogy_link_mentions": "section",
    }
    project = Project(tmp_path / "edited", {"views.md": VIEWS}, **conf)
    settings = (project.root / "conf.py").read_text(encoding="utf-8")
    course.write(project, settings)
    for builder in ("html", "text"):
        project.build(builder)
    for at, builder in enumerate(("html", "text", "html", "singlehtml", "html", "text")):
        edits = [course.edit(chance) for _ in range(2)]
        course.write(project, settings)
        built = project.build(builder)
        fresh = Project(tmp_path / f"fresh{at}", {"views.md": VIEWS}, **conf)
        course.write(fresh, settings)
        clean = fresh.build(builder)
        assert built.warnings == clean.warnings, edits
        ours, theirs = outputs(built), outputs(clean)
        for name, text in theirs.items():
            assert ours[name] == text, (name, edits)
