"""``asymmetric``: a comparison that favours one side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.text.phrases import VAGUE
from sphinx_pedagogy.audit.text.words import (
    NUMBER_WORDS,
    all_words,
    any_of,
    has_digit,
    source_of,
    telling_words,
)
from sphinx_pedagogy.audit.uneven_pairs import LOOSE, uneven_pairs
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

_NUMBER = regex(r"(?<![\w.])[\d±−-]*\d[\d.,  ]*(?:\w+)?|\d")
_INSIDE = r"[^\s.!?:…] "
_NAME = regex(
    # the look ahead is quick, and most words have no capital
    r"\b(?=\w*[A-Z_])(?:"
    rf"(?:(?<={_INSIDE})|(?<={_INSIDE}[\"“(]))[A-Z][\w-]*|\w*[a-z_][A-Z_]\w*|[A-Z]{{2,}}\w*)"
)
_EXACT = ("code", "cell", "math", "figure", "diagram", "table")


_LITERAL = regex(r"`[^`\n]+`")
_ON_PURPOSE = any_of(
    r"on purpose|deliberate\w*|intentional\w*|by design|uneven|unequal|lopsided|"
    r"(?:is|that['’]s) the (?:whole )?point|no accident|nothing (?:else|more) to (?:say|tell)|"
    r"not a (?:fair|mistake)|absichtlich|mit absicht|ungleich|exprès|volontaire\w*|inégal\w*"
)
"""What says beside a comparison that its sides differ because the things do."""
_ASPECTS = any_of(
    r"descriptions?|meanings?|definitions?|examples?(?: \w+)?|purposes?|notes?|remarks?|"
    r"comments?|usage|syntax|"
    r"results?|outputs?|effects?|explanations?|details?|what it (?:does|is|means)|when to use|"
    r"use cases?|models?|commands?|keywords?|terms?|why|how"
)
"""Titles of sides that are two things about one, and no rivals."""
_QUALITIES = any_of(
    r"vague|exact|precise|concrete|abstract|specific|bad|good|weak|strong|poor|better|worse|wrong|"
    r"right|don['’]t|do|hedged?|cannot be|can be|before|after|empty|honest|correct|incorrect|naive"
)
"""Titles of specimens that are to differ in just this."""
_PRAISE = any_of(
    r"powerful|elegant|better|best|simpler|simple|easy|easier|flexible|popular|modern|great|"
    r"faster|"
    r"fast|convenient|robust|clean|cleaner|superior|recommended|nice|nicer|beautiful|intuitive|"
    r"smart|"
    r"versatile|advanced|efficient|state of the art|loved?|everything|anything|as well|too|"
    r"mächtiger?|besser|einfacher?|schneller?|eleganter?|puissante?|meilleure?|simple"
)
"""Words by which a side praises itself, or says that it can do so, too."""


class Side:
    """What one side of a comparison has to offer."""

    def __init__(self, part: PageElement, lines: Sequence[str] = ()) -> None:
        """Look at one side.

        :param lines: of its file, which have the marks of literals
        """
        self.part = part
        self.lines = lines

    @cached_property
    def parts(self) -> Sequence[PageElement]:
        """The side and all that is in it."""
        return list(self.part.walk())

    @cached_property
    def texts(self) -> Sequence[str]:
        """What it says in words."""
        return [part.text for part in self.parts if part.text and part.kind not in _EXACT]

    @cached_property
    def shown(self) -> int:
        """How many pieces of code, formulas, pictures and tables it has."""
        return sum(part.kind in _EXACT for part in self.parts)

    @cached_property
    def points(self) -> int:
        """The items of its bullet lists, also in each other."""
        lists = [part for part in self.parts if part.kind == "list"]
        lists = [part for part in lists if "ordered" not in part.options]
        return sum(child.kind == "item" for found in lists for child in found.children)

    @cached_property
    def words(self) -> int:
        """The words in it that carry meaning."""
        return sum(len(telling_words(text)) for text in self.texts)

    @property
    def is_concrete(self) -> bool:
        """Whether a quick look finds a number, or something that is shown."""
        return bool(self.shown) or any(map(has_digit, self.texts))

    @cached_property
    def names(self) -> int:
        """How many names it has.

        The sides' own names are none: whoever compares has to say them.
        """
        siblings = self.part.parent.children if self.part.parent else [self.part]
        titles = " ".join(side.title for side in siblings).casefold()
        found = _NAME.findall(" \n ".join(self.texts))
        return sum(name.casefold() not in titles for name in found)

    @cached_property
    def literals(self) -> int:
        """How many pieces of code stand in its sentences."""
        if self.part.source or not self.part.line:
            return 0
        return len(_LITERAL.findall(source_of(self.lines, self.part.line, self.part.last_line())))

    @cached_property
    def hard(self) -> int:
        """How many numbers, lines of code, formulas and the like it has: all but names."""
        text = " \n ".join(self.texts)
        found = self.literals
        for part in self.parts:
            if part.kind in _EXACT:
                lines = part.text.count("\n") + 1 if part.kind in {"code", "cell"} else 1
                found += min(3, lines)
        found += sum(map(NUMBER_WORDS.__contains__, all_words(text.casefold())))
        return found + (len(_NUMBER.findall(text)) if has_digit(text) else 0)

    @property
    def exactness(self) -> int:
        """How many numbers, names, formulas and the like it has."""
        return self.hard + self.names

    @property
    def is_quote(self) -> bool:
        """Whether it is a specimen of what somebody says."""
        return bool(self.texts) and self.texts[0].lstrip()[:1] in _QUOTES


_QUOTES = {*'"“„«‘'}


class Asymmetric(Rule):
    """A comparison that favours one side."""

    id = "asymmetric"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "A comparison whose sides differ in how many points they make, in length, or in how "
        "concrete they are."
    )
    rationale = (
        "A side with more lines, and with numbers, looks more important and truer, whether it "
        "is or not. A student compares the sides item by item (Gentner and Markman, 1997, on "
        "alignment), and overlooks an item without a counterpart.\n\n"
        "In a `comparison` block, the rule compares the number of items in bullet lists. Each "
        "item of a nested list counts, too. The steps of a numbered list do not count, since a "
        "procedure needs all its steps. Sides without lists are compared by their number of "
        "words.\n\n"
        "The rule also reports a loose side beside a concrete one. A concrete side has three "
        "or more numbers, names, pieces of code or formulas. A loose side has none of these, "
        "and uses a loose word: of degree (“very”), of frequency (“often”), of comparison "
        "(“cheaper”), of an open amount (“various”) or of praise (“elegant”). Here, a name is "
        "a capitalized word within a sentence, such as “Bach” or “E”, or an acronym, such as "
        "“CT”. The titles of the sides do not count as names.\n\n"
        "Outside of `comparison` blocks, the profile `strict` looks for a loose side in other "
        "pairs:\n\n"
        "- paragraphs, items or lists below a name in bold;\n"
        "- paragraphs or sections that begin alike, such as “By land” and “By sea”;\n"
        "- two columns of a table.\n\n"
        "Some sides are uneven on purpose. The rule accepts this if the text beside the sides "
        "says so, or if the titles of the sides do, such as “Vague” and “Exact”.\n\n"
        "The rule does not see a comparison in running text, a side that is vague without a loose "
        "word, or a side of which the page names only the drawbacks."
    )
    limits: ClassVar = {
        "points": Threshold(
            0.34, "Which share of the longer side's points another side may lack, from 0 to 1."
        ),
        "length": Threshold(
            3,
            "The longest side may have this many times the words of the shortest. Lengths are not "
            "compared if the shortest side has a list.",
        ),
        "concrete": Threshold(
            3,
            "A side with at least this many numbers, names, pieces of code or formulas is "
            "concrete.",
        ),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at each comparison."""
        for comparison in page.find(BlockRole.COMPARISON):
            sides = [
                Side(part, page.lines) for part in comparison.children if part.is_a(BlockRole.SIDE)
            ]
            sides = [side for side in sides if side.points or side.words or side.shown]
            if len(sides) > 1 and not is_meant(comparison, sides):
                yield from self.judge(page, comparison, sides)
        for exact, vague in uneven_pairs(page):
            text = (
                f"the text beside this has {exact.exact} numbers, names, formulas or the like, "
                f"but this has {vague.exact or 'none'} and stays vague; be as concrete about both"
            )
            related = Related(page.place(exact.part), "told exactly")
            # on public courses, all eight of a sample were no pairs
            yield self.report(page.place(vague.part), text, related, profile=Profile.STRICT)

    def judge(
        self, page: PageContext, comparison: PageElement, sides: Sequence[Side]
    ) -> Iterable[Diagnostic]:
        """Say in what the sides differ: the plainest difference only."""
        complaint = self.points(sides) or self.length(sides) or self.concreteness(sides)
        if complaint is not None:
            poor, text = complaint
            place = page.place(comparison)
            yield self.report(place, text, Related(page.place(poor), "the side that has less"))

    def points(self, sides: Sequence[Side]) -> tuple[PageElement, str] | None:
        """Compare how many points the sides make."""
        if not all(side.points for side in sides):
            return None
        most = max(sides, key=lambda side: side.points)
        least = min(sides, key=lambda side: side.points)
        if most.points - least.points <= self.limit("points") * most.points:
            return None
        text = (
            f"{called(most)} makes {plural(most.points, 'point')}, {called(least)} "
            f"{least.points}; add the points that are missing, or leave out those without a "
            f"counterpart {self.limit_note('points')}"
        )
        return least.part, text

    def length(self, sides: Sequence[Side]) -> tuple[PageElement, str] | None:
        """Compare how long sides of prose are."""
        if all(side.points for side in sides):
            return None
        most = max(sides, key=lambda side: side.words)
        least = min(sides, key=lambda side: side.words)
        if least.shown or any(part.kind == "list" for part in least.parts):
            # what it says is not only in its words
            return None
        if most.words <= self.limit("length") * least.words:
            return None
        text = (
            f"{called(most)} is explained in {most.words} words, {called(least)} in "
            f'{least.words}, not counting words such as "the"; explain both equally fully '
            f"{self.limit_note('length')}"
        )
        return least.part, text

    def concreteness(self, sides: Sequence[Side]) -> tuple[PageElement, str] | None:
        """Compare how concrete they are."""
        # most sides have a number, and there is no need to count them
        vague = [side for side in sides if not side.is_concrete and not side.hard]
        least = min(vague, key=lambda side: side.names, default=None)
        # one name is no more than a name: "a CNN, which is rather slow"
        if least is None or least.names > 1:
            return None
        most = max(sides, key=lambda side: side.exactness)
        enough = most.hard if least.names else most.exactness
        loose = any(VAGUE.search(text) or LOOSE.search(text) for text in least.texts)
        if not loose and not any(map(_PRAISE.search, least.texts)):
            return None  # what has no number may be exact all the same
        only_praise = most.shown and any(map(_PRAISE.search, least.texts))
        if most.shown and loose:
            enough = max(enough, int(self.limit("concrete")))
        if enough < self.limit("concrete") and not only_praise:
            return None
        text = (
            f"{called(most)} has {most.exactness} numbers, names, formulas or the like, "
            f"{called(least)} has {least.names or 'none'}; be as concrete about both "
            f"{self.limit_note('concrete')}"
        )
        return least.part, text


def called(side: Side) -> str:
    """Return what a message calls a side."""
    return f'side "{side.part.title}"'


def is_meant(comparison: PageElement, sides: Sequence[Side]) -> bool:
    """Whether the sides of a comparison differ on purpose: its page says so, or their titles do."""
    titles = [side.part.title for side in sides]
    if any(map(_ASPECTS.fullmatch, titles)) or sum(map(bool, map(_QUALITIES.match, titles))) > 1:
        return True
    if all(side.is_quote for side in sides):
        return True
    siblings = comparison.parent.children if comparison.parent else []
    at = next((at for at, part in enumerate(siblings) if part is comparison), 0)
    beside = [part.text for part in siblings[max(0, at - 1) : at + 2] if part.kind == "paragraph"]
    own = [part.text for part in comparison.walk() if part.kind == "paragraph"]
    return any(map(_ON_PURPOSE.search, [comparison.title, *beside, *own]))
