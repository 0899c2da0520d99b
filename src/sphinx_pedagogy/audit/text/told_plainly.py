"""What authors tell without a block for it: wrong beliefs, limits, notebooks; in three languages.

Rules that miss something on a page look for it here first, so that nobody is asked to mark up what
every reader sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.shown_in_words import computes, works_a_case
from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.course.block_roles import BlockRole

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement

ADMONITIONS = (
    *("admonition", "note", "tip", "hint", "important", "seealso"),
    *("warning", "caution", "attention", "danger", "error"),
)
"""Those of Sphinx and docutils, by their kind."""

_MISTAKE = r"mistakes?|misconceptions?|misunderstandings?|pitfalls?|myths?|fallac\w+"
_IRRTUM = r"irrt(?:um|ümer)|missverständniss?e?|fallstricke?|trugschl\w+"
_MEPRISE = r"idées? reçues?|malentendus?|idées? fausses?"
_FREQUENT = "common|frequent|typical|popular|widespread|classic|easy"
_BELIEVERS = "students|people|beginners|learners|many|you"
# an error has a bar, a message and a size, things fall, and ions are trapped: a word that says
# what sort of error it is makes a mistake of it
_COMMON_ERRORS = (
    rf"(?:{_FREQUENT}) (?:\w+ )?(?:errors|traps?)|(?:common|frequent|widespread|easy) error"
    r"(?! (?:bars?|codes?|messages?|models?|rates?|terms?|types?)\b)|"
    rf"(?:errors|traps) (?:to avoid|(?:that )?(?:{_BELIEVERS})\b)"
)
_HAEUFIGE_FEHLER = r"(?:häufige|typische|verbreitete)[rns]? (?:\w+ )?(?:fehler|fallen)"
_ERREURS_COURANTES = (
    r"(?:erreurs?|pièges?) (?:fréquente?s?|courante?s?|classiques?)|(?:erreurs|pièges) à éviter"
)
_WRONG_TITLE = any_of(
    *(_MISTAKE, _IRRTUM, _MEPRISE, _COMMON_ERRORS, _HAEUFIGE_FEHLER, _ERREURS_COURANTES),
    *("gotchas?", "stolperstein\\w*"),
)
"""The title of a section or an admonition about wrong beliefs."""
_WRONG_BELIEF = any_of(
    rf"(?:{_FREQUENT}) (?:\w+ )?(?:{_MISTAKE})|{_COMMON_ERRORS}",
    r"(?:you|one|we|students|people|beginners|many|some)(?: of you)? (?:might|may|could|would) "
    r"(?:be tempted|think|expect|believe|assume|suppose|guess|conclude|say)",
    r"(?:many|most|some)(?: \w+)? (?:think|believe|assume|expect|are surprised)",
    r"(?:it is|it's|it may be|you may be) (?:tempting|tempted)|contrary to|"
    r"at first (?:sight|glance)",
    rf"(?:häufige|typische|verbreitete)[rns]? (?:{_IRRTUM})|{_HAEUFIGE_FEHLER}",
    r"man (?:könnte|möchte) (?:meinen|denken|glauben|erwarten)|viele (?:glauben|denken|meinen)",
    rf"(?:{_MEPRISE}) (?:fréquente?s?|courante?s?|classiques?)|{_ERREURS_COURANTES}|"
    r"on pourrait (?:croire|penser)|"
    r"contrairement à",
)
"""A sentence that begins to meet a wrong belief."""

_LIMIT_TITLE = any_of(
    r"scope|out of scope|limits?|limitations?|what (?:this|we|it|the) .{0,40}\bnot\b.*|"
    r"not (?:covered|included|here)|what is (?:left out|missing)|left out|beyond this .*|"
    r"grenzen|abgrenzung|nicht behandelt|limites?|hors sujet|ce que .{0,40}\bpas\b.*"
)
"""The title of a section or an admonition about what is left out."""
_PAGE = r"(?:lesson|chapter|section|tutorial|page|book|course|notebook|workshop|module|episode)"
_COVER = (
    r"(?:cover|discuss|treat|deal|go into|explain|teach|look at|address|consider|need|assume|"
    r"talk about|dwell|delve|get into|prove|attempt|try)"
)
_LEAVES_OUT = any_of(
    rf"(?:this|the) {_PAGE} "
    r"(?:(?:does|do|will|is|can)(?: not|n't|n’t)|cannot|leaves?|omits?|skips?)",
    r"(?:we|i)(?:(?:'|’)ll| will| shall| do| are)?(?: not|n't|n’t| won't| won’t)"
    rf"(?: \w+)? {_COVER}",
    rf"(?:won't|won’t|don't|don’t|will not) {_COVER}",
    r"(?:beyond|outside|out of) (?:the |our |this )?scope|"
    r"(?:is|are) not (?:covered|discussed|treated|needed here|the topic|part of this)|"
    r"leave .{1,60} (?:for|to) (?:later|another|the next|others)|"
    rf"(?:topic|subject)s? (?:for|of) (?:another|a later) {_PAGE}|not (?:be )?covered",
    r"(?:wird|werden) (?:hier )?nicht|würde den rahmen|geht es nicht|nicht teil",
    r"ne (?:traite|couvre|parle)\w* pas|dépasse le cadre|hors du (?:cadre|sujet)",
)
"""A sentence that says what a page leaves out."""

_EXAMPLE_TITLE = any_of("examples?", "for (?:example|instance)", "beispiele?", "exemples?")
"""The title of an admonition or section that is an example."""
_AGAINST = any_of(
    r"counter-? ?examples?|non-? ?examples?|"
    r"(?:is|are) (?:not|no) (?:longer )?(?:an? )?(?:example|case)|"
    r"(?:this|that|it|which)(?: \w+)? (?:fails|breaks|does not work|doesn't work|doesn’t work)|"
    r"(?:fails|breaks down|goes wrong|stops working) (?:for|if|when|with|on|as soon as)|"
    r"gegenbeispiele?|scheitert|contre-? ?exemples?|échoue"
)
"""A sentence or title about a case in which something does not hold."""
_WORKED = (BlockRole.QUESTION, BlockRole.EXERCISE, BlockRole.SCOPE, BlockRole.NEXT_STEP)
"""What a case in them shows is asked, or announced, and not told."""

_HEAD = ("lesson", "requires")
"""What a lesson states of itself: a reason there tells nobody what is wrong."""

NOTEBOOK = any_of(
    r"\w[\w./-]*\.ipynb|colab\.research\.google|mybinder\.org|jupyterlite|nb-download|thebe|"
    r"download (?:this|the) (?:notebook|page as)|jupyter notebook"
)
"""What leads to a notebook, in the source of a page."""


def beliefs_told(page: PageContext) -> int:
    """Return how many wrong beliefs a page meets without a block for them."""
    count = 0
    counted: set[int] = set()
    # the section with the block of the lesson is the lesson itself
    around = {id(parent) for block in page.find("lesson") for parent in block.parents()}
    for part in page.find("section", *ADMONITIONS):
        if (
            id(part) not in around
            and _WRONG_TITLE.search(part.title)
            and not is_counted(part, counted)
            and not part.inside(*_HEAD)
        ):
            counted.add(id(part))
            items = sum(is_told(child) for child in part.walk() if child is not part)
            count += max(1, items)
    for part in page.find("paragraph"):
        if (
            _WRONG_BELIEF.search(part.text)
            and not is_counted(part, counted)
            and not part.inside(BlockRole.MISCONCEPTION, *_HEAD)
        ):
            count += 1
    return count


def is_told(part: PageElement) -> bool:
    """Whether a part under a title about wrong beliefs tells one of them."""
    return part.kind in {"item", "section"} and not part.inside(*_HEAD, *_WORKED)


def is_counted(part: PageElement, counted: set[int]) -> bool:
    """Whether a part stands in one that was counted."""
    return any(id(parent) in counted for parent in part.parents())


def cases_shown(page: PageContext) -> Iterator[PageElement]:
    """Yield what shows a case without a block for it."""
    for part in page.find("paragraph", "math", "cell", *ADMONITIONS):
        if part.inside(BlockRole.EXAMPLE, BlockRole.MISCONCEPTION, *_WORKED):
            continue
        if part.kind == "paragraph":
            is_case = works_a_case(part.text)
        elif part.kind == "math":
            is_case = computes(part.text)
        elif part.kind == "cell":
            is_case = any(child.kind == "output" for child in part.children)
        else:
            is_case = bool(_EXAMPLE_TITLE.search(part.title))
        if is_case:
            yield part


def cases_against(page: PageContext) -> Iterator[PageElement]:
    """Yield what shows where something does not hold, without a block for it."""
    for part in page.find(BlockRole.MISCONCEPTION, "paragraph", *ADMONITIONS):
        if part.is_a(BlockRole.MISCONCEPTION) or _AGAINST.search(f"{part.title} {part.text}"):
            yield part


def says_limits(page: PageContext) -> bool:
    """Whether a page says what it leaves out, without a block for that."""
    return any(_matches(page, _LIMIT_TITLE, _LEAVES_OUT))


def _matches(
    page: PageContext, title: re.Pattern[str], words: re.Pattern[str]
) -> Iterator[PageElement]:
    """Yield the sections and admonitions of a title, and the paragraphs with some words."""
    yield from (part for part in page.find("section", *ADMONITIONS) if title.fullmatch(part.title))
    yield from (part for part in page.find("paragraph") if words.search(part.text))


def leads_to_notebook(page: PageContext) -> bool:
    """Whether a page links to a notebook somewhere."""
    return bool(NOTEBOOK.search(page.read_source()))
