"""What pages ask of the course when they are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.concepts.link_targets import lesson_link, link_of, number_link
from sphinx_pedagogy.concepts.reader_views import is_for_reader, no_progress
from sphinx_pedagogy.concepts.statistics_view import STATISTICS, author_context, check_line
from sphinx_pedagogy.concepts.student_views import missing, status_line
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.content_checks import checked_contents
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.core.failures import guarded
from sphinx_pedagogy.core.questions import Question
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.core.view import ViewContext, ViewSpec
from sphinx_pedagogy.course.facts import View
from sphinx_pedagogy.course.messages import Subtype, emit
from sphinx_pedagogy.model import Place, Requirement
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.concepts.link_targets import LessonLink, LinkTarget
    from sphinx_pedagogy.core.view_content import Content, Line
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import PageFacts


def content_of(env: BuildEnvironment, docname: str, placed: View) -> list[Content]:
    """Return what a view on a page shows."""
    view = registry_of(app_of(env)).views[placed.kind]
    render = view.render
    domain = domain_of(env)
    scale = scale_of(env.config)
    context: ViewContext = ViewContext(
        catalogue=domain.catalogue,
        scale=scale,
        docname=docname,
        arguments=placed.named,
        diagnostics=domain.diagnostics,
        enabled_rules=domain.enabled_rules,
    )
    if placed.kind == STATISTICS.name:
        context = author_context(env, context)

    def warn(text: str) -> None:
        place = placed.place._replace(document=docname)
        failed = Diagnostic(code=Subtype.FAILURE, place=place, text=text)
        if failed not in domain.failed_views:  # it is asked again for each page that is written
            domain.failed_views[failed] = None
            emit(env, [failed])

    content: list[Content] = []
    with guarded(f'the view "{placed.kind}"', render, "the page shows nothing in its place", warn):
        made = render(context)
        content.extend(made if is_ours(view) else checked_contents(made, env.found_docs))
    if is_for_reader(content) and not env.config.pedagogy_progress:
        return no_progress()
    return content


def status_of(catalogue: Catalogue, docname: str, name: str, depth: int) -> Line:
    """Return the status of a requirement on the page of a lesson or of its plan, if it has one."""
    lesson = catalogue.subject_of(docname)
    concept = catalogue.find(name)
    if lesson is None:
        return ()
    if concept is None:
        return missing()
    requirement = Requirement(
        lesson=lesson.slug, concept=concept, depth=depth, place=Place(docname)
    )
    return status_line(catalogue.course.verdict(requirement))


def value_elsewhere(pages: Mapping[str, PageFacts], docname: str, name: str) -> str:
    """Return what the cells of a page glued under a name; empty if that is not known."""
    return pages[docname].glued.get(name, "") if docname in pages else ""


def is_ours(view: ViewSpec) -> bool:
    """Whether the code of a view is of this package, whose version is known."""
    return str(getattr(view.render, "__module__", "")).startswith("sphinx_pedagogy.")


def _link(env: BuildEnvironment, docname: str, name: str) -> LinkTarget | None:
    return link_of(catalogue_of(env), name, docname)


def _lesson(env: BuildEnvironment, _docname: str, name: str) -> LessonLink | None:
    return lesson_link(catalogue_of(env), name)


def _number(
    env: BuildEnvironment, docname: str, kind: str, number: tuple[int, ...]
) -> LessonLink | None:
    return number_link(catalogue_of(env), kind, number, docname)


def _front(env: BuildEnvironment, _docname: str, number: tuple[int, ...]) -> str:
    front = catalogue_of(env).module_pages.get(number)
    return front.place.document if front else ""


def _status(env: BuildEnvironment, docname: str, name: str, depth: str) -> Line:
    return status_of(catalogue_of(env), docname, name, scale_of(env.config).depth(depth))


def _value(env: BuildEnvironment, _docname: str, elsewhere: str, name: str) -> str:
    return value_elsewhere(domain_of(env).pages, elsewhere, name)


def _view(
    env: BuildEnvironment, docname: str, kind: str, arguments: tuple[str, ...]
) -> list[Content]:
    page = domain_of(env).pages.get(docname)
    there = (view for view in (page.views if page else ()))
    stated = next(
        (item for item in there if (item.kind, item.arguments) == (kind, arguments)), None
    )
    return content_of(env, docname, stated or View(kind, arguments, Place(docname)))


def _is_steady(env: BuildEnvironment, _docname: str, kind: str, _arguments: object) -> bool:
    """Whether a view shows neither lines nor findings, and its code is known by our version."""
    view = registry_of(app_of(env)).views.get(kind)
    return view is not None and view.static and is_ours(view)


def _mentions(env: BuildEnvironment, docname: str) -> list[tuple[str, int, int]]:
    plain = catalogue_of(env).plain
    return (
        [(mention.concept, mention.run, mention.start) for mention in plain.of(docname)]
        if plain
        else []
    )


def _check(env: BuildEnvironment, docname: str, anchor: str) -> Line:
    return check_line(env, docname, anchor)


def _never(*_about: object) -> bool:
    return False


LINK = Question(kind="concept", answer=_link)
"""Where a mention of a concept leads."""
LESSON = Question(kind="lesson", answer=_lesson)
"""Where a mention of a lesson leads."""
NUMBER = Question(kind="number", answer=_number)
"""Where the number of a lesson, module or series in prose leads."""
FRONT = Question(kind="module", answer=_front)
"""The page that is the front of a module, by its number."""
STATUS = Question(kind="status", answer=_status)
"""The status of a requirement: concept and depth."""
VALUE = Question(kind="value", answer=_value)
"""What the cells of another page computed."""
VIEW = Question(kind="view", answer=_view, is_steady=_is_steady)
"""What a view shows: its kind and arguments."""
MENTIONS = Question(kind="mentions", answer=_mentions, is_steady=_never)
"""Where the page mentions concepts in plain words."""
CHECK = Question(kind="check", answer=_check, is_steady=_never)
"""How a check did, on the site of the authors: by its anchor."""

QUESTIONS = (LINK, LESSON, NUMBER, FRONT, STATUS, VALUE, VIEW, MENTIONS, CHECK)
