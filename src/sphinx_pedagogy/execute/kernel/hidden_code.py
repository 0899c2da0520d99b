"""Code of ours that a kernel runs before and after the cells, unseen in any output."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

NAME = "environment"
"""Of what is asked after the last cell: what the page ran on."""

# One expression, so that nothing of it stays in the page's names. It imports no library of
# the page, and names no host and no user.
_QUESTION = """
(lambda scope: (exec({code!r}, scope), scope["answer"])[1])({{}})
"""
_CODE = r"""
import hashlib, importlib.metadata, json, platform, sys
found = {"python": platform.python_version()}
names = sorted({
    f"{package.metadata['Name']}=={package.version}".lower()
    for package in importlib.metadata.distributions() if package.metadata["Name"]
})
found["packages"] = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
torch = sys.modules.get("torch")
if torch is not None and hasattr(torch, "cuda"):
    found |= {"torch": str(torch.__version__), "device": "cpu"}
    if torch.cuda.is_available():
        found["device"] = str(torch.cuda.get_device_name(0))
        found["cuda"] = str(torch.version.cuda)
answer = json.dumps(found)
"""
QUESTION = _QUESTION.format(code=_CODE).strip()
"""A Python expression whose value is the environment, as JSON."""

_ESCAPING = r"""
import sys

def escape(stream):
    write = stream.write

    def write_escaped(text):
        if isinstance(text, str) and not text.isascii():
            text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        return write(text)

    try:
        stream.write = write_escaped
    except AttributeError:
        pass

escape(sys.stdout)
escape(sys.stderr)
"""
# Text such as "\ud800" (half of a pair) is a string to Python, but no UTF-8. ipykernel fails where
# it sends it, not where a cell prints it: the page shows the traceback of its kernel, and now and
# then the thread that sends misses what comes next, and each cell waits ten seconds for it.
# In a scope of its own, so that nothing of it stays in the page's names. As a cell it would not
# last: IPython puts the streams back as they were when a cell ends.
ESCAPE = f"exec({_ESCAPING!r}, {{}})"
"""A Python expression after which a kernel prints escaped what has no UTF-8."""


def shifting(shift: int) -> str:
    """Return a Python expression after which every seed that cells set is another one."""
    text = Path(__file__).with_name("shifted_seeds.py").read_text("utf-8")
    return f"(lambda scope: (exec({text!r}, scope), scope['shift_seeds']({shift})))({{}})[1]"


def read_answer(reply: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what the kernel replied; nothing if it speaks no Python."""
    try:
        told = (reply or {})["content"]["user_expressions"][NAME]["data"]["text/plain"]
        found = json.loads(ast.literal_eval(told))
    except (KeyError, TypeError, ValueError, SyntaxError):
        return {}
    return {str(key): str(value) for key, value in found.items()}
