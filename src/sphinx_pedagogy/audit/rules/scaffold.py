"""``scaffold``: exercises whose help does not do what it promises."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.text.code import identifiers_of, modules_of
from sphinx_pedagogy.audit.text.given_away import shown_solution, tells_steps
from sphinx_pedagogy.audit.text.phrases import PREDICTS
from sphinx_pedagogy.audit.text.told_names import asks_to_compare, named_in_code, named_in_text
from sphinx_pedagogy.audit.text.words import source_of
from sphinx_pedagogy.core.rule import Rule
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.regex import regex
from sphinx_pedagogy.model.findings import Profile, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic

SCAFFOLDS = ("guided", "supported", "independent")
_HELP = (BlockRole.HINT, BlockRole.SOLUTION)
_CODE = ("code", "cell")

_GUARD = regex(
    r"\bassert|\braise\b|NotImplemented|\bexpect\w*\(|(?:\b|_)(?:check|test|verify|grade)\w*\(|"
    r"\ballclose\(|\bisclose\(|\bunittest\b|\bpytest\b|\bsys\.exit\(",
    re.IGNORECASE,
)
_FENCE = regex(r"\s*(:{3,}|`{3,})")
_GAP = regex(r"(?m)\.\.\.|_{3,}|\bTODO\b|\byour code\b|^\s*pass\b", re.IGNORECASE)
"""What students are to replace."""


class Task(NamedTuple):
    """An exercise, with what belongs to it outside of its block."""

    part: PageElement
    prompt: Sequence[PageElement]
    """What a student sees before any help is opened."""
    solutions: Sequence[PageElement]

    @property
    def scaffold(self) -> str:
        """How much help it promises."""
        return self.part.options.get("scaffold", "")

    @property
    def code(self) -> list[PageElement]:
        """The code of the prompt."""
        return [part for part in self.prompt if part.kind in _CODE]


class Scaffold(Rule):
    """Exercises whose help does not do what it promises."""

    id = "scaffold"
    profile = Profile.COURSE
    reads_prose = "partly"
    summary = (
        "Exercises whose help grows instead of fading. A task that shows its own solution. A "
        "guided exercise without a prediction. A supported exercise without a test that fails "
        "until the student's code is complete. An independent exercise that names what its "
        "solution imports or calls."
    )
    rationale = (
        "Help should fade as skill grows: first worked steps, then gaps, then a goal alone "
        "(Wood, Bruner and Ross, 1976; Renkl and Atkinson, 2003, on fading). The rule looks only "
        "at exercises with the option `scaffold`: `guided`, `supported` or `independent`. It "
        "reports:\n\n"
        "- an exercise with more help than the one before, unless the two are in two sections, "
        "each with a series of exercises of its own;\n"
        "- a task that already has a part of its solution: the code, the formula, the numbers, or "
        "the sentence with the result. The numbers count if the solution has at least four "
        "numbers, and the task has 65 in 100 of them, among its data or elsewhere. Three numbers "
        "are enough if a sentence of the task has all numbers of the solution and no others, and "
        "other sentences give the data;\n"
        "- an independent task that tells the steps (“first … then … finally”).\n\n"
        "Only the profile `strict` reports the rest:\n\n"
        "- a guided exercise whose task has neither a check nor a word such as “guess”, “expect” "
        "or “what will”. Students who only run the code have nothing to compare the result "
        "with. A check elsewhere on the page does not count;\n"
        "- a supported exercise with code to fill in, but without a test such as `assert`. "
        "Without a test, nobody knows whether the gaps are filled;\n"
        "- an independent exercise whose task names what the code of its solution imports or "
        "calls. The task then makes the choice that students should practise. Some names give "
        "nothing away: a name that the page used before the exercise, or that the solution "
        "defines itself; a function that the task forbids or only compares with; a library "
        "that the task allows; and calls in complete code that the task is about.\n\n"
        "The rule does not see a task that gives its solution away in other words, a guided task "
        "that gives no help, or a test that cannot fail."
    )

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Look at the exercises of a page."""
        if not page.find(BlockRole.EXERCISE):
            return
        tasks = [task for task in tasks_of(page.tree) if task.scaffold in SCAFFOLDS]
        if tasks:
            yield from self.order(page, tasks)
        for task in tasks:
            yield from {
                "guided": self.guided,
                "supported": self.supported,
                "independent": self.independent,
            }[task.scaffold](page, task)
            yield from self.given(page, task)

    def given(self, page: PageContext, task: Task) -> Iterable[Diagnostic]:
        """Look for the solution in the task."""
        if task.part.source or not task.part.line:
            return
        prompt, solution, before = sources_of(page, task)
        shown = shown_solution(prompt, solution, before, page.language)
        if shown:
            text = (
                f"the task already shows what its solution finds: {shown}; take it out, so that "
                "something is left to do"
            )
            related = Related(page.place(task.solutions[0]), "the solution")
            yield self.report(page.place(task.part), text, related, guess=True)
        elif task.scaffold == "independent" and tells_steps(prompt):
            text = (
                "the independent exercise tells step by step what to do; leave the steps to "
                "students, put them into a hint, or call it guided"
            )
            yield self.report(page.place(task.part), text, guess=True)

    def order(self, page: PageContext, tasks: Sequence[Task]) -> Iterable[Diagnostic]:
        """Look for help that grows from one exercise to the next."""
        for before, task in pairwise(tasks):
            was, now = SCAFFOLDS.index(before.scaffold), SCAFFOLDS.index(task.scaffold)
            if now < was and not starts_over(before, task, tasks):
                text = (
                    f"this {task.scaffold} exercise follows the {before.scaffold} one in line "
                    f"{before.part.line}, so help grows instead of fading; swap them, or "
                    "change their scaffolds"
                )
                related = Related(page.place(before.part), before.scaffold)
                yield self.report(page.place(task.part), text, related)

    def guided(self, page: PageContext, task: Task) -> Iterable[Diagnostic]:
        """Look for a prediction."""
        words = " ".join(f"{part.title} {part.text}" for part in task.prompt)
        if not PREDICTS.search(words) and not any(
            part.is_a(BlockRole.QUESTION) for part in task.prompt
        ):
            text = (
                "the guided exercise asks for no prediction; let students guess before they run it"
            )
            yield self.report(page.place(task.part), text, guess=True, profile=Profile.STRICT)

    def supported(self, page: PageContext, task: Task) -> Iterable[Diagnostic]:
        """Look for a test among the code, if the exercise has any to fill in."""
        own = [part for part in without_help(task.part) if part.kind in _CODE]
        # a complete cell further down may belong to anything
        to_fill_in = own or [part for part in task.code if _GAP.search(part.text)]
        if to_fill_in and not any(_GUARD.search(part.text) for part in task.code):
            text = (
                "the supported exercise has no test that fails until it is done; add one, such as "
                "an assert on the result"
            )
            yield self.report(page.place(task.part), text, guess=True, profile=Profile.STRICT)

    def independent(self, page: PageContext, task: Task) -> Iterable[Diagnostic]:
        """Look for names of the solution in the prompt."""
        code = "\n".join(part.text for solution in task.solutions for part in solution.find(*_CODE))
        wanted = identifiers_of(code) if code else set()
        if not wanted:
            return
        wanted -= tools_before(page.tree, task.part)
        modules = modules_of(code)
        before = ""
        for part in task.prompt:
            told = set()
            if part.kind not in _CODE or not asks_to_compare(before):
                told = told_by(page, part, wanted, modules)
            before = part.text if part.kind == "paragraph" else before
            if told:
                wanted -= told
                names = ", ".join(f"`{name}`" for name in sorted(told))
                where = "code" if part.kind in _CODE else "text"
                text = (
                    f"the {where} of the independent exercise names {names}, which its solution "
                    "needs; describe the goal, and let students find the means"
                )
                related = Related(page.place(task.solutions[0]), "the solution")
                yield self.report(
                    page.place(part), text, related, guess=True, profile=Profile.STRICT
                )


def told_by(page: PageContext, part: PageElement, wanted: set[str], modules: set[str]) -> set[str]:
    """Return which names of a solution a part of the prompt gives away."""
    if part.kind == "math":
        return set()
    if part.kind in {*_CODE, "comment"}:
        gaps = part.kind == "comment" or bool(_GAP.search(part.text))
        return named_in_code(part.text, wanted, to_fill_in=gaps)
    last = (part.line or 0) + part.text.count("\n")
    source = "" if part.source else source_of(page.lines, part.line, last)
    return named_in_text(f"{part.title}\n{part.text}", source, wanted, modules)


def sources_of(page: PageContext, task: Task) -> tuple[str, str, str]:
    """Return the source of a task without its help, of its solutions, and of what stands before."""
    first = task.part.line or 1
    helps = [block_lines(page.lines, part) for part in task.part.find(*_HELP)]
    prompt = [
        page.lines[number - 1]
        for number in block_lines(page.lines, task.part)
        if not any(number in help_lines for help_lines in helps)
    ]
    solutions = [
        page.lines[number - 1]
        for part in task.solutions
        for number in block_lines(page.lines, part)[1:]
    ]
    return "\n".join(prompt), "\n".join(solutions), "\n".join(page.lines[: first - 1])


def block_lines(lines: Sequence[str], part: PageElement) -> range:
    """Return the numbers of the lines of a block, from fence to fence."""
    first = part.line or 0
    if part.source or not 0 < first <= len(lines):
        return range(0)
    marks = _FENCE.match(lines[first - 1])
    end = marks and (at for at in range(first, len(lines)) if lines[at].strip() == marks[1])
    return range(first, next(end or iter(()), part.last_line()) + 1)


def tasks_of(page: PageElement) -> Iterator[Task]:
    """Yield the exercises of a page in order."""
    solutions = list(page.find(BlockRole.SOLUTION))
    for exercise in page.find(BlockRole.EXERCISE):
        label = exercise.options.get("label")
        own = [*exercise.find(BlockRole.SOLUTION)]
        own += [part for part in solutions if label and part.options.get("for") == label]
        # what helps within the block ends it: below stands the lesson again
        after = (
            [] if own and not any("for" in part.options for part in own) else following(exercise)
        )
        if not own:
            own = [
                part
                for part in after
                if part.is_a(BlockRole.SOLUTION) and "for" not in part.options
            ]
        prompt = [*without_help(exercise)]
        prompt += [inside for part in before_help(after) for inside in without_help(part)]
        yield Task(exercise, prompt, own)


def following(exercise: PageElement) -> list[PageElement]:
    """Return what stands between an exercise and the next heading or exercise."""
    siblings = exercise.parent.children if exercise.parent else []
    index = next(index for index, part in enumerate(siblings) if part is exercise)
    found = []
    for part in siblings[index + 1 :]:
        if part.is_a("section", BlockRole.EXERCISE):
            break
        found.append(part)
    return found


def before_help(parts: Sequence[PageElement]) -> Iterator[PageElement]:
    """Yield what stands before the first solution: what stands behind it is no prompt."""
    for part in parts:
        if part.is_a(BlockRole.SOLUTION):
            return
        yield part


def without_help(part: PageElement) -> Iterator[PageElement]:
    """Yield a part and what is in it, without hints and solutions."""
    stack = [part]
    while stack:
        found = stack.pop()
        if not found.is_a(*_HELP):
            yield found
            stack += reversed(found.children)


def starts_over(before: Task, task: Task, tasks: Sequence[Task]) -> bool:
    """Whether two exercises belong to two series: sections with more than one exercise each."""
    here, there = task.part.inside("section"), before.part.inside("section")
    if here is there:
        return False
    homes = [task.part.inside("section") for task in tasks]
    return all(sum(home is section for home in homes) > 1 for section in (here, there))


def tools_before(page: PageElement, exercise: PageElement) -> set[str]:
    """Return the names that the code of a page used before an exercise."""
    found: set[str] = set()
    for part in page.walk():
        if part is exercise:
            break
        if part.kind in _CODE:
            found |= identifiers_of(part.text, defined=True)
    return found
