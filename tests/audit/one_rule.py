"""Asking one rule of the audit about a page, some pages, or a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.testing import MakeProject

LESSON = ":::{lesson} 1.1.1\nWhat it is about.\n:::\n\n"

CONF = {
    "extensions": ["myst_nb", "sphinx_design"],
    "myst_enable_extensions": ["colon_fence", "dollarmath", "tasklist", "smartquotes"],
    "nb_execution_mode": "off",
}

Found = list[tuple[int | None, str]]
"""Lines and texts of what a rule finds on a page."""

VIEW = "\n\n:::{curriculum}\n:::\n"
"""Something of ours without words: pages that have nothing of it are not looked at."""


def audits(
    rule: str, pages: Sequence[str], make_project: MakeProject, **limits: float
) -> list[Found]:
    """Return what one rule finds on each of some pages."""
    conf = {
        **CONF,
        "pedagogy_audit": {"*": "off", rule: "warning"},
        "pedagogy_audit_limits": {rule: limits} if limits else {},
    }
    files = {f"p{at}.md": f"{page}{VIEW}" for at, page in enumerate(pages)}
    built = make_project({"index.md": "# Index\n", **files}, **conf).build("dummy")
    found: list[Found] = [[] for _page in pages]
    for one in domain_of(built.env).diagnostics:
        found[int(one.place.document[1:])].append((one.place.line, one.text))
    return found


def audit(rule: str, page: str, make_project: MakeProject, **limits: float) -> Found:
    """Return what one rule finds on a page."""
    return audits(rule, [page], make_project, **limits)[0]


def counts(rule: str, pages: Sequence[str], make_project: MakeProject) -> dict[str, int]:
    """Return how much one rule finds on each of some pages."""
    found = audits(rule, pages, make_project)
    return {page: len(one) for page, one in zip(pages, found, strict=True)}


def texts_on(make_project: MakeProject, rule: str, page: str, **conf: object) -> list[str]:
    """Return what a rule says of a page."""
    conf = {"pedagogy_audit": {"*": "off", rule: "warning"}, **conf}
    built = make_project(page, **conf).build("dummy")
    return [one.text for one in domain_of(built.env).diagnostics]


GRADIENT = ":::{concept} Gradient\nUphill.\n:::\n"


def lesson(title: str, number: str, *body: str) -> str:
    """Return the page of a lesson."""
    return "\n".join((f"# {title}\n", f":::{{lesson}} {number}", ":::\n", *body))


NOTEBOOKS = {"extensions": ["myst_nb"], "nb_execution_mode": "off"}

HEADER = (
    "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n"
    "kernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n\n# T\n\n"
    "```{insight}\nA page with a block of ours.\n```\n\n"
)


def findings_in(
    make_project: MakeProject, rule: str, files: Mapping[str, str], **conf: object
) -> list[Diagnostic]:
    """Return what a rule finds in a project."""
    conf = {"pedagogy_audit": {"*": "off", rule: "warning"}, **conf}
    index = "# Index\n\n```{toctree}\n:glob:\n\n*\n*/*\n```\n"
    built = make_project({"index.md": index, **files}, **conf).build("dummy")
    return list(domain_of(built.env).diagnostics)
