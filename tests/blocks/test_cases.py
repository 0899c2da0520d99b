"""One case, one file: a page, and every warning that it deserves.

A case in `tests/cases/` begins with why it is there. Then come its parts, each under a line
`=== name`:

- `conf.toml`: settings of `conf.py`, if any;
- `myst.md` and `rest.rst`: the pages (one of them is enough), and any other files by their names;
- `warnings`: what is warned of, one line each, as Sphinx prints it.

Every word that begins with `kept` must be on the page that holds it, no word that begins with
`gone-` may be. To add a case, write the source, run
`pytest tests/blocks/test_cases.py --gold-update`, and read what was written.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_pedagogy.testing import Built, MakeProject, Warned

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.txt"))
PAGES = ("myst.md", "rest.rst")
INDEX = "Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"

# What other parts of Sphinx may rightly say of a page that is wrong. All else is ours.
OTHERS = {
    *("docutils", "ref.ref"),
    *("myst.directive_comments", "myst.directive_option", "myst.role_unknown"),
}


def read_case(path: Path) -> dict[str, str]:
    """Return the parts of a case by name; its comment has the empty name."""
    parts = re.split(r"(?m)^=== (\S+)\n", path.read_text(encoding="utf-8"))
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def show(warned: Warned) -> str:
    """Return a warning as one line, as Sphinx prints it."""
    place = f"{warned.path}:{warned.line or ''}: " if warned.path else ""
    return f"{place}{warned.text} [{warned.subtype}]\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(
    path: Path, make_project: MakeProject, check_gold: Callable[[Path, str], None]
) -> None:
    case = read_case(path)
    conf = tomllib.loads(case.get("conf.toml", ""))
    files = {name: text for name, text in case.items() if name not in {"", "conf.toml", "warnings"}}
    built = make_project({"index.rst": INDEX, **files}, **conf).build()

    case["warnings"] = "".join(show(warned) for warned in built.warnings)
    check_gold(
        path, case[""] + "".join(f"=== {name}\n{text}" for name, text in case.items() if name)
    )

    strangers = [warned for warned in built.warnings if not warned.subtype.startswith("pedagogy.")]
    assert {warned.subtype for warned in strangers} <= OTHERS
    for page in set(PAGES) & set(files):
        check_words(built, page.partition(".")[0], files[page])


def check_words(built: Built, docname: str, source: str) -> None:
    """Look for each word of a page that must, or must not, be seen."""
    text = built.text(docname)
    assert set(re.findall(r"\bkept[\w-]*", source)) <= set(re.findall(r"\bkept[\w-]*", text))
    assert "gone-" not in text
    assert "system-message" not in built.html(docname)
