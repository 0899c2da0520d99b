"""``style``: spaced dashes, mixed quotes, lessons named in several ways."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.fixes.style import closed, renamed
from sphinx_pedagogy.audit.text.house_style import DASHES, numbered_otherwise, renamed_parts
from sphinx_pedagogy.audit.text.words import lines_that_match, lines_with
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.model.findings import Diagnostic

_DASH = regex(r"(?<=[^\s|+:>-]) (?:—|―)(?= [^\s|+:-]| ?$)|(?<=\w) —(?=\w)|(?<=\w)— (?=\w)")
_TYPED_DASH = regex(r"(?<=[\w.,;:!?)\"'”’]) ---(?= [\w(\"'“‘]|$)")
_DASH_FIRST = regex(r"\s*— \w")
_END_OF_TEXT = regex(r"[\w,;)]\s*$")

_DASHES = ("—", "―", " ---")
_ANY_DASH = regex(r"[–—]| -- ")
_OF_COURSE = regex(
    r"(?i)\b(?:module|unit|block|chapter|part)\b|\b(?-i:M|U|Mod|Ch|Chap|Pt)\b\.?|\b(?-i:[MU])\d"
)
_FENCE = regex(r"\s*(?:`{3,}|~{3,}|:{3,})")
_OPTION = regex(r"\s*:[\w-]+:(?:\s|$)")
_COMMENT = regex(r"\s*(?:%|\.\. (?!\w+::)|<!--)")
_TITLED = regex(r"\s*(?:[`:~]{3,}\{(?P<name>[\w:-]+)\}|\.\. (?P<named>[\w:-]+)::)\s*(?P<title>.*)")
_NUMBERED = {"lesson", "lesson-record", "ped:lesson", "ped:lesson-record"}
"""Blocks whose titles are numbers of lessons by themselves."""
_UNREAD = regex(
    r"""`+[^`]+`+              # literals, and what roles hold
    | \$[^$]+\$                # maths
    | <[^>\s][^>]*>            # tags and addresses
    | \{[^}]*\}                # roles and attributes
    | \]\([^)]*\)              # where links lead
    | \d+['"′″]                # feet and inches
    """,
    re.VERBOSE,
)
_TAG = regex(r"<[a-z]+\s[^<>]*=\"[^<>]*>")
_INLINE_CODE = regex(r"(`+)[^`]+\1")
_QUOTES = {
    "straight": regex(r"\"|(?<=\w)'(?=\w)|(?<!\w)'(?=\w)"),
    "curly": regex(r"[“”„‟‘’‚]"),
}
_TITLE = r"[\"“„«*](?-i:[A-ZÄÖÜÀÉ\d])[^\"”“»*\n]{2,60}[\"”“»*]"
_NUMBER = r"\d+(?:\.\d+)+"
_BEFORE = r"(?:^|[(,;:/–]|\b(?:in|from|of|see|and|or|to|by|since|until|after|before|with|than|as))"
_TELLS = (
    r"(?:has |have |had |will )?(?:show(?:s|ed|n)?|explain(?:s|ed)?|t(?:ells|old|aught|eaches)|"
    r"says?|said|"
    r"introduce[sd]?|calls?|called|is about|cover(?:s|ed)|ends?|ended|beg[ai]ns?|derive[sd]?|"
    r"prove[sd]?)"
)
LESSON_NAMES = {
    '"lesson 1.2.3"': regex(rf"(?<![.!?:] )(?<!^)\blesson {_NUMBER}"),
    '"Lesson 1.2.3"': regex(rf"(?<=[\w,;(] )Lesson {_NUMBER}"),
    '"1.2.3" alone': regex(
        rf"{_BEFORE}\s*(?<!\w)(?:\d+\.\d+\.\d+)(?![\w.]*\d)|"
        rf"(?<!lesson )(?<!§ )(?<![\w.§-])(?:\d+\.\d+\.\d+)(?= (?:{_TELLS})\b)",
        re.IGNORECASE,
    ),
    '"§ 1.2.3"': regex(r"§\s*(?:\d+\.\d+\.\d+)(?![\w.]*\d)"),
    '"lesson 3"': regex(r"\blesson \d+(?![\d.]*\d)(?!-\d)(?! of\b)"),
    '"lesson three"': regex(
        r"\b(?i:lesson (?:one|two|three|four|five|six|seven|eight|nine|ten))\b"
    ),
    '"the 3rd lesson"': regex(r"\bthe \d+(?:st|nd|rd|th) lesson\b(?! of\b)"),
    '"lesson 1-2"': regex(r"\b[Ll]esson \d+-\d+(?!-?\d)"),
    '"L 1-2"': regex(r"\bL\.? ?\d+[-.]\d+(?![-.]?\d)"),
    '"1.2 (lesson)"': regex(r"(?<![\w.])\d+\.\d+(?:\.\d+)? \(lesson\)"),
    '"see 1.2"': regex(r"\b[Ss]ee (?:also )?\d+\.\d+(?=[.,;)]*(?:\s|$))(?! [a-z])"),
    '"Lesson 3"': regex(r"(?<=[\w,;(] )Lesson \d+(?![\d.]*\d)(?!-\d)(?! of\b)"),
    '"L1.2.3"': regex(rf"\bL{_NUMBER}"),
    '"1-2-3"': regex(r"(?<![\w/.-])\d+-\d+-\d+(?![\w-])"),
    '"chapter 1.2"': regex(
        rf"\b(?:chapter|unit|session|tutorial|lecture|part|class) {_NUMBER}", re.IGNORECASE
    ),
    "its title": regex(
        rf"\blesson,? (?:on |about |called )?{_TITLE}|{_TITLE} lesson\b", re.IGNORECASE
    ),
}
"""Ways to name a lesson. At the beginning of a sentence, a capital says nothing."""


# what begins with one certain character is found ten times as fast as a digit
_NUMBERED_BY_HAND = (regex(r"\.(?<=\d\.)\d"), regex(r"-(?<=\d-)\d"))


class Style(Rule):
    """Spaced dashes, mixed quotes, lessons named in several ways."""

    id = "style"
    profile = Profile.COURSE
    severity = Severity.NOTE
    reads_prose = True
    summary = (
        "Em dashes with spaces around them. Several kinds of dashes or quotes on one page. Lessons "
        "and parts of the course that are named in more than one way."
    )
    rationale = (
        "None of this stops a student, but all of it shows that nobody read the page twice. If one "
        "lesson is “lesson 6.3.2” here and “6.3.2” there, a reader looks for two lessons. The rule "
        "looks at each page alone. It reports:\n\n"
        "- Dashes with spaces around them. The rule looks for these everywhere, even in titles, "
        "code and comments, but not between backquotes. `--` with spaces around it counts as a "
        "dash; one hyphen does not. Spaced dashes are correct in French, and many publishers use "
        "them, so only the profile `strict` reports them.\n"
        "- Dashes of several kinds that interrupt sentences.\n"
        "- Straight quotes beside curly ones. Apostrophes count as quotes, too.\n"
        "- Lessons that are named in several ways. The `lesson` role may be used beside names that "
        "were typed.\n"
        "- A part of the course that a lesson calls “module 2” here and “unit 2” or “module II” "
        "there, or “chapter 4.2” here and “lesson 4.2” there.\n\n"
        "In code, the rule looks only for spaced dashes. Each of the first four checks has a "
        "limit: to switch the check off, set the limit to a high number.\n\n"
        "The rule does not see two names for anything else, such as “swift” and “apus”, or a "
        "difference between two pages."
    )
    limits: ClassVar = {
        "dashes": Threshold(0, "How many spaced em dashes a page may have."),
        "quotes": Threshold(1, "How many kinds of quotation marks a page may have."),
        "kinds-of-dashes": Threshold(
            1, "How many kinds of dashes a page may use to interrupt sentences."
        ),
        "names": Threshold(1, "In how many ways lessons may be named."),
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at the lines of the page."""
        lines = page.lines
        # a look at the whole page is quick, and tells which of its lines may be of interest
        whole = "\n".join(lines)
        code = lines_of_code(page, lines)
        unread = code | lines_of_settings(lines, whole) | lines_of_tags(whole)
        yield from self.dashes(page, lines, whole, code)
        kinds = sum(any(mark in whole for mark in marks) for marks in ("\"'", "“”„‟‘’‚"))
        if kinds > self.limit("quotes"):
            quoted = [number for number, line in enumerate(lines, 1) if may_quote(line)]
            text = list(lines_of_text(lines, quoted, unread))
            yield from self.mixed(page, text, _QUOTES, "quotes", "quotation marks")
        text = list(lines_of_text(lines, naming_lines(whole), unread))
        yield from self.mixed(page, text, LESSON_NAMES, "names", "names of lessons")
        yield from self.beside_roles(page, text, whole)
        if page.lesson is not None:
            numbered = dict.fromkeys(lines_that_match(whole, _OF_COURSE))
            yield from self.renamed(page, lines_of_text(lines, numbered, unread))
        if sum(mark in whole for mark in (" – ", "—", " -- ")) > 1 or " — " in whole:
            dashed = [number for number, line in enumerate(lines, 1) if _ANY_DASH.search(line)]
            text = list(lines_of_text(lines, dashed, unread))
            yield from self.mixed(page, text, DASHES, "kinds-of-dashes", "dashes")

    def beside_roles(
        self, page: PageContext, text: Sequence[tuple[int, str]], whole: str
    ) -> Iterable[Diagnostic]:
        """Look for lessons called chapters on a page that links others by the role."""
        if "{lesson}`" not in whole or self.limit("names") > 1:
            return
        called = LESSON_NAMES['"chapter 1.2"']
        for line, words in text:
            if found := called.search(words):
                said = (
                    f'"{found[0]}" here, and a lesson by its role elsewhere on the page; write the '
                    "role here, too"
                )
                yield self.report(page.place(line), said)
                return

    def renamed(self, page: PageContext, text: Iterable[tuple[int, str]]) -> Iterable[Diagnostic]:
        """Look for parts of the course that are a module here and a unit there."""
        text = list(text)
        for usual, other in renamed_parts(text):
            said = (
                f"{other.kind} {other.number} here, and {usual.kind} {usual.number} in line "
                f"{usual.line}; call a part of the course by one name"
            )
            related = Related(page.place(usual.line), usual.kind)
            yield self.report(page.place(other.line), said, related)
        for line, words, usual_line, usual_words in numbered_otherwise(text):
            said = (
                f"{words} here, and {usual_words} in line {usual_line}; number the parts of the "
                "course in one way"
            )
            yield self.report(page.place(line), said, Related(page.place(usual_line), usual_words))

    def dashes(
        self, page: PageContext, lines: Sequence[str], whole: str, code: set[int]
    ) -> Iterable[Diagnostic]:
        """Look for em dashes between spaces."""
        dashed = {number for dash in _DASHES for number in lines_with(whole, dash)}
        found = [page.place(number) for number in sorted(dashed) if has_dash(lines, number, code)]
        if not lines:
            # a notebook has no lines, but the same text
            found = [
                page.place(part)
                for part in page.parts
                if _DASH.search(part.title) or _DASH.search(part.text)
            ]
        if len(found) > self.limit("dashes"):
            for place in found:
                text = (
                    "an em dash with a space beside it; use a comma, a colon or a full stop, or "
                    f"remove the spaces {self.limit_note('dashes')}"
                )
                # in public courses, all eight of a sample were the way of a house that keeps to it
                fixes = closed(lines, place.line)
                yield self.report(place, text, profile=Profile.STRICT, fixes=fixes)

    def mixed(
        self,
        page: PageContext,
        text: Sequence[tuple[int, str]],
        ways: dict[str, re.Pattern[str]],
        limit: str,
        what: str,
    ) -> Iterable[Diagnostic]:
        """Look for things that are written in more ways than one."""
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        said_so: dict[str, list[tuple[int, str]]] = {}
        for line, words in text:
            for way, pattern in ways.items():
                if found := [match[0] for match in pattern.finditer(words)]:
                    counts[way] += len(found)
                    first.setdefault(way, line)
                    said_so.setdefault(way, []).extend((line, said) for said in found)
        if len(counts) <= self.limit(limit):
            return
        usual = counts.most_common(1)[0][0]
        for way in counts:
            if way != usual:
                said = (
                    f"{what} are mixed: mostly {usual} ({counts[usual]} of {counts.total()}, "
                    f"first in line {first[usual]}), but {way} here; keep to one "
                    f"{self.limit_note(limit)}"
                )
                related = Related(page.place(first[usual]), usual)
                fixes = renamed(page.lines, said_so[way], usual)
                yield self.report(page.place(first[way]), said, related, fixes=fixes)


def has_dash(lines: Sequence[str], number: int, code: set[int]) -> bool:
    """Whether a line has a spaced em dash; at its beginning it may open a signature."""
    line = lines[number - 1]
    if "`" in line:
        line = _INLINE_CODE.sub("`x`", line)  # what stands in code is quoted
    if "—" in line or "―" in line:
        if _DASH.search(line):
            return True
        before = lines[number - 2] if number > 1 else ""
        return bool(_DASH_FIRST.match(line) and _END_OF_TEXT.search(before))
    return number not in code and bool(_TYPED_DASH.search(line))


def may_quote(line: str) -> bool:
    """Whether a quick look at a line finds a quotation mark."""
    return "'" in line or '"' in line or not line.isascii()


def naming_lines(whole: str) -> list[int]:
    """Return the numbers of the lines in which a quick look finds what may name a lesson."""
    found = {number for word in ("esson", "ESSON") for number in lines_with(whole, word)}
    return sorted(found.union(*(lines_that_match(whole, mark) for mark in _NUMBERED_BY_HAND)))


def lines_of_code(page: PageContext, lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are code, formulas, diagrams or comments."""
    found: set[int] = set()
    for part in page.find("code", "cell", "math", "comment", "diagram"):
        text = part.text.splitlines()
        if not part.text.strip() or not part.line or part.source:
            continue
        blank = next(at for at, line in enumerate(text) if line.strip())
        first = text[blank].strip()
        # between the line of a directive and its body stand its options
        for begin in range(part.line - 1, min(part.line + blank + 30, len(lines))):
            if first in lines[begin]:
                found.update(range(begin + 1 - blank, begin + 1 - blank + len(text)))
                break
    return found


def lines_of_tags(whole: str) -> set[int]:
    """Return the numbers of the lines of HTML tags: what stands between quotes there is no text."""
    found: set[int] = set()
    for tag in _TAG.finditer(whole) if '="' in whole else ():
        first = whole.count("\n", 0, tag.start()) + 1
        found.update(range(first, first + tag[0].count("\n") + 1))
    return found


def lines_of_settings(lines: Sequence[str], whole: str) -> set[int]:
    """Return the numbers of the lines between rulers: settings of the page, options of blocks."""
    found: set[int] = set()
    first = 0
    for number in lines_with(whole, "---"):
        if lines[number - 1].strip() != "---":
            continue  # a table
        if first:
            found.update(range(first, number + 1))
            first = 0
        elif number == 1 or _FENCE.match(lines[number - 2]):
            first = number
    return found | set(range(first, len(lines) + 1)) if first else found


def lines_of_text(
    lines: Sequence[str], wanted: Iterable[int], unread: set[int]
) -> Iterator[tuple[int, str]]:
    """Yield lines of text and titles with their numbers, without literals, roles and maths.

    :param wanted: numbers of the lines to look at
    :param unread: numbers of those that are no text
    """
    for number in wanted:
        line = lines[number - 1]
        if number in unread or _OPTION.match(line):
            continue
        if "`" in line:
            line = without_cut_code(line, lines[number - 2] if number > 1 else "")
        if titled := _TITLED.match(line):
            if (titled["name"] or titled["named"]) not in _NUMBERED:
                yield number, _UNREAD.sub("`", titled["title"])
        elif not _FENCE.match(line) and not _COMMENT.match(line):
            yield number, _UNREAD.sub("`", line)


def without_cut_code(line: str, above: str) -> str:
    """Return a line without the piece of code that a break cuts off at its begin or end."""
    if _INLINE_CODE.sub("", above).count("`") == 1 and not _FENCE.match(above):
        line = line.partition("`")[2]
    if (rest := _INLINE_CODE.sub(lambda code: " " * len(code[0]), line)).count("`") == 1:
        line = line[: rest.index("`")]
    return line
