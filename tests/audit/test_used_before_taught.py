"""What readers of real courses report: a thing that is used before it is taught.

Each case is a kind of report that the build was held against (see "What readers reported" in the
manual), in words of our own: two orders of the same lessons, or two wordings, of which the second
is how such a report was mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.audit.one_rule import CONF, lesson

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from sphinx_pedagogy.testing import MakeProject


class Report(NamedTuple):
    """A kind of report: a lesson that uses a concept, and one that teaches it."""

    concept: str
    """The block that teaches it."""
    text: str
    """What the lesson says that uses it; the line ``<<<`` follows the one that is reported."""
    mended: str = ""
    """What it says instead; empty if it is the order of the lessons that was mended."""


def taught(title: str, *options: str) -> str:
    """Return a block as an author writes it who wants no work of it."""
    return "\n".join((f":::{{concept}} {title}", *options, "Explained here.", ":::", ""))


REPORTS = {
    "a pattern in a list of steps": Report(
        taught("Running total"),
        "* Read the numbers.\n    * Keep a running total of them.\n<<<\n* Print it.\n",
        "* Read the numbers.\n    * Let the table add them.\n* Print it.\n",
    ),
    "a test of what comes later": Report(
        taught("Hover state"),
        "::::{exercise} Try it\nColour it.\n\nThen use some other hover states.\n<<<\n::::\n",
    ),
    "a word that the author calls technical": Report(
        taught("Index", ":aka: indexing", ":plain:"),
        "A row goes by its name\nor by its index.\n<<<\n",
    ),
    "a tool by one of its other names": Report(
        taught("Workbook", ":aka: Workbook server, WorkbookHub"),
        "Save the file beside\nthe one on the WorkbookHub.\n<<<\n",
        "Save the file beside\nthe one that you work in.\n",
    ),
    "code with blanks, in an exercise": Report(
        taught("Branch", ":code: if, elif"),
        "::::{exercise} Fill in\n```python\ndef first(rows):\n    for row in ____:\n"
        "        if ____:\n<<<\n            return ____\n```\n::::\n",
    ),
    "code that is meant to fail": Report(
        taught("Branch", ":code: if"),
        "What is wrong?\n\n```python\nfor row in rows\n  if row:\n<<<\n    print(row)\n```\n",
        "What is wrong?\n\n```python\nfor row in rows\n  print(row)\n```\n",
    ),
    "a sign of another language": Report(
        taught("Pipe", ":code: |>, %>%"),
        "```r\nrows |>\n<<<\n  head()\n```\n",
        "```r\nhead(rows) # not |>\n```\n",
    ),
    "a state in a style sheet": Report(
        taught("Hover state", ":code: :hover, :focus"),
        "```css\na { color: red }\na:focus {\n<<<\n  color: blue\n}\n```\n",
        "```css\na { color: red }\n```\n",
    ),
    "an example in brackets": Report(
        taught("Row of values", ":aka: value row"),
        ":::{admonition} Task\nIt takes a sequence (such as a value row).\n<<<\n:::\n",
    ),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_it_is_found_at_its_line_and_gone_when_mended(kind: str, make_project: MakeProject) -> None:
    report = REPORTS[kind]
    lines = lesson("Uses", "1.1.1", report.text).splitlines()
    at = lines.index("<<<")
    del lines[at]
    uses, teaches = "\n".join(lines), lesson("Teaches", "1.1.2", report.concept)
    assert found(make_project, uses, teaches) == [at]
    if report.mended:
        assert found(make_project, lesson("Uses", "1.1.1", report.mended), teaches) == []
    else:
        assert found(make_project, uses.replace("1.1.1", "1.1.3"), teaches) == []


def found(make_project: MakeProject, uses: str, teaches: str) -> list[int | None]:
    """Return the lines at which something is used too early."""
    files = {"index.md": "# Index\n", "uses.md": uses, "teaches.md": teaches}
    conf = {
        **CONF,
        "pedagogy_link_mentions": "section",
        "pedagogy_audit": {"*": "off", "forward": "warning"},
    }
    env = make_project(files, **conf).build("dummy").env
    return [one.place.line for one in domain_of(env).diagnostics]
