"""What a page says is shown elsewhere with the quotes and dashes that the page itself has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.site_cards import cards_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import Built, MakeProject

LESSON = """# Bayes' first "rule"

:::{lesson} 1.1.1
You say "why" --- and ask.
:::

:::{concept} Bayes' "rule"
:aka: the rule -- of 'Bayes'
:note: goes by "turn it round"
What's "given" --- and what is *"asked"*: `"code"` stays...
:::

:::{mental-model} Don't "assume"
It's a start.
:::

:::{analogy} The judge's "coin"
:misleads: a coin hasn't "memory".
It's fair.
:::

:::{misconception} It's "proof"
:because: it's "counted"
It isn't.
:::

:::{lesson-record}
- Prior's "odds" (introduced): what's "known" before
:::
"""
VIEWS = """# Views

:::{concept-glossary}
:::

:::{module-record} 1.1
:::

:::{student-state} 1.1.2
:::

{concept}`bayes-rule`, {lesson}`1.1.1`
"""
SECOND = """# Then

:::{lesson} 1.1.2
So.
:::

:::{requires}
- Bayes' "rule" (introduced): it's "needed"
:::
"""


def views(make_project: MakeProject, **conf: object) -> Built:
    """Build a course that another page shows."""
    pages = {
        "index.md": "# Course\n\n```{toctree}\n1\n2\nviews\n```\n",
        "1.md": LESSON,
        "2.md": SECOND,
        "views.md": VIEWS,
    }
    built = make_project(pages, **conf).build()
    assert built.warnings == []
    return built


def shown_by(built: Built) -> str:
    """Return what the views say."""
    said = built.text("views")
    return said[said.index("Views") : said.rindex("Bayes")]


def test_views_have_the_quotes_of_the_pages(make_project: MakeProject) -> None:
    shown = shown_by(views(make_project))
    for words in (
        "Bayes’ “rule”",
        "the rule – of ‘Bayes’",
        "goes by “turn it round”",
        "What’s “given” — and what is “asked”",
        "Don’t “assume”",
        "The judge’s “coin”",
        "It’s “proof”",
        "Prior’s “odds”",
        "what’s “known” before",
    ):
        assert words in shown
    assert not re.search(r"[\"']|--", shown.replace('"code"', ""))


def test_cards_have_them(make_project: MakeProject) -> None:
    title, definition, _taught = cards_of(views(make_project))["bayes-rule"]
    assert title == "Bayes’ “rule”"
    assert "What’s “given” — and what is <em>“asked”</em>: " in definition["html"]
    assert "&quot;code&quot;" in definition["html"]


@pytest.mark.parametrize(
    "conf", [{"smartquotes": False}, {"language": "ja"}, {"smartquotes_action": "e"}]
)
def test_where_pages_keep_those_of_the_keyboard_views_do(
    make_project: MakeProject, conf: dict[str, object]
) -> None:
    built = views(make_project, **conf)
    assert cards_of(built)["bayes-rule"][0] == 'Bayes\' "rule"'


def test_they_are_those_of_the_language(make_project: MakeProject) -> None:
    built = views(make_project, language="de")
    title = cards_of(built)["bayes-rule"][0]
    assert title.endswith(" „rule“")
    assert title in built.text("1")


def test_restructuredtext(make_project: MakeProject) -> None:
    lesson = """A
=

.. lesson:: 1.1.1

   You.

.. concept:: Bayes' "rule"

   What's "given" -- it's \\"escaped\\".

:concept:`bayes-rule`
"""
    built = make_project({"index.rst": lesson}).build()
    assert built.warnings == []
    title, definition, _taught = cards_of(built)["bayes-rule"]
    assert title == "Bayes’ “rule”"
    assert definition.startswith("What’s “given” – it’s ")
    assert definition in built.text()


def test_plain_words_are_found_whatever_their_quotes(make_project: MakeProject) -> None:
    lesson = LESSON.replace("You say", "By Bayes' \"rule\", or the rule -- of 'Bayes', you say")
    pages = {"index.md": lesson + "\n## More\n\nThe rule -- of 'Bayes', and prior's \"odds\".\n"}
    html = make_project(pages).build().html()
    more = html[html.index("<h2>More") :]
    assert more.count("ped-plain") == 2
