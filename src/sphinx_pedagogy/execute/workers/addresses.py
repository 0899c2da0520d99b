"""Which schedulers a build may talk to: whoever reaches one can run code on its workers.

What the worker sends back is read with pickle, so it can run code here as well. Hence both ends
must know each other, by certificates of a private authority. That they are on one machine says
little: other accounts reach its ports too, and can listen where a worker should.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.workers.certificates import AUTHOR, files_of, own_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TLS_FILES = {"ca": "tls_ca_file", "cert": "tls_client_cert", "key": "tls_client_key"}
"""The files of ``pedagogy_worker_tls``, and what Dask calls them."""


def tls_files(address: str, tls: Mapping[str, str], name: str = AUTHOR) -> Mapping[str, str]:
    """Return the files for an address: those that are set, or else those of this account.

    :param name: whose, of the latter
    """
    return tls or (files_of(own_folder(), name) if address.startswith("tls:") else {})


def check_address(address: str, *, allow_insecure: bool = False) -> None:
    """Refuse an address that a build must not talk to.

    :raises ExecutionError: it says what to do instead
    """
    parts = _split(address)
    if parts is None:
        raise ExecutionError(f'the address "{address[:80]}" is none: write tls://HOST:PORT')
    if parts.scheme == "tcp" and not allow_insecure:
        raise ExecutionError(
            f"{address} is refused: anyone who reaches that port, or listens there, could run code "
            f"on the worker and here. Use tls://{parts.netloc}; `sphinx-pedagogy worker` makes "
            "the certificates"
        )


def check_files(address: str, tls: Mapping[str, str]) -> None:
    """Refuse an address for which files are missing.

    :raises ExecutionError: it says where they come from
    """
    missing = [name for name in TLS_FILES if not Path(tls.get(name, "")).is_file()]
    if address.startswith("tls:") and missing:
        where = tls.get(missing[0])
        raise ExecutionError(
            f"{address} needs three certificate files (pedagogy_worker_tls), and of "
            f"{' and '.join(missing)} there is none"
            + (f" at {where}" if where else "")
            + f". `sphinx-pedagogy worker` makes them; from another machine, copy its "
            f"{own_folder()} to the same place here"
        )


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address, if it is one."""
    try:
        parts = urlsplit(address)
        complete = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
    except ValueError:  # a port out of range, half a bracket
        return None
    plain = address.isascii() and address.isprintable() and " " not in address
    return parts if complete and plain and not parts.path and "@" not in parts.netloc else None
