"""The manual's pages of rules, made from their classes and their examples.

An example is a file in ``snippets/rules``: the parts of a small project, each under a line
``=== name``. The last part of one that breaks a rule is what the audit says of it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from manual import BLOCKS, CodeList, CodeTable
from manual_judged import judged_sentence
from manual_measured import FILE, measured, precision
from manual_objects import SETTING_BY_NAME, SOURCES, registered
from manual_since import since_of
from sphinx.util.docutils import SphinxDirective

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.model.findings import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_pedagogy.core.rule import Rule

RULES = {rule.id: rule for rule in BUILT_IN}
FINDINGS = "findings"
_CODE = re.compile(
    r"(?P<before>\b(?:rule|profile|option) )?(?<![`}])`(?P<name>[\w-]+)`(?P<after> role\b)?"
)
"""A name in code, with a word beside it that says what it names."""
CITED_ON = "../explanation/learning.md"
CITED = re.compile(
    r"(?<=[(; ])[A-Z]\w+(?:, [A-Z]\w+)*(?: and (?:others|[A-Z]\w+))?, (?:18|19|20)\d\d\b"
)
"""A source, as in ``Renkl and Atkinson, 2003``."""
FENCE = "`" * 12
"""Longer than any in an example."""


class RuleTable(CodeList):
    """``{rule-table}`` lists the built-in rules, with a link to each."""

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield each rule, with its profile and what it weighs."""
        for rule in RULES.values():
            weighs = f"*{rule.profile}*, {rule.severity}"
            if rule.reads_prose == "partly":
                weighs += f"; guesses: {rule.severity_of_guesses}"
            yield f"{{rule}}`{rule.id}` ({weighs})", linked(rule.summary)


class ProseTable(CodeTable):
    """``{prose-table}`` lists the rules that read prose, and how often they are right."""

    heads = ("Rule", "Guesses", "Severity", "Right on pages that the rule had never seen")
    widths = (22, 28, 20, 30)

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.env.note_dependency(str(FILE))
        return super().run()

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield a row for each rule."""
        for rule in RULES.values():
            if rule.reads_prose:
                whole = rule.reads_prose is True
                yield (
                    f"{{rule}}`{rule.id}`",
                    "all of its findings" if whole else "some of its findings",
                    rule.severity if whole else rule.severity_of_guesses,
                    precision(rule.id),
                )


class RulePage(SphinxDirective):
    """``{rule} ID`` shows all that is known of a rule; ``rule-ID`` refers to it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a target and the page."""
        rule = RULES[self.arguments[0]]
        examples = Path(self.env.srcdir) / "snippets" / "rules"
        files = [examples / f"{rule.id}.{kind}.txt" for kind in ("breaks", "keeps")]
        for source in (*SOURCES, *files, FILE):
            self.env.note_dependency(str(source))
        label = f"rule-{rule.id}"
        self.env.domains.standard_domain.note_hyperlink_target(
            label, self.env.docname, label, rule.id
        )
        texts = [path.read_text(encoding="utf-8") for path in files]
        return [
            nodes.target("", "", ids=[label]),
            *registered(self, "audit-rule", rule.id),
            *self.parse_text_to_nodes("\n\n".join(page_of(rule, *texts))),
        ]


def page_of(rule: type[Rule], breaks: str, keeps: str) -> Iterator[str]:
    """Yield the paragraphs of a rule's page as MyST."""
    yield f"**What the rule reports:** {linked(rule.summary)}"
    yield linked(rule.rationale)
    yield (
        f"A course chooses one of the audit's profiles. The rule runs in {profiles_of(rule)}. "
        "The [severity](../guides/audit.md#how-severe-a-finding-is) of its findings is "
        f"**{rule.severity}**."
        + guesses_of(rule)
        + f" The rule was added in version {since_of('audit-rule', rule.id)}."
    )
    if figures := "\n".join(filter(None, (measured(rule.id), judged_sentence(rule.id)))):
        yield rubric("How often the rule is right")
        yield figures
    if rule.limits:
        yield rubric("Limits")
        yield "\n".join(
            f"- `{name}` ({limit.default:g} unless you set it): {limit.help}"
            for name, limit in rule.limits.items()
        )
        name, limit = next(iter(rule.limits.items()))
        setting = f'pedagogy_audit_limits = {{"{rule.id}": {{"{name}": {limit.default:g}}}}}'
        yield "To set a limit:"
        yield listing(setting, "python", "conf.py")
    yield rubric("An example that breaks the rule")
    yield from example_of(breaks)
    yield rubric("An example that keeps the rule")
    yield from example_of(keeps)
    yield rubric("To silence the rule")
    yield (
        "To silence it for one paragraph or block, put a comment [with your reason]"
        "(../guides/audit.md#silence-a-finding) in front of that paragraph or block:"
    )
    yield listing(f"% audit: ignore[{rule.id}] your reason for this exception", "md")
    yield "To silence it for the whole course:"
    yield listing(f'pedagogy_audit = {{"{rule.id}": "off"}}', "python", "conf.py")


def profiles_of(rule: type[Rule]) -> str:
    """Return the profiles in which a rule runs, in words."""
    *first, last = (f"**{each}**" for each in Profile if each.rank >= rule.profile.rank)
    if not first:
        return f"the {{ref}}`profile <profiles>` {last}"
    return f"the {{ref}}`profiles <profiles>` {', '.join(first)} and {last}"


def linked(text: str) -> str:
    """Return MyST in which names of blocks and profiles, which are code, and sources are links."""
    return CITED.sub(rf"[\g<0>]({CITED_ON}#the-sources-of-the-rules)", _CODE.sub(link_of, text))


def link_of(code: re.Match[str]) -> str:
    """Return a piece of code as a link, if it names a rule, setting, block or profile."""
    before, name, after = code["before"] or "", code["name"], code["after"] or ""
    if before == "rule " and name in RULES:
        return f"{before}{{rule}}`{name}`{after}"
    if name in SETTING_BY_NAME:
        return f"{before}{{confval}}`{name}`{after}"
    if before == "profile " and name in set(Profile):
        return f"{before}{{ref}}`{name} <profiles>`{after}"
    if before == "option " or after == " role" or name not in BLOCKS:
        return code[0]
    return f"{before}{{rst:dir}}`{name}`{after}"


def guesses_of(rule: type[Rule]) -> str:
    """Return a sentence on the guesses of a rule; empty if it makes none."""
    if not rule.reads_prose:
        return ""
    if rule.reads_prose is True:
        return (
            " All of them are {ref}`guesses <guesses>`, since the rule finds them by patterns in "
            "prose."
        )
    sentence = " A finding that rests on patterns in prose is a {ref}`guess <guesses>`"
    if rule.severity_of_guesses is rule.severity:
        return f"{sentence}."
    return f"{sentence}, with the severity **{rule.severity_of_guesses}**."


def example_of(text: str) -> Iterator[str]:
    """Yield the files of an example, and what the audit says of it."""
    parts = re.split(r"(?m)^=== (\S+)\n", text)
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        if name == FINDINGS:
            yield "The audit says:"
            yield listing(part, "none")
        elif name == "conf.toml":
            # TOML, so that a test can read it without running it
            settings = [f"{key} = {value!r}" for key, value in tomllib.loads(part).items()]
            yield listing("\n".join(settings), "python", "conf.py")
        else:
            yield listing(part, "rst" if name.endswith(".rst") else "md", name)


def listing(text: str, language: str, caption: str = "") -> str:
    """Return a piece of code as MyST."""
    option = f":caption: {caption}\n" if caption else ""
    return (
        f"{FENCE}{{code-block}} {language}\n{option}:class: manual-wrap\n\n{text.strip()}\n{FENCE}"
    )


def rubric(title: str) -> str:
    """Return a heading that no table of contents lists."""
    return f":::{{rubric}} {title}\n:::"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives."""
    app.add_directive("rule-table", RuleTable)
    app.add_directive("prose-table", ProseTable)
    app.add_directive("rule", RulePage)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
