"""Findings in public courses, judged by hand: the sample, and what it says of each rule.

    python -m tests.audit.corpus.judge sample --reports ESSENTIALS COURSE --courses COURSES
    python -m tests.audit.corpus.judge write

The first draws findings from reports that `tests.audit.compare --keep` wrote, adds them to
`judgements.csv` without a verdict, and prints each with the lines around it, for whoever judges.
The second counts the verdicts, for the manual. What is drawn depends on nothing but the findings,
so it can be drawn again. No sentence of a course is kept: place and fingerprint find it again.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.audit.compare import Excerpts, findings_of
from tests.audit.corpus.project import public_courses
from tests.audit.corpus.versions import courses_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.audit.compare import Found

JUDGEMENTS = Path(__file__).with_name("judgements.csv")
JUDGED = Path(__file__).parents[3] / "docs" / "rules" / "judged.toml"
VERDICTS = ("right", "trivial", "wrong")
"""An author would thank for it; it is so, and not worth a word; it is not so."""
SEVERITIES = ("error", "warning", "note")
AROUND = 4
"""How many lines above and below a finding the judge gets to see."""


class Judgement(NamedTuple):
    """What a careful reader says of one finding."""

    course: str
    commit: str
    path: str
    line: str
    """In the author's file."""
    rule: str
    severity: str
    profile: str
    """The lowest profile that asks for it."""
    fingerprint: str
    verdict: str
    reason: str


def judgements(file: Path = JUDGEMENTS) -> list[Judgement]:
    """Return all judgements."""
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return [Judgement(**row) for row in csv.DictReader(opened)]


def write_judgements(rows: Sequence[Judgement], file: Path = JUDGEMENTS) -> None:
    """Write all judgements, by rule."""
    ordered = sorted(rows, key=order_of)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(Judgement._fields)
        writer.writerows(ordered)


def order_of(row: Judgement) -> tuple[str, ...]:
    """Return by what judgements are sorted in their file."""
    return row.rule, row.course, row.path, row.line.rjust(6)


def kept_findings(folder: Path) -> list[Found]:
    """Return the findings of a folder of reports."""
    return [
        found
        for path in sorted(folder.glob("*.json"))
        for found in findings_of(path.stem, json.loads(path.read_text("utf-8")))
    ]


def drawn(found: Iterable[Found], count: int) -> list[Found]:
    """Return a sample: all errors, and of each rule in turn what its place in a shuffle says.

    Warnings come before notes. One page gives one finding of a rule, as long as others have any.
    """
    by_rule: dict[tuple[int, str], list[Found]] = defaultdict(list)
    for one in sorted(found, key=shuffled):
        by_rule[SEVERITIES.index(one.severity), one.rule].append(one)
    sample: list[Found] = []
    queues = []
    for (weight, _rule), waiting in sorted(by_rule.items()):
        pages = {one.place.rpartition(":")[0]: one for one in reversed(waiting)}
        first = [one for one in waiting if pages[one.place.rpartition(":")[0]] is one]
        queue = [*first, *(one for one in waiting if one not in first)]
        if weight == 0:
            sample += queue
        else:
            queues.append(queue)
    while len(sample) < count and any(queues):
        for queue in queues:
            if queue and len(sample) < count:
                sample.append(queue.pop(0))
    return sample


def shuffled(found: Found) -> str:
    """Return what a finding is sorted by: it looks like chance, and is always the same."""
    key = f"{found.course}|{found.file}|{found.line}|{found.rule}|{found.text}"
    return blake2b(key.encode(), digest_size=8).hexdigest()


def shown(found: Found, excerpts: Excerpts) -> Iterator[str]:
    """Yield a finding and the lines around it."""
    yield f"== {found.place} {found.severity} {found.rule} {found.fingerprint[:10]}"
    yield f"   {found.text}"
    lines = excerpts.lines(found.course, found.file)
    for number in range(max(1, found.line - AROUND), min(len(lines), found.line + AROUND) + 1):
        yield f"   {'>' if number == found.line else ' '} {lines[number - 1][:240]}"


def as_toml(rows: Sequence[Judgement]) -> str:
    """Return how many findings of each rule had which verdict, at each of its severities."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.severity, row.rule, row.profile][row.verdict] += 1
    text = "# Findings in public courses, judged by hand.\n"
    text += "# Written by: python -m tests.audit.corpus.judge write\n"
    for (severity, rule, profile), of in sorted(counts.items(), key=weight):
        text += f'\n[[judged]]\nrule = "{rule}"\nseverity = "{severity}"\nprofile = "{profile}"\n'
        text += "".join(f"{verdict} = {of[verdict]}\n" for verdict in VERDICTS)
    return text


def weight(judged: tuple[tuple[str, str, str], Counter[str]]) -> tuple[int, str, str]:
    """Return by what rules are sorted in the manual: what weighs most comes first."""
    (severity, rule, profile), _counts = judged
    return SEVERITIES.index(severity), rule, profile


def sample(options: argparse.Namespace) -> None:
    """Draw findings, add them to the judgements and print them."""
    excerpts = Excerpts(courses_in([options.courses]))
    commits = {course.name: course.commit[:12] for course in public_courses()}
    rows = judgements()
    known = {(row.rule, row.fingerprint, row.line) for row in rows}
    profiles = ["essentials", "course", "strict"]
    earlier: set[str] = set()
    for profile, folder in zip(profiles, options.reports, strict=False):
        found = [one for one in kept_findings(folder) if shuffled(one) not in earlier]
        earlier |= {shuffled(one) for one in found}
        for one in drawn(found, options.count):
            line = str(excerpts.origin(one) or one.line)
            if (one.rule, one.fingerprint[:12], line) in known:
                continue
            commit = commits.get(one.course, "")
            place = (one.course, commit, one.file, line)
            what = (one.rule, one.severity, profile, one.fingerprint[:12])
            rows.append(Judgement(*place, *what, verdict="", reason=""))
            sys.stdout.writelines(f"{text}\n" for text in shown(one, excerpts))
    write_judgements(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("sample", help="draw findings for a judge")
    one.add_argument("--reports", type=Path, nargs="+", required=True, help="one for each profile")
    one.add_argument("--courses", type=Path, required=True)
    one.add_argument("--count", type=int, default=50, help="of each profile (default: 50)")
    one.set_defaults(run=sample)
    two = commands.add_parser("write", help="count the verdicts for the manual")
    two.set_defaults(run=lambda _options: JUDGED.write_text(as_toml(judgements()), "utf-8"))
    options = parser.parse_args(arguments)
    options.run(options)


if __name__ == "__main__":
    main()
