"""Pages that are read again although their files have not changed, at ``env-get-outdated``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.opt_in import any_asks, asks_to_execute, has_outputs, names_of
from sphinx_pedagogy.core.registry import registry_of
from sphinx_pedagogy.core.translations import digest_of_translations

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def see_who_asks(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Learn whether the project asks; if that is new, all its pages are read again."""
    domain = domain_of(env)
    before, fresh = domain.in_use, added | changed
    config, registry = app.config, registry_of(app)
    known = domain.pages.keys() - fresh - removed
    paths = [Path(env.doc2path(docname)) for docname in sorted(fresh)]
    # without cells, a page speaks for itself when it is read
    domain.data["in_use"] = "myst_nb" in app.extensions and (
        asks_to_execute(config)
        or any(domain.pages[docname].is_ours for docname in known)
        or any(
            has_outputs(Path(folder, config.pedagogy_executed))
            for folder in {app.srcdir, app.confdir}
        )
        or any_asks(paths, names_of(registry), registry.bare)
    )
    return sorted(env.all_docs.keys() - removed) if before != domain.in_use else []


def read_failed_again(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Name the pages on which code failed: by now, somebody may have mended it."""
    failed = {failure.place.document for failure in domain_of(env).failures}
    return sorted(failed & env.all_docs.keys() - removed)


def read_namers_again(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Name the pages that name a page which is new or gone.

    With a page of ours these are also the tables of contents that list it: Sphinx leaves them as
    they were read, and where they are numbered it counts, and writes, the page that is gone.
    """
    domain = domain_of(env)
    stored: dict[str, set[str]] = domain.data["named_pages"]
    again = {docname for docname, names in stored.items() if names & (added | removed)}
    for docname in removed & domain.pages.keys():
        again |= env.files_to_rebuild.get(docname, set())
    return sorted(again - removed)


def read_translated_again(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Name all pages if the project has translated our words anew: pages are stored with them."""
    domain, now = domain_of(env), digest_of_translations(app)
    before = domain.data["translations"]
    domain.data["translations"] = now
    return [] if before == now else sorted(domain.pages)
