"""What is said where a diagram cannot be drawn."""

from __future__ import annotations


class DiagramError(ValueError):
    """Raised where no drawing can be made of a diagram; its text says why."""
