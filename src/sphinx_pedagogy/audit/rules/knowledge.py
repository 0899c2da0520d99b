"""Rules on what a student knows when a lesson begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.suggestions import named, titled, where_to_teach, where_to_use
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.model import Status
from sphinx_pedagogy.model.findings import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.rule import Site
    from sphinx_pedagogy.model import Course, Verdict
    from sphinx_pedagogy.model.findings import Finding

ASIDE = frozenset({"constraint", "next-step", "module-complete", "series-complete"})
"""Blocks that name what is not needed here: what is left out, what comes next."""


class Prerequisite(Rule):
    """A requirement that no earlier lesson met."""

    id = "prerequisite"
    severity = Severity.ERROR
    finds = (
        "A requirement whose concept no earlier lesson taught, or not deep enough, and that the "
        "lesson does not close itself, with a `gap` block."
    )
    why = (
        "What a student knows already decides more than anything else whether a lesson can be "
        "understood (Ausubel, 1968). An author knows the subject too well to notice a step that "
        "nobody took; the build does not."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at each requirement."""
        closed = {
            (gap.lesson, site.catalogue.find(gap.name))
            for _name, page in site.pages()
            for gap in page.gaps
        }
        for verdict in site.verdicts:
            need = verdict.requirement
            # a recap reminds of what was known; it takes more to learn what was not
            if verdict.status is not Status.OK and (need.lesson, need.concept) not in closed:
                yield from self.judge(site, verdict)

    def judge(self, site: Site, verdict: Verdict) -> Iterable[Finding]:
        """Say what is missing, unless the concept only fades: another rule says that."""
        need, known = verdict.requirement, verdict.knowledge
        title = titled(site, need.concept)
        wanted = site.scale.word(need.depth)
        if known is None:
            later = [
                one
                for one in site.catalogue.course.teachings_of(need.concept)
                if one.lesson != need.lesson
            ]
            if later:
                hint = (
                    f"{named(site, later[0].lesson)} does, which comes later; "
                    f"{where_to_teach(site, need.concept, need.lesson)}"
                )
            elif site.catalogue.course.teachings_of(need.concept):
                return  # only this lesson does: the rule `self` says so
            else:
                hint = "teach it earlier, record the lesson that did, or close the gap here"
            text = f"no lesson before this one teaches {title} ({wanted}): {hint}"
            yield self.found(need.place, text)
        elif known.depth < need.depth:
            text = (
                f"{title} is needed {wanted} but was only {site.scale.word(known.depth)}, in "
                f"{named(site, known.source.lesson)}; ask for less, or close the gap here, in a "
                "`gap` block"
            )
            yield self.found(need.place, text, Related(known.source.place, "taught here"))


class Fading(Rule):
    """A required concept that was not used for long."""

    id = "fading"
    finds = (
        "A required concept last used more than `pedagogy_fading_after` lessons ago, and not "
        "recapped before its first use here."
    )
    why = (
        "What is not used is forgotten, fastest at first (Ebbinghaus, 1885; Cepeda and others, "
        "2006, on spacing). A recap of two sentences, or a use in passing on the way, keeps it "
        "within reach."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at each requirement that is deep enough."""
        for verdict in site.verdicts:
            need, known = verdict.requirement, verdict.knowledge
            if known is None or not known.fading or known.depth < need.depth:
                continue
            title = titled(site, need.concept)
            since = f"{title} was last used {known.lessons_ago} lessons ago"
            taught = Related(known.source.place, "taught here")
            if verdict.recapped:
                used, recap = recap_comes_late(site.catalogue.course, verdict)
                if used:
                    text = (
                        f"{since} and is used here in line {used}, before its recap in line "
                        f"{recap}; move the recap up"
                    )
                    yield self.found(need.place, text, taught)
                continue
            text = f"{since}, in {named(site, known.last_used)}; recap it before its first use here"
            if between := where_to_use(site, need.concept, need.lesson):
                text += f", or use it in passing on the way, for instance in {named(site, between)}"
            yield self.found(need.place, text, taught)


def recap_comes_late(course: Course, verdict: Verdict) -> tuple[int, int]:
    """Return the lines of the first use and of the first recap, if the use comes first; else 0."""
    need = verdict.requirement
    here = course.positions[need.lesson]
    uses = course.history(need.concept).users_at(here)
    page = need.place
    used, recaps = (
        [
            use.place.line
            for use in uses
            if use.recap == recap and use.place._replace(line=page.line) == page and use.place.line
            if use.inside not in ASIDE
        ]
        for recap in (False, True)
    )
    if not used or not recaps or min(recaps) <= min(used):
        return 0, 0
    return min(used), min(recaps)
