"""Where pages use concepts in code.

Which names there are is known only when all pages are read. So each page keeps its code
(:class:`CodeRun`), in bytes that nobody opens before some concept says how it looks in code, and
what was found in it last, with the names that were looked for.
"""

from __future__ import annotations

import pickle
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.course.code_names import CodeMatcher, CodeName
from sphinx_pedagogy.course.facts import digest_of
from sphinx_pedagogy.model import Place, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from sphinx_pedagogy.course.plain_mentions import KnownNames

IN_CODE = "code"
"""What a use stands in that is one of code."""


class CodeRun(NamedTuple):
    """A piece of code that readers see."""

    code: str
    language: str
    """As Pygments calls it."""
    line: int
    """Where its first line stands; 0 if that is not known."""
    source: str
    counts: bool = True
    """Whether the lines of the file follow each other as those of the code do."""


class CodeUse(NamedTuple):
    """A concept in code."""

    concept: str
    line: int
    source: str


class CodeFound(NamedTuple):
    """What was found on a page."""

    names: str
    """A digest of the names that were looked for."""
    uses: tuple[CodeUse, ...]


class CodeText:
    """What the pages of a project keep of their code, and of what was found in it."""

    def __init__(self, code: Mapping[str, bytes], found: MutableMapping[str, CodeFound]) -> None:
        """Take what is stored.

        :param code: the code of each page, by :func:`packed_code`
        :param found: what was found in it; what is missing is added
        """
        self.code = code
        self.found = found


def packed_code(runs: Sequence[CodeRun]) -> bytes:
    """Return the code of a page as it is stored."""
    return pickle.dumps([tuple(run) for run in runs], pickle.HIGHEST_PROTOCOL)


class CodeUses:
    """The concepts that the pages of a course use in code."""

    def __init__(self, catalogue: KnownNames, text: CodeText) -> None:
        """Look for nothing yet.

        :param catalogue: whose names are known
        """
        self._catalogue = catalogue
        self._text = text

    @cached_property
    def names(self) -> list[CodeName]:
        """What concepts say they look like in code."""
        find = self._catalogue.find
        found = {
            CodeName(text, concept)
            for page in self._catalogue.pages.values()
            for statement in page.statements
            for text in statement.code
            if (concept := find(statement.id) or find(statement.name))
        }
        return sorted(found)

    @cached_property
    def _matcher(self) -> CodeMatcher:
        return CodeMatcher(self.names)

    @cached_property
    def _mark(self) -> str:
        return digest_of(self.names)

    def of(self, docname: str) -> tuple[CodeUse, ...]:
        """Return what the code of a page uses, each concept once in a piece of code."""
        if not self.names or docname not in self._text.code:
            return ()
        known = self._text.found.get(docname)
        if known is None or known.names != self._mark:
            uses = tuple(self._search(docname))
            known = self._text.found[docname] = CodeFound(self._mark, uses)
        return known.uses

    def _search(self, docname: str) -> Iterator[CodeUse]:
        stored = pickle.loads(self._text.code[docname])  # noqa: S301 (we stored it)
        runs = [CodeRun._make(run) for run in stored]
        pieces = ((run.code, run.language) for run in runs)
        for run, found in zip(runs, self._matcher.find(pieces), strict=True):
            for match in found:
                line = run.line + match.line if run.line and run.counts else run.line
                yield CodeUse(match.concept, line, run.source)

    def uses(self) -> Iterator[Use]:
        """Yield the uses of concepts by lessons."""
        for docname in sorted(self._text.code) if self.names else ():
            lesson = self._catalogue.lesson_of(docname)
            if lesson is None:
                continue
            for mention in self.of(docname):
                place = Place(docname, mention.line or None, mention.source)
                yield Use(lesson.slug, mention.concept, place, inside=IN_CODE)
