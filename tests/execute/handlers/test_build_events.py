"""What handles cells is loaded when a page is read, and not before."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_pedagogy.testing import MakeProject

CODE = """
import sys
from sphinx.cmd.build import main
code = main(["-q", *sys.argv[1:]])
print(code, "sphinx_pedagogy.execute.handlers.execution_handlers" in sys.modules)
"""


def test_a_build_that_reads_no_page_loads_no_handlers(
    make_project: MakeProject, tmp_path: Path
) -> None:
    project = make_project("# T\n\n:::{insight} A\nText.\n:::\n", nb_execution_mode="off")

    def said() -> str:
        command = [sys.executable, "-c", CODE, str(project.root), str(tmp_path / "html")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert said() == "0 True"
    assert said() == "0 False"
    project.write({"index.md": "# T\n\nOther text.\n"})
    assert said() == "0 True"
