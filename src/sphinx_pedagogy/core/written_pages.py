"""Which pages to write again: those that would show something else than when they were written.

What each page asked is stored for each builder when a build has ended, beside the pages that Sphinx
has read. A page of which nothing is stored, because the build that wrote it came to no end, is
written again.
"""

from __future__ import annotations

import os
import pickle
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sphinx_pedagogy
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.page_surroundings import titles_around
from sphinx_pedagogy.core.questions import differs
from sphinx_pedagogy.course.facts import digest_of
from sphinx_pedagogy.course.lesson_order import toctree_order
from sphinx_pedagogy.course.messages import emit_debug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import Asked


class LastWritten(NamedTuple):
    """The pages of a builder, as it wrote them last."""

    course: str
    """A digest of all that pages stated then; empty if a view failed, which may be mended now."""
    pages: dict[str, Asked]


class WrittenPages:
    """What one application has written, and writes in this build."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._before = LastWritten("", {})
        self._course = ""
        self._is_open = False
        self._read: set[str] = set()

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
        """Note the pages that are read, and so are written anyway."""
        self._is_open, self._read = False, set(docnames)

    def find(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages to write again, beside those that were read."""
        pages = domain_of(env).pages
        # of a project that has nothing of ours, no file is stored
        if not shows_pages(app.builder) or not any(page.is_ours for page in pages.values()):
            return []
        self._before, self._is_open = load(file_of(app)), True
        self._course = course_mark(env)
        same = self._before.course == self._course
        again = [
            docname
            for docname in sorted(pages.keys() - self._read)
            if (asked := self._before.pages.get(docname)) is None
            or differs(env, docname, asked, unsteady_only=same)
        ]
        # what they ask when they are written is all that counts
        for docname in (*again, *self._read):
            self._before.pages.pop(docname, None)
        return again

    def store(self, app: Sphinx, exception: Exception | None) -> None:
        """Store what the pages of this build asked; after a failure, which pages that concerns."""
        if not self._is_open:
            return
        domain = domain_of(app.env)
        pages = {name: asked for name, asked in self._before.pages.items() if name in domain.pages}
        for docname, asked in domain.asked.items():
            if exception is not None:
                pages.pop(docname, None)  # nobody knows whether it was written
            else:
                # others may have drawn a part of a page that is not written in this build
                pages[docname] = {**pages.get(docname, {}), **asked}
        written = LastWritten("" if domain.failed_views else self._course, pages)
        if domain.asked or written.course != self._before.course:
            save(file_of(app), written)


def course_mark(env: BuildEnvironment) -> str:
    """Return a digest of all from which steady answers are made: what all pages state, in order.

    A change of prose changes none of it, and then no page needs to be asked.
    """
    domain = domain_of(env)
    names = (name for name in env.config.values if name.startswith("pedagogy_"))
    settings = [(name, env.config[name]) for name in names]
    pages = sorted((docname, page.mark) for docname, page in domain.catalogue.pages.items())
    plain = domain.catalogue.plain
    named = [
        (
            docname,
            [(mention.concept, mention.inside) for mention in plain.of(docname)] if plain else [],
        )
        for docname in sorted(domain.data["prose"])
    ]
    if (code := domain.catalogue.code) and code.names:
        named += [
            (docname, [(use.concept, "code") for use in code.of(docname)])
            for docname in sorted(domain.data["code"])
        ]
    labels = sorted(domain.labels.items()), env.toc_fignumbers if env.config.numfig else ()
    course = pages, labels, named, domain.courses, toctree_order(env), titles_around(env)
    return digest_of((sphinx_pedagogy.__version__, settings, course))


def shows_pages(builder: Builder) -> bool:
    """Whether a builder writes pages for readers: one that looks for links does not, for one."""
    return bool(builder.format)


def file_of(app: Sphinx) -> Path:
    """Return the file for the pages of a build's output."""
    where = os.path.relpath(app.outdir, app.doctreedir).encode()
    name = f"{app.builder.name}-{blake2b(where, digest_size=4).hexdigest()}"
    return Path(app.doctreedir, f"pedagogy-{name}.pickle")


def load(file: Path) -> LastWritten:
    """Return what is stored in a file; nothing if it cannot be read."""
    try:
        return LastWritten(*pickle.loads(file.read_bytes()))  # noqa: S301 (beside Sphinx's own)
    except FileNotFoundError:
        return LastWritten("", {})
    except Exception as error:  # it was cut off, or is of another version: all is written again
        emit_debug(f"{file} cannot be read: {error}")
        return LastWritten("", {})


def save(file: Path, written: LastWritten) -> None:
    """Store what was written, at once or not at all."""
    scratch = file.with_suffix(".new")
    scratch.write_bytes(pickle.dumps(tuple(written), pickle.HIGHEST_PROTOCOL))
    scratch.replace(file)
