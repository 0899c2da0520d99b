"""``quantity``: a number in prose that is not what was computed, or that changes without a word."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.code_lines import line_in_cell
from sphinx_pedagogy.audit.text.code_numbers import beside_code
from sphinx_pedagogy.audit.text.counted import announced, summed, untold
from sphinx_pedagogy.audit.text.prose_numbers import contradictions, said_in
from sphinx_pedagogy.audit.text.swapped_digits import swapped
from sphinx_pedagogy.audit.text.worked_out import worked_out
from sphinx_pedagogy.audit.uneven_pairs import lead_of
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.numerals import agrees, formatted
from sphinx_pedagogy.model.findings import Fix, FixKind, Profile, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from sphinx_pedagogy.audit.text.prose_quantity import ProseQuantity
    from sphinx_pedagogy.core.rule import CourseContext, PageContext
    from sphinx_pedagogy.course.facts import StatedQuantity as Number
    from sphinx_pedagogy.model import Place
    from sphinx_pedagogy.model.findings import Diagnostic


class Quantity(Rule):
    """A number in prose that is not what was computed, or that changes without a word."""

    id = "quantity"
    severity = Severity.ERROR
    reads_prose = "partly"
    summary = (
        "A number or shape that differs from the value that a cell computed under the same name. A "
        "named quantity with two values and no `:bridge:` that explains the change. Two numbers "
        "for one thing in prose. A sum, a share or a count in prose that is wrong."
    )
    rationale = (
        "A student who meets a second value for the same thing stops to look for the reason, and "
        "finds none. Most such pairs are left over from a revision: the code changed, and the "
        "prose did not.\n\n"
        "In every profile, the rule checks the quantities that have a name or are bound to a cell. "
        "It also reports two numbers in prose that have the same unit and differ only in two "
        "neighbouring digits, which have changed places, as in 17.25 kg and 12.75 kg. The "
        "decimal point may be between the two digits, as in 1.75 and 7.15. The rule reports such a "
        "pair even if a word in the sentence, such as “if” or “now”, could explain the "
        "difference.\n\n"
        "Only the profile `strict` reports what else the rule finds in plain prose:\n\n"
        "- Two numbers for one thing. Both count the same thing of the same owner, as in “the "
        "model uses 12 layers” and “the model uses 16 layers”. Or both are values with the same "
        "full name, as in “the learning rate is 0.1” and “the learning rate is 0.01”. The rule "
        "leaves out a number if its sentence is about a second case, with a word such as “if” or "
        "“here”. It also leaves out a number if this sentence, or the one before or after it, is "
        "about a change, with a word such as “now” or “instead”.\n"
        "- A number with a noun, as in “100 epochs”, if the code above in the same section assigns "
        "another number to a variable of that name, as in `epochs = 90`. The rule leaves out such "
        "a number for the same words about a case or a change. It compares a time only after "
        "“the”, “these”, “those” or “all”, as in “the 150 days”.\n"
        "- A result that is wrong: an equation of plain numbers, a share (“18 of 45, or 50%”), a "
        "value in two units, the total of a table, or a time that follows from a rate.\n"
        "- A count before a list of another length, as in “three rules:” before a list of four.\n"
        "- A number that the text treats as known, as in “the limit of 45 kg”, if the page gives "
        "other numbers above, but not this one. The rule recognizes such a number by a word such "
        "as “limit”, “value” or “total”. It also recognizes such a number by its unit, if a "
        "sentence above on the same subject has this unit.\n\n"
        "The rule does not see that a result is wrong if the right one follows only from a "
        "story. For example, a journey begins at nine, takes three hours and ends at two. Nor "
        "does the rule see a wrong number that stands alone."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at the numbers that are bound, then at those that are not."""
        numbers = [quantity for quantity in page.facts.quantities if not quantity.elsewhere]
        for number in numbers:
            yield from self.judge(number, number.value, page.language)
        yield from self.changes(numbers, page.language)
        prose = list(said_in(page.tree))
        known = set()
        for first, second in contradictions(prose):
            leads = [lead_of(page, said.part) for said in (first, second)]
            if all(leads) and leads[0] != leads[1]:
                continue  # each is about the thing in bold at its beginning
            known.add(id(second.part))
            text = (
                f'"{second.words}" here and "{first.words}" in line {first.line} look like two '
                "values for one thing; if they are two things, name both, else correct one"
            )
            earlier, later = place_of(page, first), place_of(page, second)
            related = Related(earlier, f"{first.words} here")
            yield self.report(later, text, related, guess=True, profile=Profile.STRICT)

        yield from self.counted(page, known)
        for swap in swapped(page.tree):
            text = (
                f'"{swap.words}" here, and "{swap.earlier_words}" in line {swap.earlier.line}: two '
                "digits have changed places; correct one of them"
            )
            related = Related(page.place(swap.earlier), f"{swap.earlier_words} here")
            yield self.report(page.place(swap.part), text, related, guess=True)
        for said, variable in beside_code(page, prose):
            line = line_in_cell(page, variable.code, variable.at)
            text = (
                f'"{said.words}" here, and `{variable.name} = {variable.value}` in the code of '
                f"line {line}; correct one, or say why they differ"
            )
            code = page.place(variable.code)._replace(line=line)
            related = Related(code, "the code")
            place = place_of(page, said)
            yield self.report(place, text, related, guess=True, profile=Profile.STRICT)

    def counted(self, page: PageContext, known: Set[int]) -> Iterable[Diagnostic]:
        """Look for counts and totals that are another's, and numbers that nobody told before.

        :param known: identities of the paragraphs of which a finding is told already
        """
        found = [
            mismatch
            for before, after in pairwise(page.parts)
            if before.kind == "paragraph" and after.kind in {"list", "table"}
            for look in (announced if after.kind == "list" else summed,)
            if (mismatch := look(before, after)) is not None
        ]
        for mismatch in (*found, *untold(page.parts, page.language), *worked_out(page.parts)):
            if id(mismatch.part) in known:
                continue
            text = (
                f'the text says "{mismatch.words}", but {mismatch.against}; correct one of them, '
                "or say why they differ"
            )
            related = (
                [Related(page.place(mismatch.other), "the other number")] if mismatch.other else []
            )
            place = page.place(mismatch.part)
            yield self.report(place, text, *related, guess=True, profile=Profile.STRICT)

    def on_course(self, context: CourseContext) -> Iterable[Diagnostic]:
        """Look at the numbers that the cells of other pages compute."""
        for _name, facts in context.pages():
            for quantity in facts.quantities:
                page = context.catalogue.pages.get(quantity.elsewhere)
                if page and quantity.name in page.glued:
                    yield from self.judge(quantity, page.glued[quantity.name], context.language)

    def judge(self, number: Number, value: str, language: str) -> Iterator[Diagnostic]:
        """Hold the words of a number against its value."""
        if not number.written or not value:
            return
        verdict = agrees(number.written, value, language)
        if verdict is None:
            verdict = key(number.written) == key(formatted(value))
        if not verdict:
            source = (
                "a cell computed" if number.computed or number.elsewhere else "this is declared as"
            )
            text = (
                f'the text says "{number.written}" for "{number.name}", but {source} '
                f"{formatted(value)}; correct the text, or write the role without a text, "
                "which shows the value"
            )
            written = f"{number.written} <{number.name}>"
            yield self.report(number.place, text, fixes=[Fix(FixKind.NAME, written, number.name)])

    def changes(self, numbers: Sequence[Number], language: str) -> Iterator[Diagnostic]:
        """Yield the names that get a second value without a bridge."""
        values: dict[str, tuple[str, Place]] = {}
        for number in numbers:
            value = number.value or (number.written if number.name else "")
            if not value or (number.value and not number.declared):
                continue  # what is bound is judged by its value
            earlier, place = values.get(key(number.name), ("", number.place))
            if earlier and not number.bridge and differ(earlier, value, language):
                text = (
                    f'"{number.name}" is {formatted(value)} here and was {formatted(earlier)} in '
                    f"line {place.line}; correct one of them, or explain the change in the option "
                    "`bridge`"
                )
                yield self.report(number.place, text, Related(place, "the earlier value"))
            values[key(number.name)] = value, number.place


def place_of(page: PageContext, said: ProseQuantity) -> Place:
    """Return the line of a number: a paragraph has many."""
    return page.place(said.part)._replace(line=said.line)


def differ(one: str, other: str, language: str) -> bool:
    """Whether neither of two values is a rounding of the other."""
    verdicts = (agrees(one, other, language), agrees(other, one, language))
    if None in verdicts:
        return key(one) != key(other)
    return not any(verdicts)
