"""What is said where a formula cannot be made."""

from __future__ import annotations


class FormulaError(ValueError):
    """Raised where a formula cannot be told in MathML; its text says why."""
