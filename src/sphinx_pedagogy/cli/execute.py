"""``sphinx-pedagogy execute``: run the cells that need it, without building pages."""

from __future__ import annotations

import sys
from functools import cache, partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.diagrams.drawing_store import store_of_drawings
from sphinx_pedagogy.diagrams.gone_drawings import prune_drawings
from sphinx_pedagogy.execute.handlers.build_events import handlers_of
from sphinx_pedagogy.execute.handlers.execution_handlers import store_of
from sphinx_pedagogy.execute.handlers.pruning import prune
from sphinx_pedagogy.execute.handlers.shifted_pages import (
    count_failures,
    seed_failures,
    shifted,
)
from sphinx_pedagogy.execute.handlers.source_text import text_as_read
from sphinx_pedagogy.execute.jobs import DEVICES
from sphinx_pedagogy.execute.kernel.scratch import scratch_folder
from sphinx_pedagogy.execute.outputs.output_changes import HAD, compare
from sphinx_pedagogy.execute.outputs.policy import Policy, policy_of
from sphinx_pedagogy.execute.outputs.resolver import OutputState
from sphinx_pedagogy.execute.page.front_matter import ShownOnlyError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Container, Iterable

    from sphinx_pedagogy.execute.handlers.execution_handlers import ExecutionHandlers
    from sphinx_pedagogy.execute.outputs.resolver import OutputResolver, PageOutputs
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage
    from sphinx_pedagogy.execute.store.store import Store

_DESCRIPTION = """\
Run the cells of all pages whose outputs are not stored, and store them. Exit code 0 means that
the outputs of all pages are now stored; 1, that some are not; 2, that nothing could be run."""
_STATES = {OutputState.FRESH: "stored", OutputState.CPU: "cpu only", OutputState.MISSING: "missing"}


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "execute",
        help="run the cells whose outputs are missing, without building pages",
        description=_DESCRIPTION,
    )
    parser.add_argument("source", nargs="?", default=".", help="folder of the pages (default: .)")
    parser.add_argument("pages", nargs="*", help="run only these pages, such as 6-3/6-3-5-latents")
    parser.add_argument(
        "-c", dest="conf", help=("folder of conf.py, if it is not the folder of the pages")
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--list", action="store_true", help="list what would run, and run nothing")
    mode.add_argument(
        "--force", action="store_true", help="also run pages whose outputs are stored"
    )
    mode.add_argument(
        "--check",
        action="store_true",
        help=(
            "run all pages again, store nothing, and report outputs that differ from the "
            "stored ones"
        ),
    )
    parser.add_argument(
        "--shift-seeds",
        type=int,
        default=0,
        metavar="N",
        help=(
            "with --check: add N to every seed that cells set, and report only cells that then fail"
        ),
    )
    parser.add_argument("--device", choices=DEVICES, help="run only pages for this device")
    parser.add_argument(
        "--prune",
        action="store_true",
        help="delete stored outputs and drawings that no page uses any more",
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Execute what is missing."""
    source = Path(arguments.source).resolve()
    conf = Path(arguments.conf).resolve() if arguments.conf else source
    if not (conf / "conf.py").is_file():
        raise ExecutionError(f"{conf} has no conf.py")
    if arguments.shift_seeds and not arguments.check:
        raise ExecutionError("--shift-seeds needs --check: what other seeds give is not stored")
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
        handlers = handlers_of(app)
        app.env.find_files(app.config, app.builder)
        text_of = cache(partial(text_as_read, app))
        pages = handlers.collect(app, sorted(app.env.found_docs), text_of)
        unread = not_read(handlers, arguments.pages)
        pages = wanted(pages, arguments, unread)
        stored = store_of(app)
        if arguments.check:
            app.config.pedagogy_executed = str(Path(scratch, "executed"))
        resolver = handlers.resolver(app, policy_for(app), say)
        if arguments.list:
            return max(show(pages, resolver), report_unread(unread))
        pages = longest_first(pages, stored)
        if arguments.shift_seeds:
            failed = check_shifted(pages, resolver, arguments.shift_seeds)
            return max(failed, report_unread(unread))
        found = resolver.resolve(pages, force=arguments.force)
        if arguments.prune:
            old = [path.as_posix() for path in prune(app, handlers, text_of)]
            if store_of_drawings(app).folder.is_dir():
                drawings = prune_drawings(source, conf, Path(scratch, "sites"))
                old += [f"{path.parent.name}/{path.name}" for path in drawings]
            for name in old:
                say(f"deleted {name}")
        if arguments.check:
            for line in compare(found, stored):
                say(line)
    return max(report(found, store_of(app)), report_unread(unread))


def longest_first(pages: Iterable[NotebookPage], store: Store) -> list[NotebookPage]:
    """Return pages by how long their cells took the last time, so that none is waited for alone.

    Those that never ran may take long as well.
    """
    took = {name: stored.provenance.seconds for name, stored in store.latest().items()}
    return sorted(pages, key=lambda page: -took.get(page.name, inf))


def check_shifted(pages: list[NotebookPage], resolver: OutputResolver, shift: int) -> int:
    """Run pages with all seeds moved, and say which cells fail; return the exit code."""
    found = resolver.resolve([shifted(page, shift) for page in pages])
    failures = list(seed_failures(pages, found, shift))
    for line in failures:
        say(line)
    ran = [name for name, outputs in found.items() if outputs.state in HAD]
    for name in found.keys() - ran:
        say(f"{name}: {why(found[name])}")
    say(count_failures(len(failures), len(ran), shift))
    return 1 if failures or len(ran) < len(found) else 0


def not_read(handlers: ExecutionHandlers, names: list[str]) -> dict[str, str]:
    """Return why pages that were asked for cannot be read, so that nobody knows of their cells.

    :param names: the pages that were asked for; all if there is none
    """
    return {
        page: " ".join(f"{type(error).__name__}: {error}".split())
        for page, error in handlers.unreadable.items()
        # what is only shown is MyST-NB's to run, and not this command's
        if not isinstance(error, ShownOnlyError) and (not names or page in names)
    }


def report_unread(unread: dict[str, str]) -> int:
    """Say which pages could not be read, and return the exit code that this calls for."""
    for name, why in sorted(unread.items()):
        say(f"{name}: it cannot be read, so none of its cells was run: {why}")
    return 1 if unread else 0


def policy_for(app: Sphinx) -> Policy:
    """Return what to do for pages that cannot be run as they want: as a build does, or nothing."""
    policy = policy_of(app.config.pedagogy_on_missing_output)
    return policy if policy is Policy.CPU else Policy.SKIP


def wanted(
    pages: list[NotebookPage], arguments: Namespace, unread: Container[str]
) -> list[NotebookPage]:
    """Return the pages that were asked for.

    :param unread: pages of which nobody knows whether they have cells
    :raises ExecutionError: one of them has no cells, or is not there
    """
    known = {page.name for page in pages}
    if unknown := {name for name in arguments.pages if name not in known and name not in unread}:
        raise ExecutionError(f"no page with cells is named {', '.join(sorted(unknown))}")
    return [
        page
        for page in pages
        if arguments.device in (None, page.options.device)
        and (not arguments.pages or page.name in arguments.pages)
    ]


def show(pages: list[NotebookPage], resolver: OutputResolver) -> int:
    """Print a line for each page."""
    missing = {page.name for page in pages if resolver.would_run(page)}
    width = max((len(page.name) for page in pages), default=0)
    for page in pages:
        state = _STATES[resolver.state(page)]
        cells = plural(len(page.code), "cell")
        notes = "; ".join((*page.options.complaints, *page.problems))
        line = f"{page.name:{width}}  {page.options.device}  {state:8}  {cells:>9}  {notes}"
        say(line.rstrip())
    say(f"{len(missing)} of {plural(len(pages), 'page')} would run")
    return 1 if missing else 0


def report(found: dict[str, PageOutputs], store: Store) -> int:
    """Say what could not be had."""
    bad = 0
    for name, page_outputs in found.items():
        if page_outputs.state not in HAD:
            say(f"{name}: {why(page_outputs)}")
        elif page_outputs.stored and not page_outputs.stored.path.is_relative_to(store.folder):
            say(f"{name}: its outputs could not be stored")
        else:
            if page_outputs.state is OutputState.CPU:
                say(f"{name}: its outputs are of the CPU: {why(page_outputs)}")
            continue
        bad += 1
    have = "has its" if len(found) == 1 else "have their"
    say(f"{len(found) - bad} of {plural(len(found), 'page')} {have} outputs")
    return 1 if bad else 0


def why(page_outputs: PageOutputs) -> str:
    """Return why a page shows nothing better."""
    return page_outputs.reason.error if page_outputs.reason else page_outputs.state


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
