"""The whole manual, built once for all tests that look at its pages. No cell runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the manual and return the folder of its pages; all processes of a run share it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    site = shared / "manual"
    with FileLock(shared / "manual.lock"):
        if not (site / "objects.inv").exists():
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
            command += ["-D", "nb_execution_mode=off", "-d", str(shared / "manual-doctrees")]
            done = subprocess.run(
                [*command, str(DOCS), str(site)], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
    return site
