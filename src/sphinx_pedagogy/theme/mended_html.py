"""What Sphinx and MyST-NB write that a screen reader takes wrongly, written as it should be."""

from __future__ import annotations

import re

# MyST-NB names all folded cells alike, whatever stands on them
_FOLD = re.compile(r'<summary aria-label="Toggle hidden content">')
# Sphinx sets the parameters of a long signature as definitions of nothing
_PARAMETERS = re.compile(r'<dl>\s*((?:<dd><em class="sig-param">.*?</dd>\s*)+)</dl>', re.DOTALL)
_PARAMETER = re.compile(r"<(/?)dd>")


def mended(body: str) -> str:
    """Return the HTML of a page with that mended."""
    body = _FOLD.sub("<summary>", body)
    return _PARAMETERS.sub(_parameters, body)


def _parameters(match: re.Match[str]) -> str:
    return f'<span class="sig-parameters">{_PARAMETER.sub(_as_span, match[1])}</span>'


def _as_span(match: re.Match[str]) -> str:
    return f"<{match[1]}span>"
