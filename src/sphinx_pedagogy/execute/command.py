"""``sphinx-pedagogy execute``: run the cells that need it, without building pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.errors import PedagogyError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "execute", help="run the cells whose outputs are missing, without building pages"
    )
    parser.add_argument("source", nargs="?", default=".", help="folder with conf.py (default: .)")
    parser.add_argument("--list", action="store_true", help="say what would run, and run nothing")
    parser.add_argument("--force", action="store_true", help="run also what has its outputs")
    parser.add_argument("--device", choices=["cpu", "gpu"], help="only pages for this device")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Execute what is stale."""
    raise PedagogyError("execute: not built yet")
