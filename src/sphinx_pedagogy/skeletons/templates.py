"""What a new course, module or lesson begins as: templates, and how they are filled."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from sphinx_pedagogy.course.errors import ReadError

_FOLDER = Path(__file__).parent
_TOCTREE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{toctree\}.*\n(?:.*\n)*?(?=(?P=fence)\s*$)", re.MULTILINE
)


def write_new(path: Path, template: str, **values: str) -> None:
    """Write a file from a template.

    :param template: its name in this folder
    :raises ReadError: the file exists already, or cannot be written
    """
    text = Template((_FOLDER / template).read_text(encoding="utf-8")).substitute(values)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise ReadError(f"{path} exists already, and stays as it is") from error
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error


def add_entry(index: Path, entry: str) -> bool:
    """Add an entry at the end of the table of contents of a page.

    :returns: whether it is there now; not if the page has no table of contents in MyST, or
        several
    """
    if index.suffix != ".md" or not index.is_file():
        return False
    text = index.read_text(encoding="utf-8")
    found = list(_TOCTREE.finditer(text))
    if len(found) != 1:
        return False
    end = found[0].end()
    lines = {line.strip() for line in found[0].group().splitlines()}
    if ":glob:" in lines or entry in lines:
        return entry in lines
    index.write_text(f"{text[:end]}{entry}\n{text[end:]}", encoding="utf-8")
    return True
