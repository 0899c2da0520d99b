"""Regular expressions wait until they are used; all of ours are right nevertheless."""

import importlib
import pkgutil
import re

import sphinx_pedagogy
from sphinx_pedagogy.course.regex import LateRegex, regex


def test_it_is_compiled_at_its_first_use_and_only_then() -> None:
    late = regex(r"(?P<name>\w+)", re.IGNORECASE)
    assert vars(late)["_compiled"] is None
    found = late.match("word")
    assert found
    assert found["name"] == "word"
    assert vars(late)["match"] == vars(late)["_compiled"].match
    assert late.sub("-", "a b") == "- -"
    assert late.pattern == r"(?P<name>\w+)"
    assert late.flags & re.IGNORECASE


def test_each_expression_of_the_package_compiles() -> None:
    found = 0
    for module in pkgutil.walk_packages(sphinx_pedagogy.__path__, "sphinx_pedagogy."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for each in value.values() if isinstance(value, dict) else [value]:
                if isinstance(each, LateRegex):
                    assert each.pattern is not None
                    found += 1
    assert found > 200
