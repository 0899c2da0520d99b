"""What Sphinx, MyST and docutils say of the pages, kept for the report of the audit.

A build says it once, when it reads a page. A page of which something was said is therefore read
again by the next audit, so that nothing is missing from its report, and nothing in it is old.
Every command that reads a course listens: what it reads, the next audit may not read.
"""

from __future__ import annotations

import pickle
from logging import ERROR, WARNING, LogRecord, getLogger
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransformer
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util import docname_join
from sphinx.util.docutils import new_document
from sphinx.util.logging import is_suppressed_warning

from sphinx_pedagogy.audit.report.report import UNNAMED
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.headless import Listener
from sphinx_pedagogy.course.messages import WARNING_TYPE, Subtype
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_PLACE = regex(r"(?P<file>.+?)(?::docstring of [^:]*)?:(?P<line>\d*)")
FAILURE = f"{WARNING_TYPE}.{Subtype.FAILURE.value}"
"""What a rule or block of a plugin raised: the report tells of it by itself."""


class BuildListener(Listener):
    """Keeps the warnings of a build: those of a page with the page."""

    def __init__(self) -> None:
        """Listen to nothing yet."""
        super().__init__(WARNING)
        self.app: Sphinx | None = None
        self.reading = ""
        """The page that is being read; empty between pages."""
        self.resolving = ""
        """The page whose references are looked for."""
        self.others: dict[Diagnostic, None] = {}
        """What was said of no page that was being read, each once."""

    def connect(self, app: Sphinx) -> None:
        """Follow which page is being read."""
        self.app = app
        app.connect("env-get-outdated", read_again)
        app.connect("source-read", self.begin, priority=0)
        app.connect("doctree-read", self.end, priority=1000)

    def begin(self, _app: Sphinx, docname: str, _source: list[str]) -> None:
        """Note that a page is read from now on: in a process of its own, perhaps."""
        self.reading = docname
        logger = getLogger("sphinx")
        if self not in logger.handlers:  # what collects for another process took its place
            logger.addHandler(self)

    def end(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note that the page was read, and keep its references, which are resolved later."""
        if found := list(doctree.findall(pending_xref)):
            domain_of(app.env).data["references"][app.env.docname] = KeptReferences.of(found)
        self.reading = ""

    def emit(self, record: LogRecord) -> None:
        """Keep a warning."""
        if record.levelno < WARNING:
            return
        heard = heard_of(record, self.app, self.reading or self.resolving)
        if self.app is not None and self.reading:
            known = warnings_of(self.app.env).setdefault(self.reading, [])
            if heard not in known:
                known.append(heard)
        else:
            self.others.setdefault(heard)

    def warnings(self, app: Sphinx) -> list[Diagnostic]:
        """Return all that was said, and what is wrong with references."""
        kept: dict[str, KeptReferences] = domain_of(app.env).data["references"]
        for docname, references in sorted(kept.items()):
            if not references.are_known(app.env):
                self.resolving = docname
                resolve(app, docname, references.unpacked())
        self.resolving = ""
        found = {
            spot_of(app.env, docname): docname
            for pages in warnings_of(app.env).values()
            for docname in pages
        }
        for other in self.others:  # another process said it, and this one repeats it
            found.setdefault(spot_of(app.env, other), other)
        return [record for record in found.values() if is_told(app, record)]


def warnings_of(env: BuildEnvironment) -> dict[str, list[Diagnostic]]:
    """Return what was said of each page when it was read."""
    return cast("dict[str, list[Diagnostic]]", domain_of(env).data["heard"])


def spot_of(env: BuildEnvironment, heard: Diagnostic) -> tuple[str, str, int | None, str]:
    """Return what two mentions of one warning have in common."""
    place = heard.place
    file = place.source or (str(env.doc2path(place.document)) if place.document else "")
    return heard.code, file, place.line, heard.text


def is_told(app: Sphinx, heard: Diagnostic) -> bool:
    """Whether the project does not suppress a warning, and no other part of a report has it."""
    kind, _, subtype = heard.code.partition(".")
    suppressed = is_suppressed_warning(kind, subtype, app.config.suppress_warnings)
    return not suppressed and heard.code != FAILURE


def read_again(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Name the pages of which something was said when they were read last."""
    return sorted(
        docname
        for docname, heard in warnings_of(env).items()
        if docname not in removed and any(is_told(app, record) for record in heard)
    )


def heard_of(record: LogRecord, app: Sphinx | None, reading: str) -> Diagnostic:
    """Return a warning as it is kept."""
    kind, subtype = getattr(record, "type", "") or "", getattr(record, "subtype", "") or ""
    name = ".".join(filter(None, (kind, subtype))) or UNNAMED
    # Sphinx's records say their level, too; what follows an empty line repeats the source
    text = " ".join(LogRecord.getMessage(record).strip().partition("\n\n")[0].split())
    text = text.removesuffix(f"[{name}]").rstrip()
    place = place_of(getattr(record, "location", None), app, reading)
    if app is not None:
        text = text.replace(f"{app.srcdir}/", "")
    severity = Severity.ERROR if record.levelno >= ERROR else Severity.WARNING
    return Diagnostic(code=name, severity=severity, place=place, text=text)


def place_of(location: object, app: Sphinx | None, reading: str) -> Place:
    """Return the place that a logger takes as a location."""
    file, line = "", None
    if isinstance(location, nodes.Node):
        found, line = get_source_line(location)
        file = found or ""
    elif isinstance(location, tuple):
        docname, stated = location
        return Place(docname or reading, int(stated) if stated else None)
    elif isinstance(location, str):
        match = _PLACE.fullmatch(location)
        file = match["file"] if match else location
        line = int(match["line"]) if match and match["line"] else None
    return place_in(file, app, reading, line)


def place_in(file: str, app: Sphinx | None, reading: str, line: int | None) -> Place:
    """Return a place on the page that a file is, or in the file where a page includes it."""
    if app is None or not file or file.startswith("<"):
        return Place(reading, line)
    env = getattr(app, "env", None)
    pages: Iterable[str] = env.found_docs if env is not None else ()
    if file in pages:
        return Place(file, line)
    path = Path(app.srcdir, file)
    docname = (env.path2doc(path) if env is not None else None) or ""
    if docname in pages:
        return Place(docname, line)
    return Place(reading, line, str(path))


class KeptReferences(NamedTuple):
    """The references of a page, until all pages are read."""

    documents: frozenset[str]
    """The pages that they lead to, of those that name one."""
    name_only_documents: bool
    """Whether each of them names a page, as the role ``doc`` does."""
    packed: bytes
    """The nodes, pickled: few of them are looked for."""

    @classmethod
    def of(cls, found: Sequence[pending_xref]) -> KeptReferences:
        """Return what to keep of the references on a page."""
        to_pages = [node for node in found if is_to_page(node)]
        return cls(
            documents=frozenset(
                docname_join(node["refdoc"], node["reftarget"]) for node in to_pages
            ),
            name_only_documents=len(to_pages) == len(found),
            packed=pickle.dumps([detached(node) for node in found]),
        )

    def are_known(self, env: BuildEnvironment) -> bool:
        """Whether each of them leads to a page that is there, so that Sphinx finds it."""
        return self.name_only_documents and self.documents <= env.all_docs.keys()

    def unpacked(self) -> Sequence[pending_xref]:
        """Return the nodes."""
        # nobody but this class has written them
        return cast("Sequence[pending_xref]", pickle.loads(self.packed))  # noqa: S301


def is_to_page(node: pending_xref) -> bool:
    """Whether a reference names a page, and Sphinx looks for nothing else."""
    return (node.get("refdomain"), node.get("reftype")) == ("std", "doc") and "refdoc" in node


def detached(node: pending_xref) -> pending_xref:
    """Return a copy of a reference that stands alone, and knows where it was."""
    copy = node.deepcopy()
    copy.source, copy.line = get_source_line(node)
    for part in copy.findall():
        # else the whole page would be kept with it
        part.document = None  # type: ignore[assignment]
    return copy


def resolve(app: Sphinx, docname: str, references: Iterable[pending_xref]) -> None:
    """Look for the targets of references, as a build does when it writes a page.

    Pages are not written, so nothing else would tell of those that lead nowhere.
    """
    document = new_document(str(app.env.doc2path(docname)))
    document.settings.env = app.env
    document += nodes.paragraph("", "", *references)
    app.env.prepare_settings(docname)
    transformer = SphinxTransformer(document)
    transformer.set_environment(app.env)
    transformer.add_transforms(
        [
            transform
            for transform in app.registry.get_post_transforms()
            if issubclass(transform, ReferencesResolver)
        ]
    )
    transformer.apply_transforms()
