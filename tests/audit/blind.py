"""The labelled courses of `fragments` as they are measured: `blind` to `fifth`.

Each page there, or folder of pages, is a course of its own. All are read in one build, since
reading is what takes time; then the audit is asked about each course alone.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tests.audit.labelled import FRAGMENTS, SETTINGS

from sphinx_pedagogy.audit.course_audit import audit_course
from sphinx_pedagogy.core.domain import OF_PAGES, domain_of
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.model.records import Place
    from sphinx_pedagogy.testing import Built

RULE_OF = {
    **dict.fromkeys(("check", "echo", "asymmetric", "scaffold", "modalities", "style"), ""),
    **dict.fromkeys(("quantity", "outline", "answerable", "spoiler", "misconceptions"), ""),
    **dict.fromkeys(("decision", "forward", "alignment"), ""),
    "stretch": "pace",
}
"""The subjects of the labels, each with the rule that is to find its faults, if of another name."""
SUBJECTS = {rule or subject: subject for subject, rule in RULE_OF.items()}
"""The rules, each with its subject."""
OF_WHOLE_LESSONS = frozenset({"outline", "modalities", "alignment"})
"""Rules on what a lesson must have: only the pages of their own subjects are lessons in full."""
ALSO = {"decision": frozenset({"scope"})}
"""Rules that may find the faults of another one as well."""
AUDIT = {"*": "off", "prose": "warning", "scope": "note", **dict.fromkeys(SUBJECTS, "warning")}
LIMITS = {"misconceptions": {"least": 0}}
"""How many misconceptions a lesson takes is not asked: these pages have one, or none."""


_FENCE = re.compile(r"\s*(:{3,}|`{3,})\s*(\S*)")


class Label(NamedTuple):
    """A passage that a careful reader minds."""

    course: str
    rule: str
    page: str
    """Its document."""
    lines: Sequence[tuple[int, int]]
    """A finding in any of these ranges is about it; anywhere in the course, if there are none."""
    note: str

    def is_met_by(self, finding: Diagnostic) -> bool:
        """Whether a finding on the course is about this passage."""
        places = [finding.place, *(related.place for related in finding.related)]
        asked = finding.code == self.rule or finding.code in ALSO.get(self.rule, ())
        return asked and any(map(self.covers, places))

    def covers(self, place: Place) -> bool:
        """Whether a place is in the passage."""
        at = place.line or 0
        within = any(first <= at <= last for first, last in self.lines)
        return not self.lines or (place.document == self.page and within)


class Course(NamedTuple):
    """A page, or a folder of pages, that is audited alone."""

    name: str
    """Its page, or its folder, without suffix: `check/01-cooking-faulty`."""
    kind: str
    """`faulty`, `sound`, or `fine`: that is one which only looks wrong."""

    @property
    def rule(self) -> str:
        """The rule that it was written for."""
        subject = self.name.split("/")[0]
        return RULE_OF.get(subject) or subject

    def has(self, document: str) -> bool:
        """Whether a document belongs to it."""
        return document == self.name or document.startswith(f"{self.name}/")


class CourseSet(NamedTuple):
    """A folder of labelled courses."""

    name: str
    folder: Path

    @property
    def sizes(self) -> dict[str, int]:
        """How many courses it has, with a fault of their subject and without."""
        faulty = sum(course.kind == "faulty" for course in self.courses())
        return {"faulty": faulty, "sound": len(self.courses()) - faulty}

    def courses(self) -> list[Course]:
        """Return all of them."""
        found = sorted(self.folder.glob("*/*"))
        names = [one.relative_to(self.folder).with_suffix("") for one in found if is_course(one)]
        return [Course(name.as_posix(), name.name.rsplit("-", 1)[1]) for name in names]

    def labels(self) -> list[Label]:
        """Return all faults; first those of each course's own subject."""
        stated = tomllib.loads((self.folder / "labels.toml").read_text(encoding="utf-8"))
        return [self.label(one) for one in (*stated["fault"], *stated.get("other", ()))]

    def label(self, stated: Mapping[str, Any]) -> Label:
        """Read a label: the lines of a fault, and those of the block that it stands in."""
        path = Path(stated["file"]).with_suffix("")
        subject = cast("str", stated["rule"])
        whole = stated.get("scope") == "page" or "first" not in stated
        lines = [] if whole else [(stated["first"], stated["last"])]
        if lines:
            text = (self.folder / stated["file"]).read_text(encoding="utf-8")
            for line in (stated["first"], *stated.get("also", ())):
                lines += [(line, line), *blocks_around(text.splitlines(), line)]
        return Label(
            course=Path(*path.parts[:2]).as_posix(),
            rule=RULE_OF[subject] or subject,
            page=path.as_posix(),
            lines=lines,
            note=stated["why"],
        )

    def build(self, root: Path, audit: Mapping[str, str]) -> Built:
        """Read all courses in an empty folder."""
        names = [self.index_of(course) for course in self.courses()]
        for subject in {course.name.split("/")[0] for course in self.courses()}:
            shutil.copytree(self.folder / subject, root / subject)
        conf: dict[str, Any] = {
            **SETTINGS,
            "pedagogy_audit": audit,
            "pedagogy_audit_profile": "strict",
            "pedagogy_audit_limits": LIMITS,
        }
        files = {
            "conf.py": "".join(f"{name} = {value!r}\n" for name, value in conf.items()),
            "index.md": "\n".join(["# Fragments", "", "```{toctree}", *names, "```", ""]),
        }
        return Project(root, files).build("dummy")

    def index_of(self, course: Course) -> str:
        """Return the first page of a course."""
        folder = self.folder / course.name
        return f"{course.name}/index" if folder.is_dir() else course.name

    def findings(self, root: Path) -> Iterator[tuple[Course, list[Diagnostic]]]:
        """Yield what the audit finds in each course; *root* is an empty folder."""
        env = self.build(root, AUDIT).env
        for course in self.courses():
            yield course, findings_in(env, course)


def is_course(path: Path) -> bool:
    """Whether a file or folder of a subject is a course: there are figures, too."""
    return path.is_dir() or path.suffix == ".md"


def bare(finding: Diagnostic) -> str:
    """Return what a finding says, without the lines that it names."""
    return f"{finding.code} {re.sub('[0-9]+', '', finding.text)}"


def blocks_around(lines: Sequence[str], line: int) -> list[tuple[int, int]]:
    """Return where the outermost fence begins and ends that a line stands in, if there is one."""
    opened: list[tuple[str, int]] = []
    for number, text in enumerate(lines, 1):
        fence = _FENCE.match(text)
        if fence is None:
            continue
        marks, name = fence.groups()
        if not opened or (name and not opened[-1][0].startswith("`")):
            opened.append((marks, number))
        elif not name and marks.startswith(opened[-1][0]):
            _marks, first = opened.pop()
            if not opened and first <= line <= number:
                return [(first, number)]
    return []


def findings_in(env: BuildEnvironment, course: Course) -> list[Diagnostic]:
    """Return what the audit says of one of the courses that were read."""
    domain = domain_of(env)
    everything = dict(domain.data)
    try:
        for kind in OF_PAGES:
            domain.data[kind] = {
                name: kept for name, kept in everything[kind].items() if course.has(name)
            }
        domain.derive()
        audit_course(app_of(env), env)
        if domain.failed:
            raise AssertionError(f"{course.name}: {domain.failed[0].text}")
        return [one for one in domain.diagnostics if one.is_active]
    finally:
        domain.data.update(everything)


class Tally(NamedTuple):
    """How one rule did on a set."""

    found: Sequence[Label]
    missed: Sequence[Label]
    false: Sequence[tuple[Course, Diagnostic]]
    """False alarms."""

    @property
    def figures(self) -> dict[str, int]:
        """What is published."""
        return {
            "faults": len(self.found) + len(self.missed),
            "found": len(self.found),
            "twins": sum(self.is_own(at, "sound") for at in self.false),
            "fine": sum(self.is_own(at, "fine") for at in self.false),
            "beside": sum(at[0].rule != at[1].code or at[0].kind == "faulty" for at in self.false),
        }

    @staticmethod
    def is_own(at: tuple[Course, Diagnostic], kind: str) -> bool:
        """Whether a false alarm is on such a page of the rule's own subject."""
        course, finding = at
        return course.rule == finding.code and course.kind == kind


def tallies(courses: CourseSet, root: Path) -> dict[str, Tally]:
    """Return how each rule does on a set; *root* is an empty folder."""
    by_course = dict(courses.findings(root))
    labels = courses.labels()
    return {rule: tally(rule, labels, by_course) for rule in SUBJECTS}


def tally(
    rule: str, labels: Iterable[Label], by_course: Mapping[Course, Iterable[Diagnostic]]
) -> Tally:
    """Return how one rule did. A fault beside those of a page's subject may be found, and need not.

    What is said of the sound twin in the same words is not about the fault.
    """
    said = {
        (course.name.removesuffix("-sound"), bare(finding))
        for course, findings in by_course.items()
        for finding in findings
        if course.kind == "sound"
    }
    own = [label for label in labels if label.rule == rule]
    met: set[str] = set()
    false = []
    for course, findings in by_course.items():
        here = [label for label in own if label.course == course.name]
        for finding in findings:
            if finding.code != rule and finding.code not in ALSO.get(rule, ()):
                continue
            same = (course.name.removesuffix("-faulty"), bare(finding)) in said
            right = [] if same else [one for one in here if one.is_met_by(finding)]
            met |= {label.course for label in right}
            counts = course.rule == rule or rule not in OF_WHOLE_LESSONS
            if not right and counts and finding.code == rule:
                false.append((course, finding))
    counted = [label for label in own if label.course.startswith(f"{SUBJECTS[rule]}/")]
    return Tally(
        [label for label in counted if label.course in met],
        [label for label in counted if label.course not in met],
        false,
    )


BLIND = CourseSet("blind", FRAGMENTS / "blind")
"""Written by somebody who had read no rule; rules were mended with them after a first run."""
REWORDED = CourseSet("reworded", FRAGMENTS / "reworded")
"""The same kinds of fault in other words, and fresh pairs; rules were mended with them later."""
FRESH = CourseSet("fresh", FRAGMENTS / "fresh")
"""Written by somebody who had read no rule, after rules were mended with the reworded faults."""
FOURTH = CourseSet("fourth", FRAGMENTS / "fourth")
"""Written by somebody who had read no rule, after rules were mended with the fresh faults."""
FIFTH = CourseSet("fifth", FRAGMENTS / "fifth")
"""Written by somebody who had read the manual's page of each rule, and no rule."""
COURSE_SETS = (BLIND, REWORDED, FRESH, FOURTH, FIFTH)
