"""Which pages are notebooks, and where their files go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.readers import config_of, executed_file
from sphinx_pedagogy.core.settings import hides_solutions
from sphinx_pedagogy.core.view_content import SITES
from sphinx_pedagogy.course.lesson_notebook import NOTEBOOK_VIEW as VIEW
from sphinx_pedagogy.course.messages import Subtype, emit, emit_warning
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import View

FOLDER = "_notebooks"
"""Where the files are, in the output."""


def file_of(docname: str, *, solved: bool) -> str:
    """Return the path of a notebook, from the root of the output."""
    return f"{FOLDER}/{docname}{'-solved' if solved else ''}.ipynb"


def editions(config: Config) -> tuple[bool, ...]:
    """Return which files a page gives: one for students, and, unless it is hidden, one solved."""
    return (False,) if hides_solutions(config) else (False, True)


def writes_notebooks(builder: Builder) -> bool:
    """Whether a builder writes them."""
    return builder.name in SITES


def _views(env: BuildEnvironment) -> Iterator[tuple[str, View, str]]:
    """Yield the name of a page, a view of ours on it, and the notebook that it is about."""
    for docname, page in sorted(domain_of(env).pages.items()):
        for placed in page.views:
            if placed.kind == VIEW:
                yield docname, placed, placed.named["of"]


def pages_with_cells(env: BuildEnvironment) -> set[str]:
    """Return the pages that have cells."""
    return {docname for docname, placed, _of in _views(env) if "cells" in placed.named}


def notebooks_of(env: BuildEnvironment) -> frozenset[str]:
    """Return the pages that can be downloaded as notebooks."""
    if not domain_of(env).pages:
        return frozenset()
    patterns = list(env.config.pedagogy_notebooks)

    def find() -> frozenset[str]:
        matches = Matcher(patterns)
        wanted = {of for _docname, placed, of in _views(env) if "cells" not in placed.named}
        return frozenset(
            docname
            for docname in pages_with_cells(env)
            if docname in wanted or matches(_file(env, docname))
        )

    # on every page with cells there is a view that asks
    return domain_of(env).once("notebooks", find)


def _file(env: BuildEnvironment, docname: str) -> str:
    """Return a page's file from the root of the sources, also of one that lies elsewhere."""
    return docname + env.doc2path(docname).suffix


def read_again(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Ask for the notebooks whose executed file is not where this build has it."""
    if config_of(env) is None or not writes_notebooks(app.builder):
        return []
    return [
        docname
        for docname in notebooks_of(env)
        if docname in env.found_docs and not executed_file(env, docname).is_file()
    ]


def write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages whose notebooks are missing: they became notebooks, or somebody cleaned up."""
    if not writes_notebooks(app.builder):
        return []
    return [
        docname
        for docname in sorted(notebooks_of(env))
        if not all(
            Path(app.outdir, file_of(docname, solved=flag)).is_file()
            for flag in editions(app.config)
        )
    ]


def check_pages(app: Sphinx, env: BuildEnvironment) -> tuple[str, ...]:
    """Warn about what is said to be a notebook and has no cells."""
    if "myst_nb" not in app.extensions:
        return ()
    known = pages_with_cells(env)
    for docname, placed, of in _views(env):
        if of not in known:
            text = (
                f'lesson: its notebook "{of}" has no code cells, so there is none to download; '
                "begin that page with the header of a MyST notebook, and write code-cell fences"
            )
            place = placed.place._replace(document=docname)
            emit(env, [Diagnostic(code=Subtype.STRUCTURE, place=place, text=text)])
    for pattern in app.config.pedagogy_notebooks:
        matches = Matcher([pattern])
        if not any(matches(_file(env, docname)) for docname in known):
            text = f'pedagogy_notebooks: no page with code cells matches "{pattern}"'
            emit_warning(Subtype.CONFIG, f"{text}; write it as a path from the root of the sources")
    return ()
