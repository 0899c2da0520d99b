"""A kernel that leaves nothing behind, and a client that keeps its outputs within limits."""

# ruff: noqa: ANN401 (methods have the signatures of the classes that they extend)
from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from traitlets import default

from sphinx_pedagogy.execute.kernel.output_quota import ODD, OutputQuota

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from jupyter_client.client import KernelClient
    from nbformat import NotebookNode

_WAKE = 0.25
_PATIENCE = 2


class PrivateKernelManager(AsyncKernelManager):
    """Starts kernels that leave their last words in a file, and can be asked by this account only.

    The one port at which ipykernel listens all the same takes what forks of a kernel print, with
    a secret that they inherit, and tells nothing.
    """

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

    async def wake(self) -> None:
        """Make the kernel look for requests, by connecting to it for a moment.

        ipykernel 7.0 to 7.3 may leave a request unread that comes while it sends a reply, until
        somebody connects (https://github.com/ipython/ipykernel/issues/1554).
        """
        socket = self.connect_shell()
        try:
            await asyncio.sleep(_WAKE)
        finally:
            socket.close(linger=0)


class QuotaClient(NotebookClient):
    """Runs cells, and keeps their outputs within a limit."""

    def __init__(self, notebook: NotebookNode, quota: OutputQuota, **more: Any) -> None:
        """Run *notebook*, with other traits of its base class."""
        super().__init__(notebook, **more)
        self.quota = quota
        self._unread_since: float | None = None

    @property
    def channels(self) -> KernelClient:
        """The way to the kernel.

        :raises RuntimeError: it is not started
        """
        if self.kc is None:
            raise RuntimeError("the kernel is not started")
        return self.kc

    async def ask(self, message: Awaitable[str] | str) -> dict[str, Any] | None:
        """Return the reply to a request that has this id."""
        self._unread_since = time.monotonic()
        reply: dict[str, Any] | None = await self.async_wait_for_reply(await now(message))
        self._unread_since = None
        return reply

    async def async_execute_cell(self, *which: Any, **more: Any) -> NotebookNode:
        """Run a cell."""
        self._unread_since = time.monotonic()
        return await super().async_execute_cell(*which, **more)

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take note of what the kernel says while it runs a cell."""
        self._unread_since = None
        return super().process_message(msg, cell, cell_index)

    def seems_unread(self) -> bool:
        """Whether the kernel should long have said that it began with a request."""
        since = self._unread_since
        return since is not None and time.monotonic() - since > _PATIENCE

    def clear_output(self, outs: Any, msg: Any, cell_index: int) -> Any:
        """Take back what a cell put out, at once or with its next output."""
        super().clear_output(outs, msg, cell_index)
        if not outs:
            self.quota.forget(cell_index)

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        """Keep one output, or a part of it."""
        content = msg["content"]
        if self.clear_before_next_output:
            self.quota.forget(cell_index)
        if msg["msg_type"] == "stream":
            return self._print(outs, msg, cell_index)
        if msg["msg_type"] != "error" and not self.quota.keeps(cell_index, content):
            return None
        try:
            return super().output(outs, msg, display_id, cell_index)
        except nbformat.ValidationError:
            outs.append(nbformat.v4.new_output("stream", name="stderr", text=ODD))
            return outs[-1]

    def _print(self, outs: Any, msg: Any, cell_index: int) -> Any:
        """Join printed text to the text right before it.

        A kernel sends what is printed when its time comes, and may cut a line in two. Who puts
        the pieces together later cannot know whether a line ended there.
        """
        content = msg["content"]
        if self.output_hook_stack[msg["parent_header"].get("msg_id")]:  # a widget takes it
            kept = self.quota.keeps(cell_index, content)
            return super().output(outs, msg, None, cell_index) if kept else None
        super().output(outs, {**msg, "content": {**content, "text": ""}}, None, cell_index)
        made = outs[-1]
        before = outs[-2] if len(outs) > 1 else None
        if before is not None and before.output_type == "stream" and before.name == made.name:
            outs.pop()
            made = before
        self.quota.keep_printed(self.quota.printed(cell_index, made), content["text"])
        return made


async def now(value: Any) -> Any:
    """Return a value that may have to be waited for."""
    return await value if asyncio.iscoroutine(value) else value
