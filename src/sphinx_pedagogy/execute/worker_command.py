"""``sphinx-pedagogy worker``: let this machine run the cells of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.errors import PedagogyError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser("worker", help="let this machine run the cells of a course")
    parser.add_argument("--device", choices=["cpu", "gpu"], default="gpu", help="what it offers")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Start the worker."""
    raise PedagogyError("worker: not built yet")
