"""``prerequisite``: a requirement that no earlier lesson met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.suggestions import named, titled, where_to_teach
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model import RequirementStatus
from sphinx_pedagogy.model.findings import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Verdict
    from sphinx_pedagogy.model.findings import Diagnostic


class Prerequisite(Rule):
    """A requirement that no earlier lesson met."""

    id = "prerequisite"
    severity = Severity.ERROR
    summary = (
        "A requirement that no earlier lesson meets: the concept was never taught, or not deeply "
        "enough. The rule does not report the requirement if the lesson itself closes the gap "
        "with a `gap` block."
    )
    rationale = (
        "What a student already knows decides more than anything else whether the student "
        "understands a lesson (Ausubel, 1968). Authors know their subject too well to notice a "
        "missing step. The build notices it."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at each requirement."""
        closed = {
            (gap.lesson, context.catalogue.find(gap.name))
            for _name, page in context.pages()
            for gap in page.gaps
        }
        for verdict in context.verdicts:
            need = verdict.requirement
            # a recap reminds of what was known; it takes more to learn what was not
            if (
                verdict.status is not RequirementStatus.OK
                and (need.lesson, need.concept) not in closed
            ):
                yield from self.judge(context, verdict)

    def judge(self, context: CourseContext, verdict: Verdict) -> Iterable[Diagnostic]:
        """Say what is missing, unless the concept only fades: another rule says that."""
        need, known = verdict.requirement, verdict.knowledge
        title = titled(context, need.concept)
        wanted = context.scale.word(need.depth)
        if known is None:
            later = [
                teaching
                for teaching in context.catalogue.course.teachings_of(need.concept)
                if teaching.lesson != need.lesson
            ]
            if later:
                hint = (
                    f"it is taught later, in {named(context, later[0].lesson)}; "
                    f"{where_to_teach(context, need.concept, need.lesson)}"
                )
            elif context.catalogue.course.teachings_of(need.concept):
                return  # only this lesson does: the rule `self` says so
            else:
                hint = (
                    "teach it earlier, declare the lesson that taught it with `lesson-record`, or "
                    "teach it on this page, in a `gap` block"
                )
            text = f"no earlier lesson teaches {title} ({wanted}); {hint}"
            yield self.report(need.place, text)
        elif known.depth < need.depth:
            text = (
                f'{title} is required at depth "{wanted}", but '
                f"{named(context, known.source.lesson)} reaches only "
                f'"{context.scale.word(known.depth)}"; require less, or teach the rest on this '
                "page, in a `gap` block"
            )
            yield self.report(need.place, text, Related(known.source.place, "taught here"))
