"""Keys under which a browser keeps what a reader did: each of them for one thing of the course.

A key is a label, a slug or a digest, so that it outlives a move to another page. Where two pages
have the same one, each gets its page added.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

CHECK, LESSON = "key", "lesson"
"""The names of the two kinds of keys in a block's data."""


def keys_of(env: BuildEnvironment, docname: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of the checks and of the lesson of a page, each with its kind."""
    domain = domain_of(env)
    for key in domain.former_keys.get(docname, {}).values():
        yield LESSON, key
    page = domain.pages.get(docname)
    yield from ((CHECK, key) for key in (page.check_keys if page else ()))


def shared_keys(env: BuildEnvironment) -> frozenset[tuple[str, str]]:
    """Return the keys that two pages have."""

    def find() -> frozenset[tuple[str, str]]:
        counts = Counter(pair for name in domain_of(env).pages for pair in set(keys_of(env, name)))
        return frozenset(pair for pair, count in counts.items() if count > 1)

    return domain_of(env).once("shared_keys", find)


def own_key(env: BuildEnvironment, docname: str, kind: str, key: str) -> str:
    """Return a key of a page that no other page has."""
    return f"{key}@{docname}" if (kind, key) in shared_keys(env) else key


def own_keys(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the keys of a page that would be those of another one."""
    pairs = sorted(set(keys_of(env, docname)) & shared_keys(env))
    return [own_key(env, docname, *pair) for pair in pairs]


def storage_prefix(project: str) -> str:
    """Return what begins the keys in the browser's storage, by the name of a project.

    It differs by course, and stays the same for all versions and languages of one.
    """
    words = re.sub(r"[^a-z0-9]+", "-", project.lower()).strip("-")[:40]
    return "-".join(filter(None, (words, blake2b(project.encode(), digest_size=4).hexdigest())))


def prefix_of(config: Config) -> str:
    """Return what begins the keys of a course: what ``conf.py`` says, or its name."""
    return str(config.pedagogy_storage_prefix or storage_prefix(config.project))
