"""A view on a page with what it was asked, and the words that views share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.course_reader import CourseQueries
from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view_content import Content, Line, Mark, Paragraph, Ref
from sphinx_pedagogy.course.lesson_documents import ReviewVerdict, open_findings
from sphinx_pedagogy.course.names import number_of, number_text
from sphinx_pedagogy.course.phrase import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.plan_facts import LessonReview, ReviewFinding
    from sphinx_pedagogy.model import DepthScale, Lesson, Teaching
    from sphinx_pedagogy.model.findings import Diagnostic, EnabledRule


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewContext(CourseQueries):
    """A view on a page, with its argument and its options."""

    catalogue: Catalogue
    scale: DepthScale
    """The words for how deeply a concept is taught."""
    docname: str
    """The page that the view is on."""
    arguments: Mapping[str, str]
    """The argument, under the name that ``ViewSpec.subject`` gives, and the options. What the
    author left out is missing here."""
    diagnostics: Sequence[Diagnostic] = ()
    """What the audit says about the course; empty if the audit is not loaded."""
    enabled_rules: Sequence[EnabledRule] = ()
    """The rules that the audit runs."""

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that the author of the view names, or else the lesson of the page."""
        name = self.arguments.get("lesson")
        found = self.catalogue.find_lesson(name) if name else None
        return found or self.catalogue.subject_of(self.docname)

    def depth(self, depth: int) -> str:
        """Return the word of a depth, in the language of the build."""
        word = self.scale.word(depth)
        return _(word) if word else _("not taught")

    def deep_enough(self, depth: int) -> bool:
        """Whether a depth is at least the one in the option ``depth``; true without the option."""
        wanted = self.arguments.get("depth")
        return not wanted or depth >= self.scale.depth(wanted)

    def concept(self, concept: str) -> Ref | str:
        """Return a link to the deepest teaching of a concept, or to its entry in a glossary.

        :param concept: its id
        :raises LookupError: no concept has that id
        """
        if concept not in self.catalogue.concepts:
            raise LookupError(f'there is no concept with the id "{concept}"')
        title = self.catalogue.concepts[concept].title
        fit = self.catalogue.course.fit(concept, None)
        if home := self.catalogue.glossaries.instead_of(concept, fit):
            return Ref(title, *home)
        if fit is None:
            return title
        return Ref(title, fit.teaching.place.document, fit.teaching.anchor)

    def at(self, slug: str) -> Ref:
        """Return a link to a lesson.

        :raises LookupError: no lesson has that slug
        """
        course = self.catalogue.course
        lesson = course.lessons[course.positions[slug]]
        return Ref(lesson_name(lesson), lesson.place.document, lesson.anchor)

    def taught_at(self, teaching: Teaching) -> Ref:
        """Return a link to a teaching. Its text is the name of the lesson."""
        place = teaching.place.document
        return self.at(teaching.lesson)._replace(document=place, anchor=teaching.anchor)

    def lessons(self) -> Sequence[Lesson]:
        """Return the lessons to which the view is limited, in course order."""
        module = number_of(self.arguments.get("module", ""))
        only = self.arguments.get("lesson")
        lesson_asked = self.catalogue.find_lesson(only) if only else None
        found = self.catalogue.lessons_of(module) if module else self.catalogue.course.lessons
        return [lesson for lesson in found if lesson_asked in {None, lesson}]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSpec:
    """A view that a page can have: a directive of this name."""

    name: str
    """Name of the directive, lower case with hyphens."""
    render: Callable[[ViewContext], list[Content]]
    """Returns what the view shows; ``[]`` for nothing. The manual prints the first line of the
    docstring of this function."""
    subject: str = "module"
    """What the argument names: a ``lesson``, a ``concept``, or a ``module`` or series; empty if
    the view takes no argument."""
    filters: tuple[str, ...] = ()
    """The options that the view takes: any of ``depth``, ``lesson``, ``module``, ``severity``."""
    internal: bool = False
    """Whether only a block can show the view. The view then has no directive."""
    static: bool = False
    """Whether the view shows neither line numbers nor findings of the audit. A build makes our
    own static views again only if what some page states has changed. It makes those of plugins
    again whenever it has read a page, because the code of a plugin may have changed, too."""


FILTERS = {
    "depth": "Leaves out concepts that are taught less deeply than this.",
    "lesson": "Limits the view to this lesson.",
    "module": "Limits the view to this module or series.",
    "severity": "Leaves out findings below this severity: `error`, `warning` or `note`.",
}
"""What a view can be limited to, each with a sentence of help."""


def lesson_name(lesson: Lesson) -> str:
    """Return a lesson's number and title."""
    return joined(number_text(lesson.number), " ", lesson.title)


def nothing() -> list[Content]:
    """Return what an empty view says."""
    return [Paragraph((_("Nothing yet."),))]


def ago(lessons: int) -> str:
    """Return how long ago something was, in lessons."""
    if lessons == 1:
        return _("the lesson before")
    return _("{} lessons ago").format(lessons)


_OF_VERDICTS = {
    ReviewVerdict.MAJOR: "missing",
    ReviewVerdict.NEEDS: "gap",
    ReviewVerdict.PASSED: "ok",
}


def verdict_mark(verdict: ReviewVerdict) -> Mark:
    """Return the verdict of a review as a mark."""
    return Mark(_(verdict), _OF_VERDICTS[verdict])


def finding_links(findings: Iterable[ReviewFinding]) -> Line:
    """Return findings of reviews as links, each with its severity."""
    line: Line = ()
    for finding in findings:
        place = Ref(finding.title, finding.place.document, finding.anchor)
        line += (*((", ",) if line else ()), place, f" ({_(finding.severity)})")
    return line


def still_open(reviews: Sequence[LessonReview]) -> list[Content]:
    """Return what the reviews of a lesson found and no later one calls fixed; nothing for none.

    :param reviews: of one lesson, in order
    """
    line = finding_links(finding.finding for finding in open_findings(reviews))
    return [Paragraph((f"{_('Open in reviews')}: ", *line))] if line else []


def review_link(review: LessonReview) -> Ref:
    """Return the number of a review as a link to it."""
    return Ref(str(review.iteration or "?"), review.place.document, review.anchor)


def title_key(context: ViewContext, concept: str) -> tuple[str, str]:
    """Return what sorts concepts for a reader."""
    return context.catalogue.concepts[concept].title.casefold(), concept
