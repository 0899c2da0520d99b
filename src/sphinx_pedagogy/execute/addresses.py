"""Which schedulers a build may talk to: whoever reaches one can run code on its workers.

What the worker sends back is read with pickle, so it can run code here as well. Hence both ends
must know each other: by certificates of a private authority, or because both are this machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_pedagogy.errors import ExecutionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TLS_FILES = {"ca": "tls_ca_file", "cert": "tls_client_cert", "key": "tls_client_key"}
"""The files of ``pedagogy_worker_tls``, and what Dask calls them."""


def check_address(address: str, tls: Mapping[str, str], *, allow_insecure: bool = False) -> None:
    """Refuse an address that a build must not talk to.

    :raises ExecutionError: it says what to do instead
    """
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or _port(parts) is None:
        raise ExecutionError(
            f'the address "{address}" is none: write tls://HOST:PORT, or tcp://127.0.0.1:PORT '
            "for this machine"
        )
    if parts.scheme == "tls":
        if missing := [name for name in TLS_FILES if not Path(tls.get(name, "")).is_file()]:
            raise ExecutionError(
                f"{address} needs pedagogy_worker_tls with the paths of three files, and of "
                f"{' and '.join(missing)} there is none: `sphinx-pedagogy certificates` makes them"
            )
    elif parts.hostname not in LOOPBACK and not allow_insecure:
        port = parts.port
        raise ExecutionError(
            f"{address} is refused: anyone on the way could run code on the worker and here. "
            f"Use tls://, or a tunnel: `ssh -N -L {port}:127.0.0.1:{port} {parts.hostname}`, "
            f"and then tcp://127.0.0.1:{port}"
        )


def _port(parts: SplitResult) -> int | None:
    try:
        return int(parts.port) if parts.port else None
    except ValueError:  # out of range
        return None
