"""``sphinx-pedagogy execute``: run the cells that need it, without building pages."""

from __future__ import annotations

import contextlib
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.execute.compare import HAD, compare
from sphinx_pedagogy.execute.jobs import DEVICES
from sphinx_pedagogy.execute.pages import Pages, pages_of, store_of
from sphinx_pedagogy.execute.policy import Policy, policy_of
from sphinx_pedagogy.execute.scratch import scratch_folder
from sphinx_pedagogy.execute.staging import State
from sphinx_pedagogy.execute.store import DamagedError
from sphinx_pedagogy.execute.texts import text_as_read

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Callable

    from sphinx_pedagogy.execute.lesson import Lesson
    from sphinx_pedagogy.execute.staging import Stage, Staged
    from sphinx_pedagogy.execute.store import Store

_DESCRIPTION = """\
Run the cells of all pages whose outputs are not stored, and store them. Exit code 0 means that
the outputs of all pages are stored then; 1, that some are not; 2, that nothing could be run."""
_STATES = {State.FRESH: "stored", State.CPU: "cpu only", State.MISSING: "missing"}


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "execute",
        help="run the cells whose outputs are missing, without building pages",
        description=_DESCRIPTION,
    )
    parser.add_argument("source", nargs="?", default=".", help="folder of the pages (default: .)")
    parser.add_argument("pages", nargs="*", help="only these pages, such as 6-3/6-3-5-latents")
    parser.add_argument("-c", dest="conf", help="folder of conf.py, if it is another")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--list", action="store_true", help="say what would run, and run nothing")
    mode.add_argument("--force", action="store_true", help="run also what is stored")
    mode.add_argument(
        "--check",
        action="store_true",
        help="run also what is stored, store nothing, and say what comes out differently",
    )
    parser.add_argument("--device", choices=DEVICES, help="only pages for this device")
    parser.add_argument(
        "--prune", action="store_true", help="delete stored outputs that no page uses any more"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Execute what is missing."""
    source = Path(arguments.source).resolve()
    conf = Path(arguments.conf).resolve() if arguments.conf else source
    if not (conf / "conf.py").is_file():
        raise ExecutionError(f"{conf} has no conf.py")
    with (
        scratch_folder() as scratch,
        patch_docutils(conf),
        docutils_namespace(),
    ):
        app = Sphinx(
            source,
            conf,
            Path(scratch, "out"),
            Path(scratch, "doctrees"),
            "dummy",
            status=None,
            warning=sys.stderr,
        )
        pages = pages_of(app)
        app.env.find_files(app.config, app.builder)
        text_of = cache(partial(text_as_read, app))
        lessons = wanted(pages.collect(app, sorted(app.env.found_docs), text_of), arguments)
        stored = store_of(app)
        if arguments.check:
            app.config.pedagogy_executed = str(Path(scratch, "executed"))
        stage = pages.stage(app, policy_for(app), say)
        if arguments.list:
            return show(lessons, stage)
        found = stage.stage(lessons, force=arguments.force)
        if arguments.prune:
            prune(app, pages, text_of)
        if arguments.check:
            for line in compare(found, stored):
                say(line)
    return report(found, store_of(app))


def policy_for(app: Sphinx) -> Policy:
    """Return what to do for pages that cannot be run as they want: as a build does, or nothing."""
    policy = policy_of(app.config.pedagogy_on_missing_output)
    return policy if policy is Policy.CPU else Policy.SKIP


def wanted(lessons: list[Lesson], arguments: Namespace) -> list[Lesson]:
    """Return the pages that were asked for.

    :raises ExecutionError: one of them has no cells, or is not there
    """
    if unknown := set(arguments.pages) - {lesson.name for lesson in lessons}:
        raise ExecutionError(f"no page with cells is named {', '.join(sorted(unknown))}")
    return [
        lesson
        for lesson in lessons
        if arguments.device in (None, lesson.demand.device)
        and (not arguments.pages or lesson.name in arguments.pages)
    ]


def show(lessons: list[Lesson], stage: Stage) -> int:
    """Print a line for each page."""
    missing = {lesson.name for lesson in lessons if stage.would_run(lesson)}
    width = max((len(lesson.name) for lesson in lessons), default=0)
    for lesson in lessons:
        state = _STATES[stage.state(lesson)]
        cells = plural(len(lesson.code), "cell")
        notes = "; ".join((*lesson.demand.complaints, *lesson.problems))
        line = f"{lesson.name:{width}}  {lesson.demand.device}  {state:8}  {cells:>9}  {notes}"
        say(line.rstrip())
    say(f"{len(missing)} of {plural(len(lessons), 'page')} would run")
    return 1 if missing else 0


def prune(app: Sphinx, pages: Pages, text_of: Callable[[str], str]) -> None:
    """Delete what no page of the whole project uses.

    What a page shows on its own device stays even if it is old, and all of a page that cannot be
    read stays: it may be mended.

    :param text_of: returns the text of a page as a build would read it
    """
    store = store_of(app)
    found = pages.collect(app, sorted(app.env.found_docs), text_of)
    lessons = {lesson.name: lesson for lesson in found}
    for lesson in lessons.values():
        for device in DEVICES:
            take_over(store, lesson, device)

    def keep(document: str, device: str) -> bool:
        lesson = lessons.get(document)
        if lesson is None:
            return document in pages.unreadable
        return device == lesson.demand.device or store.has(lesson.key(device), document, device)

    for path in store.prune(keep):
        say(f"deleted {path.relative_to(store.folder).as_posix()}")


def take_over(store: Store, lesson: Lesson, device: str) -> None:
    """Give the outputs of a page its name, if they bear another one."""
    key = lesson.key(device)
    with contextlib.suppress(DamagedError):
        stored = store.get(key, lesson.name, device)
        if stored and stored.is_of(lesson.code) and stored.path != store.path(lesson.name, device):
            store.adopt(stored, key, lesson.name, device)


def report(found: dict[str, Staged], store: Store) -> int:
    """Say what could not be had."""
    bad = 0
    for name, staged in found.items():
        why = staged.reason.error if staged.reason else staged.state
        if staged.state not in HAD:
            say(f"{name}: {why}")
        elif staged.stored and not staged.stored.path.is_relative_to(store.folder):
            say(f"{name}: its outputs could not be stored")
        else:
            if staged.state is State.CPU:
                say(f"{name}: its outputs are of the CPU: {why}")
            continue
        bad += 1
    have = "has its" if len(found) == 1 else "have their"
    say(f"{len(found) - bad} of {plural(len(found), 'page')} {have} outputs")
    return 1 if bad else 0


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
