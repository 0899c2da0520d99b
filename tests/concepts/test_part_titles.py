"""Titles of parts of blocks are headings: concepts in them are no mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import catalogue_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject

PARTS = """\
# Use

:::{lesson} 1.1.2
:::

::::{phases}
:::{phase} Cover crop one
Sow.
:::
:::{phase} Cut
A cover crop two.
:::
::::

::::{comparison}
:layout: table
:::{side} Cover crop three
- **Cost**: a cover crop four
:::
:::{side} Bed
- **Cost**: none
:::
::::

::::{comparison}
:layout: columns
:::{side} Cover crop five
Green.
:::
:::{side} Bed
Brown.
:::
::::

::::{pipeline-trace} Year
:::{trace-step} Sow a cover crop six
:::
::::
"""
COVER = """\
# Cover

:::{lesson} 1.1.1
:::

:::{concept} Cover crop
Feeds the soil.
:::
"""


def test_only_what_stands_below_them_is_a_mention(make_project: MakeProject) -> None:
    files = {
        "index.md": "# Course\n\n```{toctree}\ncover\nuse\n```\n",
        "cover.md": COVER,
        "use.md": PARTS,
    }
    built = make_project(files, pedagogy_link_mentions="section").build()
    assert built.warnings == []
    plain = catalogue_of(built.env).plain
    assert plain
    runs = plain.runs("use")
    behind = [runs[one.run].text[one.end :].split()[0] for one in plain.of("use")]
    assert [word.strip(".") for word in behind] == ["two", "four", "six"]
