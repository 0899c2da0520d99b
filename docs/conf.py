"""The manual of sphinx-pedagogy, written with sphinx-pedagogy."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "docs" / "_ext"), str(ROOT / "docs" / "sample-plugin" / "src")]

project = "sphinx-pedagogy"
author = "The sphinx-pedagogy authors"
copyright = f"%Y, {author}"
release = installed_version("sphinx-pedagogy")
version = release
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx_design",
    "sphinx_pedagogy",
    "sphinx_pedagogy.diagrams",
    "sphinx_pedagogy.formulas",
    "manual",
    "manual_api",
    "manual_judged",
    "manual_measured",
    "manual_objects",
    "manual_pages",
    "manual_promises",
    "manual_rules",
    "pedagogy_sample",
]
# changes/ holds the fragments of the next changelog; snippets/, tutorial/ and
# sample-plugin/ hold files that the pages show and the tests build. None of them is a page.
exclude_patterns = [
    "_build",
    "changes",
    "jupyter_execute",
    "sample-plugin/**",
    "snippets/**",
    "tutorial/**",
]
templates_path = ["_templates"]

add_module_names = False
python_maximum_signature_line_length = 80
autodoc_member_order = "bysource"

myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "smartquotes",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 3

nb_execution_mode = "cache"
# Small and quick: made anew with each fresh clone, and not worth a diff.
pedagogy_executed = str(ROOT / "build" / "executed")
nb_execution_timeout = 60
nb_execution_raise_on_error = False
nb_execution_show_tb = True
nb_merge_streams = True

# Small, so that a course of four lessons has a concept that fades.
pedagogy_fading_after = 3
# Its examples are from courses that know nothing of each other.
pedagogy_link_mentions = "off"

# What our own courses hold themselves to.
pedagogy_audit_profile = "course"
# Its pages show single blocks, which are no whole lessons: what the audit says of their making is
# shown, and fails no build. What students know at each lesson is held against the small course.
pedagogy_audit = {"*": "note"} | dict.fromkeys(
    (
        "prerequisite",
        "undeclared",
        "forward",
        "fading",
        "duplicate",
        "cycle",
        "self",
        "unknown",
        "unconnected",
        "record",
    ),
    "warning",
)

# No page of the manual is for authors only: `rules/plan.md` is about plans.
pedagogy_author_pages: list[str] = []

# Its own readers' progress was kept under this before the name of the project was the default.
pedagogy_storage_prefix = "pedagogy-manual"
# Plain admonitions look like blocks, as blocks/admonitions.md shows them.
pedagogy_style_admonitions = True

html_theme = "pedagogy"
html_title = f"{project} {release}"
# The address of the site, for canonical links and the links in notebooks. Read the Docs tells it.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
