"""Reading what pages say of lessons as a whole: their records, and their scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_pedagogy.concepts.fact_reader import FactReader
from sphinx_pedagogy.concepts.texts import title_of
from sphinx_pedagogy.core.fact_lines import (
    name_shown,
    owner_of,
    stated_lines,
    words,
    words_of,
    written,
)
from sphinx_pedagogy.core.nodes import block, concept_ref, item, said
from sphinx_pedagogy.core.phrase_nodes import phrase_of
from sphinx_pedagogy.course.facts import ConceptRecord, Mention
from sphinx_pedagogy.course.messages import Subtype
from sphinx_pedagogy.course.names import number_of, slug
from sphinx_pedagogy.course.record_facts import LessonRecord, ScopeLine
from sphinx_pedagogy.model import Lesson

if TYPE_CHECKING:
    from collections.abc import Iterator


class RecordReader(FactReader):
    """Reads the records of lessons, and what lessons cover and leave out."""

    def lesson_record(self, node: block) -> None:
        """Record a lesson elsewhere, or what is said of one of this site."""
        slug_of = self.record_of_ours if node.title is None else self.record_of_another
        own = slug_of(node)
        self.lessons_of_records[id(node)] = own
        anchor = self.anchor(node, f"lesson-{own.removeprefix('@') or 'record'}")
        for entry in stated_lines(node):
            self.facts.statements.append(
                ConceptRecord(
                    entry["concept"],
                    self.place(entry),
                    lesson=own,
                    depth=self.scale.depth(entry["depth"]),
                    note=words_of(entry),
                    anchor=anchor,
                    shown=name_shown(entry),
                    recorded=True,
                )
            )
        for name in words(node.options.get("uses", "")):
            self.facts.mentions.append(Mention(name, own, self.place(node.at("uses"))))

    def record_of_another(self, node: block) -> str:
        """Record a lesson that is no page of this site, and return its slug."""
        if "lesson" in node.options:
            text = (
                "lesson-record: it has a title, so it records a lesson of its own, and its "
                'option "lesson" has no effect; remove one of the two'
            )
            self.warn(Subtype.OPTION, text, node.at("lesson"))
        own = slug(node.options.get("slug") or written(node))
        self.facts.lessons.append(
            Lesson(
                slug=own,
                number=number_of(str(node.get("number", ""))),
                title=title_of(node),
                place=self.place(node),
                load=node.options.get("load", ""),
                time="",
                recorded=True,
                anchor=self.anchor(node, f"lesson-{own}"),
                status=node.options.get("status", ""),
                notebook=notebook_of(node),
            )
        )
        return own

    def record_of_ours(self, node: block) -> str:
        """Record what is said of a lesson of this site, and return what stands for its slug."""
        name = node.options.get("lesson", "")
        if not name and not self.slug:
            text = (
                "lesson-record: it needs a number and a title (such as 6.1.2 Autoencoders) on its "
                'first line, or the option "lesson", if it is about a lesson of this site'
            )
            self.warn(Subtype.ARGUMENT, text, node)
            return ""
        for option in ("slug", "load"):
            if option in node.options:
                text = (
                    "lesson-record: it is about a lesson of this site, whose own page states "
                    f'its {option}; remove the option "{option}"'
                )
                self.warn(Subtype.OPTION, text, node.at(option))
        key = f"@{slug(name)}" if name else self.slug
        self.facts.records.append(
            LessonRecord(
                key=key,
                name=name or self.slug,
                status=node.options.get("status", ""),
                notebook=notebook_of(node),
                place=self.place(node),
            )
        )
        return key

    def scope(self, node: block) -> None:
        """Record what a lesson covers, and what it leaves out."""
        lesson = self.lesson_around(node)
        boxes = [box for box in node.findall(item) if owner_of(box) is node]
        if not lesson or not boxes:
            return
        anchor = self.anchor(node, "scope" if lesson == self.slug else f"scope-{slug(lesson)}")
        for box in boxes:
            for line in lines_of(box):
                subject, _colon, _more = said(line.children[0]).partition(":")
                named = [reference["name"] for reference in line.findall(concept_ref)]
                self.facts.scope.append(
                    ScopeLine(
                        text=phrase_of(line.children),
                        subject=subject.strip(),
                        left_out="ped-out" in box["classes"],
                        names=tuple(dict.fromkeys(named)),
                        lesson=lesson,
                        anchor=anchor,
                        place=self.place(line),
                    )
                )


def notebook_of(node: block) -> str:
    """Return the notebook that a lesson or its record names: a page if it is one."""
    return str(node.get("notebook") or node.options.get("notebook", ""))


def lines_of(box: item) -> Iterator[nodes.list_item]:
    """Yield the lines of a side of a scope, without those of lists within them."""
    for line in box.findall(nodes.list_item):
        parent = line.parent.parent
        if isinstance(parent, nodes.definition) and line.children:
            yield line
