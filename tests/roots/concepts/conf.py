extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_pedagogy"]
project = "Latents"
author = "Test"
html_theme = "basic"
html_sidebars = {"**": ["globaltoc.html", "relations.html"]}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
pedagogy_fading_after = 3
# small pages, which are no whole lessons: only what is wrong anywhere
pedagogy_audit = {
    "*": "off",
    "cycle": "error",
    "duplicate": "warning",
    "self": "error",
    "unknown": "error",
}
