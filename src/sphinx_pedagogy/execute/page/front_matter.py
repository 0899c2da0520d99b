"""What is wrong with the front matter of a page with cells, its line, and how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sphinx_pedagogy.core.mystnb.readable import RENDERER
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.execute.page.execution_options import FIELD
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.core.mystnb.readers import ReadPage

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KERNEL = "kernelspec"
_OPTIONS = re.compile(rf"(?:^|[\s{{,]){FIELD}[ \t]*:")
_RENDERER = re.compile(rf"(?:^|[\s{{,]){RENDERER}[ \t]*:")
_FORM = "write `kernelspec:`, and on the next line, indented by two spaces, `name: python3`"


class Complaint(NamedTuple):
    """What is wrong, and in which line if that is known."""

    line: int | None
    text: str


class ShownOnlyError(Exception):
    """MyST-NB would end the build for a page that is not ours to run, so it is only shown."""

    def __init__(self, text: str, subtype: Subtype, line_of: Callable[[str], int | None]) -> None:
        """Note what to say of the page.

        :param text: what is wrong and how to mend it; empty if nothing is lost
        :param line_of: finds the line in the text of the page
        """
        super().__init__(text)
        self.subtype = subtype
        self.line_of = line_of


class NoCellsError(ShownOnlyError):
    """A page has no cells, and MyST-NB would start a kernel for it all the same."""

    def __init__(self) -> None:
        """Say nothing: nothing is lost."""
        super().__init__("", Subtype.EXECUTION, line_of_kernel)


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


def problem_of(
    docname: str, text: str, reason: str, shown_only: ShownOnlyError | None
) -> Diagnostic | None:
    """Return the warning for a page that is shown without being run, if it deserves one.

    :param text: the page
    :param reason: why it cannot be read, if so
    :param shown_only: why it is not run, if it can be read
    """
    if reason:
        wrong = complaint_about_kernel(text) or Complaint(None, f"{reason}; fix the file")
        told = f"the page cannot be read as a notebook, so it is empty: {wrong.text}"
        place = Place(docname, wrong.line)
        return Diagnostic(code=Subtype.UNREADABLE, place=place, text=told)
    if shown_only is None or not str(shown_only):
        return None
    place = Place(docname, shown_only.line_of(text))
    return Diagnostic(code=shown_only.subtype, place=place, text=str(shown_only))


def renderer_note(wrong: str, *, is_run: bool = True) -> str:
    """Return what to say of a renderer that cannot be had.

    :param is_run: whether the page gets its outputs all the same
    """
    unless = "" if is_run else ", and its cells are not run"
    return f"{wrong}; MyST-NB's own shows the page{unless}: correct `{RENDERER}`, or leave it out"


def line_of_kernel(text: str) -> int | None:
    """Return the line on which a page in Markdown names its kernel."""
    found = _FRONT.match(text)
    lines = found["yaml"].splitlines() if found else []
    index = next((index for index, line in enumerate(lines) if line.startswith(_KERNEL)), None)
    if index is None:
        return None
    for below, line in enumerate(lines[index + 1 :], index + 1):
        if not line.startswith((" ", "\t")):
            break
        if line.strip().startswith("name:"):
            return below + 2
    return index + 2


def line_of_renderer(text: str) -> int | None:
    """Return the line on which a page in Markdown names its renderer."""
    return _line_with(_RENDERER, text)


def line_of_options(text: str) -> int | None:
    """Return the line on which a page in Markdown says what its cells need."""
    return _line_with(_OPTIONS, text)


def _line_with(pattern: re.Pattern[str], text: str) -> int | None:
    found = _FRONT.match(text)
    lines = found["yaml"].splitlines() if found else []
    return next((number for number, line in enumerate(lines, 2) if pattern.search(line)), None)


def local_kernels() -> list[str]:
    """Return the names of the Jupyter kernels of this machine."""
    from jupyter_client.kernelspec import (
        KernelSpecManager,  # slow to import, and few builds need it
    )

    return sorted(KernelSpecManager().find_kernel_specs())


def check_readable(page: ReadPage, *, would_run: bool) -> None:
    """Check that MyST-NB can show a page from its file.

    :param would_run: whether it would run the page, too
    :raises ShownOnlyError: it cannot
    """
    if page.wrong_renderer:
        text = renderer_note(page.wrong_renderer, is_run=not would_run)
        raise ShownOnlyError(text, Subtype.UNREADABLE, line_of_renderer)
    if page.oddity:
        text = (
            f"{page.oddity}, with which MyST-NB cannot run a page, so its cells are not run; "
            "correct the file (a date in front matter is text if it is in quotes)"
        )
        raise ShownOnlyError(text if would_run else "", Subtype.EXECUTION, lambda _text: None)


def check_kernel(name: str) -> None:
    """Check that this machine has a kernel.

    :raises ShownOnlyError: it has not
    """
    known = local_kernels()
    if name not in known:
        text = (
            f'this machine has no Jupyter kernel "{name}" (it has {", ".join(known) or "none"}), '
            "so its cells are not run; correct `kernelspec`, or install that kernel"
        )
        raise ShownOnlyError(text, Subtype.EXECUTION, line_of_kernel)
