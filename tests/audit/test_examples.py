"""Every rule's two examples, which the manual shows: one breaks the rule, one keeps it.

An example in `docs/snippets/rules/` is a small project in one file: each part stands under a line
`=== name`, and is a page, or `conf.toml` for settings. `RULE.breaks.txt` ends with a part
`findings`, what the audit says, one line each; `RULE.keeps.txt` has none. To write that part
anew, run `pytest tests/audit/test_examples.py --gold-update`, and read what was written.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.audit.rules import BUILT_IN
from sphinx_pedagogy.core.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_pedagogy.core.rule import Rule
    from sphinx_pedagogy.model.findings import Diagnostic
    from sphinx_pedagogy.testing import MakeProject

EXAMPLES = Path(__file__).parents[2] / "docs" / "snippets" / "rules"
RULES = pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)


def read_example(path: Path) -> dict[str, str]:
    """Return the parts of an example by name."""
    parts = re.split(r"(?m)^=== (\S+)\n", path.read_text(encoding="utf-8"))
    assert not parts[0], f"{path.name} begins with a line === name"
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def audit(
    rule: type[Rule], parts: dict[str, str], make_project: MakeProject
) -> Sequence[Diagnostic]:
    """Return what the audit says of an example when nothing but one rule is asked."""
    conf = tomllib.loads(parts.get("conf.toml", ""))
    conf.setdefault("extensions", ["myst_nb", "sphinx_design", "sphinxcontrib.mermaid"])
    others = [
        one.id for one in BUILT_IN if one is not rule
    ]  # not its own: it is to speak as always
    conf |= {"pedagogy_audit": dict.fromkeys(others, "off"), "pedagogy_audit_profile": "strict"}
    conf |= {"nb_execution_mode": conf.get("nb_execution_mode", "off")}
    conf["extensions"] = [*conf["extensions"], "sphinx_pedagogy"]
    pages = {name: text for name, text in parts.items() if name not in {"conf.toml", "findings"}}
    tree = "".join(f"{Path(name).with_suffix('')}\n" for name in pages)
    index = f"# Course\n\n```{{toctree}}\n{tree}```\n"
    built = make_project({"index.md": index, **pages}, **conf).build("dummy")
    noise = {warned.subtype for warned in built.warnings if warned.subtype != f"pedagogy.{rule.id}"}
    assert not noise, built.warnings
    return domain_of(built.env).diagnostics


def show(judged: Sequence[Diagnostic]) -> str:
    """Return findings as the manual shows them, and as `audit --format lines` prints them."""
    return "".join(
        f"{one.place.document}.md:{one.place.line or ''}: {one.severity}: {one.text} [{one.code}]\n"
        for one in judged
        if not one.suppressed
    )


OTHER_FAULTS = {"undeclared", "outline", "review"}
"""Rules whose example breaks no limit; their own tests see that messages name it."""


@RULES
def test_the_example_that_breaks_it(
    rule: type[Rule], make_project: MakeProject, check_gold: Callable[[Path, str], None]
) -> None:
    path = EXAMPLES / f"{rule.id}.breaks.txt"
    parts = read_example(path)
    found = audit(rule, parts, make_project)
    assert found
    assert all(one.place.line for one in found), "every finding has its line"
    if rule.limits and rule.id not in OTHER_FAULTS:
        assert f": pedagogy_audit_limits {rule.id}." in show(found), "a limit names its setting"
    parts["findings"] = show(found)
    check_gold(path, "".join(f"=== {name}\n{text}" for name, text in parts.items()))


@RULES
def test_the_example_that_keeps_it(rule: type[Rule], make_project: MakeProject) -> None:
    assert show(audit(rule, read_example(EXAMPLES / f"{rule.id}.keeps.txt"), make_project)) == ""


@RULES
def test_it_says_what_it_is_for(rule: type[Rule]) -> None:
    assert rule.summary.endswith(".")
    assert rule.rationale.endswith(".")
    assert all(limit.help.endswith(".") for limit in rule.limits.values())
