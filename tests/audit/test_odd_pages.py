"""Pages that no author meant: no rule fails on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.one_rule import CONF, VIEW, lesson

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from tests.audit.conftest import Findings

    from sphinx_pedagogy.testing import MakeProject

RULES = ("asymmetric", "check", "echo", "modalities", "outline", "scaffold", "style")

ALONE = ":::{exercise}\n:scaffold: independent\n"


ODD = [
    "",
    "# T\n",
    "# T\n\n:::{lesson} 1.1.1\n:::\n",
    "# T\n\n:::{check}\n:::\n\n:::{answer}\n:::\n",
    "# T\n\n:::{comparison}\n:::\n\n::::{comparison}\n:::{side} A\n:::\n::::\n",
    f"# T\n\n{ALONE}:::\n\n:::{{solution}}\n```python\ndef (\n```\n:::\n",
    f"# T\n\n{ALONE}\n`f`\n:::\n\n:::{{solution}}\n```\n%x\nf(\n```\n:::\n",
    "# T\n\n:::{concept} 概念\n:depth: developed\n定义。\n:::\n\n:::{insight}\n定义。\n:::\n",
    "# T\n\n```\n\n```\n\n$$\n$$\n",
    "---\ntitle: —\n---\n",
]


def test_odd_pages_do_no_harm(make_project: MakeProject) -> None:
    files = {f"p{at}.md": f"{page}{VIEW}" for at, page in enumerate(ODD)}
    files["rest.rst"] = (
        "T\n=\n\n.. check::\n\n   Q\n\n.. exercise::\n   :scaffold: guided\n\n   D\n"
    )
    files["included.md"] = "# T\n\n```{include} p3.md\n```\n"
    files["book.ipynb"] = NOTEBOOK
    settings = {**CONF, "pedagogy_audit": {"*": "off", **dict.fromkeys(RULES, "warning")}}
    built = make_project({"index.md": "# T\n", **files}, **settings).build("dummy")
    found = {(one.place.document, one.code) for one in domain_of(built.env).diagnostics}
    assert {("book", "style"), ("book", "scaffold"), ("rest", "check")} <= found


NOTEBOOK = """\
{"cells": [{"cell_type": "markdown", "metadata": {}, "source": [
"# T — t\\n", "\\n", ":::{exercise}\\n", ":scaffold: supported\\n", "Do it.\\n", ":::"]},
{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["..."]}],
"metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
"nbformat": 4, "nbformat_minor": 4}
"""


def test_empty_and_broken_blocks_stop_no_rule(findings: Findings) -> None:
    names = ("requires", "concept", "recap", "check", "example", "exercise", "next-step")
    empty = "\n".join(f":::{{{name}}}\n:::\n" for name in names)
    pages = {
        "a.md": lesson("A", "1.1.1", empty),
        "b.md": f"# B\n\n{empty}",
        "c.md": lesson("C", "x", ":::{course-module} 1\n:loads: much\n:::\n"),
        "d.rst": "D\n=\n\n.. lesson:: 1.1.3\n\n.. exercise:: E\n\n   Do.\n\n.. next-step:: F\n",
    }
    findings(pages, *(rule.id for rule in BUILT_IN))
