"""Regular expressions wait until they are used; all of ours are right nevertheless."""

import re

from tests.course.late_regexes import late_regexes

from sphinx_pedagogy.course.regex import regex


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
    assert len([late for late in late_regexes() if late.pattern is not None]) > 200
