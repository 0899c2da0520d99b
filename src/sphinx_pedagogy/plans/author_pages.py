"""The pages that are for authors only: left out of a reader's site as if nobody spoke of them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.matching import Matcher, get_matching_files
from sphinx.util.nodes import explicit_title_re

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.opt_in import any_asks, is_set
from sphinx_pedagogy.core.registry import registry_of
from sphinx_pedagogy.core.source_folders import folders_of, home_of
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_LABEL = re.compile(
    r"(?m)^(?:\((?P<myst>[^)\n]+)\)=|\s*:(?:label|name):\s+(?P<option>.+)"
    r"|\s*\.\. _(?P<rst>[^:\n]+):)\s*$"
)
"""A target in MyST, in an option of a directive, in reStructuredText."""


def leave_out(app: Sphinx, config: Config) -> None:
    """Exclude the authors' pages from a reader's site, before anything is read."""
    if not is_set(config, "pedagogy_author_pages") and not has_papers(app):
        config.pedagogy_author_pages = []
    patterns = config.pedagogy_author_pages
    if not patterns:
        return
    if config.pedagogy_audience != "reader":
        return
    # Sphinx takes "**/" for at least one folder
    at_root = [pattern[3:] for pattern in patterns if pattern.startswith("**/")]
    config.exclude_patterns = [*config.exclude_patterns, *patterns, *at_root]
    known = directives._directives["toctree"]  # type: ignore[attr-defined]
    if issubclass(known, TocTree):
        app.add_directive("toctree", type("TocTree", (ReaderTocTree, known), {}), override=True)


def has_papers(app: Sphinx) -> bool:
    """Whether a plan or review of ours is in one of the files that are called like one.

    ``plan.md`` and ``reviews.md`` are good names in a project without lessons, too.
    """
    patterns = app.config.pedagogy_author_pages
    at_root = [pattern[3:] for pattern in patterns if pattern.startswith("**/")]
    found = get_matching_files(app.srcdir, (*patterns, *at_root), ("**/_build/**", "_build/**"))
    names = {spec.name for spec in (*PLAN_BLOCKS, *REVIEW_BLOCKS)}
    bare = names & registry_of(app).bare
    return any_asks((Path(app.srcdir, name) for name in found), names, bare)


def is_for_authors(env: BuildEnvironment, docname: str) -> bool:
    """Whether a page is for authors, be it read or left out."""
    matches = Matcher(env.config.pedagogy_author_pages)
    name, home = home_of(docname, env.srcdir, folders_of(env.project))
    return any(
        matches(docname + suffix) and (home / (docname.removeprefix(name) + suffix)).is_file()
        for suffix in env.config.source_suffix
    )


class ReaderTocTree(TocTree):
    """A table of contents that says nothing of pages which readers do not get."""

    def parse_content(self, toctree: addnodes.toctree) -> None:
        """Leave out the entries that name them; Sphinx would warn of each."""
        kept = [index for index, entry in enumerate(self.content) if not self.is_left_out(entry)]
        lines = self.content
        # no part of the page's own lines: to delete one of those would shift the others
        self.content = StringList(
            [lines.data[index] for index in kept], items=[lines.items[index] for index in kept]
        )
        super().parse_content(toctree)

    def is_left_out(self, entry: str) -> bool:
        """Whether a line names a page that is for authors."""
        titled = explicit_title_re.match(entry)
        name = (titled[2] if titled else entry).strip()
        suffixes = self.config.source_suffix
        name = next(
            (name.removesuffix(suffix) for suffix in suffixes if name.endswith(suffix)), name
        )
        return bool(name) and is_for_authors(self.env, docname_join(self.env.docname, name))


class SpeakPlainly(SphinxPostTransform):
    """Makes plain text of the references to pages that readers do not get."""

    default_priority = transforms.SPEAK_PLAINLY

    def is_supported(self) -> bool:
        """Whether pages are left out."""
        return bool(self.config.pedagogy_audience == "reader" and self.config.pedagogy_author_pages)

    def run(self, **kwargs: object) -> None:
        """Look at every reference of the page that is not resolved yet."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            if self.leads_to_authors(node):
                words: Sequence[nodes.Node] = node.children
                if not node.astext():
                    words = [nodes.literal("", node["reftarget"])]
                node.parent.replace(node, words)

    def leads_to_authors(self, node: addnodes.pending_xref) -> bool:
        """Whether a reference is to a page that is left out, or to a target on one."""
        target, kind, domain = (node.get(name) for name in ("reftarget", "reftype", "refdomain"))
        if domain == "doc":  # a link of MyST, to a name from the root
            return is_for_authors(self.env, target)
        if kind == "doc":
            docname = docname_join(node.get("refdoc", self.env.docname), target)
            return is_for_authors(self.env, docname)
        if kind not in {"ref", "numref", "myst", "any"}:
            return False
        std = self.env.domains.standard_domain
        label = nodes.fully_normalize_name(target)
        known = label in std.labels or label in std.anonlabels
        return not known and label in hidden_labels(self.env)


def hidden_labels(env: BuildEnvironment) -> set[str]:
    """Return the targets on the pages that readers do not get.

    Those are not read, so this looks for what a target looks like: once, and only if a
    reference leads nowhere else.
    """
    domain = domain_of(env)
    if domain.hidden_labels is None:
        domain.hidden_labels = set()
        matches = Matcher(env.config.pedagogy_author_pages)
        for place, path in _files(env):
            if matches(place) and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                for match in _LABEL.finditer(text):
                    name = match[match.lastgroup or 0].strip().strip("`")
                    domain.hidden_labels.add(nodes.fully_normalize_name(name))
    return domain.hidden_labels


def _files(env: BuildEnvironment) -> Iterator[tuple[str, Path]]:
    """Yield all files of the sources, and their paths among them."""
    homes = {name: Path(folder) for name, folder in folders_of(env.project).items()}
    for name, home in {"": Path(env.srcdir), **homes}.items():
        for path in home.rglob("*"):
            yield (PurePosixPath(name) / path.relative_to(home).as_posix()).as_posix(), path


def stand_alone(app: Sphinx, document: nodes.document) -> None:
    """Let an author's page stand outside all tables of contents."""
    env = app.env
    if is_for_authors(env, env.docname):
        env.metadata[env.docname].setdefault("orphan", "")
