"""What kinds of claims there are: the words of the option ``tier`` of an evidence block."""

from __future__ import annotations

SOURCED = ("disclosed", "observable")
"""The tiers of claims that somebody else can look up, and that need a source therefore."""
TIERS = (*SOURCED, "inferred", "open")
"""All of them, from what is sure to what nobody knows."""
