"""Asking the rules. One that fails is told of, and the others are asked all the same."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.severities import severity_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.failures import format_error
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.rule import CourseContext, PageContext, Rule


def ask_page(
    env: BuildEnvironment, rules: Iterable[Rule], page: PageContext
) -> tuple[list[Diagnostic], dict[str, list[object]]]:
    """Return what rules find on a page, and what each of them keeps of it."""
    found: list[Diagnostic] = []
    kept: dict[str, list[object]] = {}
    failed: list[Diagnostic] = []
    for rule in rules:
        try:
            found.extend(checked(rule, rule.on_page(page)))
        except Exception as error:
            failed.append(failure_of(rule, page.docname, error))
        try:
            if items := list(rule.collect(page)):
                if is_foreign(rule):
                    pickle.dumps(items)  # else the whole page could not be stored
                kept[rule.id] = items
        except Exception as error:
            failed.append(failure_of(rule, page.docname, error))
        if failed and severity_of(env.config, rule) is not Severity.OFF:
            for problem in failed:
                domain_of(env).add_problem(problem)
        failed.clear()
    return found, kept


def ask_course(
    rules: Sequence[Rule], context: CourseContext, failed: list[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield what rules find in the course.

    :param failed: takes a problem for each rule that fails
    """
    for rule in rules:
        found: list[Diagnostic] = []
        try:
            found.extend(checked(rule, rule.on_course(context)))
        except Exception as error:
            failed.append(failure_of(rule, "", error))
        yield from found


def failure_of(rule: Rule, docname: str, error: Exception) -> Diagnostic:
    """Return the warning for what a rule raised.

    :param docname: the page that it was shown; empty for the course
    """
    remedy = f'tell its author, and until then turn it off: pedagogy_audit = {{"{rule.id}": "off"}}'
    text = format_error(error, f'the rule "{rule.id}"', type(rule), remedy)
    return Diagnostic(code=Subtype.FAILURE, place=Place(docname), text=text)


def is_foreign(rule: Rule) -> bool:
    """Whether a rule is a plugin's."""
    return not type(rule).__module__.startswith("sphinx_pedagogy.")


def checked(rule: Rule, found: Iterable[object]) -> Iterator[Diagnostic]:
    """Yield the findings of a rule.

    :raises TypeError: one of them is something else, or has the name of another rule
    """
    for finding in found:
        if not isinstance(finding, Diagnostic):
            raise TypeError(
                f"it yields {finding!r}, which is no finding: yield what report() returns"
            )
        if finding.code != rule.id:
            raise TypeError(
                f'it yields a finding with the code "{finding.code}", but may only speak for '
                "itself: yield what report() returns"
            )
        for place in (finding.place, *(related.place for related in finding.related)):
            check_place(place)
        yield finding


def check_place(place: object) -> None:
    """Check a place of a finding.

    :raises TypeError: it is none, or has a page or line that is none
    """
    match tuple(place) if isinstance(place, Place) else ():
        case (str(), int() | None, str()):
            return
    raise TypeError(f"it yields a finding at {place!r}, which is no place of a page")
