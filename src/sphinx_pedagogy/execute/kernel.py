"""A kernel that leaves nothing behind, and a client that keeps its outputs within limits."""

# ruff: noqa: ANN401 (methods have the signatures of the classes that they extend)
from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from traitlets import default

from sphinx_pedagogy.execute.outputs import ODD, Meter

if TYPE_CHECKING:
    from jupyter_client.client import KernelClient
    from nbformat import NotebookNode


class Manager(AsyncKernelManager):
    """Starts kernels that listen on no port and leave their last words in a file."""

    log_file: Any = None
    sockets: str = ""

    @default("transport")
    def _transport_default(self) -> str:
        return "ipc" if self.sockets else "tcp"

    @default("ip")
    def _ip_default(self) -> str:
        return self.sockets or "127.0.0.1"

    async def start_kernel(self, **more: Any) -> Any:  # type: ignore[override]
        """Start it, and write what it says outside of cells to the file."""
        return await super().start_kernel(
            **{**more, "stdout": self.log_file, "stderr": self.log_file}
        )


class Client(NotebookClient):
    """Runs cells, and keeps their outputs within a limit."""

    def __init__(self, notebook: NotebookNode, meter: Meter, **more: Any) -> None:
        """Run *notebook*, with other traits of its base class."""
        super().__init__(notebook, **more)
        self.meter = meter

    @property
    def channels(self) -> KernelClient:
        """The way to the kernel.

        :raises RuntimeError: it is not started
        """
        if self.kc is None:
            raise RuntimeError("the kernel is not started")
        return self.kc

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        """Keep one output, or a part of it."""
        content = msg["content"]
        if msg["msg_type"] == "stream":
            kept = self.meter.keep_of_stream(cell_index, content["name"], content["text"])
            if not kept:
                return None
            msg = {**msg, "content": {**content, "text": kept}}
        elif msg["msg_type"] != "error" and not self.meter.keeps(content):
            return None
        try:
            made = super().output(outs, msg, display_id, cell_index)
            join_last(outs)
            return made
        except nbformat.ValidationError:
            outs.append(nbformat.v4.new_output("stream", name="stderr", text=ODD))
            return outs[-1]


def join_last(outs: list[NotebookNode]) -> None:
    """Join printed text to the text right before it.

    A kernel sends what is printed when its time comes, and may cut a line in two. Who puts the
    pieces together later cannot know whether a line ended there.
    """
    if len(outs) < 2 or any(out.output_type != "stream" for out in outs[-2:]):
        return
    if outs[-2].name == outs[-1].name:
        last = outs.pop()
        outs[-1].text += last.text


async def now(value: Any) -> Any:
    """Return a value that may have to be waited for."""
    return await value if asyncio.iscoroutine(value) else value
