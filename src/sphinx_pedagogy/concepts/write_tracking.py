"""What a page shows of the rest of the course, and whether that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sphinx_pedagogy
from sphinx_pedagogy.concepts.link_targets import lesson_link, link_of
from sphinx_pedagogy.concepts.student_views import status_line
from sphinx_pedagogy.core.block_numbers import labels_shown
from sphinx_pedagogy.core.browser_keys import own_keys
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.content_checks import checked_contents
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.core.failures import caught
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.core.view import ViewContext, ViewSpec
from sphinx_pedagogy.course.facts import Shown, digest_of
from sphinx_pedagogy.course.lesson_order import toctree_order
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model import Place, Requirement
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.view_content import Content, Line
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.facts import PageFacts, RequirementLine, View
    from sphinx_pedagogy.course.plain_mentions import PlainMention
    from sphinx_pedagogy.course.plan_facts import Planned


def content_of(env: BuildEnvironment, docname: str, placed: View) -> list[Content]:
    """Return what a view on a page shows."""
    view = registry_of(app_of(env)).views[placed.kind]
    render = view.render
    domain = domain_of(env)
    scale = scale_of(env.config)
    context = ViewContext(
        catalogue=domain.catalogue,
        scale=scale,
        docname=docname,
        arguments=placed.named,
        diagnostics=domain.diagnostics,
        enabled_rules=domain.enabled_rules,
    )

    def tell(text: str) -> None:
        place = placed.place._replace(document=docname)
        domain.failed_views.setdefault(Diagnostic(code=Subtype.FAILURE, place=place, text=text))

    content: list[Content] = []
    with caught(f'the view "{placed.kind}"', render, "the page shows nothing in its place", tell):
        made = render(context)
        content.extend(made if is_ours(view) else checked_contents(made))
    return content


def status_of(catalogue: Catalogue, docname: str, name: str, depth: int) -> Line:
    """Return the status of a requirement on the page of a lesson or of its plan, if it has one."""
    lesson = catalogue.subject_of(docname)
    concept = catalogue.find(name)
    if lesson is None or concept is None:
        return ()
    requirement = Requirement(lesson.slug, concept, depth, Place(docname))
    return status_line(catalogue.course.verdict(requirement))


def plain_mentions(catalogue: Catalogue, docname: str) -> list[PlainMention]:
    """Return what a page mentions in plain words, if that counts in this course."""
    return catalogue.plain.of(docname) if catalogue.plain else []


def places_of(catalogue: Catalogue, docname: str) -> str:
    """Return a digest of where a page mentions concepts in plain words; empty if nowhere."""
    found = [(one.concept, one.run, one.start) for one in plain_mentions(catalogue, docname)]
    return digest_of(found) if found else ""


def value_elsewhere(pages: Mapping[str, PageFacts], docname: str, name: str) -> str:
    """Return what the cells of a page glued under a name; empty if that is not known."""
    return pages[docname].glued.get(name, "") if docname in pages else ""


def digest(env: BuildEnvironment, docname: str, around: str) -> str:
    """Return a digest of all that a page shows of the rest of the course.

    :param around: what stands around each page
    """
    page = domain_of(env).pages.get(docname)
    if page is None:
        return ""
    catalogue = catalogue_of(env)
    names = {mention.name for mention in page.mentions} | {need.name for need in page.needs}
    for statement in page.statements:
        names |= {statement.name, *statement.builds_on}
    lessons = {mention.name for mention in page.lesson_mentions}
    needs: list[RequirementLine | Planned] = [*page.needs]
    if page.plan:
        names |= {*page.plan.concepts, *(item.name for item in page.plan.items)}
        needs += [item for item in page.plan.items if item.kind == "requirement"]
    plain = {mention.concept for mention in plain_mentions(catalogue, docname)}
    front = catalogue.fronts.get(page.lesson.number[:-1]) if page.lesson else None
    shown = [
        [link_of(catalogue, name, docname) for name in sorted(names)],
        [status_of(catalogue, docname, need.name, need.depth) for need in needs],
        [lesson_link(catalogue, name) for name in sorted(lessons)],
        [front.place.document] if front else [],
        [content_of(env, docname, placed) for placed in page.views],
        [
            value_elsewhere(catalogue.pages, one.elsewhere, one.name)
            for one in page.quantities
            if one.elsewhere
        ],
        labels_shown(env, page.references),
        own_keys(env, docname),
        [link_of(catalogue, name, docname) for name in sorted(plain)],
    ]
    if not around and not any(shown):
        return ""
    return digest_of((shown, around))


def contents(builder: Builder, env: BuildEnvironment) -> str:
    """Return a digest of what a theme may show on each page of the others: titles, in order.

    Sphinx itself leaves the links to neighbours and the sidebars of pages as they are when the
    title or the place of another page changes.
    """
    if builder.format != "html":
        return ""
    shown = [(name, str(env.titles.get(name))) for name in toctree_order(env)]
    return digest_of(shown)


def pages_to_write_again(builder: Builder, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something else than when *builder* wrote them last."""
    domain = domain_of(env)
    before = domain.shown.get(builder.name, Shown("", {}))
    around = contents(builder, env)
    course = course_mark(env, around)
    # after an edit of prose nothing that pages show of each other has changed, but for lines
    keeps = before.pages if before.course == course else {}
    fresh = {
        docname: keeps[docname].partition(":")[0]
        if docname in keeps and not is_asked_again(env, docname)
        else digest(env, docname, around)
        for docname in sorted(domain.pages)
    }
    for docname in fresh:
        # where they stand changes with the text of the page alone, and is asked each time
        if places := places_of(domain.catalogue, docname):
            fresh[docname] += f":{places}"
    # a view that failed may be mended in the next build
    domain.shown[builder.name] = Shown("" if domain.failed_views else course, fresh)
    return [name for name, mark in fresh.items() if before.pages.get(name, "") != mark]


def course_mark(env: BuildEnvironment, around: str) -> str:
    """Return a digest of all from which :func:`digest` is made, but for lines and findings."""
    domain = domain_of(env)
    settings = [(one.name, one.value) for one in env.config if one.name.startswith("pedagogy_")]
    pages = sorted((docname, page.mark) for docname, page in domain.catalogue.pages.items())
    version = sphinx_pedagogy.__version__
    named = [
        (docname, [(one.concept, one.inside) for one in plain_mentions(domain.catalogue, docname)])
        for docname in sorted(domain.data["prose"])
    ]
    if (code := domain.catalogue.code) and code.names:
        named += [
            (docname, [(one.concept, "code") for one in code.of(docname)])
            for docname in sorted(domain.data["code"])
        ]
    labels = sorted(domain.labels.items()), env.toc_fignumbers if env.config.numfig else ()
    return digest_of(
        (version, settings, around, toctree_order(env), domain.courses, pages, labels, named)
    )


def is_asked_again(env: BuildEnvironment, docname: str) -> bool:
    """Whether what a page shows may differ though all pages state the same.

    It may show lines of others, what the audit says of them, or the view of a plugin, whose code
    may be another by now.
    """
    views = registry_of(app_of(env)).views
    placed = [views[one.kind] for one in domain_of(env).pages[docname].views]
    return not all(view.static and is_ours(view) for view in placed)


def is_ours(view: ViewSpec) -> bool:
    """Whether the code of a view is of this package, whose version is known."""
    return str(getattr(view.render, "__module__", "")).startswith("sphinx_pedagogy.")
