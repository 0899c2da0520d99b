"""Dask's programs load this when they start: they serve no pages over HTTP.

They have pages that say what runs, and Dask can leave out some of them, but not the port. Such a
port asks for no certificate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from distributed.node import ServerNode


def dask_setup(server: ServerNode) -> None:
    """Close the port; Dask calls this with its scheduler or worker."""
    server.http_server.stop()
