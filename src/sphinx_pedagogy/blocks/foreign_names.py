"""Bare names that another extension owns, where a page with blocks of ours uses them."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.opt_in import is_ours, read
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic


class NoteTakenNames(SphinxTransform):
    """Warns where a name may have been meant for ours, and is another extension's.

    Elsewhere it cannot have been: on a page without anything of ours, theirs is what is meant.
    """

    default_priority = transforms.NOTE_NAMES

    def apply(self) -> None:
        """Look for the first use of each name in the text: what it made is not ours to know."""
        taken = registry_of(app_of(self.env)).taken
        if not taken or not is_ours(self.env):
            return
        path = self.env.doc2path(self.env.docname)
        text, seen = read(path), set()
        for match in uses_of(frozenset(taken)).finditer(text):
            name = match["myst"] or match["rst"]
            block = re.sub("-(start|end)$", "", name)
            if block in seen:
                continue
            seen.add(block)
            line = None if path.suffix == ".ipynb" else text.count("\n", 0, match.start()) + 1
            told = (
                f"{name}: the name belongs to {taken[name]}, whose directive this is; write "
                f'"ped:{name}" for the block of sphinx-pedagogy. If you mean theirs, set '
                "`pedagogy_bare_names = False`, or suppress this warning"
            )
            place = Place(self.env.docname, line)
            domain_of(self.env).add_problem(Diagnostic(code=Subtype.NAME, place=place, text=told))


@lru_cache(maxsize=8)
def uses_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the directives of some names, in MyST and reStructuredText."""
    any_name = "|".join(sorted(map(re.escape, names)))
    return re.compile(
        rf"(?:`{{3,}}|~{{3,}}|:{{3,}})\s*\{{(?P<myst>{any_name})\}}|\.\. +(?P<rst>{any_name})::"
    )
