"""The settings, on a bare configuration. What a bad value costs a build is in tests/cases/."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from sphinx_pedagogy import config
from sphinx_pedagogy.config import SETTINGS, Setting, check_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

GOOD: dict[str, tuple[object, ...]] = {
    "pedagogy_allow_insecure_worker": (True, False),
    "pedagogy_executed": ("executed", "../build/executed"),
    "pedagogy_executor": ("auto", "local", "mine"),
    "pedagogy_folders": ({}, {"notebooks": "../notebooks", "a/b": "/c"}),
    "pedagogy_kernel_environment": ([], ["HF_TOKEN"], ("MY_*",)),
    "pedagogy_lesson_timeout": (1, 0.5, 86400),
    "pedagogy_local_gpus": (0, 1, 8),
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
    "pedagogy_storage_prefix": ("", "my-course.2", "a:b"),
    "pedagogy_style_admonitions": (True, False),
}
BAD: dict[str, tuple[object, ...]] = {
    "pedagogy_allow_insecure_worker": (1, None),
    "pedagogy_executed": ("", None, 3),
    "pedagogy_executor": (None, 3),
    "pedagogy_folders": ([], None, {"a": ""}, {"": "b"}, {"../a": "b"}, {1: "a"}, {"a*": "b"}),
    "pedagogy_kernel_environment": ("HF_TOKEN", None, [1], {"A": "b"}),
    "pedagogy_lesson_timeout": (0, -1, True, "1", None),
    "pedagogy_local_gpus": (-1, True, 1.5, None),
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


def test_a_bad_value_is_told_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(config, "give_now", lambda subtype, text: told.append(f"{subtype} {text}"))
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
