"""How names of the API go: with a warning, one minor version at least before they are gone."""

from __future__ import annotations

import warnings


class PedagogyDeprecationWarning(DeprecationWarning):
    """Something public is about to be removed. The message says what replaces it, and when it goes.

    To let your tests fail on this warning, run them with
    ``-W error::sphinx_pedagogy.api.PedagogyDeprecationWarning``.
    """


def warn_of(old: str, instead: str, gone_in: str, stacklevel: int = 3) -> None:
    """Warn whoever uses something that is about to go.

    :param old: what it is: ``sphinx_pedagogy.api.Desk``
    :param instead: what to use
    :param gone_in: the version that has it no more
    :param stacklevel: how many calls above this one the use is
    """
    text = f"{old} is deprecated and goes in version {gone_in}: use {instead}"
    warnings.warn(text, PedagogyDeprecationWarning, stacklevel=stacklevel)
