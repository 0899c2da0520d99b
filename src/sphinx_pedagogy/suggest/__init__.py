"""Concepts for a course that has no markup yet: what its pages name as if it were one."""
