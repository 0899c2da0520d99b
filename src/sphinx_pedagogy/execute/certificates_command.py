"""``sphinx-pedagogy certificates``: an authority of one's own, for ``tls://`` addresses.

Dask asks only whether a certificate is of the authority, and for no names of hosts. So the
authority must be private: whoever has a certificate of it can run code on the workers.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_pedagogy.errors import ExecutionError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction

_DESCRIPTION = """\
Make an authority in a folder, unless it has one, and a certificate and a key for each name. Keep
authority-key.pem where no worker can read it; give each machine its own two files, and
authority.pem."""
_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"]
_LEAF = """\
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    parser = subparsers.add_parser(
        "certificates", help="make the certificates for workers elsewhere", description=_DESCRIPTION
    )
    parser.add_argument("folder", help="where to put them; keep it out of the repository")
    parser.add_argument(
        "names", nargs="*", default=["worker", "author"], help="default: worker author"
    )
    parser.add_argument("--days", type=int, default=825, help="how long they last (default: 825)")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make what is missing."""
    if shutil.which("openssl") is None:
        raise ExecutionError("certificates are made with the program openssl, which is not here")
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_authority(folder, arguments.days)
    for name in arguments.names:
        make_certificate(folder, name, arguments.days)
    sys.stdout.write(f"In {folder}: authority.pem, and for each name NAME.pem and NAME-key.pem\n")
    return 0


def make_authority(folder: Path, days: int) -> None:
    """Make the authority, unless there is one."""
    if (folder / "authority.pem").exists():
        return
    _openssl(
        folder,
        *("req", "-x509", *_KEY, "-subj", "/CN=sphinx-pedagogy", "-days", str(days)),
        *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
        *("-keyout", "authority-key.pem", "-out", "authority.pem"),
    )


def make_certificate(folder: Path, name: str, days: int) -> None:
    """Make a certificate and its key, unless they are there."""
    if (folder / f"{name}.pem").exists():
        return
    request, extensions = folder / f"{name}.csr", folder / f"{name}.cnf"
    extensions.write_text(_LEAF, encoding="ascii")
    _openssl(
        folder,
        *("req", *_KEY, "-subj", f"/CN={name}"),
        *("-keyout", f"{name}-key.pem", "-out", request.name),
    )
    _openssl(
        folder,
        *("x509", "-req", "-in", request.name, "-days", str(days), "-extfile", extensions.name),
        *("-CA", "authority.pem", "-CAkey", "authority-key.pem", "-CAcreateserial"),
        *("-out", f"{name}.pem"),
    )
    request.unlink()
    extensions.unlink()


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 (words of ours, and names without a shell)
        ["openssl", *arguments],  # noqa: S607 (the one on the path)
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ExecutionError(f"openssl failed: {done.stderr.strip()}")
    for key in folder.glob("*-key.pem"):
        key.chmod(0o600)
