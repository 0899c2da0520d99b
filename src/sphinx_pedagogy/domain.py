"""The Sphinx domain ``ped``: home of the directives and of what is known of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain

from sphinx_pedagogy.messages import Problem, give
from sphinx_pedagogy.nodes import block, item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

NAME = "ped"


def title_of(node: nodes.Element) -> str:
    """Return what a reference to a block, or to a part such as a phase, shows."""
    return node.title_text() if isinstance(node, block) else node[0].astext()


class PedagogyDomain(Domain):
    """Holds one record for each document, and nothing that depends on several.

    ``data["problems"]``: docname to the warnings that the document deserves.
    """

    name = NAME
    label = "Pedagogy"
    initial_data: ClassVar[dict[str, Any]] = {"problems": {}}
    data_version = 1

    @property
    def problems(self) -> dict[str, list[Problem]]:
        """The problems of each document, in the order in which they were met."""
        return cast("dict[str, list[Problem]]", self.data["problems"])

    def add_problem(self, problem: Problem) -> None:
        """Store a warning with the document it belongs to."""
        known = self.problems.setdefault(problem.docname, [])
        if problem not in known:
            known.append(problem)

    def all_problems(self) -> Iterator[Problem]:
        """Yield every stored warning, by document and line."""
        for _docname, problems in sorted(self.problems.items()):
            yield from sorted(problems, key=lambda problem: problem.line or 0)

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read again or gone."""
        self.problems.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found in *docnames*."""
        for docname in docnames:
            if docname in otherdata["problems"]:
                self.problems[docname] = otherdata["problems"][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Tell the standard domain the titles of labelled blocks, for ``{ref}``."""
        std = env.domains.standard_domain
        hidden: set[str] = set()
        # Sphinx calls the domains in the order in which they were added: std came before
        for node in document.findall(nodes.Element):
            if isinstance(node, (block, item, nodes.list_item)):
                for name in node["names"]:
                    std.labels[name] = (docname, node["ids"][0], title_of(node))
            if isinstance(node, block) and "hidden" in node.options:
                hidden.update(*(inside["ids"] for inside in node.findall(nodes.Element)))
        # no reference may lead to what is not there
        for labels in (std.labels, std.anonlabels) if hidden else ():
            for name in [name for name, place in labels.items() if place[0] == docname]:
                if labels[name][1] in hidden:
                    del labels[name]

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Offer nothing yet to ``{any}``: the domain has no objects of its own."""
        return []


def domain_of(env: BuildEnvironment) -> PedagogyDomain:
    """Return the domain of *env*."""
    return cast("PedagogyDomain", env.get_domain(NAME))


def give_problems(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Log the stored warnings: on every build, also one that read nothing."""
    give(domain_of(env).all_problems())
    return ()


def setup_domain(app: Sphinx) -> None:
    """Add the domain to *app*, once."""
    if not app.registry.has_domain(NAME):
        app.add_domain(PedagogyDomain)
        app.connect("env-updated", give_problems)
