"""Reading plans and reviews off a page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.config import scale_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.fact_lines import labelled, stated_lines, words, written
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    fact,
    view,
    walk,
)
from sphinx_pedagogy.core.opt_in import is_ours
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.facts import View
from sphinx_pedagogy.course.lesson_documents import counts_of, judgement_of
from sphinx_pedagogy.course.messages import Subtype, diagnostic_at, locate
from sphinx_pedagogy.course.names import number_of, slug
from sphinx_pedagogy.course.plan_facts import (
    FixStatus,
    LessonPlan,
    LessonReview,
    Planned,
    Praise,
    ReviewFinding,
)
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.plans.specs import PLAN_BLOCKS, REVIEW_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

PLANS = frozenset(spec.name for spec in PLAN_BLOCKS)
REVIEWED = frozenset(spec.name for spec in REVIEW_BLOCKS)

STATED = {"plan-requires": "requirement", "plan-targets": "target"}
"""Blocks that state a concept and a depth in each line, and what kind of item that is."""

VALUES = {
    "plan-example": "kind",
    "plan-modality": "kind",
    "plan-connection": "risk",
    "plan-decision": "build",
    "plan-gap": "size",
}
"""The option that says more about an item than where it is to be."""

PARTS = {"plan-comparison": "columns", "plan-connection": "to"}
"""The option that lists further names, where it is not ``from``."""


class CollectPlans(SphinxTransform):
    """Stores the plan and the reviews of a page with its facts, and shows the verdicts."""

    default_priority = transforms.COLLECT_PLANS

    def apply(self) -> None:
        """Read the page."""
        if not is_ours(self.env):
            return
        blocks = cast("list[block]", walk(self.document, block))
        if self.config.pedagogy_audience == "author":
            self.link_papers(blocks)
        specs = registry_of(app_of(self.env)).blocks
        deliver = {name: spec.plans for name, spec in specs.items() if spec.plans}
        planned = [node for node in blocks if node.kind in PLANS or node.kind in deliver]
        reviewed = [node for node in blocks if node.kind in REVIEWED]
        facts = domain_of(self.env).pages[self.env.docname]
        reader = PaperReader(self.env, deliver)
        if planned:
            facts.plan = reader.plan(planned)
        if reviewed:
            facts.reviews = list(reader.reviews(reviewed, self.document))

    def link_papers(self, blocks: Sequence[block]) -> None:
        """Let the header of a lesson link to its plan and its reviews."""
        facts = domain_of(self.env).pages[self.env.docname]
        for node in blocks:
            if node.kind == "lesson":
                node += view("", kind="lesson-documents", arguments=())
                facts.views.append(View("lesson-documents", (), Place(self.env.docname)))


class PaperReader:
    """Reads the blocks of one page."""

    def __init__(self, env: BuildEnvironment, deliver: Mapping[str, str]) -> None:
        """Read the page that *env* is reading.

        :param deliver: which block is to deliver what each block of a plan plans
        """
        self.env = env
        self.deliver = deliver
        self.scale = scale_of(env.config)

    def place(self, node: nodes.Node) -> Place:
        """Return where *node* stands."""
        line, source = locate(self.env, node)
        return Place(self.env.docname, line, source or "")

    def warn(self, subtype: Subtype, text: str, node: nodes.Node) -> None:
        """Record a warning at *node*."""
        domain_of(self.env).add_problem(diagnostic_at(self.env, subtype, text, node))

    # ── plans ───────────────────────────────────────────────────────────────────────

    def plan(self, blocks: Sequence[block]) -> LessonPlan | None:
        """Return the plan that the page is, if it is one."""
        heads = [node for node in blocks if node.kind == "plan"]
        if not heads:
            text = f"{blocks[0].kind}: this page is no plan; put a plan block before it"
            self.warn(Subtype.STRUCTURE, text, blocks[0])
            return None
        for node in heads[1:]:
            text = "plan: this page is a plan already; give the second one its own page"
            self.warn(Subtype.STRUCTURE, text, node)
        head = heads[0]
        return LessonPlan(
            lesson=head.get("lesson", ""),
            concepts=tuple(words(head.options.get("concepts", ""))),
            load=head.options.get("load", ""),
            status=head.options.get("status", ""),
            place=self.place(head),
            items=tuple(item for node in blocks for item in self.items(node)),
        )

    def items(self, node: block) -> Iterator[Planned]:
        """Yield what a block plans: one thing, or one for each line."""
        if node.kind in STATED:
            for entry in stated_lines(node):
                depth = self.scale.depth(entry["depth"])
                place = self.place(entry)
                yield Planned(STATED[node.kind], entry["concept"], place, depth=depth)
        elif node.kind == "plan-outline":
            for entry in node.findall(nodes.list_item):
                if title := entry.get("planned"):
                    yield Planned("section", title, self.place(entry))
        elif node.kind == "plan-facts":
            for found in node.children:
                if isinstance(found, nodes.bullet_list | nodes.enumerated_list):
                    for line in found.children:
                        text = phrase_of(line.children)
                        yield Planned("fact", text, self.place(line))
        elif node.kind != "plan" and node.title:
            options = node.options
            index = next(
                (options[name] for name in ("at", "id", "resolution") if name in options), ""
            )
            yield Planned(
                kind=self.deliver.get(node.kind, node.kind.removeprefix("plan-")),
                name=written(node),
                place=self.place(node),
                section=options.get("in", ""),
                at=index,
                value=options.get(VALUES.get(node.kind, ""), ""),
                parts=tuple(words(options.get(PARTS.get(node.kind, "from"), ""))),
                is_block=node.kind in self.deliver,
            )

    # ── reviews ─────────────────────────────────────────────────────────────────────

    def reviews(self, blocks: Sequence[block], document: nodes.document) -> Iterator[LessonReview]:
        """Yield each review of the page with what follows it, and show its verdict."""
        starts = [index for index, node in enumerate(blocks) if node.kind == "review"]
        for node in blocks[: starts[0] if starts else len(blocks)]:
            text = f"{node.kind}: it belongs to no review; put a review block before it"
            self.warn(Subtype.STRUCTURE, text, node)
        for start, stop in pairwise([*starts, len(blocks)]):
            review = self.review(blocks[start], blocks[start + 1 : stop], document)
            show_verdict(blocks[start], review)
            yield review

    def review(self, head: block, parts: Sequence[block], document: nodes.document) -> LessonReview:
        """Return one review."""
        number = number_of(str(head.get("number", "")))
        if head.get("number") and len(number) != 1:
            text = f'review: "{head["number"]}" is no number of an iteration; write one such as 2'
            self.warn(Subtype.ARGUMENT, text, head)
        iteration = number[0] if len(number) == 1 else 0
        options = head.options
        findings = (node for node in parts if node.kind == "review-finding" and node.title)
        fixes = (node for node in parts if node.kind == "review-fix" and node.title)
        return LessonReview(
            lesson=options.get("lesson", ""),
            iteration=iteration,
            date=options.get("date", ""),
            counts=options.get("counts", ""),
            verdict=options.get("verdict", ""),
            findings=tuple(self.finding(node, iteration, document) for node in findings),
            fixes=tuple(
                FixStatus(
                    name=written(node),
                    status=node.options.get("status", ""),
                    place=self.place(node),
                    where=node.options.get("in", ""),
                    quote=node.options.get("quote", ""),
                )
                for node in fixes
            ),
            anchor=anchor_of(head, f"review-{iteration}", document),
            place=self.place(head),
            sealed=options.get("sealed", ""),
            praises=tuple(
                Praise(
                    title=phrase_of(node.title.children),
                    anchor=anchor_of(node, f"praise-{iteration}-{slug(written(node))}", document),
                    place=self.place(node),
                )
                for node in parts
                if node.kind == "review-praise" and node.title
            ),
        )

    def finding(self, node: block, iteration: int, document: nodes.document) -> ReviewFinding:
        """Return one finding of a review."""
        title, options = written(node), node.options
        lacks = [name for name in ("severity", "in", "effect", "fix") if name not in options]
        if all(isinstance(child, fact) for child in node.body):
            lacks.append("issue")
        name = options.get("id") or title
        return ReviewFinding(
            name=name,
            title=title,
            severity=options.get("severity", ""),
            lacks=tuple(lacks),
            anchor=anchor_of(node, f"finding-{iteration}-{slug(name)}", document),
            place=self.place(node),
            where=options.get("in", ""),
            quote=options.get("quote", ""),
        )


def anchor_of(node: block, wanted: str, document: nodes.document) -> str:
    """Return the id of a block, which gets one if it has none."""
    if not node["ids"]:
        free = wanted
        while free in document.ids:
            free += "-"
        node["ids"].append(free)
        document.ids[free] = node
    found: str = node["ids"][0]
    return found


def show_verdict(node: block, review: LessonReview) -> None:
    """Put the verdict and the counts at the head of a review."""
    counts = ", ".join(f"{count} {_(name)}" for name, count in counts_of(review).items())
    verdict = nodes.strong("", _(judgement_of(review)))
    line = labelled("Verdict", verdict, nodes.Text(f" ({counts})"))
    line["classes"].append("ped-verdict")
    node.insert(1 if node.title else 0, line)
