project = "My course"
extensions = ["myst_nb", "sphinx_design", "sphinx_pedagogy"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
exclude_patterns = ["_build", "jupyter_execute", ".venv"]

html_theme = "sphinx_rtd_theme"

nb_execution_mode = "cache"  # run cells again only when they have changed
