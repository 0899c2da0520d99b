"""How many GPUs a machine has, as far as can be told without PyTorch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_HIDDEN = {"", "-1", "none", "void"}
_OTHER = ("dev/kfd", "dev/dxg")
"""Of AMD, and of Windows under Linux: there are some, and who knows how many."""
_PATIENCE = 20


def count_gpus(root: Path = Path("/")) -> int | None:
    """Return how many GPUs our workers can have, or ``None`` if it cannot be told.

    :param root: of the file system
    """
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is not None and visible.strip().lower() in _HIDDEN:
        return 0
    if sys.platform != "linux":
        return None
    nodes = [path for path in (root / "dev").glob("nvidia*") if path.name[6:].isdecimal()]
    listed = _listed()
    if nodes or listed:
        found = max(len(nodes), listed)
        # Slurm, for one, leaves only some
        return min(found, len(visible.split(","))) if visible else found
    return None if any((root / path).exists() for path in _OTHER) else 0


def _listed() -> int:
    """Return how many GPUs the program of the driver lists."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return 0
    try:
        done = subprocess.run(  # noqa: S603 (a program of the driver, without arguments of others)
            [program, "-L"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    lines = done.stdout.splitlines() if done.returncode == 0 else []
    return sum(line.startswith("GPU ") for line in lines)
