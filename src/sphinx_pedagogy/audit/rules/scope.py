"""``scope``: a lesson that does not say what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.scope_subjects import Subjects, subject_of
from sphinx_pedagogy.audit.text.told_plainly import says_limits
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Profile, Related, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.facts import PageFacts
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


_SHARED = Shared(
    "{} lessons do not say what they leave out; add to each of them a constraint block that does"
)


class Scope(Rule):
    """A lesson that does not say what it leaves out."""

    id = "scope"
    profile = Profile.COURSE
    reads_prose = "partly"
    summary = (
        "A lesson without a `constraint` block. A `constraint` block that does not say what the "
        "lesson leaves out. A `constraint` block that leaves out something that the lesson has."
    )
    rationale = (
        "A student who knows what a lesson leaves out does not look for it, and does not think "
        "that they have missed it. In place of the block, a section called “Limits” will do, or "
        "a sentence such as “we do not cover proofs”. If the block has both kinds of item, "
        "`+` for what the lesson covers and `-` for what it leaves out, the rule compares the `-` "
        "items with the titles of the sections, and with the concepts that the lesson "
        "teaches.\n\n"
        "If the text explains something without a section or a concept of that name, the rule "
        "does not see it."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for the block, and for both kinds of item in it."""
        if page.lesson is None:
            return
        found = next(iter(page.find(BlockRole.SCOPE)), None)
        if found is None and says_limits(page):
            return
        if found is None:
            text = "the lesson does not say what it leaves out; add a constraint block that does"
            yield self.report(page.lesson.place, text, shared=_SHARED)
        elif not leaves_out(found):
            text = (
                "the constraint says what the lesson covers and not what it leaves out; add a "
                "list of `-` items, or a sentence that begins with Not"
            )
            # without a list, what it says is in its words
            listed = any(part.kind == "list" for part in found.children)
            yield self.report(page.place(found), text, guess=not listed)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look for what lessons leave out and have; with a plan, that is for the rule on plans."""
        plans = context.catalogue.documents.plans
        for docname, page in context.pages():
            if page.lesson and page.lesson.slug not in plans and docname in context.trees:
                yield from self.contradictions(context, page, docname)

    def contradictions(
        self, context: CourseContext, page: PageFacts, docname: str
    ) -> Iterator[Diagnostic]:
        """Find sections and concepts of a lesson that its own constraint leaves out."""
        slug = page.lesson.slug if page.lesson else ""
        lines = [line for line in page.scope if line.left_out and line.lesson == slug]
        if not lines:
            return
        catalogue = context.catalogue
        # the first is the lesson's own title
        sections = {part.title: part for part in [*context.trees[docname].find("section")][1:]}
        titles = Subjects(sections, context.language)
        taught = {
            teaching.concept: teaching.place for teaching in catalogue.course.taught.get(slug, ())
        }
        for line in lines:
            subject = subject_of(str(line.text))
            title = titles.same_as(subject)
            concept = catalogue.find(subject) if subject else None
            if title:
                part = sections[title]
                at = Place(line.place.document, part.line, part.source or "")
                what, place = f'a section "{title}"', at
            elif concept in taught:
                what = f'a concept block for "{catalogue.concepts[str(concept)].title}"'
                place = taught[str(concept)]
            else:
                continue
            text = (
                f'the constraint leaves out "{subject}", and the lesson has {what}; take one of '
                "the two out"
            )
            guess = bool(title) and key(title) != key(subject)
            yield self.report(line.place, text, Related(place, "here"), guess=guess)


def leaves_out(constraint: PageElement) -> bool:
    """Whether a constraint names something that the lesson is not about."""
    lists = [part for part in constraint.children if part.kind == "list"]
    return any(part.options.get("bullet") != "+" for part in lists) or (
        " not " in f" {constraint.words().casefold()} "
    )
