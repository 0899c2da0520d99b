"""``check-statistics``: which checks are weak, on the site of the authors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from sphinx_pedagogy.concepts.course_graph import checks_of
from sphinx_pedagogy.core.browser_keys import CHECK, own_key
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.core.view import ViewContext, ViewSpec, nothing
from sphinx_pedagogy.core.view_content import Content, Line, Mark, Ref, Table
from sphinx_pedagogy.course.check_statistics import POOR, CheckStatistics, from_json
from sphinx_pedagogy.course.messages import Subtype, emit_info, emit_warning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.environment import BuildEnvironment

MOST_GONE = 5
"""So many checks that the course does not have are named."""
MOST_PICKED = 4
"""So many of what was picked are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorContext(ViewContext):
    """A view on a page of the authors' site, which may know how checks did."""

    statistics: Sequence[CheckStatistics] = ()
    """The statistics of checks, the weakest first."""
    keys: Mapping[str, tuple[str, str, str]]
    """Page, anchor and title of each check, by its key."""


def check_statistics(context: ViewContext) -> list[Content]:
    """Return how hard each check is, and how well it tells strong readers from weak ones."""
    wanted = {lesson.place.document for lesson in context.lessons()}
    limited = context.arguments.get("module") or context.arguments.get("lesson")
    if not isinstance(context, AuthorContext) or not context.statistics:
        return nothing()
    rows = [
        _row(context, check)
        for check in context.statistics
        if not limited or context.keys[check.check][0] in wanted
    ]
    head = (_("Check"), _("Lesson"), _("Answers"), _("Right"), _("Discrimination"), _("Picked"))
    return [Table(head, tuple(rows))] if rows else nothing()


def _row(context: AuthorContext, check: CheckStatistics) -> tuple[Line, ...]:
    """Return a check, its lesson, how many answered, how many were right, and what was picked."""
    document, anchor, title = context.keys[check.check]
    lesson = context.catalogue.lesson_of(document)
    return (
        (Ref(title or _("Check"), document, anchor),),
        (context.at(lesson.slug),) if lesson else (),
        (str(check.answers),),
        (f"{check.difficulty:.0%}",),
        (_discrimination(check.discrimination),),
        (_letters(check),),
    )


def _letters(check: CheckStatistics) -> str:
    """Return what was picked most, and how often."""
    return ", ".join(
        f"{''.join(ascii_uppercase[choice % 26] for choice in choices)} {count}"
        for choices, count in check.picked[:MOST_PICKED]
    )


def _discrimination(value: float | None) -> Mark | str:
    if value is None:
        return "–"
    return Mark(f"{value:.2f}", "missing" if value < 0 else "gap" if value < POOR else "ok")


def shows_statistics(env: BuildEnvironment) -> bool:
    """Whether the site is for authors, and knows how checks did."""
    return env.config.pedagogy_audience == "author" and bool(env.config.pedagogy_answers)


def author_context(env: BuildEnvironment, context: ViewContext) -> ViewContext:
    """Return the context of a view with the statistics, where the site is for authors."""
    if not shows_statistics(env):
        return context
    return AuthorContext(
        catalogue=context.catalogue,
        scale=context.scale,
        docname=context.docname,
        arguments=context.arguments,
        statistics=domain_of(env).once("check_statistics", lambda: read_statistics(env)),
        keys=domain_of(env).once("check_places", lambda: check_places(env)),
    )


def check_line(env: BuildEnvironment, docname: str, anchor: str) -> Line:
    """Return how a check on a page did with readers; nothing if nobody knows."""
    by_place = domain_of(env).once("check_lines", lambda: _by_place(env))
    check = by_place.get((docname, anchor))
    if check is None:
        return ()
    told = (f"{_('Answers')}: {check.answers}", f"{_('Right')}: {check.difficulty:.0%}")
    judged = f"{_('Discrimination')}: ", _discrimination(check.discrimination)
    picked = (f" · {_('Picked')}: {_letters(check)}",) if check.picked else ()
    return (f"{' · '.join(told)} · ", *judged, *picked)


def _by_place(env: BuildEnvironment) -> dict[tuple[str, str], CheckStatistics]:
    keys = domain_of(env).once("check_places", lambda: check_places(env))
    statistics = domain_of(env).once("check_statistics", lambda: read_statistics(env))
    return {keys[check.check][:2]: check for check in statistics}


def read_statistics(env: BuildEnvironment) -> list[CheckStatistics]:
    """Return the statistics of the checks of the course, from the file that ``conf.py`` names.

    A file that cannot be read gives a warning. Of what is no check of this course the log tells:
    it may have been one when readers answered it.
    """
    named = env.config.pedagogy_answers
    try:
        found = from_json(Path(app_of(env).confdir, named).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        emit_warning(Subtype.CONFIG, f'pedagogy_answers: "{named}" cannot be read: {said}')
        return []
    known = domain_of(env).once("check_places", lambda: check_places(env))
    if gone := [check.check for check in found if check.check not in known]:
        listed = ", ".join(f'"{check}"' for check in gone[:MOST_GONE])
        more = f" and {len(gone) - MOST_GONE} more" if len(gone) > MOST_GONE else ""
        emit_info(
            f'pedagogy_answers: "{named}": left out, as they are no checks of this course: '
            f"{listed}{more}"
        )
    return [check for check in found if check.check in known]


def check_places(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """Return page, anchor and title of each check, by the key under which browsers keep it."""
    return {
        own_key(env, document, CHECK, key): (document, check.anchor, check.title)
        for document, page in domain_of(env).catalogue.pages.items()
        for check, key in checks_of(page)
    }


STATISTICS = ViewSpec(
    name="check-statistics", render=check_statistics, filters=("lesson",), static=False
)
"""The view that an author can place on a page for authors."""
