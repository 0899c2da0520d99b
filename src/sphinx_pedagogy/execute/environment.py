"""What a page ran on: asked of its kernel after the last cell, and not seen in any output."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

NAME = "environment"

# One expression, so that nothing of it stays in the lesson's names. It imports no library of
# the lesson, and names no host and no user.
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


def read_answer(reply: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what the kernel replied; nothing if it speaks no Python."""
    try:
        told = (reply or {})["content"]["user_expressions"][NAME]["data"]["text/plain"]
        found = json.loads(ast.literal_eval(told))
    except (KeyError, TypeError, ValueError, SyntaxError):
        return {}
    return {str(key): str(value) for key, value in found.items()}
