"""The Sphinx domain ``ped``: home of the directives and of what is known of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.found_objects import rows_of
from sphinx_pedagogy.core.late_titles import Settler, headings_of, settle_titles, waits
from sphinx_pedagogy.core.nitpicks import ignored_names
from sphinx_pedagogy.core.nodes import _, block, item, label_text, walk
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.core.registry import DOMAIN, app_of, registry_of
from sphinx_pedagogy.course.catalogue import Catalogue
from sphinx_pedagogy.course.code_uses import CodeText
from sphinx_pedagogy.course.facts import BlockLabel
from sphinx_pedagogy.course.lesson_order import toctree_order
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.mistakes import checked
from sphinx_pedagogy.course.names import slug
from sphinx_pedagogy.course.other_courses import other_courses
from sphinx_pedagogy.course.plain_mentions import LESSONS, OFF, PlainText
from sphinx_pedagogy.course.rare_words import RareWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import Asked, Execution, PageAudit, PageFacts
    from sphinx_pedagogy.model.findings import Diagnostic, EnabledRule

_Made = TypeVar("_Made")

OF_PAGES = (
    "problems",
    "pages",
    "audits",
    "executions",
    "modules",
    "former_keys",
    "conditions",
    "named_pages",
    "labels",
    "heard",
    "references",
    "prose",
    "found",
    "code",
    "found_in_code",
)
"""The parts of the domain's data that hold one record for each document."""


def label_of(node: nodes.Element) -> BlockLabel:
    """Return what a reference to a block, or to a part such as a phase, is made of."""
    anchor: str = node["ids"][0]
    if not isinstance(node, block):
        return BlockLabel(kind="", anchor=anchor, label="", title=node[0].astext())
    number = str(node.get("number", "")) if "counts" in node else ""
    label = label_text(node).removesuffix(number).strip()
    title = phrase_of(node.title.children if node.title else ()) or node.title_text()
    if node.title is None or title == label_text(node):
        title = "" if number else title
    return BlockLabel(
        kind=node.kind,
        anchor=anchor,
        label=label,
        title=title,
        number=number,
        counts=bool(node.get("counts")),
    )


class PedagogyDomain(Domain):
    """Holds one record for each document. What follows from all of them, each build derives.

    ``data["problems"]``: docname to the warnings that the document deserves.
    ``data["pages"]``: docname to what the page states.
    ``data["audits"]``: docname to what the audit found on the page alone.
    ``data["executions"]``: docname to how the outputs of the page were had.
    ``data["modules"]``: docname to the JavaScript modules of the page's widgets: the name that
    the page calls each by, and its file.
    ``data["former_keys"]``: docname to the key under which browsers kept the progress in its
    lesson once, and to that under which they do now.
    ``data["rare"]``: edition of the list of English words to what it says: is a word rare? For
    the edition with "everyday" behind it: do people say a word every day?
    ``data["translations"]``: a digest of the project's own translations of our words.
    ``data["conditions"]``: docname to the conditions of ``only`` and ``ifconfig`` on it, each with
    whether what stands under it was kept.
    ``data["named_pages"]``: docname to all that a page named in an option of it may be called.
    ``data["labels"]``: docname to the blocks with labels on it, by label.
    ``data["heard"]``: docname to the warnings of others when the command ``audit`` read the page.
    ``data["references"]``: docname to the references of such a page.
    ``data["prose"]``: docname to the prose in which concepts may be named in plain words, pickled.
    ``data["found"]``: docname to what was found in it.
    ``data["code"]``: docname to the code in which concepts may be used, pickled.
    ``data["found_in_code"]``: docname to what was found in it.
    ``data["in_use"]``: see :attr:`in_use`.
    """

    name = DOMAIN
    label = "Pedagogy"
    initial_data: ClassVar[dict[str, Any]] = {
        "problems": {},
        "pages": {},
        "audits": {},
        "executions": {},
        "modules": {},
        "former_keys": {},
        "conditions": {},
        "named_pages": {},
        "labels": {},
        "heard": {},
        "references": {},
        "prose": {},
        "found": {},
        "code": {},
        "found_in_code": {},
        "rare": {},
        "translations": "",
        "in_use": False,
    }
    data_version = 42
    object_types: ClassVar[dict[str, ObjType]] = {
        **{kind: ObjType(kind, kind) for kind in ("concept", "lesson")},
        **{
            kind: ObjType(kind)
            for kind in ("module", "series", "check", "misconception", "mental-model", "analogy")
        },
    }

    _catalogue: Catalogue | None = None
    _courses: list[PageFacts] | None = None
    hidden_labels: set[str] | None = None
    """The targets on pages that are left out of this build, once somebody asked."""
    diagnostics: Sequence[Diagnostic] = ()
    """What the audit says of the course in this build."""
    enabled_rules: Sequence[EnabledRule] = ()
    """The rules that it asks."""
    failed: Sequence[Diagnostic] = ()
    """The rules that failed on the course as a whole, in this build."""
    failed_views: dict[Diagnostic, None]
    """The views that failed in this build, each once."""
    asked: dict[str, Asked]
    """What the pages that are written in this build ask of the course, by page."""
    failed_handlers: list[Diagnostic]
    """The handlers of the event that the course is known, which failed in this build."""
    # none of these is stored: Sphinx keeps only self.data

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.failed_views = {}
        self.failed_handlers = []
        self.asked = {}
        self._made: dict[str, object] = {}

    def setup(self) -> None:
        """Take the directives, once it is known whose they are."""
        super().setup()
        # there are hundreds, and Sphinx's own call logs each of them twice
        self.directives.update(registry_of(app_of(self.env)).directives)

    @property
    def problems(self) -> dict[str, list[Diagnostic]]:
        """The problems of each document, in the order in which they were met."""
        return cast("dict[str, list[Diagnostic]]", self.data["problems"])

    @property
    def pages(self) -> dict[str, PageFacts]:
        """What each page states."""
        return cast("dict[str, PageFacts]", self.data["pages"])

    @property
    def audits(self) -> dict[str, PageAudit]:
        """What the audit keeps of each page."""
        return cast("dict[str, PageAudit]", self.data["audits"])

    @property
    def executions(self) -> dict[str, Execution]:
        """How the outputs of each page that has cells were had."""
        return cast("dict[str, Execution]", self.data["executions"])

    @property
    def modules(self) -> dict[str, dict[str, str]]:
        """The modules of the widgets of each page that has any: name to file."""
        return cast("dict[str, dict[str, str]]", self.data["modules"])

    @property
    def former_keys(self) -> dict[str, dict[str, str]]:
        """The keys of progress of each page that is a lesson: the former one, and today's."""
        return cast("dict[str, dict[str, str]]", self.data["former_keys"])

    @property
    def labels(self) -> dict[str, dict[str, BlockLabel]]:
        """The labelled blocks of each page."""
        return cast("dict[str, dict[str, BlockLabel]]", self.data["labels"])

    @property
    def in_use(self) -> bool:
        """Whether a project with MyST-NB asks for our features: known before a page is read."""
        return cast("bool", self.data["in_use"])

    @property
    def courses(self) -> list[PageFacts]:
        """What the other courses teach."""
        if self._courses is None:
            config = self.env.config
            confdir = str(app_of(self.env).confdir)
            self._courses = other_courses(config, confdir, scale_of(config))
        return self._courses

    @property
    def catalogue(self) -> Catalogue:
        """The course that all pages state, as it was when all were read."""
        if self._catalogue is None:
            fading_after = self.env.config.pedagogy_fading_after
            order = toctree_order(self.env)
            settler = Settler(self.env, self.pages)
            pages = {name: settler.page(page) for name, page in self.pages.items()}
            ignored = ignored_names(self.env.config)
            texts = self.plain_text, self.code_text
            self._catalogue = checked(
                Catalogue(pages, order, fading_after, self.courses, ignored, *texts)
            )
        return self._catalogue

    @property
    def plain_text(self) -> PlainText | None:
        """What is kept of the prose of pages, if plain words in it are mentions."""
        config = self.env.config
        if config.pedagogy_link_mentions == OFF:
            return None
        lessons = any(page.lessons for page in self.pages.values())
        if config.pedagogy_link_mentions == LESSONS and not lessons:
            return None
        labels = self.env.domains.standard_domain.anonlabels
        prose, found = self.data["prose"], self.data["found"]
        return PlainText(prose, found, config.language, self.rare_words, labels)

    @property
    def rare_words(self) -> RareWords:
        """The rare words of the project's language."""
        return RareWords(self.data["rare"], self.env.config.language)

    @property
    def code_text(self) -> CodeText:
        """What is kept of the code of pages."""
        return CodeText(self.data["code"], self.data["found_in_code"])

    def derive(self) -> None:
        """Derive the course anew, in each build, when all pages are read.

        Also if none was read: rules and views are code, of which nothing that is stored tells
        whether it is as it was.
        """
        self._catalogue = None
        self._made = {}
        self.failed_views = {}
        self.failed_handlers = []
        self.asked = {}
        settle_titles(self.env, Settler(self.env, self.pages), self.pages)

    def once(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Return what *make* makes of all pages; it is asked once in each build."""
        if name not in self._made:
            self._made[name] = make()
        return cast("_Made", self._made[name])

    @property
    def course_problems(self) -> list[Diagnostic]:
        """What is wrong with the course as a whole, by document and line."""
        return sorted(
            self.catalogue.problems,
            key=lambda problem: (problem.place.document, problem.place.line or 0),
        )

    @property
    def failures(self) -> list[Diagnostic]:
        """Which rules, views, assemblers and handlers failed in this build."""
        stored = [problem for problem in self.all_problems() if problem.code == Subtype.FAILURE]
        return [*stored, *self.failed, *self.failed_views, *self.failed_handlers]

    def add_problem(self, problem: Diagnostic) -> None:
        """Store a warning with the document it belongs to."""
        known = self.problems.setdefault(problem.place.document, [])
        if problem not in known:
            known.append(problem)

    def all_problems(self) -> Iterator[Diagnostic]:
        """Yield every stored warning, by document and line."""
        for _docname, problems in sorted(self.problems.items()):
            yield from sorted(problems, key=lambda problem: problem.place.line or 0)

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read again or gone."""
        for kind in OF_PAGES:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found in *docnames*."""
        for docname in docnames:
            for kind in OF_PAGES:
                if docname in otherdata.get(kind, {}):
                    self.data[kind][docname] = otherdata[kind][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Finish the facts of the page; tell the standard domain the titles of labelled blocks."""
        if docname not in self.pages:
            return
        page = self.pages[docname]
        page.headings = headings_of(document)
        page.waits = waits(page)
        page.set_mark()
        std = env.domains.standard_domain
        hidden: set[str] = set()
        # Sphinx calls the domains in the order in which they were added: std came before
        for node in walk(document, block, item, nodes.list_item):
            for name in node["names"]:
                self.labels.setdefault(docname, {})[name] = entry = label_of(node)
                std.labels[name] = docname, entry.anchor, str(entry.shown)
            if isinstance(node, block) and "hidden" in node.options:
                hidden.update(*(inside["ids"] for inside in node.findall(nodes.Element)))
        # no reference may lead to what is not there
        for labels in (std.labels, std.anonlabels) if hidden else ():
            for name in [name for name, place in labels.items() if place[0] == docname]:
                if labels[name][1] in hidden:
                    del labels[name]

    def get_enumerable_node_type(self, node: nodes.Node) -> str | None:
        """Return what Sphinx counts a node as, where ``numfig`` is on."""
        return node.kind if isinstance(node, block) and node.get("counts") else None

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002
        """Return what a type is called in the search: as its blocks are."""
        return _(type.lname.replace("-", " ").capitalize())

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Return what can be referred to; who has nothing of ours need not pay for a course."""
        return rows_of(self.catalogue.objects() if self.pages else ())

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve a reference that others have made; a mention of ours is a link by now."""
        for named in self.catalogue.named(target):
            if named.kind == typ:
                words = contnode if node.get("refexplicit") else nodes.inline("", named.title)
                return make_refnode(
                    builder, fromdocname, named.place.document, named.anchor, words, named.title
                )
        return None

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """Return the id that other projects list a name under."""
        return slug(node["reftarget"]) if node.get("refdomain") == DOMAIN else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Offer what has the name, or the title."""
        found = []
        for named in self.catalogue.named(target):
            # Sphinx adds "ped" and "ped-concept", the classes of a block, to what has classes
            words = nodes.inline("", "" if node["refexplicit"] else named.title)
            words += [contnode] if node["refexplicit"] else []
            made = make_refnode(
                builder, fromdocname, named.place.document, named.anchor, words, named.title
            )
            found.append((f"{DOMAIN}:{named.kind}", made))
        return found


def catalogue_of(env: BuildEnvironment) -> Catalogue:
    """Return the course of this build."""
    return domain_of(env).catalogue


def domain_of(env: BuildEnvironment) -> PedagogyDomain:
    """Return the domain of *env*."""
    return cast("PedagogyDomain", env.get_domain(DOMAIN))
