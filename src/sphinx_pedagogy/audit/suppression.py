"""Comments that silence a rule in one place: ``% audit: ignore[fading] why``.

A comment covers what follows it: the next block or paragraph, or the whole section if a heading
follows; before the first heading, the whole page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.facts import Suppression
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.page_tree import PageElement

_COMMENT = regex(r"\s*audit:\s*(?P<verb>\w+)\s*(?:\[(?P<rules>[^\]]*)\])?(?P<reason>.*)")
_FOREVER = 1 << 30
"""A line after every line."""


def suppressions_of(env: BuildEnvironment, parts: Sequence[PageElement]) -> list[Suppression]:
    """Return what the comments of a page suppress; a comment that cannot be read is warned of.

    :param parts: all parts of the page, in order
    """
    found: list[Suppression] = []
    for index, part in enumerate(parts):
        if part.kind == "comment" and part.source is None:
            lines = covered(parts, index)
            for line, text in enumerate(part.text.splitlines(), part.line or 0):
                found += read_comment(env, text, line, lines)
    return found


def read_comment(
    env: BuildEnvironment, text: str, line: int, lines: tuple[int, int]
) -> Iterator[Suppression]:
    """Yield a suppression for each rule that a line of a comment names."""
    match = _COMMENT.fullmatch(text)
    if match is None:
        return

    def warn(words: str) -> None:
        place = Place(env.docname, line)
        domain_of(env).add_problem(
            Diagnostic(code=Subtype.IGNORE, place=place, text=f"audit: {words}")
        )

    names = [name.strip() for name in (match["rules"] or "").split(",") if name.strip()]
    reason = match["reason"].strip()
    if match["verb"] != "ignore" or not names:
        warn("this comment cannot be read; write `audit: ignore[rule] reason`")
        return
    if not reason:
        warn(f"ignore[{', '.join(names)}] needs a reason after the bracket")
        return
    known = registry_of(app_of(env)).rules
    for name in names:
        if name in known:
            first, last = lines
            yield Suppression(rule=name, line=line, first=first, last=last, reason=reason)
        else:
            warn(f'there is no rule "{name}" to ignore: {suggest(name, known)}')


def covered(parts: Sequence[PageElement], at: int) -> tuple[int, int]:
    """Return the first and the last line of what follows a comment, which counts itself."""
    first = parts[at].line or 0
    following = (index for index in range(at + 1, len(parts)) if parts[index].kind != "comment")
    start = next(following, None)
    if start is None:
        return first, _FOREVER
    inside = {id(part) for part in parts[start].walk()}
    after = (
        part.line
        for part in parts[start:]
        if id(part) not in inside and part.line and part.source is None
    )
    return first, next(after, _FOREVER) - 1
