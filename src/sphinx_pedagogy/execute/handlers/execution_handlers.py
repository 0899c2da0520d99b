"""The Sphinx side: stages pages before they are read, and hands each its outputs."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import Matcher

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.careful_reader import careful_config
from sphinx_pedagogy.core.mystnb.metadata import note_execution
from sphinx_pedagogy.core.mystnb.readers import (
    config_of,
    myst_config_of,
    raises_on_error,
    use_config,
)
from sphinx_pedagogy.core.settings import SETTINGS
from sphinx_pedagogy.core.source_folders import folders_of
from sphinx_pedagogy.course.errors import ExecutionError, StoppedError
from sphinx_pedagogy.course.facts import Execution
from sphinx_pedagogy.course.messages import Subtype, emit_critical, emit_info, emit_warning
from sphinx_pedagogy.execute.executors.choice import NONE, refusal
from sphinx_pedagogy.execute.handlers.failed_cells import write_report
from sphinx_pedagogy.execute.handlers.page_notices import mark_page
from sphinx_pedagogy.execute.handlers.page_reader import config_with_outputs, read_page
from sphinx_pedagogy.execute.handlers.page_warnings import problems_of, statistics_of
from sphinx_pedagogy.execute.handlers.source_text import may_be_changed, text_in_file
from sphinx_pedagogy.execute.handlers.stops import note_stop
from sphinx_pedagogy.execute.handlers.store_folder import executed_folder
from sphinx_pedagogy.execute.outputs.policy import Policy, policy_of
from sphinx_pedagogy.execute.outputs.progress import ProgressDisplay
from sphinx_pedagogy.execute.outputs.resolver import OutputResolver, OutputState, PageOutputs
from sphinx_pedagogy.execute.page.front_matter import ShownOnlyError, problem_of
from sphinx_pedagogy.execute.page.inputs import find_inputs_of
from sphinx_pedagogy.execute.store.store import Store
from sphinx_pedagogy.execute.store.written_files import put_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.mystnb.readers import NbParserConfig
    from sphinx_pedagogy.execute.page.notebook_page import NotebookPage
    from sphinx_pedagogy.execute.store.stored import Stored

_SCRATCH = "pedagogy-outputs"
_WAIT = (OutputState.CPU, OutputState.STALE, OutputState.MISSING)
"""What a page is that waits for its outputs."""


def settings_of(app: Sphinx) -> dict[str, Any]:
    """Return every ``pedagogy_*`` setting, by its whole name; paths are absolute."""
    settings = {setting.name: getattr(app.config, setting.name) for setting in SETTINGS}
    files = settings["pedagogy_worker_tls"]
    settings["pedagogy_worker_tls"] = {
        name: str(Path(app.confdir, path)) for name, path in files.items()
    }
    return settings


def store_of(app: Sphinx) -> Store:
    """Return the project's store of outputs."""
    return Store(executed_folder(app, app.config))


def display_for(total: int, say: Callable[[str], None]) -> ProgressDisplay:
    """Return what shows how far *total* jobs are."""
    terminal = sys.stderr if sys.stderr.isatty() else None
    return ProgressDisplay(total, say, terminal)


class ExecutionHandlers:
    """The pages with cells of one application; its methods are handlers of events."""

    def __init__(self) -> None:
        """Know none yet."""
        self._pages: dict[str, NotebookPage] = {}
        self._outputs: dict[str, PageOutputs] = {}
        self._base: NbParserConfig | None = None
        self._is_late = False
        """Whether a page gets its outputs only when it is read: its text is not known before."""
        self.unreadable: dict[str, Exception] = {}
        """Pages that cannot be read, so nobody knows what cells they have, and why."""

    def collect(
        self, app: Sphinx, docnames: Iterable[str], text_of: Callable[[str], str]
    ) -> list[NotebookPage]:
        """Return those of some pages whose cells are ours to run.

        :param text_of: returns the text of a page as myst-nb will get it
        """
        pages = []
        for docname in docnames:
            try:
                page = read_page(app, docname, text_of(docname))
            except Exception as error:  # myst-nb would meet the same, and end the build
                self.unreadable[docname] = error
                continue
            self.unreadable.pop(docname, None)
            if page is not None:
                pages.append(page)
        return pages

    def resolver(self, app: Sphinx, policy: Policy, say: Callable[[str], None]) -> OutputResolver:
        """Return what gets the outputs of the pages of a build.

        :param say: writes a line of a log
        """
        settings = settings_of(app)
        return OutputResolver(
            store_of(app),
            Store(Path(app.doctreedir, _SCRATCH)),
            settings,
            policy,
            lambda total: display_for(total, say),
            lambda text: emit_warning(Subtype.STORE, text),
            say,
        )

    def read_again(
        self, app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], *_: object
    ) -> list[str]:
        """Ask for the pages that may get better outputs, or whose inputs are other files now."""
        known = env.found_docs - added - changed
        again = []
        for docname, execution in domain_of(env).executions.items():
            found, _problems = find_inputs_of(app, execution.inputs, execution.folder)
            if docname in known and (
                tuple(sorted(found)) != execution.files
                or may_become_better(app, docname, execution)
            ):
                again.append(docname)
        return again

    def before_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Get the outputs of the pages that are about to be read, all at once if possible.

        :raises StoppedError: going on would show wrong outputs or be unsafe; it is said why
        """
        # to run cells is MyST-NB's work, unless the project asks for ours
        self._base = config_of(env) if domain_of(env).in_use else None
        self._is_late = may_be_changed(app)
        self._pages, self._outputs = {}, {}
        if self._is_late:
            return
        try:
            self._get_outputs(app, docnames, partial(text_in_file, env))
        except ExecutionError as error:
            emit_critical(str(error))
            raise StoppedError(str(error)) from error

    def _get_outputs(self, app: Sphinx, docnames: list[str], text_of: Callable[[str], str]) -> None:
        """Get the outputs of some pages, and the files that their cells wrote.

        :raises ExecutionError: going on would show wrong outputs or be unsafe
        """
        if self._base is None or not docnames:
            return
        pages = self.collect(app, docnames, text_of)
        self._pages |= {page.name: page for page in pages}
        policy = policy_of(app.config.pedagogy_on_missing_output)
        found = self.resolver(app, policy, emit_info).resolve(pages)
        if raises_on_error(self._base):
            fail_if_any_failed(found)
        self._outputs |= found
        for name, page_outputs in found.items():
            if page_outputs.stored is not None and page_outputs.state is not OutputState.FAILED:
                put_files_back(app, name, page_outputs.stored)

    def choose_outputs(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Let myst-nb read one page with its outputs."""
        env = app.env
        if self._base is None:
            return
        use_config(env, self._base)
        if self._is_late:
            try:
                self._get_outputs(app, [docname], lambda _: source[0])
            except ExecutionError as error:
                note_stop(env, error)
        if docname in self.unreadable:
            self._read_carefully(env, docname, source[0])
        page_outputs, page = self._outputs.get(docname), self._pages.get(docname)
        if page is None or docname in self.unreadable:
            return
        outputs = page_outputs.stored.notebook if page_outputs and page_outputs.stored else None
        use_config(env, config_with_outputs(env, self._base, page, outputs))
        if page_outputs is None:  # the build is about to end
            return
        domain = domain_of(env)
        files = tuple(sorted(page.inputs))
        device, policy = page.options.device, policy_of(app.config.pedagogy_on_missing_output)
        # only these states ask for it, and it costs a digest of all inputs
        wanted = page.key(device) if page_outputs.state in _WAIT else ""
        domain.executions[docname] = Execution(
            state=page_outputs.state,
            wanted=wanted,
            device=device,
            policy=policy,
            folder=page.folder,
            inputs=page.options.inputs,
            files=files,
        )
        for problem in problems_of(page, page_outputs, policy):
            domain.add_problem(problem)
        if page_outputs.stored is not None:
            statistics = statistics_of(page, page_outputs, page_outputs.stored)
            note_execution(env, docname, statistics)
            write_report(Path(app.outdir), docname, statistics["traceback"])

    def _read_carefully(self, env: BuildEnvironment, docname: str, text: str) -> None:
        """Let the build go on where one page is odd."""
        myst, path = myst_config_of(env), str(env.doc2path(docname))
        base = cast("NbParserConfig", self._base)
        careful, reason = careful_config(base, myst, path, text)
        use_config(env, careful)
        why = self.unreadable[docname]
        shown_only = why if isinstance(why, ShownOnlyError) else None
        problem = problem_of(docname, text, reason, shown_only)
        if problem:
            domain_of(env).add_problem(problem)

    def after_reading(self, app: Sphinx, document: nodes.document) -> None:
        """Mark a page, and make Sphinx read it again when what it shows has changed."""
        env = app.env
        page_outputs, page = self._outputs.get(env.docname), self._pages.get(env.docname)
        if self._base is not None:
            use_config(env, self._base)
        if page_outputs is None or page is None:
            return
        folder = env.doc2path(env.docname).parent
        for path in (*page.inputs.values(), *map(folder.joinpath, page.loaded)):
            # Sphinx reads a page again on every build for a file that is not there
            if path.is_file():
                env.note_dependency(str(path))
        if (
            page_outputs.state in (OutputState.FRESH, OutputState.CPU, OutputState.STALE)
            and page_outputs.stored
        ):
            env.note_dependency(str(page_outputs.stored.path))
        mark_page(document, page_outputs, page)


def put_files_back(app: Sphinx, docname: str, stored: Stored) -> None:
    """Put the files that the cells of a page wrote beside it, and warn of those that cannot be."""
    excluded = Matcher([*app.config.exclude_patterns, *EXCLUDE_PATHS])

    def is_page(place: str) -> bool:
        above = [place[:index] for index, letter in enumerate(place) if letter == "/"]
        is_left_out = any(map(excluded, [place, *above]))
        return place.endswith(tuple(app.config.source_suffix)) and not is_left_out

    texts = put_back(
        stored,
        Path(app.srcdir),
        store_of(app),
        folders_of(app.project),
        runs=app.config.pedagogy_executor != NONE,
        is_page=is_page,
    )
    for text in texts:
        emit_warning(Subtype.STORE, f"{docname}: {text}")


def may_become_better(app: Sphinx, docname: str, execution: Execution) -> bool:
    """Whether another try can get a page better outputs than it showed last time.

    Not so where nothing can run it, until somebody brings what it should show. A build that is to
    fail for such a page has to look again, and so has one that is to do something else.
    """
    if execution.state == OutputState.FRESH:
        return False
    policy = policy_of(app.config.pedagogy_on_missing_output)
    return (
        execution.state not in _WAIT
        or policy is Policy.ERROR
        or policy != execution.policy
        or refusal(settings_of(app), execution.device) is None
        or store_of(app).has(execution.wanted, docname, execution.device)
    )


def fail_if_any_failed(found: Mapping[str, PageOutputs]) -> None:
    """Fail the build for a page that failed, as ``nb_execution_raise_on_error`` asks.

    :raises ExecutionError: with all of them
    """
    failed = [
        f"{name}: {page_outputs.reason.error}\n{page_outputs.reason.traceback}".strip()
        for name, page_outputs in found.items()
        if page_outputs.state is OutputState.FAILED and page_outputs.reason
    ]
    if failed:
        raise ExecutionError("cells failed:\n" + "\n".join(failed))
