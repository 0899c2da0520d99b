"""Records that tell everything: notes, what shows a concept, what was left out, what is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject, Project

INDEX = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"

EARLIER = """# Earlier

::::{lesson-record} 1.1.1 Squeezing
:status: complete
:notebook: squeezing.ipynb
- Bottleneck (developed): "say it in *few* words", with a drawing

:::{mental-model} Describe a shoe in 32 words
:::
:::{analogy} A suitcase
What does not fit stays at home.
:::
:::{misconception} It loses everything
It keeps what matters.
:::
:::{constraint}
- the loss
- {concept}`Sampling`
- {concept}`Bottleneck`: how narrow it may be
:::
::::
"""

FIRST = """# Latents

:::{lesson} 1.1.2
:load: build
:notebook: none, it is all on paper
:::

:::{requires}
- bottleneck (applied): it is used
- attention (introduced)
:::

## One

:::{concept} Latent
:depth: developed
:aka: code
:note: the square of $d$ numbers; "few words"
A few numbers.
:::

:::{example} A shoe
:kind: bridge
:of: Latent
Words.
:::

::::{comparison} In and out
:::{side} In
- many
:::
:::{side} Out
- few
:::
::::

```python
x = 1
```

## Two

:::{gap} attention
:size: medium
Look.
:::

:::{concept} Grid
:depth: introduced
Rows.
:::

:::{check} How many
:kind: design
:tests: Grid
Four?
:::

:::{analogy} The suitcase again
:from: 1.1.1
The same one.
:::

## Three

:::{mental-model} Small is enough
:::

:::{mental-model} Describe a shoe in 32 words
:from: squeezing
:::

:::{constraint}
+ latents
- the inside of {concept}`attention`
- training
:::
"""

SECOND = """# Sampling

:::{lesson} 1.1.3
:::

:::{concept} Sampling
:depth: developed
Draw.
:::

:::{concept} Latent
:depth: applied
:::

:::{constraint}
+ training
- noise
:::
"""

VIEWS = """# Views

:::{concept} attention
Looking at everything.
:::

begin-module

:::{module-record} 1.1
:::

begin-state

:::{student-state} 1.1.3
:::

begin-ready

:::{student-state} 1.1.2
:::

begin-open

:::{left-out} 1.1.3
:::

begin-end

:::{left-out}
:::
"""
PAGES = {
    "index.md": INDEX,
    "1-1-1-earlier.md": EARLIER,
    "1-1-2-latents.md": FIRST,
    "1-1-3-sampling.md": SECOND,
    "views.md": VIEWS,
}
CONF: dict[str, object] = {"myst_enable_extensions": ["colon_fence", "dollarmath"]}


@pytest.fixture
def course(make_project: MakeProject) -> Project:
    """A course of three lessons, the first of which is only recorded."""
    return make_project(PAGES, **CONF)


def sections(built: Built) -> dict[str, str]:
    """Return what each section of the views says, by its title."""
    _first, *parts = re.split(r"begin-(\w+)", built.text("views"))
    return {
        name: " ".join(text.split()) for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def test_views(course: Project) -> None:
    built = course.build()
    assert [str(one) for one in built.warnings] == []
    said = sections(built)
    module = said["module"]
    assert module.startswith("Status: 3 of 3 lessons built")
    rows = re.findall(r"(Bottleneck|Latent|Grid|Sampling) (?:developed|introduced|applied)", module)
    assert rows == ["Bottleneck", "Latent", "Grid", "Sampling", "Latent"]
    for words in (
        "“say it in few words”, with a drawing",
        "1.1.1 Squeezing Status: complete Notebook: squeezing.ipynb",
        "Mental models Describe a shoe in 32 words Analogies A suitcase",
        "Misconceptions It loses everything",
        "It leaves out the loss Sampling (covered in 1.1.3 Sampling)",
        "1.1.2 Latents (build) Status: built Notebook: none (it is all on paper)",
        "Latent (developed) Taught by: Bridging example: A shoe; Comparison: In and out; Code",
        "Grid (introduced) Taught by: Design challenge: How many; Analogy: The suitcase again",
        "The lesson also shows: Mental model: Small is enough, Describe a shoe in 32 words",
        "Describe a shoe in 32 words (from 1.1.1 Squeezing)",
        "The suitcase again (from 1.1.1 Squeezing)",
        "training (covered in 1.1.3 Sampling)",
    ):
        assert words in module


def test_a_requirement_of_no_concept_is_missing(make_project: MakeProject) -> None:
    """Nothing meets it: neither the lesson nor a view counts it as met, or leaves it out."""
    needs = ":::{requires}\n- Seeds (introduced): to sow\n- Sedes (applied): kept-reason\n:::\n"
    pages = {
        "index.md": "# Start\n\n```{toctree}\none\ntwo\n```\n",
        "one.md": "# One\n\n:::{lesson} 1.1\n:::\n\n:::{concept} Seeds\n:::\n",
        "two.md": f"# Two\n\n:::{{lesson}} 1.2\n:::\n\n{needs}\n"
        ":::{gap} Sedes\n:size: medium\nText.\n:::\n\n"
        ":::{student-state} two\n:::\n\n:::{prerequisites} two\n:::\n",
    }
    built = make_project(pages).build()
    assert "pedagogy.unknown" in [one.subtype for one in built.warnings]
    text = " ".join(built.text("two").split())
    assert "1 of 2 taught before" in text
    assert "Sedes (applied) missing: kept-reason" in text
    assert "Readiness: 1 of 2 requirements are met; Sedes: missing, medium, closed here" in text
    assert "Sedes applied not taught missing kept-reason" in text


def test_what_a_student_brings(course: Project) -> None:
    said = sections(course.build())
    assert said["ready"].startswith(
        "Readiness: 0 of 2 requirements are met; Bottleneck: gap (not deep enough); "
        "attention: missing, medium, closed here"
    )
    state = said["state"]
    assert "Latent developed 1.1.2 Latents the lesson before the square of" in state
    assert "Describe a shoe in 32 words, 1.1.1 Squeezing" in state
    assert "Small is enough, 1.1.2 Latents" in state
    assert "A suitcase, 1.1.1 Squeezing" in state
    assert "The suitcase again, 1.1.2 Latents" in state
    assert state.count("Describe a shoe in 32 words") == 1
    assert "Left out so far" in state


def test_what_is_still_left_out(course: Project) -> None:
    said = sections(course.build())
    assert said["open"].startswith("1.1.1 Squeezing the loss Sampling Bottleneck: how narrow")
    assert "the inside of attention training" in said["open"]
    assert "Sampling the loss" not in said["end"]
    assert "training" not in said["end"]
    assert "1.1.3 Sampling noise" in said["end"]


# ── notes ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("builder", ["html", "text", "latex", "man", "texinfo"])
def test_a_note_stands_in_records_and_not_on_its_page(builder: str, course: Project) -> None:
    built = course.build(builder)
    files = [path for path in built.outdir.rglob("*.*") if path.suffix in {".html", ".txt"}]
    if builder in {"html", "text"}:
        lesson = next(path for path in files if path.stem == "1-1-2-latents")
        assert "few words" not in lesson.read_text(encoding="utf-8")
    every = "".join(
        path.read_text(encoding="utf-8")
        for path in built.outdir.iterdir()
        if path.suffix in {".html", ".txt", ".tex", ".1", ".texi"}
    )
    assert "the square of" in " ".join(every.split())


def test_a_note_keeps_its_markup(course: Project) -> None:
    built = course.build()
    views = built.html("views")
    assert re.search(r'the square of <span class="math[^>]*>\\\(d\\\)</span> numbers', views)
    assert "say it in <em>few</em> words" in views


def test_translators_get_a_note(course: Project) -> None:
    built = course.build("gettext")
    assert "the square of" in built.read("1-1-2-latents.pot")


def test_a_new_note_writes_the_pages_that_show_it(course: Project) -> None:
    course.build()
    page = FIRST.replace("few words", "fewer words")
    course.write({"1-1-2-latents.md": page})
    built = course.build()
    assert "fewer words" in built.text("views")
    course.write({"1-1-2-latents.md": page.replace("# Latents\n", "# Latents\n\nMoved.\n")})
    views = built.outdir / "views.html"
    before = views.stat().st_mtime_ns
    assert course.build().warnings == []
    assert views.stat().st_mtime_ns == before


# ── records of lessons of the site ──────────────────────────────────────────────────

OTHER = """# More

::::{lesson-record}
:lesson: 1.1.2
:status: complete
- Latent (developed): said here
- Grid (introduced): in rows
- Shape (mentioned): in passing

:::{mental-model} One more
:::
::::
"""
REST = """More
====

.. lesson-record::
   :lesson: 1.1.2
   :status: complete

   - Latent (developed): said here
   - Grid (introduced): in rows
   - Shape (mentioned): in passing

   .. mental-model:: One more
"""


@pytest.mark.parametrize("name", ["more.md", "more.rst"])
def test_a_record_adds_to_a_lesson_of_the_site(name: str, make_project: MakeProject) -> None:
    first = FIRST.replace(':note: the square of $d$ numbers; "few words"\n', "")
    text = OTHER if name == "more.md" else REST
    built = make_project({**PAGES, "1-1-2-latents.md": first, name: text}, **CONF).build()
    assert [one.text for one in built.warnings] == []
    module = sections(built)["module"]
    for words in (
        "Latent developed 1.1.2 Latents said here",
        "Grid introduced 1.1.2 Latents in rows",
        "Shape mentioned 1.1.2 Latents in passing",
        "1.1.2 Latents (build) Status: complete",
        "One more",
    ):
        assert words in module
    assert module.count("Latent developed") == 1
    assert "Latents" in built.text("more")


def test_a_record_on_the_page_of_its_lesson(make_project: MakeProject) -> None:
    record = (
        "\n:::{lesson-record}\n:status: complete\n:hidden:\n- Grid (introduced): in rows\n:::\n"
    )
    built = make_project({**PAGES, "1-1-2-latents.md": FIRST + record}, **CONF).build()
    assert [one.text for one in built.warnings] == []
    assert "Grid introduced 1.1.2 Latents in rows" in sections(built)["module"]
    assert "in rows" not in built.text("1-1-2-latents")


MISTAKES = {
    OTHER: 'lesson-record: "Latent" has a note for this lesson already (1-1-2-latents:15)',
    OTHER.replace("Latent (developed): said here", "Latent (applied)"): (
        'lesson-record: "Latent" has another depth here than on the page of the lesson '
        "(1-1-2-latents:15), which counts; give both the same"
    ),
    OTHER.replace("1.1.2", "1.1.9"): '"1.1.9" is no lesson of this course',
    OTHER.replace("Latent (developed): said here", "Latent (developed)")
    + "\n:::{lesson-record}\n:lesson: latents\n:::\n": (
        'lesson-record: "latents" has a record already (more:3); make one of the two'
    ),
    OTHER.replace(":lesson: 1.1.2\n", ""): (
        "lesson-record: it needs a number and a title (such as 6.1.2 Autoencoders) on its first "
        'line, or the option "lesson"'
    ),
    OTHER.replace(":status: complete", ":load: build"): (
        "lesson-record: it is about a lesson of this site, whose own page states its load; remove "
        'the option "load"'
    ),
    "# T\n\n:::{lesson-record} 1.2.1 New\n:lesson: 1.1.2\n:::\n": (
        "lesson-record: it has a title, so it records a lesson of its own"
    ),
    "# T\n\n:::{lesson} 1.2.1\n:::\n\n:::{concept} X\nx\n:::\n\n:::{constraint}\n+ y\n- X\n:::\n": (
        'constraint: this lesson leaves out "X", but teaches it (more:6)'
    ),
    "# T\n\n:::{lesson} 1.0.1\n:::\n\n:::{analogy} A\n:from: latents\nx\n:::\n": (
        'analogy: "A" comes from a later one, "latents"'
    ),
}


@pytest.mark.parametrize("page", MISTAKES)
def test_a_mistake_has_its_place_and_its_remedy(page: str, make_project: MakeProject) -> None:
    built = make_project({**PAGES, "more.md": page}, **CONF).build()
    told = [one for one in built.warnings if MISTAKES[page] in one.text]
    assert len(told) == 1
    assert told[0].path == "more.md"
    assert told[0].line


def test_what_is_no_mistake(make_project: MakeProject) -> None:
    """A part of what is taught may stay out, and a phrase may be met again."""
    page = (
        "# T\n\n:::{lesson} 1.2.1\n:::\n\n:::{concept} X\nx\n:::\n\n"
        ":::{constraint}\n+ y\n- X: how it is trained\n- the inside of {concept}`X`\n:::\n\n"
        ":::{mental-model} Small is enough\n:from: latents\n:::\n"
    )
    built = make_project({**PAGES, "more.md": page}, **CONF).build()
    assert [one.text for one in built.warnings] == []


# ── reviews ─────────────────────────────────────────────────────────────────────────

REVIEWS = """# Reviews

:::{review} 1
:date: 2026-02-13
:lesson: 1.1.2
:::

:::{review-finding} Too fast
:severity: improvement
:in: One
:effect: lost
:fix: slower
So it is.
:::

:::{review} 2
:date: 2026-02-14
:lesson: 1.1.2
:::

:::{review-fix} Too fast
:status: fixed
:::

:::{review-praise} The *shoe* in words
It stays in mind.
:::
"""


def test_authors_read_what_reviews_came_to(make_project: MakeProject) -> None:
    pages = {**PAGES, "1-1-2-latents.reviews.md": REVIEWS}
    built = make_project(pages, **CONF, pedagogy_audience="author").build()
    assert [one.text for one in built.warnings] == []
    module = sections(built)["module"]
    assert "Review: 1 (needs revision), 2 (pass) Works well: The shoe in words" in module
    assert "The <em>shoe</em> in words" in built.html("views")
    readers = make_project(pages, **CONF).build()
    assert "needs revision" not in readers.text("views")
    assert "Works well" not in readers.text("views")
