"""The copies of pages that builders get: which of them to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.addnodes import start_of_file
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.questions import note_page

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


def has_ours(env: BuildEnvironment, document: nodes.document, docname: str) -> bool:
    """Whether the copy of a page that a builder gets, or of many, may hold anything of ours."""
    pages = domain_of(env).pages
    if docname in pages:
        return True
    # a book is made of many pages, and has the name of the first
    return bool(pages) and next(document.findall(start_of_file), None) is not None


class PostTransform(SphinxPostTransform):
    """A change of the copies that builders get, of pages with something of ours."""

    def run(self, **kwargs: object) -> None:
        """Look at no page in vain: on a long one, that is what it would cost."""
        if has_ours(self.env, self.document, self.env.docname):
            note_page(self.env, self.env.docname)
            self.change()

    def change(self) -> None:
        """Change the document."""
        raise NotImplementedError
