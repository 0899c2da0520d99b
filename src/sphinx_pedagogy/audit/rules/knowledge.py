"""Rules on what a student knows when a lesson begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.model import Status
from sphinx_pedagogy.model.findings import Related, Severity
from sphinx_pedagogy.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.model import Verdict
    from sphinx_pedagogy.model.findings import Finding
    from sphinx_pedagogy.rule import Site


class Prerequisite(Rule):
    """A requirement that no earlier lesson met."""

    id = "prerequisite"
    severity = Severity.ERROR
    finds = (
        "A requirement whose concept no earlier lesson taught, or not deep enough, and that the "
        "lesson does not close itself."
    )
    why = (
        "What a student knows already decides more than anything else whether a lesson can be "
        "understood (Ausubel, 1968). An author knows the subject too well to notice a step that "
        "nobody took; the build does not."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at each requirement."""
        for verdict in site.catalogue.course.all_verdicts():
            if verdict.status is not Status.OK and not verdict.recapped:
                yield from self.judge(site, verdict)

    def judge(self, site: Site, verdict: Verdict) -> Iterable[Finding]:
        """Say what is missing, unless the concept only fades: another rule says that."""
        need, known = verdict.requirement, verdict.knowledge
        title = site.catalogue.concepts[need.concept].title
        wanted = site.scale.word(need.depth)
        if known is None:
            later = site.catalogue.course.teachings_of(need.concept)
            hint = (
                f'only "{later[0].lesson}" does, which comes later'
                if later
                else "teach it earlier, or record the lesson that did"
            )
            text = f'no lesson before this one teaches "{title}" ({wanted}): {hint}'
            yield self.found(need.place, text)
        elif known.depth < need.depth:
            text = (
                f'"{title}" is needed {wanted} but was only {site.scale.word(known.depth)}, in '
                f'"{known.source.lesson}"; ask for less, or close the gap here with a recap'
            )
            yield self.found(need.place, text, Related(known.source.place, "taught here"))


class Fading(Rule):
    """A required concept that was not used for long."""

    id = "fading"
    finds = (
        "A required concept last used more than `pedagogy_fading_after` lessons ago, and not "
        "recapped here."
    )
    why = (
        "What is not used is forgotten, fastest at first (Ebbinghaus, 1885; Cepeda and others, "
        "2006, on spacing). A recap of two sentences, or a use in passing on the way, keeps it "
        "within reach."
    )

    def on_course(self, site: Site) -> Iterable[Finding]:
        """Look at each requirement that is deep enough."""
        course = site.catalogue.course
        for verdict in course.all_verdicts():
            need, known = verdict.requirement, verdict.knowledge
            if not known or not known.fading or verdict.recapped or known.depth < need.depth:
                continue
            title = site.catalogue.concepts[need.concept].title
            here = course.positions[need.lesson]
            between = course.lessons[max(0, here - course.fading_after // 2)]
            text = (
                f'"{title}" was last used {known.lessons_ago} lessons ago, in '
                f'"{known.last_used}"; recap it before its first use here, or use it in passing '
                f'on the way, for instance in "{between.slug}"'
            )
            yield self.found(need.place, text, Related(known.source.place, "taught here"))
