"""Every block, on two pages. Each word of the author's begins with `kept`."""

project = "keptproject"
author = "keptauthor"
project_copyright = "keptauthor"
version = "1"
extensions = ["myst_parser", "sphinx_pedagogy"]
exclude_patterns = ["_build"]
html_theme = "basic"
myst_enable_extensions = ["colon_fence"]
# a page of every block is no lesson: only what is wrong anywhere
pedagogy_audit = {"*": "off", "cycle": "error", "self": "error", "unknown": "error"}
gettext_compact = False
# no build time in any output
html_last_updated_fmt = None
epub_show_urls = "no"
epub_basename = "book"
latex_documents = [("index", "book.tex", project, author, "manual")]
man_pages = [("index", "book", project, [author], 7)]
texinfo_documents = [("index", "book", project, author, "book", project, "Miscellaneous")]
# small pages, which are no whole lessons: only what is wrong anywhere
pedagogy_audit = {
    "*": "off",
    "cycle": "error",
    "duplicate": "warning",
    "self": "error",
    "unknown": "error",
}
