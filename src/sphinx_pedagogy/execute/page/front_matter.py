"""What is wrong with the front matter of a page with cells, its line, and how to write it."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml
from jupyter_client.kernelspec import KernelSpecManager

from sphinx_pedagogy.course.messages import Problem, Subtype
from sphinx_pedagogy.execute.page.execution_options import FIELD

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KERNEL = "kernelspec"
_OPTIONS = re.compile(rf"(?:^|[\s{{,]){FIELD}[ \t]*:")
_FORM = "write `kernelspec:`, and on the next line, indented by two blanks, `name: python3`"


class Complaint(NamedTuple):
    """What is wrong, and in which line if that is known."""

    line: int | None
    text: str


class UnknownKernelError(Exception):
    """MyST-NB would run a page, and this machine has no such kernel; its text says so."""


def complaint_about_kernel(text: str) -> Complaint | None:
    """Return what is wrong with the ``kernelspec`` of a page in Markdown, if anything is."""
    found = _FRONT.match(text)
    try:
        stated = yaml.safe_load(found["yaml"]) if found else None
    except yaml.YAMLError:
        return None
    if not isinstance(stated, dict) or _KERNEL not in stated:
        return None
    kernel = stated[_KERNEL]
    if isinstance(kernel, dict) and "name" in kernel:
        return None
    has = "has nothing below it" if kernel is None else f"is {str(kernel)[:60]!r}"
    if isinstance(kernel, dict):
        has = "has no `name`"
    return Complaint(line_of_kernel(text), f"`{_KERNEL}` {has}; {_FORM}")


def problem_of(docname: str, text: str, reason: str, no_kernel: str) -> Problem | None:
    """Return the warning for a page that is shown without being run, if it deserves one.

    :param text: the page
    :param reason: why it cannot be read, if so
    :param no_kernel: what :class:`UnknownKernelError` said of it, if it was raised
    """
    if reason:
        wrong = complaint_about_kernel(text) or Complaint(None, f"{reason}; mend the file")
        told = f"it cannot be read as a notebook, and stands empty: {wrong.text}"
        return Problem(Subtype.UNREADABLE, docname, wrong.line, None, told)
    if no_kernel:
        return Problem(Subtype.EXECUTION, docname, line_of_kernel(text), None, no_kernel)
    return None


def line_of_kernel(text: str) -> int | None:
    """Return the line on which a page in Markdown names its kernel."""
    found = _FRONT.match(text)
    lines = found["yaml"].splitlines() if found else []
    at = next((at for at, line in enumerate(lines) if line.startswith(_KERNEL)), None)
    if at is None:
        return None
    for below, line in enumerate(lines[at + 1 :], at + 1):
        if not line.startswith((" ", "\t")):
            break
        if line.strip().startswith("name:"):
            return below + 2
    return at + 2


def line_of_options(text: str) -> int | None:
    """Return the line on which a page in Markdown says what its cells need."""
    found = _FRONT.match(text)
    lines = found["yaml"].splitlines() if found else []
    return next((at for at, line in enumerate(lines, 2) if _OPTIONS.search(line)), None)


def local_kernels() -> list[str]:
    """Return the names of the Jupyter kernels of this machine."""
    return sorted(KernelSpecManager().find_kernel_specs())


def check_kernel(name: str) -> None:
    """Check that this machine has a kernel.

    :raises UnknownKernelError: it has not
    """
    known = local_kernels()
    if name not in known:
        raise UnknownKernelError(
            f'this machine has no Jupyter kernel "{name}" (it has {", ".join(known) or "none"}), '
            "so its cells are not run; mend `kernelspec`, or install that kernel"
        )
