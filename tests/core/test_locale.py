"""The interface in other languages: complete, compiled, and shown."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import sphinx_pedagogy
from sphinx_pedagogy.blocks.assets import SCRIPT_WORDS
from sphinx_pedagogy.blocks.builtin import BUILT_IN
from sphinx_pedagogy.concepts.reader_views import READER_WORDS
from sphinx_pedagogy.core.converters import GAP_SIZES, LOADS, RISKS, STATUSES
from sphinx_pedagogy.core.nodes import CATALOG
from sphinx_pedagogy.course.lesson_documents import SEVERITIES, ReviewVerdict
from sphinx_pedagogy.model import DEFAULT_SCALE
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS
from sphinx_pedagogy.theme import SEARCH_WORDS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

SPECS = (*BUILT_IN, *PLAN_BLOCKS, *REVIEW_BLOCKS)
PACKAGE = Path(sphinx_pedagogy.__file__).parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("de", "fr")


def msgids() -> set[str]:
    """Return every English word of the interface."""
    found = {*DEFAULT_SCALE.words, *LOADS, *GAP_SIZES, *RISKS, *SEVERITIES, *STATUSES}
    found |= set(ReviewVerdict)
    for spec in SPECS:
        found |= {spec.label, *(option.label for option in spec.options)}
        if spec.label_by:
            found |= set(spec.label_by[1].values())
    for file in PACKAGE.rglob("*.py"):
        found |= set(marked_words(ast.parse(file.read_text(encoding="utf-8"))))
    return found - {""}


def marked_words(tree: ast.Module) -> Iterator[str]:
    """Yield the strings in calls of ``_``, ``labelled`` and ``option_line``, and in tables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            words = node.func.id in {"_", "labelled", "option_line"} and isinstance(
                first, ast.Constant
            )
            if words and isinstance(first.value, str):  # type: ignore[attr-defined]
                yield first.value  # type: ignore[attr-defined]
        # lesson_facts() yields label and value; aka and builds-on stand in a table
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            label = node.value.elts[0]
            if isinstance(label, ast.Constant) and str(label.value).istitle():
                yield str(label.value)


def read(language: str) -> Catalog:
    """Return the catalogue of *language*."""
    with (LOCALE / language / "LC_MESSAGES" / f"{CATALOG}.po").open("rb") as stream:
        return read_po(stream, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_translation_and_no_other(language: str) -> None:
    """A word of ours that no catalogue has would stand in English on a German page."""
    translated = {str(message.id) for message in read(language) if message.id and message.string}
    expected = msgids() | {*SCRIPT_WORDS.values(), *WORDS.values(), *SEARCH_WORDS.values()}
    expected |= set(READER_WORDS.values())
    assert translated == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_source(language: str) -> None:
    """``nox -s locale`` was run after the last change."""
    with (LOCALE / language / "LC_MESSAGES" / f"{CATALOG}.mo").open("rb") as stream:
        compiled = read_mo(stream)
    # Not the bytes: Babel writes the time into the header.
    assert words(compiled) == words(read(language))


def words(catalog: Catalog) -> dict[str, str]:
    """Return the translation of each word."""
    return {str(message.id): str(message.string) for message in catalog if message.id}


def test_the_script_has_the_words_that_python_translates() -> None:
    """The script's own table is what an English page shows; the keys join the two."""
    script = (PACKAGE / "static" / "js" / "base.js").read_text(encoding="utf-8")
    table = script.partition("const WORDS = {")[2].partition("...")[0]
    assert dict(re.findall(r'^\s*(\w+): "(.*)",$', table, re.MULTILINE)) == SCRIPT_WORDS
