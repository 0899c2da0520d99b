"""The audit of some courses by one version of the rules, as reports of plain data."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[3]


class Version(NamedTuple):
    """What the audit of some courses says in one version of the rules."""

    name: str
    reports: dict[str, dict[str, Any]]
    """The JSON report of each course, by its name."""
    seconds: float
    """What it cost, in seconds of the processor; 0 if the reports were kept."""


def courses_in(folders: Sequence[Path]) -> list[Path]:
    """Return the courses among some folders: each is one, or has some in it."""
    found = []
    for folder in folders:
        inside = sorted(conf.parent for conf in folder.glob("*/conf.py"))
        found += [folder] if (folder / "conf.py").is_file() else inside
    return found


def version(
    side: str, courses: Sequence[Path], work: Path, settings: Sequence[str] = ()
) -> Version:
    """Audit courses with the version that a side of the comparison names.

    :param side: a revision of git; a checkout, of ours or of a plugin, whose `src` is to be
        imported; or a folder of reports that were kept
    :param work: an empty folder
    :param settings: what replaces settings of each `conf.py`, as `NAME=VALUE`
    :raises SystemExit: a course cannot be audited
    """
    folder = Path(side)
    kept = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if kept and not (folder / "src").is_dir():
        names = {course.name for course in courses}
        reports = {p.stem: json.loads(p.read_text("utf-8")) for p in kept if p.stem in names}
        return Version(side, reports, 0)
    source = folder / "src" if (folder / "src").is_dir() else exported(side, work / "code")
    start = spent()
    reports = {course.name: audit(course, source, work, settings) for course in courses}
    return Version(side, reports, spent() - start)


def exported(revision: str, into: Path) -> Path:
    """Write the package of a revision into a folder, and return what is to be imported from."""
    into.mkdir(parents=True)
    archive = into / "src.tar"
    command = ["git", "-C", str(ROOT), "archive", "-o", str(archive), revision, "src"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{revision}: no checkout, no folder of reports and no revision\n{done.stderr}")
    with tarfile.open(archive) as opened:
        opened.extractall(into, filter="data")
    return into / "src"


def audit(course: Path, source: Path, work: Path, settings: Sequence[str]) -> dict[str, Any]:
    """Return the report of a course, read afresh, by the package in a folder."""
    output = work / f"{course.name}.json"
    command = [sys.executable, "-m", "sphinx_pedagogy", "audit", str(course), "--format", "json"]
    command += ["--findings-only", "--fail-on", "never", "--output", str(output)]
    command += ["--cache", str(work / "cache" / course.name)]
    command += [part for setting in settings for part in ("-D", setting)]
    path = os.pathsep.join([str(source), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if not output.is_file():
        sys.exit(f"{course}: the audit failed\n{done.stderr}")
    report: dict[str, Any] = json.loads(output.read_text("utf-8"))
    return report


def spent() -> float:
    """Return the seconds of the processor that child processes took so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
