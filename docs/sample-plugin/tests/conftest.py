"""Gives the fixture `make_project` to the tests."""

pytest_plugins = ["sphinx_pedagogy.testing"]
