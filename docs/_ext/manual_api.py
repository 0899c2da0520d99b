"""What autodoc makes of the public classes, without what only Python has to say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_ALIAS = re.compile(r"Alias for field number \d+")
_METHOD = re.compile(r"<method '(\w+)' of '(\w+)' objects>")


def drop_aliases(
    _app: Sphinx, _what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Drop what ``namedtuple`` says of a field that has no words of its own."""
    lines[:] = [line for line in lines if not _ALIAS.fullmatch(line)]


def plain_defaults(
    _app: Sphinx,
    _what: str,
    _name: str,
    _obj: object,
    _options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Write defaults as Python code, which Sphinx can read: it breaks lines within types else."""
    if signature:
        signature = _METHOD.sub(r"\2.\1", signature).replace("<factory>", "...")
    return signature, returns


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to autodoc."""
    app.connect("autodoc-process-docstring", drop_aliases)
    app.connect("autodoc-process-signature", plain_defaults)
    return {
        "version": "1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
