"""The Sphinx side: stages pages before they are read, and hands each its outputs."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import Matcher

from sphinx_pedagogy.core.config import SETTINGS
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.kernel_guard import allow_kernels, forbid_kernels
from sphinx_pedagogy.core.opt_in import asks_to_execute, has_outputs
from sphinx_pedagogy.core.source_folders import folders_of
from sphinx_pedagogy.core.substitution_guard import allow_code, forbid_code
from sphinx_pedagogy.course.errors import ExecutionError, StoppedError
from sphinx_pedagogy.course.facts import Execution
from sphinx_pedagogy.course.messages import Subtype, give_last, give_now, tell
from sphinx_pedagogy.execute.artifacts import put_back
from sphinx_pedagogy.execute.display import Display
from sphinx_pedagogy.execute.executors import NONE, refusal
from sphinx_pedagogy.execute.failed_cells import write_report
from sphinx_pedagogy.execute.front_matter import UnknownKernelError, problem_of
from sphinx_pedagogy.execute.inputs import find_inputs_of
from sphinx_pedagogy.execute.page_notices import mark_page
from sphinx_pedagogy.execute.policy import Policy, policy_of
from sphinx_pedagogy.execute.readable import careful_config
from sphinx_pedagogy.execute.reading import (
    config_of,
    config_with_outputs,
    note_execution,
    read_lesson,
)
from sphinx_pedagogy.execute.remarks import problems_of, statistics_of
from sphinx_pedagogy.execute.staging import Stage, Staged, State
from sphinx_pedagogy.execute.stops import connect_stops, forget_stops, note_stop
from sphinx_pedagogy.execute.store import Store
from sphinx_pedagogy.execute.texts import may_be_changed, text_in_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    from docutils import nodes
    from myst_nb.core.config import NbParserConfig
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.execute.lesson import Lesson
    from sphinx_pedagogy.execute.store import Stored

_ATTRIBUTE = "pedagogy_pages"
_SCRATCH = "pedagogy-outputs"
_WAIT = (State.CPU, State.STALE, State.MISSING)
"""What a page is that waits for its outputs."""
_LAST = 1_000_000
"""A priority after that of every other extension."""
_COPIES = ("jupyter_execute", "**/jupyter_execute", ".jupyter_cache", "**/.jupyter_cache")
"""Folders of myst-nb, beside the output of a build, with copies of pages."""


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


def executed_folder(app: Sphinx, config: Config) -> Path:
    """Return the folder of the store: in the sources, unless only that of ``conf.py`` has it.

    The two differ where a build names another ``conf.py`` (``-c``), which must train nothing anew.
    """
    beside = Path(app.confdir, config.pedagogy_executed)
    inside = Path(app.srcdir, config.pedagogy_executed)
    return beside if beside.is_dir() and not inside.is_dir() else inside


def exclude_store(app: Sphinx, config: Config) -> None:
    """Keep Sphinx from reading as pages what myst-nb writes, and stored notebooks.

    Before there are any, too: Sphinx reads all pages again when this changes. A folder of that name
    which belongs to others stays as it is.
    """
    # Path.resolve raises for links in a circle
    folder = Path(os.path.realpath(executed_folder(app, config)))
    if "myst_nb" not in app.extensions or (
        folder.is_dir() and not asks_to_execute(config) and not has_outputs(folder)
    ):
        return
    known = config.exclude_patterns
    config.exclude_patterns = [*known, *(one for one in _COPIES if one not in known)]
    root = Path(os.path.realpath(app.srcdir))
    if folder.is_relative_to(root) and folder != root:
        config.exclude_patterns.append(folder.relative_to(root).as_posix())


def keep_from_running(app: Sphinx) -> None:
    """Run nothing where nothing is to run, whatever a page says."""
    if app.config.pedagogy_executor == NONE:
        forbid_kernels()
        forbid_code()
    else:
        free_kernels(app, None)


def free_kernels(_app: Sphinx, _error: Exception | None) -> None:
    """Let the next build of this process decide for itself."""
    allow_kernels()
    allow_code()


def display_for(total: int, say: Callable[[str], None]) -> Display:
    """Return what shows how far *total* jobs are."""
    terminal = sys.stderr if sys.stderr.isatty() else None
    return Display(total, say, terminal)


class Pages:
    """The pages with cells of one application; its methods are handlers of events."""

    def __init__(self) -> None:
        """Know none yet."""
        self._lessons: dict[str, Lesson] = {}
        self._staged: dict[str, Staged] = {}
        self._base: NbParserConfig | None = None
        self._is_late = False
        """Whether a page gets its outputs only when it is read: its text is not known before."""
        self._no_kernel: dict[str, str] = {}
        self.unreadable: set[str] = set()
        """Pages that cannot be read, so nobody knows what cells they have."""

    def connect(self, app: Sphinx) -> None:
        """Listen to the events of a build."""
        setattr(app, _ATTRIBUTE, self)
        app.connect("config-inited", exclude_store)
        app.connect("builder-inited", keep_from_running)
        app.connect("build-finished", free_kernels)
        app.connect("env-get-outdated", self.read_again)
        app.connect("env-before-read-docs", self.before_reading, priority=900)
        # after all others, whose text is the one that myst-nb reads
        app.connect("source-read", self.choose_outputs, priority=_LAST)
        app.connect("doctree-read", self.after_reading)
        connect_stops(app)

    def collect(
        self, app: Sphinx, docnames: Iterable[str], text_of: Callable[[str], str]
    ) -> list[Lesson]:
        """Return those of some pages whose cells are ours to run.

        :param text_of: returns the text of a page as myst-nb will get it
        """
        lessons = []
        for docname in docnames:
            try:
                lesson = read_lesson(app, docname, text_of(docname))
            except UnknownKernelError as error:
                self._no_kernel[docname] = str(error)
                self.unreadable.add(docname)
                continue
            except Exception:  # myst-nb would meet the same, and end the build
                self.unreadable.add(docname)
                continue
            self.unreadable.discard(docname)
            if lesson is not None:
                lessons.append(lesson)
        return lessons

    def stage(self, app: Sphinx, policy: Policy, say: Callable[[str], None]) -> Stage:
        """Return a stage for the pages of a build.

        :param say: writes a line of a log
        """
        settings = settings_of(app)
        return Stage(
            store_of(app),
            Store(Path(app.doctreedir, _SCRATCH)),
            settings,
            policy,
            lambda total: display_for(total, say),
            lambda text: give_now(Subtype.STORE, text),
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
        self._lessons, self._staged = {}, {}
        forget_stops(env)
        if self._is_late:
            return
        try:
            self._get_outputs(app, docnames, partial(text_in_file, env))
        except ExecutionError as error:
            give_last(str(error))
            raise StoppedError(str(error)) from error

    def _get_outputs(self, app: Sphinx, docnames: list[str], text_of: Callable[[str], str]) -> None:
        """Get the outputs of some pages, and the files that their cells wrote.

        :raises ExecutionError: going on would show wrong outputs or be unsafe
        """
        if self._base is None or not docnames:
            return
        lessons = self.collect(app, docnames, text_of)
        self._lessons |= {lesson.name: lesson for lesson in lessons}
        policy = policy_of(app.config.pedagogy_on_missing_output)
        found = self.stage(app, policy, tell).stage(lessons)
        if self._base.execution_raise_on_error:
            fail_if_any_failed(found)
        self._staged |= found
        for name, staged in found.items():
            if staged.stored is not None and staged.state is not State.FAILED:
                put_files_back(app, name, staged.stored)

    def choose_outputs(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Let myst-nb read one page with its outputs."""
        env = app.env
        if self._base is None:
            return
        env.mystnb_config = self._base  # type: ignore[attr-defined]
        if self._is_late:
            try:
                self._get_outputs(app, [docname], lambda _: source[0])
            except ExecutionError as error:
                note_stop(env, error)
        if docname in self.unreadable:
            self._read_carefully(env, docname, source[0])
        staged, lesson = self._staged.get(docname), self._lessons.get(docname)
        if lesson is None or docname in self.unreadable:
            return
        outputs = staged.stored.notebook if staged and staged.stored else None
        env.mystnb_config = config_with_outputs(env, self._base, lesson, outputs)  # type: ignore[attr-defined]
        if staged is None:  # the build is about to end
            return
        domain = domain_of(env)
        files = tuple(sorted(lesson.inputs))
        device, policy = lesson.demand.device, policy_of(app.config.pedagogy_on_missing_output)
        # only these states ask for it, and it costs a digest of all inputs
        wanted = lesson.key(device) if staged.state in _WAIT else ""
        domain.executions[docname] = Execution(
            staged.state, wanted, device, policy, lesson.folder, lesson.demand.inputs, files
        )
        for problem in problems_of(lesson, staged, policy):
            domain.add_problem(problem)
        if staged.stored is not None:
            statistics = statistics_of(lesson, staged, staged.stored)
            note_execution(env, docname, statistics)
            write_report(Path(app.outdir), docname, statistics["traceback"])

    def _read_carefully(self, env: BuildEnvironment, docname: str, text: str) -> None:
        """Let the build go on where one page is odd."""
        myst, path = env.myst_config, str(env.doc2path(docname))  # type: ignore[attr-defined]
        base = cast("NbParserConfig", self._base)
        env.mystnb_config, reason = careful_config(base, myst, path, text)  # type: ignore[attr-defined]
        problem = problem_of(docname, text, reason, self._no_kernel.get(docname, ""))
        if problem:
            domain_of(env).add_problem(problem)

    def after_reading(self, app: Sphinx, document: nodes.document) -> None:
        """Mark a page, and make Sphinx read it again when what it shows has changed."""
        env = app.env
        staged, lesson = self._staged.get(env.docname), self._lessons.get(env.docname)
        if self._base is not None:
            env.mystnb_config = self._base  # type: ignore[attr-defined]
        if staged is None or lesson is None:
            return
        folder = env.doc2path(env.docname).parent
        for path in (*lesson.inputs.values(), *map(folder.joinpath, lesson.loaded)):
            # Sphinx reads a page again on every build for a file that is not there
            if path.is_file():
                env.note_dependency(str(path))
        if staged.state in (State.FRESH, State.CPU, State.STALE) and staged.stored:
            env.note_dependency(str(staged.stored.path))
        mark_page(document, staged, lesson)


def put_files_back(app: Sphinx, docname: str, stored: Stored) -> None:
    """Put the files that the cells of a page wrote beside it, and warn of those that cannot be."""
    excluded = Matcher([*app.config.exclude_patterns, *EXCLUDE_PATHS])

    def is_page(place: str) -> bool:
        above = [place[:at] for at, letter in enumerate(place) if letter == "/"]
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
        give_now(Subtype.STORE, f"{docname}: {text}")


def may_become_better(app: Sphinx, docname: str, execution: Execution) -> bool:
    """Whether another try can get a page better outputs than it showed last time.

    Not so where nothing can run it, until somebody brings what it should show. A build that is to
    fail for such a page has to look again, and so has one that is to do something else.
    """
    if execution.state == State.FRESH:
        return False
    policy = policy_of(app.config.pedagogy_on_missing_output)
    return (
        execution.state not in _WAIT
        or policy is Policy.ERROR
        or policy != execution.policy
        or refusal(settings_of(app), execution.device) is None
        or store_of(app).has(execution.wanted, docname, execution.device)
    )


def pages_of(app: Sphinx) -> Pages:
    """Return the pages of an application.

    :raises ExecutionError: the project does not run cells with this package
    """
    if not hasattr(app, _ATTRIBUTE) or config_of(app.env) is None:
        raise ExecutionError('its extensions must have both "myst_nb" and "sphinx_pedagogy"')
    return cast("Pages", getattr(app, _ATTRIBUTE))


def fail_if_any_failed(found: Mapping[str, Staged]) -> None:
    """Fail the build for a page that failed, as ``nb_execution_raise_on_error`` asks.

    :raises ExecutionError: with all of them
    """
    failed = [
        f"{name}: {staged.reason.error}\n{staged.reason.traceback}".strip()
        for name, staged in found.items()
        if staged.state is State.FAILED and staged.reason
    ]
    if failed:
        raise ExecutionError("cells failed:\n" + "\n".join(failed))
