"""Gives the tests `make_project`."""

pytest_plugins = ["sphinx_pedagogy.testing"]
