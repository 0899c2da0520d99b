"""``examples``: a core concept with too few examples."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from sphinx_pedagogy.audit.core_concepts import CORE, core_concepts, names_of
from sphinx_pedagogy.audit.text.told_plainly import cases_against, cases_shown
from sphinx_pedagogy.core.rule import Rule, Threshold
from sphinx_pedagogy.course.block_roles import BlockRole
from sphinx_pedagogy.course.example_kinds import is_negative, is_positive
from sphinx_pedagogy.course.messages import plural
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.model.findings import Profile, Shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.core.rule import PageContext
    from sphinx_pedagogy.course.facts import ConceptRecord
    from sphinx_pedagogy.course.page_tree import PageElement
    from sphinx_pedagogy.model.findings import Diagnostic


class _Cases:
    """What a page shows in plain words: looked for once, and only if it is asked for."""

    def __init__(self, page: PageContext) -> None:
        self.page = page

    @cached_property
    def shown(self) -> list[PageElement]:
        """What shows a case."""
        return list(cases_shown(self.page))

    @cached_property
    def against(self) -> list[PageElement]:
        """What shows where something does not hold."""
        return list(cases_against(self.page))


class Examples(Rule):
    """A core concept with too few examples."""

    id = "examples"
    profile = Profile.COURSE
    summary = (
        "A core concept with fewer than two positive examples. A core concept without a negative "
        "example."
    )
    rationale = (
        "A core concept is one that the lesson teaches to the depth `developed` or deeper. "
        "Students who see a single example mistake it for the concept, and its accidental "
        "features for part of the concept. Two examples that differ show what matters, and a "
        "negative one shows where the concept ends (Bruner, Goodnow and Austin, 1956; Tennyson "
        "and Park, 1980).\n\n"
        "An example counts in any form:\n\n"
        "- an `example` block;\n"
        "- a calculation with numbers, in sentences or in a formula;\n"
        "- a Sphinx admonition with the title “Example”;\n"
        "- a cell with an output.\n\n"
        "A `contrastive` example, which sets two cases side by side, counts as a positive and as a "
        "negative one. A `misconception` block counts as a negative example, and so does a "
        "paragraph that says “this fails” or something similar."
    )
    limits: ClassVar[Mapping[str, Threshold]] = {
        "positive": Threshold(2, "How many positive examples a core concept needs."),
        "negative": Threshold(1, "How many negative examples a core concept needs."),
        "depth": CORE,
    }

    def on_page(self, page: PageContext) -> Iterable[Diagnostic]:
        """Count the examples of each core concept."""
        core = core_concepts(page, self.limit("depth"))
        if not core:
            return
        shown = list(page.find(BlockRole.EXAMPLE))
        cases = _Cases(page)
        for stated in core:
            mine = [part for part in shown if is_of(part, stated, core)]
            positive = sum(is_positive(part.options.get("kind", "positive")) for part in mine)
            negative = sum(is_negative(part.options.get("kind", "")) for part in mine)
            # what is shown in plain words is looked for only where there are not enough blocks
            if positive < self.limit("positive"):
                positive += sum(is_of(part, stated, core) for part in cases.shown)
            if negative < self.limit("negative"):
                negative += sum(is_of(part, stated, core) for part in cases.against)
            lacks = {
                name: too_few(count, name)
                for name, count in (("positive", positive), ("negative", negative))
                if count < self.limit(name)
            }
            if lacks:
                title = stated.title or stated.name
                said = (f"{words} {self.limit_note(name)}" for name, words in lacks.items())
                text = f'"{title}" has {" and ".join(said)}; add example blocks with `:of: {title}`'
                here = f'"{title}": {" and ".join(lacks.values())}'
                yield self.report(stated.place, text, shared=Shared(self.once(), here))

    def once(self) -> str:
        """Return what is said of several concepts."""
        least = counted(int(self.limit("positive")), int(self.limit("negative")))
        return (
            f"{{}} core concepts have fewer than {least}; add example blocks whose `:of:` names "
            f"them {self.limit_note('positive')} {self.limit_note('negative')}"
        )


def too_few(count: int, sign: str) -> str:
    """Return in words how many examples of a sign there are, where they are too few."""
    return f"only {plural(count, f'{sign} example')}" if count else f"no {sign} example"


def counted(positive: int, negative: int) -> str:
    """Return in words how many examples there are of each sign."""
    return f"{plural(positive, 'positive example')} and {negative} negative"


def is_of(example: PageElement, stated: ConceptRecord, core: Sequence[ConceptRecord]) -> bool:
    """Whether an example is one of a concept; one that names none belongs to the last before it."""
    named = [key(name) for name in example.options.get("of", "").split(",") if name.strip()]
    if named:
        return bool(names_of(stated) & set(named))
    line = example.line or 0
    before = [element for element in core if (element.place.line or 0) <= line]
    return stated is (before[-1] if before else core[0])
