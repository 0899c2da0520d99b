"""Changes of sources that commands propose: shown as a diff, and written on request."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.core.command_line import write_answer
from sphinx_pedagogy.core.source_edits import diff_of, write_plan

if TYPE_CHECKING:
    from argparse import Namespace

    from sphinx_pedagogy.core.source_edits import EditPlan


def show_plan(plan: EditPlan, arguments: Namespace) -> int:
    """Show a plan as a diff; with ``--write`` carry it out. Return the exit code.

    It is 1 if something could not be done, which standard error names. What fails while it is
    written is added to what the plan refuses.
    """
    write_answer(diff_of(plan, Path.cwd()), arguments.output)
    if arguments.write:
        failed = write_plan(plan)
        plan.refused.extend(failed)
        gone = {edit.file for edit in failed}
        for planned in plan.files:
            if planned.file not in gone:
                sys.stderr.write(f"written: {planned.file}\n")
    for refused in dict.fromkeys(plan.refused):
        line = f":{refused.line}" if refused.line else ""
        code = f" [{refused.code}]" if refused.code else ""
        sys.stderr.write(f"{refused.file}{line}{code}: not written: {refused.reason}\n")
    return int(bool(plan.refused))
