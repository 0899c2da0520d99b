"""``sphinx-pedagogy certificates``: an authority of one's own, for ``tls://`` addresses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.execute.workers.certificates import (
    AUTHOR,
    DAYS,
    WORKER,
    check_days,
    check_name,
    make_authority,
    make_certificate,
    make_private,
)

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction

_DESCRIPTION = """\
Make an authority in a folder, unless it has one, and a certificate and a key for each name. Keep
authority-key.pem where no worker can read it; give each machine its own two files, and
authority.pem. A certificate that ends within 30 days is made again. One person with one machine
needs none of this: `sphinx-pedagogy worker` makes what it needs."""


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "certificates", help="make the certificates for workers elsewhere", description=_DESCRIPTION
    )
    parser.add_argument("folder", help="folder for the certificates; keep it out of the repository")
    parser.add_argument(
        "names",
        nargs="*",
        default=[WORKER, AUTHOR],
        help=f"the machines and persons that each get a certificate (default: {WORKER} {AUTHOR})",
    )
    parser.add_argument(
        "--days",
        type=int,
        default=DAYS,
        help=f"how many days the certificates last (default: {DAYS})",
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make what is missing."""
    check_days(arguments.days)
    for name in arguments.names:
        check_name(name)
    folder = Path(arguments.folder)
    make_private(folder)
    make_authority(folder, arguments.days)
    for name in arguments.names:
        made = make_certificate(folder, name, arguments.days)
        _say(f"{name}: " + (f"made, for {arguments.days} days" if made else "it is there"))
    _say(f"In {folder}: authority.pem, and for each name NAME.pem and NAME-key.pem")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
