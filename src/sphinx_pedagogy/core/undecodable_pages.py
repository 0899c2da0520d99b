"""Pages that are no text in the encoding of the sources: Sphinx would end the build for one.

It would not name the file, either. Such a page is left out, and told of on every build.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.opt_in import any_asks, names_of
from sphinx_pedagogy.core.registry import registry_of
from sphinx_pedagogy.course.messages import Subtype, emit
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def leave_out(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take such pages from those that are about to be read, if the project has a block of ours."""
    encoding = app.config.source_encoding
    wrong = {
        docname: error
        for docname in docnames
        if (error := decoding_error(Path(env.doc2path(docname)), encoding))
    }
    if not wrong or not _is_ours(app, env, docnames):
        return
    emit(env, [_problem(env, docname, error) for docname, error in wrong.items()])
    docnames[:] = [docname for docname in docnames if docname not in wrong]
    # Sphinx writes what it found, be it read or not; it looks for pages again in each build
    app.project.docnames -= wrong.keys() - env.all_docs.keys()


def decoding_error(path: Path, encoding: str) -> UnicodeDecodeError | None:
    """Return where a file is no text in *encoding*, if there is such a place."""
    try:
        path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        return error
    except (OSError, LookupError, UnicodeError):  # Sphinx says so
        return None
    return None


def _is_ours(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> bool:
    domain, registry = domain_of(env), registry_of(app)
    return (
        domain.in_use
        or any(page.is_ours for page in domain.pages.values())
        or any_asks(
            [Path(env.doc2path(name)) for name in docnames], names_of(registry), registry.bare
        )
    )


def _problem(env: BuildEnvironment, docname: str, error: UnicodeDecodeError) -> Diagnostic:
    left = "stays as it was read before" if docname in env.all_docs else "is left out"
    text = (
        f"it is no text in {error.encoding.upper()}: byte 0x{error.object[error.start]:02x} does "
        f"not fit there, so the page {left}; save the file in that encoding"
    )
    line = None if str(env.doc2path(docname)).endswith(".ipynb") else _line_of(error)
    return Diagnostic(code=Subtype.UNREADABLE, place=Place(docname, line), text=text)


def _line_of(error: UnicodeDecodeError) -> int:
    return error.object.count(b"\n", 0, error.start) + 1
