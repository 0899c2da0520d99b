"""What a check asks, what answers it, and what stands before and after it on its page."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.once_a_page import once_a_page
from sphinx_pedagogy.audit.text.phrases import GUESSES
from sphinx_pedagogy.audit.text.words import plain, source_of
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

_BOX = regex(r"^\s*(?:\[[ xX]\]|<input class=\"task-list[^>]*>)")
_KIND_PREDICT = regex(r":kind:\s*predict\b|:predict:")
_RIGHT = regex(r"^\s*(?:\[[xX]\]|<input class=\"task-list[^>]*checked=)")
_OPENED = (BlockRole.ANSWER, BlockRole.HINT, BlockRole.SOLUTION)
_UNTOLD = (*_OPENED, "comment", "code", "cell")


class AskedQuestion:
    """A check, taken apart."""

    def __init__(self, page: PageContext, check: PageElement) -> None:
        """Read a check of a page."""
        self.page = page
        self.check = check
        self.answer = next(check.find(BlockRole.ANSWER), None)
        self.choices = [
            item for item in check.find("item") if item.children and _BOX.match(item.words())
        ]
        self.rights = [item for item in self.choices if _RIGHT.match(item.words())]

    @cached_property
    def words(self) -> str:
        """What it asks in words: no title, choices, code, nor what is opened later."""
        return plain(" ".join(self._said(self.check)))

    def _said(self, part: PageElement, own: bool = False) -> Iterator[str]:
        yield part.text
        for child in part.children:
            if child.is_a(*_UNTOLD) or child in self.choices:
                continue
            listed = child.kind in {"table", "figure"} or (
                child.kind == "item" and "?" not in child.words()
            )
            if not (own and listed):
                yield from self._said(child, own)

    def links(self, name: str) -> bool:
        """Whether a name in it is a link, as its source is typed."""
        lines = self.page.lines
        source = source_of(lines, self.check.line, self.check.last_line() + 1) if lines else ""
        word = re.escape(name)
        return bool(re.search(rf"\[[^\]]*{word}[^\]]*\][(\[]|{word}[^`<>]*<\S+>`", source))

    @cached_property
    def sentences_asked(self) -> str:
        """What it asks without what it only lists or shows: items that are no questions, tables."""
        return plain(" ".join(self._said(self.check, own=True)))

    @cached_property
    def answered(self) -> str:
        """What its answer says in words; the feedback to its choices is part of it."""
        feedback = [quote.words() for item in self.choices for quote in item.find("quote")]
        said = [] if self.answer is None else [self.answer.words(without=("code", "cell"))]
        return plain(" ".join([*said, *feedback]))

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends among the parts of the page."""
        parts = self.page.parts
        start = next(index for index, part in enumerate(parts) if part is self.check)
        return start, start + sum(1 for _part in self.check.walk())

    @property
    def before(self) -> Sequence[PageElement]:
        """What stands before it on the page, from the beginning."""
        return self.page.parts[: self.span[0]]

    @property
    def after(self) -> Sequence[PageElement]:
        """What stands behind it, up to the end."""
        return self.page.parts[self.span[1] :]

    @cached_property
    def told(self) -> str:
        """All text before it on its page, and its own code: also tables and titles."""
        own = [part for part in self.check.find("code", "cell") if not part.inside(*_OPENED)]
        return "\n".join(
            text
            for part in (*self.before, *own)
            if part.kind != "comment"
            for text in (part.title, part.text, *part.options.values())
            if text
        )


@once_a_page
def questions_of(page: PageContext) -> Sequence[AskedQuestion]:
    """Return the checks of a page, taken apart, that ask something."""
    found = [AskedQuestion(page, check) for check in page.find(BlockRole.QUESTION)]
    return [question for question in found if question.words]


def predicts(page: PageContext, check: PageElement) -> bool:
    """Whether a check is a prediction and says so."""
    if check.options.get("kind") != "predict":
        return False
    if "predict" in check.options or check.source or not page.lines:
        return True
    # it is the default as well: only the source tells whether the author said it
    first = next((child.line for child in check.children if child.line), check.last_line())
    return bool(
        _KIND_PREDICT.search(source_of(page.lines, check.line, first or 0))
        or GUESSES.search(check.words(without=(BlockRole.ANSWER,)))
    )
