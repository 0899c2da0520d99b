"""Reading a course without building a page: for commands that only ask about it."""

from __future__ import annotations

import contextlib
import pickle
import sys
import tempfile
import traceback
from logging import Handler, getLogger
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import pending_warnings

from sphinx_pedagogy.core.course_request import AUDIENCE, NO_CELLS, OF_CELLS, SITE_TAGS
from sphinx_pedagogy.core.gc_tuning import wake
from sphinx_pedagogy.core.mystnb.kernels import allow_kernels, forbid_kernels
from sphinx_pedagogy.core.mystnb.late_clients import EXTENSIONS, load_without_clients
from sphinx_pedagogy.core.substitution_guard import allow_code, forbid_code
from sphinx_pedagogy.course.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.config import Config

    from sphinx_pedagogy.core.course_request import Request

BUILDER = "pedagogy-reader"

NO_AUDIT = (
    'the extensions in its conf.py have no audit: list "sphinx_pedagogy" there, or '
    '"sphinx_pedagogy.audit"'
)


class HeadlessBuilder(DummyBuilder):
    """A builder that reads pages and writes none."""

    name = BUILDER

    def get_outdated_docs(self) -> set[str]:
        """Nothing is written, also not by a builder that writes nothing."""
        return set()


class Listener(Handler):
    """Hears the warnings of an application, from its first extension on."""

    def connect(self, app: Sphinx) -> None:
        """Take the application: its extensions are loaded, and its settings not yet read."""


class CourseApp(Sphinx):
    """An application that reads a course."""

    def __init__(
        self,
        listener: Listener | None,
        with_ours: bool,
        *arguments: Any,  # noqa: ANN401 (Sphinx's own)
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Read a course.

        :param listener: what hears its warnings
        :param with_ours: load our extension, though the project does not
        :param arguments: those of Sphinx
        """
        self.listener = listener
        self.with_ours = with_ours
        super().__init__(*arguments, **options)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; before the first one, begin to listen."""
        if extname in EXTENSIONS:
            load_without_clients()
        logger = getLogger("sphinx")
        if self.listener and self.listener not in logger.handlers:
            logger.addHandler(self.listener)
        super().setup_extension(extname)

    def preload_builder(self, name: str) -> None:
        """Drop what overrides settings that no extension of this project has.

        Extensions are loaded by now, and values not yet taken.
        """
        if name not in self.registry.builders and self.with_ours:
            self.setup_extension("sphinx_pedagogy")
        if name not in self.registry.builders:
            raise ReadError(NO_AUDIT)
        for setting in {AUDIENCE, *NO_CELLS}:
            if setting not in self.config:
                self.config.overrides.pop(setting, None)
        if NO_CELLS.items() <= self.config.overrides.items():
            # not an override: that would replace what the author suppresses
            self.connect("config-inited", without_outputs, priority=0)
            self.connect("builder-inited", without_kernels, priority=999)
        self.connect("env-before-read-docs", wake)
        if self.listener:
            self.listener.connect(self)
        super().preload_builder(name)


def without_outputs(app: Sphinx, config: Config) -> None:
    """Expect no outputs of cells."""
    config.suppress_warnings = [*config.suppress_warnings, *OF_CELLS]


def without_kernels(_app: Sphinx) -> None:
    """Run no cells, whatever their page says: the project may not load what does so itself."""
    forbid_kernels()
    forbid_code()


@contextlib.contextmanager
def read_course(
    request: Request,
    warnings: IO[str] | None = None,
    listener: Listener | None = None,
    *,
    with_ours: bool = False,
) -> Iterator[Sphinx]:
    """Read the pages that changed since the last time, and give the application with all of them.

    What ``conf.py`` prints goes to standard error: standard output is for the answer of a command.

    :param warnings: where warnings of pages go; standard error if ``None``
    :param listener: what hears them, too
    :param with_ours: read also a project that does not load our extension
    :raises ReadError: the project cannot be read
    """
    source = request.source.resolve()
    if not (source / "conf.py").is_file():
        raise ReadError(f'there is no conf.py in "{request.source}"; name the folder that has it')
    folder = request.folder.resolve()
    make_cache(folder)
    with (
        tempfile.TemporaryDirectory() as scratch,
        contextlib.redirect_stdout(sys.stderr),
        patch_docutils(source),
        docutils_namespace(),
        as_read_errors(source),
        contextlib.ExitStack() as stack,
    ):
        stack.callback(allow_kernels)
        stack.callback(allow_code)
        if not color_terminal():  # it asks standard output, which is now standard error
            nocolor()
        app = CourseApp(
            listener,
            with_ours,
            source,
            source,
            # MyST-NB keeps the outputs of cells beside the output of a build, and writes
            # notebooks there that must not be found as pages the next time
            folder if request.cells else Path(scratch, "output"),
            folder,
            BUILDER,
            confoverrides=request.overrides,
            status=None,
            warning=warnings or sys.stderr,
            freshenv=request.fresh,
            parallel=request.jobs,
            tags=[*SITE_TAGS, *request.tags],
        )
        read(app)
    yield app


def make_cache(folder: Path) -> None:
    """Make the folder, which git ignores from then on."""
    if not folder.is_dir():
        try:
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise ReadError(f"{folder}: {error.strerror}; choose another with --cache") from error


STORED = 100
"""To store what is known of so many pages takes as long as to read one or two of them."""


def read(app: Sphinx) -> None:
    """Do what a build does up to the point where all pages are read, and keep what was read.

    A few pages of a large course are not worth keeping: they are read again the next time.
    """
    before = set(app.env.all_docs)
    with pending_warnings():
        try:
            changed = app.builder.read()
        except (OSError, UnicodeError) as error:
            page = app.env.current_document.docname
            where = app.env.doc2path(page, base=False) if page else app.srcdir
            raise ReadError(f"{where}: it cannot be read ({error})") from error
    pages = set(app.env.all_docs)
    if before != pages or len(changed) * STORED > len(pages):
        with Path(app.doctreedir, ENV_PICKLE_FILENAME).open("wb") as stream:
            pickle.dump(app.env, stream, pickle.HIGHEST_PROTOCOL)
    # also if nothing was read: what it says is said of every build
    app.env.check_consistency()


@contextlib.contextmanager
def as_read_errors(source: Path) -> Iterator[None]:
    """Turn what Sphinx raises over a project into one line."""
    try:
        yield
    except SphinxError as error:
        text = str(error).strip()
        if isinstance(error, ConfigError) and error.__cause__ is not None:
            text = in_conf(source, error.__cause__) or text
        raise ReadError(f"{source.name}: {text}") from error
    except SystemExit as error:
        raise ReadError(f"{source.name}: its conf.py ends Python ({error})") from error
    except Exception as error:
        # an extension's, or a file that is no text: where it was, Sphinx shows
        text = " ".join(f"{type(error).__name__}: {error}".split())
        raise ReadError(
            f"{source.name}: {text}; `sphinx-build -T` on the same folder shows where"
        ) from error


def in_conf(source: Path, error: BaseException) -> str:
    """Return where in ``conf.py`` an error happened and what it was, without the traceback."""
    conf = str(source / "conf.py")
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == conf]
    if isinstance(error, SyntaxError):
        lines = [error.lineno]
    if not lines:
        return ""
    return f"{conf}:{lines[-1]}: {type(error).__name__}: {error}"
