"""Writing the notebooks beside the pages, and taking away those that nobody asks for."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx_pedagogy.core.mystnb.cell_nodes import cells_in, index_of
from sphinx_pedagogy.core.mystnb.readers import executed_file
from sphinx_pedagogy.core.registry import registry_of
from sphinx_pedagogy.core.settings import hides_solutions
from sphinx_pedagogy.notebooks.block_forms import forms_of
from sphinx_pedagogy.notebooks.cells import cells_of, language_of, notebook_of
from sphinx_pedagogy.notebooks.markdown import OF_OUTPUTS, Markdown
from sphinx_pedagogy.notebooks.notebook_pages import (
    FOLDER,
    editions,
    file_of,
    notebooks_of,
    writes_notebooks,
)
from sphinx_pedagogy.notebooks.opening import opening, packages_of
from sphinx_pedagogy.notebooks.pieces import Solutions, pieces_of

if TYPE_CHECKING:
    from docutils import nodes
    from nbformat import NotebookNode
    from sphinx.application import Sphinx


def write_notebooks(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Write both notebooks of a page that is about to be written."""
    if not writes_notebooks(app.builder) or docname not in notebooks_of(app.env):
        return
    source = executed_file(app.env, docname)
    if not source.is_file():  # somebody took it away while we build
        return
    import nbformat

    page = nbformat.read(source, as_version=4)
    given = Solutions.STRIP
    if not hides_solutions(app.config):
        given = Solutions(app.config.pedagogy_notebook_solutions)
    for solved in editions(app.config):
        made = make(app, document, docname, page, Solutions.SHOW if solved else given)
        path = Path(app.outdir, file_of(docname, solved=solved))
        text = nbformat.writes(made) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def make(
    app: Sphinx,
    document: nodes.document,
    docname: str,
    page: NotebookNode,
    solutions: Solutions,
) -> NotebookNode:
    """Return one notebook of a page."""
    site = Site(app, docname)
    shows = solutions is Solutions.SHOW
    forms = forms_of(registry_of(app))
    markdown = Markdown(
        site.address_of,
        site.picture,
        () if shows else OF_OUTPUTS,
        forms.left_out | (forms.solutions if solutions is Solutions.STRIP else set()),
        forms.plain,
    )
    pieces = pieces_of(document, markdown, solutions, forms)
    cells = cells_of(pieces, page, map(index_of, cells_in(document)), solutions)
    needs = []
    if language_of(page) in {"python", "ipython"}:
        codes = (cell.source for cell in cells if cell.cell_type == "code")
        needs = packages_of(codes, site.modules())
    title = app.env.titles[docname].astext()
    from nbformat import v4

    first = opening(title, site.address(docname), app.config.project, needs)
    return notebook_of([v4.new_markdown_cell(first), *cells], page, docname)


class Site:
    """The site around a page, as a reader of its notebook can reach it."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        """Serve one page."""
        self._app = app
        self._docname = docname
        base = app.config.html_baseurl
        self._base = base if not base or base.endswith("/") else f"{base}/"

    def address(self, docname: str) -> str | None:
        """Return the address of a page on the web, if that is known."""
        if not self._base:
            return None
        return urljoin(self._base, self._app.builder.get_target_uri(docname))

    def address_of(self, node: nodes.Element) -> str | None:
        """Return where a reference leads from anywhere; ``None`` if only within the site."""
        target = str(node.get("refuri", ""))
        if "://" in target or target.startswith("mailto:"):
            return target
        here = self.address(self._docname)
        return urljoin(here, target) if here and target else None

    def picture(self, node: nodes.image) -> str | None:
        """Return an image as an address that holds all of it: a notebook has no files beside it.

        As ``data:`` and no attachment, which Colab does not show.
        """
        uri = str(node["uri"])
        if "://" in uri or uri.startswith("data:"):
            return uri
        kind, _encoding = mimetypes.guess_type(uri)
        try:
            data = Path(self._app.srcdir, uri).read_bytes()
        except OSError:  # Sphinx has said so
            return None
        return f"data:{kind or 'image/png'};base64,{base64.b64encode(data).decode()}"

    def modules(self) -> set[str]:
        """Return the modules beside the page or at the root of the sources."""
        source = Path(self._app.srcdir)
        folders = {source, (source / self._docname).parent}
        return {path.stem for folder in folders for path in folder.glob("*.py")}


def remove_old_files(app: Sphinx, exception: Exception | None) -> None:
    """Remove the notebooks of pages that are none any more."""
    folder = Path(app.outdir, FOLDER)
    if exception is not None or not writes_notebooks(app.builder) or not folder.is_dir():
        return
    wanted = {
        Path(app.outdir, file_of(docname, solved=solved))
        for docname in notebooks_of(app.env)
        for solved in editions(app.config)
    }
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder before it
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.suffix == ".ipynb" and path not in wanted:
            path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
