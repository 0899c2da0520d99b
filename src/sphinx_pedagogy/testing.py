r"""Pytest fixtures for the tests of a plugin.

With them, a test makes a small project, builds it, and looks at what came out.

In ``conftest.py``::

    pytest_plugins = ["sphinx_pedagogy.testing"]

In a test::

    def test_my_block(make_project: MakeProject) -> None:
        project = make_project(":::{my-block} Title\nText\n:::", extensions=["my_plugin"])
        built = project.build("html")
        assert built.warnings == []
        assert "Title" in built.text("index")
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

__all__ = ["Built", "MakeProject", "Project", "Warned", "make_project"]

EXTENSIONS = ("myst_parser", "sphinx_pedagogy")
"""What a project without ``conf.py`` loads before the extensions that it is given."""

SETTINGS = {
    "project": "Test",
    "author": "Test",
    "master_doc": "index",
    "exclude_patterns": ["_build"],
    "html_theme": "basic",
    "myst_enable_extensions": ["colon_fence", "deflist", "fieldlist"],
    # a snippet is no whole lesson: only what is wrong anywhere
    "pedagogy_audit": {
        "*": "off",
        "cycle": "error",
        "duplicate": "warning",
        "evidence": "warning",
        "self": "error",
        "unknown": "error",
    },
}
"""What a project without ``conf.py`` sets, unless it is given something else."""

_UNSEEN = re.compile(r"(?s)<(script|style)\b.*?</\1>")
_INLINE_TAG = re.compile(r"</?(?:a|cite|code|em|i|mark|small|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_START = re.compile(r"(?m)^(?=(?:.+?: )?(?:WARNING|ERROR|CRITICAL|SEVERE): )")
_WARNING = re.compile(
    r"(?s)(?:(?P<place>.+?): )?[A-Z]+: (?P<text>.*?)(?: \[(?P<subtype>[\w.-]+)\])?\s*"
)
_PLACE = re.compile(r"(?P<path>.+?)(?::(?P<line>\d+)?)?")


class Warned(NamedTuple):
    """One warning of a build."""

    path: str
    """The file, relative to the source folder; empty if the warning names none."""
    line: int | None
    """The line; ``None`` if the warning names none."""
    subtype: str
    """Type and subtype, as ``suppress_warnings`` takes them: ``pedagogy.structure``. Empty if the
    warning has none. With a ``Subtype``, write ``f"pedagogy.{Subtype.STRUCTURE}"``."""
    text: str
    """What it says, without file, line and subtype."""


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    outdir: Path
    """The folder of the output."""
    warnings: list[Warned]
    """The warnings and errors of the build, in the order in which they came."""
    failed: bool
    """Whether ``sphinx-build`` would have ended with an error. With ``-W``, one warning is
    enough."""
    env: BuildEnvironment
    """Sphinx's environment, with what it read."""

    def read(self, name: str) -> str:
        """Return the text of a file of the output; *name* is its path in the output."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def html(self, docname: str = "index") -> str:
        """Return the HTML page of a document.

        :raises FileNotFoundError: there is no such page: the builder makes no HTML, or the project
            has no such document
        """
        names = f"{docname}.html", f"{docname}/index.html"
        for name in names:
            if (self.outdir / name).is_file():
                return self.read(name)
        made = sorted(path.name for path in self.outdir.glob("*") if path.is_file())
        raise FileNotFoundError(
            f'the build has no HTML page of "{docname}": html() and text() are for the builders '
            f"html and dirhtml; of another one, read() a file by its name: {', '.join(made[:5])}"
        )

    def text(self, docname: str = "index") -> str:
        """Return what the HTML page of a document says, as one line without markup.

        :raises FileNotFoundError: there is no such page, as for :meth:`html`
        """
        body = _UNSEEN.sub("", self.html(docname))
        return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", body))).split())

    def doctree(self, docname: str = "index") -> nodes.document:
        """Return a fresh copy of a document as it was read, before any builder's changes."""
        return self.env.get_doctree(docname)


class Project:
    """A Sphinx project in a folder, which can be built, changed and built again."""

    def __init__(self, root: Path, source: str | Path | Mapping[str, str], **conf: object) -> None:
        """Write the project.

        :param root: the folder to write it to
        :param source: one page of MyST, or file names and texts, or a folder to copy. Without a
            ``conf.py`` among them the project gets a small one.
        :param conf: settings of ``conf.py``, which replace those that are set before. A project
            without a ``conf.py`` adds its ``extensions`` to :data:`EXTENSIONS`.
        """
        self.root = root
        """The folder of ``conf.py``, which is also that of the sources."""
        if isinstance(source, Path):
            shutil.copytree(
                source, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("_build")
            )
        else:
            self.write({"index.md": source} if isinstance(source, str) else source)
        self.configure(**conf)
        if "source_suffix" not in (root / "conf.py").read_text(encoding="utf-8"):
            # Sphinx adds an extension's suffixes to the default itself, so the next build of
            # this process would find them there
            self.configure(source_suffix={".rst": "restructuredtext"})

    def write(self, files: Mapping[str, str]) -> None:
        """Write files. The keys are paths from the root of the project, the values are texts."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink()

    def configure(self, **conf: object) -> None:
        """Set values at the end of ``conf.py``. If this file is missing, it is made."""
        file = self.root / "conf.py"
        if not file.exists():
            more = cast("Iterable[str]", conf.get("extensions", ()))
            conf = {**SETTINGS, **conf, "extensions": [*EXTENSIONS, *more]}
        with file.open("a", encoding="utf-8") as stream:
            stream.writelines(f"{name} = {value!r}\n" for name, value in conf.items())

    def build(
        self, builder: str = "html", *, fresh: bool = False, jobs: int = 1, strict: bool = False
    ) -> Built:
        """Build what has changed since the last time.

        :param builder: name of a builder
        :param fresh: read and write everything again, as ``sphinx-build -E -a`` does
        :param jobs: number of processes (``-j``)
        :param strict: make warnings fail the build (``-W --keep-going``)
        """
        # Sphinx shares doctrees between all builders but this one
        folder = "_build/templates" if builder == "gettext" else "_build"
        app = SphinxTestApp(
            builder,
            self.root,
            self.root / folder,
            freshenv=fresh,
            parallel=jobs,
            warningiserror=strict,
        )
        try:
            app.build(force_all=fresh)
        finally:
            app.cleanup()
        warnings = read_warnings(app.warning.getvalue(), self.root)
        return Built(
            outdir=Path(app.outdir), warnings=warnings, failed=bool(app.statuscode), env=app.env
        )


def read_warnings(log: str, root: Path) -> list[Warned]:
    """Read the warnings that Sphinx printed.

    :param log: its error stream
    :param root: the source folder, to which paths become relative
    """
    found = []
    for chunk in _START.split(_COLOUR.sub("", log)):
        if match := _WARNING.fullmatch(chunk):
            place = _PLACE.fullmatch(match["place"] or "")
            path = within(place["path"], root) if place else ""
            line = int(place["line"]) if place and place["line"] else None
            found.append(
                Warned(path=path, line=line, subtype=match["subtype"] or "", text=match["text"])
            )
    return found


def within(path: str, root: Path) -> str:
    """Return a path relative to a folder, or as it is if it is not in there.

    :param path: absolute, or relative to where Python runs: docutils names included files so
    :param root: an absolute folder
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # links stay, dots go
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path


class MakeProject(Protocol):
    """The type of :func:`make_project`."""

    def __call__(self, source: str | Path | Mapping[str, str], **conf: object) -> Project:
        """Write a project to a new folder.

        :param source: one page of MyST, or file names and texts, or a folder to copy. If the
            source has no ``conf.py``, the project gets a small one.
        :param conf: settings for the end of ``conf.py``
        """


@pytest.fixture
def make_project(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    """Return a function that writes a project, each time to a new temporary folder."""

    def make(source: str | Path | Mapping[str, str], **conf: object) -> Project:
        return Project(tmp_path_factory.mktemp("project"), source, **conf)

    return make
