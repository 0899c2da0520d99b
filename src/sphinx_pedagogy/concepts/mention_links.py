"""Concepts in plain words: keeping the prose of a page, and linking what it mentions."""

from __future__ import annotations

import sys
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.concepts.link_targets import PLAIN, LessonLink, address, quiet_reference
from sphinx_pedagogy.concepts.page_questions import LINK, MENTIONS, NUMBER
from sphinx_pedagogy.concepts.post_transforms import REPORTS
from sphinx_pedagogy.concepts.prose_reader import NO_MENTIONS, ProseReader, ReadRun
from sphinx_pedagogy.concepts.text_links import enclose
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.core.nodes import block, course_link, walk
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.post_transform import PostTransform
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.facts import PageFacts
from sphinx_pedagogy.course.lesson_numbers import numbers_in
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.plain_mentions import LESSONS, OFF, PAGE
from sphinx_pedagogy.course.prose_runs import packed
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.concepts.text_links import RunNode
    from sphinx_pedagogy.course.prose_runs import PlainMention, Run

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})
_PAPERS = frozenset({"plan", "review"})


class KeepProse(SphinxTransform):
    """Stores the prose of the page, in which concepts may be named."""

    default_priority = transforms.KEEP_PROSE

    def apply(self) -> None:
        """Read it, if it is to be searched."""
        scope = self.config.pedagogy_link_mentions
        if scope == OFF or (scope == LESSONS and not is_ours(self.env)):
            return
        warn_of_front_matter(self.document, self.env)
        if leaves_out(self.document):
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
        domain.data["prose"][docname] = packed([*runs, *reader.unseen])
        # a page without anything else of ours mentions concepts, too
        facts = domain.pages.setdefault(docname, PageFacts(is_ours=False))
        numbers = (number for run in runs for number in numbers_in(run.text))
        facts.numbers = tuple(sorted({(number.kind, number.number) for number in numbers}))


def leaves_out(document: nodes.document) -> bool:
    """Whether the front matter of a page says that nothing on it is a mention."""
    # what is neither yes nor no was written to leave something out
    return stated_no_mentions(document) not in {"", *_NO}


def stated_no_mentions(document: nodes.document) -> str:
    """Return what the front matter of a page says of mentions; empty if nothing."""
    tops = [document, *(child for child in document.children if isinstance(child, nodes.section))]
    for fields in (child for top in tops for child in top.children):
        if not isinstance(fields, nodes.docinfo | nodes.field_list):
            continue
        for field in fields.findall(nodes.field):
            name, value = (child.astext().strip().casefold() for child in field.children[:2])
            if name == NO_MENTIONS:
                return value or "true"
    return ""


def warn_of_front_matter(document: nodes.document, env: BuildEnvironment) -> None:
    """Warn if the front matter of a page says of mentions what is neither yes nor no."""
    stated = stated_no_mentions(document)
    if stated not in {"", *_YES, *_NO}:
        text = f'front matter: "{NO_MENTIONS}" cannot be "{stated}"; write true or false'
        place = Place(env.docname, 1)
        domain_of(env).add_problem(Diagnostic(code=Subtype.OPTION, place=place, text=text))


class LinkMentions(PostTransform):
    """Links the first plain mention of each concept in a section, or on a page."""

    default_priority = transforms.LINK_MENTIONS

    def change(self) -> None:
        """Link the mentions of the page, or of each page of a book."""
        scope = self.config.pedagogy_link_mentions
        builder = app_of(self.env).builder
        if scope == OFF or builder.name in REPORTS:
            return
        has_prose = self.env.docname in domain_of(self.env).data["prose"]
        here = has_prose and MENTIONS.ask(self.env, self.env.docname)
        catalogue = catalogue_of(self.env)
        if catalogue.plain is None:
            return
        page = catalogue.pages.get(self.env.docname)
        if not here and not (page and page.numbers) and not walk(self.document, start_of_file):
            return  # it is a page, no book, and mentions nothing
        by_page: dict[str, list[ReadRun]] = {}
        for passage in ProseReader(registry_of(app_of(self.env)).roles).read(self.document):
            by_page.setdefault(passage.docname or self.env.docname, []).append(passage)
        for docname, found in by_page.items():
            linker = Linker(builder, self.env, docname)
            runs = [passage.run for passage in found]
            spans: dict[int, list[LinkSpan]] = {}
            for mention in catalogue.plain.firsts(docname, runs, scope):
                spans.setdefault(mention.run, []).extend(linker.concept(mention))
            for at, span in linker.numbers(runs, scope):
                spans.setdefault(at, []).append(span)
            for at, named in spans.items():
                link_spans(found[at].pieces, named)


class LinkSpan(NamedTuple):
    """A place in a passage that becomes a link."""

    start: int
    end: int
    make: Callable[[Sequence[nodes.Node]], list[nodes.Node]]


class Linker:
    """Makes links for the text of a page."""

    def __init__(self, builder: Builder, env: BuildEnvironment, docname: str) -> None:
        """Begin.

        :param docname: the page, as whose reader meets them
        """
        self._builder = builder
        self._env = env
        self._docname = docname

    def concept(self, mention: PlainMention) -> Iterator[LinkSpan]:
        """Yield the link of a mention, unless the course teaches it only later."""
        link = LINK.ask(self._env, self._docname, mention.concept)
        if link and not link.later:
            make = partial(quiet_reference, self._builder, self._docname, link)
            yield LinkSpan(mention.start, mention.end, make)

    def numbers(self, runs: Sequence[Run], scope: str) -> Iterator[tuple[int, LinkSpan]]:
        """Yield the links of lessons and modules that are named by number, each with its run."""
        seen: set[tuple[int, LessonLink]] = set()
        for index, run in enumerate(runs):
            section = 0 if scope == PAGE else run.section
            for number in numbers_in(run.text):
                link = NUMBER.ask(self._env, self._docname, number.kind, number.number)
                if link and (section, link) not in seen:
                    seen.add((section, link))
                    yield index, LinkSpan(number.start, number.end, partial(self._number, link))

    def _number(self, link: LessonLink, words: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return a quiet link to a lesson or module around its number."""
        target = address(self._builder, self._docname, link.document, link.anchor)
        if not target:
            return list(words)
        made = course_link("", "", *words, internal=True, classes=[PLAIN], reftitle=str(link.name))
        if target.startswith("#"):
            made["refid"] = target[1:]
        else:
            made["refuri"] = target
        return [made]


def link_spans(pieces: Iterable[RunNode], spans: Iterable[LinkSpan]) -> None:
    """Set the links of a passage; a name that begins or ends inside of markup gets none."""
    texts, free = list(pieces), sys.maxsize
    for span in sorted(spans, key=attrgetter("start"), reverse=True):
        if span.end <= free:
            enclose(texts, span.start, span.end, span.make)
            free = span.start
