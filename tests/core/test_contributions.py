"""Wrong values of plugins: told when they are added, or as a warning that names who gave them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from sphinx_pedagogy.api import (
    BlockRole,
    BlockSpec,
    Exporter,
    Option,
    RegistrationError,
    Rule,
    ViewSpec,
)
from sphinx_pedagogy.core.content_checks import checked_contents
from sphinx_pedagogy.core.registry import Registry
from sphinx_pedagogy.core.view_content import Diagram, Item, Items, Paragraph, Ref, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pedagogy.api import Content
    from sphinx_pedagogy.testing import MakeProject

LIMITED: Any = {"id": "mine", "summary": "S.", "rationale": "R.", "on_page": lambda _s, _p: ()}
SPEC = BlockSpec(name="mine", help="M.")
VIEW = ViewSpec(name="mine", render=lambda _context: [])
EXPORTER = Exporter(file="mine.txt", help="M.", render=lambda _reader: "")


def rule(**changed: object) -> type[Rule]:
    """Return a rule that is right but for what is changed; ``None`` removes an attribute."""
    attributes = {name: one for name, one in (LIMITED | changed).items() if one is not None}
    return type("Mine", (Rule,), attributes)


def test_what_is_right_is_taken() -> None:
    registry = Registry()
    registry.add_rule(rule())
    registry.add_rule(rule(id="other", reads_prose="partly", on_page=None, on_course=list))
    registry.add_block(replace(SPEC, roles={BlockRole.EXAMPLE}, inside=("mine", "exercise")))
    registry.add_block(replace(SPEC, name="exercise"))
    registry.add_view(replace(VIEW, name="seen", filters=("module",)))
    registry.add_exporter(EXPORTER)
    registry.freeze()


def init(self: object) -> None:
    """Take no limits."""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": None}, 'Mine has no "id"'),
        ({"summary": None}, 'Mine has no "summary"'),
        ({"rationale": None}, 'Mine has no "rationale"'),
        ({"summary": " "}, 'Mine: its "summary" must be a string that says something, not'),
        ({"id": 3}, 'its "id" must be'),
        ({"severity": "loud"}, "Mine: its \"severity\" must be a Severity, such as .* not 'loud'"),
        ({"severity": "note"}, 'its "severity" must be'),
        ({"reads_prose": "mostly"}, 'its "reads_prose" must be True, False or "partly"'),
        ({"limits": {"most": 3}}, 'its "limits" must be a dictionary of names and Thresholds'),
        ({"on_page": None}, r"Mine finds nothing: give it on_page\(\) or on_course\(\)"),
        ({"id": "failure"}, "pedagogy.failure is a warning of ours"),
        ({"__init__": init}, "Mine cannot be made: .* must take the limits"),
    ],
)
def test_a_rule_that_cannot_be_asked(changed: dict[str, object], said: str) -> None:
    with pytest.raises(RegistrationError, match=said):
        Registry().add_rule(rule(**changed))


@pytest.mark.parametrize("wrong", [rule()(), str, None])
def test_what_is_no_rule(wrong: Any) -> None:
    with pytest.raises(RegistrationError, match="takes a class derived from Rule, not"):
        Registry().add_rule(wrong)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"roles": {"example"}}, 'the block "mine": its "roles" must be a set of BlockRoles'),
        ({"roles": BlockRole.EXAMPLE}, 'its "roles" must be'),
        ({"options": [Option("a", "A.")]}, 'its "options" must be a tuple of Options'),
        ({"options": ("a",)}, 'its "options" must be'),
        ({"options": (Option("a", "A.", convert=3),)}, 'option "a": its "convert" must be'),  # type: ignore[arg-type]
        ({"options": (Option("a", "A."),) * 2}, 'has two options "a"'),
        ({"options": (Option("A b", "A."),)}, 'option "A b": its name must be lower-case words'),
        ({"options": (Option("hidden", "A."),)}, 'option "hidden": all blocks have one of this'),
        ({"options": (Option("name", "A."),)}, 'option "name": all blocks have one of this name'),
        ({"label_by": ("kind", {"a": "A"})}, '"label_by" names "kind", which is none of its'),
        ({"inside": "exercise"}, 'its "inside" must be a tuple of strings'),
        ({"tone": "loud"}, 'its "tone" must be a Tone'),
        ({"body": True}, 'its "body" must be a Presence'),
        ({"audience": "authors"}, 'its "audience" must be an Audience'),
        ({"assemble": 3}, 'its "assemble" must be a function'),
        ({"name": 3}, 'its "name" must be a string'),
    ],
)
def test_a_block_with_a_wrong_value(changed: Any, said: str) -> None:
    with pytest.raises(RegistrationError, match=said):
        Registry().add_block(replace(SPEC, **changed))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"inside": ("exercize",)}, r'"inside" names "exercize", .*: did you mean "exercise"\?'),
        ({"inside": ("example",)}, r'"inside" names "example", .*: the role is BlockRole.EXAMPLE'),
        ({"inside": (BlockRole.EXAMPLE,)}, '"inside" names roles only'),
        ({"plans": "storry"}, '"plans" names "storry", and there is no such block'),
    ],
)
def test_a_block_that_names_none(changed: Any, said: str) -> None:
    registry = Registry()
    registry.add_block(replace(SPEC, **changed))
    registry.add_block(replace(SPEC, name="exercise"))
    with pytest.raises(RegistrationError, match=said):
        registry.freeze()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"filters": ("week",)}, 'the view "mine": its "filters" must be a tuple of some of depth'),
        ({"filters": "depth"}, 'its "filters" must be'),
        ({"subject": "week"}, 'its "subject" must be "concept", "lesson", "module" or empty'),
        ({"render": None}, 'its "render" must be a function'),
    ],
)
def test_a_view_with_a_wrong_value(changed: Any, said: str) -> None:
    with pytest.raises(RegistrationError, match=said):
        Registry().add_view(replace(VIEW, **changed))


def test_other_kinds_are_told() -> None:
    wrong: Any = SPEC
    with pytest.raises(RegistrationError, match=r"add_view\(\) takes an instance of ViewSpec, not"):
        Registry().add_view(wrong)
    with pytest.raises(RegistrationError, match="add_exporter"):
        Registry().add_exporter(wrong)
    with pytest.raises(RegistrationError, match='its "render" must be a function'):
        Registry().add_exporter(replace(EXPORTER, render=None))  # type: ignore[arg-type]
    wrong = VIEW
    with pytest.raises(RegistrationError, match=r"add_block\(\) takes an instance of BlockSpec"):
        Registry().add_block(wrong)


def test_a_block_and_a_view_cannot_share_a_name() -> None:
    registry = Registry()
    registry.add_view(VIEW)
    with pytest.raises(RegistrationError, match='a view "mine" exists already'):
        registry.add_block(SPEC)


REF = Ref("here", "index", "anchor")
ITEMS = Items((Item(("a", REF), (Paragraph(("b",)),)),))
RIGHT = [
    Paragraph(("words", REF), "quiet"),
    ITEMS,
    Table(("a", "b"), ((("x",), (REF,)),)),
    Diagram("graph", ITEMS, "Caption", (("a", REF),)),
]

PARAGRAPH, ITEMS_OF, ITEM, TABLE, DIAGRAM, LINK = cast(
    "tuple[Any, ...]", (Paragraph, Items, Item, Table, Diagram, Ref)
)
"""The same for values that a type checker would refuse."""


def test_contents_that_pages_can_show() -> None:
    def render() -> Iterator[object]:
        yield from RIGHT

    assert checked_contents(render(), {"index"}) == checked_contents(RIGHT, {"index"}) == RIGHT
    elsewhere = [Paragraph((Ref("there", "https://example.org/"),))]
    assert checked_contents(elsewhere, ()) == elsewhere


def linking(*wheres: str) -> list[Content]:
    """Return contents with a link in each place where one can be."""
    first, second, third, fourth, fifth = (Ref("there", where) for where in wheres)
    return [
        Paragraph(("words", first)),
        Items((Item((second,), (Paragraph((third,)),)),)),
        Table(("a",), (((fourth,),),)),
        Diagram("graph", Items(()), "Caption", (("a", fifth),)),
    ]


@pytest.mark.parametrize("wrong", range(5))
def test_a_link_to_a_page_that_there_is_not(wrong: int) -> None:
    wheres = ["index"] * 5
    checked_contents(linking(*wheres), {"index"})
    wheres[wrong] = "gone"
    with pytest.raises(LookupError, match='it links to the page "gone", and there is none'):
        checked_contents(linking(*wheres), {"index"})


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (None, "returns None, which is no list of contents"),
        ("text", "returns 'text', which is no list of contents"),
        (["text"], "returns 'text' where a Paragraph, Items, Table or Diagram belongs"),
        ([PARAGRAPH("text")], "returns 'text' for a line, which must be a tuple"),
        ([PARAGRAPH(REF)], "for a line, which must be a tuple"),
        ([PARAGRAPH((3,))], "returns 3 in a line, where a string belongs"),
        ([PARAGRAPH((LINK("x", None),))], "returns None in a Ref"),
        ([ITEMS_OF(("x",))], "returns 'x' where an Item of a list belongs"),
        ([ITEMS_OF((ITEM(("x",), ("y",)),))], "returns 'y' where a Paragraph"),
        ([TABLE(("a",), (((3,),),))], "returns 3 in a line"),
        ([TABLE(("a",), ((3,),))], "returns 3 for a line"),
        ([TABLE(("a",), ((("x",), ("y",)),))], "a table with 1 columns and 2 cells in the row"),
        ([TABLE((), ())], "a table without columns"),
        ([DIAGRAM("g", ITEMS, "c", (("a", "b"),))], "where a pair of a name and a Ref belongs"),
    ],
)
def test_contents_that_they_cannot(made: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        checked_contents(made, {"index"})


PLUGIN = """
import sphinx_pedagogy.api as api

def rule(name, wrong, on="page"):
    def on_page(self, page):
        if page.docname == "index":
            yield wrong(self)
    def on_course(self, course):
        yield wrong(self)
    methods = {"on_page": on_page} if on == "page" else {"on_course": on_course}
    limits = {"most": api.Threshold(3, "M.")}
    words = {"id": name, "summary": "S.", "rationale": "R.", "limits": limits}
    return type(name, (api.Rule,), words | methods)

def warns(node, context):
    context.warn("mine", "of its own", node)

def setup(app):
    app.setup_extension("sphinx_pedagogy")
    api.add_rule(app, rule("at-none", lambda self: self.report(None, "x")))
    api.add_rule(app, rule("at-name", lambda self: self.report("index", "x"), on="course"))
    api.add_rule(app, rule("says-none", lambda self: self.report(api.Place("index"), None)))
    api.add_rule(app, rule("at-word", lambda self: self.report(api.Place("index", "3"), "x")))
    api.add_rule(app, rule("no-limit", lambda self: self.limit("mosst")))
    options = (api.Option("of", "O.", lambda text: None),)
    api.add_block(app, api.BlockSpec(name="warning-block", help="B.", assemble=warns,
        options=options))
    api.add_view(app, api.ViewSpec(name="words", render=lambda context: ["text"]))
    api.add_view(app, api.ViewSpec(
        name="numbers", render=lambda context: [api.Table(("a",), (((3,),),))]))
    api.add_view(app, api.ViewSpec(name="leads",
        render=lambda context: [api.Paragraph((api.Ref("x", "gone"),))]))
    api.add_view(app, api.ViewSpec(name="at-lesson", render=lambda context: context.at("gone")))
    api.add_view(app, api.ViewSpec(name="of-concept",
        render=lambda context: context.concept("gone")))
    api.add_view(app, api.ViewSpec(name="depth",
        render=lambda context: context.course.depth_after("x", "gone")))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
PAGE = "# T\n\n:::{words}\n:::\n\n:::{numbers}\n:::\n\n:::{warning-block} W\n:of: x\nkept\n:::\n"
PAGE += "".join(f"\n:::{{{name}}}\n:::\n" for name in ("leads", "at-lesson", "of-concept", "depth"))
TOLD = [
    'the rule "at-none" of wrong_plugin failed: TypeError: report() takes a place first',
    'the rule "says-none" of wrong_plugin failed: TypeError: report() takes a text, not None',
    'the rule "at-word" of wrong_plugin failed: TypeError: it yields a finding at Place(',
    'the rule "no-limit" of wrong_plugin failed: LookupError: it has no limit "mosst": did you mea',
    'the assembler of the block "warning-block" of wrong_plugin failed: TypeError: warn() takes a',
    'the rule "at-name" of wrong_plugin failed: TypeError: report() takes a place first',
    "the view \"words\" of wrong_plugin failed: TypeError: it returns 'text' where",
    'the view "numbers" of wrong_plugin failed: TypeError: it returns 3 in a line',
    'the view "leads" of wrong_plugin failed: LookupError: it links to the page "gone", and there',
    'the view "at-lesson" of wrong_plugin failed: LookupError: the course has no lesson with the '
    'slug "gone"',
    'the view "of-concept" of wrong_plugin failed: LookupError: there is no concept with the id "g',
    'the view "depth" of wrong_plugin failed: LookupError: the course has no lesson with the slug',
]
OPTION = (
    'warning-block: its option "of" failed to read "x": TypeError: its converter returns None, '
    "which is no string; tell the author of the block"
)


def test_wrong_values_end_no_build(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = ("at-none", "at-name", "says-none", "at-word", "no-limit")
    audit = {"*": "off", **dict.fromkeys(rules, "warning")}
    project = make_project(PAGE, extensions=["wrong_plugin"], pedagogy_audit=audit)
    project.write({"wrong_plugin.py": PLUGIN})
    monkeypatch.syspath_prepend(project.root)
    built = project.build()
    [wrong_option] = [one for one in built.warnings if one.subtype == "pedagogy.option"]
    assert (wrong_option.line, wrong_option.text) == (10, OPTION)
    failed = [one for one in built.warnings if one != wrong_option]
    assert {one.subtype for one in failed} == {"pedagogy.failure"}
    assert {one.path for one in failed} == {"index.md"} | {""}
    texts = [one.text for one in failed]
    for text, told in zip(texts, TOLD, strict=True):
        assert text.startswith(told)
    assert "kept" in built.text()
