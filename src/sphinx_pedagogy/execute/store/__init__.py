"""Executed outputs, as files that are committed with their pages."""
