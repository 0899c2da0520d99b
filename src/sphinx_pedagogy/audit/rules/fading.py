"""``fading``: a required concept that was not used for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.suggestions import named, titled, where_to_use
from sphinx_pedagogy.audit.undeclared_uses import ANNOUNCING
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model.findings import Related

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import CourseContext
    from sphinx_pedagogy.model import Verdict
    from sphinx_pedagogy.model.findings import Diagnostic


class Fading(Rule):
    """A required concept that was not used for long."""

    id = "fading"
    summary = (
        "A required concept whose last use is more than `pedagogy_fading_after` lessons ago, if "
        "the lesson does not recap the concept before using it."
    )
    rationale = (
        "Students forget what they do not use, fastest at first (Ebbinghaus, 1885; Cepeda and "
        "others, 2006, on spacing). A recap of two sentences, or a passing use in a lesson in "
        "between, keeps the concept within reach."
    )

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at each requirement that is deep enough."""
        course = context.catalogue.course
        for verdict in context.verdicts:
            need, known = verdict.requirement, verdict.knowledge
            if known is None or not known.fading or known.depth < need.depth:
                continue
            title = titled(context, need.concept)
            since = f"{title} was last used {known.lessons_ago} lessons ago"
            taught = Related(known.source.place, "taught here")
            if verdict.recapped:
                used, recap = recap_comes_late(context, verdict)
                if used:
                    text = (
                        f"{since} and is used here in line {used}, before its recap in line "
                        f"{recap}; move the recap up"
                    )
                    yield self.report(need.place, text, taught)
                continue
            text = (
                f"{since}, in {named(context, known.last_used)}, and may be forgotten (limit "
                f"{course.fading_after}: pedagogy_fading_after); recap it before its first use here"
            )
            if between := where_to_use(context, need.concept, need.lesson):
                text += f", or use it in a lesson in between, such as {named(context, between)}"
            yield self.report(need.place, text, taught)


def recap_comes_late(context: CourseContext, verdict: Verdict) -> tuple[int, int]:
    """Return the lines of the first use and of the first recap, if the use comes first; else 0."""
    need = verdict.requirement
    course = context.catalogue.course
    here = course.positions[need.lesson]
    uses = course.history(need.concept).users_at(here)
    page = need.place
    used, recaps = (
        [
            use.place.line
            for use in uses
            if use.recap == recap and use.place._replace(line=page.line) == page and use.place.line
            if not context.is_a(use.inside, *ANNOUNCING)
        ]
        for recap in (False, True)
    )
    if not used or not recaps or min(recaps) <= min(used):
        return 0, 0
    return min(used), min(recaps)
