"""The course: lessons in this folder, exercises in the folder notebooks/ beside it."""

from __future__ import annotations

import os
from importlib.metadata import version as installed_version

project = "Machine learning, from the inside"
author = "The sphinx-pedagogy authors"
copyright = f"%Y, {author}"
release = installed_version("sphinx-pedagogy")
version = release
language = "en"

extensions = [
    "myst_nb",
    "sphinx_design",
    "sphinx_pedagogy",
    "sphinx_pedagogy.diagrams",
    "sphinx_pedagogy.formulas",
]
exclude_patterns = ["_build", "jupyter_execute", "**/.ipynb_checkpoints"]
templates_path = ["../docs/_templates"]

# -- Writing ---------------------------------------------------------------------------------------
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

# -- Pages -----------------------------------------------------------------------------------------
# The exercises stand beside the lessons, and are pages of the same site.
pedagogy_folders = {"notebooks": "../notebooks"}

# -- The course ------------------------------------------------------------------------------------
# What was last used ten lessons ago counts as fading: more than nine.
pedagogy_fading_after = 9
# Notes, tips and warnings look like the blocks beside them.
pedagogy_style_admonitions = True
# Left out of the readers' site; `-D pedagogy_audience=author` builds the other one.
pedagogy_author_pages = ["authors.md", "**/*.plan.md", "**/*.reviews.md"]

# Plain words that name a concept are linked, also on pages that have nothing else of ours.
pedagogy_link_mentions = "section"

# Not only what is wrong in any course: also its style, amounts and balance.
pedagogy_audit_profile = "course"
# By name, a rule is asked for all that it finds, also for what is a matter of taste: spaced dashes.
pedagogy_audit = {"style": "note"}

# -- Cells -----------------------------------------------------------------------------------------
# Executed once; then outputs come from the folder executed/, which is committed, until some cell
# of their page changes. So nobody trains the networks again to build the site.
nb_execution_mode = "cache"
nb_execution_timeout = 600  # seconds, for one cell
# What is meant for a GPU is shown as the CPU makes it, and marked, until a GPU has run it.
pedagogy_on_missing_output = "cpu"
# A failing cell is a warning that names its page and shows its source and traceback; with -W, as
# `nox` builds, it fails the build once every page was tried. Raising instead would stop at the
# first one and bury it under a crash report.
nb_execution_raise_on_error = False
nb_execution_show_tb = True
nb_merge_streams = True

# -- Notebooks to download -------------------------------------------------------------------------
# Links to Colab need to know where on GitHub the built site lies: OWNER/REPOSITORY/BRANCH. Whoever
# publishes the course says so, for instance in CI.
pedagogy_colab = os.environ.get("COURSE_COLAB", "")

# -- Looks -----------------------------------------------------------------------------------------
html_theme = "pedagogy"
html_title = project
# The address of the site, for canonical links and the links in notebooks. Read the Docs tells it.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False

# In the PDF each module is a part, and each lesson a chapter; the front page is about the site.
latex_documents = [("index", "course.tex", project, author, "manual", True)]
latex_elements = {"extraclassoptions": "openany"}  # no white page before a chapter
