"""Concepts in plain words: keeping the prose of a page, and linking what it mentions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.concepts.link_targets import quiet_reference
from sphinx_pedagogy.concepts.page_questions import LINK, MENTIONS
from sphinx_pedagogy.concepts.post_transforms import REPORTS
from sphinx_pedagogy.concepts.prose_reader import NO_MENTIONS, Passage, ProseReader
from sphinx_pedagogy.concepts.text_links import enclose
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.core.nodes import block, walk
from sphinx_pedagogy.core.post_transform import PostTransform
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.facts import PageFacts
from sphinx_pedagogy.course.plain_mentions import OFF, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.concepts.link_targets import LinkTarget
    from sphinx_pedagogy.concepts.text_links import Piece
    from sphinx_pedagogy.course.plain_mentions import PlainMention

_PAPERS = frozenset({"plan", "review"})


class KeepProse(SphinxTransform):
    """Stores the prose of the page, in which concepts may be named."""

    default_priority = transforms.KEEP_PROSE

    def apply(self) -> None:
        """Read it, if it is to be searched."""
        if self.config.pedagogy_link_mentions == OFF or leaves_out(self.document):
            return
        blocks = walk(self.document, block)
        if any(isinstance(node, block) and node.kind in _PAPERS for node in blocks):
            return
        file = str(self.env.doc2path(self.env.docname))
        reader = ProseReader(registry_of(app_of(self.env)).roles, file)
        runs = [passage.run for passage in reader.read(self.document)]
        if not any(run.text.strip() for run in runs):
            return
        domain, docname = domain_of(self.env), self.env.docname
        domain.data["prose"][docname] = packed(runs)
        # a page without anything else of ours mentions concepts, too
        domain.pages.setdefault(docname, PageFacts(is_ours=False))


def leaves_out(document: nodes.document) -> bool:
    """Whether the front matter of a page says that nothing on it is a mention."""
    tops = [document, *(one for one in document.children if isinstance(one, nodes.section))]
    for fields in (one for top in tops for one in top.children):
        if not isinstance(fields, nodes.docinfo | nodes.field_list):
            continue
        for field in fields.findall(nodes.field):
            name, value = (child.astext().strip().casefold() for child in field.children[:2])
            if name == NO_MENTIONS:
                return value not in {"false", "no", "off"}
    return False


class LinkMentions(PostTransform):
    """Links the first plain mention of each concept in a section, or on a page."""

    default_priority = transforms.LINK_MENTIONS

    def change(self) -> None:
        """Link the mentions of the page, or of each page of a book."""
        scope = self.config.pedagogy_link_mentions
        builder = app_of(self.env).builder
        if scope == OFF or builder.name in REPORTS:
            return
        catalogue = catalogue_of(self.env)
        if catalogue.plain is None:
            return
        here = MENTIONS.ask(self.env, self.env.docname)
        if not here and not walk(self.document, start_of_file):
            return  # it is a page, no book, and mentions nothing
        by_page: dict[str, list[Passage]] = {}
        for passage in ProseReader(registry_of(app_of(self.env)).roles).read(self.document):
            by_page.setdefault(passage.docname or self.env.docname, []).append(passage)
        for docname, found in by_page.items():
            runs = [passage.run for passage in found]
            mentions: dict[int, list[PlainMention]] = {}
            for one in catalogue.plain.firsts(docname, runs, scope):
                mentions.setdefault(one.run, []).append(one)
            linker = Linker(builder, self.env, docname)
            for at, named in mentions.items():
                linker.link(found[at].pieces, named)


class Linker:
    """Sets links in the text of a page."""

    def __init__(self, builder: Builder, env: BuildEnvironment, docname: str) -> None:
        """Begin.

        :param docname: the page, as whose reader meets them
        """
        self._builder = builder
        self._env = env
        self._docname = docname

    def link(self, pieces: Iterable[Piece], mentions: Sequence[PlainMention]) -> None:
        """Set the links of a passage; a name that begins or ends inside of markup gets none."""
        texts = list(pieces)
        for one in reversed(mentions):
            if self._target(one.concept) is None:
                continue
            enclose(texts, one.start, one.end, partial(self._link, one.concept))

    def _target(self, concept: str) -> LinkTarget | None:
        """Return where a mention leads, unless the course teaches it only later."""
        link = LINK.ask(self._env, self._docname, concept)
        return None if link is None or link.later else link

    def _link(self, concept: str, words: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return a link around the words of a mention."""
        link = self._target(concept)
        if link is None:
            return list(words)
        return quiet_reference(self._builder, self._docname, link, words)
