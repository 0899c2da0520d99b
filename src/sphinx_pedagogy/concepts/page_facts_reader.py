"""Reading one page into facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.concepts.frames import frame_of
from sphinx_pedagogy.concepts.record_reader import RecordReader, notebook_of
from sphinx_pedagogy.concepts.texts import definition_of, title_of
from sphinx_pedagogy.core.fact_lines import (
    option_phrase,
    option_text,
    stated_lines,
    words,
    words_of,
    written,
)
from sphinx_pedagogy.core.nodes import (
    block,
    concept_ref,
    quantity_ref,
    said,
    view,
)
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.course.block_roles import NO_ROLES, BlockRole
from sphinx_pedagogy.course.facts import (
    ConceptRecord,
    Gap,
    ListedBlock,
    Mention,
    ModulePage,
    RequirementLine,
    StatedQuantity,
    Step,
    View,
)
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.names import concept_slug, key, lesson_slug, number_of, slug
from sphinx_pedagogy.course.stated_block import StatedBlock
from sphinx_pedagogy.model import Lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

DEFAULT_DEPTH = "introduced"

LISTED = (BlockRole.MISCONCEPTION, BlockRole.MENTAL_MODEL, BlockRole.ANALOGY)
"""What views list, whatever the block is called that counts as it."""

NEEDS = {"student-state": "lesson", "prerequisites": "lesson", "where-used": "concept"}
"""What a view cannot do without; the lesson of its page does for a lesson."""


class PageReader(RecordReader):
    """Reads one page into facts."""

    def __init__(self, env: BuildEnvironment, document: nodes.document) -> None:
        """Begin with no facts."""
        super().__init__(env, document)
        self.serves_a_lesson = False
        """Whether the page is about a lesson without being one."""
        self.readers: dict[str, Callable[[block], None]] = {
            "concept": self.concept,
            "recap": self.recap,
            "gap": self.gap,
            "requires": self.requires,
            "lesson-record": self.lesson_record,
            "constraint": self.scope,
            "example": self.example,
            "check": self.check,
            "course-module": self.front,
            "course-series": self.front,
            "pipeline-trace": self.trace,
        }

    def reader_of(self, node: block) -> Callable[[block], None] | None:
        """Return what reads a block, if it states anything: by its name, else by its role."""
        roles = self.roles.get(node.kind, NO_ROLES)  # views of ours are no blocks of the registry
        if node.kind in self.readers:
            return self.readers[node.kind]
        if not roles.isdisjoint(LISTED):
            return self.target
        if BlockRole.EXAMPLE in roles:
            return self.example
        return self.tests if BlockRole.QUESTION in roles else None

    # ── lessons ─────────────────────────────────────────────────────────────────────

    def lesson(self, node: block) -> None:
        """Make the page a lesson, unless it is one already."""
        if self.slug:
            text = "lesson: this page is a lesson already; give the second one its own page"
            self.warn(Subtype.STRUCTURE, text, node)
            return
        self.slug = lesson_slug(self.env.docname)
        self.facts.lessons.insert(
            0,
            Lesson(
                slug=self.slug,
                number=number_of(str(node.get("number", ""))),
                title=self.page_title() or self.slug,
                place=self.place(node),
                load=node.options.get("load", ""),
                time=option_text(node, "time"),
                notebook=notebook_of(node),
                summary=definition_of(node),
            ),
        )

    def page_title(self) -> str:
        """Return the first heading of the page; blocks have titles, too, which are none."""
        for title in self.document.findall(nodes.title):
            if isinstance(title.parent, nodes.section):
                return phrase_of(title.children)
        return ""

    def requires(self, node: block) -> None:
        """Record what the lesson needs."""
        if not self.slug:
            text = "requires: this page is no lesson; put a lesson block before it"
            self.warn(Subtype.STRUCTURE, text, node)
            return
        for entry in stated_lines(node):
            depth = self.scale.depth(entry["depth"])
            need = RequirementLine(
                name=entry["concept"],
                depth=depth,
                reason=words_of(entry),
                lesson=self.slug,
                place=self.place(entry),
            )
            self.facts.needs.append(need)

    def front(self, node: block) -> None:
        """Make the page the front of a module or series."""
        text = str(node.get("number", ""))
        number = number_of(text)
        if not text:
            return
        if not number:
            complaint = f'{node.kind}: "{text}" is no number; write one such as 6.3'
            self.warn(Subtype.ARGUMENT, complaint, node)
            return
        name = self.page_title()
        loads = tuple(node.options.get("loads", "").replace(",", " ").split())
        kind = node.kind.removeprefix("course-")
        goal = definition_of(node)
        self.facts.module_pages.append(
            ModulePage(
                kind=kind, number=number, title=name, goal=goal, loads=loads, place=self.place(node)
            )
        )

    def record(self, node: block) -> None:
        """Record that a block is there, once it has its id."""
        if node.kind not in self.roles:
            return  # a view of ours
        self.facts.blocks.append(
            StatedBlock(
                kind=node.kind,
                roles=tuple(sorted(self.roles[node.kind])),
                title=title_of(node) if node.title else "",
                options=tuple(node.options.items()),
                place=self.place(node),
                anchor=node["ids"][0] if node["ids"] else "",
            )
        )

    def labels(self, node: block) -> None:
        """Record the labels of a block, and the label of another that it belongs to."""
        for name in node["names"]:
            exercise = BlockRole.EXERCISE in self.roles.get(node.kind, NO_ROLES)
            self.facts.labelled[name] = "exercise" if exercise else node.kind
        if label := node.options.get("for"):
            name, place = nodes.fully_normalize_name(label), self.place(node.at("for"))
            self.facts.belongings.append(Mention(name, self.slug, place, inside=node.kind))

    # ── concepts ────────────────────────────────────────────────────────────────────

    def concept(self, node: block) -> None:
        """Record a definition, or a deeper teaching."""
        if node.title is None:
            return
        name, own = written(node), node.options.get("id", "")
        if not key(name) and not own:
            text = (
                f'concept: "{name}" has no letter or digit, so nothing can name it; '
                'write its name in words, or give it an option "id"'
            )
            self.warn(Subtype.ARGUMENT, text, node)
            return
        if not slug(own) and not concept_slug(name):
            text = (
                f'concept: "{own or name}" has no letter or digit, so it makes no id; '
                'give it an option "id" in letters'
            )
            self.warn(Subtype.ARGUMENT, text, node)
        self.facts.statements.append(
            ConceptRecord(
                name,
                self.place(node),
                id=own,
                title=title_of(node),
                aliases=tuple(words(option_text(node, "aka"))),
                also=tuple(words(node.options.get("aka", ""))),
                builds_on=tuple(words(node.options.get("builds-on", ""))),
                built_at=self.place(node.at("builds-on")),
                definition=definition_of(node),
                lesson=self.lesson_around(node),
                depth=self.depth_of(node),
                note=option_phrase(node, "note"),
                anchor=self.anchor(node, f"concept-{slug(own) or concept_slug(name)}"),
                code=tuple(words(node.options.get("code", ""))),
                is_plain="plain" in node.options,
                has_no_mentions="no-mentions" in node.options,
                has_wrong_depth="depth" in node.get("refused", ()),
            )
        )

    def depth_of(self, node: block) -> int:
        """Return the depth of a concept block, or the one that goes without saying."""
        word = node.options.get("depth")
        if word is None:
            word = DEFAULT_DEPTH if DEFAULT_DEPTH in self.scale.words else self.scale.words[0]
        return self.scale.depth(word)

    def recap(self, node: block) -> None:
        """Record what a recap wakes up."""
        if node.title:
            self.names(node, written(node), recap=True)

    def gap(self, node: block) -> None:
        """Record where the lesson brings a concept up to what it needs: that wakes it up, too."""
        if node.title:
            name, size = written(node), node.options.get("size", "")
            anchor = self.anchor(node, f"gap-{slug(name)}")
            self.facts.gaps.append(
                Gap(name=name, size=size, lesson=self.slug, anchor=anchor, place=self.place(node))
            )
            self.names(node, name, recap=True)

    def example(self, node: block) -> None:
        """Record that an example exercises its concept."""
        self.names(node, node.options.get("of", ""), at="of")

    def check(self, node: block) -> None:
        """Record what a check tests, and that it is there."""
        self.tests(node)
        data: dict[str, str] = node.get("data", {})
        if key := data.get("key"):
            self.facts.check_keys += (key,)
        self.target(node)

    def tests(self, node: block) -> None:
        """Record what a question tests."""
        self.names(node, node.options.get("tests", ""), at="tests")

    def names(self, node: block, text: str, recap: bool = False, at: str = "") -> None:
        """Record a mention for each name of a comma list.

        :param at: the option that holds it, if it is no title
        """
        place, lesson = self.place(node.at(at)), self.lesson_around(node)
        for name in words(text):
            self.facts.mentions.append(
                Mention(name=name, lesson=lesson, place=place, recap=recap, inside=node.kind)
            )

    def mention(self, node: concept_ref) -> None:
        """Record that the text names a concept."""
        if not node.get("stated"):
            place, inside = self.place(node), frame_of(node, self.roles)
            self.facts.mentions.append(Mention(node["name"], self.slug, place, inside=inside))

    def view(self, node: view) -> None:
        """Record a placeholder, and warn if nothing says what it is about."""
        places = tuple((name, self.place(node.at(name))) for name in node.option_lines)
        placed = View(
            kind=node["kind"], arguments=node["arguments"], place=self.place(node), places=places
        )
        self.facts.views.append(placed)
        about = NEEDS.get(placed.kind)
        known = about == "lesson" and (self.slug or self.serves_a_lesson)
        if about and about not in placed.named and not known:
            text = f"{placed.kind}: it needs a {about} after its name, else it shows nothing here"
            self.warn(Subtype.ARGUMENT, text, node)

    def quantity(self, node: quantity_ref) -> None:
        """Record a number in prose, or the declaration of one."""
        parent = node.parent.parent
        declaration = parent if isinstance(parent, block) and parent.kind == "quantity" else None
        self.facts.quantities.append(
            StatedQuantity(
                name=written(declaration) if declaration else node["name"],
                written=node.astext() if node["written"] else "",
                value=node["value"],
                place=self.place(node),
                declared=declaration is not None,
                computed=bool(node["computed"]),
                bridge=declaration.options.get("bridge", "") if declaration else "",
                elsewhere=node["elsewhere"],
                format=node["format"],
            )
        )

    def trace(self, node: block) -> None:
        """Record the steps of a pipeline, and the concepts that they apply."""
        for entry in node.findall(nodes.list_item):
            if "sources" not in entry:
                continue
            place = self.place(entry)
            used = words(entry["uses"])
            for name in used:
                self.facts.mentions.append(Mention(name, self.slug, place, inside=node.kind))
            used += [mention["name"] for mention in entry.findall(concept_ref)]
            title = " ".join(said(entry.children[0]).split()) if entry.children else ""
            sources = tuple(words(entry["sources"]))
            entry["step"] = len(self.facts.steps)  # the prose in it is read later
            self.facts.steps.append(
                Step(
                    title=title,
                    sources=sources,
                    concepts=tuple(used),
                    lesson=self.slug,
                    place=place,
                )
            )

    def target(self, node: block) -> None:
        """Record something that views list, and what it is about."""
        self.names(node, node.options.get("of", ""), at="of")
        title = title_of(node)
        data: dict[str, str] = node.get("data", {})
        own = node.options.get("id") or node.options.get("label")
        # two checks may have no title, or one; their keys differ
        own = own or data.get("key") or slug(written(node))
        anchor = self.anchor(node, f"{node.kind}-{slug(own)}")
        place = self.place(node)
        because = option_text(node, "because")
        roles = self.roles.get(node.kind, NO_ROLES)
        kind = next((str(role) for role in LISTED if role in roles), node.kind)
        self.facts.targets.append(
            ListedBlock(
                kind=kind,
                id=own,
                title=title,
                text=because,
                lesson=self.lesson_around(node),
                anchor=anchor,
                place=place,
                sources=tuple(words(node.options.get("from", ""))),
            )
        )
