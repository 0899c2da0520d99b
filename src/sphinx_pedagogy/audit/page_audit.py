"""Auditing one page when it is read: what rules find on it is stored with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.audit.rule_runner import ask_page
from sphinx_pedagogy.audit.severities import asked_rules, rules_of
from sphinx_pedagogy.audit.suppression import suppressions_of
from sphinx_pedagogy.audit.tree_reader import TREE
from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.mystnb.metadata import execution_of
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.core.rule import PageContext
from sphinx_pedagogy.course.facts import PageAudit
from sphinx_pedagogy.course.page_tree import PageTrees, skeleton

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


KEEPERS = frozenset({"notebook", "review", "time"})
"""Rules that are asked of each page, as others read what they keep of it."""


class AuditPage(SphinxTransform):
    """Asks the rules of the course about the page."""

    default_priority = transforms.AUDIT_PAGE

    def apply(self) -> None:
        """Store what they found, the skeleton of the page, and what its author suppressed."""
        tree = self.env.temp_data.pop(TREE, None)
        if tree is None:
            return
        docname = self.env.docname
        domain = domain_of(self.env)
        if docname not in domain.pages:
            return
        page = PageContext(
            docname=docname,
            tree=tree,
            facts=domain.pages[docname],
            scale=scale_of(self.env.config),
            read_source=lambda: source_of(self.env, docname),
            language=self.env.config.language or "en",
            run_seconds=execution_of(self.env, docname).get("runtime") or 0,
        )
        asked = {rule.id for rule in asked_rules(self.env)}
        rules = [rule for rule in rules_of(self.env) if rule.id in asked | KEEPERS]
        found, remembered = ask_page(self.env, rules, page)
        kept = {"section", *registry_of(app_of(self.env)).blocks}
        suppressions = suppressions_of(self.env, page.parts)
        stored = PageTrees.pack(skeleton(tree, kept))
        domain.audits[docname] = PageAudit(
            tree=stored,
            findings=found,
            suppressions=suppressions,
            kept=remembered,
            asked=frozenset(asked),
        )
        for part in page.parts:
            part.parent = None  # else all parts stay in memory until garbage is looked for


def source_of(env: BuildEnvironment, docname: str) -> str:
    """Return the text of a page's file; none of a notebook, whose lines are not its author's."""
    file = env.doc2path(docname)
    return "" if file.suffix == ".ipynb" else file.read_text(encoding="utf-8")


def read_unasked_again(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Name the pages that a rule has not seen which the course asks now, and did not then."""
    now = {rule.id for rule in asked_rules(env)}
    audits = domain_of(env).audits
    return sorted(name for name, audit in audits.items() if now - audit.asked)
