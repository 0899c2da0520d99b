"""The settings, on a bare configuration. What a bad value costs a build is in tests/cases/."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from sphinx.config import ENUM
from sphinx.testing.util import SphinxTestApp

from sphinx_pedagogy.core import config
from sphinx_pedagogy.core.config import check_settings
from sphinx_pedagogy.core.setting_checks import complaint_about
from sphinx_pedagogy.core.settings import SETTINGS, Setting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_pedagogy.testing import MakeProject

GOOD: dict[str, tuple[object, ...]] = {
    "pedagogy_allow_insecure_worker": (True, False),
    "pedagogy_executed": ("executed", "../build/executed"),
    "pedagogy_executor": ("auto", "local", "mine"),
    "pedagogy_fold_header": (True, False),
    "pedagogy_folders": ({}, {"notebooks": "../notebooks", "a/b": "/c"}),
    "pedagogy_kernel_environment": ([], ["HF_TOKEN"], ("MY_*",)),
    "pedagogy_lesson_timeout": (1, 0.5, 86400),
    "pedagogy_link_mentions": ("lessons", "section", "page", "off"),
    "pedagogy_local_gpus": (0, 1, 8),
    "pedagogy_manual": ("", "https://example.org/manual/"),
    "pedagogy_max_output": (1, 100),
    "pedagogy_notebook_solutions": ("strip", "fold"),
    "pedagogy_notebooks": ([], ["notebooks/*"], ("a.md",)),
    "pedagogy_on_missing_output": ("auto", "error", "stale", "cpu", "skip"),
    "pedagogy_worker_address": ("", "tls://gpu.example.org:8786"),
    "pedagogy_worker_devices": ([], ["gpu"], ("cpu", "gpu")),
    "pedagogy_worker_tls": ({}, {"ca": "a", "cert": "b", "key": "c"}),
    "pedagogy_worker_wait": (1, 0.5),
    "pedagogy_workers": (0, 2),
    "pedagogy_audit": ({}, {"*": "off", "fading": "error"}),
    "pedagogy_audit_profile": ("essentials", "course", "strict"),
    "pedagogy_audit_limits": ({}, {"load": {"most-new": 4}}),
    "pedagogy_backlinks": (0, 1, 20),
    "pedagogy_bare_names": (True, False),
    "pedagogy_audience": ("reader", "author"),
    "pedagogy_author_pages": ([], ["**/plan.md"], ("x.md",)),
    "pedagogy_colab": ("", "owner/course/gh-pages", "owner/course/main/docs/site/"),
    "pedagogy_courses": ({}, {"maths": "https://example.org/"}, {"a": ("https://b.c/", "d.json")}),
    "pedagogy_depths": (["known"], ("seen", "done")),
    "pedagogy_fading_after": (1, 20),
    "pedagogy_print_answers": ("inline", "end"),
    "pedagogy_progress": (True, False),
    "pedagogy_answers": ("", "statistics.json"),
    "pedagogy_solutions": ("show", "hide"),
    "pedagogy_solutions_withheld": ("", "they are handed out in class"),
    "pedagogy_storage_prefix": ("", "my-course.2", "a:b"),
    "pedagogy_style_admonitions": (True, False),
}
BAD: dict[str, tuple[object, ...]] = {
    "pedagogy_allow_insecure_worker": (1, None),
    "pedagogy_executed": ("", None, 3),
    "pedagogy_executor": (None, 3),
    "pedagogy_answers": (None, 3),
    "pedagogy_solutions": ("", None, True, "strip"),
    "pedagogy_fold_header": (0, "on"),
    "pedagogy_folders": (
        [],
        None,
        {"a": ""},
        {"": "b"},
        {"../a": "b"},
        {1: "a"},
        {"a*": "b"},
        {"a": "\0"},
    ),
    "pedagogy_kernel_environment": ("HF_TOKEN", None, [1], {"A": "b"}),
    "pedagogy_lesson_timeout": (0, -1, True, "1", None),
    "pedagogy_link_mentions": ("", "Section", True, None),
    "pedagogy_local_gpus": (10**400, -1, True, 1.5, None),
    "pedagogy_manual": (None, True, "manual", "file:///manual"),
    "pedagogy_max_output": (0, -1, "1"),
    "pedagogy_notebook_solutions": ("show", "", None, ["strip"]),
    "pedagogy_notebooks": ("notebooks/*", None, [1]),
    "pedagogy_on_missing_output": ("", "STALE", None, []),
    "pedagogy_worker_address": (None, 8786),
    "pedagogy_worker_devices": ("gpu", ["tpu"], None),
    "pedagogy_worker_tls": (None, {"ca": "a"}, {"ca": 1, "cert": 2, "key": 3}, []),
    "pedagogy_worker_wait": (0, None),
    "pedagogy_workers": (-1, True, None),
    "pedagogy_audit": (None, "off", ["fading"], {"fading": "fatal"}, {"fading": True}),
    "pedagogy_audit_profile": ("", "Course", None, True, ["course"]),
    "pedagogy_audit_limits": (None, 3, {"load": 3}, {"load": {"most-new": "four"}}),
    "pedagogy_audience": ("authors", None, True, ["author"]),
    "pedagogy_author_pages": ("**/plan.md", None, [1]),
    "pedagogy_backlinks": (-1, True, 2.5, None),
    "pedagogy_bare_names": (1, "yes", None),
    "pedagogy_colab": ("owner/course", "https://github.com/owner/course", None, "a/b/c d"),
    "pedagogy_courses": (None, [], "https://example.org/", {"a": 3}, {"a": ()}),
    "pedagogy_depths": ("deep", [], ["a", "A"], [1], None),
    "pedagogy_fading_after": (0, -1, True, 2.5, None),
    "pedagogy_print_answers": ("END", "", None, [], {}),
    "pedagogy_progress": (0, "on"),
    "pedagogy_solutions_withheld": (None, True, ["why"], "two\nlines"),
    "pedagogy_storage_prefix": ("a b", "ä", None, 3),
    "pedagogy_style_admonitions": (0, "on"),
}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_checks_its_values(setting: Setting) -> None:
    assert setting.complaint(setting.default) is None
    assert all(setting.complaint(value) is None for value in GOOD[setting.name])
    assert all(setting.complaint(value) for value in BAD[setting.name])
    assert setting.name.startswith("pedagogy_")
    assert setting.help.endswith(".")


def test_sphinx_knows_the_words_of_a_setting(make_project: MakeProject) -> None:
    built = make_project("# T\n", pedagogy_audience="nobody").build("dummy")
    option = built.env.config.values["pedagogy_audience"]
    assert isinstance(option.valid_types, ENUM)
    assert option.valid_types.match("author")
    assert not option.valid_types.match("nobody")
    assert option.description.startswith("Who the site is for")
    # what cannot be is told once, by us
    [told] = [one.text for one in built.warnings if "pedagogy_audience" in one.text]
    assert 'it must be "reader" or "author"' in told


def test_a_bad_value_is_told_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        config, "emit_warning", lambda subtype, text: told.append(f"{subtype} {text}")
    )
    values = {setting.name: setting.default for setting in SETTINGS}
    values |= {"pedagogy_print_answers": "middle", "pedagogy_progress": False}
    given = SimpleNamespace(**values)
    check_settings(cast("Sphinx", None), cast("Config", given))
    assert told == [
        'config pedagogy_print_answers = \'middle\': it must be "inline" or "end"; '
        "'inline' is used"
    ]
    assert given.pedagogy_print_answers == "inline"
    assert given.pedagogy_progress is False


def test_a_wrong_entry_is_left_out_alone(make_project: MakeProject) -> None:
    audited = {"*": "off", "fadng": "error", "load": "loud", "solution": "error"}
    courses = {"a": 3, "maths": ("https://example.org/", "maths.json")}
    page = "# T\n\n:::{exercise} A\nDo.\n:::\n"
    project = make_project(page, pedagogy_audit=audited, pedagogy_courses=courses)
    project.write({"maths.json": "{}"})
    warned = project.build("dummy").warnings
    told = [one.text for one in warned if one.subtype == "pedagogy.config"]
    [load] = [one for one in told if "load" in one]
    assert load.startswith("pedagogy_audit: the entry {'load': 'loud'} is left out; write it as in")
    assert any("pedagogy_courses: the entry {'a': 3} is left out" in one for one in told)
    assert any('no rule "fadng": did you mean "fading"' in one for one in told)
    assert len(told) == 3
    # the others count
    assert {one.subtype for one in warned} == {
        "pedagogy.config",
        "pedagogy.course",
        "pedagogy.solution",
    }


def test_a_wrong_limit_is_left_out_alone(make_project: MakeProject) -> None:
    limits = {"load": {"most-new": 4, "most-requires": "four"}, "fading": 3}
    project = make_project("# T\n\n:::{insight} A\nDo.\n:::\n", pedagogy_audit_limits=limits)
    built = project.build("dummy")
    told = [one.text for one in built.warnings]
    assert [one.partition(";")[0] for one in told] == [
        "pedagogy_audit_limits: the entry {'load': {'most-requires': 'four'}} is left out",
        "pedagogy_audit_limits: the entry {'fading': 3} is left out",
    ]
    assert built.env.config.pedagogy_audit_limits == {"load": {"most-new": 4}}


class Word(str):
    """A string of a class of one's own."""


class Odd:
    """What cannot be compared, measured or shown."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __len__(self) -> int:
        raise RuntimeError

    def __repr__(self) -> str:
        raise RuntimeError


NAN = float("nan")
ODD: tuple[object, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        3,
        10**400,
        1.5,
        0.0,
        -0.0,
        NAN,
        float("inf"),
        -float("inf"),
        1j,
    ),
    *(
        "",
        " ",
        "a",
        "x" * 100_000,
        "a\0b",
        "a\nb",
        "\udc80",
        "\x1b[31m",
        "../..",
        "/",
        "auto",
        "gpu",
    ),
    *(
        "auto",
        "seen ",
        "https://x/",
        "none",
        "%s",
        "{0}",
        Word("auto"),
        Word("a/b/c"),
        b"",
        b"auto",
    ),
    *([], (), {}, set(), [[]], [()], [{}], [None], [True], [1], [b"a"], [NAN], [""], [" "]),
    *(["a"], {"a": ("https://x/", ".")}),
    *(["gpu"], [["gpu"]], ("gpu",), {"gpu"}, [Word("gpu")], ["gpu", "gpu"], ["a\0"], ["\udc80"]),
    *(["seen ", "known"], ["a", "A"], ["a (b)", "c"], ["a, b", "c"], ["["], ["a"] * 3000),
    *({None: "off"}, {"*": "off"}, {"*": None}, {1: "off"}, {"a": {}}, {"*": Word("off")}),
    *({"a": ["https://x/"]}, {"a": ("https://x/", None)}, {"a": ("https://x/", "gone.json")}),
    *({"a": "https://["}, {"a": "https://x y/"}, {"": "https://x/"}, {"a": "file:///etc/passwd"}),
    *({"a": ("https://x/", "a\0")}, {"a": ("https://x/", "/dev/zero")}, {("a",): "https://x/"}),
    *({"load": {"most-new": NAN}}, {"load": {"most-new": True}}, {"load": {None: 1}}),
    *({"load": {"most-new": 10**400}}, {"load": {"most-new": -1}}, {"load": {"most-new": 1e300}}),
    *({"load": []}, {"load": {"most-new": "4"}}, {b"load": {"most-new": 4}}),
    *({"ca": "", "cert": "", "key": ""}, {"ca": "a\0", "cert": "b", "key": "c"}, {"ca": None}),
    *(Path(), Path("executed"), object, object(), len, NotImplemented, ..., range(3), Odd()),
)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_no_value_is_too_odd_to_be_checked(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(config, "emit_warning", lambda subtype, text: told.append(text))
    values = {one.name: one.default for one in SETTINGS}
    for value in ODD:
        told.clear()
        given = SimpleNamespace(**{**values, setting.name: value})
        check_settings(cast("Sphinx", None), cast("Config", given))
        kept = getattr(given, setting.name)
        if isinstance(setting.default, dict) and isinstance(value, dict) and told and kept:
            # the entries that can be
            assert len(kept) < len(value)
            assert all(value[name] is one for name, one in kept.items())
            continue
        assert bool(told) == (kept is setting.default and value is not setting.default) or (
            kept == setting.default
        )
        assert all(text.isprintable() and len(text) < 600 for text in told)
        # it goes to another process as JSON, and into the environment of Sphinx
        json.dumps(kept)
        pickle.dumps(kept)


PAGE = """# T

:::{lesson} 1.1.1
:::

:::{requires}
- B (mentioned)
:::

:::{concept} A
:depth: introduced
Text.
:::

:::{check}
- [x] a
- [ ] b
:::

{concept}`A`
"""
ACCEPTED = {
    one.name: [value for value in ODD if not complaint_about(value, one.complaint)]
    for one in SETTINGS
}


@pytest.mark.parametrize("number", range(max(map(len, ACCEPTED.values()))))
def test_what_passes_the_checks_does_not_stop_a_build(
    number: int, make_project: MakeProject
) -> None:
    """Each build has one odd value in each setting, as long as there are some."""
    project = make_project({"index.md": PAGE, "plan.md": "# Plan\n"})
    odd = {name: values[number] for name, values in ACCEPTED.items() if number < len(values)}
    app = SphinxTestApp("html", project.root, project.root / "_build", confoverrides=odd)
    try:
        app.build()
    finally:
        app.cleanup()
    told = app.warning.getvalue()
    assert "Traceback" not in told
    assert "defaults to" not in told  # Sphinx's own view of types
    assert Path(app.outdir, "index.html").is_file()


def test_a_value_that_cannot_be_is_told_in_a_build(make_project: MakeProject) -> None:
    settings: dict[str, object] = {
        "pedagogy_worker_devices": [["gpu"]],
        "pedagogy_courses": {"a": ["https://x/"]},
        "pedagogy_depths": ["seen ", "known"],
        "pedagogy_audit": {None: "off"},
        "pedagogy_executed": "a\0b",
        "pedagogy_lesson_timeout": "1",
    }
    built = make_project(PAGE, **settings).build()
    told = [one.text for one in built.warnings if one.subtype == "pedagogy.config"]
    assert sorted(text.partition(" =")[0] for text in told) == sorted(settings)


def test_a_misspelt_setting_is_told_with_the_nearest_name(make_project: MakeProject) -> None:
    conf = {"pedagogy_bogus": 1, "pedagogy_fadingafter": 3, "pedagogy_depths": ["a", "b"]}
    project = make_project("# T\n", **conf)
    with (project.root / "conf.py").open("a") as stream:
        stream.write("import json as pedagogy_json\ndef pedagogy_help(): pass\n")
    first, second = project.build().warnings
    assert first.subtype == second.subtype == "pedagogy.config"
    assert first.text.startswith("pedagogy_bogus: there is no such setting; ")
    assert 'did you mean "pedagogy_fading_after"' in second.text


def test_a_misspelt_setting_of_the_command_line_is_told(make_project: MakeProject) -> None:
    root = make_project("# T\n").root
    app = SphinxTestApp("html", root, root / "_build", confoverrides={"pedagogy_progres": "0"})
    app.cleanup()
    assert 'did you mean "pedagogy_progress"' in app.warning.getvalue()


def test_settings_of_plugins_are_known(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = "def setup(app):\n    app.add_config_value('pedagogy_of_a_plugin', 1, '')\n"
    files = {"index.md": "# T\n", "a_plugin.py": plugin}
    project = make_project(files, extensions=["a_plugin"], pedagogy_of_a_plugin=3)
    monkeypatch.syspath_prepend(project.root)
    assert project.build().warnings == []
