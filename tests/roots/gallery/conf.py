"""Every block in every variant, for eyes and for browsers: `sphinx-build -D html_theme=furo`."""

import os

project = "Gallery"
extensions = ["myst_nb", "sphinx_design", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
nb_execution_mode = "auto"
html_theme = os.environ.get("GALLERY_THEME", "sphinx_rtd_theme")
html_title = project
html_show_sourcelink = False
html_copy_source = False
# No page of a test asks another host for anything; maths stays TeX unless this names a script.
mathjax_path = os.environ.get("GALLERY_MATHJAX", "none.js")
mathjax_options: dict[str, str] = {}
# small pages, which are no whole lessons: only what is wrong anywhere
pedagogy_style_admonitions = True
pedagogy_audit = {
    "*": "off",
    "cycle": "error",
    "duplicate": "warning",
    "self": "error",
    "unknown": "error",
}
