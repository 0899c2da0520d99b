"""Fixes of findings as edits of the sources: where exactly a name, a role or a line is written."""
