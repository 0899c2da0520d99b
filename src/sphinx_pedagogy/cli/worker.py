"""``sphinx-pedagogy worker``: let this machine run the cells of a course.

What it starts and watches stands in :mod:`sphinx_pedagogy.execute.workers.supervisor`.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.jobs import DEVICES, GPU
from sphinx_pedagogy.execute.kernel.scratch import scratch_folder
from sphinx_pedagogy.execute.workers.addresses import check_address, check_files
from sphinx_pedagogy.execute.workers.certificates import (
    AUTHOR,
    DAYS,
    WORKER,
    check_days,
    files_of,
    make_own,
    own_folder,
)
from sphinx_pedagogy.execute.workers.gpus import count_gpus
from sphinx_pedagogy.execute.workers.supervisor import Supervisor, check_port, programs_for

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Mapping

_DESCRIPTION = """\
Without an address: start a scheduler at the address of --listen, with workers. With an address:
join the scheduler there. Every worker runs one page at a time. All connections use TLS; the
certificates of this account are made if there are none. Ctrl-C ends everything."""
_OWN_SCHEDULER = "tls://127.0.0.1:8786"


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "worker", help="let this machine run the cells of a course", description=_DESCRIPTION
    )
    parser.add_argument("address", nargs="?", help="scheduler to join, such as tls://HOST:8786")
    parser.add_argument(
        "--device",
        choices=DEVICES,
        default=GPU,
        help="device that each worker offers (default: %(default)s)",
    )
    parser.add_argument(
        "--count",
        type=int,
        default=1,
        help="number of workers, one for each GPU (default: %(default)s)",
    )
    parser.add_argument(
        "--listen",
        default=_OWN_SCHEDULER,
        metavar="ADDRESS",
        help="address of the scheduler that this command starts (default: %(default)s)",
    )
    parser.add_argument(
        "--certificates",
        metavar="FOLDER",
        help="folder of this account's certificates (default: one in the settings of the account)",
    )
    parser.add_argument(
        "--days",
        type=int,
        default=DAYS,
        help="how many days new certificates last (default: %(default)s)",
    )
    for name, what in (("ca", "your team's authority"), ("cert", "this machine, from your team")):
        parser.add_argument(f"--{name}", default="", metavar="FILE", help=f"certificate of {what}")
    parser.add_argument("--key", default="", metavar="FILE", help="private key of this machine")
    parser.add_argument(
        "--insecure",
        action="store_true",
        help="allow an address with tcp://: every account of the machine can then run code",
    )
    parser.add_argument(
        "--force", action="store_true", help="offer a GPU even if none is found here"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Start the programs, and stay until they are to end."""
    if importlib.util.find_spec("distributed") is None:
        raise ExecutionError("Dask is not installed here: `pip install sphinx-pedagogy[worker]`")
    address = arguments.address or arguments.listen
    check_arguments(arguments, address)
    if not arguments.address:
        check_port(address)
    files = choose_files(arguments, address)
    check_files(address, files)
    say_what_to_set(arguments, address)
    # Dask's own folder for all is one that another account may have made, and put modules into
    with scratch_folder() as scratch:
        programs = programs_for(
            address,
            files,
            scratch,
            device=arguments.device,
            workers=arguments.count,
            scheduler=not arguments.address,
        )
        return Supervisor(programs, say).run()


def check_arguments(arguments: Namespace, address: str) -> None:
    """Refuse what is unsafe, and what cannot work here.

    :raises ExecutionError: it says what to do instead
    """
    if arguments.count < 0:
        raise ExecutionError(f"--count {arguments.count}: it must be 0 or more")
    check_days(arguments.days)
    try:
        check_address(address, allow_insecure=arguments.insecure)
    except ExecutionError as error:
        hint = " (--insecure allows it)" if address.startswith("tcp:") else ""
        raise ExecutionError(f"{error}{hint}") from None
    if arguments.device == GPU and arguments.count and not arguments.force:
        found = count_gpus()
        if found is not None and found < arguments.count:
            raise ExecutionError(
                f"{'no' if found == 0 else f'only {found}'} GPU is found here for --count "
                f"{arguments.count}: `--device cpu` offers the CPU, and --force a GPU all the same"
            )


def choose_files(arguments: Namespace, address: str) -> Mapping[str, str]:
    """Return the certificate files of this machine; make those of this account if need be."""
    named = {"ca": arguments.ca, "cert": arguments.cert, "key": arguments.key}
    if any(named.values()) or address.startswith("tcp:"):
        return named
    folder = certificates_of(arguments)
    # who joins a scheduler needs those that it has
    if not arguments.address and make_own(folder, arguments.days):
        say(f"Made certificates in {folder}, for {arguments.days} days.")
    return files_of(folder, WORKER)


def certificates_of(arguments: Namespace) -> Path:
    """Return the folder of this account's certificates."""
    return Path(arguments.certificates).absolute() if arguments.certificates else own_folder()


def say_what_to_set(arguments: Namespace, address: str) -> None:
    """Tell what the course must set to reach the workers."""
    if address.startswith("tcp:"):
        sys.stderr.write(
            f"WARNING: {address} asks for no certificate. Every account that reaches the port can "
            "run code as you.\n"
        )
    say(f"{arguments.count} worker(s) for {arguments.device} at {address}")
    setting = f'pedagogy_worker_address = "{address}"'
    if address.startswith("tcp:"):
        setting += "; pedagogy_allow_insecure_worker = True"
    elif arguments.certificates and not arguments.ca:
        setting += f"; pedagogy_worker_tls = {files_of(certificates_of(arguments), AUTHOR)}"
    elif arguments.ca:
        setting += "; pedagogy_worker_tls = ... (the files of the one who builds)"
    say(f"Set in conf.py of the course:  {setting}")
    if address.startswith("tls:") and not arguments.ca:
        folder = certificates_of(arguments)
        say(f"To build on another machine, copy {folder} to the same place there.")


def say(text: str) -> None:
    """Print a line at once: what reads it may be a log."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
