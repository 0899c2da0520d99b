"""A formula as plain text: for a list of results and the title of a window, where none is drawn."""

from __future__ import annotations

import re

_SIGNS = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "sigma": "σ",
    "phi": "φ",
    "psi": "ψ",
    "omega": "ω",
    "Delta": "Δ",
    "Sigma": "Σ",
    "sum": "Σ",
    "times": "×",
    "cdot": "·",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "approx": "≈",
    "to": "→",
    "rightarrow": "→",
    "in": "∈",
    "pm": "±",
    "ne": "≠",
    "neq": "≠",
    "sim": "~",
    "infty": "∞",
}
_DRESSED = re.compile(r"\\(?:mathrm|mathbf|mathit|mathbb|text|textbf|operatorname)\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_RAISED_SIGNS = {
    "_": str.maketrans("0123456789+-=aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
    "^": str.maketrans("0123456789+-=in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼ⁱⁿ"),
}
_BRACED = re.compile(r"([_^])\{([^{}]+)\}")
_SINGLE = re.compile(r"([_^])([A-Za-z0-9])")
_LONGEST_FORMULA = 24


def plain_formula(tex: str) -> str:
    """Return a formula as a reader would write it in a line of text; a long one is left out."""
    text = _DRESSED.sub(r"\1", tex.replace(r"\,", " ").replace("~", " "))
    text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[0]), text)
    text = _SINGLE.sub(_raised, _BRACED.sub(_raised, text))
    text = " ".join(re.sub(r"(?<!\\)[{}]", "", text).replace(r"\%", "%").split())
    return text if "\\" not in text and len(text) <= _LONGEST_FORMULA else "…"


def _raised(found: re.Match[str]) -> str:
    """Return an index or an exponent in the signs that text has for it, else as it was."""
    where, written = found.groups()
    made = written.translate(_RAISED_SIGNS[where])
    return found[0] if any(sign in written for sign in made) else made
