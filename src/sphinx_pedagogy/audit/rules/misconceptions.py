"""``misconceptions``: a lesson that meets too few wrong beliefs, or only denies one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.text.belief_talk import only_talks
from sphinx_pedagogy.audit.text.denials import only_denies
from sphinx_pedagogy.audit.text.hollow import belief_denied, is_hollow, speaks_of_nothing
from sphinx_pedagogy.audit.text.told_plainly import beliefs_told
from sphinx_pedagogy.audit.text.words import has_digit
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.model.findings import Profile, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


class Misconceptions(Rule):
    """A lesson that meets too few wrong beliefs, or only denies one."""

    id = "misconceptions"
    profile = Profile.COURSE
    reads_prose = "partly"
    summary = (
        "A lesson with fewer than three misconceptions. A misconception without a "
        "counter-example. A misconception that is only called wrong."
    )
    rationale = (
        "A wrong belief does not go away when somebody states the right one. The lesson has to "
        "state the wrong belief, show where it fails, and replace it (Posner, Strike, Hewson and "
        "Gertzog, 1982). Denial without a counter-example may even strengthen it.\n\n"
        "A misconception counts without its block, too: in a section or an admonition with a "
        "title such as “Common mistakes”, or after “you might think”. Of the "
        "misconceptions that a lesson has, the rule reports two kinds:\n\n"
        "- a `misconception` block with fewer than eight words and no number, code or figure;\n"
        "- a block or a paragraph that only denies a belief. The text after the belief then "
        "only calls it wrong, or names its origin, the people who hold it, or the people who "
        "warn against it. "
        "Such a paragraph begins with words such as “Many people believe”, “Many cooks think”, "
        "“You might think” or “Myth:”. Text without such a beginning, under a title such as "
        "“Common mistakes”, counts as a misconception, and the rule does not look at it any "
        "further.\n\n"
        "The rule recognizes mere denial by words and grammar, mostly English, and misses some "
        "denials. It does not see a wrong belief that the page states as true, or a correction "
        "that is itself wrong."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "least": Threshold(3, "How many misconceptions a lesson needs."),
        "words": Threshold(8, "A text with fewer words than this counts as mere denial."),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Count them, and look into each."""
        if page.lesson is None:
            return
        met = list(page.find(BlockRole.MISCONCEPTION))
        least = self.limit("least")
        # what is told in plain words is looked for only where there are not enough blocks
        told = 0 if len(met) >= least else beliefs_told(page)
        count = len(met) + told
        if count < least:
            text = (
                f"the lesson addresses {plural(count, 'misconception')}; at least "
                f"{self.limit('least'):g} are expected: ask what students believe when they come, "
                f"and add misconception blocks {self.limit_note('least')}"
            )
            shared = Shared(
                f"{{}} lessons address fewer than {self.limit('least'):g} misconceptions; ask what "
                f"students believe when they come, and add misconception blocks "
                f"{self.limit_note('least')}",
                plural(count, "misconception"),
            )
            yield self.report(page.lesson.place, text, guess=told > 0, shared=shared)
        for part in met:
            if is_bare(part, self.limit("words")):
                text = (
                    f'the {part.kind} "{part.title}" has no counter-example; show a '
                    "case in which it fails, a number or a cell, or explain in more words why it "
                    f"is wrong {self.limit_note('words')}"
                )
                yield self.report(page.place(part), text)
            elif is_text(part) and (
                says_only_no(part.title, body_of(part), page.language)
                or speaks_of_nothing(
                    f"{part.title} {part.options.get('because', '')}",
                    body_of(part),
                    page.language,
                )
            ):
                text = (
                    f'the {part.kind} "{part.title}" is only denied: "{body_of(part)}"; say why it '
                    "is wrong, or what is right instead: a case, a number, a cell"
                )
                yield self.report(page.place(part), text, guess=True)
        yield from self.in_prose(page)

    def in_prose(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look for paragraphs that tell a wrong belief and only deny it."""
        for part in page.find("paragraph"):
            if belief_denied(part.text, page.language) and not part.inside(
                BlockRole.MISCONCEPTION, BlockRole.QUESTION, BlockRole.EXERCISE
            ):
                text = (
                    "a wrong belief is stated here and only denied; say why it is wrong, or "
                    "what is right instead: a case, a number, a cell"
                )
                yield self.report(page.place(part), text, guess=True)


def says_only_no(belief: str, text: str, language: str) -> bool:
    """Whether a text only denies a belief, or talks about who holds it."""
    return (
        only_denies(belief, text, language) or is_hollow(belief, text, language) or only_talks(text)
    )


def is_text(part: PageElement) -> bool:
    """Whether a part has nothing but paragraphs."""
    return all(child.kind == "paragraph" for child in part.children)


def body_of(part: PageElement) -> str:
    """Return the text of a part."""
    return " ".join(" ".join(child.text for child in part.children).split())


def is_bare(part: PageElement, least: float) -> bool:
    """Whether a misconception has too few words, and nothing to look at, to disprove anything."""
    kinds = {child.kind for child in part.walk()} - {part.kind, "paragraph"}
    if kinds or has_digit(body_of(part)):
        return False  # a number is a case, however short
    return sum(len(child.text.split()) for child in part.walk()) < least
