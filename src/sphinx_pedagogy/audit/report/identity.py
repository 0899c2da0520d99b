"""By what two reports, or two runs of a code host, know one finding again."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.gathering import is_gathered
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from sphinx_pedagogy.model.findings import Diagnostic

_COUNTS = regex(r"\d+")
_NAMED = regex(r'"([^"]+)"')


def identity(entry: Diagnostic) -> tuple[str, str, str]:
    """Return what stays the same when lines move, files are renamed and counts change."""
    if is_gathered(entry) and entry.shared:
        return entry.code, "", entry.shared.text
    return entry.code, entry.lesson or entry.place.document, _COUNTS.sub("#", entry.text)


def subject(entry: Diagnostic) -> tuple[str, str, str]:
    """Return the same, but of the text only the first name: what it is about."""
    code, where, text = identity(entry)
    named = _NAMED.search(entry.text)
    return code, where, named[1] if named else text


def fingerprint(entry: Diagnostic) -> str:
    """Return a digest of the identity."""
    return digest(identity(entry))


def digest(same: tuple[str, str, str]) -> str:
    """Return a digest of what :func:`identity` returned."""
    return blake2b("\n".join(same).encode(), digest_size=16).hexdigest()
